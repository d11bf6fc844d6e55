//! The field of a form that asks for one department.

use crate::extract::Query;

/// Which department is asked for, and which may be.
pub(super) struct Departmental {
    /// As typed; empty where none is.
    pub(super) asked: String,
    /// Those that may be, by name.
    pub(super) names: Vec<String>,
}

impl Departmental {
    pub(super) fn of(query: &Query, names: Vec<String>) -> Self {
        Self { asked: query.text("department").unwrap_or_default(), names }
    }

    /// Whether the page has the field at all: not where nothing has a department.
    pub(super) fn is_any(&self) -> bool {
        !self.names.is_empty() || !self.asked.is_empty()
    }

    /// The department that is asked for.
    pub(super) fn wanted(&self) -> Option<&str> {
        (!self.asked.is_empty()).then_some(self.asked.as_str())
    }
}

//! The schema's versions, and the statements that name the tables of one version of the fold.

use crate::error::OpenError;
use projections::fold;
use std::sync::OnceLock;

/// One step of a schema; the first is number 1.
pub(crate) type Migration = &'static str;

/// Which steps are missing in a database that has `found` of them.
pub(crate) fn missing(migrations: &[Migration], found: u32) -> Result<&[Migration], OpenError> {
    let known = u32::try_from(migrations.len()).expect("there are few migrations");
    usize::try_from(found)
        .ok()
        .and_then(|found| migrations.get(found..))
        .ok_or(OpenError::Newer { found, known })
}

/// A statement on the tables of this program's version of the fold: `{v}` stands for that version.
pub(crate) struct FoldSql {
    template: &'static str,
    text: OnceLock<String>,
}

impl FoldSql {
    pub(crate) const fn new(template: &'static str) -> Self {
        Self { template, text: OnceLock::new() }
    }

    pub(crate) fn text(&self) -> &str {
        self.text.get_or_init(|| self.template.replace("{v}", &fold::VERSION.to_string()))
    }
}

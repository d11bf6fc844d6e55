//! Which two tables of a plan a page speaks about: those of its address, else the two latest editions.

use super::Frame;
use crate::extract::Query;
use crate::header::encoded;
use projections::report::{EditionRef, PlanOverview};

/// The name of the table as it is now.
const CURRENT: &str = "current";

/// Two tables, and what else could be chosen.
pub(super) struct Choice {
    pub(super) from: String,
    pub(super) to: String,
    /// What may be chosen; the newest first.
    pub(super) options: Vec<Table>,
}

/// A table that may be chosen.
pub(super) struct Table {
    /// Its name in an address.
    pub(super) name: String,
    /// What it is called.
    pub(super) label: String,
}

impl Choice {
    pub(super) fn of(plan: &PlanOverview, query: &Query, frame: &Frame) -> Self {
        let editions: Vec<&EditionRef> =
            plan.editions.iter().rev().filter(|edition| edition.withdrawn.is_none()).collect();
        let name = |edition: Option<&&EditionRef>| {
            edition.map_or_else(|| CURRENT.to_owned(), |edition| edition.id.to_string())
        };
        // The two latest editions; where there is but one, that one with how things stand now.
        let (before, after) = match editions.as_slice() {
            [newest] => (name(Some(newest)), CURRENT.to_owned()),
            several => (name(several.get(1)), name(several.first())),
        };
        let (from, to) = (query.text("from").unwrap_or(before), query.text("to").unwrap_or(after));
        let table = |name: &str, label: &str| Table { name: name.to_owned(), label: label.to_owned() };
        let mut options = vec![table(CURRENT, frame.of("現在の状態", "as things stand now"))];
        options.extend(editions.iter().map(|edition| table(&edition.id.to_string(), edition.label.as_str())));
        for asked in [&from, &to] {
            if !options.iter().any(|known| known.name == *asked) {
                options.push(table(asked, asked));
            }
        }
        Self { from, to, options }
    }

    /// Both, where they are two.
    pub(super) fn pair(&self) -> Option<(&str, &str)> {
        (self.from != self.to).then_some((self.from.as_str(), self.to.as_str()))
    }

    /// Whether a table is the earlier one.
    pub(super) fn is_from(&self, table: &Table) -> bool {
        table.name == self.from
    }

    /// Whether a table is the later one.
    pub(super) fn is_to(&self, table: &Table) -> bool {
        table.name == self.to
    }

    /// Both, as the query of an address.
    pub(super) fn query(&self) -> String {
        format!("from={}&to={}", encoded(&self.from), encoded(&self.to))
    }
}

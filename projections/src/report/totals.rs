//! Totals that a document prints, held against what the table adds up to (R9). A difference is reported, not repaired.

use super::counts::Count;
use super::listing::Listing;
use super::planned_actual::{key, planned_actual};
use super::table::{TableOf, TableRow};
use domain::event::{NodeKind, TotalDeclared, YearSide};
use domain::id::{EditionId, NodeId};
use domain::plan::Plan;
use domain::refusal::Refusal;
use domain::value::{FiscalYear, Status, Text};
use schemars::JsonSchema;
use serde::Serialize;

/// What a printed total agrees with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TotalAgrees {
    /// With both: nothing is re-listed there.
    WithBoth,
    /// With のべ: it counts re-listed rows too.
    WithListed,
    /// With the items, each once.
    WithDistinct,
    /// With neither.
    WithNeither,
    /// It is no number.
    Unread,
    /// The table does not say what it counts.
    Unmatched,
}

/// A printed total, and what the table adds up to.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TotalCheck {
    /// The edition that prints it.
    pub edition: EditionId,
    /// In which table of the document.
    pub table: Text,
    /// In which row.
    pub row: Text,
    /// In which column.
    pub column: Text,
    /// As printed.
    pub printed: Text,
    /// The number that it says.
    pub number: Option<u32>,
    /// What the table adds up to, both ways; none where it is not known what is counted.
    pub computed: Option<Count>,
    /// Which of both it equals.
    pub agrees: TotalAgrees,
}

/// The totals that the edition of a table prints, in the order in which they were stated; of those of one place the last.
pub(super) fn totals(listing: &Listing<'_>, year: Option<FiscalYear>) -> Vec<TotalCheck> {
    let table = &listing.table;
    let edition = match table.of {
        TableOf::Edition(edition) => Some(edition),
        TableOf::Current | TableOf::Cycle(_) | TableOf::AsOf(_) => {
            table.in_force.as_ref().map(|edition| edition.id)
        }
    };
    let declared = listing.plan.head.totals.iter().filter(|total| Some(total.edition) == edition);
    let mut places: Vec<&TotalDeclared> = Vec::new();
    for total in declared {
        let same = |known: &&mut &TotalDeclared| {
            (&known.table, &known.row, &known.column) == (&total.table, &total.row, &total.column)
        };
        match places.iter_mut().find(same) {
            Some(known) => *known = total,
            None => places.push(total),
        }
    }
    places.into_iter().map(|total| TotalCheck::of(listing, year, total)).collect()
}

/// The same of an edition, of the year that it counts.
///
/// # Errors
/// Those of [`super::table()`].
pub(super) fn checked(plan: &Plan, edition: EditionId) -> Result<Vec<TotalCheck>, Refusal> {
    let listing = Listing::of(plan, TableOf::Edition(edition))?;
    let year = planned_actual(&listing, None).year;
    Ok(totals(&listing, year))
}

impl TotalCheck {
    fn of(listing: &Listing<'_>, year: Option<FiscalYear>, total: &TotalDeclared) -> Self {
        let number = super::lint::number(total.printed.as_str());
        let words = Words { listing, year };
        // A total in the title of a table (全12事業) is of the whole of it.
        let row = if total.row == total.table { "" } else { total.row.as_str() };
        let computed = words.count(row, total.column.as_str());
        let agrees = match (number, computed) {
            (None, _) => TotalAgrees::Unread,
            (Some(_), None) => TotalAgrees::Unmatched,
            (Some(number), Some(count)) => match (number == count.listed, number == count.distinct) {
                (true, true) => TotalAgrees::WithBoth,
                (true, false) => TotalAgrees::WithListed,
                (false, true) => TotalAgrees::WithDistinct,
                (false, false) => TotalAgrees::WithNeither,
            },
        };
        Self {
            edition: total.edition,
            table: total.table.clone(),
            row: total.row.clone(),
            column: total.column.clone(),
            printed: total.printed.clone(),
            number,
            computed,
            agrees,
        }
    }
}

/// What the name of a row or a column of a printed table counts.
#[derive(Debug, Clone, PartialEq)]
enum Limit {
    Everything,
    Planned,
    Actual,
    Under(NodeId),
    Category(usize, usize),
    Department(String),
    Status(String),
}

/// Names of rows and columns that count everything.
const TOTALS: [&str; 18] = [
    "計",
    "合計",
    "総計",
    "総数",
    "総合計",
    "全体",
    "全事業",
    "項目数",
    "事業数",
    "件数",
    "数",
    "のべ",
    "延べ",
    "のべ数",
    "延べ数",
    "実数",
    "total",
    "",
];
/// Names of columns that count what is planned.
const PLANNED: [&str; 4] = ["計画", "計画事項", "計画状況", "planned"];
/// Names of columns that count what came of it.
const ACTUAL: [&str; 5] = ["実施", "実施状況", "実績", "状況", "actual"];

/// Whether a heading is no section but a row that adds others up.
pub(super) fn is_sum(title: &str) -> bool {
    matches!(key(title).as_str(), "計" | "合計" | "小計" | "総計" | "総合計" | "累計" | "総数" | "合計数")
}

/// What the words of a printed table mean in this one.
struct Words<'l> {
    listing: &'l Listing<'l>,
    year: Option<FiscalYear>,
}

impl Words<'_> {
    fn count(&self, row: &str, column: &str) -> Option<Count> {
        let (row, column) = (key(row), key(column));
        let (down, across) = (self.limit(&row)?, self.limit(&column)?);
        // A word of the plan that is a side's name too, such as 実施, is the word where the other name is the side.
        let down = self.word_rather(down, &row, &across);
        let across = self.word_rather(across, &column, &down);
        let listing = self.listing;
        let axes = listing.axes();
        let all = |row: &TableRow| {
            let named = |wanted: &str, status: Option<&Status>| {
                status.is_some_and(|status| key(&status.wording) == wanted)
            };
            let meets = |limit: &Limit, other: &Limit, is_row: bool| match limit {
                Limit::Everything => true,
                Limit::Planned => self.side(row, YearSide::Planned).is_some(),
                Limit::Actual => self.side(row, YearSide::Actual).is_some(),
                Limit::Under(node) => listing.above(row).iter().any(|heading| heading.node == *node),
                Limit::Category(axis, term) => listing.category(row, &axes[*axis]) == Some(*term),
                Limit::Department(name) => {
                    row.departments.iter().any(|department| key(&department.name) == *name)
                }
                Limit::Status(word) => match other {
                    Limit::Planned => named(word, self.side(row, YearSide::Planned)),
                    Limit::Actual => named(word, self.side(row, YearSide::Actual)),
                    Limit::Status(_) if is_row => named(word, self.side(row, YearSide::Planned)),
                    Limit::Status(_) => named(word, self.side(row, YearSide::Actual)),
                    Limit::Everything | Limit::Under(_) | Limit::Category(..) | Limit::Department(_) => {
                        named(word, row.status.as_ref())
                    }
                },
            };
            meets(&down, &across, true) && meets(&across, &down, false)
        };
        let says = |status: &Limit, other: &Limit| match status {
            // Without a side the word is that of 状況; where no item has one, it is not known which side is meant.
            Limit::Status(_) => match other {
                Limit::Planned | Limit::Actual | Limit::Status(_) => true,
                Limit::Everything | Limit::Under(_) | Limit::Category(..) | Limit::Department(_) => {
                    listing.rows().any(|row| row.status.is_some())
                }
            },
            Limit::Everything
            | Limit::Planned
            | Limit::Actual
            | Limit::Under(_)
            | Limit::Category(..)
            | Limit::Department(_) => true,
        };
        (says(&down, &across) && says(&across, &down)).then(|| listing.count(all))
    }

    fn word_rather(&self, limit: Limit, name: &str, other: &Limit) -> Limit {
        let sided = matches!(limit, Limit::Planned | Limit::Actual)
            && matches!(other, Limit::Planned | Limit::Actual | Limit::Status(_));
        if sided && self.is_word(name) { Limit::Status(name.to_owned()) } else { limit }
    }

    fn limit(&self, name: &str) -> Option<Limit> {
        if TOTALS.contains(&name) {
            return Some(Limit::Everything);
        }
        let (planned, actual) = (PLANNED.contains(&name), ACTUAL.contains(&name));
        if planned || actual {
            return Some(if planned { Limit::Planned } else { Limit::Actual });
        }
        self.heading(name)
            .or_else(|| self.category(name))
            .or_else(|| self.department(name))
            .or_else(|| self.is_word(name).then(|| Limit::Status(name.to_owned())))
            .or_else(|| self.heading(name.strip_suffix("小計")?))
    }

    fn heading(&self, name: &str) -> Option<Limit> {
        let mut headings = self.listing.table.rows.iter().filter(|row| row.kind == NodeKind::Heading);
        let is_called = |row: &&TableRow| {
            let number = row.full_label.as_deref().unwrap_or_default();
            let label = row.label.as_deref().unwrap_or_default();
            let title = row.title.as_str();
            [
                title.to_owned(),
                format!("{number}{title}"),
                format!("{number}.{title}"),
                format!("{label}{title}"),
            ]
            .iter()
            .any(|called| key(called) == name)
                || (!number.is_empty() && key(number) == name)
        };
        headings.find(is_called).map(|row| Limit::Under(row.node))
    }

    fn category(&self, name: &str) -> Option<Limit> {
        let axes = self.listing.axes();
        axes.iter().enumerate().find_map(|(at, axis)| {
            let term = axis.terms.iter().position(|(_, wording)| key(wording) == name)?;
            Some(Limit::Category(at, term))
        })
    }

    fn department(&self, name: &str) -> Option<Limit> {
        let mut departments = self.listing.rows().flat_map(|row| &row.departments);
        let known = departments.any(|department| key(&department.name) == name);
        known.then(|| Limit::Department(name.to_owned()))
    }

    fn is_word(&self, name: &str) -> bool {
        let words = self.listing.plan.head.vocabularies.iter().filter(|known| known.kind.has_states());
        words.flat_map(|known| &known.terms).any(|term| key(&term.wording) == name)
            || self.listing.rows().any(|row| row.status.as_ref().is_some_and(|s| key(&s.wording) == name))
    }

    fn side(&self, row: &TableRow, side: YearSide) -> Option<&Status> {
        self.listing.status(row.node, self.year?, side)
    }
}

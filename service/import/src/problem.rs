//! What is wrong with a file: where, what was found, what would be accepted.

mod finding;
mod id;
mod opinion;
mod trace;
mod wording;

pub use finding::{Finding, Oversize, Severity};
pub use id::{IdFinding, first_named};
pub use opinion::OpinionFinding;
pub use trace::TraceFinding;

use crate::limits;
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt;

/// Where something was found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Place {
    /// The file's name as given.
    pub file: String,
    /// The sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The row, from 1 and blank rows included, as a spreadsheet counts it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// The heading of the column, or its number from 1 where no heading is known. In a file whose encoding is wrong, the
    /// character in the line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, ", sheet {sheet}")?;
        }
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {}", column.replace('\n', " "))?;
        }
        Ok(())
    }
}

/// One finding at its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(into = "Plain")]
#[schemars(rename = "ImportProblem")]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What.
    pub finding: Finding,
}

impl Problem {
    /// Whether it stops the import.
    pub fn severity(&self) -> Severity {
        self.finding.severity()
    }

    /// Whether it stops the import.
    pub fn is_error(&self) -> bool {
        self.severity() == Severity::Error
    }

    /// The stable name of what was found.
    pub fn code(&self) -> &'static str {
        self.finding.code()
    }

    /// What was found, in English.
    pub fn found(&self) -> String {
        self.finding.found()
    }

    /// What would be accepted, in English.
    pub fn accepted(&self) -> String {
        self.finding.accepted()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; accepted is {}", self.place, self.found(), self.accepted())
    }
}

/// A problem as machines read it.
#[derive(Serialize, JsonSchema)]
struct Plain {
    severity: Severity,
    code: &'static str,
    #[serde(flatten)]
    place: Place,
    found: String,
    accepted: String,
}

impl From<Problem> for Plain {
    fn from(problem: Problem) -> Self {
        Self {
            severity: problem.severity(),
            code: problem.code(),
            found: problem.found(),
            accepted: problem.accepted(),
            place: problem.place,
        }
    }
}

/// All problems of a file, in the order in which they were found; at least one of them is an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, thiserror::Error)]
#[serde(transparent)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// The ones that stop the import.
    pub fn errors(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter().filter(|problem| problem.is_error())
    }

    /// Whether the file, or what a workbook unpacks to, is greater than what is read.
    pub fn is_too_large(&self) -> bool {
        self.0.iter().any(|problem| matches!(problem.finding, Finding::TooLarge { .. }))
    }

    /// Whether there is no table at all, as on a sheet of notes.
    pub fn is_no_table(&self) -> bool {
        self.errors().all(|problem| matches!(problem.finding, Finding::NoHeader))
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

/// Collects problems; beyond a number they are only counted, so that a hostile file cannot fill the memory.
#[derive(Debug, Default)]
pub(crate) struct Collector {
    problems: Vec<Problem>,
    more: u64,
    fatal: bool,
}

impl Collector {
    pub(crate) fn add(&mut self, place: Place, finding: Finding) {
        self.fatal |= finding.severity() == Severity::Error;
        if self.problems.len() < limits::PROBLEMS {
            self.problems.push(Problem { place, finding });
        } else {
            self.more += 1;
        }
    }

    /// Adds what another has collected.
    pub(crate) fn append(&mut self, other: Self) {
        self.more += other.more;
        self.fatal |= other.fatal;
        for problem in other.problems {
            self.add(problem.place, problem.finding);
        }
    }

    /// Whether one of them is an error.
    pub(crate) fn is_fatal(&self) -> bool {
        self.fatal
    }

    /// The value and the warnings, or the problems when one of them is an error.
    pub(crate) fn finish<T>(self, value: T) -> Result<(T, Vec<Problem>), Problems> {
        let fatal = self.fatal;
        let problems = self.into_problems();
        if fatal { Err(problems) } else { Ok((value, problems.0)) }
    }

    pub(crate) fn into_problems(mut self) -> Problems {
        if self.more > 0 {
            let file = self.problems.first().map(|first| first.place.file.clone()).unwrap_or_default();
            let finding = Finding::More { count: self.more, fatal: self.fatal };
            self.problems.push(Problem { place: Place { file, ..Place::default() }, finding });
        }
        Problems(self.problems)
    }
}

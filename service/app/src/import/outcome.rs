//! What an import would do, for a person to look at before it is done.

use super::{LineageRows, MatchedBy};
use ::import::Table;
use domain::event::CycleOrigin;
use domain::id::{EditionId, PlanId};
use domain::value::Certainty;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// What an import would do.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ImportPreview")]
pub struct Preview {
    /// The plan.
    pub plan: PlanId,
    /// It would be new.
    pub new_plan: bool,
    /// Something would be written.
    pub changes: bool,
    /// Each table, the oldest edition first.
    pub tables: Vec<TablePreview>,
}

/// One table: what was understood, and what it would become.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TablePreview {
    /// What it would become.
    pub outcome: Outcome,
    /// What was understood, row by row, with its warnings.
    pub table: Table,
}

/// What a table becomes.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "becomes", rename_all = "snake_case")]
#[schemars(rename = "ImportOutcome")]
pub enum Outcome {
    /// An edition that the plan does not have yet.
    NewEdition {
        /// What it is called.
        label: String,
        /// How many headings.
        headings: u32,
        /// How many items.
        items: u32,
        /// How many of its rows are new to the plan.
        new_nodes: u32,
        /// The cycles that its rows report.
        cycles: Vec<CycleEffect>,
        /// How its rows belong to the edition before, where the table prints that beside them.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        lineage: Vec<LineageRows>,
        /// Departments and categories that the plan does not have yet.
        #[serde(skip_serializing_if = "Defined::is_empty")]
        defines: Defined,
        /// How many totals the document prints itself.
        #[serde(skip_serializing_if = "is_zero")]
        totals: u32,
        /// How many of its rows list an item again, as a person confirmed.
        #[serde(skip_serializing_if = "is_zero")]
        relisted: u32,
    },
    /// Changes that the document itself declares of items of an edition that the plan has.
    Declared {
        /// What the edition is called.
        label: String,
        /// How many are new.
        changes: u32,
    },
    /// 転記訂正: other cells of an edition that the plan has.
    Corrections {
        /// The edition.
        edition: EditionId,
        /// What it is called.
        label: String,
        /// The cells.
        differences: Vec<CellDifference>,
        /// Rows of the edition that the file does not have: they stay.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        missing: Vec<String>,
        /// Rows that stand under another heading in the file: they stay where they were printed.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        moved: Vec<RowMove>,
    },
    /// Proposals in the live cycle.
    Proposals {
        /// What the cycle is called.
        label: String,
        /// The cells.
        differences: Vec<CellDifference>,
        /// New rows, by number and title.
        added: Vec<String>,
        /// Rows of the plan that the table does not have: they stay, and nothing is decided about them.
        missing: Vec<String>,
        /// Rows with another number, under another heading or in another order.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        moved: Vec<RowMove>,
    },
    /// The plan says so already.
    Nothing {
        /// What the edition is called.
        label: String,
    },
}

/// What a table names for the first time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[schemars(rename = "ImportDefines")]
pub struct Defined {
    /// Departments, in the order of the table.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<String>,
    /// Categories by axis.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub categories: BTreeMap<String, Vec<String>>,
}

impl Defined {
    /// Whether everything is known.
    pub fn is_empty(&self) -> bool {
        self.departments.is_empty() && self.categories.is_empty()
    }
}

fn is_false(value: &bool) -> bool {
    !value
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// A cycle that rows report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CycleEffect {
    /// What it is called.
    pub label: String,
    /// Whether the edition reports it or it is worked out from a later one.
    pub origin: CycleOrigin,
    /// How many decisions would be recorded.
    pub decisions: u32,
    /// How sure they are.
    pub certainty: Certainty,
}

/// A cell that says something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CellDifference {
    /// The row in the file, from 1.
    pub line: u32,
    /// The row's number, or its title where it has none.
    pub item: String,
    /// Its title in the file.
    pub title: String,
    /// By what the row was recognised; none for a new one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<MatchedBy>,
    /// Whether the row is a further place of its item (再掲).
    #[serde(skip_serializing_if = "is_false")]
    pub relisted: bool,
    /// The column's heading.
    pub column: String,
    /// What the plan says.
    pub before: String,
    /// What the file says.
    pub after: String,
}

/// A row that has another number, or stands under another heading or behind another row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ImportRowMove")]
pub struct RowMove {
    /// The row in the file, from 1.
    pub line: u32,
    /// The number that the row has, or its title where it has none.
    pub item: String,
    /// Its title in the file.
    pub title: String,
    /// By what the row was recognised.
    pub by: MatchedBy,
    /// Whether the row is a further place of its item (再掲).
    #[serde(skip_serializing_if = "is_false")]
    pub relisted: bool,
    /// Its number, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Change>,
    /// What it stands under, by number and title, where that is something else; nothing at the top.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub under: Option<Change>,
    /// Which of the rows under the same heading it stands behind, where that is another one; nothing where it is the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub behind: Option<Change>,
    /// Whether it is proposed. A row that was put under another heading and has a number of the old one stays.
    pub proposed: bool,
}

/// What something was, and what the file says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ImportChange")]
pub struct Change {
    /// What the plan says.
    pub before: String,
    /// What the file says.
    pub after: String,
}

//! What callers send, as they send it: text and ids. The use cases parse it, once; a field that cannot be read is
//! answered with what would be accepted. The command line and the API fill in the same requests.

mod comments;
mod documents;

pub use comments::{
    AnswerOpinion, Channel, CloseConsultation, Disposition, LinkTrace, RecordConsultation, RecordOpinion,
};
pub use documents::{DocumentKind, DocumentQuery, HandedIn};

use serde::{Deserialize, Serialize};

/// Open a live cycle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenCycle {
    /// What it is called, which is also its date: `令和6年3月`.
    pub label: String,
    /// Its date, where the label is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// What a decision rests on: a registered source, or a document in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The id of a registered source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// A document in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citation: Option<String>,
    /// Page or row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// Decide about an item.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decide {
    /// The item, by id or by number.
    pub item: String,
    /// 「変更なし」: the item stays as it is.
    #[serde(default)]
    pub unchanged: bool,
    /// The status from now on, in a word of the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// From when it holds, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<String>,
    /// Names of reason codes: `cost`, `workload`, …, or the id of a term of the plan's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// 「原資料に理由記載なし」.
    #[serde(default)]
    pub no_reason_in_source: bool,
    /// Which body decided, where that is known before adoption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// On which day, where that is known before adoption: `2024-03-15`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<String>,
    /// On what evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// 備考 from now on. Where it is left out and the item ends, the reason stands there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// 実施時期 from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<String>,
    /// The revision of the row that the author saw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<u64>,
}

/// 「変更なし」 for every item of the live cycle that has no decision yet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecideRest {}

/// Take a decision back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawDecision {
    /// The decision; none takes the one of the live cycle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
    /// The item, by id or by number.
    pub item: String,
    /// Why.
    pub reason: String,
}

/// Approve or return what was submitted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// `approved` or `returned`.
    pub verdict: String,
    /// The items whose decisions are meant, by id or by number; none means the whole cycle.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// In words; a return needs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// The digest of what the person saw; none takes what is submitted now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

/// Record the body's resolution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adopt {
    /// Which body.
    pub body: String,
    /// At which meeting.
    pub meeting: String,
    /// On which day: `2024-03-22`, or as printed.
    pub resolved_on: String,
    /// `unanimous` (全会一致), `majority` (賛成多数), or other words.
    pub result: String,
    /// What the edition is called; none takes the cycle's label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The minutes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

/// End a cycle without a resolution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Abandon {
    /// Why.
    pub reason: String,
}

/// Withdraw an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawEdition {
    /// The edition, by label or id; over HTTP it stands in the path.
    #[serde(default)]
    pub edition: String,
    /// `void` (a mistaken import) or `unpublish`.
    pub kind: String,
    /// Why.
    pub reason: String,
    /// Who decided it.
    pub authority: String,
}

/// Correct a cell of an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correct {
    /// The edition, by label or id; over HTTP it stands in the path.
    #[serde(default)]
    pub edition: String,
    /// The item, by id or by number in that edition.
    pub item: String,
    /// The column's heading or its id.
    pub column: String,
    /// `typo`, `wording`, `substance`, `erratum` or `transcription`.
    pub kind: String,
    /// What the cell says, as the author saw it; none takes what it says now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<String>,
    /// What it should say.
    pub corrected: String,
    /// Why.
    pub reason: String,
    /// On what grounds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

/// State whether an item ever ran.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateExecution {
    /// The item, by id or by number.
    pub item: String,
    /// `never`, `partly` or `ran`.
    pub extent: String,
    /// On what grounds.
    pub grounds: String,
    /// On what evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

/// Classify the reason of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Classify {
    /// The item, by id or by number.
    pub item: String,
    /// The decision; none takes the one that the item's current status comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
    /// Names of reason codes.
    pub codes: Vec<String>,
}

/// State a text or 実施時期 of a node, in the live cycle or between cycles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// The node, by id or by number.
    pub item: String,
    /// `title`, `body`, `remark`, `schedule`, or the id or heading of a column.
    pub field: String,
    /// The text.
    pub text: String,
    /// `typo`, `wording` or `substance`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// From which day it holds, between cycles: `2022-05-01`; none states it in the live cycle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// The revision of the row that the author saw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<u64>,
}

/// Add a heading or an item to the live cycle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddNode {
    /// `heading` or `item`.
    pub kind: String,
    /// What it stands under, by id or by number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Its number as printed: `6-8. `.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Its title.
    pub title: String,
}

/// Put a heading or an item at another place, in the live cycle or between cycles; what is left out stays.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoveNode {
    /// The node, by id or by number.
    pub item: String,
    /// What it stands under from now on, by id or by number; an empty text puts it at the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Its number as printed: `6-8. `.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Its order among its siblings, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// From which day it holds, between cycles; none states it in the live cycle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// The revision of the row that the author saw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<u64>,
}

/// No longer list a heading or an item, in the live cycle or between cycles; its history stays.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndNode {
    /// The node, by id or by number.
    pub item: String,
    /// Why.
    pub reason: String,
    /// From which day it holds, between cycles; none states it in the live cycle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// The revision of the row that the author saw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<u64>,
}

/// Report progress of an item between cycles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportProgress {
    /// The item, by id or by number.
    pub item: String,
    /// Over which time, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// 実施状況, a line each.
    pub bullets: Vec<String>,
    /// On which day: `2022-05-01`.
    pub reported_on: String,
}

/// Create a plan without a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreatePlan {
    /// The name in addresses and at the command line.
    pub slug: String,
    /// The title.
    pub title: String,
    /// Whose plan it is.
    pub organisation: String,
    /// 全国地方公共団体コード.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// Close a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClosePlan {
    /// Why.
    pub reason: String,
    /// What continues it, by slug or id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<String>,
}

/// Say what a plan is: what is left out stays.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DescribePlan {
    /// The title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Which fiscal years it covers, as printed: `平成30～令和3年度`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<String>,
    /// Its periods, such as 前期; they replace those before where there are any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub periods: Vec<Period>,
}

/// How a plan's table is printed: what is left out stays.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayOut {
    /// How the paper lies: `landscape` or `portrait`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub orientation: Option<String>,
    /// On which paper: `a4` or `a3`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<String>,
    /// Which share of the width columns have; the others share what is left.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub widths: Vec<ColumnWidth>,
}

/// The width of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnWidth {
    /// Its heading.
    pub column: String,
    /// Its share, in 1/1000; 0 leaves it to the printer.
    pub width: u32,
}

/// A period of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// What it is called.
    pub name: String,
    /// Its fiscal years, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<String>,
}

/// Say how another plan stands to this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkPlan {
    /// `parent`, `predecessor` or `successor`.
    pub relation: String,
    /// A plan of this register, by slug or id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    /// A plan that is not in this register, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citation: Option<String>,
}

/// An item as an edition of a plan lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineageEnd {
    /// The item, by id or by its number in the edition.
    pub item: String,
    /// The edition, by label, date or id; none means the item whatever the edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// Another plan, by slug or id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
}

/// State how items of two editions, or of two plans, belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateLineage {
    /// `same`, `retitled`, `renumbered`, `both`, `moved`, `merged`, `split`, `new`, `abolished`, `revived`, `related`.
    pub kind: String,
    /// Before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<LineageEnd>,
    /// After.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<LineageEnd>,
    /// `stated`, `inferred` or `confirmed`; `stated` unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<String>,
    /// As printed, or why it is so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Confirm a lineage that was inferred.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConfirmLineage {
    /// The link.
    pub link: String,
    /// Why it is so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// State as inferred which items continue those of a plan before this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InferLineage {
    /// The plan before, by slug or id.
    pub from: String,
}

/// Retract a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetractLink {
    /// The link.
    pub link: String,
    /// Why it does not hold.
    pub reason: String,
}

/// 組織改正: what departments become, in all plans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reorganise {
    /// From which day: `2023-04-01` or as printed.
    pub from: String,
    /// The departments that there are from then on. One that goes on beside what continues a part of it names itself too.
    pub departments: Vec<NewDepartment>,
}

/// A department that continues others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewDepartment {
    /// Its name.
    pub name: String,
    /// The departments that it continues, by their names until then.
    pub continues: Vec<String>,
}

/// 表記統一: rewrite the numbers that a renumbering left behind in the texts of the live cycle.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RewriteReferences {
    /// Whose texts, by id or number; of all items unless given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
}

/// Two tables that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sides<'a> {
    /// The earlier one: an edition, a cycle, a day, a moment of recording, or `current`.
    pub from: &'a str,
    /// The later one, in the same way.
    pub to: &'a str,
    /// Of which department; a part of its name is enough.
    pub department: Option<&'a str>,
}

/// Where a table is looked at from; at most one is given, none means the current edition's state.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// An edition, by label or id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// A day, on the axis of effect: `2019-01-01` or as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// A moment, on the axis of recording: `2026-11-20T12:00:00Z`; combines with the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_at: Option<String>,
    /// A cycle's proposals, by label or id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cycle: Option<String>,
}

//! An item's whole history, by cycle: what became true, before and after, who recorded it when, why, on what evidence,
//! and the row as each edition printed it (A2).

mod before;
mod printed;
mod steps;
mod tell;
mod what;

pub use printed::{PrintedCell, PrintedRow};
pub use steps::Step;
pub use what::What;

use super::cancelled::CancelledRow;
use super::execution::Execution;
use super::lineage::LineageRef;
use super::named::{Change, Code, CycleRef, EditionRef, ItemRef, PlanRef};
use super::numbers::{Around, Numbers};
use super::reasons::{ReasonReferences, in_reasons};
use super::references::{Known, Reference, references};
use crate::fold::Entry;
use domain::event::{Channel, Metadata, MetadataError};
use domain::id::{ColumnId, CommandId, CycleId, EditionId, NodeId, PlanId, SourceId};
use domain::plan::cycle::Adoption;
use domain::plan::{Lens, Plan};
use domain::refusal::Refusal;
use domain::value::{Actor, Certainty, Evidence, PrintedDate, Reason, Seen, Status, Text};
use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Through what an event came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Through {
    /// A page.
    Page,
    /// The JSON API.
    Api,
    /// The command line of the host.
    Cli,
    /// An imported file.
    File {
        /// Its name.
        name: String,
        /// The row, from 1, where the event is about one.
        row: Option<u32>,
    },
}

/// Who recorded an event, when, through what.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RecordedBy {
    /// In UTC.
    pub at: Timestamp,
    /// Who, in which role.
    pub actor: Actor,
    /// Through what.
    pub through: Through,
    /// The command that made it.
    pub command: CommandId,
    /// The version of the software.
    pub software: String,
}

/// On which occasion something was said.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// A review cycle.
    Cycle(CycleRef),
    /// An edition that reports no cycle.
    Edition(EditionRef),
    /// Between cycles: progress, and what is not said on an occasion.
    Between,
}

/// One event of the history.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct HistoryEntry {
    /// Its place in the plan's stream.
    pub sequence: u64,
    /// Who recorded it, when, through what.
    pub recorded: RecordedBy,
    /// What became true.
    pub what: What,
    /// What it changed: before is what held along the order of editions, not of arrival; empty where nothing is
    /// known of before.
    pub changes: Vec<Change>,
    /// Why.
    pub reason: Option<Reason>,
    /// The classes of the reason, as recorded then.
    pub codes: Vec<Code>,
    /// On what evidence.
    pub evidence: Vec<Evidence>,
    /// Which body decided, of the decision or of its cycle.
    pub body: Option<Text>,
    /// On which day, of the decision or of its cycle.
    pub decided_on: Option<Date>,
    /// The body's resolution of the decision's cycle.
    pub resolution: Option<Adoption>,
    /// Stated, inferred (推定) or confirmed, where that is said.
    pub certainty: Option<Certainty>,
    /// What its author saw, where that is kept.
    pub seen: Option<Seen>,
    /// False for a decision that was replaced or withdrawn since.
    pub counts: bool,
}

/// What was said on one occasion.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct HistoryGroup {
    /// On which occasion.
    pub occasion: Occasion,
    /// In order of arrival.
    pub entries: Vec<HistoryEntry>,
}

/// An item's whole history.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct HistoryReport {
    /// The plan.
    pub plan: PlanRef,
    /// The heading or item as it is named now.
    pub item: ItemRef,
    /// Whether the table lists it now.
    pub listed: bool,
    /// Its revision, for a command to carry.
    pub revision: u64,
    /// 実施時期 as it is now.
    pub schedule: Option<PrintedDate>,
    /// 状況 as it is now.
    pub status: Option<Status>,
    /// From when the status holds.
    pub effective: Option<PrintedDate>,
    /// 見直し時期 as it is now.
    pub review: Option<PrintedDate>,
    /// 備考 as it is now.
    pub remark: Option<Text>,
    /// The items that 備考 names by number, with their places in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remark_references: Vec<Reference>,
    /// Where it has ended: why, when, by whom, on what evidence.
    pub ended: Option<CancelledRow>,
    /// Whether it ever ran: stated by a person, or a proposal.
    pub execution: Option<Execution>,
    /// Where it stands in the table.
    pub around: Around,
    /// What each review and each edition made of it, the oldest first; it names no person.
    pub steps: Vec<Step>,
    /// The kept files that the caller may have, of those that the history and its editions rest on.
    pub sources: BTreeSet<SourceId>,
    /// How it belongs to items of other editions and plans, the oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lineage: Vec<LineageRef>,
    /// The items that it continues, the nearest first, with what became of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub predecessors: Vec<Predecessor>,
    /// The items that reasons name by number, by decision, with their places in the reason.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub reason_references: ReasonReferences,
    /// Everything that was recorded, by cycle, the oldest first; what was said between cycles last.
    pub groups: Vec<HistoryGroup>,
    /// The row as each edition printed it, the oldest first; voided editions too.
    pub editions: Vec<PrintedRow>,
}

/// An item that another one continues.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Predecessor {
    /// The plan, where it is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<PlanRef>,
    /// The item.
    pub item: ItemRef,
    /// What each review and each edition made of it, the oldest first.
    pub steps: Vec<Step>,
}

/// Why a history cannot be told.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// There is no such node.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Stored metadata that this program cannot read.
    #[error("event {sequence}: {source}")]
    Metadata {
        /// Which event.
        sequence: u64,
        /// What is wrong.
        source: MetadataError,
    },
}

/// The history of a node.
///
/// `entries` are those of the node; those of the plan may be among them, then the history also says who submitted,
/// reviewed, adopted and published. Entries that have nothing to do with the node are left out.
///
/// # Errors
/// [`HistoryError`].
pub fn history(plan: &Plan, node: NodeId, entries: &[Entry]) -> Result<HistoryReport, HistoryError> {
    let kept = plan.node(node)?;
    let numbers = Numbers::of(plan);
    let view = Lens::Current.view(&plan.head, kept);
    let mut sorted: Vec<&Entry> = entries.iter().collect();
    sorted.sort_by_key(|entry| entry.sequence);
    sorted.dedup_by_key(|entry| entry.sequence);
    let teller = tell::Teller::new(plan, kept, &sorted);
    let mut groups: Vec<(tell::Occasion, HistoryGroup)> = Vec::new();
    for entry in &sorted {
        let Some((occasion, told)) = teller.tell(entry)? else { continue };
        match groups.iter_mut().find(|(key, _)| *key == occasion) {
            Some((_, group)) => group.entries.push(told),
            None => {
                let shown = named(plan, occasion);
                groups.push((occasion, HistoryGroup { occasion: shown, entries: vec![told] }));
            }
        }
    }
    groups.sort_by_key(|(occasion, group)| {
        (occasion.day(plan), group.entries.first().map_or(0, |entry| entry.sequence))
    });
    let steps = steps::steps(plan, kept);
    let ended = CancelledRow::of(plan, &numbers, kept);
    let execution = ended.as_ref().and_then(|ended| ended.execution.clone());
    Ok(HistoryReport {
        plan: PlanRef::of(plan),
        item: numbers.item(plan, node).ok_or(Refusal::UnknownNode { node })?,
        listed: numbers.is_listed(node),
        revision: kept.revision,
        schedule: view.schedule.clone(),
        status: view.status.clone(),
        effective: view.effective.clone(),
        review: view.review.clone(),
        remark_references: match &view.remark {
            Some(remark) => references(remark.as_str(), &Known::of(plan, &numbers)),
            None => Vec::new(),
        },
        remark: view.remark.clone(),
        execution: execution.or_else(|| Execution::of(kept, &view, None)),
        ended,
        around: Around::of(plan, &numbers, node),
        reason_references: in_reasons(plan, &numbers, steps.iter().filter_map(|step| step.decision.as_ref())),
        steps,
        sources: BTreeSet::new(),
        lineage: super::lineage::of_node(plan, &numbers, node),
        predecessors: continued(plan, &numbers, node),
        groups: groups.into_iter().map(|(_, group)| group).collect(),
        editions: printed::rows(plan, kept),
    })
}

fn continued(plan: &Plan, numbers: &Numbers, node: NodeId) -> Vec<Predecessor> {
    let before = super::lineage::predecessors(plan, node).into_iter();
    let own = before.filter(|(of, _)| Some(*of) == plan.head.id);
    own.filter_map(|(_, before)| Predecessor::of(plan, numbers, before)).collect()
}

/// Which items of other plans a node continues, by the links of its own plan.
pub fn continued_elsewhere(plan: &Plan, node: NodeId) -> Vec<(PlanId, NodeId)> {
    let before = super::lineage::predecessors(plan, node).into_iter();
    before.filter(|(of, _)| Some(*of) != plan.head.id).collect()
}

/// An item of another plan that an item continues, and what it continues there in turn, the nearest first.
pub fn told_elsewhere(plan: &Plan, node: NodeId) -> Vec<Predecessor> {
    let numbers = Numbers::of(plan);
    let own = Predecessor::of(plan, &numbers, node).into_iter();
    let told = own.chain(continued(plan, &numbers, node));
    told.map(|before| Predecessor { plan: Some(PlanRef::of(plan)), ..before }).collect()
}

impl Predecessor {
    fn of(plan: &Plan, numbers: &Numbers, node: NodeId) -> Option<Self> {
        let (item, steps) = (numbers.item(plan, node)?, steps::steps(plan, plan.nodes.get(&node)?));
        Some(Self { plan: None, item, steps })
    }
}

fn named(plan: &Plan, occasion: tell::Occasion) -> Occasion {
    match occasion {
        tell::Occasion::Cycle(id) => {
            plan.head.cycles.get(&id).map(|cycle| Occasion::Cycle(CycleRef::of(cycle)))
        }
        tell::Occasion::Edition(id) => {
            plan.head.editions.get(&id).map(|edition| Occasion::Edition(EditionRef::of(edition)))
        }
        tell::Occasion::Between => None,
    }
    .unwrap_or(Occasion::Between)
}

impl RecordedBy {
    fn of(entry: &Entry) -> Result<Self, HistoryError> {
        let map = entry.metadata.clone().into_iter().collect();
        let metadata = Metadata::of_map(&map)
            .map_err(|source| HistoryError::Metadata { sequence: entry.sequence, source })?;
        Ok(Self {
            at: metadata.recorded_at,
            actor: metadata.actor,
            through: match metadata.channel {
                Channel::Page => Through::Page,
                Channel::Api => Through::Api,
                Channel::Cli => Through::Cli,
                Channel::File { name, row } => Through::File { name, row },
            },
            command: metadata.command,
            software: metadata.software,
        })
    }
}

/// What a column is called, by the newest columns that have it.
pub(super) fn heading(plan: &Plan, column: ColumnId) -> String {
    let profiles = plan.head.profiles.iter().rev();
    let mut found = profiles.filter_map(|profile| profile.by_id(column));
    found.next().map_or_else(|| column.to_string(), |column| column.heading.clone())
}

/// What an edition is called.
fn edition_label(plan: &Plan, edition: EditionId) -> Text {
    plan.head.editions.get(&edition).map(|edition| edition.label.clone()).unwrap_or_default()
}

/// The cycle of an edition.
fn cycle_of(plan: &Plan, edition: EditionId) -> Option<CycleId> {
    plan.head.editions.get(&edition)?.cycle
}

//! Why a command was refused: a reason with data. Wording for people lives in `projections`.

use crate::digest::Digest;
use crate::event::LineageKind;
use crate::id::{
    ColumnId, CommandId, ConsultationId, CycleId, DecisionId, EditionId, LinkId, NodeId, OpinionId,
    PlacementId, SourceId, TermId, UnitId, VocabularyId,
};
use crate::plan::CycleState;
use crate::value::{CanonicalState, SeenRow, Text};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// How many items a kind of lineage has before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LineageEnds {
    /// One and one.
    OneToOne,
    /// One or more, and one.
    SomeToOne,
    /// One, and one or more.
    OneToSome,
    /// One or more on both sides.
    SomeToSome,
    /// None, and one or more.
    NoneToSome,
    /// One or more, and none.
    SomeToNone,
}

impl LineageEnds {
    /// Whether so many items before and after are right.
    pub const fn allow(self, from: usize, to: usize) -> bool {
        match self {
            Self::OneToOne => from == 1 && to == 1,
            Self::SomeToOne => from >= 1 && to == 1,
            Self::OneToSome => from == 1 && to >= 1,
            Self::SomeToSome => from >= 1 && to >= 1,
            Self::NoneToSome => from == 0 && to >= 1,
            Self::SomeToNone => from >= 1 && to == 0,
        }
    }
}

/// A command was refused; no event and no state is left of it (invariant 12).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, thiserror::Error)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum Refusal {
    /// The plan is not opened.
    #[error("the plan is not opened")]
    PlanNotOpened,
    /// The plan is opened already.
    #[error("the plan is opened already")]
    PlanAlreadyOpened,
    /// The plan is closed.
    #[error("the plan is closed")]
    PlanClosed,
    /// The command id was used for something else (invariant 4).
    #[error("command {command} was recorded with other content")]
    OtherContent {
        /// The id.
        command: CommandId,
    },
    /// An id was used before (invariant 4).
    #[error("the id {id} is taken")]
    IdTaken {
        /// The id.
        id: String,
    },
    /// There is no such node.
    #[error("no node {node}")]
    UnknownNode {
        /// The id.
        node: NodeId,
    },
    /// There is no such place of that node.
    #[error("no placement {placement}")]
    UnknownPlacement {
        /// The id.
        placement: PlacementId,
    },
    /// There is no such cycle.
    #[error("no cycle {cycle}")]
    UnknownCycle {
        /// The id.
        cycle: CycleId,
    },
    /// There is no such edition.
    #[error("no edition {edition}")]
    UnknownEdition {
        /// The id.
        edition: EditionId,
    },
    /// There is no such decision, or it does not count any more.
    #[error("no decision {decision}")]
    UnknownDecision {
        /// The id.
        decision: DecisionId,
    },
    /// There is no such source.
    #[error("no source {source_id}")]
    UnknownSource {
        /// The id.
        #[serde(rename = "source")]
        source_id: SourceId,
    },
    /// The edition has no such row.
    #[error("edition {edition} has no row {row}")]
    UnknownRow {
        /// The edition.
        edition: EditionId,
        /// The row, from 1.
        row: u32,
    },
    /// The profile has no such column.
    #[error("no column {column}")]
    UnknownColumn {
        /// The id.
        column: ColumnId,
    },
    /// The vocabulary has no such term, or the term means something else.
    #[error("no term {term} with the state {}", state.name())]
    UnknownTerm {
        /// The term.
        term: TermId,
        /// The state that the command gave it.
        state: CanonicalState,
    },
    /// The plan has no columns yet.
    #[error("the plan has no columns yet")]
    NoProfile,
    /// A version does not follow the last one.
    #[error("version {given} does not follow version {last}")]
    VersionGap {
        /// The last version.
        last: u32,
        /// The version of the command.
        given: u32,
    },
    /// The node has moved on since the author saw it.
    #[error("node {node} was seen at revision {seen} and stands at {}", now.revision)]
    Stale {
        /// The node.
        node: NodeId,
        /// The revision that the author saw.
        seen: u64,
        /// The row as it is now.
        now: Box<SeenRow>,
    },
    /// Another live cycle is not finished (invariant 3).
    #[error("the cycle {label} is not finished")]
    LiveCycleExists {
        /// The cycle.
        cycle: CycleId,
        /// What it is called.
        label: Text,
    },
    /// The cycle is not in a state that allows this.
    #[error("the cycle {cycle} is {state:?}")]
    CycleNotReady {
        /// The cycle.
        cycle: CycleId,
        /// Where it stands.
        state: CycleState,
    },
    /// A return reopened other nodes than this one (invariant 7).
    #[error("the return did not reopen node {node}")]
    NotReopened {
        /// The node.
        node: NodeId,
    },
    /// Only items are decided upon.
    #[error("node {node} is not an item")]
    NotAnItem {
        /// The node.
        node: NodeId,
    },
    /// The node is not listed any more.
    #[error("node {node} is not listed")]
    NotListed {
        /// The node.
        node: NodeId,
    },
    /// A changed item needs a status.
    #[error("node {node} needs a status")]
    StatusMissing {
        /// The node.
        node: NodeId,
    },
    /// 「変更なし」 keeps the status that the item has.
    #[error("node {node} is unchanged and keeps its status")]
    StatusChanged {
        /// The node.
        node: NodeId,
    },
    /// An ending or a revival needs a reason or 「原資料に理由記載なし」 (invariants 5 and 10).
    #[error("node {node} needs a reason")]
    ReasonMissing {
        /// The node.
        node: NodeId,
        /// The state that needs it.
        state: CanonicalState,
    },
    /// An ended item is taken up again by a revival, not by a change.
    #[error("node {node} has ended and can be revived")]
    Ended {
        /// The node.
        node: NodeId,
        /// How it ended.
        state: CanonicalState,
    },
    /// Only an ended item can be revived.
    #[error("node {node} has not ended")]
    NotEnded {
        /// The node.
        node: NodeId,
    },
    /// Items without a decision (invariant 6).
    #[error("{} items are undecided", nodes.len())]
    Undecided {
        /// The items.
        nodes: Vec<NodeId>,
    },
    /// What the person saw is not what is submitted (invariant 6).
    #[error("the digest seen is {seen}, the digest submitted is {submitted}")]
    DigestDiffers {
        /// What the command carries.
        seen: Digest,
        /// What is submitted or recorded.
        submitted: Digest,
    },
    /// Four eyes: who recorded a decision does not review it (R5).
    #[error("who recorded a decision does not review it")]
    OwnDecision {
        /// The cycle.
        cycle: CycleId,
    },
    /// A return needs a comment.
    #[error("a return needs a comment")]
    CommentMissing,
    /// An edition of that label or date exists.
    #[error("the edition {label} exists")]
    EditionExists {
        /// The edition.
        edition: EditionId,
        /// What it is called.
        label: Text,
    },
    /// An edition needs a date with a day, a month or a year.
    #[error("an edition or a cycle needs a date, not {date:?}")]
    DateMissing {
        /// As given.
        date: String,
    },
    /// The edition is withdrawn.
    #[error("the edition {edition} is withdrawn")]
    Withdrawn {
        /// The edition.
        edition: EditionId,
    },
    /// The edition is published already.
    #[error("the edition {edition} is published already")]
    AlreadyPublished {
        /// The edition.
        edition: EditionId,
    },
    /// The edition was never published.
    #[error("the edition {edition} is not published")]
    NotPublished {
        /// The edition.
        edition: EditionId,
    },
    /// The cell says something else than the author of the correction saw.
    #[error("the cell says {now:?}, not {seen:?}")]
    CellDiffers {
        /// What the command says that it says.
        seen: Text,
        /// What it says.
        now: Text,
    },
    /// The reading of a corrected cell does not fit what its column means or what the cell says.
    #[error("the reading does not fit the column {column} or the corrected text")]
    ReadingMisfits {
        /// The column.
        column: ColumnId,
    },
    /// Nothing would change.
    #[error("nothing would change")]
    NothingChanges,
    /// A label is taken under its parent (invariant 2).
    #[error("the number {label} is taken")]
    NumberTaken {
        /// The number.
        label: String,
        /// By which node.
        by: NodeId,
    },
    /// A node cannot stand under itself (invariant 1).
    #[error("node {node} would stand under itself")]
    UnderItself {
        /// The node.
        node: NodeId,
    },
    /// Other nodes stand under the node, and would be left without their heading.
    #[error("node {by} stands under node {node}")]
    StillAbove {
        /// The node.
        node: NodeId,
        /// One of those under it.
        by: NodeId,
    },
    /// There is no such department or body.
    #[error("no unit {unit}")]
    UnknownUnit {
        /// The id.
        unit: UnitId,
    },
    /// A department or body would continue what it has become itself.
    #[error("unit {unit} would continue itself")]
    UnitContinuesItself {
        /// The id.
        unit: UnitId,
    },
    /// There is no such vocabulary, or it is for something else.
    #[error("no vocabulary {vocabulary} of that kind")]
    UnknownVocabulary {
        /// The id.
        vocabulary: VocabularyId,
    },
    /// The axis has no such category.
    #[error("no category {term} on the axis {axis}")]
    UnknownCategory {
        /// The axis.
        axis: VocabularyId,
        /// The id.
        term: TermId,
    },
    /// There is no such link, or it is taken back.
    #[error("no link {link}")]
    UnknownLink {
        /// The id.
        link: LinkId,
    },
    /// There is no such consultation.
    #[error("no consultation {consultation}")]
    UnknownConsultation {
        /// The id.
        consultation: ConsultationId,
    },
    /// There is no such opinion.
    #[error("no opinion {opinion}")]
    UnknownOpinion {
        /// The id.
        opinion: OpinionId,
    },
    /// The consultation has no such code of dispositions.
    #[error("unknown disposition {code}; accepted is one of {}", known.join(", "))]
    UnknownDisposition {
        /// As given.
        code: Text,
        /// Those that it has.
        known: Vec<String>,
    },
    /// An answer replaces another where there is one, and none where there is none.
    #[error("opinion {opinion} {} an answer", if *exists { "has" } else { "does not have" })]
    AnswerExists {
        /// The opinion.
        opinion: OpinionId,
        /// Whether there is one.
        exists: bool,
    },
    /// A period ends before it begins.
    #[error("the period from {from} to {to} ends before it begins")]
    PeriodBackwards {
        /// The first day.
        #[schemars(with = "String")]
        from: Date,
        /// The last day.
        #[schemars(with = "String")]
        to: Date,
    },
    /// A lineage with too few or too many items on a side.
    #[error("a lineage of kind {kind:?} has {needs:?}, not {from} before and {to} after")]
    LineageMisfits {
        /// The kind.
        kind: LineageKind,
        /// How many are before.
        from: usize,
        /// How many are after.
        to: usize,
        /// What the kind needs.
        needs: LineageEnds,
    },
    /// A lineage that leads to an older edition, or back to where it comes from (invariant 10).
    #[error("the lineage from {from} to {to} does not go forward")]
    LineageBackwards {
        /// Before.
        from: NodeId,
        /// After.
        to: NodeId,
    },
    /// What is said of an edition alone needs one.
    #[error("a declared change belongs to an edition")]
    EditionMissing,
    /// A re-listed row names no row before it.
    #[error("row {row} is re-listed and names no row before it")]
    RelistedMissing {
        /// The row, from 1.
        row: u32,
    },
    /// A transcription without rows.
    #[error("the table has no rows")]
    NoRows,
}

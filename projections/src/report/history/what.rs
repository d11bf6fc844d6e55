//! What became true of a node, as far as a history tells it.

use crate::report::named::{Code, FieldName};
use domain::event::{
    CorrectionKind, ExecutionExtent, IndicatorSide, LineageKind, NodeKind, Outcome, Resolution, TextChange,
    Verdict, WithdrawalKind, YearSide,
};
use domain::id::{DecisionId, EditionId};
use domain::value::{FiscalYear, PrintedDate, Status, Text};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// What became true, as far as a history tells it. Names for people are in [`crate::wording`].
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum What {
    /// The node was added.
    Added {
        /// Heading or item.
        kind: NodeKind,
        /// Its number.
        label: Option<String>,
        /// Its title.
        title: Text,
    },
    /// 再掲: it is listed at a further place.
    Relisted {
        /// The number there.
        label: Option<String>,
    },
    /// It stands at another place or under another number.
    Moved {
        /// Its number now.
        label: Option<String>,
    },
    /// It is no longer listed.
    Unlisted,
    /// An edition printed its row.
    Printed {
        /// The edition.
        edition: EditionId,
        /// What the edition is called.
        label: Text,
        /// The row, from 1.
        row: u32,
    },
    /// A cell of its row was corrected; both readings are in the changes.
    Corrected {
        /// The edition.
        edition: EditionId,
        /// What the edition is called.
        label: Text,
        /// The row, from 1.
        row: u32,
        /// The column's heading.
        column: String,
        /// Which kind.
        kind: CorrectionKind,
    },
    /// A document says that it was changed.
    ChangeDeclared {
        /// What the edition is called.
        label: Text,
    },
    /// A text was stated.
    TextStated {
        /// Which text.
        field: FieldName,
        /// What kind of change.
        change: TextChange,
        /// The text.
        text: Text,
    },
    /// 実施時期 was stated.
    ScheduleStated {
        /// The date; none emptied it.
        date: Option<PrintedDate>,
    },
    /// Departments were assigned.
    DepartmentsAssigned {
        /// As printed.
        departments: Vec<Text>,
        /// From when.
        from: Option<Date>,
    },
    /// A category was set.
    CategorySet {
        /// The category's word.
        term: Option<String>,
    },
    /// The status of a fiscal year was stated.
    YearStatusStated {
        /// The year.
        year: FiscalYear,
        /// Planned or actual.
        side: YearSide,
        /// The status as printed.
        wording: String,
    },
    /// An indicator was stated.
    IndicatorStated {
        /// What it is called.
        name: Option<Text>,
        /// The year.
        year: FiscalYear,
        /// Target or result.
        side: IndicatorSide,
        /// As printed.
        printed: Text,
    },
    /// A person stated whether it ever ran.
    ExecutionStated {
        /// How far.
        extent: ExecutionExtent,
        /// On what grounds.
        grounds: Text,
    },
    /// It belongs together with items of other editions.
    LineageStated {
        /// How.
        kind: LineageKind,
        /// As printed or as said.
        note: Option<Text>,
    },
    /// It answers to another node, or another one to it.
    TraceLinked {
        /// In which relation.
        relation: Option<Text>,
    },
    /// One of its links does not hold.
    LinkRetracted,
    /// A cycle decided about it.
    Decided {
        /// The decision.
        decision: DecisionId,
        /// Changed, unchanged or revived.
        outcome: Outcome,
        /// The status from then on.
        status: Option<Status>,
        /// From when it holds.
        effective: Option<PrintedDate>,
        /// The decision that it replaced.
        supersedes: Option<DecisionId>,
    },
    /// A decision about it was taken back.
    DecisionWithdrawn {
        /// The decision.
        decision: DecisionId,
    },
    /// The reason of a decision was classified.
    ReasonClassified {
        /// The decision.
        decision: DecisionId,
        /// The classes until then.
        replaces: Vec<Code>,
    },
    /// Progress was reported.
    ProgressReported {
        /// On which day.
        on: Date,
        /// Over which time.
        period: Option<PrintedDate>,
        /// 実施状況, a line each.
        bullets: Vec<Text>,
    },
    /// A question was asked.
    QuestionAsked {
        /// The question.
        text: Text,
    },
    /// A question was answered.
    QuestionAnswered {
        /// The answer.
        text: Text,
    },
    /// An opinion speaks of it.
    OpinionRecorded {
        /// Its number.
        number: Text,
        /// Its gist.
        gist: Text,
    },
    /// The organisation answered the opinion.
    OpinionAnswered {
        /// The organisation's view.
        view: Text,
        /// A to E, as printed.
        disposition: Option<Text>,
    },
    /// A text of an event above is masked.
    TextRedacted {
        /// Which event.
        event: u64,
        /// Which field.
        field: Text,
        /// Who ordered it.
        authority: Text,
    },
    /// The cycle was opened.
    CycleOpened,
    /// The cycle was submitted.
    CycleSubmitted {
        /// For which time.
        round: u32,
    },
    /// The cycle, or this decision, was reviewed by a person.
    Reviewed {
        /// Approved or returned.
        verdict: Verdict,
        /// In words.
        comment: Option<Text>,
        /// Whether the review named this very decision.
        named: bool,
    },
    /// The body resolved.
    CycleAdopted {
        /// Which body.
        body: Text,
        /// At which meeting.
        meeting: Text,
        /// On which day.
        resolved_on: Date,
        /// With what result.
        result: Resolution,
        /// What the edition is called.
        label: Text,
    },
    /// The cycle ended without a resolution.
    CycleAbandoned,
    /// The edition was made public.
    EditionPublished {
        /// Under which path.
        address: Text,
    },
    /// The edition was withdrawn.
    EditionWithdrawn {
        /// Voided or unpublished.
        kind: WithdrawalKind,
        /// Who decided it.
        authority: Text,
    },
}

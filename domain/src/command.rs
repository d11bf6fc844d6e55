//! What callers ask of a plan, as typed values: whatever is here has been parsed, ids and times are given.

use crate::digest::Digest;
use crate::event::{
    Authority, Cell, CellReading, ConsultationRecorded, CorrectionKind, ExecutionExtent, FiscalYears,
    ImportRecorded, ImportWarning, LineageStated, LinkRetracted, NodeKind, OpinionAnswered, OpinionRecorded,
    OrganUnitDefined, Outcome, Period, PlacementAdded, PlanLinked, ProgressReported, Reading, Resolution,
    Reviewed, SourceRegistered, TextChange, TextField, TotalDeclared, TraceLinked, Verdict, WithdrawalKind,
};
use crate::id::{
    ActorId, ColumnId, CommandId, CorrectionId, CycleId, DecisionId, EditionId, ImportId, NodeId,
    PlacementId, PlanId, ReviewId, SourceId,
};
use crate::plan::Detail;
use crate::value::{
    Basis, Certainty, Evidence, Label, LocalGovernmentCode, PrintedDate, Profile, ProfileVersion, Reason,
    ReasonCode, Status, Text, Vocabulary, VocabularyVersion,
};
use jiff::civil::Date;

/// One command of one caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// The caller's id; repeating it is answered as done.
    pub id: CommandId,
    /// Who gives it.
    pub actor: ActorId,
    /// Of what the caller sent, so that the same id with other content is refused.
    pub content: Digest,
    /// What is asked.
    pub action: Action,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Keep a plan from now on.
    OpenPlan(OpenPlan),
    /// Say what the plan is.
    DescribePlan(DescribePlan),
    /// Say how another plan stands to it.
    LinkPlan(PlanLinked),
    /// No longer keep it.
    ClosePlan(ClosePlan),
    /// Define the next version of its columns.
    DefineProfile(Profile),
    /// Define the next version of its words.
    DefineVocabulary(Vocabulary),
    /// Define a department or a body.
    DefineUnit(OrganUnitDefined),
    /// Keep a file.
    RegisterSource(SourceRegistered),
    /// Take over a printed edition.
    TranscribeEdition(Box<TranscribeEdition>),
    /// Keep which rows of a file said what the actions before it say, where these are no transcription.
    RecordImport(ImportRecorded),
    /// Make an edition public.
    PublishEdition(PublishEdition),
    /// Withdraw an edition.
    WithdrawEdition(WithdrawEdition),
    /// Correct a cell of an edition.
    CorrectEdition(CorrectEdition),
    /// Add a heading or an item.
    AddNode(AddNode),
    /// Put a node at another place or under another number.
    MoveNode(MoveNode),
    /// No longer list a node.
    EndNode(EndNode),
    /// State a text of a node.
    StateText(StateText),
    /// State 実施時期 of a node.
    StateSchedule(StateSchedule),
    /// State whether an item ever ran.
    StateExecution(StateExecution),
    /// State a department, a category, a year or an indicator of a node.
    StateDetail(Box<StateDetail>),
    /// 再掲: list a node at a further place.
    RelistNode(PlacementAdded),
    /// Keep a total as its document prints it.
    DeclareTotal(TotalDeclared),
    /// State how items of two editions belong together.
    StateLineage(LineageStated),
    /// State that a node answers to another.
    LinkTrace(TraceLinked),
    /// Take a link back.
    RetractLink(LinkRetracted),
    /// Record a public consultation, replacing what was recorded of it.
    RecordConsultation(ConsultationRecorded),
    /// Record an opinion.
    RecordOpinion(OpinionRecorded),
    /// Answer an opinion.
    AnswerOpinion(OpinionAnswered),
    /// Report progress of a node.
    ReportProgress(ProgressReported),
    /// Open a live cycle.
    OpenCycle(OpenCycle),
    /// Decide about an item.
    Decide(Box<Decide>),
    /// Take a decision back.
    WithdrawDecision(WithdrawDecision),
    /// 付議.
    SubmitCycle(SubmitCycle),
    /// Approve or return what was submitted.
    ReviewCycle(ReviewCycle),
    /// Record the body's resolution.
    AdoptCycle(AdoptCycle),
    /// End a cycle without a resolution.
    AbandonCycle(AbandonCycle),
    /// Classify the reason of a decision.
    ClassifyReason(ClassifyReason),
    /// Several at once, in order, all or none.
    Together(Vec<Action>),
}

impl Action {
    /// Which action it is, for logs and figures: one of a few words, never anything of its content.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::OpenPlan(_) => "open_plan",
            Self::DescribePlan(_) => "describe_plan",
            Self::LinkPlan(_) => "link_plan",
            Self::ClosePlan(_) => "close_plan",
            Self::DefineProfile(_) => "define_profile",
            Self::DefineVocabulary(_) => "define_vocabulary",
            Self::DefineUnit(_) => "define_unit",
            Self::RegisterSource(_) => "register_source",
            Self::TranscribeEdition(_) => "transcribe_edition",
            Self::RecordImport(_) => "record_import",
            Self::PublishEdition(_) => "publish_edition",
            Self::WithdrawEdition(_) => "withdraw_edition",
            Self::CorrectEdition(_) => "correct_edition",
            Self::AddNode(_) => "add_node",
            Self::MoveNode(_) => "move_node",
            Self::EndNode(_) => "end_node",
            Self::StateText(_) => "state_text",
            Self::StateSchedule(_) => "state_schedule",
            Self::StateExecution(_) => "state_execution",
            Self::StateDetail(_) => "state_detail",
            Self::RelistNode(_) => "relist_node",
            Self::DeclareTotal(_) => "declare_total",
            Self::StateLineage(_) => "state_lineage",
            Self::LinkTrace(_) => "link_trace",
            Self::RetractLink(_) => "retract_link",
            Self::RecordConsultation(_) => "record_consultation",
            Self::RecordOpinion(_) => "record_opinion",
            Self::AnswerOpinion(_) => "answer_opinion",
            Self::ReportProgress(_) => "report_progress",
            Self::OpenCycle(_) => "open_cycle",
            Self::Decide(_) => "decide",
            Self::WithdrawDecision(_) => "withdraw_decision",
            Self::SubmitCycle(_) => "submit_cycle",
            Self::ReviewCycle(_) => "review_cycle",
            Self::AdoptCycle(_) => "adopt_cycle",
            Self::AbandonCycle(_) => "abandon_cycle",
            Self::ClassifyReason(_) => "classify_reason",
            Self::Together(_) => "together",
        }
    }
}

/// See [`Action::OpenPlan`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenPlan {
    /// The plan, which is also its stream.
    pub plan: PlanId,
    /// Its title.
    pub title: Text,
    /// Whose plan it is.
    pub organisation: Text,
    /// The organisation's code.
    pub code: Option<LocalGovernmentCode>,
}

/// See [`Action::DescribePlan`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribePlan {
    /// Its title.
    pub title: Text,
    /// The lines above the header row of its tables.
    pub title_lines: Vec<Text>,
    /// Which years it covers.
    pub fiscal_years: Option<FiscalYears>,
    /// Its periods.
    pub periods: Vec<Period>,
}

/// See [`Action::ClosePlan`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosePlan {
    /// Why.
    pub reason: Text,
    /// What continues it.
    pub successor: Option<PlanId>,
}

/// How a row finds its node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Identity {
    /// By its number: the node that the nearest edition lists under it.
    #[default]
    ByNumber,
    /// It is a new one, whatever its number: the document says so.
    New,
    /// It is that one, whatever its number: the document says so.
    Known(NodeId),
}

/// A row that lists a node once more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relisted {
    /// The row that lists it first, as an index into the rows; it comes before this one.
    pub first: usize,
    /// As printed: （再掲）.
    pub marker: Option<Text>,
    /// Stated by the document or confirmed by a person.
    pub certainty: Certainty,
}

/// One row to take over. Ids are fresh; those of a node that exists already are not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TranscribeRow {
    /// The row in the file, from 1.
    pub line: u32,
    /// The cells that are not empty, as printed.
    pub cells: Vec<Cell>,
    /// As understood.
    pub reading: Reading,
    /// The whole number, such as `1-1-1①`, by which it is found in other editions.
    pub full_label: Option<String>,
    /// Which node it is about, where that is known beyond its number.
    pub identity: Identity,
    /// 再掲: the row that lists the same node first, as an index into the rows, and the marker as printed.
    pub relists: Option<Relisted>,
    /// What it states beside its row.
    pub details: Vec<Detail>,
    /// Whether it reports a decision of the edition's own cycle although it prints no 見直し時期.
    pub decided: bool,
    /// Which row stands above it, as an index into the rows.
    pub parent: Option<usize>,
    /// 備考, which is the reason where the item ends.
    pub remark: Option<Text>,
    /// The id of the node, should it be new.
    pub node: NodeId,
    /// The id of its place, should it be new.
    pub placement: PlacementId,
    /// The id of the decision that the row reports, should it report one.
    pub decision: DecisionId,
}

/// The id of a cycle that rows name, should it be new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedCycle {
    /// 見直し時期 as the rows print it.
    pub date: PrintedDate,
    /// The id.
    pub cycle: CycleId,
}

/// See [`Action::TranscribeEdition`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TranscribeEdition {
    /// The import.
    pub import: ImportId,
    /// The document; it is registered before.
    pub source: SourceId,
    /// Which sheet of a workbook.
    pub sheet: Option<Text>,
    /// The version of the reader.
    pub reader: u32,
    /// The edition.
    pub edition: EditionId,
    /// What its owners call it.
    pub label: Text,
    /// Its date.
    pub date: PrintedDate,
    /// What it rests on.
    pub authority: Authority,
    /// The lines above its header row.
    pub title_lines: Vec<Text>,
    /// Its columns.
    pub profile: ProfileVersion,
    /// Its words.
    pub vocabularies: Vec<VocabularyVersion>,
    /// Its rows, in order.
    pub rows: Vec<TranscribeRow>,
    /// Ids for the cycles that its rows name, its own included.
    pub cycles: Vec<NamedCycle>,
    /// What a person was asked to look at.
    pub warnings: Vec<ImportWarning>,
}

/// See [`Action::PublishEdition`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishEdition {
    /// The edition.
    pub edition: EditionId,
    /// Its permanent path.
    pub address: Text,
}

/// See [`Action::WithdrawEdition`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithdrawEdition {
    /// The edition.
    pub edition: EditionId,
    /// Void or unpublish.
    pub kind: WithdrawalKind,
    /// Why.
    pub reason: Text,
    /// Who decided it.
    pub authority: Text,
}

/// See [`Action::CorrectEdition`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectEdition {
    /// The correction.
    pub correction: CorrectionId,
    /// The edition.
    pub edition: EditionId,
    /// The row, from 1.
    pub row: u32,
    /// The column.
    pub column: ColumnId,
    /// Which kind.
    pub kind: CorrectionKind,
    /// What the cell says, as the author saw it.
    pub seen: Text,
    /// What it should say.
    pub corrected: Text,
    /// How that is understood.
    pub reading: CellReading,
    /// Why.
    pub reason: Text,
    /// On what grounds.
    pub evidence: Vec<Evidence>,
}

/// See [`Action::AddNode`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddNode {
    /// The node.
    pub node: NodeId,
    /// Its place.
    pub placement: PlacementId,
    /// What it is.
    pub kind: NodeKind,
    /// What it stands under.
    pub parent: Option<NodeId>,
    /// Its order among its siblings.
    pub rank: u32,
    /// Its number.
    pub label: Option<Label>,
    /// Its title.
    pub title: Text,
    /// On which occasion.
    pub basis: Basis,
}

/// See [`Action::MoveNode`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoveNode {
    /// The node.
    pub node: NodeId,
    /// Which of its places (再掲); none for the primary one.
    pub placement: Option<PlacementId>,
    /// What it stands under from now on.
    pub parent: Option<NodeId>,
    /// Its order among its siblings.
    pub rank: u32,
    /// Its number.
    pub label: Option<Label>,
    /// On which occasion.
    pub basis: Basis,
    /// The revision that the author saw.
    pub seen: u64,
}

/// See [`Action::EndNode`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndNode {
    /// The node, at its primary place.
    pub node: NodeId,
    /// On which occasion.
    pub basis: Basis,
    /// Why.
    pub reason: Text,
    /// The revision that the author saw.
    pub seen: u64,
}

/// See [`Action::StateText`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateText {
    /// The node.
    pub node: NodeId,
    /// Which text.
    pub field: TextField,
    /// The text.
    pub text: Text,
    /// What kind of change.
    pub change: TextChange,
    /// On which occasion.
    pub basis: Basis,
    /// The revision that the author saw.
    pub seen: u64,
}

/// See [`Action::StateSchedule`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateSchedule {
    /// The node.
    pub node: NodeId,
    /// The date; none empties it.
    pub date: Option<PrintedDate>,
    /// On which occasion.
    pub basis: Basis,
    /// The revision that the author saw.
    pub seen: u64,
}

/// See [`Action::StateExecution`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateExecution {
    /// The item.
    pub node: NodeId,
    /// How far it was carried out.
    pub extent: ExecutionExtent,
    /// On what grounds.
    pub grounds: Text,
    /// On what evidence.
    pub evidence: Vec<Evidence>,
}

/// See [`Action::StateDetail`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateDetail {
    /// The node.
    pub node: NodeId,
    /// What is stated.
    pub detail: Detail,
    /// On which occasion.
    pub basis: Basis,
}

/// See [`Action::OpenCycle`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCycle {
    /// The cycle.
    pub cycle: CycleId,
    /// What its owners call it.
    pub label: Text,
    /// When.
    pub date: PrintedDate,
}

/// See [`Action::Decide`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decide {
    /// The decision.
    pub decision: DecisionId,
    /// The cycle.
    pub cycle: CycleId,
    /// The item.
    pub node: NodeId,
    /// Changed, unchanged or revived.
    pub outcome: Outcome,
    /// The status from now on; none keeps the one that the item has.
    pub status: Option<Status>,
    /// From when it holds.
    pub effective: Option<PrintedDate>,
    /// The classes of the reason.
    pub codes: Vec<ReasonCode>,
    /// Why.
    pub reason: Option<Reason>,
    /// Which body decided, where that is known before adoption.
    pub body: Option<Text>,
    /// On which day, where that is known before adoption.
    pub decided_on: Option<Date>,
    /// On what evidence.
    pub evidence: Vec<Evidence>,
    /// 備考 from now on, where it changes.
    pub remark: Option<Text>,
    /// 実施時期 from now on, where it changes.
    pub schedule: Option<PrintedDate>,
    /// The revision that the author saw; none is recorded as unknown.
    pub seen: Option<u64>,
}

/// See [`Action::WithdrawDecision`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithdrawDecision {
    /// The decision.
    pub decision: DecisionId,
    /// Its item.
    pub node: NodeId,
    /// Why.
    pub reason: Text,
}

/// See [`Action::SubmitCycle`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmitCycle {
    /// The cycle.
    pub cycle: CycleId,
}

/// See [`Action::ReviewCycle`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewCycle {
    /// The review.
    pub review: ReviewId,
    /// The cycle.
    pub cycle: CycleId,
    /// What it speaks about.
    pub reviewed: Reviewed,
    /// Approved or returned.
    pub verdict: Verdict,
    /// In words.
    pub comment: Option<Text>,
    /// The digest of what the person saw.
    pub digest: Digest,
    /// Whether the organisation asks for four eyes.
    pub four_eyes: bool,
}

/// See [`Action::AdoptCycle`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdoptCycle {
    /// The cycle.
    pub cycle: CycleId,
    /// The edition that it becomes.
    pub edition: EditionId,
    /// What the edition is called; none takes the cycle's label.
    pub label: Option<Text>,
    /// The edition's date; none takes the cycle's.
    pub date: Option<PrintedDate>,
    /// The lines above its header row; none takes the baseline's, with its label replaced.
    pub title_lines: Option<Vec<Text>>,
    /// Which body.
    pub body: Text,
    /// At which meeting.
    pub meeting: Text,
    /// On which day.
    pub resolved_on: Date,
    /// With what result.
    pub result: Resolution,
    /// The minutes.
    pub evidence: Vec<Evidence>,
}

/// See [`Action::AbandonCycle`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbandonCycle {
    /// The cycle.
    pub cycle: CycleId,
    /// Why.
    pub reason: Text,
}

/// See [`Action::ClassifyReason`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassifyReason {
    /// The decision.
    pub decision: DecisionId,
    /// Its item.
    pub node: NodeId,
    /// The classes from now on.
    pub codes: Vec<ReasonCode>,
}

//! Report models: plain data made of a plan, one file a question. The command line, the API, pages and exports print
//! these and nothing else, so that one model has one meaning in every form.
//!
//! Architecture invariant: pure functions over [`domain::Plan`], and for a history over its [`crate::fold::Entry`]s.
//! No wording: names for people are made by [`crate::wording`] from the codes that stand here.

mod assigned;
pub mod axes;
pub mod cancelled;
pub mod cards;
pub mod changes;
pub mod comments;
pub mod compare;
pub mod counts;
pub mod coverage;
pub mod cross;
pub mod cycle;
pub mod decision;
pub mod declared;
pub mod departments;
pub mod execution;
pub mod flow;
pub mod gaps;
pub mod gone;
pub mod grid;
pub mod history;
pub mod lineage;
pub mod lint;
mod listing;
pub mod named;
pub mod numbers;
pub mod open_data;
pub mod overdue;
pub mod overview;
pub mod pack;
pub mod plan_report;
pub mod planned_actual;
mod reasons;
pub mod references;
pub mod replacements;
pub mod rewrites;
pub mod search;
pub mod sections;
pub mod sources;
pub mod standing;
pub mod states;
pub mod table;
pub mod timeline;
pub mod totals;
pub mod trace;

pub use assigned::{Department, DepartmentName, department_names};
pub use axes::{AxisCount, AxisCounts, CountAxis};
pub use cancelled::{
    CancelledFilter, CancelledReport, CancelledRow, CodeCount, Started, cancelled, count_codes,
};
pub use cards::{Card, CardCategory, CardChoice, CardField, CardsReport, cards};
pub use changes::{ChangesReport, Corrected, PublicChange, Published, changes};
pub use comments::{
    ChannelCount, CommentsReport, ConsultationReport, DispositionCount, DispositionTerm, OpinionRow,
    Respondent, Results, WrongWeekday, comments,
};
pub use compare::{
    CompareReport, CompareRow, ComparedSide, Difference, compare, compare_tables, narrow_pair,
};
pub use counts::{Count, CountsReport, StateCount, WordingCount, counts};
pub use coverage::{
    ClassCoverage, CoverageReport, LevelCount, NearestName, Orphan, OrphanKind, PolicyCoverage, coverage,
};
pub use cross::{CrossHead, CrossTable};
pub use cycle::{CycleReport, CycleRow, Recorder, ReviewRef, cycle};
pub use decision::{DecisionReport, Fate, decision};
pub use declared::{DeclaredChanges, DeclaredCount, DeclaredRow, DeclaredStanding};
pub use departments::{DepartmentItem, DepartmentOnDay, DepartmentsReport, departments};
pub use execution::{Cue, Execution, ExecutionProposal};
pub use flow::{Flow, FlowReport, flow, flow_tables};
pub use gaps::{Gap, GapItem, GapKind, GapsReport, gaps};
pub use gone::gone;
pub use grid::{Grid, GridReport, GridRow, YearCell, YearIndicator, grid};
pub use history::{
    HistoryEntry, HistoryError, HistoryGroup, HistoryReport, Occasion, Predecessor, PrintedRow, RecordedBy,
    Step, Through, What, continued_elsewhere, history, told_elsewhere,
};
pub use lineage::{
    Likely, LineageCount, LineageEnd, LineageRef, LineageReport, LineageSuggestion, continued, lineage,
    name_ends, other_plans,
};
pub use lint::{Finding, LintKind, LintReport, lint};
pub use named::{Change, Code, CycleRef, DecisionRef, EditionKind, EditionRef, FieldName, ItemRef, PlanRef};
pub use numbers::Around;
pub use open_data::{
    OpenData, OpenDecision, OpenEdition, OpenErratum, OpenItem, OpenPrinted, OpenStatus, OpenWord, open_data,
};
pub use overdue::{OverdueReport, OverdueRow, overdue};
pub use overview::{CycleSummary, ImportRef, PlanOverview, PlanTie, SourceRef, overview};
pub use pack::{PackPart, PackReport, PackReview, PackSums, pack};
pub use plan_report::{PlanReport, plan_report};
pub use planned_actual::{PlannedActual, PlannedActualRow, SidesDiffer};
pub use reasons::ReasonReferences;
pub use references::{Known, Reference, references};
pub use replacements::{
    Handed, HandedFile, HandedPage, PageDiffers, PageRow, ReplacementsReport, replacements,
};
pub use rewrites::{Renumbered, Rewrite, RewritesReport, rewrites};
pub use search::{Found, SearchHit, SearchReport, SearchText, SearchTextError, search};
pub use sections::SectionCounts;
pub use sources::published;
pub use standing::Standing;
pub use states::{EditionStates, StatesReport, states};
pub use table::{Erratum, TableColumn, TableOf, TableReport, TableRow, table};
pub use timeline::{Span, TimelineDecision, TimelineEdition, TimelineReport, timeline};
pub use totals::{TotalAgrees, TotalCheck};
pub use trace::{TermRef, TraceLink, TraceReport, TraceRow, TraceTable, trace};

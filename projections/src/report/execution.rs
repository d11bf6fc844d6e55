//! Whether an ended item ever ran: what a person stated, else what the software proposes with its cues (T7).
//!
//! A date never proves execution, so a proposal stays one until a person states something.

use domain::event::{ExecutionExtent, ExecutionStated};
use domain::plan::{Node, View};
use domain::value::{Degree, PrintedDate};
use schemars::JsonSchema;
use serde::Serialize;

/// What speaks for a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cue {
    /// The status says that it was tried or carried out in part.
    Status {
        /// The status as printed.
        wording: String,
    },
    /// The remark says that it ran.
    Remark {
        /// The words.
        words: String,
    },
    /// 実施時期 was never decided.
    ScheduleUndecided,
    /// 実施時期 names a day that is not before the ending.
    ScheduleNotReached,
    /// 実施時期 lies before the ending, but nothing says that it ran.
    NothingSaysItRan,
}

/// What the software proposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ExecutionProposal {
    /// How far the item was carried out before it ended: never is 「未実施のまま中止」.
    pub extent: ExecutionExtent,
    /// Always true: only a person states it.
    pub proposal: bool,
    /// What speaks for it.
    pub cues: Vec<Cue>,
}

/// Whether an item ever ran.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Execution {
    /// A person stated it.
    Stated(ExecutionStated),
    /// Nobody stated it yet.
    Proposed(ExecutionProposal),
}

impl Execution {
    /// What is known of an item; none for one that has not ended and of which nothing is stated.
    pub fn of(node: &Node, view: &View, ended: Option<&PrintedDate>) -> Option<Self> {
        match &node.execution {
            Some(stated) => Some(Self::Stated(stated.clone())),
            None => ExecutionProposal::of(view, ended).map(Self::Proposed),
        }
    }

    /// How far it was carried out, stated or proposed.
    pub const fn extent(&self) -> ExecutionExtent {
        match self {
            Self::Stated(stated) => stated.extent,
            Self::Proposed(proposal) => proposal.extent,
        }
    }

    /// Whether it is only a proposal.
    pub const fn is_proposal(&self) -> bool {
        match self {
            Self::Stated(_) => false,
            Self::Proposed(_) => true,
        }
    }
}

impl ExecutionProposal {
    /// The proposal for an item as it is seen, which ended on that date.
    pub fn of(view: &View, ended: Option<&PrintedDate>) -> Option<Self> {
        let status = view.status.as_ref().filter(|status| status.state.is_ending())?;
        let schedule = view.schedule.as_ref().and_then(|schedule| schedule.start);
        let end = ended.and_then(|date| date.end.or(date.start));
        let words = view.remark.as_ref().and_then(|remark| says_it_ran(remark.as_str()));
        let (extent, cue) = match (status.degree, schedule, words) {
            (Some(Degree::Partly | Degree::Trial), _, _) => {
                (ExecutionExtent::Partly, Cue::Status { wording: status.wording.clone() })
            }
            (Some(Degree::Fully) | None, None, _) => (ExecutionExtent::Never, Cue::ScheduleUndecided),
            (Some(Degree::Fully) | None, Some(start), _) if end.is_some_and(|end| start > end) => {
                (ExecutionExtent::Never, Cue::ScheduleNotReached)
            }
            (Some(Degree::Fully) | None, Some(_), Some(words)) => {
                (ExecutionExtent::Ran, Cue::Remark { words })
            }
            (Some(Degree::Fully) | None, Some(_), None) => (ExecutionExtent::Never, Cue::NothingSaysItRan),
        };
        Some(Self { extent, proposal: true, cues: vec![cue] })
    }
}

/// What may have been done with an item.
const DEEDS: [&str; 10] = ["配布", "配付", "活用", "使用", "運用", "利用", "実施", "試行", "導入", "開催"];

/// How Japanese says that it was done or was being done. 「していない」 and 「しておらず」 say the opposite.
const DONE: [&str; 6] = ["しました", "していました", "しています", "していまし", "し、", "して、"];

/// The words of a remark that say that the item ran.
fn says_it_ran(remark: &str) -> Option<String> {
    DEEDS.iter().find_map(|deed| {
        remark.match_indices(deed).find_map(|(at, _)| {
            let behind = &remark[at + deed.len()..];
            DONE.iter().find(|done| behind.starts_with(**done)).map(|done| format!("{deed}{done}"))
        })
    })
}

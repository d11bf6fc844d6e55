//! Open data (P7): what a plan says, in long form, for the programs of other people.
//!
//! Everything is here with its id, so that what one list says can be held against another. Make it of what is published
//! of a plan: reviews that have not resolved are left out, nothing else is hidden here. What files call it is said where
//! files are made.

mod decisions;
mod items;
mod statuses;
mod words;

pub use decisions::OpenDecision;
pub use items::OpenItem;
pub use statuses::{OpenEdition, OpenErratum, OpenPrinted, OpenStatus};
pub use words::OpenWord;

use super::lineage::{LineageRef, lineage};
use super::named::PlanRef;
use super::numbers::Numbers;
use domain::event::NodeKind;
use domain::plan::Plan;
use domain::refusal::Refusal;
use domain::value::{LocalGovernmentCode, PrintedDate};
use serde::Serialize;

/// What a plan says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OpenData {
    /// The plan.
    pub plan: PlanRef,
    /// The code of the organisation whose plan it is.
    pub code: Option<LocalGovernmentCode>,
    /// The date of the oldest edition.
    pub issued: Option<PrintedDate>,
    /// The newest date of an edition, a resolution or a decision.
    pub modified: Option<PrintedDate>,
    /// The headings, in the order of the table, those too that are not listed any more.
    pub headings: Vec<OpenItem>,
    /// The items, in the order of the table, those too that are not listed any more.
    pub items: Vec<OpenItem>,
    /// The editions with the items that each lists, the oldest first.
    pub editions: Vec<OpenEdition>,
    /// The decisions that hold, the oldest first.
    pub decisions: Vec<OpenDecision>,
    /// How items of editions and of plans belong together.
    pub lineage: Vec<LineageRef>,
    /// The plan's own words.
    pub words: Vec<OpenWord>,
}

/// What a plan says.
///
/// # Errors
/// [`Refusal::NoProfile`] for an edition without columns, which no plan has.
pub fn open_data(plan: &Plan) -> Result<OpenData, Refusal> {
    let numbers = Numbers::of(plan);
    let editions = statuses::of(plan)?;
    let decisions = decisions::of(plan, &numbers);
    let resolved = decisions.iter().flat_map(OpenDecision::days).map(PrintedDate::on);
    let dates = editions.iter().map(|edition| edition.edition.date.clone());
    let (headings, items) = items::of(plan, &numbers).into_iter().partition(OpenItem::is_heading);
    Ok(OpenData {
        plan: PlanRef::of(plan),
        code: plan.head.code.clone(),
        issued: editions.first().map(|edition| edition.edition.date.clone()),
        modified: dates.chain(resolved).max_by_key(|date| date.start),
        headings,
        items,
        editions,
        decisions,
        lineage: lineage(plan).links,
        words: words::of(plan),
    })
}

impl OpenItem {
    fn is_heading(&self) -> bool {
        match self.item.kind {
            NodeKind::Heading => true,
            NodeKind::Item | NodeKind::Term => false,
        }
    }
}

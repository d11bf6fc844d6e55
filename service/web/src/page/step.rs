//! A step of an item's course as a page shows it: what changed in words, why, and the row as editions printed it.

use super::Frame;
use super::badge::Badge;
use super::grounds::Grounds;
use super::marked::{Piece, linked};
use super::place::Place;
use domain::event::CycleOrigin;
use domain::id::{ColumnId, SourceId};
use domain::plan::EditionOrigin;
use domain::value::{Certainty, Status};
use export::changed::Changed;
use projections::report::history::{PrintedRow, Step};
use projections::report::{Change, DecisionRef, EditionKind, FieldName, Occasion, ReasonReferences};
use projections::wording::{self, Language};
use std::collections::BTreeSet;

/// How the item stood: a status in the plan's words with its badge.
pub(super) struct Stood {
    pub(super) badge: Badge,
    pub(super) words: String,
}

/// A part of the row that changed, 状況 apart.
pub(super) struct Part {
    pub(super) field: String,
    /// What it said before; empty where nothing stood there.
    pub(super) before: String,
    /// What it says since.
    pub(super) after: String,
    /// Both, with what is gone and what is new.
    pub(super) words: Changed,
}

/// A step of an item's course.
pub(super) struct StepView {
    /// 令和6年3月.
    pub(super) label: String,
    /// Where the review or the edition comes from.
    pub(super) origin: &'static str,
    pub(super) inferred: bool,
    /// The review has not resolved.
    pub(super) pending: bool,
    pub(super) before: Option<Stood>,
    pub(super) after: Option<Stood>,
    /// 状況 differs from what is known of before.
    pub(super) moved: bool,
    pub(super) changes: Vec<Part>,
    /// An older edition printed the row.
    pub(super) printed_before: bool,
    /// 「変更なし」 and the like; none where the review decided nothing about the item.
    pub(super) outcome: Option<&'static str>,
    pub(super) grounds: Option<Grounds>,
    pub(super) rows: Vec<PrintedView>,
}

/// The row as an edition printed it.
pub(super) struct PrintedView {
    pub(super) edition: String,
    pub(super) path: String,
    pub(super) row: u32,
    pub(super) kind: &'static str,
    pub(super) relisted: bool,
    /// The document itself, where it is public.
    pub(super) source: Option<String>,
    pub(super) cells: Vec<PrintedCellView>,
}

/// A cell of that row.
pub(super) struct PrintedCellView {
    pub(super) heading: String,
    pub(super) text: String,
    pub(super) errata: Vec<Erratum>,
}

/// A correction of a cell, which shows what was printed.
pub(super) struct Erratum {
    pub(super) kind: &'static str,
    pub(super) corrected: String,
    pub(super) reason: String,
}

/// What views of steps are made with.
pub(super) struct Telling<'p> {
    pub(super) frame: &'p Frame,
    pub(super) place: &'p Place,
    pub(super) sources: &'p BTreeSet<SourceId>,
    /// The items that reasons name.
    pub(super) named: &'p ReasonReferences,
}

impl Telling<'_> {
    pub(super) fn language(&self) -> Language {
        self.frame.language
    }

    /// The reason of a decision, with the numbers in it that lead to their items.
    pub(super) fn reason(&self, decision: &DecisionRef) -> Vec<Piece> {
        let reason = wording::reason(decision.reason.as_ref(), self.frame.language);
        let named = self.named.get(&decision.decision).map_or(&[][..], Vec::as_slice);
        linked(&reason, None, named, |node| Some(self.frame.to(&self.place.at(&format!("i/{node}")))))
    }

    pub(super) fn stood(&self, status: &Status) -> Stood {
        Stood { badge: Badge::of(status.state, self.frame.language), words: status.wording.clone() }
    }

    /// A step with the rows that its editions print.
    pub(super) fn step(&self, step: &Step, rows: &[PrintedRow]) -> StepView {
        let (label, origin, inferred) = match &step.occasion {
            Occasion::Cycle(cycle) => {
                let inferred =
                    step.decision.as_ref().map_or(cycle.origin == CycleOrigin::Inferred, |decision| {
                        decision.certainty == Certainty::Inferred
                    });
                (cycle.label.to_string(), wording::cycle_origin(cycle.origin, self.frame.language), inferred)
            }
            Occasion::Edition(edition) => {
                let inferred = edition.kind == EditionKind::Inferred;
                (
                    edition.label.to_string(),
                    wording::edition_kind(edition.kind, self.frame.language),
                    inferred,
                )
            }
            Occasion::Between => (wording::occasion(&step.occasion, self.frame.language), "", false),
        };
        let decision = step.decision.as_ref();
        StepView {
            moved: step.changes.iter().any(|change| change.field == FieldName::Status),
            before: step.before.as_ref().map(|status| self.stood(status)),
            after: step.after.as_ref().map(|status| self.stood(status)),
            changes: self.changes(&step.changes),
            printed_before: step.printed_before,
            pending: step.pending,
            outcome: decision.map(|decision| wording::outcome(decision.outcome, self.frame.language)),
            grounds: decision.map(|decision| Grounds::of(decision, self)),
            rows: rows.iter().filter(|row| is_of(step, row)).map(|row| self.printed(row)).collect(),
            label,
            origin,
            inferred,
        }
    }

    fn changes(&self, changes: &[Change]) -> Vec<Part> {
        let told = changes.iter().filter(|change| change.field != FieldName::Status);
        told.map(|change| {
            let text = |side: &Option<String>| side.clone().unwrap_or_default();
            let (before, after) = (text(&change.before), text(&change.after));
            Part {
                field: wording::capital(&wording::field(&change.field, self.frame.language)),
                words: Changed::of(&before, &after),
                before,
                after,
            }
        })
        .collect()
    }

    fn errata(&self, row: &PrintedRow, column: ColumnId) -> Vec<Erratum> {
        let errata = row.errata.iter().filter(|erratum| erratum.column == column);
        let errata = errata.map(|erratum| Erratum {
            kind: wording::correction(erratum.kind, self.frame.language),
            corrected: erratum.corrected.to_string(),
            reason: erratum.reason.to_string(),
        });
        errata.collect()
    }

    pub(super) fn printed(&self, row: &PrintedRow) -> PrintedView {
        let edition = &row.edition;
        let source = match &edition.origin {
            EditionOrigin::Transcribed { source, .. } if self.sources.contains(source) => {
                Some(self.place.source(*source))
            }
            EditionOrigin::Transcribed { .. } | EditionOrigin::Adopted { .. } => None,
        };
        let shown = row.cells.iter().filter(|cell| !cell.printed.is_empty() || cell.corrected.is_some());
        let cells = shown.map(|cell| PrintedCellView {
            heading: cell.heading.clone(),
            text: cell.printed.clone(),
            errata: self.errata(row, cell.column),
        });
        PrintedView {
            edition: edition.label.to_string(),
            path: self.place.at(&format!("e/{}/", edition.id)),
            row: row.row,
            kind: wording::edition_kind(edition.kind, self.frame.language),
            relisted: row.relisted,
            source,
            cells: cells.collect(),
        }
    }
}

/// Whether the edition of the row belongs to the step.
fn is_of(step: &Step, row: &PrintedRow) -> bool {
    match &step.occasion {
        Occasion::Cycle(cycle) => row.edition.cycle == Some(cycle.id),
        Occasion::Edition(edition) => row.edition.id == edition.id,
        Occasion::Between => false,
    }
}

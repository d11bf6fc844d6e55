//! Editions and their rows, with what was corrected in them.

use crate::digest::Digest;
use crate::event::{Authority, Cell, CellReading, CorrectionKind, EditionCorrected, Reading, WithdrawalKind};
use crate::id::{ColumnId, CycleId, EditionId, NodeId, PlacementId, SourceId};
use crate::value::{PrintedDate, ProfileVersion, Text, VocabularyVersion};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How an edition came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EditionOrigin {
    /// Taken over from a document.
    Transcribed {
        /// What it rests on.
        authority: Authority,
        /// The document.
        source: SourceId,
    },
    /// Adopted here.
    Adopted {
        /// The fold up to here.
        at_sequence: u64,
        /// Of its table.
        table: Digest,
    },
}

/// How an edition was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Voided or unpublished.
    pub kind: WithdrawalKind,
    /// Why.
    pub reason: Text,
    /// Who decided it.
    pub authority: Text,
    /// Its sequence.
    pub sequence: u64,
}

/// An edition without its rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// The edition.
    pub id: EditionId,
    /// The cycle that it reports.
    pub cycle: Option<CycleId>,
    /// What its owners call it.
    pub label: Text,
    /// Its date.
    pub date: PrintedDate,
    /// How it came about.
    pub origin: EditionOrigin,
    /// The lines above its header row.
    pub title_lines: Vec<Text>,
    /// Its columns.
    pub profile: ProfileVersion,
    /// Its words.
    pub vocabularies: Vec<VocabularyVersion>,
    /// How many rows it has.
    pub rows: u32,
    /// How many corrections it has.
    pub corrections: u32,
    /// Its permanent address, once it is published.
    pub published: Option<Text>,
    /// Set when it is withdrawn.
    pub withdrawn: Option<Withdrawal>,
    /// The sequence of its first event.
    pub sequence: u64,
    /// Its number among the plan's editions and cycles, from 0, in order of arrival.
    pub occasion: u32,
}

impl Edition {
    /// Whether it should never have been.
    pub fn is_void(&self) -> bool {
        self.withdrawn.as_ref().is_some_and(|withdrawal| withdrawal.kind == WithdrawalKind::Void)
    }

    /// Whether anyone may read it.
    pub fn is_public(&self) -> bool {
        self.published.is_some() && self.withdrawn.is_none()
    }

    /// Its date as a day, for order; one without a day comes first.
    pub fn day(&self) -> Date {
        self.date.start.unwrap_or(Date::MIN)
    }
}

/// One row of an edition: as printed, as understood, and what was corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The edition.
    pub edition: EditionId,
    /// Its place, from 1.
    pub row: u32,
    /// What it is about.
    pub node: NodeId,
    /// At which place of the outline.
    pub placement: PlacementId,
    /// What stands above it in this edition.
    pub parent: Option<NodeId>,
    /// As printed, without the empty cells.
    pub cells: Vec<Cell>,
    /// As understood now, corrections included.
    pub reading: Reading,
    /// What was corrected, in order.
    pub corrections: Vec<EditionCorrected>,
}

impl Row {
    /// A cell as the edition prints it: a correction of our own transcription changes it, an erratum does not.
    pub fn printed(&self, column: ColumnId) -> &str {
        self.corrections
            .iter()
            .rev()
            .find(|c| c.column == column && c.kind == CorrectionKind::Transcription)
            .map_or_else(|| self.original(column), |correction| correction.corrected.as_str())
    }

    /// A cell with every correction applied.
    pub fn corrected(&self, column: ColumnId) -> &str {
        self.corrections
            .iter()
            .rev()
            .find(|correction| correction.column == column)
            .map_or_else(|| self.original(column), |correction| correction.corrected.as_str())
    }

    /// A cell as it was first taken over.
    pub fn original(&self, column: ColumnId) -> &str {
        self.cells.iter().find(|cell| cell.column == column).map_or("", |cell| cell.text.as_str())
    }

    /// Takes a correction into the reading.
    pub(super) fn correct(&mut self, correction: &EditionCorrected) {
        match &correction.reading {
            CellReading::Text => {}
            CellReading::Title { label, title } => {
                self.reading.label.clone_from(label);
                self.reading.title = title.clone();
            }
            CellReading::Schedule(date) => self.reading.schedule.clone_from(date),
            CellReading::Status(status) => self.reading.status.clone_from(status),
            CellReading::Review(date) => self.reading.review.clone_from(date),
        }
        self.corrections.push(correction.clone());
    }
}

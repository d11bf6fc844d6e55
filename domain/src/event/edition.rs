//! Editions as printed, and what was said about them afterwards.

use super::NodeKind;
use crate::id::{ColumnId, CorrectionId, CycleId, EditionId, NodeId, PlacementId, SourceId};
use crate::value::{Evidence, Label, PrintedDate, ProfileVersion, Status, Text, VocabularyVersion};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What an edition rests on.
#[derive(Debug, Clone, Copy, PartialOrd, Ord, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Authority {
    /// A document that was printed.
    Printed,
    /// 推定: worked out from a later one.
    Inferred,
}

/// A printed table is taken over; its rows follow as [`RowTranscribed`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct EditionTranscribed {
    /// The edition.
    pub edition: EditionId,
    /// The cycle that it reports; from now on that cycle is transcribed, not inferred.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cycle: Option<CycleId>,
    /// What its owners call it: 令和3年3月.
    pub label: Text,
    /// When it was adopted or printed.
    pub date: PrintedDate,
    /// What it rests on.
    pub authority: Authority,
    /// The document.
    pub source: SourceId,
    /// The lines above the header row.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub title_lines: Vec<Text>,
    /// Its columns.
    pub profile: ProfileVersion,
    /// Its words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vocabularies: Vec<VocabularyVersion>,
}

/// One cell that is not empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct Cell {
    /// Its column.
    pub column: ColumnId,
    /// As printed.
    pub text: Text,
}

/// How a row was understood, as confirmed at import.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct Reading {
    /// Heading or item.
    pub kind: NodeKind,
    /// The number, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    /// The title without the number.
    pub title: Text,
    /// 実施時期.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<PrintedDate>,
    /// 状況.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// 見直し時期.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<PrintedDate>,
}

/// One row of a printed table.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct RowTranscribed {
    /// The edition.
    pub edition: EditionId,
    /// Its place in the table, from 1.
    pub row: u32,
    /// What it is about.
    pub node: NodeId,
    /// At which place of the outline.
    pub placement: PlacementId,
    /// The heading or item above it in this edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<NodeId>,
    /// Its order among its siblings in this edition, from 1.
    pub rank: u32,
    /// As printed, without the empty ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<Cell>,
    /// As understood.
    pub reading: Reading,
}

/// The edition is public under a permanent address.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct EditionPublished {
    /// The edition.
    pub edition: EditionId,
    /// The path, which is never used for anything else.
    pub address: Text,
}

/// How an edition is withdrawn.
#[derive(Debug, Clone, Copy, PartialOrd, Ord, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithdrawalKind {
    /// It should never have been: a mistaken import.
    Void,
    /// It is no longer shown to the public.
    Unpublish,
}

/// An edition is withdrawn; it stays in the record.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct EditionWithdrawn {
    /// The edition.
    pub edition: EditionId,
    /// How.
    pub kind: WithdrawalKind,
    /// Why.
    pub reason: Text,
    /// Who decided it.
    pub authority: Text,
}

/// What kind of change a correction is (R4).
#[derive(Debug, Clone, Copy, PartialOrd, Ord, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionKind {
    /// 誤字訂正.
    Typo,
    /// 表記統一.
    Wording,
    /// 内容変更.
    Substance,
    /// 正誤: the print was wrong.
    Erratum,
    /// 転記訂正: our transcription was wrong.
    Transcription,
}

/// How a corrected cell is understood.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellReading {
    /// It has no meaning beyond its words.
    Text,
    /// A number and a title.
    Title {
        /// The number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        label: Option<Label>,
        /// The title without it.
        title: Text,
    },
    /// 実施時期.
    Schedule(Option<PrintedDate>),
    /// 状況.
    Status(Option<Status>),
    /// 見直し時期.
    Review(Option<PrintedDate>),
}

/// A cell of an edition is corrected; both readings are kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct EditionCorrected {
    /// The correction.
    pub correction: CorrectionId,
    /// The edition.
    pub edition: EditionId,
    /// The row, from 1.
    pub row: u32,
    /// What the row is about.
    pub node: NodeId,
    /// The column.
    pub column: ColumnId,
    /// Which kind.
    pub kind: CorrectionKind,
    /// What the edition said until now.
    pub printed: Text,
    /// What it should say.
    pub corrected: Text,
    /// How the corrected cell is understood.
    pub reading: CellReading,
    /// Why.
    pub reason: Text,
    /// On what grounds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

/// A total that the document itself prints.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct TotalDeclared {
    /// The edition.
    pub edition: EditionId,
    /// Which table of the document.
    pub table: Text,
    /// Which row.
    pub row: Text,
    /// Which column.
    pub column: Text,
    /// As printed.
    pub printed: Text,
}

/// The document says that this node was changed, and why.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct ChangeDeclared {
    /// The edition.
    pub edition: EditionId,
    /// The node.
    pub node: NodeId,
    /// As printed.
    pub reason: Text,
}

//! Rules of editions: publish, withdraw, correct.

use super::cycle::dated;
use super::fresh;
use crate::command::{CorrectEdition, PublishEdition, WithdrawEdition};
use crate::event::{
    CellReading, CorrectionKind, EditionCorrected, EditionPublished, EditionWithdrawn, Fact, WithdrawalKind,
};
use crate::id::EditionId;
use crate::plan::Plan;
use crate::refusal::Refusal;
use crate::value::{Meaning, PrintedDate, Text};

impl Plan {
    pub(super) fn publish(&self, publish: &PublishEdition) -> Result<Vec<Fact>, Refusal> {
        let edition = self.edition(publish.edition)?;
        if edition.withdrawn.is_some() {
            return Err(Refusal::Withdrawn { edition: edition.id });
        }
        if edition.published.is_some() {
            return Err(Refusal::AlreadyPublished { edition: edition.id });
        }
        Ok(vec![EditionPublished { edition: edition.id, address: publish.address.clone() }.into()])
    }

    pub(super) fn withdraw_edition(&self, withdraw: &WithdrawEdition) -> Result<Vec<Fact>, Refusal> {
        let edition = self.edition(withdraw.edition)?;
        match (&edition.withdrawn, withdraw.kind) {
            // What is no longer shown may turn out never to have been right.
            (Some(before), WithdrawalKind::Void) if before.kind == WithdrawalKind::Unpublish => {}
            (Some(_), _) => return Err(Refusal::Withdrawn { edition: edition.id }),
            (None, WithdrawalKind::Unpublish) if edition.published.is_none() => {
                return Err(Refusal::NotPublished { edition: edition.id });
            }
            (None, WithdrawalKind::Void | WithdrawalKind::Unpublish) => {}
        }
        let withdrawn = EditionWithdrawn {
            edition: edition.id,
            kind: withdraw.kind,
            reason: withdraw.reason.clone(),
            authority: withdraw.authority.clone(),
        };
        Ok(vec![withdrawn.into()])
    }

    pub(super) fn correct(&self, correct: &CorrectEdition) -> Result<Vec<Fact>, Refusal> {
        let edition = self.edition(correct.edition)?;
        if edition.is_void() {
            return Err(Refusal::Withdrawn { edition: edition.id });
        }
        let row = self
            .rows
            .get(&correct.edition)
            .and_then(|rows| rows.get(&correct.row))
            .ok_or(Refusal::UnknownRow { edition: correct.edition, row: correct.row })?;
        let profile = self.head.profile(edition.profile).ok_or(Refusal::NoProfile)?;
        let column =
            profile.by_id(correct.column).ok_or(Refusal::UnknownColumn { column: correct.column })?;
        if !fits(column.meaning, &correct.reading, correct.corrected.as_str()) {
            return Err(Refusal::ReadingMisfits { column: correct.column });
        }
        fresh(row.corrections.iter().any(|c| c.correction == correct.correction), correct.correction)?;
        // Our own transcription is held against what is printed, whatever errata say; the others against those.
        let now = match correct.kind {
            CorrectionKind::Transcription => row.printed(correct.column),
            CorrectionKind::Typo
            | CorrectionKind::Wording
            | CorrectionKind::Substance
            | CorrectionKind::Erratum => row.corrected(correct.column),
        };
        if now != correct.seen.as_str() {
            let now = Text::parse(crate::value::Field::Body, now).unwrap_or_default();
            return Err(Refusal::CellDiffers { seen: correct.seen.clone(), now });
        }
        if now == correct.corrected.as_str() {
            return Err(Refusal::NothingChanges);
        }
        let corrected = EditionCorrected {
            correction: correct.correction,
            edition: correct.edition,
            row: correct.row,
            node: row.node,
            column: correct.column,
            kind: correct.kind,
            printed: correct.seen.clone(),
            corrected: correct.corrected.clone(),
            reading: correct.reading.clone(),
            reason: correct.reason.clone(),
            evidence: correct.evidence.clone(),
        };
        Ok(vec![corrected.into()])
    }

    /// An edition needs a fresh id, a date, and a label and a date that no other edition of the plan has.
    pub(super) fn new_edition(&self, id: EditionId, label: &Text, date: &PrintedDate) -> Result<(), Refusal> {
        fresh(self.head.editions.contains_key(&id), id)?;
        dated(date)?;
        let twin = self
            .head
            .editions
            .values()
            .filter(|edition| !edition.is_void())
            .find(|edition| edition.label == *label || edition.date.is_same_time(date));
        match twin {
            Some(edition) => {
                Err(Refusal::EditionExists { edition: edition.id, label: edition.label.clone() })
            }
            None => Ok(()),
        }
    }
}

/// Whether a cell of that meaning can be understood so. A text that the rules cannot read has a reading of nothing.
fn fits(meaning: Meaning, reading: &CellReading, text: &str) -> bool {
    match reading {
        CellReading::Text => !meaning.is_read(),
        CellReading::Title { title, .. } => {
            let says = || text.trim_end().ends_with(title.as_str().trim_end());
            meaning == Meaning::Number || meaning == Meaning::Title && says()
        }
        CellReading::Schedule(date) => {
            meaning == Meaning::Schedule && date.as_ref().is_none_or(|date| date.text.trim() == text.trim())
        }
        CellReading::Status(status) => {
            meaning == Meaning::Status
                && status.as_ref().is_none_or(|status| status.wording.trim() == text.trim())
        }
        CellReading::Review(date) => {
            meaning == Meaning::Review && date.as_ref().is_none_or(|date| date.text.trim() == text.trim())
        }
    }
}

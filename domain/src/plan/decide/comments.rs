//! Rules of public comments (R8): an opinion belongs to a consultation, an answer to an opinion.

use crate::event::{ConsultationRecorded, Fact, OpinionAnswered, OpinionRecorded};
use crate::plan::Plan;
use crate::refusal::Refusal;
use crate::value::{Vocabulary, VocabularyKind};

impl Plan {
    pub(super) fn consult(&self, consultation: &ConsultationRecorded) -> Result<Vec<Fact>, Refusal> {
        if let (Some(from), Some(to)) = (consultation.from, consultation.to)
            && to < from
        {
            return Err(Refusal::PeriodBackwards { from, to });
        }
        if let Some(codes) = consultation.dispositions {
            let known = |v: &Vocabulary| v.id == codes && v.kind == VocabularyKind::Disposition;
            if !self.head.vocabularies.iter().any(known) {
                return Err(Refusal::UnknownVocabulary { vocabulary: codes });
            }
        }
        Ok(vec![consultation.clone().into()])
    }

    pub(super) fn opinion(&self, opinion: &OpinionRecorded) -> Result<Vec<Fact>, Refusal> {
        if !self.head.consultations.contains_key(&opinion.consultation) {
            return Err(Refusal::UnknownConsultation { consultation: opinion.consultation });
        }
        for node in &opinion.nodes {
            self.node(*node)?;
        }
        Ok(vec![opinion.clone().into()])
    }

    pub(super) fn answer(&self, answer: &OpinionAnswered) -> Result<Vec<Fact>, Refusal> {
        let opinion = self.head.opinions.get(&answer.opinion);
        let opinion = opinion.ok_or(Refusal::UnknownOpinion { opinion: answer.opinion })?;
        if answer.supersedes != opinion.answer().is_some() {
            return Err(Refusal::AnswerExists {
                opinion: answer.opinion,
                exists: opinion.answer().is_some(),
            });
        }
        if let Some(code) = &answer.disposition {
            let consultation = self.head.consultations.get(&opinion.recorded.consultation);
            let codes = consultation.and_then(|consultation| consultation.dispositions);
            let words = codes.and_then(|id| self.head.vocabularies.iter().rev().find(|v| v.id == id));
            if words.is_none_or(|words| words.term_of(code.as_str()).is_none()) {
                return Err(Refusal::UnknownDisposition {
                    code: code.clone(),
                    known: words.map(Vocabulary::words).unwrap_or_default(),
                });
            }
        }
        Ok(vec![answer.clone().into()])
    }
}

//! Public comments: a consultation, its opinions, their answers.

use crate::desk::Desk;
use crate::error::{AppError, Thing};
use crate::execute::{Done, Order};
use crate::parse::{self, filled, optional};
use crate::permission::Operation;
use crate::{App, Caller, request};
use domain::command::Action;
use domain::event::{
    ConsultationRecorded, ConsultationState, OpinionAnswered, OpinionRecorded, SubmissionChannel,
};
use domain::id::{ConsultationId, OpinionId, TermId, VocabularyId};
use domain::plan::Opinion;
use domain::value::{Field, Term, Vocabulary, VocabularyKind};
use uuid::Uuid;

impl App {
    /// Records a consultation, replacing what was recorded of it; the id of a new one is the caller's.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn record_consultation(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::RecordConsultation,
    ) -> Result<Done, AppError> {
        let record = |desk: &Desk<'_>| {
            let known = request.consultation.as_deref().map(|name| desk.consultation(Some(name)));
            let known = known.transpose()?.map_or_else(|| ConsultationId::new(id), |of| of.consultation);
            Ok(Action::Together(Consultation::parse(desk, known, request)?.actions()))
        };
        let (plan, action) = self.at_desk(caller, Operation::Edit, plan, record).await?;
        self.settle(caller, Order::new(plan, id, "record_consultation", request), action).await
    }

    /// Says that a consultation takes no more opinions.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn close_consultation(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::CloseConsultation,
    ) -> Result<Done, AppError> {
        let close = |desk: &Desk<'_>| {
            let of = desk.consultation(request.consultation.as_deref())?;
            if of.state == ConsultationState::Closed {
                return Err(AppError::Refused(domain::Refusal::NothingChanges));
            }
            let closed = ConsultationRecorded { state: ConsultationState::Closed, ..of.clone() };
            Ok(Action::RecordConsultation(closed))
        };
        let (plan, action) = self.at_desk(caller, Operation::Edit, plan, close).await?;
        self.settle(caller, Order::new(plan, id, "close_consultation", request), action).await
    }

    /// Records an opinion; the caller's id is the opinion's.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn record_opinion(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::RecordOpinion,
    ) -> Result<Done, AppError> {
        let record = |desk: &Desk<'_>| {
            let consultation = desk.consultation(request.consultation.as_deref())?.consultation;
            let number = filled("number", Field::Short, request.number.trim())?;
            let mut others = desk.plan.opinions_of(consultation).into_iter();
            if others.any(|other| other.recorded.number == number && other.recorded.opinion.uuid() != id) {
                return Err(AppError::invalid(
                    "number",
                    number.as_str(),
                    "a number that no other opinion has",
                ));
            }
            let nodes = request.items.iter().map(|item| desk.item(item, None)).collect::<Result<_, _>>()?;
            Ok(Action::RecordOpinion(OpinionRecorded {
                opinion: OpinionId::new(id),
                consultation,
                number,
                gist: filled("gist", Field::Remark, &request.gist)?,
                nodes,
            }))
        };
        let (plan, action) = self.at_desk(caller, Operation::Edit, plan, record).await?;
        self.settle(caller, Order::new(plan, id, "record_opinion", request), action).await
    }

    /// Answers an opinion; an answer that is there is replaced and kept.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn answer_opinion(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::AnswerOpinion,
    ) -> Result<Done, AppError> {
        let answer = |desk: &Desk<'_>| {
            let opinion = desk.opinion(request.consultation.as_deref(), &request.opinion)?;
            answered(opinion, &request.view, request.disposition.as_deref())?
                .ok_or(AppError::Refused(domain::Refusal::NothingChanges))
        };
        let (plan, action) = self.at_desk(caller, Operation::Edit, plan, answer).await?;
        self.settle(caller, Order::new(plan, id, "answer_opinion", request), action).await
    }
}

/// The answer to an opinion; none where it is the one that is there.
pub(crate) fn answered(
    opinion: &Opinion,
    view: &str,
    disposition: Option<&str>,
) -> Result<Option<Action>, AppError> {
    let answer = OpinionAnswered {
        opinion: opinion.recorded.opinion,
        view: filled("view", Field::Remark, view)?,
        disposition: optional("disposition", Field::Short, disposition)?,
        supersedes: opinion.answer().is_some(),
    };
    let same =
        opinion.answer().is_some_and(|now| now.view == answer.view && now.disposition == answer.disposition);
    Ok((!same).then_some(Action::AnswerOpinion(answer)))
}

/// A consultation that was read, with its codes where the plan does not have them.
pub(crate) struct Consultation {
    pub(crate) codes: Option<Vocabulary>,
    pub(crate) recorded: ConsultationRecorded,
}

impl Consultation {
    /// Reads what is said of the consultation of that id.
    pub(crate) fn parse(
        desk: &Desk,
        consultation: ConsultationId,
        request: &request::RecordConsultation,
    ) -> Result<Self, AppError> {
        let channels = request.channels.iter().map(|channel| {
            Ok(SubmissionChannel {
                name: filled("channels.name", Field::Short, &channel.name)?,
                letters: channel.letters,
                opinions: channel.opinions,
            })
        });
        let day =
            |name, text: &Option<String>| text.as_deref().map(|text| parse::day(name, text)).transpose();
        let (from, to) = parse::period(&request.period);
        let before = desk.plan.head.consultations.get(&consultation).and_then(|of| of.dispositions);
        let (dispositions, codes) = codes(desk, before, &request.dispositions)?;
        let recorded = ConsultationRecorded {
            consultation,
            from: day("from", &request.from)?.or(from),
            to: day("to", &request.to)?.or(to),
            printed_period: optional("period", Field::Short, Some(&request.period))?,
            channels: channels.collect::<Result<_, AppError>>()?,
            dispositions,
            state: parse::consultation_state(&request.state)?,
        };
        Ok(Self { codes, recorded })
    }

    /// What has to be recorded, in order.
    pub(crate) fn actions(self) -> Vec<Action> {
        let codes = self.codes.map(Action::DefineVocabulary);
        codes.into_iter().chain([Action::RecordConsultation(self.recorded)]).collect()
    }
}

/// The codes of the answers: those that the plan has where they are the same, a next version of the consultation's own, or
/// new ones.
fn codes(
    desk: &Desk,
    before: Option<VocabularyId>,
    given: &[request::Disposition],
) -> Result<(Option<VocabularyId>, Option<Vocabulary>), AppError> {
    if given.is_empty() {
        return Ok((before, None));
    }
    let known = &desk.plan.head.vocabularies;
    let of_kind = |vocabulary: &&Vocabulary| vocabulary.kind == VocabularyKind::Disposition;
    let latest = |id| known.iter().rev().find(|vocabulary| vocabulary.id == id);
    let own = before.and_then(latest);
    let mut next = Vocabulary {
        id: own.map_or_else(|| VocabularyId::new(Uuid::now_v7()), |own| own.id),
        version: 0,
        kind: VocabularyKind::Disposition,
        terms: Vec::new(),
    };
    for code in given {
        let kept = own.and_then(|own| own.term_of(&code.code)).map(|term| term.id);
        let term = Term {
            id: kept.unwrap_or_else(|| TermId::new(Uuid::now_v7())),
            wording: code.code.trim().to_owned(),
            state: None,
            definition: code.definition.clone(),
        };
        next = next.with_term(term).map_err(|error| AppError::invalid("dispositions", &code.code, error))?;
    }
    let says = |vocabulary: &Vocabulary| -> Vec<(String, Option<String>)> {
        vocabulary.terms.iter().map(|term| (term.wording.clone(), term.definition.clone())).collect()
    };
    let same = |vocabulary: &&Vocabulary| {
        says(vocabulary) == says(&next)
            && latest(vocabulary.id).is_some_and(|l| l.version == vocabulary.version)
    };
    match own.into_iter().chain(known.iter().filter(of_kind)).find(same) {
        Some(same) => Ok((Some(same.id), None)),
        None => {
            next.version = own.map_or(1, |own| own.version + 1);
            Ok((Some(next.id), Some(next)))
        }
    }
}

impl Desk<'_> {
    /// The consultation of that id; the newest where there is no name.
    pub(crate) fn consultation(&self, name: Option<&str>) -> Result<&ConsultationRecorded, AppError> {
        let all = &self.plan.head.consultations;
        let missing = || AppError::not_found(Thing::Consultation, name.unwrap_or("newest"));
        match name {
            Some(name) => ConsultationId::parse(name).ok().and_then(|id| all.get(&id)).ok_or_else(missing),
            None => all.values().max_by_key(|of| (of.from, of.consultation)).ok_or_else(missing),
        }
    }

    /// The opinion of that number in a consultation, or of that id.
    pub(crate) fn opinion(&self, consultation: Option<&str>, name: &str) -> Result<&Opinion, AppError> {
        let missing = || AppError::not_found(Thing::Opinion, name);
        if let Ok(id) = OpinionId::parse(name) {
            return self.plan.head.opinions.get(&id).ok_or_else(missing);
        }
        let of = self.consultation(consultation)?.consultation;
        let opinions = self.plan.opinions_of(of);
        opinions
            .into_iter()
            .find(|opinion| opinion.recorded.number.as_str() == name.trim())
            .ok_or_else(missing)
    }
}

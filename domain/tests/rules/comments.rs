//! Public comments: an opinion belongs to a consultation, an answer to an opinion, and the results are shown together.

use crate::story::{Story, day, id, text};
use crate::table;
use domain::command::PublishEdition;
use domain::event::{ConsultationRecorded, ConsultationState, OpinionAnswered, OpinionRecorded};
use domain::id::{ConsultationId, OpinionId};
use domain::value::Vocabulary;
use domain::value::vocabulary::{Term, VocabularyKind};
use domain::{Action, Refusal};

fn codes() -> Vocabulary {
    let term = |(number, code): (u32, &str)| Term {
        id: id(number),
        wording: code.to_owned(),
        state: None,
        definition: Some(format!("{code}の意味")),
    };
    let terms = (9_101..).zip(["A", "B", "C", "D", "E"]).map(term).collect();
    Vocabulary { id: id(9_100), version: 1, kind: VocabularyKind::Disposition, terms }
}

fn consultation(state: ConsultationState) -> ConsultationRecorded {
    ConsultationRecorded {
        consultation: id(9_110),
        from: Some(day("2012-01-06")),
        to: Some(day("2012-02-06")),
        printed_period: Some(text("平成24年1月6日（金）から2月6日（月）まで")),
        channels: Vec::new(),
        dispositions: Some(codes().id),
        state,
    }
}

fn opinion(number: u32) -> OpinionRecorded {
    let (opinion, consultation): (OpinionId, ConsultationId) = (id(9_120 + number), id(9_110));
    let (number, gist) = (text(&number.to_string()), text("分かりやすくしてほしい。"));
    OpinionRecorded { opinion, consultation, number, gist, nodes: Vec::new() }
}

fn answer(number: u32, code: &str, supersedes: bool) -> Action {
    let disposition = Some(text(code));
    let (opinion, view) = (id(9_120 + number), text("御意見を踏まえ修正します。"));
    Action::AnswerOpinion(OpinionAnswered { opinion, view, disposition, supersedes })
}

fn consulting() -> Story {
    let mut story = Story::opened();
    story.done(Action::DefineVocabulary(codes()));
    story.done(Action::RecordConsultation(consultation(ConsultationState::Open)));
    story
}

#[test]
fn an_opinion_needs_its_consultation_and_an_answer_its_opinion() {
    let mut story = Story::opened();
    let unknown = Refusal::UnknownConsultation { consultation: id(9_110) };
    assert_eq!(story.refused(Action::RecordOpinion(opinion(1))), unknown);
    assert_eq!(story.refused(answer(1, "A", false)), Refusal::UnknownOpinion { opinion: id(9_121) });
    let missing = Refusal::UnknownVocabulary { vocabulary: codes().id };
    let consultation = Action::RecordConsultation(consultation(ConsultationState::Open));
    assert_eq!(story.refused(consultation), missing);
}

#[test]
fn an_answer_has_one_of_the_codes_and_replaces_only_what_is_there() {
    let mut story = consulting();
    story.done(Action::RecordOpinion(opinion(1)));
    let known = ["A", "B", "C", "D", "E"].map(str::to_owned).to_vec();
    assert_eq!(story.refused(answer(1, "F", false)), Refusal::UnknownDisposition { code: text("F"), known });
    let (opinion, exists) = (id(9_121), false);
    assert_eq!(story.refused(answer(1, "A", true)), Refusal::AnswerExists { opinion, exists });
    story.done(answer(1, "A", false));
    let exists = true;
    assert_eq!(story.refused(answer(1, "B", false)), Refusal::AnswerExists { opinion, exists });
    story.done(answer(1, "B", true));
    let opinion = &story.plan.head.opinions[&opinion];
    assert_eq!(opinion.answer().unwrap().disposition, Some(text("B")));
    assert_eq!(opinion.answers.len(), 2, "what was answered before is kept");
}

#[test]
fn a_period_does_not_end_before_it_begins() {
    let mut story = consulting();
    let (from, to) = (day("2012-02-06"), day("2012-01-06"));
    let backwards =
        ConsultationRecorded { from: Some(from), to: Some(to), ..consultation(ConsultationState::Open) };
    assert_eq!(story.refused(Action::RecordConsultation(backwards)), Refusal::PeriodBackwards { from, to });
}

#[test]
fn the_public_reads_the_opinions_once_it_is_closed_and_each_has_its_answer() {
    let mut story = consulting();
    let edition = story.transcribed("令和3年3月", table::SMALL);
    story.done(Action::PublishEdition(PublishEdition { edition, address: text("/p/a/e/b/") }));
    story.done(Action::RecordOpinion(opinion(1)));
    story.done(Action::RecordOpinion(opinion(2)));
    story.done(answer(1, "A", false));
    let shown = |story: &Story| story.plan.clone().published().head.opinions.len();
    story.done(Action::RecordConsultation(consultation(ConsultationState::Closed)));
    assert_eq!(shown(&story), 0, "one has no answer");
    story.done(answer(2, "C", false));
    assert_eq!(shown(&story), 2);
    let public = story.plan.clone().published();
    assert!(public.head.opinions.values().flat_map(|o| &o.answers).all(|answer| answer.actor.is_none()));
    story.done(Action::RecordConsultation(consultation(ConsultationState::Open)));
    assert_eq!(shown(&story), 0, "open again");
}

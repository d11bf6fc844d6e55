//! Publishing, withdrawing and correcting an edition.

use crate::story::{Story, column, date, id, status, text};
use crate::table;
use domain::command::{CorrectEdition, PublishEdition, StateText, WithdrawEdition};
use domain::event::{CellReading, CorrectionKind, TextChange, TextField, WithdrawalKind};
use domain::id::EditionId;
use domain::plan::Row;
use domain::value::{Basis, Label, Meaning};
use domain::{Action, Fact, Refusal};

fn printed() -> (Story, EditionId) {
    let mut story = Story::opened();
    let edition = story.transcribed("令和3年3月", table::SMALL);
    (story, edition)
}

fn publish(edition: EditionId) -> Action {
    Action::PublishEdition(PublishEdition { edition, address: text("/p/a/e/b/") })
}

fn withdraw(edition: EditionId, kind: WithdrawalKind) -> Action {
    let (reason, authority) = (text("誤りのため"), text("議会事務局長"));
    Action::WithdrawEdition(WithdrawEdition { edition, kind, reason, authority })
}

/// An erratum to the remark of 2-1.
fn correction(story: &mut Story, edition: EditionId) -> CorrectEdition {
    CorrectEdition {
        correction: story.fresh(),
        edition,
        row: 6,
        column: column(Meaning::Remark),
        kind: CorrectionKind::Erratum,
        seen: text("協議していきます。"),
        corrected: text("協議しています。"),
        reading: CellReading::Text,
        reason: text("印刷の誤り"),
        evidence: Vec::new(),
    }
}

fn row(story: &Story, edition: EditionId, row: u32) -> &Row {
    &story.plan.rows[&edition][&row]
}

#[test]
fn an_edition_is_published_once_and_withdrawn_once() {
    let (mut story, edition) = printed();
    assert_eq!(
        story.refused(withdraw(edition, WithdrawalKind::Unpublish)),
        Refusal::NotPublished { edition }
    );
    story.done(publish(edition));
    assert!(story.plan.edition(edition).unwrap().is_public());
    assert_eq!(story.refused(publish(edition)), Refusal::AlreadyPublished { edition });
    story.done(withdraw(edition, WithdrawalKind::Unpublish));
    assert!(!story.plan.edition(edition).unwrap().is_public());
    assert_eq!(story.refused(withdraw(edition, WithdrawalKind::Unpublish)), Refusal::Withdrawn { edition });
    assert_eq!(story.refused(publish(edition)), Refusal::Withdrawn { edition });
    assert_eq!(story.refused(publish(id(9))), Refusal::UnknownEdition { edition: id(9) });
}

#[test]
fn what_is_no_longer_shown_can_still_be_voided() {
    let (mut story, edition) = printed();
    story.done(publish(edition));
    story.done(withdraw(edition, WithdrawalKind::Unpublish));
    story.done(withdraw(edition, WithdrawalKind::Void));
    assert!(story.plan.edition(edition).unwrap().is_void());
    story.transcribed("令和3年3月", table::SMALL);
}

#[test]
fn a_voided_import_leaves_nothing_that_holds() {
    let mut story = Story::opened();
    let older = story.transcribed("平成30年11月", table::OLDER);
    let before = story.table_now();
    let wrong = table::SMALL.replace("継続中", "実施済み").replace("1-1. 本会議", "1-1. 別の題名の本会議");
    let edition = story.transcribed("令和3年3月", &wrong);
    assert_ne!(story.table_now(), before);
    story.voided(edition);
    assert_eq!(story.table_now(), before);
    assert_eq!(story.plan.head.current_edition().unwrap().id, older);
    assert_eq!(story.refused(withdraw(edition, WithdrawalKind::Void)), Refusal::Withdrawn { edition });
}

#[test]
fn the_right_table_can_be_taken_over_after_a_wrong_one_was_voided() {
    let right = {
        let mut story = Story::opened();
        story.transcribed("平成30年11月", table::OLDER);
        story.transcribed("令和3年3月", table::SMALL);
        story.table_now()
    };
    let mut story = Story::opened();
    story.transcribed("平成30年11月", table::OLDER);
    let wrong = table::SMALL.replace("未着手", "実施済み").replace("協議していきます", "完了しました");
    let edition = story.transcribed("令和3年3月", &wrong);
    assert_eq!(story.wording("2-1"), "実施済み");
    story.voided(edition);
    let edition = story.transcribed("令和3年3月", table::SMALL);
    assert_eq!(story.table_now(), right);
    let cycle = story.cycle("令和3年3月");
    assert_eq!(cycle.adopted_as, Some(edition));
    let cycle = cycle.id;
    assert_eq!(story.decision(cycle, "2-1").status, Some(status("未着手")));
    assert_eq!(story.decision(cycle, "2-1").edition, Some(edition));
}

#[test]
fn a_correction_keeps_both_readings() {
    let (mut story, edition) = printed();
    let remark = column(Meaning::Remark);
    let correct = correction(&mut story, edition);
    let facts = story.done(Action::CorrectEdition(correct));
    let [Fact::EditionCorrected(corrected)] = &facts[..] else { panic!("{facts:?}") };
    assert_eq!(corrected.node, story.node("2-1"));
    let row = row(&story, edition, 6);
    assert_eq!(row.original(remark), "協議していきます。");
    assert_eq!(row.printed(remark), "協議していきます。", "the print stays as it was printed");
    assert_eq!(row.corrected(remark), "協議しています。");
    assert_eq!(story.now("2-1").remark, Some(text("協議しています。")));
}

#[test]
fn a_correction_of_our_transcription_is_what_was_printed() {
    let (mut story, edition) = printed();
    let remark = column(Meaning::Remark);
    let ours = CorrectEdition { kind: CorrectionKind::Transcription, ..correction(&mut story, edition) };
    story.done(Action::CorrectEdition(ours));
    let erratum = CorrectEdition {
        seen: text("協議しています。"),
        corrected: text("協議しました。"),
        ..correction(&mut story, edition)
    };
    story.done(Action::CorrectEdition(erratum));
    let row = row(&story, edition, 6);
    assert_eq!(row.original(remark), "協議していきます。");
    assert_eq!(row.printed(remark), "協議しています。");
    assert_eq!(row.corrected(remark), "協議しました。");
    assert_eq!(story.plan.edition(edition).unwrap().corrections, 2);
}

#[test]
fn our_transcription_may_turn_out_to_be_what_an_erratum_says() {
    let (mut story, edition) = printed();
    let erratum = CorrectEdition { kind: CorrectionKind::Erratum, ..correction(&mut story, edition) };
    let seen = erratum.seen.clone();
    let says = erratum.corrected.clone();
    story.done(Action::CorrectEdition(erratum));
    let ours = |story: &mut Story, seen| CorrectEdition {
        kind: CorrectionKind::Transcription,
        seen,
        ..correction(story, edition)
    };

    let against_the_erratum = ours(&mut story, says.clone());
    let refused = story.refused(Action::CorrectEdition(against_the_erratum));
    assert_eq!(refused, Refusal::CellDiffers { seen: says.clone(), now: seen.clone() });
    let against_the_print = ours(&mut story, seen);
    story.done(Action::CorrectEdition(against_the_print));

    let remark = column(Meaning::Remark);
    assert_eq!(row(&story, edition, 6).printed(remark), says.as_str());
    let again = ours(&mut story, says);
    assert_eq!(story.refused(Action::CorrectEdition(again)), Refusal::NothingChanges);
}

#[test]
fn a_correction_names_a_cell_of_the_edition_and_what_it_says() {
    let (mut story, edition) = printed();
    let good = correction(&mut story, edition);
    let refused = |story: &mut Story, wrong| story.refused(Action::CorrectEdition(wrong));
    let elsewhere = CorrectEdition { edition: id(9), ..good.clone() };
    assert_eq!(refused(&mut story, elsewhere), Refusal::UnknownEdition { edition: id(9) });
    let below = CorrectEdition { row: 8, ..good.clone() };
    assert_eq!(refused(&mut story, below), Refusal::UnknownRow { edition, row: 8 });
    let beside = CorrectEdition { column: id(9), ..good.clone() };
    assert_eq!(refused(&mut story, beside), Refusal::UnknownColumn { column: id(9) });
    let blind = CorrectEdition { seen: text("ほか"), ..good.clone() };
    let expected = Refusal::CellDiffers { seen: text("ほか"), now: text("協議していきます。") };
    assert_eq!(refused(&mut story, blind), expected);
    let idle = CorrectEdition { corrected: good.seen.clone(), ..good.clone() };
    assert_eq!(refused(&mut story, idle), Refusal::NothingChanges);
    story.done(Action::CorrectEdition(good.clone()));
    let again = CorrectEdition { seen: good.corrected.clone(), corrected: text("三度目"), ..good.clone() };
    assert_eq!(refused(&mut story, again), Refusal::IdTaken { id: good.correction.to_string() });
    story.voided(edition);
    let late = correction(&mut story, edition);
    assert_eq!(refused(&mut story, late), Refusal::Withdrawn { edition });
}

#[test]
fn a_corrected_cell_is_understood_as_its_column_means() {
    let (mut story, edition) = printed();
    let cell = CorrectEdition {
        column: column(Meaning::Status),
        seen: text("未着手"),
        corrected: text("検討中"),
        reading: CellReading::Status(Some(status("検討中"))),
        ..correction(&mut story, edition)
    };
    let misfits = Refusal::ReadingMisfits { column: cell.column };
    for reading in [
        CellReading::Text,
        CellReading::Schedule(None),
        CellReading::Review(Some(date("令和3年3月"))),
        CellReading::Status(Some(status("実施済み"))),
    ] {
        let wrong = CorrectEdition { reading, ..cell.clone() };
        assert_eq!(story.refused(Action::CorrectEdition(wrong)), misfits);
    }
    story.done(Action::CorrectEdition(cell));
    assert_eq!(story.wording("2-1"), "検討中", "it holds against the decision that the row reported");
}

#[test]
fn dates_and_titles_are_corrected_with_their_meaning() {
    let (mut story, edition) = printed();
    let schedule = CorrectEdition {
        column: column(Meaning::Schedule),
        seen: text("令和4年3月"),
        corrected: text("令和4年4月"),
        reading: CellReading::Schedule(Some(date("令和4年4月"))),
        ..correction(&mut story, edition)
    };
    story.done(Action::CorrectEdition(schedule));
    let review = CorrectEdition {
        column: column(Meaning::Review),
        seen: text("令和3年3月"),
        corrected: text(""),
        reading: CellReading::Review(None),
        ..correction(&mut story, edition)
    };
    story.done(Action::CorrectEdition(review));
    let (label, title) = Label::split("2-1. 減冊・廃止の検討");
    let title = CorrectEdition {
        column: column(Meaning::Title),
        seen: text("2-1. 減冊の検討"),
        corrected: text("2-1. 減冊・廃止の検討"),
        reading: CellReading::Title { label, title: text(title) },
        ..correction(&mut story, edition)
    };
    story.done(Action::CorrectEdition(title));
    let now = story.now("2-1");
    assert_eq!(now.schedule, Some(date("令和4年4月")));
    assert_eq!(now.review, None);
    assert_eq!(now.title, text("減冊・廃止の検討"));
}

#[test]
fn an_adopted_edition_is_corrected_beside_its_print_too() {
    let (mut story, cycle) = Story::reviewing();
    story.approved(cycle);
    let edition = story.adopted(cycle);
    let before = story.printed_table(edition);
    let correct = correction(&mut story, edition);
    story.done(Action::CorrectEdition(correct));
    assert_eq!(story.printed_table(edition), before);
    assert_eq!(row(&story, edition, 6).corrected(column(Meaning::Remark)), "協議しています。");
}

#[test]
fn nothing_is_stated_on_the_occasion_of_a_voided_edition() {
    let (mut story, edition) = printed();
    story.transcribed("平成30年11月", table::OLDER);
    story.voided(edition);
    let statement = Action::StateText(StateText {
        node: story.node("1-1"),
        field: TextField::Remark,
        text: text("書き足し"),
        change: TextChange::Initial,
        basis: Basis::Edition(edition),
        seen: story.revision("1-1"),
    });
    assert_eq!(story.refused(statement), Refusal::Withdrawn { edition });
}

#[test]
fn the_public_sees_no_decision_of_a_hidden_or_voided_edition_and_none_that_was_replaced() {
    let mut story = Story::opened();
    let public = story.transcribed("令和3年3月", table::SMALL);
    story.done(publish(public));
    let inferred = story.decision(story.cycle("平成30年11月").id, "1-1②").decision;
    let hidden = story.transcribed("平成30年11月", table::OLDER);
    let decisions = |story: &Story| {
        let published = story.plan.clone().published();
        let node = published.node(story.node("1-1②")).unwrap();
        assert!(node.decisions.values().all(|decisions| decisions.replaced().is_empty()));
        node.decisions.values().map(|decisions| decisions.last().decision.decision).collect::<Vec<_>>()
    };
    assert_eq!(
        decisions(&story),
        [inferred],
        "what the public edition lets infer stays public beside a draft"
    );
    story.voided(hidden);
    assert_eq!(decisions(&story), [inferred]);
    let shown = story.transcribed("平成30年11月", table::OLDER);
    story.done(publish(shown));
    assert_eq!(decisions(&story).len(), 1);
    assert_ne!(decisions(&story), [inferred], "what is stated replaces what was inferred");
}

//! The table of an edition, of now, of a cycle and of a day.

use crate::sample::{PUBLISHED, Register, date, text};
use domain::command::{CorrectEdition, PublishEdition, WithdrawEdition};
use domain::event::{CellReading, CorrectionKind, NodeKind, WithdrawalKind};
use domain::value::{CanonicalState, Meaning};
use domain::{Action, Refusal};
use projections::report::{TableOf, TableReport, TableRow, table};

fn cells(table: &TableReport) -> Vec<String> {
    table.rows.iter().map(|row| row.cells.join("\t")).collect()
}

fn find<'t>(table: &'t TableReport, number: &str) -> &'t TableRow {
    table.rows.iter().find(|row| row.full_label.as_deref() == Some(number)).unwrap()
}

fn as_of(register: &Register, day: &str) -> TableReport {
    table(&register.plan, TableOf::AsOf(day.parse().unwrap())).unwrap()
}

fn correct(register: &mut Register, number: &str, meaning: Meaning, kind: CorrectionKind, to: &str) {
    let edition = register.edition("令和3年3月");
    let report = table(&register.plan, TableOf::Edition(edition)).unwrap();
    let (row, column) = (find(&report, number).row, register.column(meaning));
    let seen = register.plan.rows[&edition][&row].corrected(column).to_owned();
    let reading =
        if meaning == Meaning::Schedule { CellReading::Schedule(Some(date(to))) } else { CellReading::Text };
    let correction = register.fresh();
    register.give(Action::CorrectEdition(CorrectEdition {
        correction,
        edition,
        row,
        column,
        kind,
        seen: text(&seen),
        corrected: text(to),
        reading,
        reason: text("原本との照合による"),
        evidence: vec![],
    }));
}

#[test]
fn an_edition_prints_its_cells_as_the_document_has_them() {
    let register = Register::nagareyama();
    for of in [TableOf::Edition(register.edition("令和3年3月")), TableOf::Current] {
        let report = table(&register.plan, of).unwrap();
        let printed: Vec<&str> = PUBLISHED.lines().skip(5).collect();
        assert_eq!(cells(&report), printed);
        let titles: Vec<&str> = report.title_lines.iter().map(domain::value::Text::as_str).collect();
        assert_eq!(titles, PUBLISHED.lines().take(4).collect::<Vec<_>>());
        assert_eq!(report.columns.len(), 5);
        let rows: Vec<u32> = report.rows.iter().map(|row| row.row).collect();
        assert_eq!(rows, (1..=60).collect::<Vec<u32>>());
    }
}

#[test]
fn every_row_has_the_number_kind_and_state_that_were_worked_out_by_hand() {
    let register = Register::nagareyama();
    let derived = include_str!("../../../tests/fixtures/nagareyama-2021-03.derived.tsv");
    for of in [TableOf::Edition(register.edition("令和3年3月")), TableOf::Current] {
        let report = table(&register.plan, of).unwrap();
        assert_eq!(derived.lines().count() - 1, report.rows.len());
        for (line, row) in derived.lines().skip(1).zip(&report.rows) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(row.row.to_string(), cells[0]);
            assert_eq!(row.full_label.as_deref(), Some(cells[1]));
            assert_eq!(if row.kind == NodeKind::Item { "item" } else { "heading" }, cells[3]);
            let state = row.state.map(|state| state.name().replace('_', " ")).unwrap_or_default();
            assert_eq!(state, cells[5].replace('-', " "));
            let parent = report.rows.iter().find(|other| Some(other.node) == row.parent);
            assert_eq!(parent.and_then(|parent| parent.full_label.as_deref()).unwrap_or_default(), cells[2]);
            assert_eq!(row.depth, parent.map_or(0, |parent| parent.depth + 1));
        }
    }
}

#[test]
fn an_adopted_edition_prints_three_changed_rows_and_leaves_the_older_one_alone() {
    let mut register = Register::nagareyama();
    let before = table(&register.plan, TableOf::Edition(register.edition("令和3年3月"))).unwrap();
    let adopted = register.run_march_2024();
    let after = table(&register.plan, TableOf::Edition(register.edition("令和3年3月"))).unwrap();
    assert_eq!(cells(&before), cells(&after));
    let report = table(&register.plan, TableOf::Edition(adopted)).unwrap();
    let changed: Vec<_> =
        report.rows.iter().zip(&before.rows).filter(|(new, old)| new.cells != old.cells).collect();
    let numbers: Vec<_> = changed.iter().map(|(row, _)| row.full_label.as_deref().unwrap()).collect();
    assert_eq!(numbers, ["5-1-2", "6-6", "6-7"]);
    assert_eq!(find(&report, "6-7").cells[2..4], ["実施済み", "令和6年3月"]);
    assert_eq!(find(&report, "6-7").since.as_ref().unwrap().text, "令和5年4月");
    let now = table(&register.plan, TableOf::Current).unwrap();
    assert_eq!(find(&now, "1-1-1①").since.as_ref().unwrap().text, "平成30年11月", "変更なし repeats it");
    assert_eq!(find(&now, "5-9").since.as_ref().unwrap().text, "平成30年11月");
    assert_eq!(report.title_lines[2].as_str(), "見直し：令和6年3月");
    assert_eq!(report.edition.as_ref().unwrap().label.as_str(), "令和6年3月");
    assert_eq!(cells(&table(&register.plan, TableOf::Current).unwrap()), cells(&report));
}

#[test]
fn a_cycle_shows_what_it_proposes_and_now_shows_nothing_of_it() {
    let mut register = Register::nagareyama();
    let cycle = register.open_cycle();
    register.decide_three(cycle);
    let proposed = table(&register.plan, TableOf::Cycle(cycle)).unwrap();
    assert_eq!(find(&proposed, "5-1-2").state, Some(CanonicalState::Cancelled));
    assert_eq!(proposed.title_lines[2].as_str(), "見直し：令和6年3月");
    assert_eq!(proposed.cycle.as_ref().unwrap().label.as_str(), "令和6年3月");
    let now = table(&register.plan, TableOf::Current).unwrap();
    assert_eq!(find(&now, "5-1-2").state, Some(CanonicalState::NotStarted));
    register.leave_the_rest(cycle);
    register.submit(cycle);
    register.review(cycle, domain::event::Reviewed::All, domain::event::Verdict::Approved);
    let adopted = register.adopt(cycle);
    let printed = table(&register.plan, TableOf::Edition(adopted)).unwrap();
    assert_eq!(cells(&printed), cells(&proposed), "what is adopted is what was proposed");
}

#[test]
fn as_of_a_day_before_the_first_edition_only_dated_endings_are_known() {
    let register = Register::nagareyama();
    let report = as_of(&register, "2019-01-01");
    assert_eq!(report.rows.len(), 60, "the outline of the first edition");
    assert_eq!(find(&report, "1-1-1①").state, Some(CanonicalState::Cancelled));
    assert!(!find(&report, "1-1-1①").unknown);
    assert_eq!(find(&report, "3-1").state, None);
    assert!(find(&report, "3-1").unknown);
    assert_eq!(report.rows.iter().filter(|row| row.unknown).count(), 33);
    assert!(report.in_force.is_none());
    assert_eq!(report.title_lines[2].as_str(), "平成31年1月1日現在");
    let earlier = as_of(&register, "2018-10-31");
    assert_eq!(earlier.rows.iter().filter(|row| row.unknown).count(), 51);
}

#[test]
fn a_day_inside_the_month_of_a_change_is_marked_as_about() {
    let register = Register::nagareyama();
    assert!(find(&as_of(&register, "2018-11-15"), "1-1-1①").approximate);
    assert!(!find(&as_of(&register, "2018-12-01"), "1-1-1①").approximate);
    let inside = as_of(&register, "2021-03-10");
    assert!(find(&inside, "3-1").approximate, "the edition names its month only");
    assert!(!find(&inside, "1-1-1①").approximate);
    assert!(!find(&inside, "1").approximate, "headings have no status");
    assert!(!find(&as_of(&register, "2021-04-01"), "3-1").approximate);
}

#[test]
fn as_of_follows_the_start_of_effect_and_not_the_adoption() {
    let mut register = Register::nagareyama();
    register.run_march_2024();
    assert_eq!(find(&as_of(&register, "2023-03-31"), "6-7").state, Some(CanonicalState::NotStarted));
    let row = as_of(&register, "2023-04-10");
    assert_eq!(find(&row, "6-7").state, Some(CanonicalState::Done));
    assert!(find(&row, "6-7").approximate);
    assert_eq!(row.in_force.as_ref().unwrap().label.as_str(), "令和3年3月");
    assert_eq!(find(&row, "6-6").state, Some(CanonicalState::NotStarted));
}

#[test]
fn an_erratum_stands_beside_what_is_printed_and_both_readings_are_kept() {
    let mut register = Register::nagareyama();
    correct(&mut register, "6-5", Meaning::Schedule, CorrectionKind::Erratum, "平成28年2月");
    let report = table(&register.plan, TableOf::Edition(register.edition("令和3年3月"))).unwrap();
    let row = find(&report, "6-5");
    assert_eq!(row.cells[1], "平成28年1月 (現機種導入)", "the print does not change");
    assert_eq!(row.schedule.as_ref().unwrap().text, "平成28年2月", "the meaning does");
    assert_eq!(row.errata.len(), 1);
    let erratum = &row.errata[0];
    assert_eq!(erratum.printed.as_str(), "平成28年1月 (現機種導入)");
    assert_eq!(erratum.corrected.as_str(), "平成28年2月");
    assert_eq!(erratum.reason.as_str(), "原本との照合による");
    assert_eq!(cells(&report), PUBLISHED.lines().skip(5).collect::<Vec<_>>());
    let now = table(&register.plan, TableOf::Current).unwrap();
    assert_eq!(find(&now, "6-5").cells[1], "平成28年2月");
    assert_eq!(find(&now, "6-5").errata.len(), 1, "a corrected cell of now says so too");
}

#[test]
fn a_correction_of_our_own_transcription_changes_what_is_printed() {
    let mut register = Register::nagareyama();
    correct(&mut register, "3-3", Meaning::Remark, CorrectionKind::Transcription, "活用中です。");
    let report = table(&register.plan, TableOf::Edition(register.edition("令和3年3月"))).unwrap();
    assert_eq!(find(&report, "3-3").cells[4], "活用中です。");
    assert_eq!(find(&report, "3-3").errata[0].printed.as_str(), "委員会において必要に応じて活用中です。");
}

#[test]
fn an_edition_says_where_it_is_public_and_how_it_was_withdrawn() {
    let mut register = Register::nagareyama();
    let edition = register.edition("令和3年3月");
    let address = text("/p/1/e/1/");
    register.give(Action::PublishEdition(PublishEdition { edition, address: address.clone() }));
    register.give(Action::WithdrawEdition(WithdrawEdition {
        edition,
        kind: WithdrawalKind::Unpublish,
        reason: text("誤って公開した"),
        authority: text("事務局長"),
    }));
    let report = table(&register.plan, TableOf::Edition(edition)).unwrap().edition.unwrap();
    assert_eq!(report.published, Some(address));
    assert_eq!(report.withdrawn.unwrap().reason.as_str(), "誤って公開した");
}

#[test]
fn an_unknown_edition_or_cycle_and_a_plan_without_columns_are_refused() {
    let mut register = Register::opened();
    let (edition, cycle) = (register.fresh(), register.fresh());
    assert_eq!(table(&register.plan, TableOf::Edition(edition)), Err(Refusal::UnknownEdition { edition }));
    assert_eq!(table(&register.plan, TableOf::Cycle(cycle)), Err(Refusal::UnknownCycle { cycle }));
    assert_eq!(table(&register.plan, TableOf::Current).unwrap().rows, []);
    assert_eq!(table(&domain::Plan::default(), TableOf::Current), Err(Refusal::NoProfile));
}

//! What is counted comes out as tables: the same cells as TSV, as CSV and, as the model, in JSON.

use crate::fixture::about;
use crate::sample::{Register, text};
use domain::Action;
use domain::command::StateDetail;
use domain::event::{IndicatorSide, IndicatorValue, YearSide};
use domain::plan::Detail;
use domain::value::{Basis, FiscalYear, Meaning};
use export::document::{Cell, Row, Table};
use export::{Csv, Part, document_of, part_of_cards, part_of_grid, part_of_report};
use projections::report::{PlanReport, TableOf, cards, grid, plan_report};
use projections::wording::Language;

const Y24: FiscalYear = FiscalYear::new(2012);

/// The published table, with both sides of a year stated of two items.
fn stated() -> Register {
    let mut register = Register::nagareyama();
    let basis = Basis::Edition(register.edition("令和3年3月"));
    let mut details = vec![];
    for (number, planned, actual) in [("1-1-1", "実施済み", "継続中"), ("6-6", "未着手", "未着手")]
    {
        for (side, wording) in [(YearSide::Planned, planned), (YearSide::Actual, actual)] {
            let status = register.status(wording);
            details.push((number, Detail::Year { year: Y24, side, status }));
        }
    }
    let target = Detail::Indicator {
        indicator: register.fresh(),
        name: None,
        year: Y24,
        side: IndicatorSide::Target,
        value: IndicatorValue::Milestone(text("=方針決定")),
        printed: text("=方針決定"),
    };
    details.push(("6-6", target));
    for (number, detail) in details {
        let node = register.node(number);
        register.give(Action::StateDetail(Box::new(StateDetail { node, detail, basis })));
    }
    register
}

fn report(register: &Register) -> PlanReport {
    plan_report(&register.plan, TableOf::Current, None).unwrap()
}

fn headings(table: &Table) -> Vec<&str> {
    table.columns.iter().map(|column| column.heading.as_str()).collect()
}

fn texts(row: &Row) -> Vec<String> {
    row.cells.iter().map(Cell::text).collect()
}

#[test]
fn the_cross_table_is_a_table_with_sums_both_ways() {
    let report = report(&stated());
    let written = part_of_report(&report, Part::CrossWords, Language::Japanese).unwrap();
    let expected = "計画＼実施\t未着手\t継続中\t計\n未着手\t1\t0\t1\n実施済み\t0\t1\t1\n計\t1\t1\t2\n";
    assert_eq!(written.tsv(), expected);
    let csv = String::from_utf8(written.csv(Csv::default())).unwrap();
    assert_eq!(csv, expected.replace('\t', ",").replace('\n', "\r\n"));
}

#[test]
fn items_by_section_add_up_to_the_51() {
    let report = report(&Register::nagareyama());
    let table = document_of::cross(&report.sections[0].table, "項目数", "章・節", Language::Japanese);
    assert_eq!(headings(&table), ["章・節", "計"], "a plan without categories has no columns for them");
    assert_eq!(texts(table.rows.last().unwrap()), ["計", "51"]);
}

#[test]
fn the_grid_has_a_column_for_each_side_of_which_anything_is_stated() {
    let grid = grid(&stated().plan, TableOf::Current).unwrap();
    let table = document_of::years(&grid.grid, "年度別一覧", Language::Japanese);
    assert_eq!(
        headings(&table),
        ["番号", "事業名", "担当部署", "平成24年度 計画", "平成24年度 実施", "平成24年度 目標"]
    );
    assert_eq!(table.rows.len(), 51);
    let row = table.rows.iter().map(texts).find(|row| row[0] == "6-6").unwrap();
    assert_eq!(row[3..], ["未着手", "未着手", "=方針決定"], "cells go out as they are printed");
}

#[test]
fn a_dash_that_the_council_printed_is_printed() {
    let more = [("平成24年度計画", Meaning::YearPlanned(Y24)), ("平成24年度実施", Meaning::YearActual(Y24))];
    let mut register = Register::opened_with(&more);
    let table =
        "計画\n\n平成25年3月\n\n見出し\n1. 中継\t\t継続中\t\t\t実施済み\t－\n2. 無線\t\t継続中\t\t\t－\t－";
    let edition = register.import("plan.tsv", table, "平成25年3月");
    let (node, status) = (register.node("1"), register.status("実施済み"));
    let detail = Detail::Year { year: Y24, side: YearSide::Planned, status };
    let basis = Basis::Edition(edition);
    register.give(Action::StateDetail(Box::new(StateDetail { node, detail, basis })));

    let grid = part_of_grid(&grid(&register.plan, TableOf::Current).unwrap(), Language::Japanese).unwrap();
    assert_eq!(
        grid.tsv(),
        "番号\t事業名\t担当部署\t平成24年度 計画\t平成24年度 実施\n1\t中継\t\t実施済み\t－\n2\t無線\t\t－\t－\n"
    );
    let planned = part_of_report(&report(&register), Part::Planned, Language::Japanese).unwrap();
    let rows: Vec<_> = planned.tables[0].rows.iter().map(|row| texts(row)[2..].to_vec()).collect();
    assert_eq!(rows, [["実施済み", "－", "計画のみ記載"], ["－", "－", "どちらも状況の記載なし"]]);
    let cards = cards(&register.plan, TableOf::Current).unwrap();
    let cards = export::html(&document_of::cards(&cards, Language::Japanese, &about()));
    for said in ["計画：実施済み\n実施：－", "計画：－\n実施：－"] {
        assert!(cards.contains(said), "{said}\n{cards}");
    }
}

#[test]
fn every_part_is_written_as_its_model_too() {
    let register = stated();
    let (report, of) = (report(&register), TableOf::Current);
    let grid = part_of_grid(&grid(&register.plan, of).unwrap(), Language::English).unwrap();
    assert!(grid.json.contains("\"years\": [\n    2012\n  ]"), "{}", grid.json);
    let cards = part_of_cards(&cards(&register.plan, of).unwrap(), Language::English).unwrap();
    assert_eq!(cards.tables[0].rows.len(), 51);
    for part in Part::ALL {
        assert_eq!(Part::of_name(part.name()), Some(part));
        assert!(!part_of_report(&report, part, Language::English).unwrap().json.is_empty());
    }
}

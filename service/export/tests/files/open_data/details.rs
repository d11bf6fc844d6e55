//! What is stated beside rows: categories, years, indicators, declared changes.

use super::{cell, data, packed, table};
use crate::sample::{Register, text};
use domain::Action;
use domain::command::StateDetail;
use domain::event::{IndicatorSide, IndicatorValue, YearSide};
use domain::plan::Detail;
use domain::value::vocabulary::Term;
use domain::value::{Basis, FiscalYear, Vocabulary, VocabularyKind};
use export::open_data::{Encoding, Table};
use projections::report::OpenData;

/// A plan that states one of each of 5-2.
pub(super) fn stated() -> OpenData {
    let mut register = Register::nagareyama();
    let (axis, term, indicator) = (register.fresh(), register.fresh(), register.fresh());
    let word = Term { id: term, wording: "新規".to_owned(), state: None, definition: None };
    let words = Vocabulary { id: axis, version: 1, kind: VocabularyKind::Category, terms: vec![word] };
    register.give(Action::DefineVocabulary(words));
    let year = FiscalYear::new(2019);
    let value = |number: &str| IndicatorValue::Quantity { number: text(number), unit: Some(text("件")) };
    let of = |side, value, printed: &str| Detail::Indicator {
        indicator,
        name: Some(text("閲覧数")),
        year,
        side,
        value,
        printed: text(printed),
    };
    let (planned, actual) = (register.status("実施済み"), register.status("継続中"));
    let details = [
        Detail::Category { axis, term: Some(term) },
        Detail::Year { year, side: YearSide::Planned, status: planned },
        Detail::Year { year, side: YearSide::Actual, status: actual },
        of(IndicatorSide::Target, value("12.5"), "約12.5件"),
        of(IndicatorSide::Result, IndicatorValue::Milestone(text("方針決定")), "方針決定"),
        Detail::DeclaredChange { reason: text("予算の都合による") },
    ];
    let (node, basis) = (register.node("5-2"), Basis::Edition(register.edition("令和3年3月")));
    for detail in details {
        register.give(Action::StateDetail(Box::new(StateDetail { node, detail, basis })));
    }
    data(&register)
}

fn cells<const N: usize>(table: &Table, row: usize, columns: [&str; N]) -> [String; N] {
    columns.map(|column| cell(table, row, column))
}

#[test]
fn a_category_is_named_with_its_axis_and_its_code() {
    let data = stated();
    let categories = table(&data, "item_categories");
    assert_eq!(categories.rows.len(), 1);
    assert_eq!(cell(&categories, 0, "category"), "新規");
    let codes = table(&data, "codes");
    let code = cell(&categories, 0, "category_id");
    let at = codes.values("code").position(|known| known.to_string() == code).unwrap();
    assert_eq!(cells(&codes, at, ["list", "title_ja"]), ["category", "新規"]);
}

#[test]
fn plan_and_result_of_a_year_are_a_row_each() {
    let years = table(&stated(), "status_by_year");
    let row = |row| cells(&years, row, ["fiscal_year", "year_side", "status_printed", "state"]);
    assert_eq!(years.rows.len(), 2);
    assert_eq!(row(0), ["2019", "planned", "実施済み", "done"]);
    assert_eq!(row(1), ["2019", "actual", "継続中", "ongoing"]);
    let days = ["fiscal_year_printed", "fiscal_year_start", "fiscal_year_end"];
    assert_eq!(cells(&years, 0, days), ["平成31年度", "2019-04-01", "2020-03-31"]);
}

#[test]
fn an_indicator_has_its_number_apart_from_its_unit() {
    let data = stated();
    let indicators = table(&data, "indicators");
    let columns = ["indicator_side", "indicator_kind", "number", "unit", "value_printed"];
    assert_eq!(indicators.rows.len(), 2);
    assert_eq!(cells(&indicators, 0, columns), ["target", "quantity", "12.5", "件", "約12.5件"]);
    assert_eq!(cells(&indicators, 1, columns), ["result", "milestone", "", "", "方針決定"]);
    let package = packed(&data, Encoding::default());
    let rows: serde_json::Value =
        serde_json::from_slice(&package.file("indicators.json").unwrap().bytes).unwrap();
    assert_eq!((&rows[0]["number"], &rows[1]["number"]), (&12.5.into(), &serde_json::Value::Null));
    assert_eq!(package.findings, []);
}

#[test]
fn a_declared_change_has_its_reason() {
    let changes = table(&stated(), "declared_changes");
    assert_eq!(changes.rows.len(), 1);
    assert_eq!(cell(&changes, 0, "reason"), "予算の都合による");
}

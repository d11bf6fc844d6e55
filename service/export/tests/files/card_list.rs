//! 事業票 as a list has everything of the card, one value a cell, in every file that is a table.

use crate::fixture::{about, full};
use crate::sample::{date, text};
use calamine::{DataType as _, Reader, Xlsx};
use domain::event::IndicatorValue;
use domain::value::FiscalYear;
use export::document::Document;
use export::{Csv, Layout, document_of, xlsx};
use projections::report::{
    Card, CardCategory, CardChoice, CardField, CardsReport, TableOf, YearCell, YearIndicator, cards,
};
use projections::wording::Language;
use std::io::Cursor;

fn category(name: Option<&str>, choices: [&str; 2], chosen: usize) -> CardCategory {
    let choices = choices.iter().enumerate();
    let choices =
        choices.map(|(at, wording)| CardChoice { wording: (*wording).to_owned(), chosen: at == chosen });
    CardCategory { axis: None, name: name.map(str::to_owned), choices: choices.collect() }
}

fn field(heading: &str, says: &str) -> CardField {
    CardField { heading: heading.to_owned(), text: says.to_owned() }
}

/// Two cards, each with something that the other lacks.
fn two() -> CardsReport {
    let mut register = full();
    let indicators = [(Some("交付数"), "交付数=1,500枚"), (None, "稼働率=99.5%")];
    let indicators = indicators.map(|(name, printed)| YearIndicator {
        indicator: register.fresh(),
        name: name.map(text),
        value: IndicatorValue::Milestone(text(printed)),
        printed: text(printed),
    });
    let status = |wording| Some(register.status(wording));
    let year = |year| YearCell {
        year: FiscalYear::new(year),
        planned: status("未着手"),
        actual: None,
        planned_printed: None,
        actual_printed: None,
        targets: Vec::new(),
        results: Vec::new(),
    };
    let mut report = cards(&register.plan, TableOf::Current).unwrap();
    report.cards.truncate(2);
    let blank = Card {
        also_at: Vec::new(),
        departments_printed: None,
        body: None,
        schedule: None,
        status: None,
        remark: None,
        under: Vec::new(),
        ..report.cards[0].clone()
    };
    report.cards[0] = Card {
        item: report.cards[0].item.clone(),
        categories: vec![
            category(None, ["新規", "継続"], 0),
            category(Some("基本目標"), ["便利な暮らし", "安全な町"], 0),
        ],
        departments_printed: Some("企画課・生涯学習課".to_owned()),
        others: vec![field("所管委員会", "総務"), field("予算", "1,200千円")],
        years: vec![
            YearCell { actual: status("継続中"), ..year(2012) },
            YearCell { targets: indicators.to_vec(), ..year(2013) },
        ],
        remark: Some("単年度".to_owned()),
        ..blank.clone()
    };
    report.cards[1] = Card {
        item: report.cards[1].item.clone(),
        categories: vec![
            category(None, ["新規", "継続"], 1),
            category(Some("基本目標"), ["便利な暮らし", "安全な町"], 1),
        ],
        also_at: vec!["2-1".to_owned(), "3-4".to_owned()],
        schedule: Some(date("平成25年4月")),
        others: vec![field("所管委員会", "文教"), field("根拠法令", "条例"), field("予算", "0")],
        years: vec![YearCell { targets: indicators[1..].to_vec(), ..year(2013) }],
        ..blank
    };
    report
}

fn printed() -> Document {
    document_of::card_list(&two(), Language::Japanese, &about())
}

#[rustfmt::skip]
const LINES: [[&str; 17]; 3] = [
    ["番号", "事業名", "区分", "基本目標", "再掲1", "再掲2", "担当部署", "実施時期", "所管委員会", "根拠法令", "予算",
     "平成24年度 計画", "平成24年度 実施", "平成25年度 計画", "平成25年度 目標1", "平成25年度 目標2", "備考"],
    ["", "", "新規", "便利な暮らし", "", "", "企画課・生涯学習課", "", "総務", "", "1,200千円",
     "未着手", "継続中", "未着手", "交付数=1,500枚", "稼働率=99.5%", "単年度"],
    ["", "", "継続", "安全な町", "2-1", "3-4", "", "平成25年4月", "文教", "条例", "0",
     "", "", "未着手", "稼働率=99.5%", "", ""],
];

/// Number and name are the sample's own; the columns behind them are compared.
#[track_caller]
fn check(rows: &[Vec<String>]) {
    let expected = LINES.map(|line| line[2..].iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>());
    let (heads, names): (Vec<_>, Vec<_>) =
        rows.iter().map(|row| (row[2..].to_vec(), row[..2].to_vec())).unzip();
    assert_eq!(heads, expected);
    let named = two().cards;
    let named = named
        .iter()
        .map(|card| vec![card.item.full_label.clone().unwrap_or_default(), card.item.title.to_string()]);
    assert_eq!(names[0], ["番号", "事業名"]);
    assert_eq!(names[1..], named.collect::<Vec<_>>());
}

fn separated(bytes: &[u8], by: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(by).from_reader(bytes);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn a_list_of_cards_has_everything_of_the_card_one_value_a_cell_as_csv_and_tsv() {
    check(&separated(&printed().csv(Csv::default()), b','));
    check(&separated(printed().tsv().as_bytes(), b'\t'));
}

#[test]
fn a_list_of_cards_has_everything_of_the_card_one_value_a_cell_in_a_workbook() {
    let bytes = xlsx(&printed(), Layout::Data).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let cells = book.worksheet_range("事業票").unwrap();
    // Behind them stand the ids.
    let rows: Vec<Vec<String>> = cells
        .rows()
        .map(|row| row.iter().take(17).map(|cell| cell.as_string().unwrap_or_default()).collect())
        .collect();
    check(&rows);
}

//! The published table: each form gives the same table, cell for cell, and prints back byte for byte.

use crate::support::{essence, fixture, fixture_text, printed, table};
use domain::event::outline::NodeKind;
use domain::value::{CanonicalState, Meaning};
use import::Table;
use std::collections::BTreeMap;

const FORMS: [&str; 6] = [
    "nagareyama-2021-03.txt",
    "nagareyama-2021-03.source.tsv",
    "nagareyama-2021-03.csv",
    "nagareyama-2021-03-bom.csv",
    "nagareyama-2021-03-cp932.csv",
    "nagareyama-2021-03.xlsx",
];

fn sample() -> Table {
    table("nagareyama-2021-03.txt", &fixture("nagareyama-2021-03.txt"))
}

#[test]
fn every_form_gives_the_same_table_and_prints_back_byte_for_byte() {
    let source = fixture_text("nagareyama-2021-03.source.tsv");
    let first = essence(sample());
    for form in FORMS {
        let table = table(form, &fixture(form));
        assert_eq!(printed(&table), source, "{form}");
        assert_eq!(essence(table), first, "{form}");
    }
}

#[test]
fn line_ends_do_not_matter() {
    let text = fixture_text("nagareyama-2021-03.txt");
    let first = essence(sample());
    for end in ["\r\n", "\r"] {
        assert_eq!(essence(table("text", text.replace('\n', end).as_bytes())), first, "{end:?}");
    }
}

#[test]
fn every_cell_is_the_cell_of_the_printed_table() {
    let source = fixture_text("nagareyama-2021-03.source.tsv");
    let cells: Vec<Vec<&str>> = source.lines().skip(5).map(|line| line.split('\t').collect()).collect();
    let table = sample();
    assert_eq!(cells.len(), 60);
    assert_eq!(table.rows.len(), 60);
    for (row, cells) in table.rows.iter().zip(&cells) {
        assert_eq!(&row.cells, cells);
    }
}

#[test]
fn numbers_parents_kinds_and_states_are_the_derived_ones() {
    let table = sample();
    let derived = fixture_text("nagareyama-2021-03.derived.tsv");
    let number = |index: usize| table.rows[index].full_label.clone().unwrap_or_default();
    let found: Vec<String> = (table.rows.iter().enumerate())
        .map(|(index, row)| {
            let kind = if row.kind == NodeKind::Item { "item" } else { "heading" };
            let state = row.status.as_ref().map_or("", |status| status.state.name());
            [
                &(index + 1).to_string(),
                &number(index),
                &row.parent.map(number).unwrap_or_default(),
                kind,
                row.status_wording.as_deref().unwrap_or_default(),
                &state.replace('_', " ").replace("as needed", "as-needed"),
            ]
            .join("\t")
        })
        .collect();
    let expected: Vec<&str> = derived.lines().skip(1).collect();
    assert_eq!(found, expected);
}

#[test]
fn label_and_title_are_the_first_cell_and_the_dates_print_back() {
    for row in sample().rows {
        let label = row.label.unwrap();
        assert_eq!(format!("{label}{}", row.title), row.cells[0]);
        assert!(!row.title.starts_with(' '), "{}", row.title);
        for (date, cell) in [(&row.schedule, &row.cells[1]), (&row.review, &row.cells[3])] {
            assert_eq!(date.as_ref().map_or("", |date| &date.text), cell);
        }
        assert_eq!(row.status.map_or_else(String::new, |status| status.wording), row.cells[2]);
    }
}

#[test]
fn columns_edition_and_counts_are_understood() {
    let table = sample();
    let meanings: Vec<Meaning> = table.columns.iter().map(|column| column.meaning).collect();
    assert_eq!(
        meanings,
        [Meaning::Title, Meaning::Schedule, Meaning::Status, Meaning::Review, Meaning::Remark]
    );
    assert_eq!(table.columns[4].heading, "備考 (現在の状況の補足、中止などの理由)");
    assert_eq!(table.title_lines.len(), 4);
    assert_eq!(table.edition_label.as_deref(), Some("令和3年3月"));
    assert_eq!(table.edition_date.unwrap().start.unwrap().to_string(), "2021-03-01");
    assert_eq!(table.header_line, 7);
    assert_eq!((table.rows[0].line, table.rows[59].line), (8, 91));
    let mut states: BTreeMap<CanonicalState, usize> = BTreeMap::new();
    for status in table.rows.iter().filter_map(|row| row.status.as_ref()) {
        *states.entry(status.state).or_default() += 1;
    }
    assert_eq!(
        states.into_iter().collect::<Vec<_>>(),
        [
            (CanonicalState::NotStarted, 4),
            (CanonicalState::Ongoing, 19),
            (CanonicalState::PartlyDone, 3),
            (CanonicalState::Done, 6),
            (CanonicalState::AsNeeded, 1),
            (CanonicalState::Cancelled, 18),
        ]
    );
    let reviewed = |text: &str| table.rows.iter().filter(|row| row.cells[3] == text).count();
    assert_eq!((reviewed("平成30年11月"), reviewed("令和3年3月")), (18, 9));
    assert_eq!(table.warnings, []);
}

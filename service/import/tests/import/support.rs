//! What all tests here need: the vocabulary, files, the printed form of a table.

use domain::id::{TermId, VocabularyId};
use domain::value::vocabulary::default_terms;
use domain::value::{Vocabulary, VocabularyKind};
use import::{Hints, Problems, Row, Table};
use std::path::PathBuf;
use uuid::Uuid;

pub(crate) fn term_ids() -> impl Iterator<Item = TermId> {
    (1_u128..).map(|number| TermId::new(Uuid::from_u128(number)))
}

/// The default words.
pub(crate) fn hints() -> Hints {
    let id = VocabularyId::new(Uuid::from_u128(1));
    let ids = term_ids().take(default_terms().len());
    let mut others = term_ids().skip(10_000);
    let vocabulary = Vocabulary::of_default_words(id, VocabularyKind::Status, ids);
    Hints::new(vocabulary, || others.next().unwrap())
}

pub(crate) fn fixture_path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(name)
}

#[track_caller]
pub(crate) fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(fixture_path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[track_caller]
pub(crate) fn fixture_text(name: &str) -> String {
    String::from_utf8(fixture(name)).unwrap()
}

/// The only table of a file that has no errors.
#[track_caller]
pub(crate) fn table(name: &str, bytes: &[u8]) -> Table {
    let mut tables = tables(name, bytes);
    assert_eq!(tables.len(), 1, "{name}");
    tables.remove(0)
}

#[track_caller]
pub(crate) fn tables(name: &str, bytes: &[u8]) -> Vec<Table> {
    import::propose(name, bytes, &hints()).unwrap_or_else(|problems| panic!("{problems}"))
}

/// A table as TSV, from its own cells only.
pub(crate) fn printed(table: &Table) -> String {
    let headings: Vec<&str> = table.columns.iter().map(|column| column.heading.as_str()).collect();
    let rows = table.rows.iter().map(|row| row.cells.join("\t"));
    let lines = table.title_lines.iter().cloned().chain([headings.join("\t")]).chain(rows);
    lines.map(|line| line + "\n").collect()
}

/// A table without what differs from form to form: names of file and sheet, line numbers.
pub(crate) fn essence(table: Table) -> Table {
    let rows = table.rows.into_iter().map(|row| Row { line: 0, ..row }).collect();
    let warnings = table.warnings.into_iter().map(|mut problem| {
        problem.place = import::Place { column: problem.place.column, ..Default::default() };
        problem
    });
    Table { file: String::new(), sheet: None, header_line: 0, rows, warnings: warnings.collect(), ..table }
}

/// The problems of a file as (code, row, column), errors and warnings alike.
#[track_caller]
pub(crate) fn found(bytes: &[u8]) -> Vec<(&'static str, Option<u32>, Option<String>)> {
    let problems = match import::propose("file", bytes, &hints()) {
        Ok(tables) => Problems(tables.into_iter().flat_map(|table| table.warnings).collect()),
        Err(problems) => problems,
    };
    problems
        .0
        .iter()
        .map(|problem| (problem.code(), problem.place.row, problem.place.column.clone()))
        .collect()
}

/// A workbook with these sheets, each cell as text.
pub(crate) fn workbook(sheets: &[(&str, Vec<Vec<&str>>)]) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(row as u32, column as u16, *cell).unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

//! The editions of the table.

use crate::open_data::codes::CodeList;
use crate::open_data::column::{Field, dates};
use crate::open_data::table::Table;
use crate::open_data::value::Value;
use domain::value::Certainty;
use projections::report::{EditionKind, EditionRef, OpenData, OpenEdition};

type Row<'d> = &'d OpenEdition;

pub(super) fn editions(data: &OpenData) -> Table {
    let mut fields = vec![
        Field::id("edition_id", ["版ID", "edition id"], |row: &Row<'_>| Value::printed(row.edition.id)).key(),
        Field::text("edition_label", ["版の名称", "edition"], |row: &Row<'_>| {
            (&row.edition.label).into()
        })
        .required(),
    ];
    fields.extend(dates("edition", ["版の日付", "date of the edition"], |row: &Row<'_>| {
        Some(&row.edition.date)
    }));
    fields.extend([
        Field::code(
            CodeList::EditionKind,
            "edition_kind",
            ["版の成り立ち", "origin"],
            |row: &Row<'_>| Value::code(&row.edition.kind),
        )
        .required(),
        Field::code(CodeList::Certainty, "certainty", ["確実さ", "certainty"], |row: &Row<'_>| {
            Value::code(&certainty(&row.edition))
        })
        .required()
        .about(["明記されたものか、後の版からの推定か", "stated, or inferred from a later edition"]),
        Field::number("row_count", ["行数", "rows"], |row: &Row<'_>| row.edition.rows.into())
            .required()
            .about(["見出しを含む表の行数", "rows of its table, headings counted"]),
        Field::number("item_count", ["事業数", "items"], |row: &Row<'_>| {
            Value::Number(row.rows.iter().filter(|row| row.counted).count() as u64)
        })
        .required()
        .about(["再掲を除く実施事業の数", "its items, each once"]),
        Field::id("cycle_id", ["見直しID", "review id"], |row: &Row<'_>| {
            row.edition.cycle.map_or(Value::Nothing, Value::printed)
        })
        .about(["この版が報告する見直し", "the review that it reports"]),
        Field::text("address", ["固定アドレス", "permanent address"], |row: &Row<'_>| {
            row.edition.published.as_ref().into()
        })
        .about(["公開サイトの中での位置", "where it is read, within the site"]),
    ]);
    let rows: Vec<Row<'_>> = data.editions.iter().collect();
    Table::of(
        "editions",
        ["版", "editions"],
        ["1行が1つの版（改訂された一覧）。古い順", "a row for each edition of the table, the oldest first"],
        fields,
        &rows,
    )
}

/// How sure what an edition says is.
pub(super) const fn certainty(edition: &EditionRef) -> Certainty {
    match edition.kind {
        EditionKind::Inferred => Certainty::Inferred,
        EditionKind::Transcribed | EditionKind::Adopted => Certainty::Stated,
    }
}

//! The data dictionary: what every column of every table says, itself a table.

use super::column::{Column, Field};
use super::table::Table;
use super::value::Value;

/// A column in its table.
struct Row<'t> {
    table: &'t Table,
    column: &'t Column,
    place: u32,
}

/// The dictionary of these tables.
pub fn dictionary(tables: &[Table]) -> Table {
    let columns =
        tables.iter().flat_map(|table| (1..).zip(&table.columns).map(move |column| (table, column)));
    let rows: Vec<Row<'_>> = columns.map(|(table, (place, column))| Row { table, column, place }).collect();
    Table::of(
        "dictionary",
        ["データ項目定義", "data dictionary"],
        ["1行が1つの表の1つの列", "a row for each column of each table"],
        fields(),
        &rows,
    )
}

fn fields<'t>() -> Vec<Field<'t, Row<'t>>> {
    vec![
        Field::text("table", ["表", "table"], |row: &Row<'_>| (&row.table.name).into()).key(),
        Field::number("place", ["順番", "place"], |row: &Row<'_>| row.place.into()).key(),
        Field::text("column", ["列名", "column"], |row: &Row<'_>| (&row.column.name).into()).required(),
        Field::text("title_ja", ["日本語名", "name, Japanese"], |row: &Row<'_>| {
            (&row.column.title.japanese).into()
        })
        .required(),
        Field::text("title_en", ["英語名", "name"], |row: &Row<'_>| (&row.column.title.english).into())
            .required(),
        Field::text("type", ["データ型", "type"], |row: &Row<'_>| row.column.holds.name().into()).required(),
        Field::text("code_list", ["コード表", "list of codes"], |row: &Row<'_>| {
            row.column.holds.codes().map(super::CodeList::name).into()
        })
        .about(["コード表（codes）の list", "the list of the table of codes"]),
        Field::flag("is_required", ["必須", "required"], |row: &Row<'_>| row.column.required.into())
            .about(["すべての行に値がある", "every row has a value"]),
        Field::flag("is_key", ["主キー", "key"], |row: &Row<'_>| row.column.key.into())
            .about(["これらの列の組が行を特定する", "together with the others it tells rows apart"]),
        Field::text("description_ja", ["説明", "description, Japanese"], |row: &Row<'_>| {
            (&row.column.about.japanese).into()
        }),
        Field::text("description_en", ["説明（英語）", "description"], |row: &Row<'_>| {
            (&row.column.about.english).into()
        }),
        Field::text("example", ["例", "example"], |row: &Row<'_>| {
            let example = row.table.values(&row.column.name).find(|value| **value != Value::Nothing);
            example.map_or(Value::Nothing, Value::printed)
        })
        .about(["この計画の最初の値", "the first value of this plan"]),
    ]
}

/// What the tables are.
pub fn contents(tables: &[Table]) -> Table {
    let fields = vec![
        Field::text("table", ["表", "table"], |table: &Table| (&table.name).into())
            .key()
            .about(["ファイル名の拡張子を除いた部分", "the name of its files without the ending"]),
        Field::text("title_ja", ["表の名称", "name, Japanese"], |table: &Table| {
            (&table.title.japanese).into()
        })
        .required(),
        Field::text("title_en", ["表の名称（英語）", "name"], |table: &Table| {
            (&table.title.english).into()
        })
        .required(),
        Field::number("row_count", ["行数", "rows"], |table: &Table| Value::Number(table.rows.len() as u64))
            .required()
            .about(["見出し行を除く", "the header not counted"]),
        Field::text("description_ja", ["説明", "description, Japanese"], |table: &Table| {
            (&table.about.japanese).into()
        })
        .required(),
        Field::text("description_en", ["説明（英語）", "description"], |table: &Table| {
            (&table.about.english).into()
        })
        .required(),
    ];
    Table::of("tables", ["表の一覧", "tables"], ["1行が1つの表", "a row for each table"], fields, tables)
}

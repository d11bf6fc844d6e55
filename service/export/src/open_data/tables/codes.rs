//! Every code that other tables have, with its names.

use crate::open_data::codes::{self, Code, CodeList};
use crate::open_data::column::Field;
use crate::open_data::table::Table;
use crate::open_data::value::Value;
use projections::report::OpenData;

pub(super) fn codes(data: &OpenData) -> Table {
    let fields = vec![
        Field::text("list", ["コード表", "list"], |code: &Code| code.list.name().into())
            .key()
            .about(["データ項目定義の code_list に対応する", "as the dictionary names it in code_list"]),
        Field::text("code", ["コード", "code"], |code: &Code| (&code.code).into()).key(),
        Field::text(
            "list_title_ja",
            ["コード表の名称", "name of the list, Japanese"],
            |code: &Code| code.list.title()[0].into(),
        )
        .required(),
        Field::text(
            "list_title_en",
            ["コード表の名称（英語）", "name of the list"],
            |code: &Code| code.list.title()[1].into(),
        )
        .required(),
        Field::text("title_ja", ["名称", "name, Japanese"], |code: &Code| (&code.title.japanese).into())
            .required(),
        Field::text("title_en", ["名称（英語）", "name"], |code: &Code| (&code.title.english).into())
            .about(["計画が定めた語にはない", "the plan's own words have none"]),
        Field::code(CodeList::State, "state", ["状況の区分", "canonical state"], |code: &Code| {
            code.state.as_ref().map_or(Value::Nothing, Value::code)
        })
        .about(["状況の語の意味", "what a word for a status means"]),
        Field::text("axis", ["区分の軸", "axis"], |code: &Code| code.axis.as_ref().into()),
        Field::text("definition", ["定義", "definition"], |code: &Code| code.definition.as_ref().into()),
    ];
    Table::of(
        "codes",
        ["コード表", "codes"],
        ["1行が1つのコード", "a row for each code"],
        fields,
        &codes::codes(data),
    )
}

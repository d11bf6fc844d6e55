//! Which items of editions and of plans belong together.

use super::numbered;
use crate::open_data::codes::CodeList;
use crate::open_data::column::Field;
use crate::open_data::table::Table;
use crate::open_data::value::Value;
use projections::report::{LineageEnd, LineageRef, OpenData};

/// One item before and one after; a link of many has a row for each pair.
struct Row<'d> {
    link: &'d LineageRef,
    from: Option<&'d LineageEnd>,
    to: Option<&'d LineageEnd>,
    place: u32,
}

pub(super) fn lineage(data: &OpenData) -> Table {
    let mut fields = vec![
        Field::id("link_id", ["系譜ID", "link id"], |row: &Row<'_>| Value::printed(row.link.link))
            .key()
            .about([
                "統合・分割のように複数の事業を結ぶものは、同じIDの複数の行になる",
                "a link of several items has several rows with one id",
            ]),
        Field::number("place", ["順番", "place"], |row: &Row<'_>| row.place.into()).key(),
        Field::code(CodeList::LineageKind, "lineage_kind", ["系譜の種類", "kind"], |row: &Row<'_>| {
            Value::code(&row.link.kind)
        })
        .required(),
        Field::code(CodeList::Certainty, "certainty", ["確実さ", "certainty"], |row: &Row<'_>| {
            Value::code(&row.link.certainty)
        })
        .required(),
        Field::text("note", ["注記", "note"], |row: &Row<'_>| row.link.note.as_ref().into()),
    ];
    fields.extend(end("from", ["前の", " before"], |row| row.from));
    fields.extend(end("to", ["後の", " after"], |row| row.to));
    let rows: Vec<Row<'_>> = data.lineage.iter().flat_map(pairs).collect();
    Table::of(
        "lineage",
        ["系譜", "lineage"],
        [
            "1行が前の版（計画）の1つの事業と後の版（計画）の1つの事業の結び付き",
            "a row for each item of an edition or a plan and an item of a later one that belong together",
        ],
        fields,
        &rows,
    )
}

fn pairs(link: &LineageRef) -> Vec<Row<'_>> {
    let ends = |ends: &'_ [LineageEnd]| ends.len().max(1);
    let pairs = (0..ends(&link.from)).flat_map(|from| (0..ends(&link.to)).map(move |to| (from, to)));
    (1..)
        .zip(pairs)
        .map(|(place, (from, to))| Row { link, from: link.from.get(from), to: link.to.get(to), place })
        .collect()
}

/// One side of a link.
fn end<'d>(
    prefix: &str,
    [before, behind]: [&str; 2],
    of: fn(&Row<'d>) -> Option<&'d LineageEnd>,
) -> Vec<Field<'d, Row<'d>>> {
    let name = |name: &str| format!("{prefix}_{name}");
    let title =
        |[japanese, english]: [&str; 2]| [format!("{before}{japanese}"), format!("{english}{behind}")];
    let id = |id: &str, words, value: fn(&LineageEnd) -> Value| {
        let [japanese, english] = title(words);
        Field::id(&name(id), [&japanese, &english], move |row| of(row).map_or(Value::Nothing, value))
    };
    let text = |text: &str, words, value: fn(&LineageEnd) -> Value| {
        let [japanese, english] = title(words);
        Field::text(&name(text), [&japanese, &english], move |row| of(row).map_or(Value::Nothing, value))
    };
    let mut fields = vec![
        id("plan_id", ["計画ID", "plan id"], |end| Value::printed(end.plan)),
        text("plan_title", ["計画の名称", "plan"], |end| end.plan_title.as_ref().into())
            .about(["別の計画のときに限る", "where it is another plan"]),
        id("edition_id", ["版ID", "edition id"], |end| end.edition.map_or(Value::Nothing, Value::printed)),
        text("edition_label", ["版の名称", "edition"], |end| end.edition_label.as_ref().into()),
        id("item_id", ["事業ID", "item id"], |end| Value::printed(end.node)),
    ];
    fields.extend(numbered(prefix, [before, behind], move |row| of(row)?.number.as_ref()));
    fields.push(text("title", ["名称", "title"], |end| end.title.as_ref().into()));
    fields
}

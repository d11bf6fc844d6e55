//! The items and the headings of a plan as they are now.

use super::numbered;
use crate::open_data::codes::CodeList;
use crate::open_data::column::{Field, dates};
use crate::open_data::table::Table;
use crate::open_data::value::Value;
use projections::report::{OpenData, OpenItem};

type Row<'d> = &'d OpenItem;

/// How many of the headings above an item have columns of their own.
const LEVELS: usize = 3;

pub(super) fn items(data: &OpenData) -> Table {
    let mut fields = named("item_id", ["事業ID", "item id"]);
    fields.extend((0..LEVELS).flat_map(heading));
    fields.extend(dates("schedule", ["実施時期", "schedule"], |row: &Row<'_>| row.schedule.as_ref()));
    fields.extend(status());
    fields.extend(dates("since", ["状況の始まり", "since"], |row: &Row<'_>| row.since.as_ref()));
    fields.extend(dates("review", ["見直し時期", "review"], |row: &Row<'_>| row.review.as_ref()));
    fields.extend([
        Field::text("remark", ["備考", "remark"], |row: &Row<'_>| row.remark.as_ref().into()),
        Field::text("body", ["事業内容", "description"], |row: &Row<'_>| row.body.as_ref().into()),
        Field::code(
            CodeList::Execution,
            "execution",
            ["実施の有無", "extent of execution"],
            |row: &Row<'_>| row.execution.as_ref().map_or(Value::Nothing, Value::code),
        )
        .about([
            "実施されたことがあるか。確認して記録したものに限り、日付からは推測しない",
            "whether it ever ran, where a person stated it; never worked out from a date",
        ]),
    ]);
    let rows: Vec<Row<'_>> = data.items.iter().collect();
    Table::of(
        "items",
        ["実施事業", "items"],
        [
            "1行が1つの実施事業。最新の状態で、表に掲載されなくなった事業も含む",
            "a row for each item as it is now, those too that the table does not list any more",
        ],
        fields,
        &rows,
    )
}

pub(super) fn headings(data: &OpenData) -> Table {
    let rows: Vec<Row<'_>> = data.headings.iter().collect();
    Table::of(
        "headings",
        ["見出し", "headings"],
        ["1行が1つの見出し（章・節など）", "a row for each heading"],
        named("heading_id", ["見出しID", "heading id"]),
        &rows,
    )
}

/// Who it is and where it stands.
fn named<'d>(id: &str, title: [&str; 2]) -> Vec<Field<'d, Row<'d>>> {
    let parent = |row: &Row<'d>| row.under.last();
    let mut fields = vec![
        Field::id(id, title, |row: &Row<'_>| Value::printed(row.item.node)).key(),
        Field::number("position", ["並び順", "position"], |row: &Row<'_>| row.place.into()).required().about(
            [
                "最新の表の並び順。見出しと実施事業を通して数え、掲載されていないものは後ろに続く",
                "the order of the newest table, headings counted; what it does not list comes behind",
            ],
        ),
    ];
    fields.extend(numbered("", ["", ""], |row: &Row<'_>| row.item.full_label.as_ref()));
    fields.extend([
        Field::text("title", ["名称", "title"], |row: &Row<'_>| (&row.item.title).into()).required(),
        Field::flag("is_listed", ["最新の表に掲載", "listed now"], |row: &Row<'_>| row.listed.into()),
        Field::number("depth", ["階層", "depth"], |row: &Row<'_>| Value::Number(row.under.len() as u64))
            .required()
            .about(["上にある見出しなどの数", "how many rows stand above it"]),
        Field::id("parent_id", ["上位のID", "parent id"], move |row| {
            parent(row).map(|above| Value::printed(above.node)).into()
        })
        .about(["すぐ上の見出しまたは実施事業", "the heading or the item right above it"]),
        Field::text("parent_number", ["上位の番号", "number of the parent"], move |row| {
            parent(row).and_then(|above| above.full_label.as_ref()).into()
        }),
        Field::text("parent_title", ["上位の名称", "title of the parent"], move |row| {
            parent(row).map(|above| &above.title).into()
        }),
    ]);
    fields
}

/// A heading above an item, from the top.
fn heading<'d>(at: usize) -> [Field<'d, Row<'d>>; 2] {
    let (level, above) = (at + 1, move |row: &Row<'d>| row.under.get(at));
    let title = |of: [&str; 2]| {
        [format!("{}段目の見出しの{}", level, of[0]), format!("{} of heading {level}", of[1])]
    };
    let ([number_ja, number_en], [title_ja, title_en]) =
        (title(["番号", "number"]), title(["名称", "title"]));
    let about = [
        "上から数えた位置。それより深い階層は見出しの表でたどる",
        "counted from the top; the table of headings has deeper ones",
    ];
    [
        Field::text(&format!("heading_{level}_number"), [&number_ja, &number_en], move |row| {
            above(row).and_then(|above| above.full_label.as_ref()).into()
        })
        .about(about),
        Field::text(&format!("heading_{level}_title"), [&title_ja, &title_en], move |row| {
            above(row).map(|above| &above.title).into()
        })
        .about(about),
    ]
}

fn status<'d>() -> [Field<'d, Row<'d>>; 4] {
    [
        Field::text(
            "status_printed",
            ["状況（記載のまま）", "status, as printed"],
            |row: &Row<'_>| row.status.as_ref().map(|status| &status.wording).into(),
        ),
        Field::code(CodeList::State, "state", ["状況の区分", "canonical state"], |row: &Row<'_>| {
            row.status.as_ref().map_or(Value::Nothing, |status| Value::code(&status.state))
        })
        .about([
            "表記によらない標準の区分。記載のないものは空",
            "what the words mean; empty where none stand there",
        ]),
        Field::id("status_word_id", ["状況の語ID", "status word id"], |row: &Row<'_>| {
            row.status.as_ref().map_or(Value::Nothing, |status| Value::printed(status.term))
        })
        .about(["コード表の status_word の語", "the word in the list status_word of the codes"]),
        Field::id("decision_id", ["決定ID", "decision id"], |row: &Row<'_>| {
            row.decision.map_or(Value::Nothing, Value::printed)
        })
        .about([
            "この状況を決めた決定。理由と根拠はそこにある",
            "the decision that gave the status, with its reason and its evidence",
        ]),
    ]
}

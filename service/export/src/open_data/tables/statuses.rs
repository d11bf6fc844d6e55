//! What each edition says of each item: its status, its departments, what was corrected.

use super::editions::certainty;
use super::numbered;
use crate::open_data::codes::CodeList;
use crate::open_data::column::{DateOf, Field, dates, meaning_of_date, printed_date};
use crate::open_data::table::Table;
use crate::open_data::value::Value;
use projections::report::{Department, EditionRef, OpenData, OpenEdition, OpenErratum, OpenStatus};

/// A row of an edition.
struct Row<'d> {
    edition: &'d EditionRef,
    status: &'d OpenStatus,
}

/// A part of a row, with its place in it.
struct PartOf<'d, T> {
    row: Row<'d>,
    place: u32,
    part: &'d T,
}

pub(super) fn status_by_edition(data: &OpenData) -> Table {
    let mut fields = vec![
        Field::id("edition_id", ["版ID", "edition id"], |row: &Row<'_>| Value::printed(row.edition.id)).key(),
        Field::text("edition_label", ["版の名称", "edition"], |row: &Row<'_>| {
            (&row.edition.label).into()
        })
        .required(),
    ];
    fields.extend(meaning_of_date("edition", ["版の日付", "date of the edition"], |row: &Row<'_>| {
        Some(&row.edition.date)
    }));
    fields.extend([
        Field::number("row", ["行", "row"], |row: &Row<'_>| row.status.row.into()).key().about([
            "その版の表での行。見出しも数える",
            "its row in the table of that edition, headings counted",
        ]),
        Field::id("item_id", ["事業ID", "item id"], |row: &Row<'_>| Value::printed(row.status.item.node))
            .required(),
    ]);
    fields.extend(numbered("", ["", ""], |row: &Row<'_>| row.status.item.full_label.as_ref()));
    fields.extend([
        Field::text("title", ["名称", "title"], |row: &Row<'_>| (&row.status.item.title).into()).required(),
        Field::flag("is_relisted", ["再掲", "re-listed"], |row: &Row<'_>| row.status.relisted.into()),
        Field::flag("is_counted", ["集計の対象", "counted"], |row: &Row<'_>| row.status.counted.into())
            .about([
                "事業数を数えるとき、この行で数える（再掲を二重に数えないため）",
                "count items in these rows, so that re-listed ones count once",
            ]),
    ]);
    fields.extend(printed_and_meant(
        "schedule",
        ["実施時期", "schedule"],
        |row| row.status.printed.schedule.as_ref(),
        |row| row.status.schedule.as_ref(),
    ));
    fields.extend(status());
    fields.extend(dates("since", ["状況の始まり", "since"], |row: &Row<'_>| row.status.since.as_ref()));
    fields.extend(printed_and_meant(
        "review",
        ["見直し時期", "review"],
        |row| row.status.printed.review.as_ref(),
        |row| row.status.review.as_ref(),
    ));
    fields.extend(rest());
    let rows: Vec<Row<'_>> = rows(data).collect();
    Table::of(
        "status_by_edition",
        ["版ごとの状況", "status by edition"],
        [
            "1行が1つの版の1つの実施事業。記載のままの文言と、その意味",
            "a row for each item of each edition: the words as printed, and what they mean",
        ],
        fields,
        &rows,
    )
}

fn rows(data: &OpenData) -> impl Iterator<Item = Row<'_>> {
    data.editions
        .iter()
        .flat_map(|OpenEdition { edition, rows }| rows.iter().map(move |status| Row { edition, status }))
}

/// A date as the cell prints it, errata not applied, and what it means with them.
fn printed_and_meant<'d>(
    name: &str,
    title: [&str; 2],
    printed: for<'r> fn(&'r Row<'d>) -> Option<&'r String>,
    of: DateOf<Row<'d>>,
) -> Vec<Field<'d, Row<'d>>> {
    let printed = printed_date(name, title, move |row| printed(row).into());
    std::iter::once(printed).chain(meaning_of_date(name, title, of)).collect()
}

fn status<'d>() -> [Field<'d, Row<'d>>; 5] {
    let status = |row: &Row<'d>| row.status.status.as_ref();
    [
        Field::text(
            "status_printed",
            ["状況（記載のまま）", "status, as printed"],
            |row: &Row<'_>| row.status.printed.status.as_ref().into(),
        ),
        Field::code(CodeList::State, "state", ["状況の区分", "canonical state"], move |row| {
            status(row).map_or(Value::Nothing, |status| Value::code(&status.state))
        })
        .about([
            "表記によらない標準の区分。記載のないものは空",
            "what the words mean; empty where none stand there",
        ]),
        Field::id("status_word_id", ["状況の語ID", "status word id"], move |row| {
            status(row).map_or(Value::Nothing, |status| Value::printed(status.term))
        })
        .about(["コード表の status_word の語", "the word in the list status_word of the codes"]),
        Field::code(CodeList::Degree, "degree", ["程度", "degree"], move |row| {
            status(row).and_then(|status| status.degree.as_ref()).map_or(Value::Nothing, Value::code)
        })
        .about(["一部実施・試行など、文言に書かれたもの", "in part, as a trial: as the words say"]),
        Field::code(CodeList::Mode, "mode", ["態様", "mode"], move |row| {
            status(row).and_then(|status| status.mode.as_ref()).map_or(Value::Nothing, Value::code)
        }),
    ]
}

fn rest<'d>() -> [Field<'d, Row<'d>>; 4] {
    [
        Field::text(
            "remark_printed",
            ["備考（記載のまま）", "remark, as printed"],
            |row: &Row<'_>| row.status.printed.remark.as_ref().into(),
        ),
        Field::code(CodeList::Certainty, "certainty", ["確実さ", "certainty"], |row: &Row<'_>| {
            Value::code(&certainty(row.edition))
        })
        .required()
        .about(["明記されたものか、後の版からの推定か", "stated, or inferred from a later edition"]),
        Field::id("decision_id", ["決定ID", "decision id"], |row: &Row<'_>| {
            row.status.decision.map_or(Value::Nothing, Value::printed)
        })
        .about([
            "この状況を決めた決定。理由と根拠はそこにある",
            "the decision that gave the status, with its reason and its evidence",
        ]),
        Field::flag("is_corrected", ["訂正あり", "corrected"], |row: &Row<'_>| {
            (!row.status.errata.is_empty()).into()
        })
        .about([
            "この行に正誤などの訂正がある（訂正の表を参照）",
            "something in the row was corrected; the table of corrections says what",
        ]),
    ]
}

pub(super) fn item_departments(data: &OpenData) -> Table {
    type Part<'d> = PartOf<'d, Department>;
    let fields = vec![
        Field::id("edition_id", ["版ID", "edition id"], |of: &Part<'_>| Value::printed(of.row.edition.id))
            .key(),
        Field::id("item_id", ["事業ID", "item id"], |of: &Part<'_>| {
            Value::printed(of.row.status.item.node)
        })
        .key(),
        Field::number("place", ["記載順", "place"], |of: &Part<'_>| of.place.into())
            .key()
            .about(["その事業の担当部署の中での順番", "its place among the departments of the item"]),
        Field::id("department_id", ["部署ID", "department id"], |of: &Part<'_>| {
            of.part.unit.map_or(Value::Nothing, Value::printed)
        }),
        Field::name("department_name", ["部署名", "department"], |of: &Part<'_>| (&of.part.name).into())
            .required(),
        Field::name(
            "department_printed",
            ["部署名（記載のまま）", "department, as printed"],
            |of: &Part<'_>| (&of.part.printed).into(),
        )
        .required(),
        Field::text("qualifier", ["補足", "qualifier"], |of: &Part<'_>| of.part.qualifier.as_ref().into()),
    ];
    let parts = rows(data).filter(|row| row.status.counted).flat_map(|Row { edition, status }| {
        let parts = (1..).zip(&status.departments);
        parts.map(move |(place, part)| PartOf { row: Row { edition, status }, place, part })
    });
    let parts: Vec<Part<'_>> = parts.collect();
    Table::of(
        "item_departments",
        ["担当部署", "departments of items"],
        [
            "1行が1つの版の1つの実施事業の1つの担当部署",
            "a row for each department of each item of each edition",
        ],
        fields,
        &parts,
    )
}

pub(super) fn corrections(data: &OpenData) -> Table {
    type Part<'d> = PartOf<'d, OpenErratum>;
    let fields = vec![
        Field::id("correction_id", ["訂正ID", "correction id"], |of: &Part<'_>| {
            Value::printed(of.part.erratum.correction)
        })
        .key(),
        Field::id("edition_id", ["版ID", "edition id"], |of: &Part<'_>| Value::printed(of.row.edition.id))
            .required(),
        Field::number("row", ["行", "row"], |of: &Part<'_>| of.row.status.row.into()).required(),
        Field::id("item_id", ["事業ID", "item id"], |of: &Part<'_>| {
            Value::printed(of.row.status.item.node)
        })
        .required(),
        Field::number("place", ["順番", "place"], |of: &Part<'_>| of.place.into())
            .required()
            .about(["その行の訂正の中での順番", "its place among the corrections of the row"]),
        Field::code(CodeList::Correction, "correction_kind", ["訂正の種類", "kind"], |of: &Part<'_>| {
            Value::code(&of.part.erratum.kind)
        })
        .required(),
        Field::text("column_heading", ["列の見出し", "column"], |of: &Part<'_>| {
            (&of.part.heading).into()
        }),
        Field::text("before", ["訂正前", "before"], |of: &Part<'_>| (&of.part.erratum.printed).into()),
        Field::text("after", ["訂正後", "after"], |of: &Part<'_>| (&of.part.erratum.corrected).into()),
        Field::text("reason", ["訂正の理由", "reason"], |of: &Part<'_>| {
            (&of.part.erratum.reason).into()
        }),
    ];
    let parts = rows(data).flat_map(|Row { edition, status }| {
        let parts = (1..).zip(&status.errata);
        parts.map(move |(place, part)| PartOf { row: Row { edition, status }, place, part })
    });
    let parts: Vec<Part<'_>> = parts.collect();
    Table::of(
        "corrections",
        ["訂正", "corrections"],
        ["1行が版の1つのセルの1つの訂正", "a row for each correction of a cell of an edition"],
        fields,
        &parts,
    )
}

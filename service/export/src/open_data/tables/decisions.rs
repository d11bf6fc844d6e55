//! The decisions with their reasons and their evidence.

use super::numbered;
use crate::open_data::codes::{self, CodeList};
use crate::open_data::column::{Field, dates};
use crate::open_data::table::Table;
use crate::open_data::value::Value;
use domain::value::{Evidence, Reason};
use projections::report::{Code, OpenData, OpenDecision};

type Row<'d> = &'d OpenDecision;

/// A part of a decision, with its place in it.
struct PartOf<'d, T> {
    decision: &'d OpenDecision,
    place: u32,
    part: &'d T,
}

pub(super) fn decisions(data: &OpenData) -> Table {
    let mut fields = vec![
        Field::id("decision_id", ["決定ID", "decision id"], |row: &Row<'_>| {
            Value::printed(row.decision.decision)
        })
        .key(),
        Field::id("item_id", ["事業ID", "item id"], |row: &Row<'_>| Value::printed(row.item.node)).required(),
    ];
    fields.extend(numbered("", ["", ""], |row: &Row<'_>| row.item.full_label.as_ref()));
    fields.extend([
        Field::text("title", ["名称", "title"], |row: &Row<'_>| (&row.item.title).into()).required(),
        Field::id("cycle_id", ["見直しID", "review id"], |row: &Row<'_>| {
            Value::printed(row.decision.cycle.id)
        })
        .required(),
        Field::text("cycle_label", ["見直しの名称", "review"], |row: &Row<'_>| {
            (&row.decision.cycle.label).into()
        })
        .required(),
    ]);
    fields.extend(dates("cycle", ["見直しの時期", "date of the review"], |row: &Row<'_>| {
        Some(&row.decision.cycle.date)
    }));
    fields.extend(decided());
    fields.extend(dates("effective", ["適用日", "effective"], |row: &Row<'_>| {
        row.decision.effective.as_ref()
    }));
    fields.extend(why());
    fields.extend(by_whom());
    let rows: Vec<Row<'_>> = data.decisions.iter().collect();
    Table::of(
        "decisions",
        ["決定", "decisions"],
        [
            "1行が1つの見直しでの1つの実施事業についての決定。古い順",
            "a row for each decision about an item in a review, the oldest first",
        ],
        fields,
        &rows,
    )
}

fn decided<'d>() -> [Field<'d, Row<'d>>; 4] {
    let status = |row: &Row<'d>| row.decision.status.as_ref();
    [
        Field::code(CodeList::Outcome, "outcome", ["決定の内容", "outcome"], |row: &Row<'_>| {
            Value::code(&row.decision.outcome)
        })
        .required(),
        Field::text("status_printed", ["状況（記載のまま）", "status, as printed"], move |row| {
            status(row).map(|status| &status.wording).into()
        }),
        Field::code(CodeList::State, "state", ["状況の区分", "canonical state"], move |row| {
            status(row).map_or(Value::Nothing, |status| Value::code(&status.state))
        })
        .about(["この決定で与えられた状況", "the state that the decision gave"]),
        Field::id("status_word_id", ["状況の語ID", "status word id"], move |row| {
            status(row).map_or(Value::Nothing, |status| Value::printed(status.term))
        }),
    ]
}

fn why<'d>() -> [Field<'d, Row<'d>>; 2] {
    [
        Field::code(
            CodeList::ReasonGiven,
            "reason_given",
            ["理由の有無", "reason given"],
            |row: &Row<'_>| row.decision.reason.as_ref().map(codes::given).into(),
        )
        .about(["記録のないものは空", "empty where nothing is recorded"]),
        Field::text("reason", ["理由", "reason"], |row: &Row<'_>| match &row.decision.reason {
            Some(Reason::Stated(reason)) => reason.into(),
            Some(Reason::NotInSource) | None => Value::Nothing,
        })
        .about([
            "記載のまま。分類は decision_reasons にある",
            "as stated; its classes stand in decision_reasons",
        ]),
    ]
}

fn by_whom<'d>() -> [Field<'d, Row<'d>>; 6] {
    [
        Field::name("body", ["会議体", "body"], |row: &Row<'_>| row.decision.body.as_ref().into()),
        Field::text("meeting", ["会議", "meeting"], |row: &Row<'_>| {
            row.decision.cycle.adoption.as_ref().map(|adoption| &adoption.meeting).into()
        }),
        Field::date("decided_on", ["決定日", "decided on"], |row: &Row<'_>| {
            row.decision.decided_on.into()
        }),
        Field::code(CodeList::Certainty, "certainty", ["確実さ", "certainty"], |row: &Row<'_>| {
            Value::code(&row.decision.certainty)
        })
        .required()
        .about(["明記されたものか、後の版からの推定か", "stated, or inferred from a later edition"]),
        Field::id("edition_id", ["版ID", "edition id"], |row: &Row<'_>| {
            row.decision.edition.or(row.decision.cycle.edition).map_or(Value::Nothing, Value::printed)
        })
        .about(["この決定を記載した版", "the edition that reports it"]),
        Field::id("supersedes_id", ["置き換えた決定ID", "superseded decision"], |row: &Row<'_>| {
            row.decision.supersedes.map_or(Value::Nothing, Value::printed)
        }),
    ]
}

pub(super) fn reasons(data: &OpenData) -> Table {
    type Part<'d> = PartOf<'d, Code>;
    let fields = vec![
        Field::id("decision_id", ["決定ID", "decision id"], |of: &Part<'_>| {
            Value::printed(of.decision.decision.decision)
        })
        .key(),
        Field::number("place", ["順番", "place"], |of: &Part<'_>| of.place.into()).key(),
        Field::code(
            CodeList::Reason,
            "reason_code",
            ["理由の分類", "class of reason"],
            |of: &Part<'_>| Value::Text(codes::reason(of.part.code)),
        )
        .required(),
        Field::id("item_id", ["事業ID", "item id"], |of: &Part<'_>| Value::printed(of.decision.item.node))
            .required(),
    ];
    Table::of(
        "decision_reasons",
        ["決定の理由の分類", "classes of reasons"],
        ["1行が1つの決定の1つの理由の分類", "a row for each class of the reason of a decision"],
        fields,
        &parts(data, |decision| &decision.decision.codes),
    )
}

pub(super) fn evidence(data: &OpenData) -> Table {
    type Part<'d> = PartOf<'d, Evidence>;
    let fields = vec![
        Field::id("decision_id", ["決定ID", "decision id"], |of: &Part<'_>| {
            Value::printed(of.decision.decision.decision)
        })
        .key(),
        Field::number("place", ["順番", "place"], |of: &Part<'_>| of.place.into()).key(),
        Field::code(CodeList::EvidenceKind, "evidence_kind", ["根拠の種類", "kind"], |of: &Part<'_>| {
            codes::evidence(of.part).into()
        })
        .required(),
        Field::text("document", ["資料名", "document"], |of: &Part<'_>| match of.part {
            Evidence::File { name: document, .. } | Evidence::Citation { document, .. } => document.into(),
        })
        .required(),
        Field::text("page", ["該当箇所", "page"], |of: &Part<'_>| match of.part {
            Evidence::File { place, .. } | Evidence::Citation { place, .. } => place.as_ref().into(),
        }),
        Field::id("source_id", ["資料ID", "source id"], |of: &Part<'_>| match of.part {
            Evidence::File { source, .. } => Value::printed(source),
            Evidence::Citation { .. } => Value::Nothing,
        }),
        Field::text("sha256", ["SHA-256", "SHA-256"], |of: &Part<'_>| match of.part {
            Evidence::File { sha256, .. } => Value::printed(sha256),
            Evidence::Citation { .. } => Value::Nothing,
        })
        .about(["資料のファイルのハッシュ値", "of the bytes of the file"]),
    ];
    Table::of(
        "decision_evidence",
        ["決定の根拠", "evidence"],
        [
            "1行が1つの決定の1つの根拠。会議体の議決の根拠が後に続く",
            "a row for each piece of evidence of a decision, those of the resolution last",
        ],
        fields,
        &parts(data, |decision| &decision.decision.evidence),
    )
}

fn parts<T>(data: &OpenData, of: fn(&OpenDecision) -> &Vec<T>) -> Vec<PartOf<'_, T>> {
    let parts = data.decisions.iter().flat_map(|decision| {
        (1..).zip(of(decision)).map(move |(place, part)| PartOf { decision, place, part })
    });
    parts.collect()
}

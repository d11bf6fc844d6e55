//! A complete event of every fact, as JSON, so that no renaming of a type reaches what is stored.

mod cycle;
mod edition;
mod facts;
mod links;
mod outline;
mod plan;
mod progress;
mod source;

use serde_json::{Value, json};

/// The events of one golden file.
pub(crate) struct Sample {
    pub(crate) full: Value,
    pub(crate) others: Vec<Value>,
}

/// Every tag that a stored value can have.
pub(crate) const TAGS: [&str; 121] = [
    "landscape",
    "portrait",
    "a4",
    "a3",
    "parent",
    "predecessor",
    "successor",
    "plan",
    "citation",
    "department",
    "body",
    "status",
    "planned_status",
    "actual_status",
    "category",
    "reason",
    "disposition",
    "number",
    "title",
    "schedule",
    "review",
    "remark",
    "year_planned",
    "year_actual",
    "indicator",
    "other",
    "path",
    "circled",
    "parenthesised",
    "ordinal",
    "kana",
    "worded",
    "edition",
    "cycle",
    "printed",
    "inferred",
    "void",
    "unpublish",
    "typo",
    "wording",
    "substance",
    "erratum",
    "transcription",
    "text",
    "heading",
    "item",
    "term",
    "stated",
    "confirmed",
    "column",
    "initial",
    "progress",
    "unknown",
    "row",
    "planned",
    "actual",
    "target",
    "result",
    "quantity",
    "milestone",
    "nothing",
    "never",
    "partly",
    "ran",
    "same",
    "retitled",
    "renumbered",
    "both",
    "moved",
    "merged",
    "split",
    "new",
    "abolished",
    "revived",
    "related",
    "live",
    "transcribed",
    "changed",
    "unchanged",
    "not_in_source",
    "cost",
    "workload",
    "unclear_effect",
    "privacy_or_safety",
    "alternative",
    "outside_remit",
    "legislation",
    "unfit_for_publication",
    "own",
    "file",
    "all",
    "decisions",
    "approved",
    "returned",
    "unanimous",
    "majority",
    "open",
    "closed",
    "day",
    "month",
    "fiscal_year",
    "year",
    "undecided",
    "not_started",
    "under_study",
    "ongoing",
    "partly_done",
    "done",
    "as_needed",
    "under_revision",
    "cancelled",
    "transferred",
    "out_of_scope",
    "trial",
    "fully",
    "source",
    "document",
    "place",
    "sha256",
    "degree",
    "mode",
];

/// One sample for each fact.
pub(crate) fn all() -> Vec<Sample> {
    [
        plan::samples(),
        source::samples(),
        edition::samples(),
        outline::samples(),
        facts::samples(),
        links::samples(),
        cycle::samples(),
        progress::samples(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn id(number: u32) -> String {
    format!("0190b5a8-7c1e-7000-8000-{number:012x}")
}

fn sha256() -> &'static str {
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
}

/// Bodies of one fact: the complete one, then others that differ in their tags.
fn sample<const N: usize>(name: &str, full: Value, others: [Value; N]) -> Sample {
    let event = |body: Value| {
        json!({
            "command": {"id": id(1), "actor": id(2), "digest": sha256()},
            "fact": {name: body},
        })
    };
    Sample { full: event(full), others: others.map(event).into() }
}

/// The value with other fields in it.
fn with<const N: usize>(value: &Value, fields: [(&str, Value); N]) -> Value {
    let mut value = value.clone();
    for (field, other) in fields {
        value[field] = other;
    }
    value
}

/// 平成30年11月.
fn month() -> Value {
    json!({
        "text": "平成30年11月 (現機種導入)", "start": "2018-11-01", "end": "2018-11-30", "precision": "month",
        "note": "現機種導入",
    })
}

fn label() -> Value {
    json!({"text": "①", "printed": "①"})
}

fn status() -> Value {
    json!({
        "wording": "一部試行の上 平成30年11月 中止", "term": id(31), "state": "cancelled", "degree": "trial",
        "mode": "as_needed", "date": month(),
    })
}

fn status_of(state: &str) -> Value {
    json!({"wording": "継続中", "term": id(32), "state": state})
}

fn profile_version() -> Value {
    json!({"profile": id(20), "version": 2})
}

fn vocabulary_versions() -> Value {
    json!([{"vocabulary": id(30), "version": 3}])
}

fn evidence() -> Value {
    json!([
        {"file": {"source": id(40), "sha256": sha256(), "name": "会議録.pdf", "place": "12ページ"}},
        {"citation": {"document": "議会広報広聴特別委員会 会議録（令和元年7月8日）", "place": "3ページ"}},
    ])
}

fn seen() -> Value {
    json!({"row": {
        "revision": 61,
        "title": "より見やすい様に視聴・録画再生のためのインターフェイスを見直す。",
        "schedule": "平成26年11月",
        "status": "継続中",
        "review": "平成30年11月",
        "remark": "業務委託先のシステム改修に伴い一部変更されています。",
    }})
}

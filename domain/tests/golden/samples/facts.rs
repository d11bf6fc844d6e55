//! What is said about a node outside a printed row.

use super::{Sample, evidence, id, month, sample, seen, status, status_of, with};
use serde_json::json;

pub(super) fn samples() -> Vec<Sample> {
    let cycle = json!({"cycle": id(11)});
    let text = json!({
        "node": id(71), "field": "remark", "text": "令和5年4月から運用を開始しました。", "change": "substance",
        "basis": cycle, "seen": seen(),
    });
    let stated = |field, change: &str| {
        with(&text, [("field", field), ("change", json!(change)), ("seen", json!("unknown"))])
    };
    let schedule = json!({"node": id(71), "date": month(), "basis": cycle, "seen": seen()});
    let dated = |text: &str, precision: &str| {
        with(&schedule, [("date", json!({"text": text, "precision": precision}))])
    };
    let year = json!({
        "node": id(71), "year": 2024, "side": "planned", "status": status(), "basis": {"edition": id(10)},
    });
    let indicator = json!({
        "indicator": id(80), "name": "議会中継のアクセス件数", "node": id(71), "year": 2024, "side": "target",
        "value": {"quantity": {"number": "1500", "unit": "件"}}, "printed": "1,500件", "basis": cycle,
    });
    let measured = |value| with(&indicator, [("side", json!("result")), ("value", value)]);
    let execution = json!({
        "node": id(76), "extent": "never", "grounds": "議事録に開始の記録がない", "evidence": evidence(),
    });
    let states = [
        "not_started",
        "under_study",
        "partly_done",
        "done",
        "as_needed",
        "under_revision",
        "cancelled",
        "abolished",
        "merged",
        "transferred",
        "out_of_scope",
    ];
    let in_state = |state| {
        let degree = if state == "done" { "fully" } else { "partly" };
        let status = with(&status_of(state), [("degree", json!(degree))]);
        with(&year, [("side", json!("actual")), ("status", status)])
    };
    vec![
        sample(
            "TextStated",
            text.clone(),
            [
                stated(json!("title"), "initial"),
                stated(json!("body"), "typo"),
                stated(json!({"column": id(21)}), "wording"),
            ],
        ),
        sample(
            "ScheduleStated",
            schedule.clone(),
            [
                dated("未定", "undecided"),
                dated("令和5年4月1日", "day"),
                dated("平成23年度", "fiscal_year"),
                dated("平成23年", "year"),
            ],
        ),
        sample(
            "DepartmentsAssigned",
            json!({
                "node": id(71),
                "departments": [{"unit": id(60), "qualifier": "（全所属）", "printed": "議会事務局（全所属）"}],
                "from": "2019-04-01", "basis": cycle,
            }),
            [],
        ),
        sample(
            "CategorySet",
            json!({"node": id(71), "axis": id(33), "term": id(34), "basis": {"progress": "2021-04-01"}}),
            [],
        ),
        sample("YearStatusStated", year.clone(), states.map(in_state)),
        sample(
            "IndicatorStated",
            indicator.clone(),
            [measured(json!({"milestone": "方針決定"})), measured(json!("nothing"))],
        ),
        sample(
            "ExecutionStated",
            execution.clone(),
            ["partly", "ran"].map(|extent| with(&execution, [("extent", json!(extent))])),
        ),
    ]
}

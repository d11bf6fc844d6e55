//! The plan itself.

use super::{Sample, id, sample, with};
use serde_json::json;

pub(super) fn samples() -> Vec<Sample> {
    let link = json!({
        "link": id(50), "relation": "predecessor",
        "target": {"citation": "流山市議会ICT推進基本計画（平成22年）"}, "basis": {"edition": id(10)},
    });
    let column =
        |meaning| json!({"id": id(21), "heading": "実施時期", "meaning": meaning, "order": 1, "width": 120});
    let meanings = [
        json!("number"),
        json!("title"),
        json!("schedule"),
        json!("status"),
        json!("planned_status"),
        json!("review"),
        json!("remark"),
        json!("body"),
        json!("department"),
        json!("category"),
        json!({"year_planned": 2012}),
        json!({"year_actual": 2012}),
        json!("indicator"),
        json!("other"),
    ];
    let profile = |columns: Vec<_>, schemes| json!({"profile": {"id": id(20), "version": 2, "columns": columns, "label_schemes": schemes}});
    let vocabulary = |kind, states: &[&str]| {
        let terms: Vec<_> = states
            .iter()
            .map(|state| json!({"id": id(31), "wording": "中止", "state": state, "definition": "実施しないと決めたもの"}))
            .collect();
        json!({"vocabulary": {"id": id(30), "version": 1, "kind": kind, "terms": terms}})
    };
    let states = [
        "not_started",
        "under_study",
        "ongoing",
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
    let unit = json!({
        "unit": id(60), "kind": "department", "name": "議会事務局議事課", "from": "2019-04-01",
        "predecessors": [id(61)],
    });
    vec![
        sample(
            "PlanOpened",
            json!({
                "plan": id(3), "title": "流山市議会ICT推進基本計画に基づく実施計画", "organisation": "流山市議会",
                "code": "122203",
            }),
            [],
        ),
        sample(
            "PlanDescribed",
            json!({
                "title": "流山市議会ICT推進基本計画に基づく実施計画",
                "title_lines": ["流山市議会 ICT 推進基本計画に基づく実施計画一覧", "見直し：令和3年3月"],
                "fiscal_years": {"from": 2010, "to": 2023},
                "periods": [{"id": id(4), "name": "前期", "years": {"from": 2010, "to": 2014}}],
            }),
            [],
        ),
        sample(
            "PlanLinked",
            link.clone(),
            [
                with(&link, [("relation", json!("parent")), ("target", json!({"plan": id(5)}))]),
                with(&link, [("relation", json!("successor")), ("basis", json!({"progress": "2021-04-01"}))]),
            ],
        ),
        sample("PlanClosed", json!({"reason": "計画期間が満了したため", "successor": id(5)}), []),
        sample(
            "ProfileDefined",
            profile(meanings.map(column).into(), json!(["path", "circled"])),
            [profile(
                vec![column(json!("title"))],
                json!(["path", "circled", "parenthesised", "ordinal", "kana", "worded"]),
            )],
        ),
        sample(
            "VocabularyDefined",
            vocabulary("status", &states),
            ["planned_status", "actual_status", "category", "reason", "disposition"]
                .map(|kind| vocabulary(kind, &["done"])),
        ),
        sample("OrganUnitDefined", unit.clone(), [with(&unit, [("kind", json!("body"))])]),
        sample(
            "TextRedacted",
            json!({
                "sequence": 128, "field": "reason.stated", "authority": "流山市議会議長",
                "reason": "個人が特定されるため",
            }),
            [],
        ),
    ]
}

//! Cycles, decisions and reasons.

use super::{
    Sample, evidence, id, month, profile_version, sample, seen, sha256, status, status_of,
    vocabulary_versions, with,
};
use serde_json::json;

pub(super) fn samples() -> Vec<Sample> {
    let date = json!({
        "text": "令和6年3月（定例会）", "start": "2024-03-01", "end": "2024-03-31", "precision": "month",
        "note": "定例会",
    });
    let opened = json!({
        "cycle": id(11), "origin": "live", "label": "令和6年3月", "date": date, "baseline": id(10),
    });
    let decided = json!({
        "decision": id(14), "cycle": id(11), "node": id(71), "outcome": "changed", "status": status(),
        "effective": month(), "review": date, "codes": ["cost", "workload", {"own": id(35)}],
        "reason": {"stated": "システムの独自開発が必要になり、費用の増大を招くため"}, "body": "議会広報広聴特別委員会",
        "decided_on": "2024-02-19", "evidence": evidence(), "seen": seen(), "certainty": "stated",
        "edition": id(10), "supersedes": id(15),
    });
    let codes = json!([
        "unclear_effect",
        "privacy_or_safety",
        "alternative",
        "outside_remit",
        "legislation",
        "unfit_for_publication",
        "merged",
        "other",
    ]);
    let given = json!({
        "review": id(16), "cycle": id(11), "reviewed": {"decisions": [id(14)]}, "verdict": "returned",
        "comment": "根拠資料を添えてください。", "four_eyes": true, "digest": sha256(),
    });
    let adopted = json!({
        "cycle": id(11), "edition": id(13), "label": "令和6年3月", "date": date,
        "title_lines": ["流山市議会 ICT 推進基本計画に基づく実施計画一覧", "見直し：令和6年3月"],
        "body": "流山市議会", "meeting": "令和6年第1回定例会", "resolved_on": "2024-03-21",
        "result": {"other": "起立採決により可決"}, "evidence": evidence(), "at_sequence": 311, "table": sha256(),
        "profile": profile_version(), "vocabularies": vocabulary_versions(),
    });
    vec![
        sample(
            "CycleOpened",
            opened.clone(),
            ["transcribed", "inferred"].map(|origin| with(&opened, [("origin", json!(origin))])),
        ),
        sample(
            "StatusDecided",
            decided.clone(),
            [
                with(
                    &decided,
                    [
                        ("outcome", json!("unchanged")),
                        ("status", status_of("ongoing")),
                        ("seen", json!("unknown")),
                        ("certainty", json!("inferred")),
                    ],
                ),
                with(
                    &decided,
                    [
                        ("outcome", json!("revived")),
                        ("reason", json!("not_in_source")),
                        ("codes", codes.clone()),
                        ("certainty", json!("confirmed")),
                    ],
                ),
            ],
        ),
        sample(
            "DecisionWithdrawn",
            json!({"decision": id(14), "cycle": id(11), "node": id(71), "reason": "別の項目に記録したため"}),
            [],
        ),
        sample("CycleSubmitted", json!({"cycle": id(11), "round": 1, "digest": sha256()}), []),
        sample(
            "ReviewGiven",
            given.clone(),
            [with(&given, [("reviewed", json!("all")), ("verdict", json!("approved"))])],
        ),
        sample(
            "CycleAdopted",
            adopted.clone(),
            ["unanimous", "majority"].map(|result| with(&adopted, [("result", json!(result))])),
        ),
        sample(
            "CycleAbandoned",
            json!({"cycle": id(11), "reason": "議会の解散により見直しを中断したため"}),
            [],
        ),
        sample(
            "ReasonClassified",
            json!({
                "decision": id(14), "node": id(71), "codes": codes, "replaces": ["cost", {"own": id(35)}],
            }),
            [],
        ),
    ]
}

//! Links between nodes.

use super::{Sample, id, sample, with};
use serde_json::json;

pub(super) fn samples() -> Vec<Sample> {
    let lineage = json!({
        "link": id(51), "kind": "merged",
        "from": [{"plan": id(3), "edition": id(10), "node": id(71)}],
        "to": [{"plan": id(5), "edition": id(13), "node": id(77)}],
        "certainty": "stated", "note": "1-1-2①に統合",
    });
    let kinds = [
        "same",
        "retitled",
        "renumbered",
        "both",
        "moved",
        "split",
        "new",
        "abolished",
        "revived",
        "related",
    ];
    let of_kind = |kind| with(&lineage, [("kind", json!(kind)), ("certainty", json!("inferred"))]);
    vec![
        sample("LineageStated", lineage.clone(), kinds.map(of_kind)),
        sample(
            "TraceLinked",
            json!({
                "link": id(52), "from": id(71), "to": id(78), "relation": "課題に対応する施策",
                "basis": {"edition": id(10)},
            }),
            [],
        ),
        sample("LinkRetracted", json!({"link": id(52), "reason": "対応する課題を取り違えていたため"}), []),
    ]
}

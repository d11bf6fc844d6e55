//! Nodes and their places.

use super::{Sample, id, label, sample, with};
use serde_json::json;

pub(super) fn samples() -> Vec<Sample> {
    let cycle = json!({"cycle": id(11)});
    let node = json!({
        "node": id(71), "kind": "item", "placement": id(72), "parent": id(70), "rank": 1, "label": label(),
        "title": "中継・録画の画質改善を行う。", "basis": {"edition": id(10)},
    });
    let again = json!({
        "placement": id(74), "node": id(71), "parent": id(75), "rank": 3, "label": label(), "marker": "（再掲）",
        "certainty": "stated", "basis": cycle,
    });
    vec![
        sample(
            "NodeAdded",
            node.clone(),
            [
                with(&node, [("kind", json!("heading"))]),
                with(&node, [("kind", json!("term")), ("basis", json!({"progress": "2021-04-01"}))]),
            ],
        ),
        sample("PlacementAdded", again.clone(), [with(&again, [("certainty", json!("confirmed"))])]),
        sample(
            "PlacementChanged",
            json!({
                "placement": id(72), "node": id(71), "parent": id(75), "rank": 2, "label": label(), "basis": cycle,
            }),
            [],
        ),
        sample(
            "PlacementEnded",
            json!({"placement": id(74), "node": id(71), "basis": cycle, "reason": "再掲をやめたため"}),
            [],
        ),
    ]
}

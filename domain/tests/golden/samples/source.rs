//! Files that came in.

use super::{Sample, id, profile_version, sample, sha256, with};
use serde_json::json;

pub(super) fn samples() -> Vec<Sample> {
    let import = json!({
        "import": id(41), "source": id(40), "sheet": "令和3年3月", "reader": 1, "profile": profile_version(),
        "target": {"edition": id(10)}, "rows": [{"row": 6, "node": id(70)}, {"row": 7, "node": id(71)}],
        "warnings": [{"row": 34, "column": "実施事業", "code": "doubled_word", "text": "におけるにおける"}],
    });
    vec![
        sample(
            "SourceRegistered",
            json!({
                "source": id(40), "sha256": sha256(), "bytes": 20480, "media_type": "text/tab-separated-values",
                "name": "実施計画一覧.tsv", "origin": "流山市議会のホームページ",
            }),
            [],
        ),
        sample("ImportRecorded", import.clone(), [with(&import, [("target", json!({"cycle": id(11)}))])]),
    ]
}

//! Editions, their rows and their corrections.

use super::{
    Sample, evidence, id, label, month, profile_version, sample, status, status_of, vocabulary_versions, with,
};
use serde_json::json;

pub(super) fn samples() -> Vec<Sample> {
    let edition = json!({
        "edition": id(10), "cycle": id(11), "label": "令和3年3月",
        "date": {
            "text": "令和3年3月（改訂）", "start": "2021-03-01", "end": "2021-03-31", "precision": "month",
            "note": "改訂",
        },
        "authority": "printed", "source": id(40),
        "title_lines": ["流山市議会 ICT 推進基本計画に基づく実施計画一覧", "見直し：令和3年3月"],
        "profile": profile_version(), "vocabularies": vocabulary_versions(),
    });
    let row = json!({
        "edition": id(10), "row": 4, "node": id(71), "placement": id(72), "parent": id(70), "rank": 1,
        "cells": [{"column": id(21), "text": "①より見やすい様に視聴・録画再生のためのインターフェイスを見直す。"}],
        "reading": {
            "kind": "item", "label": label(),
            "title": "より見やすい様に視聴・録画再生のためのインターフェイスを見直す。",
            "schedule": month(), "status": status(), "review": month(),
        },
    });
    let withdrawn = json!({
        "edition": id(10), "kind": "void", "reason": "別の計画の表を取り込んだため", "authority": "議会事務局長",
    });
    let corrected = json!({
        "correction": id(12), "edition": id(10), "row": 34, "node": id(73), "column": id(21), "kind": "typo",
        "printed": "委員会運営におけるにおけるプロジェクターの活用", "corrected": "委員会運営におけるプロジェクターの活用",
        "reading": {"title": {"label": label(), "title": "委員会運営におけるプロジェクターの活用"}},
        "reason": "同じ語が重なっていたため", "evidence": evidence(),
    });
    let reading = |kind: &str, reading| with(&corrected, [("kind", json!(kind)), ("reading", reading)]);
    vec![
        sample("EditionTranscribed", edition.clone(), [with(&edition, [("authority", json!("inferred"))])]),
        sample(
            "RowTranscribed",
            row.clone(),
            [with(&row, [("reading", json!({"kind": "heading", "title": "市民との情報共有の拡充"}))])],
        ),
        sample(
            "EditionPublished",
            json!({"edition": id(10), "address": format!("/p/{}/e/{}/", id(3), id(10))}),
            [],
        ),
        sample("EditionWithdrawn", withdrawn.clone(), [with(&withdrawn, [("kind", json!("unpublish"))])]),
        sample(
            "EditionCorrected",
            corrected.clone(),
            [
                reading("wording", json!("text")),
                reading("substance", json!({"schedule": month()})),
                reading("erratum", json!({"status": status_of("ongoing")})),
                reading("transcription", json!({"review": month()})),
                reading("transcription", json!({"review": null})),
                reading("transcription", json!({"schedule": null})),
                reading("transcription", json!({"status": null})),
            ],
        ),
        sample(
            "TotalDeclared",
            json!({"edition": id(10), "table": "項目数", "row": "中止", "column": "計", "printed": "18件"}),
            [],
        ),
        sample(
            "ChangeDeclared",
            json!({"edition": id(10), "node": id(71), "reason": "国の制度改正により内容を変更した"}),
            [],
        ),
    ]
}

//! Progress, questions, public comments.

use super::{Sample, id, sample, with};
use serde_json::json;

pub(super) fn samples() -> Vec<Sample> {
    let consultation = json!({
        "consultation": id(90), "from": "2023-12-01", "to": "2024-01-05",
        "printed_period": "令和5年12月1日（金）～令和6年1月5日（金）",
        "channels": [{"name": "電子メール", "letters": 3, "opinions": 8}], "dispositions": id(36),
        "state": "closed",
    });
    vec![
        sample(
            "ProgressReported",
            json!({
                "report": id(85), "node": id(71),
                "period": {
                    "text": "令和5年度（上半期）", "start": "2023-04-01", "end": "2023-09-30",
                    "precision": "fiscal_year", "note": "上半期",
                },
                "bullets": ["カメラを高画質のものに交換した", "操作手順書を作成した"], "reported_on": "2023-10-16",
                "unit": id(60),
            }),
            [],
        ),
        sample(
            "QuestionAsked",
            json!({"question": id(86), "node": id(71), "text": "現在の運用状況を教えてください。"}),
            [],
        ),
        sample("QuestionAnswered", json!({"question": id(86), "text": "令和5年4月から運用しています。"}), []),
        sample(
            "ConsultationRecorded",
            consultation.clone(),
            [with(&consultation, [("state", json!("open"))])],
        ),
        sample(
            "OpinionRecorded",
            json!({
                "opinion": id(91), "consultation": id(90), "number": "意見1",
                "gist": "委員会の録画も公開してほしい。", "nodes": [id(71)],
            }),
            [],
        ),
        sample(
            "OpinionAnswered",
            json!({
                "opinion": id(91), "view": "既に公開しています。", "disposition": "Ａ", "supersedes": false,
            }),
            [],
        ),
    ]
}

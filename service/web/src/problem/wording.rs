//! What problems are called. What a refusal of the rules says about its case is worded in `projections`.

use axum::http::StatusCode;
use projections::wording::Language;

/// One wording in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Words {
    ja: String,
    en: String,
}

impl Words {
    pub(crate) fn new(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { ja: ja.into(), en: en.into() }
    }

    pub(crate) fn of(&self, language: Language) -> &str {
        match language {
            Language::Japanese => &self.ja,
            Language::English => &self.en,
        }
    }
}

/// A title in both languages.
pub(crate) struct Title {
    ja: &'static str,
    en: &'static str,
}

impl Title {
    pub(crate) fn of(&self, language: Language) -> &'static str {
        match language {
            Language::Japanese => self.ja,
            Language::English => self.en,
        }
    }
}

/// The types that are not refusals of the rules, in both languages.
const TITLES: &[(&str, &str, &str)] = &[
    ("invalid", "入力を読み取れません", "A field cannot be read"),
    ("malformed", "JSONとして読めません", "The body is not JSON"),
    ("file", "ファイルを取り込めません", "The file cannot be taken over"),
    ("other-rows", "版の行が異なります", "The edition has other rows"),
    ("not-found", "見つかりません", "Not found"),
    ("forbidden", "許可されていません", "Not allowed"),
    ("unauthenticated", "有効なトークンが必要です", "A valid token is needed"),
    ("slug-taken", "その名前は使われています", "The name is taken"),
    ("stale", "行はその後変更されました", "The row has moved on since it was seen"),
    ("revision-missing", "見た時点の版番号（If-Match）が必要です", "Say which revision you saw (If-Match)"),
    ("busy", "ほかの書き込みで混み合っています", "Too many others write at the moment"),
    (
        "outcome-unknown",
        "記録されたか分かりません。同じ要求をもう一度送ると分かります",
        "It is not known whether this was recorded; the same request will tell",
    ),
    ("too-many-requests", "要求が多過ぎます。少し待ってください", "Too many requests; please wait a little"),
    ("timeout", "時間がかかり過ぎました", "It took too long"),
    ("unavailable", "データベースが応答しません", "The database does not answer"),
    ("read-only", "読み取り専用で動いています", "Only reading is possible"),
    ("not-built", "表示用データを作成中です", "The read models are being built"),
    ("storage-full", "保存領域がいっぱいです", "There is no space left"),
    ("query-too-short", "検索語は2文字以上です", "A search needs two characters at least"),
    ("internal", "内部エラーが起きました", "Something is wrong in this program"),
    ("too-large", "大き過ぎます", "Too large"),
    ("media-type", "この形式の本文は受け付けません", "A body of this media type is not accepted"),
    ("method-not-allowed", "この方法では呼べません", "This address is not called in that way"),
    ("bad-request", "要求を読み取れません", "The request cannot be read"),
];

/// The title of a type; for a refusal of the rules that of its status.
pub(crate) fn title(name: &str, status: StatusCode) -> Title {
    if let Some((_, ja, en)) = TITLES.iter().find(|(known, _, _)| *known == name) {
        return Title { ja, en };
    }
    match status {
        StatusCode::CONFLICT => {
            Title { ja: "今の状態と合いません", en: "This does not fit how things stand" }
        }
        StatusCode::NOT_FOUND => Title { ja: "見つかりません", en: "Not found" },
        StatusCode::FORBIDDEN => Title { ja: "許可されていません", en: "Not allowed" },
        _ => Title { ja: "規則により記録できません", en: "The rules forbid this" },
    }
}

/// The type of a problem of which only the status is known.
pub(crate) fn name_of(status: StatusCode) -> String {
    match status {
        StatusCode::METHOD_NOT_ALLOWED => "method-not-allowed",
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "media-type",
        status if status.is_server_error() => "internal",
        _ => "bad-request",
    }
    .to_owned()
}

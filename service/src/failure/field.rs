//! Fields of requests as the command line knows them: by option, and what is accepted there, in Japanese.

/// How a field is given at the command line.
pub(super) fn option(field: &str) -> String {
    match field {
        "plan" => "計画 PLAN".to_owned(),
        "item" => "事業 ITEM".to_owned(),
        "column" => "列 COLUMN".to_owned(),
        "corrected" => "正しい文言 TEXT".to_owned(),
        "text" => "文言 TEXT".to_owned(),
        "field" => "項目 FIELD".to_owned(),
        "extent" => "実施の有無 EXTENT".to_owned(),
        "from" => "旧 FROM".to_owned(),
        "to" => "新 TO".to_owned(),
        "codes" => "理由の分類 CODE".to_owned(),
        "bullets" => "実施状況 BULLET".to_owned(),
        "resolved_on" | "reported_on" => "--on".to_owned(),
        "evidence.citation" => "--cite".to_owned(),
        "evidence.place" => "--place".to_owned(),
        "file" | "name" | "media_type" => "ファイル".to_owned(),
        other => format!("--{}", other.replace('_', "-")),
    }
}

/// What is accepted in a field, where Japanese has more to say than a list of words.
pub(super) fn accepted(field: &str, accepted: &str) -> String {
    match accepted.strip_prefix("of this document: ") {
        Some("nothing") => return "この内容に指定できるものはありません".to_owned(),
        Some(names) => {
            let options: Vec<String> = names.split(", ").map(option).collect();
            return format!("この内容に指定できるのは {}", options.join("、"));
        }
        None => {}
    }
    let known = match field {
        "effective" | "schedule" | "date" | "period" => {
            "平成30年11月、平成23年度、H30.11.1、2021-03-15、未定 などの日付"
        }
        "resolved_on" | "reported_on" | "decided_on" | "on" => "2024-03-22、令和6年3月22日 などの一日",
        "as_of" => "2024-03-22、令和6年3月 などの日・月・年",
        "handed_out" if accepted.contains("both tables") => {
            "比べる二つの表がどちらもすでに記録されていた時点"
        }
        "recorded_at" | "handed_out" => {
            "2026-11-20T21:00（日本時間）、2026-11-20T12:00:00Z などの時点、または 2026-11-20、令和8年11月20日 などの日"
        }
        "from" | "to" => "版または見直しの名称、日付、current",
        "organisation" if accepted.contains("new") => "団体名（計画が新しいため、--organisation が必要です）",
        "edition" if accepted.contains("does not say") => {
            "版の名称（表に書かれていないため、--edition 令和3年3月 のように指定してください）"
        }
        "edition" if accepted.starts_with("a date") => "令和3年3月 などの日付",
        "plan" => "英小文字・数字・ハイフンで 2 から 63 文字（nagareyama-ict など）",
        "field" => "title（名称）、body（本文）、remark（備考）、schedule（実施時期）、または列の見出し",
        "file" => "1 バイトから 20 MiB まで",
        "text" if accepted.contains("search") => "2文字以上",
        _ => accepted,
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_words_of_its_own_is_said_as_it_is() {
        assert_eq!(accepted("kind", "typo, 誤字訂正"), "typo, 誤字訂正");
    }

    #[test]
    fn what_a_document_may_be_told_is_said_by_option() {
        assert_eq!(
            accepted("as_of", "of this document: on, department"),
            "この内容に指定できるのは --on、--department"
        );
        assert_eq!(accepted("year", "of this document: nothing"), "この内容に指定できるものはありません");
        assert_eq!(option("no_reason_in_source"), "--no-reason-in-source");
    }
}

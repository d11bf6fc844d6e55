//! The language of an answer: Japanese unless the reader prefers English.

use crate::header::text;
use axum::http::{HeaderMap, header};
use projections::wording::Language;

/// The language that `Accept-Language` prefers; Japanese where it says nothing of ours.
pub(crate) fn preferred(headers: &HeaderMap) -> Language {
    let mut best = (0.0, Language::default());
    for range in text(headers, header::ACCEPT_LANGUAGE).unwrap_or_default().split(',') {
        let (tag, weight) = range.split_once(';').unwrap_or((range, ""));
        let weight = weight.trim().strip_prefix("q=").map_or(1.0, |q| q.parse().unwrap_or(0.0));
        if let Some(language) = Language::of_tag(tag.trim())
            && weight > best.0
        {
            best = (weight, language);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[track_caller]
    fn check(accepted: &'static str, expected: Language) {
        let headers = HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, HeaderValue::from_static(accepted))]);
        assert_eq!(preferred(&headers), expected, "{accepted:?}");
    }

    #[test]
    fn the_reader_chooses_and_japanese_is_the_default() {
        assert_eq!(preferred(&HeaderMap::new()), Language::Japanese);
        check("en-US,en;q=0.9,ja;q=0.8", Language::English);
        check("ja,en;q=0.9", Language::Japanese);
        check("en;q=0.5, ja;q=0.9", Language::Japanese);
        check("fr, en;q=0.1", Language::English);
        check("de", Language::Japanese);
        check("en;q=nonsense", Language::Japanese);
        check("EN-gb", Language::English);
        check("*", Language::Japanese);
    }
}

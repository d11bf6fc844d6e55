//! Every kind of problem for those who read about it: what it means, what to do, and an example.

use super::kind::{self, Kind};
use super::{Problem, refused};
use axum::http::StatusCode;
use projections::wording::Language;
use serde_json::{Value, json};

/// A kind of problem, described.
#[derive(Debug, Clone)]
pub(crate) struct Described {
    /// Its name below `/problems/`.
    pub(crate) name: String,
    pub(crate) status: StatusCode,
    pub(crate) title: &'static str,
    /// What it means, and what to do.
    pub(crate) meaning: String,
    /// What to do, where the meaning does not say it already.
    pub(crate) advice: Option<&'static str>,
    sample: Problem,
    language: Language,
}

impl Described {
    /// An answer of this kind, as JSON for people to read.
    pub(crate) fn example(&self) -> Value {
        let mut example = self.sample.json(self.language);
        if !self.sample.bare {
            example.insert("instance".into(), "urn:uuid:019362a0-3c44-7d1a-8f63-5b0f2c9a6e21".into());
        }
        Value::Object(example)
    }
}

/// Every kind in a language: first those that any request may meet, then the refusals of the rules, by name.
pub(crate) fn all(language: Language) -> Vec<Described> {
    let own = kind::ALL.iter().map(|kind| {
        let sample = sample(kind);
        described(&sample, kind.meaning.of(language).to_owned(), Some(kind.advice.of(language)), language)
    });
    let mut refusals: Vec<Described> = refused::samples()
        .into_iter()
        .map(Problem::from)
        .filter(|problem| kind::ALL.iter().all(|kind| kind.name != problem.name))
        .map(|sample| {
            let said = sample.detail.as_ref().map(|words| words.of(language).to_owned());
            described(&sample, said.unwrap_or_default(), None, language)
        })
        .collect();
    refusals.sort_by(|one, other| one.name.cmp(&other.name));
    own.chain(refusals).collect()
}

/// The kind of that name.
pub(crate) fn find(name: &str, language: Language) -> Option<Described> {
    all(language).into_iter().find(|kind| kind.name == name)
}

fn described(
    sample: &Problem,
    meaning: String,
    advice: Option<&'static str>,
    language: Language,
) -> Described {
    Described {
        name: sample.name.to_string(),
        status: sample.status,
        title: sample.title.of(language),
        meaning,
        advice,
        sample: sample.clone(),
        language,
    }
}

/// A problem of that kind with the data that it has.
fn sample(kind: &'static Kind) -> Problem {
    let problem = match kind.name {
        "not-found" => return Problem::not_found().with("thing", "plan"),
        _ => Problem::new(kind),
    };
    data(kind.name).into_iter().fold(problem, |problem, (name, value)| problem.with(name, value))
}

/// The data that an answer of that kind has beside its words.
fn data(name: &str) -> Vec<(&'static str, Value)> {
    let row = |revision: u64, status: &str| json!({"revision": revision, "title": "委員会審査のビデオライブ中継", "status": status});
    match name {
        "invalid" => {
            vec![("field", json!("label")), ("found", json!("来年")), ("accepted", json!("令和6年3月"))]
        }
        "malformed" => vec![("line", json!(1)), ("column", json!(17))],
        "file" => vec![(
            "problems",
            json!([{"severity": "error", "code": "unknown_status", "file": "表.tsv", "row": 3, "column": "状況", "found": "謎の状況", "accepted": "実施済み"}]),
        )],
        "other-rows" => vec![("edition", json!("令和3年3月")), ("rows", json!("51 / 50"))],
        "slug-taken" => vec![("slug", json!("nagareyama-ict"))],
        "stale" => vec![
            ("node", json!("019362a0-3c44-7d1a-8f63-5b0f2c9a6e21")),
            ("seen", row(41, "未着手")),
            ("now", row(57, "継続中")),
        ],
        "too-large" => vec![("limit", json!(crate::route::SMALL))],
        "handed-out" => vec![("why", json!("no_text"))],
        "media-type" => vec![("found", json!("text/plain")), ("accepted", json!("application/json"))],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;
    use domain::Refusal;
    use std::collections::BTreeSet;

    /// The names of every refusal that the rules know, as the type itself lists them.
    fn refusals() -> BTreeSet<String> {
        let schema = serde_json::to_value(schemars::schema_for!(Refusal)).unwrap();
        let variants = schema["oneOf"].as_array().unwrap().clone();
        let name =
            |variant: &Value| variant["properties"]["refusal"]["const"].as_str().unwrap().replace('_', "-");
        variants.iter().map(name).collect()
    }

    fn without_page(kinds: &[Described]) -> Vec<String> {
        refusals().into_iter().filter(|name| kinds.iter().all(|kind| kind.name != *name)).collect()
    }

    #[test]
    fn every_refusal_of_the_rules_has_its_page() {
        let kinds = all(Language::Japanese);
        assert!(refusals().len() > 40, "the refusals were not found");
        assert_eq!(without_page(&kinds), [""; 0]);
        let names: BTreeSet<&str> = kinds.iter().map(|kind| kind.name.as_str()).collect();
        assert_eq!(names.len(), kinds.len(), "two kinds have the same name");
        assert_eq!(kinds.len(), kind::ALL.len() + refusals().len() - 1, "only `stale` is both");
    }

    #[test]
    fn a_refusal_without_a_page_is_caught() {
        let mut kinds = all(Language::Japanese);
        kinds.retain(|kind| kind.name != "reason-missing");
        assert_eq!(without_page(&kinds), ["reason-missing"]);
    }

    #[test]
    fn every_kind_says_in_both_languages_what_it_means_and_what_to_do() {
        let (japanese, english) = (all(Language::Japanese), all(Language::English));
        for (ja, en) in japanese.iter().zip(&english) {
            assert_eq!(ja.name, en.name);
            assert_ne!(ja.title, en.title, "{}", ja.name);
            assert_ne!(ja.meaning, en.meaning, "{}", ja.name);
            assert!(en.meaning.is_ascii() || ja.advice.is_none(), "{}: {}", en.name, en.meaning);
            assert_eq!(ja.example()["type"], format!("/problems/{}", ja.name));
            assert_eq!(ja.example()["status"], ja.status.as_u16());
        }
    }
}

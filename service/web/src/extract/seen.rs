//! What the caller has in its hands: the revision of a row that it saw, and the answer that it has kept.

use crate::header::text;
use crate::problem::Problem;
use crate::schema::shortened;
use axum::extract::FromRequestParts;
use axum::http::header::{IF_MATCH, IF_NONE_MATCH};
use axum::http::request::Parts;
use std::convert::Infallible;

/// The revision that `If-Match` names, where it names one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen(Option<u64>);

impl<S: Send + Sync> FromRequestParts<S> for Seen {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        if !parts.headers.contains_key(IF_MATCH) {
            return Ok(Self(None));
        }
        let given = text(&parts.headers, IF_MATCH).unwrap_or_default();
        match revision(given.trim()) {
            Some(revision) => Ok(Self(Some(revision))),
            None => Err(Problem::unread("If-Match", shortened(given), "a row's revision such as \"17\"")),
        }
    }
}

/// The number in an entity tag: `"17"`, or the tag of a history, `"17-…"`.
fn revision(tag: &str) -> Option<u64> {
    let tag = tag.strip_prefix('"')?.strip_suffix('"')?;
    let number = tag.split_once('-').map_or(tag, |(number, _)| number);
    number.bytes().all(|byte| byte.is_ascii_digit()).then(|| number.parse().ok()).flatten()
}

impl Seen {
    /// The revision of the header or of the body; one of them must name it, and both the same.
    pub(crate) fn or(self, body: Option<u64>) -> Result<Option<u64>, Problem> {
        match (self.0, body) {
            (Some(header), Some(body)) if header != body => {
                Err(Problem::unread("seen", body.to_string(), format!("{header}, as If-Match says")))
            }
            (Some(revision), _) | (None, Some(revision)) => Ok(Some(revision)),
            (None, None) => Err(Problem::revision_missing()),
        }
    }
}

/// The entity tags of the answers that the caller has kept.
#[derive(Debug)]
pub(crate) struct Known(String);

impl<S: Send + Sync> FromRequestParts<S> for Known {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(text(&parts.headers, IF_NONE_MATCH).unwrap_or_default().to_owned()))
    }
}

impl Known {
    /// Whether the caller has the answer of this tag.
    pub(crate) fn has(&self, tag: &str) -> bool {
        let mut tags = self.0.split(',').map(str::trim);
        tags.any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revision_is_read_from_its_tag_alone() {
        assert_eq!(revision("\"17\""), Some(17));
        assert_eq!(revision("\"17-0a1b\""), Some(17));
        for other in ["", "17", "*", "\"\"", "\"x\"", "W/\"17\"", "\"17\", \"18\"", "\"-17\"", "\"+1\""] {
            assert_eq!(revision(other), None, "{other}");
        }
    }

    #[test]
    fn header_and_body_must_not_contradict_each_other() {
        assert_eq!(Seen(Some(3)).or(None).ok(), Some(Some(3)));
        assert_eq!(Seen(None).or(Some(3)).ok(), Some(Some(3)));
        assert_eq!(Seen(Some(3)).or(Some(3)).ok(), Some(Some(3)));
        assert_eq!(Seen(Some(3)).or(Some(4)).err().map(|p| p.status().as_u16()), Some(422));
        assert_eq!(Seen(None).or(None).err().map(|p| p.status().as_u16()), Some(428));
    }

    #[test]
    fn a_kept_answer_is_known_by_any_of_its_tags() {
        let known = Known("\"a\", W/\"b\"".to_owned());
        assert!(known.has("\"a\"") && known.has("\"b\"") && !known.has("\"c\""));
        assert!(Known("*".to_owned()).has("\"c\""));
        assert!(!Known(String::new()).has("\"c\""));
    }
}

//! What stands around every page: its language, where the reader is, and the links that keep both.

use crate::extract::Known;
use crate::header::encoded;
use crate::language::preferred;
use crate::problem::Problem;
use crate::respond::{Answer, tag};
use crate::router::Site;
use askama::Template;
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse};
use projections::wording::Language;
use std::convert::Infallible;

/// The parameter of a page's address that chooses its language.
const LANGUAGE: &str = "lang";

/// What stands around a page.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) language: Language,
    /// The address chooses the language, and so does every link.
    chosen: bool,
    /// What was asked of the page, the language apart.
    query: Vec<(String, String)>,
    /// The line that every page shows at its top.
    pub(super) notice: Option<String>,
}

impl FromRequestParts<Site> for Frame {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        Ok(Self::new(&parts.uri, &parts.headers, site.options.notice.clone()))
    }
}

impl Frame {
    pub(crate) fn new(uri: &Uri, headers: &HeaderMap, notice: Option<String>) -> Self {
        let pairs = Query::<Vec<(String, String)>>::try_from_uri(uri);
        let (languages, query): (Vec<_>, Vec<_>) = pairs
            .map(|Query(pairs)| pairs)
            .unwrap_or_default()
            .into_iter()
            .partition(|(name, _)| name == LANGUAGE);
        let chosen = languages.first().and_then(|(_, tag)| Language::of_tag(tag));
        Self {
            language: chosen.unwrap_or_else(|| preferred(headers)),
            chosen: chosen.is_some(),
            query,
            notice,
        }
    }

    /// The words in the page's language.
    pub(crate) fn of<'w>(&self, japanese: &'w str, english: &'w str) -> &'w str {
        self.language.of(japanese, english)
    }

    /// The tag of the page's language, for `lang`.
    pub(crate) fn tag(&self) -> &'static str {
        self.language.tag()
    }

    /// Whether the page is in English, so that what is Japanese on it has to be marked as such.
    pub(crate) fn is_english(&self) -> bool {
        self.language == Language::English
    }

    /// The mark of what is Japanese, for a page in another language.
    pub(crate) fn japanese(&self) -> &'static str {
        if self.is_english() { " lang=\"ja\"" } else { "" }
    }

    /// What a remark in brackets begins with.
    pub(crate) fn open(&self) -> &'static str {
        self.language.of("（", " (")
    }

    /// What it ends with.
    pub(crate) fn close(&self) -> &'static str {
        self.language.of("）", ")")
    }

    /// What stands between two facts in a line.
    pub(crate) fn dot(&self) -> &'static str {
        self.language.of("・", "·")
    }

    /// An address of ours, in the language that the reader has chosen.
    pub(crate) fn to(&self, address: &str) -> String {
        if self.chosen { with_language(address, self.language) } else { address.to_owned() }
    }

    /// The chosen language, for a form to send along; none where nothing was chosen.
    pub(crate) fn kept(&self) -> Option<&'static str> {
        self.chosen.then(|| self.language.tag())
    }

    /// The other language.
    pub(crate) fn other(&self) -> Language {
        match self.language {
            Language::Japanese => Language::English,
            Language::English => Language::Japanese,
        }
    }

    /// This very page in the other language. The address names no path, so that all pages about nothing are the same
    /// bytes.
    pub(crate) fn in_other(&self) -> String {
        let pairs = self.query.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        let query: Vec<String> = pairs.collect();
        let query = query.join("&");
        with_language(if query.is_empty() { query } else { format!("?{query}") }.as_str(), self.other())
    }

    /// An address with all that was asked of this page.
    pub(super) fn with_query(&self, address: &str) -> String {
        let pairs = self.query.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        let query: Vec<String> = pairs.collect();
        let address =
            if query.is_empty() { address.to_owned() } else { format!("{address}?{}", query.join("&")) };
        self.to(&address)
    }

    /// Answers a page, or that the reader has it as it is.
    pub(super) fn show(&self, known: &Known, page: &impl Template) -> Answer {
        let html = page.render().map_err(|error| Problem::internal(&error))?;
        let tag = tag(None, html.as_bytes());
        if known.has(&tag) {
            return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
        }
        let headers = [(header::ETAG, tag), (header::CONTENT_LANGUAGE, self.tag().to_owned())];
        Ok((headers, Html(html)).into_response())
    }

    /// Answers a page that says what cannot be read of its address, and what would be.
    pub(super) fn refuse(&self, page: &impl Template) -> Answer {
        let html = page.render().map_err(|error| Problem::internal(&error))?;
        let headers = [(header::CONTENT_LANGUAGE, self.tag()), (header::CACHE_CONTROL, "no-store")];
        Ok((StatusCode::UNPROCESSABLE_ENTITY, headers, Html(html)).into_response())
    }
}

/// An address with the parameter that chooses the language, before its fragment.
fn with_language(address: &str, language: Language) -> String {
    let (address, fragment) = match address.split_once('#') {
        Some((address, fragment)) => (address, format!("#{fragment}")),
        None => (address, String::new()),
    };
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}{LANGUAGE}={}{fragment}", language.tag())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;
    use axum::http::HeaderValue;

    fn frame(address: &str, accepted: &'static str) -> Frame {
        let headers = HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, HeaderValue::from_static(accepted))]);
        Frame::new(&address.parse().unwrap(), &headers, None)
    }

    #[test]
    fn the_address_chooses_the_language_before_the_browser_does() {
        assert_eq!(frame("/", "").language, Language::Japanese);
        assert_eq!(frame("/", "en").language, Language::English);
        assert_eq!(frame("/?lang=ja", "en").language, Language::Japanese);
        assert_eq!(frame("/?lang=en", "ja").language, Language::English);
        assert_eq!(frame("/?lang=xx", "en").language, Language::English);
    }

    #[test]
    fn links_keep_the_language_that_was_chosen_and_only_that() {
        assert_eq!(frame("/", "en").to("/p/a/#x"), "/p/a/#x");
        assert_eq!(frame("/?lang=en", "").to("/p/a/"), "/p/a/?lang=en");
        assert_eq!(frame("/?lang=ja", "").to("/p/a/?q=1#x"), "/p/a/?q=1&lang=ja#x");
    }

    #[test]
    fn the_same_page_in_the_other_language_keeps_what_was_asked() {
        assert_eq!(
            frame("/search?q=%E8%B2%BB%E7%94%A8%26&lang=en", "").in_other(),
            "?q=%E8%B2%BB%E7%94%A8%26&lang=ja"
        );
        assert_eq!(frame("/p/a/", "").in_other(), "?lang=en");
    }
}

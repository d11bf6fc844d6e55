//! What is asked of a list of ended items: read from the address, and written into the addresses of links.

use crate::api::audit::reason_code;
use crate::extract::Query;
use crate::header::encoded;
use domain::value::ReasonCode;
use projections::report::{CancelledFilter, Code, SearchText, Started};

/// What is asked for, as typed and as understood.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Asked {
    typed: Vec<(&'static str, String)>,
    pub(super) filter: CancelledFilter,
    /// The class of reasons is none.
    pub(super) strange_reason: bool,
    /// The text has too few characters.
    pub(super) short_text: bool,
}

const NAMES: [&str; 6] = ["text", "reason", "cycle", "body", "department", "started"];

impl Asked {
    /// How an address asks for those that are not classified.
    pub(super) const UNCLASSIFIED: &str = "unclassified";

    pub(super) fn of(query: &Query) -> Self {
        Self::read(|name| query.text(name))
    }

    fn read(given: impl Fn(&str) -> Option<String>) -> Self {
        let filled = |name: &str| given(name).filter(|value| !value.trim().is_empty());
        let typed = NAMES.into_iter().filter_map(|name| Some((name, filled(name)?)));
        let typed: Vec<(&'static str, String)> = typed.collect();
        let reason = filled("reason");
        let unclassified = reason.as_deref() == Some(Self::UNCLASSIFIED);
        let code = reason.as_deref().filter(|_| !unclassified).map(reason_code);
        let text = filled("text").map(|text| SearchText::parse(&text));
        let started = filled("started").map(|text| if text == "true" { Started::Yes } else { Started::No });
        Self {
            strange_reason: code == Some(None),
            short_text: matches!(text, Some(Err(_))),
            filter: CancelledFilter {
                code: code.flatten(),
                unclassified,
                cycle: filled("cycle"),
                body: filled("body"),
                department: filled("department"),
                text: text.and_then(Result::ok),
                started,
            },
            typed,
        }
    }

    /// How an address asks for a class.
    pub(super) fn code(code: &Code) -> String {
        match code.code {
            ReasonCode::Own(term) => term.to_string(),
            ReasonCode::Cost
            | ReasonCode::Workload
            | ReasonCode::UnclearEffect
            | ReasonCode::PrivacyOrSafety
            | ReasonCode::Alternative
            | ReasonCode::OutsideRemit
            | ReasonCode::Legislation
            | ReasonCode::UnfitForPublication
            | ReasonCode::Merged
            | ReasonCode::Other => code.code.name().unwrap_or_default().to_owned(),
        }
    }

    /// Something that was asked for cannot be read.
    pub(super) fn is_wrong(&self) -> bool {
        self.strange_reason || self.short_text
    }

    /// Anything is asked for.
    pub(super) fn is_any(&self) -> bool {
        !self.typed.is_empty()
    }

    /// As typed.
    pub(super) fn get(&self, name: &str) -> &str {
        self.typed.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
    }

    /// The same for a file of the list, as a further part of an address.
    pub(super) fn of_file(&self) -> String {
        let pairs = self.typed.iter().map(|(name, value)| match (*name, value.as_str()) {
            ("reason", Self::UNCLASSIFIED) => "&unclassified=true".to_owned(),
            (name, value) => format!("&{name}={}", encoded(value)),
        });
        pairs.collect()
    }

    /// The query that asks for the same and another class of reasons; for any class where that is empty.
    pub(super) fn with_reason(&self, reason: &str) -> String {
        let others = self.typed.iter().filter(|(name, _)| *name != "reason");
        let others = others.map(|(name, value)| (*name, value.as_str()));
        let all = others.chain([("reason", reason)]).filter(|(_, value)| !value.is_empty());
        let pairs: Vec<String> = all.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(&str, &str)]) -> Asked {
        Asked::read(|wanted| {
            pairs.iter().find(|(name, _)| *name == wanted).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn an_address_is_read_into_what_it_asks_for() {
        let all =
            asked(&[("reason", "cost"), ("started", "false"), ("text", "費用"), ("cycle", "平成30年11月")]);
        assert_eq!(all.filter.code, Some(ReasonCode::Cost));
        assert_eq!(all.filter.started, Some(Started::No));
        assert_eq!(all.filter.cycle.as_deref(), Some("平成30年11月"));
        assert!(all.filter.text.is_some() && !all.is_wrong());
        let unclassified = asked(&[("reason", "unclassified")]);
        assert!(unclassified.filter.unclassified && unclassified.filter.code.is_none());
        assert!(!asked(&[("body", " ")]).is_any(), "a form sends its empty fields too");
    }

    #[test]
    fn what_cannot_be_read_is_said_and_not_asked_for() {
        assert!(asked(&[("reason", "nonsense")]).strange_reason);
        let short = asked(&[("text", "費")]);
        assert!(short.short_text && short.filter.text.is_none());
    }

    #[test]
    fn a_link_to_a_class_keeps_what_else_is_asked_for() {
        let asked = asked(&[("text", "費用&"), ("reason", "cost")]);
        assert_eq!(asked.with_reason("workload"), "?text=%E8%B2%BB%E7%94%A8%26&reason=workload");
        assert_eq!(asked.with_reason(""), "?text=%E8%B2%BB%E7%94%A8%26");
    }
}

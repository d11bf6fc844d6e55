//! Why something was decided: the reason and its classes, on what evidence, by which body, when. What is not recorded is
//! said not to be.

use super::marked::Piece;
use super::place::Place;
use super::step::Telling;
use domain::event::Outcome;
use domain::id::SourceId;
use domain::value::{Certainty, Evidence, Reason};
use projections::report::DecisionRef;
use projections::wording::{self, Language};
use std::collections::BTreeSet;

/// Why something was decided.
pub(super) struct Grounds {
    /// The numbers in it lead to their items.
    pub(super) reason: Vec<Piece>,
    /// The reason is in the document's words.
    pub(super) stated: bool,
    /// Whether the decision needs a reason at all: 「変更なし」 does not.
    pub(super) expected: bool,
    /// The classes of the reason; none where it is not classified.
    pub(super) codes: Vec<String>,
    pub(super) body: Option<String>,
    pub(super) meeting: Option<String>,
    pub(super) decided_on: Option<String>,
    pub(super) result: Option<String>,
    /// From when it holds.
    pub(super) effective: Option<String>,
    /// What its cycle is called, and how that came about.
    pub(super) cycle: String,
    pub(super) origin: &'static str,
    pub(super) evidence: Vec<Proof>,
    /// 推定: worked out from a later edition.
    pub(super) inferred: bool,
    /// What of body, day and evidence is not recorded, in words.
    pub(super) missing: Vec<&'static str>,
    /// The decision's own page.
    pub(super) path: String,
}

/// A piece of evidence.
pub(super) struct Proof {
    pub(super) name: String,
    /// Where it can be had, where it is public.
    pub(super) path: Option<String>,
}

impl Grounds {
    pub(super) fn of(decision: &DecisionRef, telling: &Telling<'_>) -> Self {
        let (place, language) = (telling.place, telling.language());
        let adoption = decision.cycle.adoption.as_ref();
        let ends = decision.status.as_ref().is_some_and(|status| status.state.is_ending());
        let missing = [
            (decision.body.is_none(), language.of("決めた会議体", "deciding body")),
            (decision.decided_on.is_none(), language.of("決定した日", "day of the decision")),
            (decision.evidence.is_empty(), language.of("根拠資料", "evidence")),
        ];
        Self {
            missing: missing.into_iter().filter(|(is, _)| *is).map(|(_, name)| name).collect(),
            reason: telling.reason(decision),
            stated: matches!(decision.reason, Some(Reason::Stated(_))),
            expected: decision.reason.is_some() || (ends && decision.outcome != Outcome::Unchanged),
            codes: decision.codes.iter().map(|code| wording::code(code, language)).collect(),
            body: decision.body.as_ref().map(ToString::to_string),
            meeting: adoption.map(|adoption| adoption.meeting.to_string()),
            decided_on: decision.decided_on.map(|day| wording::day(day, language)),
            result: adoption.map(|adoption| wording::resolution(&adoption.result, language)),
            effective: decision.effective.as_ref().map(|date| date.text.clone()),
            cycle: decision.cycle.label.to_string(),
            origin: wording::cycle_origin(decision.cycle.origin, language),
            evidence: Proof::all(&decision.evidence, telling.sources, place, language),
            inferred: decision.certainty == Certainty::Inferred,
            path: place.at(&format!("d/{}", decision.decision)),
        }
    }
}

impl Grounds {
    /// Whether the reason is that text.
    pub(super) fn is_reason(&self, text: &str) -> bool {
        self.reason.iter().map(|piece| piece.text.as_str()).collect::<String>() == text
    }
}

impl Proof {
    pub(super) fn all(
        evidence: &[Evidence],
        sources: &BTreeSet<SourceId>,
        place: &Place,
        language: Language,
    ) -> Vec<Self> {
        let proof = |evidence: &Evidence| {
            let path = match evidence {
                Evidence::File { source, .. } if sources.contains(source) => Some(place.source(*source)),
                Evidence::File { .. } | Evidence::Citation { .. } => None,
            };
            Self { name: wording::evidence(evidence, language), path }
        };
        evidence.iter().map(proof).collect()
    }
}

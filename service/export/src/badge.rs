//! A status as pages and charts show it: by icon, border and text, never by colour alone.

use domain::value::CanonicalState;
use projections::wording::{self, Language};

/// How a canonical state looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Badge {
    /// The class of its style.
    pub class: &'static str,
    /// Its sign, which says nothing to those who hear a page.
    pub icon: &'static str,
    /// What it means, for readers of a page whose table is in another language; the words are the plan's own.
    pub gloss: Option<&'static str>,
}

impl Badge {
    /// The badge of a state, on a page of that language.
    pub const fn of(state: CanonicalState, language: Language) -> Self {
        let (class, icon) = match state {
            CanonicalState::Done => ("done", "✓"),
            CanonicalState::Ongoing => ("going", "▶"),
            CanonicalState::PartlyDone => ("partly", "◐"),
            CanonicalState::AsNeeded => ("needed", "◇"),
            CanonicalState::NotStarted => ("waiting", "□"),
            CanonicalState::UnderStudy | CanonicalState::UnderRevision => ("study", "…"),
            CanonicalState::Cancelled | CanonicalState::Abolished => ("ended", "×"),
            CanonicalState::Merged | CanonicalState::Transferred => ("moved", "→"),
            CanonicalState::OutOfScope => ("outside", "－"),
        };
        let gloss = match language {
            Language::Japanese => None,
            Language::English => Some(wording::state(state, language)),
        };
        Self { class, icon, gloss }
    }
}

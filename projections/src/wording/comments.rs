//! Public comments.

use super::Language;
use domain::event::ConsultationState;

/// Whether opinions are still taken.
pub const fn consultation_state(state: ConsultationState, language: Language) -> &'static str {
    match state {
        ConsultationState::Open => language.of("募集中・整理中", "open"),
        ConsultationState::Closed => language.of("終了", "closed"),
    }
}

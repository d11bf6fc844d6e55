//! Which status a refusal of the rules has: 409 where the caller may look again and decide anew, 422 where the command
//! itself breaks a rule, 404 where it names what is not there, 403 where somebody else must do it.

use super::{Problem, Words};
use axum::http::StatusCode;
use domain::Refusal;
use projections::wording::{self, Language};
use serde_json::Value;

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let said = |language| wording::refusal(&refusal, language);
        let detail = Words::new(said(Language::Japanese), said(Language::English));
        let data = serde_json::to_value(&refusal).unwrap_or_default();
        let Value::Object(mut data) = data else { return Self::new(status(&refusal), "refused") };
        let name = match data.remove("refusal") {
            Some(Value::String(name)) => name.replace('_', "-"),
            Some(_) | None => "refused".to_owned(),
        };
        let problem = Self::new(status(&refusal), &name).detail(detail);
        data.into_iter().fold(problem, |problem, (name, value)| problem.with(&name, value))
    }
}

fn status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::PlanAlreadyOpened
        | Refusal::PlanClosed
        | Refusal::OtherContent { .. }
        | Refusal::IdTaken { .. }
        | Refusal::VersionGap { .. }
        | Refusal::Stale { .. }
        | Refusal::LiveCycleExists { .. }
        | Refusal::CycleNotReady { .. }
        | Refusal::NotReopened { .. }
        | Refusal::Ended { .. }
        | Refusal::NotEnded { .. }
        | Refusal::DigestDiffers { .. }
        | Refusal::EditionExists { .. }
        | Refusal::Withdrawn { .. }
        | Refusal::AlreadyPublished { .. }
        | Refusal::NotPublished { .. }
        | Refusal::CellDiffers { .. }
        | Refusal::NumberTaken { .. } => StatusCode::CONFLICT,
        Refusal::OwnDecision { .. } => StatusCode::FORBIDDEN,
        Refusal::PlanNotOpened
        | Refusal::UnknownNode { .. }
        | Refusal::UnknownPlacement { .. }
        | Refusal::UnknownCycle { .. }
        | Refusal::UnknownEdition { .. }
        | Refusal::UnknownDecision { .. }
        | Refusal::UnknownSource { .. }
        | Refusal::UnknownRow { .. }
        | Refusal::UnknownColumn { .. }
        | Refusal::UnknownTerm { .. } => StatusCode::NOT_FOUND,
        Refusal::NoProfile
        | Refusal::NotAnItem { .. }
        | Refusal::NotListed { .. }
        | Refusal::StatusMissing { .. }
        | Refusal::StatusChanged { .. }
        | Refusal::ReasonMissing { .. }
        | Refusal::Undecided { .. }
        | Refusal::CommentMissing
        | Refusal::DateMissing { .. }
        | Refusal::ReadingMisfits { .. }
        | Refusal::NothingChanges
        | Refusal::UnderItself { .. }
        | Refusal::StillAbove { .. }
        | Refusal::NoRows => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

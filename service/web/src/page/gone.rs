//! The answer about an item or a decision of an edition that was withdrawn: who withdrew it, when and why. What was published
//! keeps an answer.

use super::place::Place;
use super::{Frame, reader};
use crate::extract::Known;
use crate::problem::Problem;
use crate::respond::Answer;
use crate::router::Site;
use app::{AppError, Thing};
use askama::Template;
use projections::report::EditionRef;
use projections::wording;

#[derive(Template)]
#[template(path = "gone.html")]
struct Gone<'p> {
    frame: &'p Frame,
    place: &'p Place,
    /// What the address names.
    of: &'static str,
    edition: &'p EditionRef,
    how: &'static str,
    /// When that was recorded.
    when: Option<String>,
}

/// What a reader does not find.
pub(super) struct Missing<'n> {
    pub(super) plan: &'n str,
    pub(super) thing: Thing,
    /// As the address names it.
    pub(super) id: &'n str,
}

/// The answer about what is not there for the reader: that it was withdrawn, or that there is no such thing.
pub(super) async fn show(site: &Site, frame: &Frame, known: &Known, missing: Missing<'_>) -> Answer {
    let Missing { plan, thing, id } = missing;
    let withdrawn = site.app.gone(&reader(), plan, id).await?;
    let withdrawn = withdrawn.ok_or_else(|| Problem::from(AppError::not_found(thing, id)))?;
    let edition = &withdrawn.edition;
    let overview = site.app.plan(&reader(), plan).await?;
    let place = Place::of(&overview.plan, None);
    let kind = edition.withdrawn.as_ref().map(|withdrawal| withdrawal.kind);
    let of = if thing == Thing::Decision {
        frame.language.of("決定", "decision")
    } else {
        frame.language.of("実施事業", "item")
    };
    let how = kind.map_or("", |kind| wording::withdrawal(kind, frame.language));
    let when = withdrawn.withdrawn_at.map(wording::recorded_at);
    frame.show(known, &Gone { frame, place: &place, of, edition, how, when })
}

//! Which table of a plan a page shows: its edition or its day, by which records, what came before and after it.

use super::Frame;
use crate::header::encoded;
use app::request::Look;
use domain::value::PrintedDate;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{TimeZone, offset};
use projections::report::{EditionKind, EditionRef, PlanOverview, TableOf, TableReport};
use projections::wording;

/// Which table a page shows.
pub(super) struct Standing {
    /// What the table is called: 令和3年3月.
    pub(super) label: String,
    /// The edition's id, for addresses; none where the table is no edition.
    pub(super) edition: Option<String>,
    /// How the edition came about.
    pub(super) origin: &'static str,
    /// 推定: it was worked out from a later edition.
    pub(super) inferred: bool,
    /// The day on the axis of effect, in words and for machines.
    pub(super) on: Option<(String, String)>,
    /// Until when records count, in words; of an edition only where the reader asked for that.
    pub(super) recorded: Option<String>,
    /// What the reader typed for the day and for the moment.
    pub(super) as_of: String,
    pub(super) recorded_at: String,
    /// Set when the edition is withdrawn.
    pub(super) withdrawn: Option<Withdrawn>,
    /// The editions before and after, withdrawn ones apart: id and label.
    pub(super) before: Option<(String, String)>,
    pub(super) after: Option<(String, String)>,
    /// The rest of an export's address.
    pub(super) export: String,
}

/// That an edition is withdrawn: how, by whom, when and why.
pub(super) struct Withdrawn {
    pub(super) kind: &'static str,
    pub(super) authority: String,
    pub(super) at: Option<String>,
    pub(super) reason: String,
}

impl Standing {
    pub(super) fn of(plan: &PlanOverview, table: &TableReport, look: &Look, frame: &Frame) -> Self {
        let edition = table.edition.as_ref().or(table.in_force.as_ref());
        let withdrawn = edition.and_then(|edition| edition.withdrawn.as_ref()).map(|withdrawn| Withdrawn {
            kind: wording::withdrawal(withdrawn.kind, frame.language),
            authority: withdrawn.authority.to_string(),
            at: table.withdrawn_at.map(wording::recorded_at),
            reason: withdrawn.reason.to_string(),
        });
        let on = match table.of {
            TableOf::AsOf(day) => Some((day_in_words(day, frame), day.to_string())),
            TableOf::Edition(_) | TableOf::Current | TableOf::Cycle(_) => None,
        };
        let on_a_day = on.is_some();
        let [before, after] = neighbours(plan, table.edition.as_ref());
        let named = |name, text: &Option<String>| {
            text.as_ref().map(|text| format!("&{name}={}", encoded(text))).unwrap_or_default()
        };
        let of_edition = table.edition.as_ref().map(|edition| edition.id.to_string());
        Self {
            label: edition.map(|edition| edition.label.to_string()).unwrap_or_default(),
            origin: edition.map_or("", |edition| wording::edition_kind(edition.kind, frame.language)),
            inferred: edition.is_some_and(|edition| edition.kind == EditionKind::Inferred),
            on,
            recorded: match &look.recorded_at {
                Some(moment) => Some(moment_in_words(moment, frame)),
                None => on_a_day.then(|| day_in_words(today(), frame)),
            },
            as_of: look.as_of.clone().unwrap_or_default(),
            recorded_at: look.recorded_at.clone().unwrap_or_default(),
            withdrawn,
            before,
            after,
            export: [
                named("edition", &of_edition),
                named("as_of", &look.as_of),
                named("recorded_at", &look.recorded_at),
            ]
            .concat(),
            edition: of_edition,
        }
    }
}

/// A day as the page's readers write it.
fn day_in_words(day: Date, frame: &Frame) -> String {
    if frame.is_english() { day.strftime("%-d %B %Y").to_string() } else { PrintedDate::on(day).text }
}

/// A moment as the reader gave it: a day, or to the minute.
fn moment_in_words(moment: &str, frame: &Frame) -> String {
    if let Ok(at) = moment.parse::<Timestamp>() {
        return wording::recorded_at(at);
    }
    let day = PrintedDate::parse(moment).ok().and_then(|date| date.end);
    day.map_or_else(|| moment.to_owned(), |day| day_in_words(day, frame))
}

/// Today, where plans are kept.
fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::fixed(offset(9))).date()
}

/// The editions before and after this one.
fn neighbours(plan: &PlanOverview, edition: Option<&EditionRef>) -> [Option<(String, String)>; 2] {
    let Some(edition) = edition else { return [None, None] };
    let place = plan.editions.iter().position(|other| other.id == edition.id);
    let Some(place) = place else { return [None, None] };
    let shown = |edition: &EditionRef| (edition.id.to_string(), edition.label.to_string());
    let there = |edition: &&EditionRef| edition.withdrawn.is_none();
    [
        plan.editions[..place].iter().rfind(there).map(shown),
        plan.editions[place + 1..].iter().find(there).map(shown),
    ]
}

//! An item's time line: a band that runs down through the days on which something is known, in the texture of what the
//! item's state was, and beside each day what happened. Days stand one below the other whatever lies between them; how
//! much does is written there. What is inferred has a dashed border and is named so; what is unknown is shown as unknown.

use super::ink::{Edge, INK, SOFT};
use super::scene::{BADGE, Name, Rect, Scene, Shape, Words};
use super::{Figure, Numbers};
use domain::event::Outcome;
use jiff::civil::Date;
use projections::report::{EditionKind, Span, Standing, TimelineReport};
use projections::wording::{self, ChartHeading, Language, Milestone};
use std::collections::BTreeMap;

/// The band.
const BAND: Rect = Rect { x: 2.0, y: 1.0, width: 26.0, height: 0.0 };
/// Where the words begin.
const TEXT: f64 = 48.0;
/// The line of a day's date.
const DATE: f64 = 28.0;
/// A line with a badge.
const LINE: f64 = 32.0;

/// Draws an item's time line.
pub fn timeline(report: &TimelineReport, language: Language, id: &str) -> Figure {
    let title = wording::timeline_title(report, language);
    let about = wording::timeline_about(report, language);
    let name = Name { id, title: &title, about: &about };
    let days = days(report, language);
    let draw = |shape, width| draw(report, &days, Scene::new(&name, shape, language, width));
    Figure {
        id: id.to_owned(),
        language,
        wide: draw(Shape::Wide, 720.0),
        narrow: draw(Shape::Narrow, 360.0),
        numbers: numbers(&days, &title, language),
        caption: title,
    }
}

/// Something that stands on the line.
struct Event {
    milestone: Milestone,
    /// How the item stands by it; none where it says nothing of that.
    standing: Option<Standing>,
    /// Its date as printed.
    date: String,
    /// Which edition or cycle.
    occasion: String,
    /// The status as printed.
    wording: String,
    /// Stated, inferred or confirmed; empty where that is not the question.
    certainty: &'static str,
    inferred: bool,
    /// 変更なし or 再開, of a decision that is no change.
    outcome: Option<&'static str>,
    /// From when a decision holds, where that is stated.
    effective: Option<String>,
}

/// What stands on each day; without a day first.
type Days = BTreeMap<Option<Date>, Vec<Event>>;

fn days(report: &TimelineReport, language: Language) -> Days {
    let mut days = Days::new();
    let wording_of = |status: Option<&domain::value::Status>| {
        status.map(|status| status.wording.clone()).unwrap_or_default()
    };
    for edition in &report.editions {
        let named = &edition.edition;
        let inferred = match named.kind {
            EditionKind::Inferred => true,
            EditionKind::Transcribed | EditionKind::Adopted => false,
        };
        days.entry(named.date.start).or_default().push(Event {
            milestone: Milestone::Printed,
            standing: Some(edition.standing),
            date: named.date.text.clone(),
            occasion: named.label.to_string(),
            wording: wording_of(edition.status.as_ref()),
            certainty: wording::edition_kind(named.kind, language),
            inferred,
            outcome: None,
            effective: None,
        });
    }
    for decision in &report.decisions {
        let told = &decision.decision;
        let state = told.status.as_ref().map(|status| status.state);
        days.entry(decision.day).or_default().push(Event {
            milestone: Milestone::Decided,
            standing: Some(Standing::stated(state)),
            date: told.cycle.date.text.clone(),
            occasion: told.cycle.label.to_string(),
            wording: wording_of(told.status.as_ref()),
            certainty: wording::certainty(told.certainty, language),
            inferred: told.certainty == domain::value::Certainty::Inferred,
            outcome: match told.outcome {
                Outcome::Changed => None,
                other @ (Outcome::Unchanged | Outcome::Revived) => Some(wording::outcome(other, language)),
            },
            effective: told.effective.as_ref().map(|date| wording::since(date, language)),
        });
    }
    for span in report.spans.iter().filter(|span| span.from.is_some()) {
        days.entry(span.from).or_default();
        let known = days.get(&span.from).is_some_and(|events| !events.is_empty());
        if !known {
            let date = span.since.as_ref().map(|since| wording::since(since, language));
            days.entry(span.from).or_default().push(Event {
                milestone: Milestone::Began,
                standing: Some(span.standing),
                date: date.unwrap_or_default(),
                occasion: String::new(),
                wording: wording_of(span.status.as_ref()),
                certainty: wording::certainty(span.certainty, language),
                inferred: span.is_inferred(),
                outcome: None,
                effective: None,
            });
        }
    }
    if let Some(schedule) = report.schedule.as_ref().filter(|schedule| schedule.start.is_some()) {
        days.entry(schedule.start).or_default().push(Event {
            milestone: Milestone::Planned,
            standing: None,
            date: schedule.text.clone(),
            occasion: schedule.text.clone(),
            wording: String::new(),
            certainty: "",
            inferred: false,
            outcome: None,
            effective: None,
        });
    }
    for events in days.values_mut() {
        events.sort_by_key(|event| event.milestone);
    }
    days
}

fn draw(report: &TimelineReport, days: &Days, mut scene: Scene) -> Scene {
    let language = scene.language;
    let mut y = BAND.y;
    let unknown = report.spans.first().filter(|span| span.from.is_none());
    if let Some(span) = unknown {
        let name = wording::standing(span.standing, language);
        let width = scene.badge(TEXT, y + 4.0, span.standing, name);
        let (x, room) = (TEXT + width + 8.0, scene.width - TEXT - width - 8.0);
        let words = Words::new(x, y + 21.0, wording::nothing_known(language)).ink(SOFT);
        scene.words(words.sized(13.0).within(room));
        y += LINE + 18.0;
    }
    let last = days.iter().rev().find(|(_, events)| happened(events)).map(|(day, _)| *day);
    let mut places: BTreeMap<Option<Date>, f64> = BTreeMap::new();
    let mut since = y;
    let mut previous: Option<Date> = None;
    for (day, events) in days {
        if let (Some(before), Some(day)) = (previous, day)
            && let Some(passed) = wording::elapsed(months(before, *day), language)
        {
            let inferred = inferred_between(report, before, *day);
            let passed = if inferred {
                wording::bracketed(&passed, wording::inferred(language), language)
            } else {
                passed
            };
            scene.words(Words::new(TEXT, y + 6.0, &format!("↓ {passed}")).sized(13.0).ink(SOFT));
            y += 24.0;
        }
        places.insert(*day, y + DATE / 2.0);
        y = draw_day(&mut scene, events, y) + 10.0;
        if last == Some(*day) {
            since = y;
            let words = Words::new(TEXT, y + 6.0, wording::nothing_since(language)).sized(13.0).ink(SOFT);
            scene.words(words.within(scene.width - TEXT));
            y += 24.0;
        }
        previous = *day;
    }
    draw_band(&mut scene, report, &places, [since, y]);
    for (day, place) in &places {
        // Nothing stands for sure on a day that only a plan names.
        let sure = happened(&days[day]);
        let middle = BAND.x + BAND.width / 2.0;
        let ring = Rect { x: middle - 8.0, y: place - 8.0, width: 16.0, height: 16.0 };
        let (stroke, thick) = if sure { (INK, 3.0) } else { (SOFT, 1.5) };
        scene.plain(ring, 8.0, ("#fff", stroke, thick));
    }
    scene.height = y + 14.0;
    scene
}

/// Whether more than a plan stands on a day.
fn happened(events: &[Event]) -> bool {
    events.iter().any(|event| event.milestone != Milestone::Planned)
}

/// The date and, line by line, what happened; where the next day begins.
fn draw_day(scene: &mut Scene, events: &[Event], top: f64) -> f64 {
    let language = scene.language;
    let mut y = top;
    // What was planned for a day does not name it where something happened.
    let date = events.iter().find(|event| event.milestone != Milestone::Planned).or(events.first());
    let date = date.map(|event| event.date.as_str()).unwrap_or_default();
    scene.words(Words::new(TEXT, y + 20.0, date).bold().sized(16.0).within(scene.width - TEXT));
    y += DATE;
    for event in events {
        let mut x = TEXT;
        if let Some(standing) = event.standing {
            x += scene.badge(TEXT, y + 2.0, standing, wording::standing(standing, language)) + 8.0;
        }
        let what = event.said(language);
        let room = scene.width - x;
        let words = Words::new(x, y + 2.0 + BADGE * 0.7, &what).sized(14.0);
        if super::measure::width(&what, 14.0) > room && event.standing.is_some() {
            y += 26.0;
            let words = Words::new(TEXT, y + 2.0 + BADGE * 0.6, &what).sized(14.0);
            scene.words(words.within(scene.width - TEXT));
        } else {
            scene.words(words.within(room));
        }
        y += LINE;
    }
    y
}

/// The band, span by span, under the rings of its days. After the last day on which something is recorded it is thinner:
/// what held then holds until something else is recorded.
fn draw_band(
    scene: &mut Scene,
    report: &TimelineReport,
    places: &BTreeMap<Option<Date>, f64>,
    [since, end]: [f64; 2],
) {
    let place = |day: Option<Date>| day.and_then(|day| places.get(&Some(day)).copied());
    let middle = BAND.x + BAND.width / 2.0;
    for span in &report.spans {
        let top = place(span.from).unwrap_or(BAND.y);
        let edge =
            if span.is_inferred() || span.standing == Standing::Unknown { Edge::Dashed } else { Edge::Solid };
        let about = about(span, scene.language);
        if span.until.is_none() {
            let thin = Rect { x: middle - 5.0, y: since, width: 10.0, height: end - since };
            scene.area(thin, span.standing, Edge::Dashed, about.clone());
        }
        let bottom = place(span.until).unwrap_or(since);
        let rect = Rect { y: top, height: bottom - top, ..BAND };
        scene.area(rect, span.standing, edge, about);
    }
    let (left, right, below) = (middle - 6.0, middle + 6.0, end + 8.0);
    scene.line(format!("M{left} {end}L{middle} {below}L{right} {end}"), SOFT);
}

fn about(span: &Span, language: Language) -> String {
    let name = wording::standing(span.standing, language);
    let inferred = if span.is_inferred() {
        wording::bracketed(name, wording::inferred(language), language)
    } else {
        name.to_owned()
    };
    match &span.since {
        Some(since) => format!("{inferred}: {}", wording::since(since, language)),
        None => inferred,
    }
}

/// Whether all that is said of the days between two days is inferred.
fn inferred_between(report: &TimelineReport, from: Date, to: Date) -> bool {
    let covers = |span: &&Span| {
        span.from.is_some_and(|first| first <= from) && span.until.is_none_or(|until| until >= to)
    };
    report.spans.iter().find(covers).is_some_and(Span::is_inferred)
}

/// Whole months from one day to a later one.
fn months(from: Date, to: Date) -> u32 {
    let of = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    let part = i32::from(to.day() < from.day());
    u32::try_from(of(to) - of(from) - part).unwrap_or(0)
}

impl Event {
    /// What happened, in a line: 「見直しの決定 令和3年3月（推定）」.
    fn said(&self, language: Language) -> String {
        let what = wording::milestone(self.milestone, language);
        let what =
            if self.occasion.is_empty() { what.to_owned() } else { format!("{what} {}", self.occasion) };
        let mut notes: Vec<String> = self.outcome.iter().map(ToString::to_string).collect();
        if self.inferred {
            notes.push(wording::inferred(language).to_owned());
        }
        if let Some(effective) = &self.effective {
            notes.push(wording::holds_from(effective, language));
        }
        if notes.is_empty() {
            what
        } else {
            wording::bracketed(&what, &notes.join(wording::comma(language)), language)
        }
    }
}

fn numbers(days: &Days, title: &str, language: Language) -> Numbers {
    let headings = [
        ChartHeading::When,
        ChartHeading::What,
        ChartHeading::Status,
        ChartHeading::Wording,
        ChartHeading::Certainty,
    ];
    let row = |event: &Event| {
        let standing = event.standing.map(|standing| wording::standing(standing, language).to_owned());
        let what = event.said(language);
        let cells = [event.date.clone(), what, standing.unwrap_or_default(), event.wording.clone()];
        cells.into_iter().chain([event.certainty.to_owned()]).collect()
    };
    Numbers {
        caption: title.to_owned(),
        headings: headings.map(|heading| wording::chart_heading(heading, language).to_owned()).to_vec(),
        rows: days.values().flatten().map(row).collect(),
    }
}

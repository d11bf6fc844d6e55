//! Names and what they stand for, as the template reads them: with the heading whose they are, as a card.
//!
//! A card that fits on a page is not broken; on the pages of a longer one its heading stands again.

use super::data::{Outline, Setting, Words, words};
use crate::document::Run;
use serde::Serialize;

/// Names and what they stand for.
#[derive(Debug, Serialize)]
pub(super) struct FactsData {
    /// The heading whose they are.
    heading: Option<Heading>,
    keeps: Keeps,
    rows: Vec<(String, Words)>,
}

/// A heading outside tables.
#[derive(Debug, Serialize)]
pub(super) struct Heading {
    level: u8,
    text: String,
    /// What stands behind it where it is said again.
    again: &'static str,
}

/// How they lie on pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Keeps {
    /// On one.
    Whole,
    /// On several, the heading on each of them.
    Heading,
    /// As it comes.
    Nothing,
}

/// The size of the text outside tables, the sizes of headings by their levels, and what lies between lines, in points
/// and in shares of the size. The template says the same.
pub(super) const SIZE: f64 = 10.5;
const HEADINGS: [f64; 3] = [15.0, 12.5, 11.0];
const LINE: f64 = 1.36;
/// What lies around a row, and around its words at both sides, in points.
const ROW: f64 = 8.0;
const BESIDE: f64 = 28.0;
/// Which share of a page a heading may fill that stands on each of them.
const MOST: f64 = 0.45;

/// Facts, below the heading that stands right above them, if any does.
pub(super) fn facts(
    facts: &[(String, Vec<Run>)],
    heading: Option<(u8, String)>,
    setting: &Setting<'_>,
) -> FactsData {
    let across = setting.page.text_width() / SIZE;
    let rows = facts
        .iter()
        .map(|(name, runs)| (setting.glyphs.of(name), words(runs, setting, &setting.plain, across / 2.0)));
    let again = setting.language.of("（続き）", " (continued)");
    let heading = heading.map(|(level, text)| Heading { level, text, again });
    let keeps = heading.as_ref().map_or(Keeps::Nothing, |heading| keeps(facts, heading, setting));
    FactsData { rows: rows.collect(), keeps, heading }
}

/// The text of a heading, and its level.
pub(super) fn heading(
    level: u8,
    text: &str,
    setting: &Setting<'_>,
    outline: &mut Outline,
) -> Option<(u8, String)> {
    // The greatest heading is half as large again.
    let across = setting.page.text_width() / SIZE / 1.5;
    let text = setting.strong.breakable(&setting.glyphs.of(text), across);
    (!text.trim().is_empty()).then(|| (outline.of_section(level), text))
}

fn keeps(facts: &[(String, Vec<Run>)], heading: &Heading, setting: &Setting<'_>) -> Keeps {
    let page = setting.page;
    let size = HEADINGS[usize::from(heading.level.clamp(1, 3)) - 1];
    // What is set again behind it is at the end of its last line.
    let said = format!("{}{}", heading.text, heading.again);
    let head = f64::from(setting.strong.lines(&said, page.text_width() / size)) * size * LINE + size * 0.7;
    let names = facts.iter().map(|(name, _)| setting.strong.widest_line(name)).fold(0.0, f64::max);
    let width = ((page.text_width() - BESIDE) / SIZE - names).max(1.0);
    let row = |(name, runs): &(String, Vec<Run>)| {
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        let lines = setting.plain.lines(&text, width).max(name.split('\n').count() as u32);
        f64::from(lines) * SIZE * LINE + ROW
    };
    let height: f64 = head + facts.iter().map(row).sum::<f64>();
    if setting.loose || head > page.text_height() * MOST {
        Keeps::Nothing
    } else if height <= page.text_height() {
        Keeps::Whole
    } else {
        Keeps::Heading
    }
}

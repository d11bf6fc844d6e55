//! A page under the keys: where Tab leads, whether one sees it, and whether it misses anything.

use super::{Browser, Colour, ratio};
use serde_json::{Value, json};

const MARK: &str = include_str!("scripts/mark.js");
const FOCUSED: &str = include_str!("scripts/focused.js");
/// The least contrast of what shows the focus (WCAG 1.4.11).
const SEEN: f64 = 3.0;

/// What has the focus after a press of Tab.
#[derive(Debug, Clone)]
pub struct Stop {
    /// Which of the page's links and controls, in the order of the document; none for something else.
    pub number: Option<u64>,
    /// What it is and says.
    pub what: String,
    /// Left, top, right, bottom, from the top of the page.
    pub place: [f64; 4],
    /// Why one does not see that it has the focus, if so.
    pub unseen: Option<String>,
}

impl Browser {
    /// Presses a key: `Tab`, `Enter` or ` `.
    pub async fn press(&self, key: &str) {
        let (code, number, text) = match key {
            "Tab" => ("Tab", 9, None),
            "Enter" => ("Enter", 13, Some("\r")),
            " " => ("Space", 32, Some(" ")),
            other => panic!("no such key here: {other}"),
        };
        for kind in ["keyDown", "keyUp"] {
            let mut event = json!({
                "type": kind, "key": key, "code": code, "windowsVirtualKeyCode": number,
            });
            if let (Some(text), "keyDown") = (text, kind) {
                event["text"] = text.into();
            }
            let _ = self.command("Input.dispatchKeyEvent", event).await;
        }
    }

    /// What has the focus.
    pub async fn focused(&self) -> Option<Stop> {
        let told = self.evaluate(FOCUSED).await;
        (!told.is_null()).then(|| stop(&told))
    }

    /// Presses Tab until the page is left, and returns every stop, with how many links and controls the page has.
    pub async fn walk(&self) -> (Vec<Stop>, u64) {
        let count = self.evaluate(MARK).await.as_u64().expect("a count");
        let mut stops = Vec::new();
        // From the last one Tab leads out of the page, or to its beginning again.
        for _ in 0..=2 * count + 10 {
            self.press("Tab").await;
            let Some(stop) = self.focused().await else { break };
            if stops.first().is_some_and(|first: &Stop| first.number == stop.number) {
                break;
            }
            stops.push(stop);
        }
        (stops, count)
    }
}

/// What is wrong with a walk: something that Tab does not reach, a step back, a focus that is not seen.
#[must_use]
pub fn findings(stops: &[Stop], count: u64) -> Vec<String> {
    let mut findings = Vec::new();
    let missed = (0..count).filter(|number| !stops.iter().any(|stop| stop.number == Some(*number)));
    findings.extend(missed.map(|number| format!("Tab does not reach control {number} of {count}")));
    for stop in stops {
        findings
            .extend(stop.unseen.as_ref().map(|why| format!("the focus on {} is not seen: {why}", stop.what)));
    }
    // The first is the link that skips to the content; it has no place of its own.
    for pair in stops.windows(2).skip(1) {
        if is_back(pair[0].place, pair[1].place) {
            findings.push(format!("Tab leads back from {} to {}", pair[0].what, pair[1].what));
        }
    }
    findings
}

/// Whether the second place is read before the first: above it and not in a later column, or left of it on its line.
fn is_back(
    [left, top, right, bottom]: [f64; 4],
    [next_left, next_top, next_right, next_bottom]: [f64; 4],
) -> bool {
    let above = next_bottom <= top && next_left < right;
    let overlap = bottom.min(next_bottom) - top.max(next_top);
    let same_line = overlap > 0.5 * (bottom - top).min(next_bottom - next_top);
    above || (same_line && next_right <= left)
}

fn stop(told: &Value) -> Stop {
    let place = [0, 1, 2, 3].map(|side| told["place"][side].as_f64().expect("a side"));
    let what = told["what"].as_str().expect("a text").to_owned();
    let unseen = told["unseen"].as_str().map(str::to_owned).or_else(|| faint(told));
    Stop { number: told["number"].as_u64(), what, place, unseen }
}

/// An outline that hardly differs from what it lies on.
fn faint(told: &Value) -> Option<String> {
    let colour = |text: &Value| Colour::parse(text.as_str().unwrap_or_default());
    let backs = told["backs"].as_array().into_iter().flatten().rev().filter_map(colour);
    let back = backs.fold(Colour::WHITE, |below, top| top.over(below));
    let outline = colour(&told["outline"])?.over(back);
    let contrast = ratio(outline, back);
    (contrast < SEEN).then(|| format!("the outline has a contrast of {contrast:.2}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(number: u64, left: f64, top: f64) -> Stop {
        let place = [left, top, left + 50.0, top + 20.0];
        Stop { number: Some(number), what: format!("link {number}"), place, unseen: None }
    }

    #[test]
    fn a_walk_in_the_order_of_reading_has_no_findings() {
        let skip = at(0, 16.0, 8.0);
        let walk = [skip, at(1, 0.0, 0.0), at(2, 60.0, 4.0), at(3, 0.0, 30.0), at(4, 200.0, 0.0)];
        assert!(findings(&walk, 5).is_empty(), "the fifth begins a second column");
    }

    #[test]
    fn a_step_back_and_what_is_missed_are_found() {
        let up = [at(0, 0.0, 0.0), at(1, 0.0, 100.0), at(2, 0.0, 50.0)];
        assert_eq!(findings(&up, 3), ["Tab leads back from link 1 to link 2"]);
        let left = [at(0, 0.0, 0.0), at(1, 100.0, 50.0), at(2, 0.0, 50.0)];
        assert_eq!(
            findings(&left, 4),
            ["Tab does not reach control 3 of 4", "Tab leads back from link 1 to link 2"]
        );
    }
}

//! What is measured of a page: whether it fits, whether text is cut, the size of targets, and contrast.

use super::{Browser, Colour, ratio};
use serde_json::Value;

const FITS: &str = include_str!("scripts/fits.js");
const TARGETS: &str = include_str!("scripts/targets.js");
const COLOURS: &str = include_str!("scripts/colours.js");
const FORCED: &str = include_str!("scripts/forced.js");
const PRINTED: &str = include_str!("scripts/printed.js");
const MOVES: &str = include_str!("scripts/moves.js");

impl Browser {
    /// What is wider than the screen, scrolls sideways without a name and keys, or is cut off (WCAG 1.4.4, 1.4.10, 1.4.12).
    pub async fn misfits(&self) -> Vec<String> {
        self.findings(FITS).await
    }

    /// Targets that are smaller than 24 by 24 pixels and too near to another (WCAG 2.5.8).
    pub async fn small_targets(&self) -> Vec<String> {
        self.findings(TARGETS).await
    }

    /// Text, edges of badges and controls, and shapes of charts that hardly differ from what they lie on (WCAG 1.4.3,
    /// 1.4.11).
    ///
    /// # Panics
    /// If the page has no text.
    pub async fn faint(&self) -> Vec<String> {
        let told = self.evaluate(COLOURS).await;
        let told = told.as_array().expect("a list of measures");
        assert!(!told.is_empty(), "there is nothing to be seen at {}", self.address().await);
        told.iter().filter_map(faint).collect()
    }

    /// Badges and shapes that lose their form where the reader's own colours are forced upon the page.
    pub async fn lost_in_forced_colours(&self) -> Vec<String> {
        self.findings(FORCED).await
    }

    /// What paper would not show: folded parts, a header that is not repeated. To be asked as for print.
    pub async fn lost_in_print(&self) -> Vec<String> {
        self.findings(PRINTED).await
    }

    /// What moves. To be asked as a reader who prefers less of it.
    pub async fn moves(&self) -> Vec<String> {
        self.findings(MOVES).await
    }
}

/// A finding, if the best of the colours that a thing is made of is too near to what it lies on.
fn faint(told: &Value) -> Option<String> {
    let what = told["what"].as_str().expect("a text");
    let colour = |value: &Value| {
        let text = value.as_str().unwrap_or_default();
        Colour::parse(text).unwrap_or_else(|| panic!("{what}: {text:?} is no colour"))
    };
    let list = |name: &str| told[name].as_array().expect("a list of colours");
    let back = list("backs").iter().rev().map(colour).fold(Colour::WHITE, |below, top| top.over(below));
    let best = list("fronts").iter().map(|front| ratio(colour(front).over(back), back)).fold(1.0, f64::max);
    let least = told["least"].as_f64().expect("a number");
    // Two places, as the criterion is read: 4.497 is not 4.5.
    (best < least).then(|| format!("{what}: a contrast of {best:.2}, {least} is needed"))
}

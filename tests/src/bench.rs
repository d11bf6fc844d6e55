//! What the benchmarks share: how they are asked, how they sum up, and the line that each figure prints.
//!
//! A figure is quoted with its limit or peer, which was measured in the same run and in turn with it: machines differ,
//! and one disk may be forty times slower from one minute to the next. No test asserts a time; `tests/bench` runs the
//! benchmarks and prints what they say.

pub mod copies;
pub mod plan;

use std::io::Write as _;
use std::time::Duration;

/// The variable that names a file to which each figure is added, a line with tabs each; `tests/bench` makes it a table.
pub const FIGURES: &str = "MINAOSHI_BENCH_FIGURES";

/// What the command line asks of a benchmark. `cargo bench` passes the same words to all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    /// Tiny sizes, to see that it runs; the figures say nothing.
    pub smoke: bool,
    /// How many events are folded again.
    pub events: Option<u32>,
}

impl Asked {
    /// Reads `--smoke` and `--events N`; what cargo adds is passed over.
    ///
    /// # Panics
    /// If the words make no sense.
    #[must_use]
    pub fn from_args() -> Self {
        Self::of(std::env::args().skip(1))
    }

    fn of(mut words: impl Iterator<Item = String>) -> Self {
        let mut asked = Self::default();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--smoke" => asked.smoke = true,
                "--events" => {
                    let number = words.next().unwrap_or_default();
                    asked.events =
                        Some(number.parse().unwrap_or_else(|_| panic!("--events {number:?}: a number")));
                }
                "--bench" => {}
                other => panic!("{other:?} is not known; accepted are --smoke and --events N"),
            }
        }
        asked
    }

    /// One value for a real run, another for a smoke run.
    #[must_use]
    pub fn scale<T>(self, real: T, smoke: T) -> T {
        if self.smoke { smoke } else { real }
    }
}

/// What a figure should be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Aim {
    /// Not less.
    AtLeast(f64),
    /// Not more.
    AtMost(f64),
}

impl Aim {
    /// Whether a value is what it should be.
    #[must_use]
    pub fn is_met(self, value: f64) -> bool {
        match self {
            Self::AtLeast(aim) => value >= aim,
            Self::AtMost(aim) => value <= aim,
        }
    }
}

/// One line of the table.
#[derive(Debug, Clone)]
pub struct Figure {
    /// The row of the list of aims, such as `V1`.
    pub row: &'static str,
    /// What was done, on what.
    pub work: String,
    /// How it went, with its unit.
    pub figure: String,
    /// The limit or the peer, with its unit; empty where there is none.
    pub limit: String,
    /// What the aim is about: the ratio to the limit, or the figure itself.
    pub value: f64,
    /// The aim, and its unit; a ratio has none.
    pub aim: (Aim, &'static str),
}

impl Figure {
    /// Prints the line, and adds it to the file of [`FIGURES`].
    ///
    /// # Panics
    /// If that file cannot be written.
    pub fn print(&self) {
        let cells = self.cells();
        println!("{}", cells.join("  ·  "));
        if let Some(path) = std::env::var_os(FIGURES) {
            let file = std::fs::OpenOptions::new().create(true).append(true).open(&path);
            let written = file.and_then(|mut file| writeln!(file, "{}", cells.join("\t")));
            written.unwrap_or_else(|error| panic!("cannot write to {}: {error}", path.display()));
        }
    }

    /// Row, work, figure, limit, ratio, aim, verdict.
    fn cells(&self) -> [String; 7] {
        let (aim, unit) = self.aim;
        let is_ratio = unit.is_empty();
        let (sign, bound) = match aim {
            Aim::AtLeast(bound) => ("≥", bound),
            Aim::AtMost(bound) => ("≤", bound),
        };
        let ratio = if is_ratio { format!("{:.2}", self.value) } else { "–".to_owned() };
        let verdict = if aim.is_met(self.value) { "met" } else { "NOT MET" };
        [
            self.row.to_owned(),
            self.work.clone(),
            self.figure.clone(),
            if self.limit.is_empty() { "–".to_owned() } else { self.limit.clone() },
            ratio,
            format!("{sign} {bound}{}{unit}", if is_ratio { "" } else { " " }),
            verdict.to_owned(),
        ]
    }
}

/// The value below which this share of all lies; 0.5 is the median.
///
/// # Panics
/// If there are no values.
#[must_use]
pub fn percentile(values: &[f64], share: f64) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    let place = (share * values.len() as f64).ceil() as usize;
    values[place.clamp(1, values.len()) - 1]
}

/// The value in the middle.
///
/// # Panics
/// If there are no values.
#[must_use]
pub fn median(values: &[f64]) -> f64 {
    percentile(values, 0.5)
}

/// A time in milliseconds.
#[must_use]
pub fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// A line for whoever watches.
pub fn say(words: &str) {
    eprintln!("   {words}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: f64, aim: Aim, unit: &'static str) -> [String; 7] {
        let (work, figure, limit) = ("writing".into(), "3 ms".into(), "2 ms".into());
        Figure { row: "V0", work, figure, limit, value, aim: (aim, unit) }.cells()
    }

    #[test]
    fn a_ratio_is_held_against_its_aim() {
        let cells = figure(1.5, Aim::AtMost(1.5), "");
        assert_eq!(cells, ["V0", "writing", "3 ms", "2 ms", "1.50", "≤ 1.5", "met"]);
        assert_eq!(figure(0.49, Aim::AtLeast(0.5), "")[4..], ["0.49", "≥ 0.5", "NOT MET"]);
    }

    #[test]
    fn a_figure_with_a_unit_has_no_ratio() {
        assert_eq!(figure(20.1, Aim::AtMost(20.0), "ms")[4..], ["–", "≤ 20 ms", "NOT MET"]);
    }

    #[test]
    fn a_percentile_is_one_of_the_values() {
        let values: Vec<f64> = (1..=200).rev().map(f64::from).collect();
        assert_eq!(
            (median(&values), percentile(&values, 0.99), percentile(&values, 1.0)),
            (100.0, 198.0, 200.0)
        );
        assert_eq!(percentile(&[7.0], 0.01), 7.0);
    }

    #[test]
    fn the_words_of_the_command_line_are_understood() {
        let of = |words: &[&str]| Asked::of(words.iter().map(|word| (*word).to_owned()));
        assert_eq!(of(&["--bench"]), Asked::default());
        assert_eq!(of(&["--smoke", "--events", "5", "--bench"]), Asked { smoke: true, events: Some(5) });
    }

    #[test]
    #[should_panic(expected = "accepted are --smoke and --events N")]
    fn an_unknown_word_is_refused() {
        let _ = Asked::of(["--quick".to_owned()].into_iter());
    }
}

//! How long a PDF takes and what it needs, by rows of the published table; and whether many in a row need more and more.
//!
//! `--smoke` prints tiny ones, to see that it runs. The lines are those of every benchmark (`tests/src/bench.rs`), which
//! this one does not use: it is built without the rest of the service.
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]
#![allow(unreachable_pub, reason = "the modules of a benchmark are its own")]

#[path = "../examples/pdf/table.rs"]
mod table;

use export::Stretch;
use export::pdf::{Fonts, pdf};
use std::io::Write as _;
use std::time::Instant;

const SAMPLE: &str = include_str!("../../../tests/fixtures/nagareyama-2021-03.source.tsv");
/// The rows of the published table.
const ROWS: usize = 60;

fn main() {
    let smoke = std::env::args().any(|word| word == "--smoke");
    let fonts = Fonts::embedded();
    // The first one unpacks the fonts.
    let first = print(1, &fonts);
    figure(
        "the first PDF of a process, 60 rows",
        &format!("{:.0} ms", first.millis),
        "1000 ms",
        first.millis / 1000.0,
    );
    let times: Vec<f64> = (0..if smoke { 1 } else { 9 }).map(|_| print(1, &fonts).millis).collect();
    let median = median(&times);
    figure("a PDF of the published table, 60 rows", &format!("{median:.0} ms"), "300 ms", median / 300.0);
    let many = if smoke { 2 } else { 50 };
    print(1, &fonts);
    let before = memory("VmRSS");
    for _ in 0..many {
        print(1, &fonts);
    }
    let after = memory("VmRSS");
    figure(
        &format!("memory after {many} more PDFs"),
        &format!("{after:.0} MB"),
        &format!("{before:.0} MB"),
        after / before / 1.2,
    );
    let sizes: &[(usize, f64, f64)] =
        if smoke { &[(2, 2_000.0, 300.0)] } else { &[(17, 2_000.0, 300.0), (167, 30_000.0, 1_500.0)] };
    for (times, limit, most) in sizes {
        let Printed { millis, pages, peak } = print(*times, &fonts);
        let rows = times * ROWS;
        let work = format!("a PDF of {rows} rows, {pages} pages");
        figure(&work, &format!("{millis:.0} ms"), &format!("{limit:.0} ms"), millis / limit);
        figure(
            &format!("{work}: memory at most"),
            &format!("{peak:.0} MB"),
            &format!("{most:.0} MB"),
            peak / most,
        );
    }
}

struct Printed {
    millis: f64,
    pages: usize,
    /// The most memory that the process had meanwhile, in MB.
    peak: f64,
}

fn print(times: usize, fonts: &Fonts) -> Printed {
    let document = table::document(SAMPLE, times);
    // Begins to count anew where the system lets it.
    std::fs::write("/proc/self/clear_refs", "5").ok();
    let begun = Instant::now();
    let pdf = pdf(&document, fonts, Stretch::unseen()).unwrap();
    let millis = begun.elapsed().as_secs_f64() * 1000.0;
    assert_eq!(pdf.warnings, []);
    Printed { millis, pages: pdf.pages, peak: memory("VmHWM") }
}

/// What the system says of this process, in MB.
fn memory(what: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(what));
    let number = line.and_then(|line| line.split_whitespace().nth(1)).and_then(|number| number.parse().ok());
    number.unwrap_or(0.0) / 1024.0
}

fn median(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn figure(work: &str, figure: &str, limit: &str, ratio: f64) {
    let verdict = if ratio <= 1.0 { "met" } else { "NOT MET" };
    let cells = ["V9", work, figure, limit, &format!("{ratio:.2}"), "≤ 1", verdict];
    println!("{}", cells.join("  ·  "));
    if let Some(path) = std::env::var_os("MINAOSHI_BENCH_FIGURES") {
        let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path).unwrap();
        writeln!(file, "{}", cells.join("\t")).unwrap();
    }
}

//! Prints a table in TSV as a PDF, to look at it: `cargo run -p export --example pdf -- TABLE.tsv TABLE.pdf`.
#![allow(clippy::unwrap_used, reason = "an example may panic")]
#![allow(unreachable_pub, reason = "the modules of an example are its own")]

mod table;

use export::Stretch;
use export::pdf::{Fonts, pdf};
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, to] = arguments.as_slice() else { panic!("two paths: the table and the PDF") };
    let document = table::document(&std::fs::read_to_string(from).unwrap(), 1);
    let fonts = Fonts::embedded();
    for turn in ["first", "second"] {
        let begun = Instant::now();
        let pdf = pdf(&document, &fonts, Stretch::unseen()).unwrap();
        println!("{turn}: {} pages, {} bytes, {:.0?}", pdf.pages, pdf.bytes.len(), begun.elapsed());
        pdf.warnings.iter().for_each(|warning| println!("{warning}"));
        std::fs::write(to, pdf.bytes).unwrap();
    }
}

//! Papers that come back as PDF.

use crate::fixture::{about, full, packed};
use export::{Fonts, document_of, handed_out, pdf};
use projections::wording::Language;

#[test]
fn look() {
    let document = document_of::pack(&packed(&full()), Language::Japanese, &about());
    let file = pdf(&document, &Fonts::embedded()).unwrap();
    let begun = std::time::Instant::now();
    let read = handed_out::read(&file.bytes).unwrap();
    eprintln!("{} bytes {:?}", file.bytes.len(), begun.elapsed());
    let set = export::pdf::pages(&document, &Fonts::embedded()).unwrap();
    eprintln!("{:?}", read.title);
    for (at, (a, b)) in read.pages.iter().zip(&set).enumerate() {
        eprintln!("PAGE {} {:?} {:?} {} {} foot {:?} | {:?}", at + 1, a.mark, b.mark, a.lines.len(), b.lines.len(), a.foot, b.foot);
        for l in &a.lines { if !b.lines.contains(l) { eprintln!("  only read: {l:?}"); } }
        for l in &b.lines { if !a.lines.contains(l) { eprintln!("  only set: {l:?}"); } }
    }
}

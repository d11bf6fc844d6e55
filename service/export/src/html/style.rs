//! The style sheet: that of our pages, and what the paper wants.

use super::view::part_id;
use crate::document::{Document, Foot, Paper};
use projections::wording::{self, Language, Word};

/// What holds for every document.
const STYLE: &str = include_str!("../../templates/document.css");

/// The whole of it.
pub(super) fn sheet(document: &Document) -> String {
    let foot = foot(&document.foot, document.language);
    let mut sheet = format!("{STYLE}{}", page("", document.paper, &foot));
    for (number, part) in (1..).zip(document.parts()) {
        let id = part_id(number);
        let marked = format!("{}  {foot}", part.mark);
        sheet.push_str(&page(&format!("{id} "), part.paper, &marked));
        sheet.push_str(&format!("@media print {{ .p-{id} {{ page: {id}; }} }}\n"));
    }
    sheet
}

/// What the pages of that name are like; all of them where it is empty.
fn page(name: &str, paper: Paper, foot: &str) -> String {
    let (paper, foot) = (size(paper), text(foot));
    format!(
        "@page {name}{{ size: {paper}; margin: 12mm 12mm 20mm; font-size: 7.5pt;\n  @bottom-left {{ content: {foot}; white-space: pre-wrap; width: 88%; }}\n  \
         @bottom-right {{ content: counter(page) \" / \" counter(pages); }}\n}}\n"
    )
}

const fn size(paper: Paper) -> &'static str {
    match paper {
        Paper::Landscape => "A4 landscape",
        Paper::Portrait => "A4 portrait",
        Paper::A3Landscape => "A3 landscape",
        Paper::A3Portrait => "A3 portrait",
    }
}

/// Name, address and fingerprint, a line each.
fn foot(foot: &Foot, language: Language) -> String {
    let fingerprint = foot
        .fingerprint
        .as_ref()
        .map(|fingerprint| wording::named(wording::word(Word::Fingerprint, language), fingerprint, language));
    let lines = [Some(foot.name.clone()), foot.address.clone(), fingerprint];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// A text as a string of CSS: whatever could end the string, the sheet or its element is written by its number.
fn text(text: &str) -> String {
    let mut string = String::from('"');
    for c in text.chars() {
        match c {
            ' ' | '0'..='9' | 'A'..='Z' | 'a'..='z' | '.' | '-' | '\u{a0}'.. => string.push(c),
            _ => string.push_str(&format!("\\{:x} ", u32::from(c))),
        }
    }
    string.push('"');
    string
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_string_or_the_sheet() {
        let string = text("a\"b\\</style>\n実施計画");
        assert_eq!(string, "\"a\\22 b\\5c \\3c \\2f style\\3e \\a 実施計画\"");
    }
}

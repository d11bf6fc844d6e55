//! Paragraphs, and their words in runs that look alike.

use super::xml::Xml;
use crate::document::{Looks, Run};

/// How a paragraph stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stands<'s> {
    /// Its style.
    pub(super) style: &'s str,
    /// It stays on the page of what follows.
    pub(super) with_next: bool,
    /// It begins a page.
    pub(super) on_new_page: bool,
    /// How far it begins from the left.
    pub(super) indent: u32,
    /// It stands at the right.
    pub(super) right: bool,
}

impl<'s> Stands<'s> {
    /// As its style says.
    pub(super) fn in_style(style: &'s str) -> Self {
        Self { style, ..Self::default() }
    }
}

/// Writes a paragraph.
pub(super) fn paragraph(xml: &mut Xml, stands: Stands<'_>, runs: &[Run]) {
    xml.within("w:p", &[], |xml| {
        place(xml, stands);
        runs.iter().for_each(|run| write(xml, run));
    });
}

/// Writes a paragraph that looks like the rest.
pub(super) fn plain(xml: &mut Xml, stands: Stands<'_>, text: &str) {
    paragraph(xml, stands, &[Run::plain(text)]);
}

/// The name of the place where a part begins, by its place from 0.
pub(super) fn part_name(at: usize) -> String {
    format!("part-{}", at + 1)
}

/// Writes a paragraph that leads to a place in the text.
pub(super) fn leading(xml: &mut Xml, stands: Stands<'_>, text: &str, place: &str) {
    xml.within("w:p", &[], |xml| {
        self::place(xml, stands);
        xml.within("w:hyperlink", &[("w:anchor", place), ("w:history", "1")], |xml| {
            written(xml, &Run::plain(text), true);
        });
    });
}

/// Writes a paragraph to which others lead.
pub(super) fn named(xml: &mut Xml, stands: Stands<'_>, text: &str, at: usize) {
    let (id, name) = (at.to_string(), part_name(at));
    xml.within("w:p", &[], |xml| {
        place(xml, stands);
        xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &name)]);
        write(xml, &Run::plain(text));
        xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
    });
}

/// Writes a run; as a link where it leads somewhere.
pub(super) fn write(xml: &mut Xml, run: &Run) {
    if run.text.is_empty() {
        return;
    }
    match run.link.as_deref().and_then(|link| xml.links.name(link)) {
        Some(name) => xml.within("w:hyperlink", &[("r:id", &name), ("w:history", "1")], |xml| {
            written(xml, run, true);
        }),
        None => written(xml, run, false),
    }
}

/// In the order of the schema.
fn place(xml: &mut Xml, stands: Stands<'_>) {
    xml.within("w:pPr", &[], |xml| {
        xml.says("w:pStyle", stands.style);
        if stands.with_next {
            xml.empty("w:keepNext", &[]);
        }
        if stands.on_new_page {
            xml.empty("w:pageBreakBefore", &[]);
        }
        if stands.indent > 0 {
            xml.empty("w:ind", &[("w:left", &stands.indent.to_string())]);
        }
        if stands.right {
            xml.says("w:jc", "right");
        }
    });
}

fn written(xml: &mut Xml, run: &Run, leads: bool) {
    xml.within("w:r", &[], |xml| {
        if leads || run.look != Looks::Plain {
            xml.within("w:rPr", &[], |xml| looks(xml, run.look, leads));
        }
        let text = run.text.replace("\r\n", "\n");
        let mut rest = text.as_str();
        while let Some(at) = rest.find(['\n', '\r', '\t']) {
            words(xml, &rest[..at]);
            xml.empty(if rest[at..].starts_with('\t') { "w:tab" } else { "w:br" }, &[]);
            rest = &rest[at + 1..];
        }
        words(xml, rest);
    });
}

fn looks(xml: &mut Xml, look: Looks, leads: bool) {
    if leads {
        xml.says("w:rStyle", "Hyperlink");
    }
    match look {
        Looks::Plain => {}
        Looks::Strong => xml.empty("w:b", &[]),
        Looks::Added => xml.says("w:u", "single"),
        Looks::Removed => xml.empty("w:strike", &[]),
    }
}

fn words(xml: &mut Xml, words: &str) {
    if !words.is_empty() {
        xml.element("w:t", &[("xml:space", "preserve")], words);
    }
}

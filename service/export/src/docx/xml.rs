//! XML, written from the top: what was opened is closed, and no text breaks it.

use super::links::Links;

/// A part of a package that is being written.
#[derive(Debug)]
pub(super) struct Xml {
    text: String,
    /// Where its words lead.
    pub(super) links: Links,
}

impl Xml {
    /// An empty one.
    pub(super) fn new(links: Links) -> Self {
        Self { text: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned(), links }
    }

    /// An empty one without relations to other parts.
    pub(super) fn alone() -> Self {
        Self::new(Links::default())
    }

    /// An element with what stands in it.
    pub(super) fn within(&mut self, name: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Self)) {
        self.begin(name, attributes);
        self.text.push('>');
        inside(self);
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.begin(name, attributes);
        self.text.push_str("/>");
    }

    /// An element that says one thing: `<w:jc w:val="right"/>`.
    pub(super) fn says(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Words.
    pub(super) fn words(&mut self, words: &str) {
        words.chars().for_each(|character| push(&mut self.text, character, false));
    }

    /// An element with words in it.
    pub(super) fn element(&mut self, name: &str, attributes: &[(&str, &str)], words: &str) {
        self.within(name, attributes, |xml| xml.words(words));
    }

    /// The whole, with the part that holds its relations.
    pub(super) fn finished(self) -> (String, Links) {
        (self.text, self.links)
    }

    fn begin(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.text.push('<');
        self.text.push_str(name);
        for (name, value) in attributes {
            self.text.push(' ');
            self.text.push_str(name);
            self.text.push_str("=\"");
            value.chars().for_each(|character| push(&mut self.text, character, true));
            self.text.push('"');
        }
    }
}

/// What XML has no character for is shown as replaced; it takes no control characters, even written as numbers.
fn push(text: &mut String, character: char, in_attribute: bool) {
    match character {
        '&' => text.push_str("&amp;"),
        '<' => text.push_str("&lt;"),
        '>' => text.push_str("&gt;"),
        '"' if in_attribute => text.push_str("&quot;"),
        '\t' if in_attribute => text.push_str("&#9;"),
        '\n' if in_attribute => text.push_str("&#10;"),
        '\r' => text.push_str("&#13;"),
        '\t' | '\n' => text.push(character),
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => text.push('\u{fffd}'),
        _ => text.push(character),
    }
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn whatever_is_written_is_read_back_and_what_cannot_be_is_replaced() {
        let words = "<a b=\"1\">&amp;\r\n\t'𠮷\u{7f}\u{85}";
        let mut xml = Xml::alone();
        xml.within("a", &[("b", words)], |xml| {
            xml.element("c", &[], words);
            xml.element("d", &[("e", "\0")], "\u{1b}\u{ffff}");
        });
        let (text, _) = xml.finished();
        let read = roxmltree::Document::parse(&text).unwrap();
        let find = |name: &str| read.descendants().find(|node| node.has_tag_name(name)).unwrap();
        assert_eq!((find("a").attribute("b"), find("c").text()), (Some(words), Some(words)));
        assert_eq!(
            (find("d").attribute("e"), find("d").text()),
            (Some("\u{fffd}"), Some("\u{fffd}\u{fffd}"))
        );
    }
}

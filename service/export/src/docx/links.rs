//! Where words of a part lead: a package keeps addresses apart from the words, by number.

use super::xml::Xml;
use crate::address;
use std::collections::HashMap;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// The relations of a part: to other parts first, then to addresses.
#[derive(Debug, Default)]
pub(super) struct Links {
    parts: Vec<(&'static str, String)>,
    addresses: Vec<String>,
    known: HashMap<String, usize>,
}

impl Links {
    /// A part with relations to these parts: what they are, and where they lie.
    pub(super) fn to(parts: &[(&'static str, &'static str)]) -> Self {
        let parts = parts.iter().map(|(what, target)| (*what, (*target).to_owned()));
        Self { parts: parts.collect(), ..Self::default() }
    }

    /// The same, with relations to parts of one kind, of which there are several.
    pub(super) fn and_to(mut self, what: &'static str, targets: impl Iterator<Item = String>) -> Self {
        self.parts.extend(targets.map(|target| (what, target)));
        self
    }

    /// The name of the relation to an address; none where no file should lead there.
    pub(super) fn name(&mut self, link: &str) -> Option<String> {
        let address = address::safe(link)?;
        let at = *self.known.entry(address).or_insert_with_key(|address| {
            self.addresses.push(address.clone());
            self.addresses.len() - 1
        });
        Some(name(self.parts.len() + at))
    }

    /// The name of the relation to the part that lies there.
    pub(super) fn part(&self, target: &str) -> String {
        let at = self.parts.iter().position(|(_, known)| *known == target);
        name(at.expect("the part was named when the relations were made"))
    }

    /// The part that holds the relations.
    pub(super) fn finished(self) -> String {
        let mut xml = Xml::alone();
        xml.within("Relationships", &[("xmlns", PACKAGE)], |xml| {
            for (at, (what, target)) in self.parts.iter().enumerate() {
                let kind = if what.contains("://") { (*what).to_owned() } else { format!("{OFFICE}/{what}") };
                xml.empty("Relationship", &[("Id", &name(at)), ("Type", &kind), ("Target", target)]);
            }
            for (at, address) in self.addresses.iter().enumerate() {
                let (id, kind) = (name(self.parts.len() + at), format!("{OFFICE}/hyperlink"));
                let attributes =
                    [("Id", id.as_str()), ("Type", &kind), ("Target", address), ("TargetMode", "External")];
                xml.empty("Relationship", &attributes);
            }
        });
        xml.finished().0
    }
}

fn name(at: usize) -> String {
    format!("rId{}", at + 1)
}

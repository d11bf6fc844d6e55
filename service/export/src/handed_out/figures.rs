//! What pictures say: a drawing whose words are only in its text alternative is compared by that.

use super::is;
use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};
use std::collections::BTreeMap;

/// The alternatives of the pictures of each page, in the order in which the file lists them.
pub(super) fn of(document: &Document) -> BTreeMap<ObjectId, Vec<String>> {
    let mut figures: BTreeMap<ObjectId, Vec<String>> = BTreeMap::new();
    for element in document.objects.values().filter_map(|object| object.as_dict().ok()) {
        if !is(element, b"S", b"Figure") {
            continue;
        }
        let says = element.get_deref(b"Alt", document).and_then(decode_text_string);
        if let (Ok(says), Some(page)) = (says, page(element, document)) {
            figures.entry(page).or_default().push(says);
        }
    }
    // Objects have other numbers in every file.
    figures.values_mut().for_each(|of_page| of_page.sort());
    figures
}

/// On which page it stands, or what is in it.
fn page(element: &Dictionary, document: &Document) -> Option<ObjectId> {
    let own = |of: &Dictionary| of.get(b"Pg").and_then(Object::as_reference).ok();
    let below = || {
        let kids = element.get_deref(b"K", document).ok()?;
        let first = kids.as_array().ok().and_then(|kids| kids.first()).unwrap_or(kids);
        own(document.dereference(first).ok()?.1.as_dict().ok()?)
    };
    own(element).or_else(below)
}

//! What stands under what.

use super::header::is_of_table;
use super::{Column, Desk, Row};
use crate::problem::Finding;
use domain::event::outline::NodeKind;
use domain::value::{Label, LabelScheme, Meaning};
use std::collections::{BTreeMap, BTreeSet};

/// Gives every row its parent and its full number.
///
/// A path (1-1-1) stands under the row that its beginning names (1-1), or the nearest above that is there. A number that
/// is counted under its parent (①) stands under the last path; one of another look inside (ア under ①) goes one deeper,
/// until the first look comes again. An item without a number stands under the last heading.
pub(super) fn arrange(desk: &mut Desk<'_>, columns: &[Column], rows: &mut [Row]) {
    let heading = title_heading(columns);
    let mut places = Places::default();
    let mut missed: BTreeSet<String> = BTreeSet::new();
    let numbered = rows.iter().filter(|row| row.label.is_some()).count() * 2 > rows.len();
    for index in 0..rows.len() {
        if rows[index].is_total {
            continue;
        }
        let line = rows[index].line;
        let Some(label) = rows[index].label.clone() else {
            rows[index].parent = places.take_unnumbered(index, rows[index].kind);
            if numbered && rows[index].id.is_none() {
                let title = rows[index].title.chars().take(60).collect();
                desk.report(Some(line), heading, Finding::Unnumbered { title });
            }
            continue;
        };
        let (parent, missing) = places.take(index, &label, rows[index].kind);
        let full = label.full_under(parent.and_then(|parent| rows[parent].full_label.as_deref()));
        // A parent that is not there is missed once, by the first of its rows.
        let is_known = rows[index].id.is_some();
        if let Some(parent) = missing.filter(|parent| !is_known && missed.insert(parent.clone())) {
            desk.report(Some(line), heading, Finding::MissingParent { label: full.clone(), parent });
        }
        match places.lines.get(&full) {
            // What went out with ids may have been sorted.
            Some(_) if is_known && label.is_relative() => {}
            Some(first) => {
                let finding = Finding::DuplicateNumber { label: full.clone(), first: *first };
                desk.report(Some(line), heading, finding);
            }
            None => {
                places.lines.insert(full.clone(), line);
            }
        }
        rows[index].parent = parent;
        rows[index].full_label = Some(full);
    }
    if !columns.iter().any(|column| is_of_table(column.meaning)) {
        items_are_leaves(rows);
    }
}

/// In a table without schedule and status, whatever has nothing under it is an item.
fn items_are_leaves(rows: &mut [Row]) {
    let parents: BTreeSet<usize> = rows.iter().filter_map(|row| row.parent).collect();
    for (index, row) in rows.iter_mut().enumerate() {
        if !row.is_total && !parents.contains(&index) {
            row.kind = NodeKind::Item;
        }
    }
}

fn title_heading(columns: &[Column]) -> Option<&str> {
    let of = |meaning| columns.iter().find(|column| column.meaning == meaning);
    of(Meaning::Number).or_else(|| of(Meaning::Title)).map(|column| column.heading.as_str())
}

/// The rows under which others may stand.
#[derive(Default)]
struct Places {
    /// The last row of each path.
    paths: BTreeMap<String, usize>,
    /// The last row with a path, or the last heading before there was one.
    anchor: Option<usize>,
    /// Whether a path was seen.
    has_paths: bool,
    /// Looks of the numbers below the anchor, from the outermost.
    looks: Vec<(LabelScheme, usize)>,
    /// The last heading without a number.
    heading: Option<usize>,
    /// The last heading under which items are counted without its number in theirs: 基本目標1 above 1, 2, 3.
    section: Option<usize>,
    /// The first row of each full number.
    lines: BTreeMap<String, u32>,
}

impl Places {
    /// The parent of a numbered row, and the number of the one that is missing.
    fn take(&mut self, index: usize, label: &Label, kind: NodeKind) -> (Option<usize>, Option<String>) {
        let scheme = label.scheme();
        if label.is_relative() {
            if let Some(depth) = self.looks.iter().position(|(look, _)| *look == scheme) {
                self.looks.truncate(depth);
            }
            let parent = self.looks.last().map(|(_, row)| *row).or(self.anchor);
            self.looks.push((scheme, index));
            return (parent, None);
        }
        let wanted = label.parent_path();
        if kind == NodeKind::Item
            && scheme == LabelScheme::Path
            && wanted.is_none()
            && let Some(section) = self.section
        {
            self.looks.clear();
            self.anchor = Some(index);
            return (Some(section), None);
        }
        let mut path = wanted.clone();
        let mut parent = None;
        while let Some(at) = path {
            parent = self.paths.get(&at).copied();
            path =
                if parent.is_some() { None } else { at.rsplit_once('-').map(|(above, _)| above.to_owned()) };
        }
        let named = parent.is_some() && parent == wanted.as_ref().and_then(|at| self.paths.get(at)).copied();
        self.looks.clear();
        self.anchor = Some(index);
        self.has_paths = true;
        if kind == NodeKind::Heading {
            self.section = (scheme != LabelScheme::Path).then_some(index);
        }
        if let Some(at) = label.text.find(|c: char| c.is_ascii_digit()) {
            self.paths.insert(label.text[at..].to_owned(), index);
        }
        (parent, wanted.filter(|_| !named))
    }

    /// The parent of a row without a number.
    fn take_unnumbered(&mut self, index: usize, kind: NodeKind) -> Option<usize> {
        match kind {
            NodeKind::Heading | NodeKind::Term => {
                self.heading = Some(index);
                self.section = Some(index);
                if !self.has_paths {
                    self.anchor = Some(index);
                    self.looks.clear();
                }
                None
            }
            NodeKind::Item => self.heading,
        }
    }
}

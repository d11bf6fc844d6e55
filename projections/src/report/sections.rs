//! 項目数: how many items stand under which heading, and of which category (P3).

use super::cross::{CrossHead, CrossTable};
use super::listing::Listing;
use super::table::TableRow;
use super::totals::is_sum;
use domain::event::NodeKind;
use domain::id::VocabularyId;
use schemars::JsonSchema;
use serde::Serialize;

/// The items by section and by one axis of categories; by section alone where the plan has no categories.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SectionCounts {
    /// The axis; none where there are no categories, or only words in a column.
    pub axis: Option<VocabularyId>,
    /// The heading of its column.
    pub name: Option<String>,
    /// Sections down, categories across.
    pub table: CrossTable,
}

/// The table of every axis; one without categories where there is none.
pub(super) fn sections(listing: &Listing<'_>) -> Vec<SectionCounts> {
    let sections = listing.sections();
    let rows: Vec<CrossHead> =
        sections.iter().map(|section| CrossHead::under(section)).chain([CrossHead::default()]).collect();
    let at = |row: &TableRow| listing.section(&sections, row).unwrap_or(sections.len());
    let axes = listing.axes();
    let tables: Vec<SectionCounts> = axes
        .iter()
        .map(|axis| {
            let columns = axis.terms.iter().map(|(_, wording)| CrossHead::named(wording));
            let columns: Vec<CrossHead> = columns.chain([CrossHead::default()]).collect();
            let place =
                |row: &TableRow| Some((at(row), listing.category(row, axis).unwrap_or(axis.terms.len())));
            SectionCounts {
                axis: axis.vocabulary,
                name: Some(axis.name.clone()).filter(|name| !name.is_empty()),
                table: CrossTable::of(listing, rows.clone(), columns, place),
            }
        })
        .collect();
    if !tables.is_empty() {
        return tables;
    }
    let table = CrossTable::of(listing, rows, vec![CrossHead::default()], |row| Some((at(row), 0)));
    vec![SectionCounts { axis: None, name: None, table }]
}

impl Listing<'_> {
    /// The headings that divide the table: those of the first level on which there are several.
    pub(super) fn sections(&self) -> Vec<&TableRow> {
        let divides =
            |row: &&TableRow| row.kind == NodeKind::Heading && !row.relisted && !is_sum(row.title.as_str());
        let headings = || self.table.rows.iter().filter(divides);
        let deepest = headings().map(|row| row.depth).max().unwrap_or(0);
        let level = (0..=deepest).find(|depth| headings().filter(|row| row.depth == *depth).count() > 1);
        headings().filter(|row| row.depth == level.unwrap_or(0)).collect()
    }

    /// Under which of these an item stands.
    pub(super) fn section(&self, sections: &[&TableRow], row: &TableRow) -> Option<usize> {
        let above = self.above(row);
        sections.iter().position(|section| above.iter().any(|heading| heading.node == section.node))
    }
}

//! 正誤・訂正: what was corrected in a table, so that a reader has both readings.

use super::{Making, heading, listed, row_of};
use crate::document::{Block, Cell, Row};
use projections::report::{Erratum, TableReport, TableRow};
use projections::wording::{self, Title, Word};

/// A heading and a table of the corrections; nothing where nothing was corrected.
pub(super) fn blocks(making: Making<'_>, report: &TableReport) -> Vec<Block> {
    let corrected = report.rows.iter().flat_map(|row| row.errata.iter().map(move |erratum| (row, erratum)));
    let rows: Vec<_> = corrected.map(|(row, erratum)| line(making, report, row, erratum)).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    // Of a table that is no edition, the corrections are those of the edition that it rests on.
    let of = report.edition.as_ref().or(report.in_force.as_ref());
    let title = making.title(Title::Errata);
    let title = match of {
        Some(edition) => wording::bracketed(title, edition.label.as_str(), making.language),
        None => title.to_owned(),
    };
    let columns = vec![
        making.count(Word::Row, 40),
        making.text(Word::Number, 70),
        making.text(Word::Item, 180),
        making.text(Word::Column, 90),
        making.text(Word::AsPrinted, 180),
        making.text(Word::Corrected, 180),
        making.text(Word::Kind, 80),
        making.text(Word::Reason, 180),
    ];
    vec![heading(2, title.clone()), Block::Table(listed(title, columns, rows))]
}

fn line(making: Making<'_>, report: &TableReport, row: &TableRow, erratum: &Erratum) -> Row {
    let item = row.item();
    let [number, title] = making.item(&item);
    let column = report.columns.iter().find(|column| column.id == erratum.column);
    let evidence = erratum.evidence.iter().map(|evidence| wording::evidence(evidence, making.language));
    let why = std::iter::once(erratum.reason.to_string()).chain(evidence).collect::<Vec<_>>();
    let cells = vec![
        Cell::plain(row.row.to_string()),
        number,
        title,
        Cell::plain(column.map(|column| column.heading.as_str()).unwrap_or_default()),
        Cell::plain(erratum.printed.as_str()),
        Cell::plain(erratum.corrected.as_str()),
        Cell::plain(wording::correction(erratum.kind, making.language)),
        Cell::plain(why.join("\n")),
    ];
    row_of(&item, cells)
}

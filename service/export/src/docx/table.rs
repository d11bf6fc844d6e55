//! A table: its title lines and its header row on every page, its rows whole.

use super::grid::{Look, Rows, cell, row, table};
use super::sizes::{EM, PADDING, STEP, height, room};
use super::words::{Stands, leading, paragraph, part_name, plain};
use super::xml::Xml;
use crate::document::{Agenda, Cell, Holds, Paper, Row, RowKind, Run, Table};
use crate::measure;

const HEADER: &str = "D9E2EC";
const HEADING: &str = "E9EEF3";
const DEEPER: &str = "F4F6F8";
/// Some word processors set gaps between digits and kanji although the style says that they should not.
const GAPS: u32 = 100;
/// More would leave no room for words.
const DEEPEST: u8 = 6;

/// Writes a table. One without columns is its title lines.
pub(super) fn write(xml: &mut Xml, paper: Paper, of: &Table) {
    if of.columns.is_empty() {
        return titles(xml, of);
    }
    let widths = widths(of, paper);
    let writer = Writer { of, widths: &widths, paper };
    table(xml, &widths, &of.name, |xml| {
        if !of.title_lines.is_empty() {
            row(xml, Rows::OnEveryPage, |xml| cell(xml, Look::bare(&widths), |xml| titles(xml, of)));
        }
        writer.header(xml);
        of.rows.iter().for_each(|row| writer.row(xml, row));
    });
}

/// Writes names and what they stand for; nothing where there are none, because a table has a row.
pub(super) fn write_facts(xml: &mut Xml, paper: Paper, facts: &[(String, Vec<Run>)]) {
    if facts.is_empty() {
        return;
    }
    let room = room(paper);
    let widths = [room / 5, room - room / 5];
    table(xml, &widths, "", |xml| {
        for (name, runs) in facts {
            row(xml, Rows::Whole, |xml| {
                let look = Look::wide(widths[0]).on(Some(HEADING));
                cell(xml, look, |xml| plain(xml, Stands::in_style("CellStrong"), name));
                cell(xml, Look::wide(widths[1]), |xml| paragraph(xml, Stands::in_style("Cell"), runs));
            });
        }
    });
}

/// Writes the papers of a meeting, each of which leads to the part that has its mark.
pub(super) fn write_agenda(xml: &mut Xml, paper: Paper, agenda: &Agenda, marks: &[&str]) {
    let room = room(paper);
    let widths = [room / 6, room * 5 / 12, room - room / 6 - room * 5 / 12];
    table(xml, &widths, "", |xml| {
        row(xml, Rows::OnEveryPage, |xml| {
            for (heading, width) in agenda.headings.iter().zip(widths) {
                let look = Look::wide(width).on(Some(HEADER));
                cell(xml, look, |xml| plain(xml, Stands::in_style("CellHeader"), heading));
            }
        });
        for cells in &agenda.papers {
            let part = marks.iter().position(|mark| *mark == cells[0]);
            row(xml, Rows::Whole, |xml| {
                for (at, (text, width)) in cells.iter().zip(widths).enumerate() {
                    let stands = Stands::in_style(if at == 0 { "CellStrong" } else { "Cell" });
                    cell(xml, Look::wide(width), |xml| match part.filter(|_| at == 1) {
                        Some(part) => leading(xml, stands, text, &part_name(part)),
                        None => plain(xml, stands, text),
                    });
                }
            });
        }
    });
}

fn titles(xml: &mut Xml, of: &Table) {
    for (at, line) in of.title_lines.iter().enumerate() {
        let style = match (at, line.is_empty()) {
            (_, true) => "Gap",
            (0, false) => "TableTitle",
            (_, false) => "TableLine",
        };
        plain(xml, Stands::in_style(style), line);
    }
}

struct Writer<'t> {
    of: &'t Table,
    widths: &'t [u32],
    paper: Paper,
}

impl Writer<'_> {
    fn header(&self, xml: &mut Xml) {
        row(xml, Rows::OnEveryPage, |xml| {
            for (column, width) in self.of.columns.iter().zip(self.widths) {
                let look = Look::wide(*width).on(Some(HEADER));
                cell(xml, look, |xml| plain(xml, Stands::in_style("CellHeader"), &column.heading));
            }
        });
    }

    fn row(&self, xml: &mut Xml, of: &Row) {
        let (style, fill, depth) = match of.kind {
            RowKind::Heading(0) => ("CellStrong", Some(HEADING), 0),
            RowKind::Heading(depth) => ("CellStrong", Some(DEEPER), depth),
            RowKind::Item(depth) => ("Cell", None, depth),
            RowKind::Total => ("CellStrong", Some(DEEPER), 0),
        };
        let is_heading = matches!(of.kind, RowKind::Heading(_));
        let indent = u32::from(depth.min(DEEPEST)) * STEP;
        let first = Stands { with_next: is_heading, indent, ..Stands::in_style(style) };
        // Of a heading its name is strong, a remark beside it is not.
        let others = Stands::in_style(if is_heading { "Cell" } else { style });
        let others = Stands { with_next: is_heading, ..others };
        let alone = is_heading && of.cells.iter().skip(1).all(|cell| cell.runs.is_empty());
        let empty = Cell::default();
        let runs = |at: usize| of.cells.get(at).unwrap_or(&empty).runs.as_slice();
        row(xml, if self.is_high(of) { Rows::Broken } else { Rows::Whole }, |xml| {
            if alone {
                let look = Look::across(self.widths).on(fill);
                return cell(xml, look, |xml| paragraph(xml, first, runs(0)));
            }
            for (at, (column, width)) in self.of.columns.iter().zip(self.widths).enumerate() {
                let stands = if at == 0 { first } else { others };
                let stands = Stands { right: column.holds == Holds::Number, ..stands };
                cell(xml, Look::wide(*width).on(fill), |xml| paragraph(xml, stands, runs(at)));
            }
        });
    }

    /// Whether a row takes so much of a page that it is better broken than moved to the next one.
    fn is_high(&self, row: &Row) -> bool {
        let room = |width: &u32| width.saturating_sub(2 * PADDING) * 100 / EM;
        let lines = row.cells.iter().zip(self.widths);
        let lines = lines.map(|(cell, width)| measure::lines(&cell.text(), room(width)));
        lines.max().unwrap_or_default() * EM * 5 / 4 > height(self.paper) / 2
    }
}

/// The columns' widths; together they fill the room where the table needs it.
fn widths(of: &Table, paper: Paper) -> Vec<u32> {
    let room = room(paper);
    let shares = measure::shares(of, room * 100 / EM, 2 * PADDING * 100 / EM + GAPS);
    shares.iter().map(|share| (share * room / 1000).max(EM)).collect()
}

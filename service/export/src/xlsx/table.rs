//! A table on its sheet: title lines, header row, rows, and the ids behind them where nobody sees them.

use super::error::XlsxError;
use super::looks::{Is, Look, SIZE, Shows, size};
use super::words::{Page, number};
use super::{ID_HEADING, Layout, page};
use crate::document::{Cell, Document, Holds, Row, RowKind, Run, Table};
use crate::measure;
use rust_xlsxwriter::{ColNum, Format, IgnoreError, RowNum};
use std::borrow::Cow;

/// How high a row may be, in points.
const HIGHEST: f64 = 409.0;
/// A line and what stands empty above and below, as parts of the font's size.
const LINE: f64 = 1.22;
const AROUND: f64 = 0.5;
/// Printers set words a little wider than screens.
const SAFE: f64 = 0.95;
/// Padding of a cell, in pixels.
const PADDING: u32 = 8;
/// The same with some more, so that nothing is broken by a hair, in 1/100 of the font's size.
const AIR: u32 = 110;
/// The font's size in pixels.
const EM: f64 = SIZE * 96.0 / 72.0;
/// Empty title lines keep their row, low.
const GAP: f64 = 6.0;

const MOST_ROWS: usize = 1_048_576;
const MOST_COLUMNS: usize = 16_384;

/// Writes a table on an empty sheet.
pub(super) fn write(
    page: &mut Page<'_>,
    document: &Document,
    table: &Table,
    layout: Layout,
) -> Result<(), XlsxError> {
    check(&page.sheet.name(), table)?;
    let mut writer = Writer::of(page, document, table, layout);
    writer.columns()?;
    let header = writer.titles()?;
    writer.header(header)?;
    let mut at = header + 1;
    for row in &table.rows {
        at += writer.row(at, row)?;
    }
    writer.around(header, at - 1)
}

/// A part of a table's sheet and what every row asks for.
struct Writer<'p, 'b> {
    page: &'p mut Page<'b>,
    table: &'p Table,
    layout: Layout,
    /// The columns' widths in pixels.
    widths: Vec<u32>,
    /// The column of the ids; none where no row has one.
    ids: Option<ColNum>,
}

impl<'p, 'b> Writer<'p, 'b> {
    fn of(page: &'p mut Page<'b>, document: &Document, table: &'p Table, layout: Layout) -> Self {
        let room = page::room(document.paper);
        let shares = measure::shares(table, (f64::from(room) / EM * 100.0) as u32, AIR);
        let widths = shares.iter().map(|share| (share * room / 1000).max(24)).collect();
        let has_ids = !table.columns.is_empty() && table.rows.iter().any(|row| row.id.is_some());
        let ids = has_ids.then(|| column(table.columns.len()));
        Self { page, table, layout, widths, ids }
    }

    fn columns(&mut self) -> Result<(), XlsxError> {
        for (at, (width, about)) in self.widths.iter().zip(&self.table.columns).enumerate() {
            let sheet = &mut self.page.sheet;
            sheet.set_column_width_pixels(column(at), *width)?;
            let look = match about.holds {
                Holds::Text => Look::of(Is::Empty),
                Holds::Number => Look { right: true, shows: Shows::Anything, ..Look::of(Is::Empty) },
            };
            let format: &Format = self.page.formats.of(look);
            sheet.set_column_format(column(at), format)?;
        }
        if let Some(ids) = self.ids {
            self.page.sheet.set_column_width(ids, 38)?.set_column_hidden(ids)?;
        }
        Ok(())
    }

    /// Writes the lines above; answers with the row of the header.
    fn titles(&mut self) -> Result<RowNum, XlsxError> {
        let mut at = 0;
        for line in &self.table.title_lines {
            let is = if at == 0 { Is::Title } else { Is::TitleLine };
            let size = size(is).0;
            let lines = match self.layout {
                Layout::Data => 1,
                Layout::Print => measure::lines(line, (f64::from(self.whole()) * SIZE / size) as u32),
            };
            self.page.sheet.set_row_height(at, if line.is_empty() { GAP } else { height(size, lines) })?;
            self.across(at, &Cell::plain(line), is)?;
            at += 1;
        }
        Ok(at)
    }

    fn header(&mut self, at: RowNum) -> Result<(), XlsxError> {
        let mut most = 1;
        for (place, about) in self.table.columns.iter().enumerate() {
            self.page.words((at, column(place)), &about.heading, Look::of(Is::Header))?;
            most = most.max(measure::lines(&about.heading, self.room(place, 0)));
        }
        if let Some(ids) = self.ids {
            self.page.words((at, ids), ID_HEADING, Look::of(Is::Id))?;
        }
        self.page.sheet.set_row_height(at, height(SIZE, most) + 4.0)?;
        Ok(())
    }

    /// Writes a row; answers with how many rows of the sheet it took.
    fn row(&mut self, at: RowNum, row: &Row) -> Result<RowNum, XlsxError> {
        let height = self.height(row);
        // A row cannot be higher. In print, where it would be cut off for ever, several are made one.
        let parts = match self.layout {
            Layout::Print if height > HIGHEST => (height / HIGHEST).ceil() as RowNum,
            Layout::Print | Layout::Data => 1,
        };
        for part in 0..parts {
            let height = (height / f64::from(parts)).min(HIGHEST);
            self.page.sheet.set_row_height(at + part, height)?;
        }
        if let (RowKind::Heading(_), Layout::Print, true) = (row.kind, self.layout, is_alone(row)) {
            let cell = row.cells.first().cloned().unwrap_or_default();
            self.across_with(at, &cell, look(row.kind, 0, false, false))?;
        } else {
            let empty = Cell::default();
            for place in 0..self.table.columns.len() {
                let cell = row.cells.get(place).unwrap_or(&empty);
                self.cell((at, parts), place, cell, (row.kind, height > HIGHEST))?;
            }
        }
        if let (Some(ids), Some(id)) = (self.ids, &row.id) {
            self.page.words((at, ids), id, Look::of(Is::Id))?;
        }
        Ok(parts)
    }

    fn cell(
        &mut self,
        (at, parts): (RowNum, RowNum),
        place: usize,
        cell: &Cell,
        (kind, tall): (RowKind, bool),
    ) -> Result<(), XlsxError> {
        let holds_number = self.table.columns[place].holds == Holds::Number;
        let look = look(kind, place, holds_number, tall);
        let plain =
            matches!(cell.runs.as_slice(), [run] if run.link.is_none() && run.look == Default::default());
        let found = if holds_number && plain { number(&cell.text()) } else { None };
        let from = (at, column(place));
        let cell = &self.with_fitting_links(cell, self.room(place, look.indentation()));
        match found {
            Some((number, places)) => {
                let look = Look { shows: Shows::Number(places), ..look };
                if parts > 1 {
                    self.page.merged(from, (at + parts - 1, column(place)), &Cell::default(), look)?;
                }
                self.page.number(from, number, look)
            }
            None => self.page.merged(from, (at + parts - 1, column(place)), cell, look),
        }
    }

    /// A cell for paper leads somewhere only where its words stand on one line: some programs do not break links.
    fn with_fitting_links<'c>(&self, cell: &'c Cell, room: u32) -> Cow<'c, Cell> {
        let fits = self.layout == Layout::Data || measure::width(&cell.text()) <= room;
        if fits || cell.runs.iter().all(|run| run.link.is_none()) {
            return Cow::Borrowed(cell);
        }
        let runs = cell.runs.iter().map(|run| Run { link: None, ..run.clone() });
        Cow::Owned(Cell { runs: runs.collect() })
    }

    /// A line over all columns, in print; in the first cell of the row otherwise.
    fn across(&mut self, at: RowNum, cell: &Cell, is: Is) -> Result<(), XlsxError> {
        match self.layout {
            Layout::Data => self.page.cell((at, 0), cell, Look::of(is)),
            Layout::Print => self.across_with(at, cell, Look::of(is)),
        }
    }

    fn across_with(&mut self, at: RowNum, cell: &Cell, look: Look) -> Result<(), XlsxError> {
        let last = column(self.table.columns.len().saturating_sub(1));
        self.page.merged((at, 0), (at, last), cell, Look { across: true, ..look })
    }

    /// How high a row has to be, in points.
    fn height(&self, row: &Row) -> f64 {
        let alone = matches!(row.kind, RowKind::Heading(_)) && is_alone(row);
        let lines = row.cells.iter().take(self.widths.len()).enumerate().map(|(place, cell)| {
            let indent = look(row.kind, place, false, false).indentation();
            let room = match self.layout {
                Layout::Print if alone => self.whole(),
                Layout::Print | Layout::Data => self.room(place, indent),
            };
            measure::lines(&cell.text(), room)
        });
        let air = if matches!(row.kind, RowKind::Heading(_)) { 3.0 } else { 0.0 };
        height(SIZE, lines.max().unwrap_or(1)) + air
    }

    /// The room for words across all columns, in 1/100 of the font's size.
    fn whole(&self) -> u32 {
        let pixels = f64::from(self.widths.iter().sum::<u32>().saturating_sub(PADDING));
        (pixels / EM * 100.0 * SAFE) as u32
    }

    /// The room for words in a column, in 1/100 of the font's size.
    fn room(&self, place: usize, indent: u32) -> u32 {
        let pixels = f64::from(self.widths[place].saturating_sub(PADDING));
        ((pixels / EM * 100.0 * SAFE) as u32).saturating_sub(indent)
    }

    /// What the sheet does around the cells: what stays in view, what every page repeats, what can be narrowed.
    fn around(&mut self, header: RowNum, last: RowNum) -> Result<(), XlsxError> {
        let sheet = &mut self.page.sheet;
        sheet.set_freeze_panes(header + 1, 0)?.set_repeat_rows(0, header)?;
        let columns = self.table.columns.len();
        if columns == 0 {
            return Ok(());
        }
        // With the ids, so that they go along when people sort.
        let right = self.ids.unwrap_or(column(columns - 1));
        if self.layout == Layout::Data {
            sheet.autofilter(header, 0, last, right)?;
        }
        sheet.ignore_error_range(0, 0, last, right, IgnoreError::NumberStoredAsText)?;
        Ok(())
    }
}

/// What a cell of a row looks like. The first one shows how deep the row stands.
fn look(kind: RowKind, place: usize, right: bool, tall: bool) -> Look {
    let (is, depth) = match kind {
        RowKind::Heading(depth) if place == 0 => (Is::Heading(depth), depth),
        RowKind::Heading(depth) => (Is::Beside(depth), 0),
        RowKind::Item(depth) => (Is::Item, depth),
        RowKind::Total => (Is::Total, 0),
    };
    Look { indent: if place == 0 { depth } else { 0 }, right, tall, ..Look::of(is) }
}

/// Whether a row says something in its first cell only.
fn is_alone(row: &Row) -> bool {
    row.cells.iter().skip(1).all(|cell| cell.runs.is_empty())
}

fn height(size: f64, lines: u32) -> f64 {
    (size * (LINE * f64::from(lines) + AROUND)).round()
}

fn column(place: usize) -> ColNum {
    ColNum::try_from(place).expect("the columns were counted")
}

fn check(sheet: &str, table: &Table) -> Result<(), XlsxError> {
    let (rows, columns) = (table.title_lines.len() + 1 + table.rows.len(), table.columns.len() + 1);
    if rows > MOST_ROWS {
        return Err(XlsxError::TooManyRows { sheet: sheet.to_owned(), rows, limit: MOST_ROWS });
    }
    if columns > MOST_COLUMNS {
        return Err(XlsxError::TooManyColumns { sheet: sheet.to_owned(), columns, limit: MOST_COLUMNS });
    }
    Ok(())
}

//! A table as the template reads it: widths in points, and of each row how it is drawn and whether it may be broken.

use super::columns::{Want, widths};
use super::data::{Outline, Setting, Words, words};
use super::measure::Ruler;
use crate::document::{Cell, Column, Holds, Row, RowKind, Run, Table};
use serde::Serialize;

/// A table.
#[derive(Debug, Serialize)]
pub(super) struct TableData {
    name: String,
    /// The size of its text, in points.
    size: f64,
    /// The lines above, each with what stands at its left and at its right.
    titles: Vec<Vec<String>>,
    headings: Vec<String>,
    /// The widths of the columns, in points.
    widths: Vec<f64>,
    /// Which columns hold numbers.
    numbers: Vec<bool>,
    /// Whether titles and headings stand on every page: not where they would fill half of it.
    repeats: bool,
    pub(super) rows: Vec<RowData>,
}

/// A row of it.
#[derive(Debug, Serialize)]
pub(super) struct RowData {
    is: &'static str,
    depth: u8,
    /// A cell for each column; a single one where it spans all of them.
    cells: Vec<Words>,
    /// Which of them names the row.
    named_by: Option<usize>,
    /// Whether it may be broken over pages: where it would not fit on one.
    broken: bool,
    /// The level of its bookmark; 0 for none.
    bookmark: u8,
    /// What is told of it once it is set (`tally`); 0 for nothing.
    pub(super) passed: u8,
}

/// Around the text of a cell, in points. The template says the same.
const INSET_X: f64 = 4.0;
const INSET_Y: f64 = 3.4;
/// From one line to the next, in shares of the size.
const LINE: f64 = 1.36;
/// How far an item is indented for each heading above it, in points, and how many count.
const INDENT: f64 = 5.0;
const MOST_INDENTED: u8 = 4;
/// The sizes of title lines: the first and the others.
const TITLE: (f64, f64) = (13.0, 9.5);

/// The table, laid out.
pub(super) fn table(table: &Table, setting: &Setting<'_>, outline: &mut Outline) -> TableData {
    outline.begin_table();
    let number = table.rows.iter().map(|row| row.cells.len()).chain([table.columns.len(), 1]).max();
    let number = number.unwrap_or(1);
    let size = size_of(number);
    let layout = Layout { setting, size, widths: widths_of(table, number, size, setting) };
    let titles: Vec<Vec<String>> = table
        .title_lines
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| layout.title(line))
        .collect();
    let empty = Column::text("", 0);
    let columns: Vec<&Column> = (0..number).map(|at| table.columns.get(at).unwrap_or(&empty)).collect();
    let headings: Vec<String> =
        columns.iter().enumerate().map(|(at, column)| layout.heading(at, column)).collect();
    let head = layout.height_of_head(&titles, &headings);
    let room = setting.page.text_height();
    let repeats = head < room * 0.45;
    let room = if repeats { room - head } else { room };
    TableData {
        name: setting.glyphs.of(&table.name),
        size,
        titles,
        headings,
        numbers: columns.iter().map(|column| column.holds == Holds::Number).collect(),
        repeats,
        rows: table.rows.iter().map(|row| layout.row(row, room, outline)).collect(),
        widths: layout.widths,
    }
}

/// The more columns, the smaller the text.
const fn size_of(columns: usize) -> f64 {
    match columns {
        0..=6 => 9.0,
        7..=9 => 8.0,
        _ => 7.0,
    }
}

struct Layout<'l> {
    setting: &'l Setting<'l>,
    size: f64,
    widths: Vec<f64>,
}

impl Layout<'_> {
    fn title(&self, line: &str) -> Vec<String> {
        let width = self.setting.page.text_width() / TITLE.0;
        let parts = line.split('\t').map(|part| self.setting.glyphs.of(part));
        parts.map(|part| self.setting.strong.breakable(&part, width)).collect()
    }

    fn heading(&self, at: usize, column: &Column) -> String {
        let text = self.setting.glyphs.of(&column.heading);
        self.setting.strong.breakable(&text, self.room_in(at))
    }

    fn row(&self, row: &Row, room: f64, outline: &mut Outline) -> RowData {
        let (is, depth, strong) = match row.kind {
            RowKind::Heading(depth) => ("heading", depth, true),
            RowKind::Item(depth) => ("item", depth, false),
            RowKind::Total => ("total", 0, true),
        };
        let ruler = if strong { &self.setting.strong } else { &self.setting.plain };
        let spans = spans(row);
        let number = if spans { 1 } else { self.widths.len() };
        let indent = f64::from(depth.min(MOST_INDENTED)) * INDENT / self.size;
        let inside = |at: usize| {
            let width = if spans { self.widths.iter().sum::<f64>() } else { self.widths[at] };
            let indent = if at == 0 { indent } else { 0.0 };
            ((width - 2.0 * INSET_X) / self.size - indent).max(1.0)
        };
        let none: &[Run] = &[];
        let runs = |at: usize| row.cells.get(at).map_or(none, |cell: &Cell| &cell.runs);
        let lines = (0..number).map(|at| {
            let text: String = runs(at).iter().map(|run| run.text.as_str()).collect();
            ruler.lines(&text, inside(at))
        });
        let height = self.height(lines.max().unwrap_or(1));
        let first = row.cells.first().map(Cell::text).unwrap_or_default();
        let is_named = !self.setting.glyphs.of(&first).trim().is_empty();
        let bookmark = match row.kind {
            RowKind::Heading(depth) if is_named => outline.of_row(depth),
            RowKind::Heading(_) | RowKind::Item(_) | RowKind::Total => 0,
        };
        RowData {
            is,
            depth: depth.min(MOST_INDENTED),
            cells: (0..number).map(|at| words(runs(at), self.setting, ruler, inside(at))).collect(),
            named_by: row.named_by(),
            broken: self.setting.loose || height > room,
            bookmark,
            passed: 0,
        }
    }

    fn height_of_head(&self, titles: &[Vec<String>], headings: &[String]) -> f64 {
        let strong = &self.setting.strong;
        let width = self.setting.page.text_width();
        let titles = titles.iter().enumerate().map(|(at, parts)| {
            let size = if at == 0 { TITLE.0 } else { TITLE.1 };
            f64::from(strong.lines(&parts.join(" "), width / size)) * size * LINE + 2.0 * INSET_Y
        });
        let lines = headings.iter().enumerate().map(|(at, text)| strong.lines(text, self.room_in(at)));
        titles.sum::<f64>() + self.height(lines.max().unwrap_or(1))
    }

    fn height(&self, lines: u32) -> f64 {
        f64::from(lines) * self.size * LINE + 2.0 * INSET_Y
    }

    /// How wide the text of a column may be, in shares of the size.
    fn room_in(&self, column: usize) -> f64 {
        ((self.widths[column] - 2.0 * INSET_X) / self.size).max(1.0)
    }
}

/// Whether its first cell spans the table.
fn spans(row: &Row) -> bool {
    match row.kind {
        RowKind::Heading(_) => row.cells.iter().skip(1).all(|cell| cell.text().trim().is_empty()),
        RowKind::Item(_) | RowKind::Total => false,
    }
}

fn widths_of(table: &Table, number: usize, size: f64, setting: &Setting<'_>) -> Vec<f64> {
    let wants: Vec<Want> = (0..number).map(|at| want(table, at, size, setting)).collect();
    widths(&wants, setting.page.text_width())
}

/// What a column wants, from what is in it. Rows whose first cell spans the table say nothing about it.
fn want(table: &Table, at: usize, size: f64, setting: &Setting<'_>) -> Want {
    let column = table.columns.get(at);
    let heading = column.map(|column| column.heading.as_str()).unwrap_or_default();
    // A heading may stand on two lines.
    let of_heading = setting.strong.widest_line(heading);
    let mut content = if of_heading > 8.0 { of_heading / 2.0 + 1.0 } else { of_heading };
    let (mut volume, mut indent) = (0.0, 0.0_f64);
    for row in &table.rows {
        let (depth, ruler) = match row.kind {
            RowKind::Heading(_) if spans(row) => continue,
            RowKind::Heading(depth) if at == 0 => (depth, &setting.strong),
            RowKind::Heading(depth) | RowKind::Item(depth) => (depth, &setting.plain),
            RowKind::Total => (0, &setting.strong),
        };
        let Some(cell) = row.cells.get(at) else { continue };
        let text = cell.text();
        content = content.max(comfortable(&text, ruler));
        volume += ruler.width(&text);
        indent = indent.max(f64::from(depth.min(MOST_INDENTED)) * INDENT);
    }
    let indent = if at == 0 { indent } else { 0.0 };
    // What the widths of glyphs add up to is exact; a hair more keeps the last one on its line.
    let around = 2.0 * INSET_X + indent + 1.0;
    let share = column.map_or(0, |column| column.width);
    Want { share, content: content * size + around, volume: volume * size }
}

/// How wide a column should be for a text, in shares of the size: on one line where it is short; a longer one may be
/// broken once at its white space.
fn comfortable(text: &str, ruler: &Ruler) -> f64 {
    const SHORT: f64 = 10.0;
    const LEAST: f64 = 8.0;
    let (line, word) = (ruler.widest_line(text), ruler.widest_word(text));
    if line <= SHORT { line } else { word.max(line * 0.62).max(LEAST) }
}

//! A document as every format prints it: what stands where, and nothing of how a format writes it.
//!
//! A builder makes it of a report model (`document_of/`), a printer makes a file of it (`pdf/`, `xlsx/`, `docx/`, `html/`).
//! So there is one place for each report and one for each format. Text is text: no printer reads markup in it.

use domain::value::{Layout, Orientation, PaperSize};
use jiff::civil::Date;
use projections::wording::Language;

/// A document.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its title, for the file's own description and the window that shows it.
    pub title: String,
    /// Whose it is.
    pub organisation: String,
    /// In which language its own words are.
    pub language: Language,
    /// The day that it tells of, from the data and never from a clock: the same data give the same bytes.
    pub date: Date,
    /// How the paper lies.
    pub paper: Paper,
    /// What stands in it, from the top.
    pub blocks: Vec<Block>,
    /// What stands at the bottom of every page.
    pub foot: Foot,
}

/// The paper, and how it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// A4, the long side across: tables.
    #[default]
    Landscape,
    /// A4, the short side across: texts.
    Portrait,
    /// A3, the long side across.
    A3Landscape,
    /// A3, the short side across.
    A3Portrait,
}

/// The sides of A4 and A3 in twentieths of a point, each paper with its long side last.
const SIDES: [(u32, u32); 2] = [(11_906, 16_838), (16_838, 23_811)];

impl Paper {
    /// Whether the long side lies across.
    pub const fn is_landscape(self) -> bool {
        match self {
            Self::Landscape | Self::A3Landscape => true,
            Self::Portrait | Self::A3Portrait => false,
        }
    }

    /// The size.
    pub const fn size(self) -> PaperSize {
        match self {
            Self::Landscape | Self::Portrait => PaperSize::A4,
            Self::A3Landscape | Self::A3Portrait => PaperSize::A3,
        }
    }

    /// How wide and how high it lies, in twentieths of a point.
    pub const fn sides(self) -> (u32, u32) {
        let (short, long) = match self.size() {
            PaperSize::A4 => SIDES[0],
            PaperSize::A3 => SIDES[1],
        };
        if self.is_landscape() { (long, short) } else { (short, long) }
    }
}

impl From<Layout> for Paper {
    fn from(layout: Layout) -> Self {
        match (layout.paper, layout.orientation) {
            (PaperSize::A4, Orientation::Landscape) => Self::Landscape,
            (PaperSize::A4, Orientation::Portrait) => Self::Portrait,
            (PaperSize::A3, Orientation::Landscape) => Self::A3Landscape,
            (PaperSize::A3, Orientation::Portrait) => Self::A3Portrait,
        }
    }
}

/// What stands at the bottom of every page, before the page's number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Foot {
    /// Which table of which plan: 「実施計画一覧 令和3年3月」.
    pub name: String,
    /// Where the same can be read, for ever.
    pub address: Option<String>,
    /// The fingerprint of the checkpoint that covers the publication; none where there is no sealed log.
    pub fingerprint: Option<String>,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading, which is a bookmark too.
    Heading {
        /// From 1.
        level: u8,
        /// What it says.
        text: String,
    },
    /// Prose; a line end in a run is one on paper.
    Paragraph(Vec<Run>),
    /// Names and what they stand for.
    Facts(Vec<(String, Vec<Run>)>),
    /// A table.
    Table(Table),
    /// That there is nothing to list.
    NoRows(NoRows),
    /// A picture.
    Picture(Picture),
    /// What follows begins on a page of its own.
    NewPage,
    /// What papers for a meeting begin with; the first block of a document.
    Cover(Cover),
    /// What papers there are, each of which leads to the part with its mark.
    Agenda(Agenda),
    /// A part begins, on a page of its own: a heading of the first level, and a bookmark.
    Part(Part),
}

/// The cover of papers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cover {
    /// The lines above the title: for which meeting.
    pub above: Vec<String>,
    /// What the papers are about.
    pub title: String,
    /// The lines below it: which of its tables, whose it is.
    pub below: Vec<String>,
}

/// The papers of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agenda {
    /// What its columns are called: the mark, the title, what is in it.
    pub headings: [String; 3],
    /// The papers: mark, title, what is in it.
    pub papers: Vec<[String; 3]>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// 資料番号, which stands at its head and at the foot of its pages.
    pub mark: String,
    /// What it is called.
    pub title: String,
    /// How its paper lies.
    pub paper: Paper,
}

/// A picture, which says in words what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// As SVG, whole and by itself.
    pub svg: String,
    /// What it shows, for those who do not see it.
    pub alternative: String,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it is called; the name of its sheet in a workbook.
    pub name: String,
    /// The lines above the header row, which stand on every page with it.
    pub title_lines: Vec<String>,
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// The rows from the top, a cell for each column.
    pub rows: Vec<Row>,
}

/// What stands where a table has nothing to list: a sentence for readers, and for programs, which look for the header row,
/// the table without rows.
#[derive(Debug, Clone, PartialEq)]
pub struct NoRows {
    /// The sentence.
    pub says: Vec<Run>,
    /// The table.
    pub table: Table,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What it is called.
    pub heading: String,
    /// Share of the width, in 1/1000; 0 leaves it to the printer.
    pub width: u32,
    /// What stands in it.
    pub holds: Holds,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Words, from the left.
    Text,
    /// Numbers, from the right, which a workbook can add up.
    Number,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// A cell for each column.
    pub cells: Vec<Cell>,
    /// Of which item it is, for a file that comes back.
    pub id: Option<String>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A heading over the rows below: how many stand above it.
    Heading(u8),
    /// An item, a result: how many headings stand above it.
    Item(u8),
    /// A sum.
    Total,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// What it says.
    pub runs: Vec<Run>,
}

/// Words that look alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The words; may have line ends.
    pub text: String,
    /// How they look.
    pub look: Looks,
    /// Where they lead: a whole address, never a path.
    pub link: Option<String>,
}

/// How words look. Never by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Looks {
    /// Like the rest.
    #[default]
    Plain,
    /// Strong.
    Strong,
    /// New: underlined.
    Added,
    /// Gone: struck through.
    Removed,
}

impl Run {
    /// Words like the rest.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), look: Looks::Plain, link: None }
    }

    /// Words that look so.
    pub fn looking(text: impl Into<String>, look: Looks) -> Self {
        Self { text: text.into(), look, link: None }
    }
}

impl Row {
    /// Which of its cells names it, for who hears a table: its number, and where it has none its title.
    pub fn named_by(&self) -> Option<usize> {
        self.cells.iter().take(2).position(|cell| !cell.runs.is_empty())
    }
}

impl Cell {
    /// A cell with words like the rest.
    pub fn plain(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { runs: if text.is_empty() { Vec::new() } else { vec![Run::plain(text)] } }
    }

    /// Its words, one behind the other.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

impl Column {
    /// A column of words.
    pub fn text(heading: impl Into<String>, width: u32) -> Self {
        Self { heading: heading.into(), width, holds: Holds::Text }
    }

    /// A column of numbers.
    pub fn number(heading: impl Into<String>, width: u32) -> Self {
        Self { heading: heading.into(), width, holds: Holds::Number }
    }
}

impl Document {
    /// Its tables, from the top.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(Block::table)
    }

    /// The heading that it begins with, where it does.
    pub(crate) fn heading(&self) -> Option<&str> {
        match self.blocks.first()? {
            Block::Heading { level: ..=1, text } => Some(text),
            Block::Heading { .. }
            | Block::Paragraph(_)
            | Block::NoRows(_)
            | Block::Facts(_)
            | Block::Table(_)
            | Block::Picture(_)
            | Block::NewPage
            | Block::Cover(_)
            | Block::Agenda(_)
            | Block::Part(_) => None,
        }
    }

    /// Its tables with those that have no rows, for files that have nothing but tables.
    pub fn every_table(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) | Block::NoRows(NoRows { table, says: _ }) => Some(table),
            Block::Heading { .. }
            | Block::Paragraph(_)
            | Block::Facts(_)
            | Block::Picture(_)
            | Block::NewPage
            | Block::Cover(_)
            | Block::Agenda(_)
            | Block::Part(_) => None,
        })
    }

    /// Its pictures, from the top.
    pub fn pictures(&self) -> impl Iterator<Item = &Picture> {
        self.blocks.iter().filter_map(Block::picture)
    }

    /// Its parts, from the top.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        self.blocks.iter().filter_map(Block::part)
    }
}

impl Block {
    /// The table that it is.
    pub fn table(&self) -> Option<&Table> {
        if let Self::Table(table) = self { Some(table) } else { None }
    }

    /// The picture that it is.
    pub fn picture(&self) -> Option<&Picture> {
        if let Self::Picture(picture) = self { Some(picture) } else { None }
    }

    /// The part that begins with it.
    pub fn part(&self) -> Option<&Part> {
        if let Self::Part(part) = self { Some(part) } else { None }
    }
}

//! The blocks of a document as its template prints them.

use crate::document::{
    Agenda, Block, Cell, Column, Cover, Document, Holds, Looks, NoRows, Part, Picture, Row, RowKind, Run,
    Table,
};
use projections::wording::Language;

/// So many columns stand beside each other on a screen; more of them scroll.
const BESIDE: usize = 9;
/// Deeper rows are not set in any further.
const DEEPEST: u8 = 4;

/// A block.
pub(super) enum Shown<'d> {
    Heading {
        level: u8,
        id: String,
        text: Piece<'d>,
        first: bool,
    },
    Paragraph(Vec<Piece<'d>>),
    Facts(Vec<(Piece<'d>, Vec<Piece<'d>>)>),
    Table(Sheet<'d>),
    Picture {
        svg: &'d str,
        alternative: &'d str,
    },
    NewPage,
    /// What stands above the heading of all, and below it.
    Cover {
        above: Vec<Piece<'d>>,
        title: Piece<'d>,
        below: Vec<Piece<'d>>,
    },
    /// The id of each paper, with its mark, its title and what is in it.
    Agenda(Vec<(String, [Piece<'d>; 3])>),
    /// A part, and whether another one ends where it begins.
    Part {
        id: String,
        mark: Piece<'d>,
        title: Piece<'d>,
        behind_another: bool,
    },
}

/// Words that look alike.
pub(super) struct Piece<'d> {
    pub(super) text: &'d str,
    pub(super) look: Looks,
    /// Where they lead; an address of the web and nothing else.
    pub(super) link: Option<&'d str>,
    /// They are Japanese in a document that is not.
    pub(super) japanese: bool,
}

/// A table.
pub(super) struct Sheet<'d> {
    pub(super) name: &'d str,
    /// What stands above it: its title lines, else its name.
    pub(super) lines: Vec<Piece<'d>>,
    /// A heading has said the same, so that only those who hear the table need it.
    pub(super) said: bool,
    /// How wide each column is, in percent; nothing where that follows from what stands in them.
    pub(super) widths: Vec<String>,
    pub(super) scrolls: bool,
    /// A few numbers, which would stand far apart on the whole width.
    pub(super) small: bool,
    pub(super) columns: Vec<Heading<'d>>,
    pub(super) rows: Vec<Line<'d>>,
}

/// The heading of a column.
pub(super) struct Heading<'d> {
    pub(super) text: &'d str,
    pub(super) number: bool,
    pub(super) japanese: bool,
}

/// A row.
pub(super) struct Line<'d> {
    pub(super) class: &'static str,
    pub(super) depth: u8,
    pub(super) id: Option<&'d str>,
    /// Only its first cell is filled, which then stands for the whole row.
    pub(super) alone: bool,
    pub(super) cells: Vec<Field<'d>>,
}

/// A cell.
pub(super) struct Field<'d> {
    /// The heading of its column.
    pub(super) label: &'d str,
    /// It names its row.
    pub(super) names: bool,
    pub(super) number: bool,
    pub(super) pieces: Vec<Piece<'d>>,
}

/// The heading that a document brings itself: its first block, where that is the only one of its level.
pub(super) fn own_heading(document: &Document) -> Option<&str> {
    let only = document.blocks.iter().filter(|block| is_greatest(block)).count() == 1;
    match document.blocks.first() {
        Some(Block::Cover(cover)) => Some(&cover.title),
        Some(Block::Heading { level: ..=1, text }) if only => Some(text),
        Some(_) | None => None,
    }
}

/// Whether it is a heading of the greatest level.
fn is_greatest(block: &Block) -> bool {
    matches!(block, Block::Heading { level: ..=1, .. } | Block::Part(_))
}

/// Whether the document begins with a cover, which has the heading of all in it.
pub(super) fn has_cover(document: &Document) -> bool {
    matches!(document.blocks.first(), Some(Block::Cover(_)))
}

impl<'d> Shown<'d> {
    /// The blocks below the heading of all.
    pub(super) fn all(document: &'d Document) -> Vec<Self> {
        let cover = has_cover(document);
        let own = own_heading(document).is_some() && !cover;
        // There is one heading of all, whatever the document calls its own.
        let below = u8::from(!own && document.blocks.iter().any(is_greatest));
        let mut parts = 0;
        let mut first = true;
        let (language, mut above) = (document.language, own_heading(document).unwrap_or_default());
        let blocks = document.blocks.iter().skip(usize::from(own)).enumerate();
        let shown = blocks.map(|(at, block)| match block {
            Block::Heading { level, text } => {
                above = text;
                let level = (level.max(&1) + below).min(6);
                let first = std::mem::take(&mut first);
                Self::Heading { level, id: format!("h-{}", at + 1), text: Piece::of(text, language), first }
            }
            Block::Paragraph(runs) | Block::NoRows(NoRows { says: runs, table: _ }) => {
                Self::Paragraph(Piece::all(runs, language))
            }
            Block::Facts(facts) => {
                let facts = facts.iter();
                Self::Facts(
                    facts
                        .map(|(name, says)| (Piece::of(name, language), Piece::all(says, language)))
                        .collect(),
                )
            }
            Block::Table(table) => Self::Table(Sheet::of(table, above, language)),
            Block::Picture(Picture { svg, alternative }) => {
                Self::Picture { svg: without_prolog(svg), alternative }
            }
            Block::NewPage => Self::NewPage,
            Block::Cover(cover) => Self::cover(cover, language),
            Block::Agenda(of) => Self::agenda(of, document),
            Block::Part(Part { mark, title, paper: _ }) => {
                above = title;
                parts += 1;
                Self::Part {
                    id: part_id(parts),
                    mark: Piece::of(mark, language),
                    title: Piece::of(title, language),
                    behind_another: parts > 1,
                }
            }
        });
        shown.collect()
    }

    /// Level, id and text of a heading.
    pub(super) fn heading(&self) -> Option<(u8, &str, &Piece<'d>)> {
        match self {
            Self::Heading { level, id, text, .. } => Some((*level, id, text)),
            Self::Paragraph(_)
            | Self::Facts(_)
            | Self::Table(_)
            | Self::Picture { .. }
            | Self::NewPage
            | Self::Cover { .. }
            | Self::Agenda(_)
            | Self::Part { .. } => None,
        }
    }

    fn cover(cover: &'d Cover, language: Language) -> Self {
        let lines = |of: &'d [String]| of.iter().map(|line| Piece::of(line, language)).collect();
        Self::Cover {
            above: lines(&cover.above),
            title: Piece::of(&cover.title, language),
            below: lines(&cover.below),
        }
    }

    fn agenda(agenda: &'d Agenda, document: &'d Document) -> Self {
        let id = |mark: &str| {
            let at = document.parts().position(|part| part.mark == mark);
            at.map(|at| part_id(at + 1)).unwrap_or_default()
        };
        let paper = |cells: &'d [String; 3]| {
            (id(&cells[0]), cells.each_ref().map(|cell| Piece::of(cell, document.language)))
        };
        Self::Agenda(agenda.papers.iter().map(paper).collect())
    }
}

/// The id of a part, by its place from 1.
pub(super) fn part_id(number: usize) -> String {
    format!("part-{number}")
}

impl<'d> Piece<'d> {
    fn all(runs: &'d [Run], language: Language) -> Vec<Self> {
        let piece = |run: &'d Run| Self {
            look: run.look,
            link: run
                .link
                .as_deref()
                .filter(|link| link.starts_with("https://") || link.starts_with("http://")),
            ..Self::of(&run.text, language)
        };
        runs.iter().map(piece).collect()
    }

    pub(super) fn of(text: &'d str, language: Language) -> Self {
        Self { text, look: Looks::Plain, link: None, japanese: is_foreign(text, language) }
    }
}

impl<'d> Sheet<'d> {
    fn of(table: &'d Table, above: &str, language: Language) -> Self {
        let lines = table.title_lines.iter().map(String::as_str).filter(|line| !line.trim().is_empty());
        let lines: Vec<&str> = lines.collect();
        let said = lines.is_empty()
            && !above.is_empty()
            && (above.contains(&table.name) || table.name.starts_with(above));
        let lines = if lines.is_empty() { vec![table.name.as_str()] } else { lines };
        Self {
            said,
            small: is_small(&table.columns),
            lines: lines.into_iter().map(|line| Piece::of(line, language)).collect(),
            name: &table.name,
            widths: widths(&table.columns),
            scrolls: table.columns.len() > BESIDE,
            columns: table.columns.iter().map(|column| Heading::of(column, language)).collect(),
            rows: table.rows.iter().map(|row| Line::of(row, &table.columns, language)).collect(),
        }
    }
}

impl<'d> Heading<'d> {
    fn of(column: &'d Column, language: Language) -> Self {
        Self {
            text: &column.heading,
            number: column.holds == Holds::Number,
            japanese: is_foreign(&column.heading, language),
        }
    }
}

impl<'d> Line<'d> {
    fn of(row: &'d Row, columns: &'d [Column], language: Language) -> Self {
        let (class, depth) = match row.kind {
            RowKind::Heading(depth) => ("heading", depth),
            RowKind::Item(depth) => ("item", depth),
            RowKind::Total => ("total", 0),
        };
        let names = row.named_by();
        let alone = class == "heading" && names == Some(0) && row.cells.iter().skip(1).all(is_empty);
        let cells = row.cells.iter().zip(columns).enumerate();
        let cells = cells.take(if alone { 1 } else { usize::MAX }).map(|(at, (cell, column))| Field {
            label: &column.heading,
            names: names == Some(at),
            number: column.holds == Holds::Number,
            pieces: Piece::all(&cell.runs, language),
        });
        Self { class, depth: depth.min(DEEPEST), id: row.id.as_deref(), alone, cells: cells.collect() }
    }
}

fn is_empty(cell: &Cell) -> bool {
    cell.runs.iter().all(|run| run.text.is_empty())
}

fn is_small(columns: &[Column]) -> bool {
    let numbers = columns.iter().filter(|column| column.holds == Holds::Number).count();
    columns.len() <= 5 && numbers > 0 && numbers + 1 >= columns.len()
}

fn widths(columns: &[Column]) -> Vec<String> {
    let sum: u32 = columns.iter().map(|column| column.width).sum();
    if is_small(columns) || columns.iter().any(|column| column.width == 0) || columns.len() > BESIDE + 2 {
        return Vec::new();
    }
    columns.iter().map(|column| format!("{:.1}", f64::from(column.width) * 100.0 / f64::from(sum))).collect()
}

/// A picture that stands in another document has no prolog.
fn without_prolog(svg: &str) -> &str {
    svg.find("<svg").map_or("", |at| &svg[at..])
}

/// Whether a text is to be read as Japanese in a document of another language: most of it is.
fn is_foreign(text: &str, language: Language) -> bool {
    let is_japanese =
        |c: &char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}');
    let is_latin = |c: &char| c.is_ascii_alphabetic();
    let count = |is: fn(&char) -> bool| text.chars().filter(is).count();
    match language {
        Language::Japanese => false,
        Language::English => {
            let japanese = count(is_japanese);
            japanese > 0 && japanese >= count(is_latin)
        }
    }
}

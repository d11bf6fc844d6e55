//! A document as the template reads it: JSON, in which every decision about the layout is made already.
//!
//! The template (`document.typ`) reads these fields by their names.

use super::facts::{FactsData, SIZE, facts, heading};
use super::fonts::FontSet;
use super::glyphs::Glyphs;
use super::measure::Ruler;
use super::parts::{Foot, foot, label, marks, parted};
use super::table::{RowData, TableData, table};
use super::tally;
use crate::document::{Block, Cover, Document, Looks, NoRows, Paper, Run};
use projections::wording::Language;
use serde::Serialize;

/// The whole of it.
#[derive(Debug, Serialize)]
pub(super) struct Data<'d> {
    title: String,
    organisation: String,
    language: &'static str,
    date: (i16, i8, i8),
    fonts: &'d [String],
    /// Whether everything may be broken over pages, because something did not fit otherwise.
    loose: bool,
    parts: Vec<PartData>,
    /// How high the highest foot is, in points.
    #[serde(skip)]
    pub(super) foot_height: f64,
}

/// What stands on paper that lies alike, with the same words at the foot.
#[derive(Debug, Serialize)]
struct PartData {
    page: Page,
    foot: Foot,
    blocks: Vec<BlockData>,
}

/// The paper and what lies around the text, in points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct Page {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) side: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

#[derive(Debug, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
enum BlockData {
    Heading { level: u8, text: String },
    Paragraph { words: Words },
    Facts(FactsData),
    Table(TableData),
    Picture { svg: String, alternative: String },
    NewPage,
    Cover { above: Vec<String>, title: String, below: Vec<String> },
    Agenda { headings: Vec<String>, papers: Vec<PaperData> },
    Part { label: String, mark: String, title: String },
}

/// A line of the agenda, and the label of the part that it leads to; none where there is no such part.
#[derive(Debug, Serialize)]
struct PaperData {
    label: Option<String>,
    cells: Vec<String>,
}

/// The words of a cell: a string where they all look alike, else runs.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Words {
    Plain(String),
    /// Few words with white space between them, where alone they are broken: every second piece is white space.
    Whole(Vec<String>),
    Runs(Vec<RunData>),
}

#[derive(Debug, Serialize)]
pub(super) struct RunData {
    text: String,
    look: &'static str,
    link: Option<String>,
}

/// What a document is set with.
pub(super) struct Setting<'s> {
    pub(super) glyphs: &'s Glyphs<'s>,
    pub(super) plain: Ruler,
    pub(super) strong: Ruler,
    pub(super) page: Page,
    pub(super) language: Language,
    pub(super) loose: bool,
    /// The marks of the parts, in their order.
    pub(super) marks: Vec<String>,
}

/// Which level a bookmark has: one more than that above it at most, because PDF/UA forbids gaps.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The level of the last heading outside tables.
    section: u8,
    /// What stands open in the table: how deep it is in the table, and the bookmark's level.
    open: Vec<(u8, u8)>,
    /// How many parts have begun.
    parts: usize,
}

const DEEPEST: u8 = 6;

impl Outline {
    /// The level of a heading outside tables.
    pub(super) fn of_section(&mut self, level: u8) -> u8 {
        self.open.clear();
        self.section = level.clamp(1, DEEPEST.min(self.section + 1));
        self.section
    }

    /// The level of a heading row.
    pub(super) fn of_row(&mut self, depth: u8) -> u8 {
        self.open.retain(|(above, _)| *above < depth);
        let level = self.open.last().map_or(self.section, |(_, level)| *level) + 1;
        self.open.push((depth, level.min(DEEPEST)));
        level.min(DEEPEST)
    }

    /// A table begins.
    pub(super) fn begin_table(&mut self) {
        self.open.clear();
    }
}

impl Page {
    /// The paper as it lies.
    pub(super) fn of(paper: Paper) -> Self {
        let (across, down) = paper.sides();
        let (width, height) = (f64::from(across) / 20.0, f64::from(down) / 20.0);
        if paper.is_landscape() {
            Self { width, height, side: 36.0, top: 36.0, bottom: 48.0 }
        } else {
            Self { width, height, side: 56.0, top: 56.0, bottom: 60.0 }
        }
    }

    /// The page with room for a foot that is so high.
    pub(super) fn above(self, foot: f64) -> Self {
        Self { bottom: self.bottom.max(foot), ..self }
    }

    /// How wide text may be.
    pub(super) fn text_width(&self) -> f64 {
        self.width - 2.0 * self.side
    }

    /// How high text may be.
    pub(super) fn text_height(&self) -> f64 {
        self.height - self.top - self.bottom
    }
}

impl<'d> Data<'d> {
    /// What the template reads of a document.
    pub(super) fn of(document: &Document, fonts: &'d FontSet, glyphs: &Glyphs<'_>, loose: bool) -> Self {
        let (plain, strong) = (Ruler::new(fonts, false), Ruler::new(fonts, true));
        let page = Page::of(document.paper);
        let mut setting = Setting {
            glyphs,
            plain,
            strong,
            page,
            language: document.language,
            loose,
            marks: marks(document),
        };
        let mut outline = Outline::default();
        let feet = parted(document).into_iter().map(|(part, blocks)| {
            let (mark, paper) = part.map_or(("", document.paper), |part| (part.mark.as_str(), part.paper));
            let page = Page::of(paper);
            let (foot, height) = foot(&document.foot, mark, &setting, page.text_width());
            (page, foot, height, blocks)
        });
        let feet: Vec<_> = feet.collect();
        // The same room on every page, so that it is known of each where its foot begins.
        let foot_height = feet.iter().map(|(_, _, height, _)| *height).fold(0.0, f64::max);
        let parts = feet.into_iter().map(|(page, foot, _, blocks)| {
            setting.page = page.above(foot_height);
            PartData { page: setting.page, foot, blocks: of_blocks(blocks, &setting, &mut outline) }
        });
        let mut parts: Vec<PartData> = parts.collect();
        tally::number(parts.iter_mut().flat_map(PartData::rows));
        Self {
            title: title(document, glyphs),
            organisation: line(&glyphs.of(&document.organisation)),
            language: match document.language {
                Language::Japanese => "ja",
                Language::English => "en",
            },
            date: (document.date.year(), document.date.month(), document.date.day()),
            fonts: &fonts.families,
            loose,
            parts,
            foot_height,
        }
    }
}

impl PartData {
    /// The rows of its tables.
    fn rows(&mut self) -> impl Iterator<Item = &mut RowData> {
        self.blocks.iter_mut().flat_map(|block| match block {
            BlockData::Table(table) => table.rows.as_mut_slice(),
            BlockData::Heading { .. }
            | BlockData::Paragraph { .. }
            | BlockData::Facts(_)
            | BlockData::Picture { .. }
            | BlockData::NewPage
            | BlockData::Cover { .. }
            | BlockData::Agenda { .. }
            | BlockData::Part { .. } => &mut [],
        })
    }
}

/// The blocks; facts right below a heading are one with it.
fn of_blocks(blocks: &[Block], setting: &Setting<'_>, outline: &mut Outline) -> Vec<BlockData> {
    let (mut found, mut rest) = (Vec::new(), blocks);
    while let [first, below @ ..] = rest {
        rest = below;
        if let (Block::Heading { level, text }, [Block::Facts(of), below @ ..]) = (first, below) {
            found.push(BlockData::Facts(facts(of, heading(*level, text, setting, outline), setting)));
            rest = below;
        } else {
            found.push(of_block(first, setting, outline));
        }
    }
    found
}

fn of_block(block: &Block, setting: &Setting<'_>, outline: &mut Outline) -> BlockData {
    let glyphs = setting.glyphs;
    let across = setting.page.text_width() / SIZE;
    match block {
        Block::Heading { level, text } => match heading(*level, text, setting, outline) {
            Some((level, text)) => BlockData::Heading { level, text },
            None => BlockData::Paragraph { words: Words::Plain(glyphs.of(text)) },
        },
        Block::Paragraph(runs) | Block::NoRows(NoRows { says: runs, table: _ }) => {
            BlockData::Paragraph { words: words(runs, setting, &setting.plain, across) }
        }
        Block::Facts(of) => BlockData::Facts(facts(of, None, setting)),
        Block::Table(of) => BlockData::Table(table(of, setting, outline)),
        Block::Picture(picture) => {
            BlockData::Picture { svg: glyphs.of(&picture.svg), alternative: glyphs.of(&picture.alternative) }
        }
        Block::NewPage => BlockData::NewPage,
        Block::Cover(cover) => of_cover(cover, setting, outline, across),
        Block::Agenda(agenda) => {
            let strings = |of: &[String; 3]| of.iter().map(|text| glyphs.of(text)).collect();
            let papers = agenda.papers.iter().map(|cells| PaperData {
                label: setting.marks.iter().position(|mark| *mark == cells[0]).map(label),
                cells: strings(cells),
            });
            BlockData::Agenda { headings: strings(&agenda.headings), papers: papers.collect() }
        }
        Block::Part(part) => {
            outline.of_section(1);
            outline.parts += 1;
            let label = label(outline.parts - 1);
            BlockData::Part { label, mark: glyphs.of(&part.mark), title: glyphs.of(&part.title) }
        }
    }
}

fn of_cover(cover: &Cover, setting: &Setting<'_>, outline: &mut Outline, across: f64) -> BlockData {
    /// How much larger the title is than the rest.
    const TITLE: f64 = 2.2;
    outline.of_section(1);
    let lines = |of: &[String]| of.iter().map(|text| setting.glyphs.of(text)).collect();
    let title = setting.strong.breakable(&setting.glyphs.of(&cover.title), across / TITLE);
    BlockData::Cover { above: lines(&cover.above), title, below: lines(&cover.below) }
}

/// The words of runs. A word that is wider than its column may be broken anywhere; widths in shares of the size.
pub(super) fn words(runs: &[Run], setting: &Setting<'_>, ruler: &Ruler, width: f64) -> Words {
    if let [Run { text, look: Looks::Plain, link: None }] = runs {
        let text = setting.glyphs.of(text);
        return whole(&text, ruler, width).unwrap_or_else(|| Words::Plain(ruler.breakable(&text, width)));
    }
    if runs.is_empty() {
        return Words::Plain(String::new());
    }
    let runs = runs.iter().map(|run| RunData {
        text: ruler.breakable(&setting.glyphs.of(&run.text), width),
        look: match run.look {
            Looks::Plain => "plain",
            Looks::Strong => "strong",
            Looks::Added => "added",
            Looks::Removed => "removed",
        },
        link: run.link.clone().filter(|link| !link.trim().is_empty()),
    });
    Words::Runs(runs.collect())
}

/// The pieces of a short text with white space in it that does not fit on one line: 「一部試行の上 平成30年11月 中止」.
fn whole(text: &str, ruler: &Ruler, width: f64) -> Option<Words> {
    const LONGEST: f64 = 40.0;
    const LONGEST_PIECE: f64 = 12.0;
    let is_blank = |character: char| character == ' ' || character == '　' || character == '\n';
    let length = ruler.width(text);
    if length <= width || length > LONGEST || !text.contains(is_blank) {
        return None;
    }
    let (mut pieces, mut blank) = (vec![String::new()], false);
    for character in text.chars() {
        if is_blank(character) != blank {
            blank = !blank;
            pieces.push(String::new());
        }
        pieces.last_mut()?.push(character);
    }
    let fit = pieces.iter().all(|piece| ruler.width(piece) <= width.min(LONGEST_PIECE));
    fit.then_some(Words::Whole(pieces))
}

/// The title of the file, which must have one.
fn title(document: &Document, glyphs: &Glyphs<'_>) -> String {
    let named = [&document.title, &document.foot.name, &document.organisation];
    let named = named.map(|name| line(&glyphs.of(name)));
    named.into_iter().find(|name| !name.is_empty()).unwrap_or_else(|| "PDF".to_owned())
}

/// A text on one line, for the foot of a page and for what stands on none.
pub(super) fn line(text: &str) -> String {
    let lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

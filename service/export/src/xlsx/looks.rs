//! How cells look: a format for each kind of cell, made once.
//!
//! Cells of words have the format 「文字列」, so that what people type into them later stays words too: 「1-1-1」 does not
//! become a date, nor 「=1+1」 a formula. Some versions of Excel show more than 255 characters of that format as ####, so
//! that longer words are marked as words by an apostrophe before them, which is shown nowhere.

use crate::document::Looks;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatUnderline};
use std::collections::HashMap;

/// The font of everything. Windows has it since 2018; where it is not, the character set leads to another Japanese one.
pub(super) const FONT: &str = "BIZ UDPGothic";

/// The size of what stands in a table, in points.
pub(super) const SIZE: f64 = 10.0;

const LINK: u32 = 0x0B_3D_91;
const LINE: u32 = 0x80_80_80;
const SHIFT_JIS: u8 = 128;
/// The formats 「文字列」 and 「0」, which every program knows by number.
const WORDS: u8 = 49;
const WHOLE: u8 = 1;
/// More would leave no room for words.
const DEEPEST: u8 = 6;

/// What a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Is {
    /// The first line above a table.
    Title,
    /// A further one.
    TitleLine,
    /// A cell of the header row.
    Header,
    /// The first cell of a row that is a heading; how many stand above it.
    Heading(u8),
    /// A cell beside it.
    Beside(u8),
    /// A cell of an item.
    Item,
    /// A cell of a sum.
    Total,
    /// An id, for a file that comes back.
    Id,
    /// What people type below the table.
    Empty,
    /// A heading of the text, from 1.
    Chapter(u8),
    /// A paragraph of the text.
    Prose,
    /// The name of a fact.
    Name,
    /// A fact.
    Fact,
}

/// What a cell shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Shows {
    /// Words.
    Words,
    /// Many words.
    LongWords,
    /// A number with so many digits behind the point.
    Number(u8),
    /// Whatever people type.
    Anything,
}

/// Everything that makes a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Look {
    /// What the cell is.
    pub(super) is: Is,
    /// How far its words begin from the left.
    pub(super) indent: u8,
    /// What it shows.
    pub(super) shows: Shows,
    /// Numbers stand at the right, words that stand among them too.
    pub(super) right: bool,
    /// It is higher than a screen, so its words begin at the top.
    pub(super) tall: bool,
    /// It stands across several columns.
    pub(super) across: bool,
    /// All of it leads somewhere.
    pub(super) link: bool,
}

impl Look {
    /// The plain look of such a cell.
    pub(super) const fn of(is: Is) -> Self {
        Self { is, indent: 0, shows: Shows::Words, right: false, tall: false, across: false, link: false }
    }

    /// How far the words begin from the left, in 1/100 of the font's size.
    pub(super) fn indentation(self) -> u32 {
        u32::from(self.indent.min(DEEPEST)) * 90
    }
}

/// The formats that a workbook needs.
#[derive(Debug, Default)]
pub(super) struct Formats {
    made: HashMap<Look, Format>,
}

impl Formats {
    /// The format of a cell.
    pub(super) fn of(&mut self, look: Look) -> &Format {
        self.made.entry(look).or_insert_with(|| format(look))
    }
}

/// The format of words within a cell.
pub(super) fn of_run(is: Is, look: Looks, leads: bool) -> Format {
    let plain = font(is);
    let plain = if leads { plain.set_font_color(LINK) } else { plain };
    match look {
        Looks::Plain => plain,
        Looks::Strong => plain.set_bold(),
        Looks::Added => plain.set_underline(FormatUnderline::Single),
        Looks::Removed => plain.set_font_strikethrough(),
    }
}

/// How large words are and whether they are strong.
pub(super) const fn size(is: Is) -> (f64, bool) {
    match is {
        Is::Title => (14.0, true),
        Is::Header | Is::Heading(_) | Is::Total | Is::Name => (SIZE, true),
        Is::TitleLine | Is::Beside(_) | Is::Item | Is::Id | Is::Empty | Is::Prose | Is::Fact => (SIZE, false),
        Is::Chapter(0 | 1) => (14.0, true),
        Is::Chapter(2) => (12.0, true),
        Is::Chapter(_) => (SIZE, true),
    }
}

fn font(is: Is) -> Format {
    let (size, strong) = size(is);
    let font = Format::new().set_font_name(FONT).set_font_charset(SHIFT_JIS).set_font_size(size);
    if strong { font.set_bold() } else { font }
}

fn format(look: Look) -> Format {
    let format = match look.shows {
        Shows::Words => font(look.is).set_num_format_index(WORDS),
        Shows::LongWords => font(look.is).set_quote_prefix(),
        Shows::Number(0) => font(look.is).set_num_format_index(WHOLE),
        Shows::Number(places) => {
            font(look.is).set_num_format(format!("0.{}", "0".repeat(usize::from(places))))
        }
        Shows::Anything => font(look.is),
    };
    let format = placed(ruled(format, look.is), look);
    if look.link { format.set_font_color(LINK) } else { format }
}

/// With its lines and its ground.
fn ruled(format: Format, is: Is) -> Format {
    let lines = |format: Format| format.set_border(FormatBorder::Thin).set_border_color(LINE);
    match is {
        Is::Title | Is::TitleLine | Is::Id | Is::Empty | Is::Chapter(_) | Is::Prose => format,
        Is::Header => lines(format.set_background_color(0xD9_E2_EC)),
        Is::Heading(0) | Is::Beside(0) => lines(format.set_background_color(0xE9_EE_F3)),
        Is::Heading(_) | Is::Beside(_) => lines(format.set_background_color(0xF4_F6_F8)),
        Is::Total => lines(format.set_background_color(0xF4_F6_F8)).set_border_top(FormatBorder::Double),
        Is::Name => lines(format.set_background_color(0xE9_EE_F3)),
        Is::Item | Is::Fact => lines(format),
    }
}

/// With the place of its words.
fn placed(format: Format, look: Look) -> Format {
    let format = match look.is {
        Is::Header => format.set_align(FormatAlign::Center),
        Is::Title if look.across => format.set_align(FormatAlign::Center),
        Is::Title
        | Is::TitleLine
        | Is::Heading(_)
        | Is::Beside(_)
        | Is::Item
        | Is::Total
        | Is::Id
        | Is::Empty
        | Is::Chapter(_)
        | Is::Prose
        | Is::Name
        | Is::Fact => {
            let side = if look.right { FormatAlign::Right } else { FormatAlign::Left };
            format.set_align(side).set_indent(look.indent.min(DEEPEST))
        }
    };
    let tall = look.tall || matches!(look.is, Is::Prose);
    let format = format.set_align(if tall { FormatAlign::Top } else { FormatAlign::VerticalCenter });
    // A title that stands in one cell runs on over the empty ones beside it.
    let runs_on = matches!(look.is, Is::Title | Is::TitleLine | Is::Chapter(_)) && !look.across;
    if runs_on || look.is == Is::Id { format } else { format.set_text_wrap() }
}

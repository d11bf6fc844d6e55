//! How much room words take, estimated: office programs do not work out rows of a file when they open it, and want the
//! widths of columns said.
//!
//! Widths are in 1/100 of the font's size. They are those of BIZ UDPGothic, the widest of the fonts that may stand in
//! for it, so that a row is rather a little too high than cut off.

use crate::document::{Cell, Table};
use unicode_width::UnicodeWidthChar as _;

/// As wide as a kanji.
pub(crate) const FULL: u32 = 100;

/// What no column is narrower than, beside its padding, where there is as much for two of them: 「平成30年11月」 stays on a
/// line.
const LEAST: u32 = 750;

/// A title is larger than the words of its table, by so many hundredths, and strong.
const TITLE: u32 = 145;

/// How wide the longest line of a text is.
pub(crate) fn width(text: &str) -> u32 {
    text.lines().map(width_of_line).max().unwrap_or_default()
}

/// On how many lines a text stands that has so much room across; never none.
pub(crate) fn lines(text: &str, room: u32) -> u32 {
    let room = room.max(FULL);
    let of_line = |line: &str| width_of_line(line).div_ceil(room).max(1);
    // An end of line at the end makes an empty line, which `str::lines` passes over.
    text.split('\n').map(of_line).sum()
}

/// The columns' shares of so much room, in 1/1000, as the columns ask for them or, where they do not, by what stands in
/// them. Together they are 1000, or less where a narrow table and its title need no more. `padding` is what stands empty
/// at both sides of a cell, and what a program sets between words on its own.
pub(crate) fn shares(table: &Table, room: u32, padding: u32) -> Vec<u32> {
    let asked: u32 = table.columns.iter().map(|column| column.width).sum();
    let open: Vec<usize> = (0..table.columns.len()).filter(|at| table.columns[*at].width == 0).collect();
    if open.is_empty() {
        let asked = asked.max(1);
        return table.columns.iter().map(|column| (column.width * 1000 / asked).max(1)).collect();
    }
    let left = 1000_u32.saturating_sub(asked).max(100);
    let wants: Vec<Want> = open.iter().map(|at| Want::of(table, *at, padding)).collect();
    let least = f64::from(titles(table) + padding).min(f64::from(room)) * f64::from(left) / 1000.0;
    let found = divide(&wants, f64::from(room) * f64::from(left) / 1000.0, least, padding);
    let whole = f64::from(asked + left);
    let mut shares: Vec<u32> =
        table.columns.iter().map(|column| column.width * 1000 / whole as u32).collect();
    for (at, width) in open.into_iter().zip(found) {
        shares[at] = ((width * 1000.0 / f64::from(room)) * 1000.0 / whole).round().max(1.0) as u32;
    }
    shares
}

/// What a column would like to have.
struct Want {
    /// So that nearly nothing is broken: the few cells that are longer than all others do not count.
    whole: f64,
    /// How much of the rest it deserves where not all can have that.
    weight: f64,
    /// So that nearly no word is broken.
    word: f64,
}

impl Want {
    fn of(table: &Table, at: usize, padding: u32) -> Self {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
        let filled = cells.filter(|cell| !cell.runs.is_empty()).map(Cell::text);
        let filled: Vec<String> = filled.collect();
        let mut widths: Vec<u32> = filled.iter().map(|text| width(text)).collect();
        widths.sort_unstable();
        let heading = width(&table.columns[at].heading);
        let nearly_all = widths.get(widths.len() * 9 / 10).copied().unwrap_or_default();
        let longest = widths.last().copied().unwrap_or_default();
        // Where all are about as long, none should be broken.
        let wanted = if longest <= nearly_all * 5 / 4 { longest } else { nearly_all };
        let whole = f64::from(wanted.max(heading.min(LEAST)) + padding);
        let sum: u64 = widths.iter().copied().map(u64::from).sum();
        // A note here and there makes no long column.
        let mean = sum.checked_div(table.rows.len() as u64).unwrap_or_default() as f64;
        let mut words: Vec<u32> = filled.iter().map(|text| widest_word(text)).collect();
        words.sort_unstable();
        let word = words.get(words.len() * 9 / 10).copied().unwrap_or_default() + padding;
        Self { whole, weight: (mean.max(1.0) * whole).sqrt(), word: f64::from(word) }
    }
}

/// How wide the longest line above a table is.
fn titles(table: &Table) -> u32 {
    let lines = table.title_lines.iter().enumerate();
    lines.map(|(at, line)| width(line) * if at == 0 { TITLE } else { 100 } / 100).max().unwrap_or_default()
}

/// Who wants little gets it; the others share what is left.
fn divide(wants: &[Want], room: f64, least: f64, padding: u32) -> Vec<f64> {
    let all: f64 = wants.iter().map(|want| want.whole).sum();
    if all <= room {
        // A table of short cells is made wider, but not so that its columns fall apart.
        let stretch = (room / all.max(1.0)).min((least / all.max(1.0)).max(1.5));
        return wants.iter().map(|want| want.whole * stretch).collect();
    }
    let mut widths = vec![0.0; wants.len()];
    let mut open: Vec<usize> = (0..wants.len()).collect();
    let mut left = room;
    loop {
        let fair = left / open.len().max(1) as f64;
        let (small, large): (Vec<usize>, Vec<usize>) = open.iter().partition(|at| wants[**at].whole <= fair);
        if small.is_empty() {
            break;
        }
        for at in small {
            widths[at] = wants[at].whole;
            left -= wants[at].whole;
        }
        open = large;
    }
    share_by_weight(wants, &open, left, (&mut widths, padding));
    widths
}

fn share_by_weight(wants: &[Want], open: &[usize], left: f64, (widths, padding): (&mut [f64], u32)) {
    let fair = left / open.len().max(1) as f64;
    let least = f64::from(LEAST + padding).min(fair / 2.0);
    let weights: f64 = open.iter().map(|at| wants[*at].weight).sum();
    for at in open {
        widths[*at] = wants[*at].word.min(fair).max(least);
    }
    let above = left - open.iter().map(|at| widths[*at]).sum::<f64>();
    for at in open {
        widths[*at] += above * wants[*at].weight / weights.max(1.0);
    }
}

/// How wide the widest piece is that is not broken.
fn widest_word(text: &str) -> u32 {
    let breaks =
        |character: char| character.is_whitespace() || character == '-' || width_of(character) == FULL;
    text.split(breaks).map(width_of_line).max().unwrap_or_default()
}

fn width_of_line(line: &str) -> u32 {
    line.chars().map(width_of).sum()
}

fn width_of(character: char) -> u32 {
    match character {
        '0'..='9' | 'A'..='Z' => 76,
        'a'..='z' => 64,
        '\t' => 4 * FULL,
        _ => match character.width_cjk() {
            Some(2) => FULL,
            Some(1) => 50,
            Some(_) | None => 0,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Column, Row, RowKind};

    fn table(columns: Vec<Column>, rows: &[&[&str]]) -> Table {
        let row = |cells: &&[&str]| Row {
            kind: RowKind::Item(0),
            cells: cells.iter().map(|cell| Cell::plain(*cell)).collect(),
            id: None,
        };
        let rows = rows.iter().map(row).collect();
        Table { name: String::new(), title_lines: Vec::new(), columns, rows }
    }

    #[test]
    fn a_text_stands_on_as_many_lines_as_its_room_makes_it() {
        assert_eq!(lines("", 1000), 1);
        assert_eq!(lines("一二三四五六七八九十", 1000), 1);
        assert_eq!(lines("一二三四五六七八九十百", 1000), 2);
        assert_eq!(lines("一\n二\n", 1000), 3);
        assert_eq!(lines("①㈱㋿〜髙﨑𠮷", 700), 1);
        assert_eq!(lines("①㈱㋿〜髙﨑𠮷", 600), 2);
    }

    #[test]
    fn columns_get_the_shares_that_they_ask_for() {
        let columns = vec![Column::text("甲", 300), Column::text("乙", 700)];
        assert_eq!(shares(&table(columns, &[]), 7800, 110), [300, 700]);
        let columns = vec![Column::text("甲", 30), Column::text("乙", 30)];
        assert_eq!(shares(&table(columns, &[]), 7800, 110), [500, 500]);
    }

    #[test]
    fn a_column_that_asks_for_nothing_gets_what_it_needs_of_the_rest() {
        let long = "あ".repeat(300);
        let columns = vec![Column::text("甲", 400), Column::text("乙", 0), Column::text("丙", 0)];
        let found = shares(&table(columns, &[&["", "継続中", &long]]), 7800, 110);
        assert_eq!((found[0], found.iter().sum::<u32>()), (400, 1000));
        assert!(found[1] < 100 && found[2] > 500, "{found:?}");
    }

    #[test]
    fn long_texts_get_more_than_notes_where_there_is_too_little_for_all() {
        let (text, name) = ("あ".repeat(90), "い".repeat(12));
        let headings = ["甲", "乙", "丙", "丁", "戊", "己", "庚"];
        let columns = headings.map(|heading| Column::text(heading, 0)).to_vec();
        let noted = [name.as_str(), &name, &name, "renumbered", &text, &name, &name];
        let plain = [name.as_str(), &name, &name, "same", &text, "", ""];
        let found = shares(&table(columns, &[&noted, &plain, &plain, &plain]), 6000, 110);
        assert!((995..=1000).contains(&found.iter().sum::<u32>()), "{found:?}");
        assert!(found[4] > 2 * found[0] && found[0] > found[5], "{found:?}");
        assert!(found[3] * 6 >= 640 + 110, "no word is broken: {found:?}");
        assert!(found[5] >= 60, "nothing vanishes: {found:?}");
    }

    #[test]
    fn a_narrow_table_is_not_pulled_apart() {
        let columns = vec![Column::text("区分", 0), Column::number("件数", 0)];
        let found = shares(&table(columns.clone(), &[&["継続中", "12"]]), 7800, 110);
        assert!(found.iter().sum::<u32>() < 200, "{found:?}");
        let mut titled = table(columns, &[&["継続中", "12"]]);
        titled.title_lines = vec!["状況別の件数（令和3年3月）".to_owned()];
        let found = shares(&titled, 7800, 110);
        assert!((250..300).contains(&found.iter().sum::<u32>()), "{found:?}");
    }
}

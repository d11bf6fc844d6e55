//! 再掲: a row that says that its item stands elsewhere too. Which one it is, is found by name and department, and proposed.

use super::header::Header;
use super::heading::squeezed;
use super::{Desk, Row};
use crate::problem::Finding;
use domain::value::Meaning;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// What a re-listed row says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Relisting {
    /// As printed: （再掲）.
    pub marker: String,
    /// The row that lists the item first, as an index into the rows; none where it is not there or not the only one.
    pub first: Option<usize>,
}

const WORD: &str = "再掲";

/// Finds the marked rows and what each lists again.
pub(super) fn find(desk: &mut Desk<'_>, header: &Header, rows: &mut [Row]) {
    let columns: Vec<usize> = header
        .columns
        .iter()
        .enumerate()
        .filter(|(_, (_, column))| {
            matches!(column.meaning, Meaning::Title | Meaning::Remark | Meaning::Number | Meaning::Other)
        })
        .map(|(index, _)| index)
        .collect();
    let marked = |row: &Row| columns.iter().find_map(|at| marker(row.cells.get(*at)?));
    let markers: Vec<Option<String>> =
        rows.iter().map(|row| if row.is_total { None } else { marked(row) }).collect();
    for index in 0..rows.len() {
        let Some(marker) = &markers[index] else { continue };
        let row = &rows[index];
        let title = name(&row.title);
        let same: Vec<usize> = (0..rows.len())
            .filter(|other| markers[*other].is_none() && name(&rows[*other].title) == title)
            .collect();
        let agreeing: Vec<usize> =
            same.iter().copied().filter(|other| *other < index && agree(&rows[*other], row)).collect();
        let (line, column) = (row.line, header.columns.iter().position(|(_, c)| c.meaning == Meaning::Title));
        let column = column.map(|column| header.name(column));
        let first = match agreeing.as_slice() {
            [first] => Some(*first),
            _ => None,
        };
        let finding = match first {
            Some(first) => Finding::Relisted { title: row.title.clone(), first: rows[first].line },
            None => Finding::RelistedUnclear {
                title: row.title.clone(),
                candidates: same.iter().map(|other| rows[*other].line).collect(),
            },
        };
        rows[index].relisted = Some(Relisting { marker: marker.clone(), first });
        desk.report(Some(line), column.as_deref(), finding);
    }
}

/// The mark with its brackets: （再掲）, [再掲], ※再掲; none where the word stands in prose.
fn marker(cell: &str) -> Option<String> {
    let at = cell.find(WORD)?;
    let (before, behind) = (&cell[..at], &cell[at + WORD.len()..]);
    const BRACKETS: [(char, char); 6] =
        [('（', '）'), ('(', ')'), ('[', ']'), ('［', '］'), ('【', '】'), ('〔', '〕')];
    for (open, close) in BRACKETS {
        if let Some(start) = before.trim_end().strip_suffix(open)
            && let Some(end) = behind.find(close)
        {
            let end = at + WORD.len() + end + close.len_utf8();
            return Some(cell[start.len()..end].to_owned());
        }
    }
    if let Some(start) = before.trim_end().strip_suffix(['※', '＊', '*']) {
        return Some(cell[start.len()..at + WORD.len()].to_owned());
    }
    (cell.trim() == WORD).then(|| WORD.to_owned())
}

/// A title without its mark, for comparing.
fn name(title: &str) -> String {
    let plain = match marker(title) {
        Some(marker) => title.replacen(&marker, "", 1),
        None => title.to_owned(),
    };
    squeezed(&plain)
}

/// Whether two rows name the same departments; one that names none agrees with all.
fn agree(a: &Row, b: &Row) -> bool {
    let names = |row: &Row| -> BTreeSet<String> {
        row.details.departments.iter().map(|department| squeezed(&department.name)).collect()
    };
    let (a, b) = (names(a), names(b));
    a.is_empty() || b.is_empty() || a == b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_known_in_brackets_and_not_in_prose() {
        for (cell, expected) in [
            ("情報発信（再掲）", Some("（再掲）")),
            ("情報発信 [再掲]", Some("[再掲]")),
            ("情報発信（再掲：1-2）", Some("（再掲：1-2）")),
            ("※再掲", Some("※再掲")),
            ("再掲", Some("再掲")),
            ("再掲した事業の数", None),
            ("情報発信", None),
        ] {
            assert_eq!(marker(cell).as_deref(), expected, "{cell}");
        }
        assert_eq!(name("情報 発信（再掲）"), name("情報発信"));
    }
}

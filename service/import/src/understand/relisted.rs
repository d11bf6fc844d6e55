//! 再掲: a row that says that its item stands elsewhere too. Which one it is, is found by name and department, and proposed.

use super::header::Header;
use super::heading::squeezed;
use super::{Desk, Row};
use crate::problem::Finding;
use domain::value::Meaning;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::HashMap;

/// What a re-listed row says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Relisting {
    /// As printed: （再掲）.
    pub marker: String,
    /// The row that lists the item first, as an index into the rows; none where it is not there or not the only one.
    pub first: Option<usize>,
}

const WORD: &str = "再掲";
/// Bytes that a mark may say behind the word: （再掲：1-2）.
const LONGEST: usize = 90;

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
    let title = header.columns.iter().position(|(_, column)| column.meaning == Meaning::Title);
    let column = title.map(|column| header.name(column));
    let listed = Listed::of(rows, &markers);
    for index in 0..rows.len() {
        let Some(marker) = &markers[index] else { continue };
        let row = &rows[index];
        let first = listed.only_one_above(index, row);
        let finding = match first {
            Some(first) => Finding::Relisted { title: row.title.clone(), first: rows[first].line },
            None => {
                let candidates = listed.named(row).iter().take(CANDIDATES).map(|at| rows[*at].line).collect();
                Finding::RelistedUnclear { title: row.title.clone(), candidates }
            }
        };
        let line = row.line;
        rows[index].relisted = Some(Relisting { marker: marker.clone(), first });
        desk.report(Some(line), column.as_deref(), finding);
    }
}

/// Rows of the same name that a message names at most.
const CANDIDATES: usize = 10;

/// The rows without a mark, in their order: by name, and by name and departments.
struct Listed {
    by_name: HashMap<String, Vec<usize>>,
    by_both: HashMap<(String, String), Vec<usize>>,
}

impl Listed {
    fn of(rows: &[Row], markers: &[Option<String>]) -> Self {
        let mut listed = Self { by_name: HashMap::new(), by_both: HashMap::new() };
        if markers.iter().all(Option::is_none) {
            return listed;
        }
        for (at, row) in rows.iter().enumerate().filter(|(at, _)| markers[*at].is_none()) {
            let name = name(&row.title);
            listed.by_both.entry((name.clone(), departments(row))).or_default().push(at);
            listed.by_name.entry(name).or_default().push(at);
        }
        listed
    }

    fn named(&self, row: &Row) -> &[usize] {
        self.by_name.get(&name(&row.title)).map_or(&[], Vec::as_slice)
    }

    /// The only row above that has the name and the same departments; one that names none agrees with all.
    fn only_one_above(&self, index: usize, row: &Row) -> Option<usize> {
        let of = |departments: String| {
            let rows = self.by_both.get(&(name(&row.title), departments));
            rows.map_or(&[][..], Vec::as_slice)
        };
        let own = departments(row);
        let above = |rows: &[usize]| -> Vec<usize> {
            rows.iter().copied().take_while(|at| *at < index).take(2).collect()
        };
        let found = if own.is_empty() {
            above(self.named(row))
        } else {
            [above(of(own)), above(of(String::new()))].concat()
        };
        if let [first] = found.as_slice() { Some(*first) } else { None }
    }
}

/// The departments of a row, for comparing; their order does not count.
fn departments(row: &Row) -> String {
    let mut names: Vec<String> =
        row.details.departments.iter().map(|department| squeezed(&department.name)).collect();
    names.sort_unstable();
    names.join("\n")
}

/// The mark with its brackets: （再掲）, [再掲], ※再掲; none where the word stands in prose.
fn marker(cell: &str) -> Option<String> {
    let at = cell.find(WORD)?;
    let (before, behind) = (&cell[..at], &cell[at + WORD.len()..]);
    const BRACKETS: [(char, char); 6] =
        [('（', '）'), ('(', ')'), ('[', ']'), ('［', '］'), ('【', '】'), ('〔', '〕')];
    for (open, close) in BRACKETS {
        if let Some(start) = before.strip_suffix(open)
            && let Some(end) = behind.find(close).filter(|end| *end <= LONGEST)
        {
            let end = at + WORD.len() + end + close.len_utf8();
            return Some(cell[start.len()..end].to_owned());
        }
    }
    if let Some(start) = before.strip_suffix(['※', '＊', '*']) {
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

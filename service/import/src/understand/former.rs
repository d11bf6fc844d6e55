//! What a table of two editions side by side says of the edition before: 前期番号 · 前期名称 · … beside the row.
//!
//! Nothing here is guessed: which columns say it, and which words mean which change, a profile file says.

use super::header::Header;
use super::heading::squeezed;
use super::{Desk, Row};
use crate::problem::Finding;
use domain::event::{LineageKind, NodeKind};
use domain::value::{Label, PrintedDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which columns speak of the edition before, by their headings; `[former]` of a profile file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormerColumns {
    /// What the edition before is called: 前期.
    pub edition: String,
    /// Its date, such as 平成29年3月.
    pub date: String,
    /// The column of its number.
    pub number: String,
    /// The column of its title.
    pub title: String,
    /// The column of what came of it until this edition (実施状況), a line each.
    #[serde(default)]
    pub progress: Option<String>,
    /// The column that says how the row belongs to the one before.
    pub change: String,
    /// The column of notes on it.
    #[serde(default)]
    pub note: Option<String>,
    /// What the words of the column mean; a word stands for every cell that begins with it.
    pub words: BTreeMap<String, LineageKind>,
}

/// The edition before, as a table names it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FormerEdition {
    /// What it is called.
    pub label: String,
    /// Its date.
    pub date: PrintedDate,
    /// The heading of its numbers.
    pub number_heading: String,
    /// The heading of its titles.
    pub title_heading: String,
}

/// What a row was in the edition before, and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Former {
    /// Its number there; none for a new one.
    pub label: Option<Label>,
    /// Its number and its title as printed.
    pub printed: (String, String),
    /// What came of it, a line each, without the marks before the lines.
    pub progress: Vec<String>,
    /// How the row belongs to it.
    pub kind: LineageKind,
    /// As the document says.
    pub note: Option<String>,
    /// For one that was merged: the row that continues it, as an index into the rows.
    pub merged_into: Option<usize>,
}

/// Reads what each row says of the edition before. A row that names nothing of its own edition is the item before, which
/// has ended.
pub(super) fn read(
    desk: &mut Desk<'_>,
    header: &Header,
    columns: &FormerColumns,
    rows: &mut [Row],
) -> Option<FormerEdition> {
    let line = desk.sheet.rows[header.index].line;
    let mut at = |heading: &str| {
        let wanted = squeezed(heading);
        let found = header.columns.iter().position(|(_, column)| squeezed(&column.heading) == wanted);
        if found.is_none() {
            desk.report(Some(line), None, Finding::FormerColumnMissing { heading: heading.to_owned() });
        }
        found
    };
    let (number, title, change) = (at(&columns.number), at(&columns.title), at(&columns.change));
    let progress = columns.progress.as_deref().map(&mut at);
    let note = columns.note.as_deref().map(&mut at);
    let (number, title, change) = (number?, title?, change?);
    let (progress, note) = (progress.flatten(), note.flatten());
    let date = match PrintedDate::parse(&columns.date) {
        Ok(date) if date.start.is_some() => date,
        Ok(_) | Err(_) => {
            desk.report(None, None, Finding::FormerDate { text: columns.date.clone() });
            return None;
        }
    };
    for row in rows.iter_mut() {
        let cell = |at: usize| row.cells.get(at).map(String::as_str).unwrap_or_default();
        let printed = (cell(number).to_owned(), cell(title).to_owned());
        let word = cell(change).trim();
        let Some(kind) = meaning(word, &columns.words) else {
            let known = columns.words.keys().cloned().collect();
            let finding = Finding::UnknownChange { word: word.to_owned(), known };
            desk.report(Some(row.line), Some(&header.name(change)), finding);
            continue;
        };
        let label = Label::of_cell(&printed.0).ok();
        let former = Former {
            label,
            progress: progress.map(|at| bullets(cell(at))).unwrap_or_default(),
            note: note.map(|at| cell(at).trim().to_owned()).filter(|note| !note.is_empty()),
            kind,
            merged_into: None,
            printed,
        };
        if kind.ends_as().is_some() {
            row.title = former.printed.1.clone();
            row.label = None;
        }
        if row.title.trim().is_empty() {
            desk.report(Some(row.line), None, Finding::NoTitle);
        }
        row.kind = NodeKind::Item;
        row.former = Some(former);
    }
    for index in 0..rows.len() {
        let Some(former) = rows[index].former.as_ref().filter(|former| former.kind == LineageKind::Merged)
        else {
            continue;
        };
        let change = rows[index].cells.get(change).map(String::as_str).unwrap_or_default();
        let target = continued_by(rows, index, change, former.note.as_deref().unwrap_or_default());
        if target.is_none() {
            let finding = Finding::MergedIntoUnknown {
                text: format!("{change} {}", former.note.clone().unwrap_or_default()),
            };
            desk.report(Some(rows[index].line), None, finding);
        }
        if let Some(former) = &mut rows[index].former {
            former.merged_into = target;
        }
    }
    Some(FormerEdition {
        label: columns.edition.clone(),
        date,
        number_heading: columns.number.clone(),
        title_heading: columns.title.clone(),
    })
}

/// The meaning of the longest word with which the cell begins.
fn meaning(cell: &str, words: &BTreeMap<String, LineageKind>) -> Option<LineageKind> {
    let cell = squeezed(cell);
    let begins = words.iter().filter(|(word, _)| cell.starts_with(&squeezed(word)));
    begins.max_by_key(|(word, _)| word.chars().count()).map(|(_, kind)| *kind)
}

/// Lines without the marks before them. A tab-separated file may write the end of a line as `\n`.
fn bullets(cell: &str) -> Vec<String> {
    let lines = cell.split('\n').flat_map(|line| line.split("\\n"));
    let lines = lines.map(|line| line.trim().trim_start_matches(['・', '○', '●', '-']).trim().to_owned());
    lines.filter(|line| !line.is_empty()).collect()
}

/// The row that continues a merged one: by the old or the new title in 「」, then by the old number that is named.
fn continued_by(rows: &[Row], own: usize, change: &str, note: &str) -> Option<usize> {
    let others = || rows.iter().enumerate().filter(|(index, _)| *index != own);
    let ended = |row: &Row| row.former.as_ref().is_some_and(|former| former.kind.ends_as().is_some());
    let titles = [note, change].into_iter().flat_map(quoted).map(squeezed).collect::<Vec<_>>();
    let by_title = |title: &String| {
        let old = |row: &Row| row.former.as_ref().is_some_and(|f| squeezed(&f.printed.1) == *title);
        others()
            .find(|(_, row)| !ended(row) && old(row))
            .or_else(|| others().find(|(_, row)| !ended(row) && squeezed(&row.title) == *title))
    };
    if let Some((index, _)) = titles.iter().find_map(by_title) {
        return Some(index);
    }
    let numbers = numbers(change);
    let by_number = |number: &String| {
        others().find(|(_, row)| {
            let named = row.former.as_ref().and_then(|former| former.label.as_ref());
            !ended(row) && named.is_some_and(|label| label.text == *number)
        })
    };
    numbers.iter().find_map(by_number).map(|(index, _)| index)
}

fn quoted(text: &str) -> Vec<&str> {
    let begins = text.match_indices('「').map(|(at, mark)| &text[at + mark.len()..]);
    begins.filter_map(|rest| rest.split_once('」').map(|(inside, _)| inside)).collect()
}

/// The numbers such as 5-1-4 in a text, in order.
fn numbers(text: &str) -> Vec<String> {
    let text = squeezed(text);
    let pieces = text.split(|c: char| !c.is_ascii_digit() && c != '-');
    pieces.map(|piece| piece.trim_matches('-').to_owned()).filter(|piece| piece.contains('-')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_means_what_the_longest_known_beginning_means() {
        let words = BTreeMap::from([
            ("名称変更".to_owned(), LineageKind::Retitled),
            ("名称変更・番号変更".to_owned(), LineageKind::Both),
        ]);
        assert_eq!(meaning("名称変更", &words), Some(LineageKind::Retitled));
        assert_eq!(meaning("名称変更・番号変更 ", &words), Some(LineageKind::Both));
        assert_eq!(meaning("廃止", &words), None);
        assert_eq!(meaning("", &words), None);
    }

    #[test]
    fn lines_lose_their_marks_and_nothing_else() {
        assert_eq!(bullets("・開始\\n・ 検証 \n\n○-評価"), ["開始", "検証", "-評価".trim_start_matches('-')]);
        assert_eq!(bullets(""), Vec::<String>::new());
    }

    #[test]
    fn names_and_numbers_are_found_in_prose() {
        assert_eq!(quoted("※「安全・安心」へ統合「A"), ["安全・安心"]);
        assert_eq!(numbers("merged into 前期５-１-４(中期5-1-2)"), ["5-1-4", "5-1-2"]);
    }
}

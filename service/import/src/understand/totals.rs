//! Totals that a document prints itself. They are kept as printed and never become items.

use super::heading::squeezed;
use super::{Column, Row};
use domain::event::NodeKind;
use domain::value::Meaning;
use schemars::JsonSchema;
use serde::Serialize;

/// A total as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "TotalRead")]
pub struct Total {
    /// The row that it stands in, such as 合計, behind the section's name where it adds up one; or the title line that says
    /// it.
    pub row: String,
    /// The column that it stands in; empty for a title line.
    pub column: String,
    /// As printed.
    pub printed: String,
}

/// Words that name a row of totals.
const WORDS: [&str; 9] = ["合計", "計", "小計", "総計", "総合計", "累計", "合計数", "総数", "合計(再掲含む)"];

/// The word for a sum of a section.
const PART: &str = "小計";

/// What is counted in a title line: 全139事業.
const COUNTED: [&str; 7] = ["事業", "項目", "施策", "取組", "件", "プロジェクト", "本"];

/// Bytes of a title line beyond which it is prose.
const LONGEST: usize = 2_000;

/// Whether a row of those number and title cells adds up others.
pub(super) fn is_total(number: &str, title: &str) -> bool {
    let (number, title) = (squeezed(number), squeezed(title));
    let says = |text: &str| WORDS.contains(&text);
    says(&title) && (number.is_empty() || says(&number)) || (says(&number) && title.is_empty())
}

/// The totals of title lines and rows.
pub(super) fn of(title_lines: &[String], columns: &[Column], rows: &[Row]) -> Vec<Total> {
    let lines = title_lines.iter().filter(|line| line.len() <= LONGEST).flat_map(|line| in_line(line));
    let mut section: Option<&str> = None;
    let mut sums: Vec<(&Row, Option<&str>)> = Vec::new();
    for row in rows {
        if row.is_total {
            sums.push((row, section));
        } else if row.kind == NodeKind::Heading {
            section = Some(row.title.trim());
        }
    }
    let rows = sums.into_iter().flat_map(|(row, section)| {
        let name = columns.iter().zip(&row.cells).find(|(column, cell)| {
            matches!(column.meaning, Meaning::Title | Meaning::Number) && !cell.trim().is_empty()
        });
        let name = name.map_or(row.title.as_str(), |(_, cell)| cell.as_str()).trim();
        // What adds up a section is told apart by the section's name.
        let name = match section.filter(|_| squeezed(name) == PART) {
            Some(section) => format!("{section} {name}"),
            None => name.to_owned(),
        };
        let cells = columns.iter().zip(&row.cells).filter(|(column, cell)| {
            !matches!(column.meaning, Meaning::Title | Meaning::Number) && !cell.trim().is_empty()
        });
        cells
            .map(|(column, cell)| Total {
                row: name.clone(),
                column: column.heading.clone(),
                printed: cell.trim().to_owned(),
            })
            .collect::<Vec<_>>()
    });
    lines.chain(rows).collect()
}

/// 「（全139事業）」 and 「全 139 項目」 in a title line.
fn in_line(line: &str) -> Vec<Total> {
    let mut totals = Vec::new();
    for (at, mark) in line.match_indices('全') {
        let rest = line[at + mark.len()..].trim_start();
        let digits: usize = rest.chars().take_while(|c| is_digit(*c)).map(char::len_utf8).sum();
        let (number, behind) = rest.split_at(digits);
        let behind = behind.trim_start();
        if digits > 0
            && let Some(word) = COUNTED.iter().find(|word| behind.starts_with(**word))
        {
            let row = line.trim().to_owned();
            totals.push(Total { row, column: String::new(), printed: format!("{number}{word}") });
        }
    }
    totals
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_totals_is_known_by_its_name() {
        for (number, title) in [("", "合計"), ("合　計", ""), ("", " 小計 "), ("計", "")] {
            assert!(is_total(number, title), "{number}|{title}");
        }
        for (number, title) in [("1", "合計"), ("", "計画"), ("", "合計額の公表"), ("1", "")] {
            assert!(!is_total(number, title), "{number}|{title}");
        }
    }

    #[test]
    fn a_title_line_says_how_many_there_are() {
        let printed = |line: &str| in_line(line).into_iter().map(|t| t.printed).collect::<Vec<_>>();
        assert_eq!(printed("実施計画（全139事業）"), ["139事業"]);
        assert_eq!(printed("全 １３９ 項目"), ["１３９項目"]);
        assert_eq!(printed("全庁の取組 全体像"), Vec::<String>::new());
    }
}

//! Of which fiscal year a table reports plan and result, where its columns do not say so.

use super::details::names_column;
use super::header::Header;
use super::heading::indicator_year;
use super::{Desk, Hints};
use crate::problem::Finding;
use domain::value::{FiscalYear, Meaning, PrintedDate};
use std::collections::BTreeSet;

/// Words that tell which of several years in a title the table is about.
const TELLING: [&str; 6] = ["実施状況", "進捗", "実績", "結果", "取組状況", "計画状況"];

/// Title lines that are looked at, and bytes of one that is; prose above a table is not worth reading.
const LINES: usize = 50;
const LONGEST_LINE: usize = 2_000;

/// The year; none is looked for where no column needs one. A profile's word goes first, then the title lines, then the
/// edition's name. The year of a mere day is taken with a warning, because what is printed in May may report of March.
pub(super) fn of(
    desk: &mut Desk<'_>,
    header: &Header,
    title_lines: &[String],
    label: Option<&str>,
    hints: &Hints,
) -> Option<FiscalYear> {
    let said = hints.edition.as_ref().and_then(|edition| edition.fiscal_year);
    let names = names_column(header, hints);
    let needing = header.columns.iter().enumerate().position(|(at, (_, column))| match column.meaning {
        Meaning::PlannedStatus => true,
        Meaning::Indicator => names != Some(at) && indicator_year(&column.heading, hints).is_none(),
        Meaning::Number
        | Meaning::Title
        | Meaning::Schedule
        | Meaning::Status
        | Meaning::Review
        | Meaning::Remark
        | Meaning::Body
        | Meaning::Department
        | Meaning::Category
        | Meaning::YearPlanned(_)
        | Meaning::YearActual(_)
        | Meaning::Trace(_)
        | Meaning::Other => false,
    });
    let (Some(column), None) = (needing, said) else { return said };
    let named = of_titles(title_lines).or_else(|| label.and_then(of_label));
    if named.is_some() {
        return named;
    }
    let (line, name) = (desk.sheet.rows[header.index].line, header.name(column));
    let day = label.and_then(|label| PrintedDate::parse(label).ok()).and_then(|date| date.start);
    let year = day.map(FiscalYear::of);
    let finding = match (year, label) {
        (Some(year), Some(label)) => Finding::YearOfDate { text: label.to_owned(), year: year.printed() },
        (None, _) | (_, None) => Finding::YearUnknown,
    };
    desk.report(Some(line), Some(&name), finding);
    year
}

fn of_label(label: &str) -> Option<FiscalYear> {
    let all = years(label);
    match all.as_slice() {
        [(year, _)] => Some(*year),
        _ => None,
    }
}

fn of_titles(lines: &[String]) -> Option<FiscalYear> {
    let found: Vec<(FiscalYear, bool)> = lines
        .iter()
        .take(LINES)
        .filter(|line| line.len() <= LONGEST_LINE)
        .flat_map(|line| {
            let told = |end: usize| {
                let behind = line[end..].split("年度").next().unwrap_or_default();
                TELLING.iter().any(|word| behind.contains(word))
            };
            years(line).into_iter().map(move |(year, end)| (year, told(end))).collect::<Vec<_>>()
        })
        .collect();
    let only = |years: BTreeSet<FiscalYear>| if years.len() == 1 { years.first().copied() } else { None };
    only(found.iter().map(|(year, _)| *year).collect())
        .or_else(|| only(found.iter().filter(|(_, told)| *told).map(|(year, _)| *year).collect()))
}

/// The fiscal years in a text, and where each ends.
fn years(text: &str) -> Vec<(FiscalYear, usize)> {
    const YEAR: &str = "年度";
    const LONGEST: usize = 12;
    let ends = text.match_indices(YEAR).map(|(at, _)| at + YEAR.len());
    ends.filter_map(|end| {
        let starts: Vec<usize> = text[..end].char_indices().rev().take(LONGEST).map(|(at, _)| at).collect();
        let year = starts.iter().rev().find_map(|start| FiscalYear::parse(&text[*start..end]).ok())?;
        Some((year, end))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_lines_name_the_year_of_a_table() {
        let of = |lines: &[&str]| {
            let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            of_titles(&lines).map(FiscalYear::year)
        };
        assert_eq!(of(&["計画の実施状況", "（平成24年度）"]), Some(2012));
        assert_eq!(of(&["平成２４年度 実施状況"]), Some(2012));
        assert_eq!(of(&["平成24年度計画 令和元年度実施状況"]), Some(2019), "the year of the result");
        assert_eq!(of(&["平成24年度から平成26年度まで"]), None);
        assert_eq!(of(&["実施状況"]), None);
    }
}

//! The header: where it is and what its columns mean. It is one row, or two: years over 計画 and 実施状況.

use super::heading::{meaning, only_year, squeezed};
use super::{Column, Desk, Hints, ids};
use crate::problem::{Finding, IdFinding};
use crate::read::SheetRow;
use domain::value::{Field, Meaning};

/// The header of a sheet.
pub(super) struct Header {
    /// The place of its first row among the sheet's rows.
    pub(super) index: usize,
    /// The place of its last row.
    pub(super) last: usize,
    /// Each column and its place in the sheet, from 0.
    pub(super) columns: Vec<(usize, Column)>,
    /// The place of the column of ids, in a file that went out with them.
    pub(super) ids: Option<usize>,
    /// The places of columns that people have added to such a file.
    left_out: Vec<usize>,
    /// Its rows as printed.
    lines: Vec<SheetRow>,
}

impl Header {
    /// Whether the row prints the same headings again.
    pub(super) fn is_repeated_by(&self, row: &SheetRow) -> bool {
        let says = |text: &dyn Fn(usize) -> String| {
            self.columns.iter().enumerate().all(|(index, (at, _))| squeezed(row.cell(*at)) == text(index))
        };
        says(&|index| squeezed(&self.columns[index].1.heading))
            || self.lines.iter().any(|line| says(&|index| squeezed(line.cell(self.columns[index].0))))
    }

    /// Whether a row with text in those cells is an item. A date or a status makes one, also a planned one or a year's;
    /// in a table that has neither 実施時期 nor 状況 a department, a category or an indicator does so too.
    pub(super) fn is_item(&self, filled: impl Fn(usize) -> bool) -> bool {
        let meanings = self.columns.iter().map(|(_, column)| column.meaning);
        makes_item(meanings).any(|index| filled(self.columns[index].0))
    }

    /// Whether nothing is read of the cells at that place: they are ids, or not of the table.
    pub(super) fn is_beside(&self, at: usize) -> bool {
        self.ids == Some(at) || self.left_out.contains(&at)
    }

    /// The headings from the left.
    pub(super) fn headings(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(_, column)| column.heading.as_str())
    }

    /// Whether a column has that meaning.
    pub(super) fn has(&self, meaning: Meaning) -> bool {
        self.columns.iter().any(|(_, column)| column.meaning == meaning)
    }

    /// The heading of a column, for messages; its number from 1 where it has none.
    pub(super) fn name(&self, index: usize) -> String {
        let (at, column) = &self.columns[index];
        if column.heading.trim().is_empty() { (at + 1).to_string() } else { column.heading.clone() }
    }
}

/// The first row with a title column and one more known heading; without one, says what is missing.
pub(super) fn find(desk: &mut Desk<'_>, hints: &Hints) -> Option<Header> {
    let mut nearly: Option<&SheetRow> = None;
    let rows = &desk.sheet.rows;
    for (index, row) in rows.iter().enumerate() {
        let mut known: Vec<Meaning> = row.cells.iter().filter_map(|cell| meaning(cell, hints)).collect();
        known.sort_unstable();
        known.dedup();
        if known.len() < 2 {
            continue;
        }
        if known.contains(&Meaning::Title) {
            let above = index.checked_sub(1).and_then(|above| under_years(&rows[above], row, hints));
            let below = || rows.get(index + 1).and_then(|below| in_two_lines(row, below, hints));
            let (first, last, headings) = match above {
                Some(headings) => (index - 1, index, headings),
                None => match below() {
                    Some(headings) => (index, index + 1, headings),
                    None => {
                        let one = |cell: &String| (cell.clone(), meaning(cell, hints));
                        (index, index, row.cells.iter().map(one).collect())
                    }
                },
            };
            let lines = rows[first..=last].to_vec();
            let texts: Vec<&str> = headings.iter().map(|(heading, _)| heading.as_str()).collect();
            let ids = ids::column(&texts, &rows[last + 1..], hints);
            let left_out = if ids.is_some() { left_out(desk, &texts, last, ids, hints) } else { Vec::new() };
            let mut header = Header { index: first, last, columns: Vec::new(), ids, left_out, lines };
            header.columns = columns(desk, &headings, &header);
            return Some(header);
        }
        nearly = nearly.or(Some(row));
    }
    match nearly {
        Some(row) => {
            let headings = row.cells.iter().filter(|cell| !cell.trim().is_empty()).cloned().collect();
            let finding = Finding::MissingColumn { meaning: Meaning::Title, headings };
            desk.report(Some(row.line), None, finding);
        }
        None => desk.report(None, None, Finding::NoHeader),
    }
    None
}

/// A heading as printed, and what it means.
type Heading = (String, Option<Meaning>);

/// Bytes of a cell in the second line of a header beyond which it is no heading.
const LONGEST: usize = 120;

/// The headings of a header whose first line spans what its second line tells apart: 平成24年度 over 計画 and 実施状況. None
/// where the row below the first is no second line. Both lines become one heading, with a line end between.
fn in_two_lines(upper: &SheetRow, lower: &SheetRow, hints: &Hints) -> Option<Vec<Heading>> {
    let names = |cell: &str| matches!(meaning(cell, hints), Some(Meaning::Title | Meaning::Number));
    let blank = |row: &SheetRow, at: usize| row.cell(at).trim().is_empty();
    let width = upper.cells.len().max(lower.cells.len());
    let below: Vec<usize> = (0..width).filter(|at| !blank(lower, *at)).collect();
    let fits = |at: &usize| !names(upper.cell(*at)) && lower.cell(*at).len() <= LONGEST;
    if below.is_empty() || !below.iter().all(fits) {
        return None;
    }
    let (mut over, mut headings): (Option<&str>, Vec<Heading>) = (None, Vec::with_capacity(width));
    let mut spans = false;
    for at in 0..width {
        let (above, under) = (upper.cell(at), lower.cell(at));
        if !blank(upper, at) {
            over = (!blank(lower, at)).then_some(above);
        }
        let heading = match over {
            _ if blank(lower, at) => (above.to_owned(), meaning(above, hints)),
            Some(over) => {
                spans |= blank(upper, at);
                let both = format!("{over}\n{under}");
                let read = meaning(&both, hints).or_else(|| meaning(under, hints));
                (both, read)
            }
            None => (under.to_owned(), meaning(under, hints)),
        };
        headings.push(heading);
    }
    let known = below.iter().filter(|at| headings[**at].1.is_some()).count();
    let alone = below.iter().all(|at| meaning(lower.cell(*at), hints).is_some());
    (known > 0 && (spans || alone || known == below.len())).then_some(headings)
}

/// The headings of a header above which a row says nothing but years; a heading that means nothing of a year stays alone.
fn under_years(upper: &SheetRow, lower: &SheetRow, hints: &Hints) -> Option<Vec<Heading>> {
    let filled: Vec<&String> = upper.cells.iter().filter(|cell| !cell.trim().is_empty()).collect();
    if filled.is_empty() || filled.iter().any(|cell| only_year(cell).is_none()) {
        return None;
    }
    let (mut over, mut of_years) = ("", 0);
    let mut headings: Vec<Heading> = Vec::with_capacity(lower.cells.len());
    for (at, under) in lower.cells.iter().enumerate() {
        if !upper.cell(at).trim().is_empty() {
            over = upper.cell(at);
        }
        let both = format!("{over}\n{under}");
        match meaning(&both, hints) {
            Some(read) if !over.is_empty() && !under.trim().is_empty() => {
                of_years += 1;
                headings.push((both, Some(read)));
            }
            Some(_) | None => headings.push((under.clone(), meaning(under, hints))),
        }
    }
    (of_years > 0).then_some(headings)
}

/// The columns with something in them that people have added to a file that went out with ids.
fn left_out(
    desk: &mut Desk<'_>,
    headings: &[&str],
    last: usize,
    ids: Option<usize>,
    hints: &Hints,
) -> Vec<usize> {
    if hints.printed.is_empty() {
        return Vec::new();
    }
    let (line, below) = (desk.sheet.rows[last].line, &desk.sheet.rows[last + 1..]);
    let width = below.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(headings.len());
    let heading = |at: usize| headings.get(at).copied().unwrap_or_default();
    let added = |at: &usize| {
        let says =
            !heading(*at).trim().is_empty() || below.iter().any(|row| !row.cell(*at).trim().is_empty());
        ids != Some(*at) && says && !ids::is_of_plan(heading(*at), hints)
    };
    let added: Vec<usize> = (0..width).filter(added).collect();
    for at in &added {
        let heading = heading(*at).to_owned();
        let name = if heading.trim().is_empty() { (at + 1).to_string() } else { heading.clone() };
        desk.report(Some(line), Some(&name), Finding::Id(IdFinding::ColumnLeftOut { heading }));
    }
    added
}

fn columns(desk: &mut Desk<'_>, headings: &[Heading], header: &Header) -> Vec<(usize, Column)> {
    let (sheet, last) = (desk.sheet, header.last);
    let line = sheet.rows[last].line;
    let filled = |(heading, _): &Heading| !heading.trim().is_empty();
    let (Some(start), Some(end)) = (headings.iter().position(filled), headings.iter().rposition(filled))
    else {
        return Vec::new();
    };
    let mut columns: Vec<(usize, Column)> = Vec::new();
    for (at, (heading, known)) in headings.iter().enumerate().take(end + 1).skip(start) {
        if header.is_beside(at) {
            continue;
        }
        let (heading, known) = (heading.clone(), *known);
        if heading.trim().is_empty()
            && sheet.rows[last + 1..].iter().all(|row| row.cell(at).trim().is_empty())
        {
            continue;
        }
        let name = if heading.trim().is_empty() { (at + 1).to_string() } else { heading.clone() };
        desk.check_text(line, &name, Field::Title, &heading);
        let taken = known.and_then(|known| {
            columns.iter().find(|(_, column)| column.meaning == known && !may_repeat(known))
        });
        let (meaning, warning) = match (known, taken) {
            (Some(_), Some((_, first))) => {
                let first = first.heading.clone();
                (Meaning::Other, Some(Finding::RepeatedMeaning { heading: heading.clone(), first }))
            }
            (Some(known), None) => (known, None),
            (None, _) if heading.trim().is_empty() => (Meaning::Other, Some(Finding::UnnamedColumn)),
            (None, _) => (Meaning::Other, Some(Finding::UnknownHeading { heading: heading.clone() })),
        };
        if let Some(warning) = warning {
            desk.report(Some(line), Some(&name), warning);
        }
        columns.push((at, Column { heading, meaning }));
    }
    columns
}

/// Whether a table may have several columns of that meaning.
fn may_repeat(meaning: Meaning) -> bool {
    match meaning {
        Meaning::Department
        | Meaning::Category
        | Meaning::Indicator
        | Meaning::Body
        | Meaning::Trace(_)
        | Meaning::Other => true,
        Meaning::Number
        | Meaning::Title
        | Meaning::Schedule
        | Meaning::Status
        | Meaning::PlannedStatus
        | Meaning::Review
        | Meaning::Remark
        | Meaning::YearPlanned(_)
        | Meaning::YearActual(_) => false,
    }
}

/// The columns in which something makes an item of a row.
pub(super) fn makes_item(meanings: impl Iterator<Item = Meaning> + Clone) -> impl Iterator<Item = usize> {
    let dated = meanings.clone().any(is_of_table);
    let says = move |meaning| is_of_time(meaning) || (!dated && is_of_item(meaning));
    meanings.enumerate().filter(move |(_, meaning)| says(*meaning)).map(|(index, _)| index)
}

/// When an item is, or how it stands; what a table with such a column says of each of its items.
pub(super) fn is_of_table(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::Schedule | Meaning::Status)
}

fn is_of_time(meaning: Meaning) -> bool {
    is_of_table(meaning)
        || matches!(meaning, Meaning::PlannedStatus | Meaning::YearPlanned(_) | Meaning::YearActual(_))
}

fn is_of_item(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::Department | Meaning::Category | Meaning::Indicator)
}

//! What the columns beside number, title, date and status say of a row: departments, categories, years, indicators.
//!
//! Cells stay as printed. 〃 and 同上 mean the cell above; a blank cell does so only where it is merged with the one above or
//! where the profile names its column.

use super::header::Header;
use super::heading::{has_results, indicator_year, may_name_indicators, squeezed};
use super::rows::{is_dash, start};
use super::{Department, Desk, Hints, Row, categories, departments, indicators, statuses};
use crate::problem::Finding;
use crate::read::NoteKind;
use domain::event::{IndicatorSide, IndicatorValue, NodeKind, YearSide};
use domain::value::{FiscalYear, Meaning, Status};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::HashSet;

/// What the other columns say of a row.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
#[schemars(rename = "RowDetails")]
pub struct Details {
    /// 担当部署, in the order in which they are printed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<Department>,
    /// 区分, one for each axis.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Category>,
    /// Plan and result by year.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub years: Vec<YearStatus>,
    /// 指標・目標値 by year.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<Indicator>,
}

impl Details {
    /// Whether they say nothing.
    pub fn is_empty(&self) -> bool {
        let Self { departments, categories, years, indicators } = self;
        departments.is_empty() && categories.is_empty() && years.is_empty() && indicators.is_empty()
    }
}

/// A category on an axis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "CategoryRead")]
pub struct Category {
    /// The heading of its column.
    pub axis: String,
    /// The wording as printed.
    pub word: String,
}

/// A status for one fiscal year.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "YearStatusRead")]
pub struct YearStatus {
    /// The year.
    pub year: FiscalYear,
    /// Planned or actual.
    pub side: YearSide,
    /// As printed and what it means.
    pub status: Status,
}

/// An indicator for one fiscal year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "IndicatorRead")]
pub struct Indicator {
    /// What it is called, where the table says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its place among those of its row and year that have the same name or none, from 0.
    pub place: u32,
    /// The year.
    pub year: FiscalYear,
    /// Target or result.
    pub side: IndicatorSide,
    /// The value.
    pub value: IndicatorValue,
    /// As printed.
    pub printed: String,
}

/// What a column says of a row.
#[derive(Clone, Copy)]
enum Part {
    Departments,
    Category,
    Year(FiscalYear, YearSide),
    /// The column that names indicators whose values stand in others.
    Names,
    Indicators(FiscalYear, IndicatorSide),
}

/// Reads every row's cells, column by column.
pub(super) fn read(
    desk: &mut Desk<'_>,
    header: &Header,
    hints: &Hints,
    year: Option<FiscalYear>,
    rows: &mut [Row],
) {
    let names = names_column(header, hints);
    let mut named: Vec<Vec<String>> = vec![Vec::new(); rows.len()];
    let known: HashSet<String> = hints.departments.iter().map(|name| squeezed(name)).collect();
    // Names are read before the values that they name, wherever they stand.
    let mut order: Vec<usize> = (0..header.columns.len()).collect();
    order.sort_by_key(|index| names != Some(*index));
    for index in order {
        let Some(part) = part(header, index, hints, year, names) else { continue };
        let sources = sources(desk, header, index, hints, rows);
        for (at, source) in sources.into_iter().enumerate() {
            let Some(text) = source.and_then(|source| rows[source].cells.get(index).cloned()) else {
                continue;
            };
            let mut reader = Reader { desk, hints, header, index, row: &mut rows[at] };
            match part {
                Part::Departments => reader.departments(&text, &known),
                Part::Category => reader.category(&text),
                Part::Year(year, side) => reader.status(&text, year, side),
                Part::Names => named[at] = indicators::texts(&text).into_iter().map(str::to_owned).collect(),
                Part::Indicators(year, side) => reader.indicators(&text, (year, side), &named[at]),
            }
        }
    }
}

fn part(
    header: &Header,
    index: usize,
    hints: &Hints,
    year: Option<FiscalYear>,
    names: Option<usize>,
) -> Option<Part> {
    let column = &header.columns[index].1;
    match column.meaning {
        Meaning::Department => Some(Part::Departments),
        Meaning::Category => Some(Part::Category),
        Meaning::YearPlanned(year) => Some(Part::Year(year, YearSide::Planned)),
        Meaning::YearActual(year) => Some(Part::Year(year, YearSide::Actual)),
        Meaning::PlannedStatus => Some(Part::Year(year?, YearSide::Planned)),
        // Beside a plan 実施状況 is what came of the same year.
        Meaning::Status if header.has(Meaning::PlannedStatus) => Some(Part::Year(year?, YearSide::Actual)),
        Meaning::Indicator if names == Some(index) => Some(Part::Names),
        Meaning::Indicator => {
            let side =
                if has_results(&column.heading) { IndicatorSide::Result } else { IndicatorSide::Target };
            let (year, side) =
                indicator_year(&column.heading, hints).or_else(|| year.map(|year| (year, side)))?;
            Some(Part::Indicators(year, side))
        }
        Meaning::Number
        | Meaning::Title
        | Meaning::Schedule
        | Meaning::Status
        | Meaning::Review
        | Meaning::Remark
        | Meaning::Body
        | Meaning::Trace(_)
        | Meaning::Other => None,
    }
}

/// The column of indicators that only names them, where another one has the values.
pub(super) fn names_column(header: &Header, hints: &Hints) -> Option<usize> {
    let mut all = header.columns.iter().enumerate().filter(|(_, (_, c))| c.meaning == Meaning::Indicator);
    let name = all.clone().find(|(_, (_, column))| {
        may_name_indicators(&column.heading) && indicator_year(&column.heading, hints).is_none()
    })?;
    all.any(|(index, _)| index != name.0).then_some(name.0)
}

/// Bytes of a cell beyond which no other one means the same.
const LONGEST_ABOVE: usize = 1_000;

/// Whose cell says what each row says in a column: the row's own, or one above where it means that.
fn sources(
    desk: &mut Desk<'_>,
    header: &Header,
    index: usize,
    hints: &Hints,
    rows: &[Row],
) -> Vec<Option<usize>> {
    let (column_at, column) = &header.columns[index];
    let name = header.name(index);
    let fills = hints.fill_down.iter().any(|heading| squeezed(heading) == squeezed(&column.heading));
    let (mut above, mut blank): (Option<usize>, Vec<u32>) = (None, Vec::new());
    let mut sources = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let cell = row.cells.get(index).map_or("", String::as_str);
        let is_item = row.kind == NodeKind::Item;
        let source = if row.is_total {
            None
        } else if means_above(cell) {
            if above.is_none() {
                desk.report(
                    Some(row.line),
                    Some(&name),
                    Finding::NothingAbove { text: cell.trim().to_owned() },
                );
            }
            above
        } else if !cell.trim().is_empty() {
            above = (cell.len() <= LONGEST_ABOVE).then_some(at);
            Some(at)
        } else if is_merged(desk, row.line, *column_at) || (fills && is_item) {
            above
        } else {
            if is_item && above.is_some() {
                blank.push(row.line);
            }
            None
        };
        // A section ends what cells below it may mean.
        if !is_item && cell.trim().is_empty() && source.is_none() {
            above = None;
        }
        sources.push(source);
    }
    let doubtful = matches!(column.meaning, Meaning::Department | Meaning::Category);
    if let Some(first) = blank.first().filter(|_| doubtful) {
        desk.report(Some(*first), Some(&name), Finding::BlankCells { count: blank.len() });
    }
    sources
}

/// 〃: as above.
fn means_above(cell: &str) -> bool {
    matches!(cell.trim(), "〃" | "同上" | "″" | "仝")
}

fn is_merged(desk: &Desk<'_>, line: u32, column: usize) -> bool {
    let found = desk.sheet.rows.binary_search_by_key(&line, |row| row.line);
    let notes = found.map(|at| desk.sheet.rows[at].notes.as_slice()).unwrap_or_default();
    notes.iter().any(|note| note.column == column && note.kind == NoteKind::MergedAbove)
}

/// One cell at hand.
struct Reader<'a, 'b> {
    desk: &'a mut Desk<'b>,
    hints: &'a Hints,
    header: &'a Header,
    index: usize,
    row: &'a mut Row,
}

impl Reader<'_, '_> {
    fn departments(&mut self, text: &str, known: &HashSet<String>) {
        if is_dash(text) {
            return;
        }
        let (departments, doubtful) = departments::read(text, known);
        if doubtful {
            self.report(Finding::DepartmentUnclear { text: start(text) });
        }
        for department in departments {
            if !self.row.details.departments.contains(&department) {
                self.row.details.departments.push(department);
            }
        }
    }

    fn category(&mut self, text: &str) {
        match categories::read(text) {
            categories::Category::Nothing => {}
            categories::Category::One(word) => {
                let heading = &self.header.columns[self.index].1.heading;
                let axis = heading.split_whitespace().collect::<Vec<_>>().concat();
                let axis = if axis.is_empty() { self.header.name(self.index) } else { axis };
                self.row.details.categories.push(Category { axis, word });
            }
            categories::Category::Unclear => self.report(Finding::CategoryUnclear { text: start(text) }),
        }
    }

    fn status(&mut self, text: &str, year: FiscalYear, side: YearSide) {
        if is_dash(text) {
            return;
        }
        let vocabulary = match side {
            YearSide::Planned => &self.hints.planned,
            YearSide::Actual => &self.hints.actual,
        };
        match statuses::read(text, vocabulary) {
            Ok(status) => self.row.details.years.push(YearStatus { year, side, status }),
            // What the row's own status could not be read as has been reported already.
            Err(_) if self.is_status() && self.row.status.is_none() => {}
            Err(finding) => self.report(finding),
        }
    }

    fn indicators(&mut self, text: &str, (year, side): (FiscalYear, IndicatorSide), names: &[String]) {
        let pieces = indicators::read(text);
        let fits = names.len() == pieces.len();
        for (at, piece) in pieces.into_iter().enumerate() {
            let name = piece.name.or_else(|| names.get(at).filter(|_| fits).cloned());
            let same = |other: &&Indicator| (other.year, other.side) == (year, side) && other.name == name;
            let place = self.row.details.indicators.iter().filter(same).count();
            self.row.details.indicators.push(Indicator {
                name,
                place: u32::try_from(place).unwrap_or(u32::MAX),
                year,
                side,
                value: piece.value,
                printed: piece.printed,
            });
        }
    }

    fn is_status(&self) -> bool {
        self.header.columns[self.index].1.meaning == Meaning::Status
    }

    fn report(&mut self, finding: Finding) {
        let name = self.header.name(self.index);
        self.desk.report(Some(self.row.line), Some(&name), finding);
    }
}

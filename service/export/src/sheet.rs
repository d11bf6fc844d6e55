//! What is counted, as plain sheets: a header row and cells, for files and terminals alike.
//!
//! One sheet for each part of a report. Words of the plan go out as printed; names of codes are in the reader's language.

use crate::separated::{Csv, csv_of, push_line};
use domain::value::Status;
use projections::report::{
    AxisCounts, CardsReport, Count, CrossTable, DeclaredChanges, Department, Grid, ItemRef, PlannedActual,
    TotalCheck, YearCell, YearIndicator,
};
use projections::wording::{self, Language};
use std::ops::Range;

/// A header row and cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What the columns are called.
    pub headings: Vec<String>,
    /// The rows, a cell for each column.
    pub rows: Vec<Vec<String>>,
    /// In which columns numbers stand.
    pub numbers: Range<usize>,
}

impl Sheet {
    fn of_words(headings: &[&str]) -> Self {
        let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
        Self { headings, rows: Vec::new(), numbers: 0..0 }
    }

    /// As TSV: LF at every end, a cell quoted only where it would be read as something else.
    pub fn tsv(&self) -> String {
        let mut text = String::new();
        push_line(&mut text, &self.headings);
        self.rows.iter().for_each(|row| push_line(&mut text, row));
        text
    }

    /// As CSV, as RFC 4180 has it.
    ///
    /// # Errors
    /// [`csv::Error`], which no sheet causes.
    pub fn csv(&self, how: Csv) -> Result<Vec<u8>, csv::Error> {
        csv_of(how, &[], &self.headings, self.rows.iter())
    }

    /// A cross-table with its sums. Where anything is re-listed, a second column for each counts the rows (のべ).
    pub fn of_cross(table: &CrossTable, corner: &str, language: Language) -> Self {
        let relisted = table.total.distinct != table.total.listed;
        let total = language.of("計", "total").to_owned();
        let names = table.columns.iter().map(|head| wording::cross_head(head, language));
        let names: Vec<String> = names.filter(|_| has_columns(table)).chain([total.clone()]).collect();
        let headings = names.iter().flat_map(|name| {
            let listed = relisted.then(|| language.of("（のべ）", " (rows)"));
            std::iter::once(name.clone()).chain(listed.map(|listed| format!("{name}{listed}")))
        });
        let both = |count: &Count| {
            std::iter::once(count.distinct.to_string()).chain(relisted.then(|| count.listed.to_string()))
        };
        let line = |name: String, cells: &[Count], sum: &Count| {
            let cells = cells.iter().filter(|_| has_columns(table)).chain([sum]);
            std::iter::once(name).chain(cells.flat_map(both)).collect()
        };
        let rows = table.rows.iter().zip(&table.cells);
        let rows = rows.map(|(head, cells)| line(wording::cross_head(head, language), cells, &head.count));
        let sums: Vec<Count> = table.columns.iter().map(|head| head.count).collect();
        let headings: Vec<String> = std::iter::once(corner.to_owned()).chain(headings).collect();
        Self {
            numbers: 1..headings.len(),
            headings,
            rows: rows.chain([line(total, &sums, &table.total)]).collect(),
        }
    }

    /// Items with both sides of a year.
    pub fn of_planned(report: &PlannedActual, language: Language) -> Self {
        let mut sheet = Self::of_words(&match language {
            Language::Japanese => ["番号", "事業名", "計画事項", "実施状況", "計画との比較"],
            Language::English => ["No.", "item", "planned", "actual", "compared"],
        });
        for row in &report.rows {
            let differ = wording::sides_differ(row.differ, language).to_owned();
            let [number, title] = named(&row.item);
            sheet.rows.push(vec![
                number,
                title,
                words(row.planned.as_ref()),
                words(row.actual.as_ref()),
                differ,
            ]);
        }
        sheet
    }

    /// Declared changes and differences.
    pub fn of_declared(changes: &DeclaredChanges, language: Language) -> Self {
        let mut sheet = Self::of_words(&match language {
            Language::Japanese => ["番号", "事業名", "理由等", "計画事項", "実施状況", "照合"],
            Language::English => ["No.", "item", "reason as declared", "planned", "actual", "held together"],
        });
        for row in &changes.rows {
            let [number, title] = named(&row.item);
            sheet.rows.push(vec![
                number,
                title,
                row.reason.as_ref().map(ToString::to_string).unwrap_or_default(),
                words(row.planned.as_ref()),
                words(row.actual.as_ref()),
                wording::declared_standing(row.standing, language).to_owned(),
            ]);
        }
        sheet
    }

    /// The counts along one axis. Where an item belongs to several, the entries add up to more than the total.
    pub fn of_axis(counts: &AxisCounts, language: Language) -> Self {
        let name = counts.name.as_deref().unwrap_or(wording::count_axis(counts.axis, language));
        let mut sheet = Self::of_words(&match language {
            Language::Japanese => [name, "事業数", "のべ", "状況の内訳"],
            Language::English => [name, "items", "rows", "by state"],
        });
        sheet.numbers = 1..3;
        for entry in &counts.entries {
            let states = entry.by_state.iter().map(|counted| {
                format!("{} {}", wording::state_or_none(counted.state, language), counted.count.distinct)
            });
            let states: Vec<String> = states.collect();
            let number = entry.heading.as_ref().and_then(|heading| heading.full_label.as_deref());
            let name = entry.name.as_deref().unwrap_or(language.of("記載なし", "not stated"));
            let name = [number.unwrap_or_default(), name].join(" ").trim().to_owned();
            sheet.push_count(name, entry.count, states.join(language.of("、", ", ")));
        }
        sheet.push_count(language.of("実数", "items in all").to_owned(), counts.total, String::new());
        sheet
    }

    fn push_count(&mut self, name: String, count: Count, about: String) {
        self.rows.push(vec![name, count.distinct.to_string(), count.listed.to_string(), about]);
    }

    /// Printed totals, reconciled.
    pub fn of_totals(totals: &[TotalCheck], language: Language) -> Self {
        let mut sheet = Self::of_words(&match language {
            Language::Japanese => ["表", "行", "列", "原資料の記載", "のべ", "実数", "照合"],
            Language::English => ["table", "row", "column", "as printed", "rows", "items", "agrees"],
        });
        sheet.numbers = 4..6;
        for total in totals {
            let number =
                |of: fn(Count) -> u32| total.computed.map(of).map(|n| n.to_string()).unwrap_or_default();
            sheet.rows.push(vec![
                total.table.to_string(),
                total.row.to_string(),
                total.column.to_string(),
                total.printed.to_string(),
                number(|count| count.listed),
                number(|count| count.distinct),
                wording::total_agrees(total.agrees, language).to_owned(),
            ]);
        }
        sheet
    }

    /// Items down, years across: of each year the sides of which anything is stated.
    pub fn of_grid(grid: &Grid, language: Language) -> Self {
        let mut sheet = Self::of_words(&match language {
            Language::Japanese => ["番号", "事業名", "担当部署"],
            Language::English => ["No.", "item", "departments"],
        });
        let sides: Vec<(usize, Side)> = (0..grid.years.len())
            .flat_map(|at| Side::ALL.map(|side| (at, side)))
            .filter(|(at, side)| grid.rows.iter().any(|row| side.is_stated(&row.years[*at])))
            .collect();
        for (at, side) in &sides {
            let year = wording::fiscal_year(grid.years[*at], language);
            sheet.headings.push(format!("{year} {}", side.name(language)));
        }
        for row in &grid.rows {
            let [number, title] = named(&row.item);
            let years = sides.iter().map(|(at, side)| side.text(&row.years[*at], language));
            let first = [number, title, departments(&row.departments)];
            sheet.rows.push(first.into_iter().chain(years).collect());
        }
        sheet
    }

    /// A row for each card.
    pub fn of_cards(report: &CardsReport, language: Language) -> Self {
        let mut sheet = Self::of_words(&match language {
            Language::Japanese => {
                ["番号", "事業名", "区分", "上位の見出し", "担当部署", "事業内容", "状況", "再掲"]
            }
            Language::English => {
                ["No.", "item", "category", "under", "departments", "body", "status", "also at"]
            }
        });
        for card in &report.cards {
            let [number, title] = named(&card.item);
            let chosen = card.categories.iter().flat_map(|category| &category.choices);
            let chosen = chosen.filter(|choice| choice.chosen).map(|choice| choice.wording.as_str());
            let under = card.under.iter().map(|heading| named(heading).join(" ").trim().to_owned());
            sheet.rows.push(vec![
                number,
                title,
                chosen.collect::<Vec<_>>().join("、"),
                under.collect::<Vec<_>>().join(" › "),
                card.departments_printed.clone().unwrap_or_else(|| departments(&card.departments)),
                card.body.clone().unwrap_or_default(),
                words(card.status.as_ref()),
                card.also_at.join("、"),
            ]);
        }
        sheet
    }
}

/// One side of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// 計画.
    Planned,
    /// 実施.
    Actual,
    /// 目標.
    Target,
    /// 実績.
    Result,
}

impl Side {
    /// All of them, in the order in which they stand.
    pub const ALL: [Self; 4] = [Self::Planned, Self::Actual, Self::Target, Self::Result];

    /// What its column is called.
    pub const fn name(self, language: Language) -> &'static str {
        match self {
            Self::Planned => language.of("計画", "planned"),
            Self::Actual => language.of("実施", "actual"),
            Self::Target => language.of("目標", "target"),
            Self::Result => language.of("実績", "result"),
        }
    }

    /// Whether anything is stated of it.
    pub const fn is_stated(self, cell: &YearCell) -> bool {
        match self {
            Self::Planned => cell.planned.is_some(),
            Self::Actual => cell.actual.is_some(),
            Self::Target => !cell.targets.is_empty(),
            Self::Result => !cell.results.is_empty(),
        }
    }

    /// What is stated of it, as printed.
    pub fn text(self, cell: &YearCell, language: Language) -> String {
        let all = |indicators: &[YearIndicator]| {
            let texts = indicators.iter().map(|indicator| wording::indicator(indicator, language));
            texts.collect::<Vec<_>>().join("、")
        };
        match self {
            Self::Planned => words(cell.planned.as_ref()),
            Self::Actual => words(cell.actual.as_ref()),
            Self::Target => all(&cell.targets),
            Self::Result => all(&cell.results),
        }
    }
}

/// Whether the columns of a cross-table divide anything: the one column of what has no categories does not.
fn has_columns(table: &CrossTable) -> bool {
    table.columns.iter().any(|head| !head.is_rest())
}

fn named(item: &ItemRef) -> [String; 2] {
    [item.full_label.clone().unwrap_or_default(), item.title.to_string()]
}

fn words(status: Option<&Status>) -> String {
    status.map(|status| status.wording.clone()).unwrap_or_default()
}

fn departments(departments: &[Department]) -> String {
    departments.iter().map(ToString::to_string).collect::<Vec<_>>().join("、")
}

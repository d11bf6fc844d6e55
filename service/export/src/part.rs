//! The parts of a report, by name, each as tables and as JSON.

use crate::document::Table;
use crate::document_of;
use crate::json::json;
use crate::separated::{Csv, tables_csv, tables_tsv};
use projections::report::{AxisCounts, CardsReport, CountAxis, GridReport, PlanReport};
use projections::wording::Language;
use serde::Serialize;

/// A part of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Items and years.
    Grid,
    /// A card for each item.
    Cards,
    /// Plan beside result, item by item.
    Planned,
    /// Plan × result by words.
    CrossWords,
    /// Plan × result by canonical state.
    CrossStates,
    /// Declared changes and differences.
    Changes,
    /// By department.
    Departments,
    /// By category.
    Categories,
    /// 項目数.
    Sections,
    /// Printed totals.
    Totals,
}

/// A part of a report, ready to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// As tables; several where there are several axes.
    pub tables: Vec<Table>,
    /// As JSON.
    pub json: String,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Grid,
        Self::Cards,
        Self::Planned,
        Self::CrossWords,
        Self::CrossStates,
        Self::Changes,
        Self::Departments,
        Self::Categories,
        Self::Sections,
        Self::Totals,
    ];

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Grid => "grid",
            Self::Cards => "cards",
            Self::Planned => "planned",
            Self::CrossWords => "cross-words",
            Self::CrossStates => "cross-states",
            Self::Changes => "changes",
            Self::Departments => "departments",
            Self::Categories => "categories",
            Self::Sections => "sections",
            Self::Totals => "totals",
        }
    }

    /// What it is called.
    pub const fn title(self, language: Language) -> &'static str {
        match self {
            Self::Grid => language.of("年度別一覧", "Items by year"),
            Self::Cards => language.of("事業票", "Cards"),
            Self::Planned => language.of("計画と実施状況", "Planned and actual"),
            Self::CrossWords => language.of("計画×実施状況（文言）", "Planned × actual, by wording"),
            Self::CrossStates => language.of("計画×実施状況（区分）", "Planned × actual, by state"),
            Self::Changes => language.of("計画に変更が生じた事業", "Declared changes, and differences"),
            Self::Departments => language.of("担当部署別", "By department"),
            Self::Categories => language.of("区分別", "By category"),
            Self::Sections => language.of("項目数", "Items by section"),
            Self::Totals => language.of("原資料に印刷された合計との照合", "Printed totals"),
        }
    }

    /// The part of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }
}

impl Written {
    fn of(model: &impl Serialize, tables: Vec<Table>) -> Result<Self, serde_json::Error> {
        Ok(Self { tables, json: json(model)? })
    }

    /// As TSV, an empty line between tables.
    pub fn tsv(&self) -> String {
        tables_tsv(self.tables.iter())
    }

    /// As CSV, an empty line between tables.
    pub fn csv(&self, how: Csv) -> Vec<u8> {
        tables_csv(self.tables.iter(), how)
    }
}

/// The grid.
///
/// # Errors
/// None that a report model causes.
pub fn part_of_grid(report: &GridReport, language: Language) -> Result<Written, serde_json::Error> {
    Written::of(report, vec![document_of::years(&report.grid, Part::Grid.title(language), language)])
}

/// The cards.
///
/// # Errors
/// None that a report model causes.
pub fn part_of_cards(report: &CardsReport, language: Language) -> Result<Written, serde_json::Error> {
    Written::of(report, vec![document_of::card_table(report, Part::Cards.title(language), language)])
}

/// Any part of a report; the cards are a report of their own, of which nothing is in this one.
///
/// # Errors
/// None that a report model causes.
pub fn part_of_report(
    report: &PlanReport,
    part: Part,
    language: Language,
) -> Result<Written, serde_json::Error> {
    let tables = document_of::report_tables(report, part, language);
    let axes = |wanted: fn(CountAxis) -> bool| -> Vec<&AxisCounts> {
        report.axes.iter().filter(|axis| wanted(axis.axis)).collect()
    };
    match part {
        Part::Grid => Written::of(&report.grid, tables),
        Part::Cards => Written::of(&(), tables),
        Part::Planned => Written::of(&report.planned_actual, tables),
        Part::CrossWords => Written::of(&report.planned_actual.by_wording, tables),
        Part::CrossStates => Written::of(&report.planned_actual.by_state, tables),
        Part::Changes => Written::of(&report.declared_changes, tables),
        Part::Departments => Written::of(&axes(is_department), tables),
        Part::Categories => Written::of(&axes(is_category), tables),
        Part::Sections => Written::of(&report.sections, tables),
        Part::Totals => Written::of(&report.totals, tables),
    }
}

pub(crate) const fn is_department(axis: CountAxis) -> bool {
    match axis {
        CountAxis::Department => true,
        CountAxis::Category(_) | CountAxis::Section => false,
    }
}

pub(crate) const fn is_category(axis: CountAxis) -> bool {
    match axis {
        CountAxis::Category(_) => true,
        CountAxis::Department | CountAxis::Section => false,
    }
}

//! The parts of a report, by name, each as sheets and as JSON.

use crate::json::json;
use crate::separated::Csv;
use crate::sheet::Sheet;
use projections::report::{CardsReport, CountAxis, GridReport, PlanReport};
use projections::wording::{self, Language};
use serde::Serialize;

/// A part of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// As sheets; several where there are several axes.
    pub sheets: Vec<Sheet>,
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

    /// The part of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }
}

impl Written {
    fn of(model: &impl Serialize, sheets: Vec<Sheet>) -> Result<Self, serde_json::Error> {
        Ok(Self { sheets, json: json(model)? })
    }

    /// As TSV, an empty line between sheets.
    pub fn tsv(&self) -> String {
        self.sheets.iter().map(Sheet::tsv).collect::<Vec<_>>().join("\n")
    }

    /// As CSV, an empty line between sheets.
    ///
    /// # Errors
    /// [`csv::Error`], which no sheet causes.
    pub fn csv(&self, how: Csv) -> Result<Vec<u8>, csv::Error> {
        let mut bytes = Vec::new();
        for (at, sheet) in self.sheets.iter().enumerate() {
            let plain = Csv::default();
            if at > 0 {
                bytes.extend_from_slice(b"\r\n");
            }
            bytes.extend(sheet.csv(if at == 0 { how } else { plain })?);
        }
        Ok(bytes)
    }
}

/// The grid.
///
/// # Errors
/// None that a report model causes.
pub fn part_of_grid(report: &GridReport, language: Language) -> Result<Written, serde_json::Error> {
    Written::of(report, vec![Sheet::of_grid(&report.grid, language)])
}

/// The cards.
///
/// # Errors
/// None that a report model causes.
pub fn part_of_cards(report: &CardsReport, language: Language) -> Result<Written, serde_json::Error> {
    Written::of(report, vec![Sheet::of_cards(report, language)])
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
    let sides = &report.planned_actual;
    let corner = language.of("計画＼実施", "planned \\ actual");
    let axes = |wanted: fn(CountAxis) -> bool| {
        let axes: Vec<_> = report.axes.iter().filter(|axis| wanted(axis.axis)).collect();
        Written::of(&axes, axes.iter().map(|axis| Sheet::of_axis(axis, language)).collect())
    };
    match part {
        Part::Grid => Written::of(&report.grid, vec![Sheet::of_grid(&report.grid, language)]),
        Part::Cards => Written::of(&(), Vec::new()),
        Part::Planned => Written::of(sides, vec![Sheet::of_planned(sides, language)]),
        Part::CrossWords => {
            Written::of(&sides.by_wording, vec![Sheet::of_cross(&sides.by_wording, corner, language)])
        }
        Part::CrossStates => {
            Written::of(&sides.by_state, vec![Sheet::of_cross(&sides.by_state, corner, language)])
        }
        Part::Changes => {
            let changes = &report.declared_changes;
            Written::of(changes, vec![Sheet::of_declared(changes, language)])
        }
        Part::Departments => axes(|axis| match axis {
            CountAxis::Department => true,
            CountAxis::Category(_) | CountAxis::Section => false,
        }),
        Part::Categories => axes(|axis| match axis {
            CountAxis::Category(_) => true,
            CountAxis::Department | CountAxis::Section => false,
        }),
        Part::Sections => {
            let corner = wording::count_axis(CountAxis::Section, language);
            let sheets = report.sections.iter();
            let sheets = sheets.map(|sections| Sheet::of_cross(&sections.table, corner, language));
            Written::of(&report.sections, sheets.collect())
        }
        Part::Totals => Written::of(&report.totals, vec![Sheet::of_totals(&report.totals, language)]),
    }
}

//! 計画と実施状況: what a fiscal year planned for each item beside what came of it, and the cross-table of both (T5, P2).

use super::counts::Count;
use super::cross::{CrossHead, CrossTable};
use super::listing::Listing;
use super::named::ItemRef;
use super::table::TableRow;
use domain::event::YearSide;
use domain::plan::Detail;
use domain::value::search_key::search_key;
use domain::value::{CanonicalState, FiscalYear, Status};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// How the two sides of an item differ. That says nothing of why, and does not declare a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SidesDiffer {
    /// The same words.
    Nowhere,
    /// Other words that mean the same.
    InWords,
    /// Another canonical state.
    InState,
    /// Only the plan is stated.
    OnlyPlanned,
    /// Only what came of it is stated.
    OnlyActual,
    /// Neither is stated; the document prints that there is none (「－」).
    Neither,
}

/// What one year planned for an item, and what came of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PlannedActualRow {
    /// The item.
    pub item: ItemRef,
    /// 計画事項.
    pub planned: Option<Status>,
    /// 実施状況.
    pub actual: Option<Status>,
    /// 計画事項 as printed, where that is a dash (「－」), which is no status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned_printed: Option<String>,
    /// 実施状況 as printed, where that is a dash (「－」), which is no status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actual_printed: Option<String>,
    /// How they differ.
    pub differ: SidesDiffer,
}

/// What one year planned, and what came of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PlannedActual {
    /// The year; none where no year is stated of any item.
    pub year: Option<FiscalYear>,
    /// Every year of which anything is stated, the oldest first.
    pub years: Vec<FiscalYear>,
    /// The items of which either side is stated, or printed as none, each once, in the order of the table.
    pub rows: Vec<PlannedActualRow>,
    /// Planned down, actual across, by words; without a name what is not stated.
    pub by_wording: CrossTable,
    /// The same by canonical state.
    pub by_state: CrossTable,
    /// The items of which neither side is stated; the cross-tables do not count them.
    pub unstated: Count,
}

/// One fiscal year; the newest that states both sides unless another is asked for.
pub(super) fn planned_actual(listing: &Listing<'_>, year: Option<FiscalYear>) -> PlannedActual {
    let years = |wanted: YearSide| -> BTreeSet<FiscalYear> {
        let years = listing.every_detail().filter_map(|detail| match detail {
            Detail::Year { year, side, .. } => (*side == wanted).then_some(*year),
            Detail::Departments { .. }
            | Detail::Category { .. }
            | Detail::Indicator { .. }
            | Detail::DeclaredChange { .. } => None,
        });
        years.collect()
    };
    let (planned, actual) = (years(YearSide::Planned), years(YearSide::Actual));
    let all: Vec<FiscalYear> = planned.union(&actual).copied().collect();
    let both = planned.intersection(&actual).max().copied();
    let Some(year) = year.or(both).or(all.last().copied()) else {
        return PlannedActual::nothing(listing.count(|_| true));
    };
    let sides = Sides { listing, year };
    let rows = listing.items().filter_map(|row| {
        let (planned, actual) = (sides.planned(row), sides.actual(row));
        let dash = |side| listing.dash(row, year, side);
        let (planned_printed, actual_printed) = (dash(YearSide::Planned), dash(YearSide::Actual));
        let neither = planned_printed.as_ref().or(actual_printed.as_ref()).map(|_| SidesDiffer::Neither);
        let differ = SidesDiffer::between(planned, actual).or(neither)?;
        Some(PlannedActualRow {
            item: row.item(),
            planned: planned.cloned(),
            actual: actual.cloned(),
            planned_printed,
            actual_printed,
            differ,
        })
    });
    PlannedActual {
        rows: rows.collect(),
        by_wording: sides.cross(|status| Some(&status.wording)),
        by_state: sides.cross(|_| None),
        unstated: listing.count(|row| sides.planned(row).is_none() && sides.actual(row).is_none()),
        year: Some(year),
        years: all,
    }
}

impl PlannedActual {
    fn nothing(unstated: Count) -> Self {
        Self {
            year: None,
            years: Vec::new(),
            rows: Vec::new(),
            by_wording: CrossTable::default(),
            by_state: CrossTable::default(),
            unstated,
        }
    }
}

impl SidesDiffer {
    /// None where neither side is stated.
    fn between(planned: Option<&Status>, actual: Option<&Status>) -> Option<Self> {
        Some(match (planned, actual) {
            (Some(planned), Some(actual)) if planned.state != actual.state => Self::InState,
            (Some(planned), Some(actual)) if key(&planned.wording) != key(&actual.wording) => Self::InWords,
            (Some(_), Some(_)) => Self::Nowhere,
            (Some(_), None) => Self::OnlyPlanned,
            (None, Some(_)) => Self::OnlyActual,
            (None, None) => return None,
        })
    }

    /// Whether both sides are stated and are not the same.
    pub const fn is_difference(self) -> bool {
        match self {
            Self::InWords | Self::InState => true,
            Self::Nowhere | Self::OnlyPlanned | Self::OnlyActual | Self::Neither => false,
        }
    }
}

/// Words without their white space and letter forms.
pub(super) fn key(wording: &str) -> String {
    search_key(wording).split(' ').collect()
}

/// Both sides of a year.
struct Sides<'l> {
    listing: &'l Listing<'l>,
    year: FiscalYear,
}

impl<'l> Sides<'l> {
    fn planned(&self, row: &TableRow) -> Option<&'l Status> {
        self.listing.status(row.node, self.year, YearSide::Planned)
    }

    fn actual(&self, row: &TableRow) -> Option<&'l Status> {
        self.listing.status(row.node, self.year, YearSide::Actual)
    }

    fn cross(&self, words: impl Fn(&'l Status) -> Option<&'l String>) -> CrossTable {
        let same = |one: &CrossHead, other: &CrossHead| {
            one.state == other.state && one.name.as_deref().map(key) == other.name.as_deref().map(key)
        };
        let head = |status: Option<&'l Status>| CrossHead {
            name: status.and_then(&words).map(|words| words.replace('\n', " ")),
            state: status.map(|status| status.state),
            ..CrossHead::default()
        };
        let heads = |side: &dyn Fn(&TableRow) -> Option<&'l Status>| {
            let mut heads: Vec<CrossHead> = Vec::new();
            for stated in self.listing.rows().filter_map(side) {
                let found = head(Some(stated));
                if !heads.iter().any(|known| same(known, &found)) {
                    heads.push(found);
                }
            }
            let order = |head: &CrossHead| CanonicalState::ALL.iter().position(|s| Some(*s) == head.state);
            heads.sort_by_key(order);
            heads.push(CrossHead::default());
            heads
        };
        let (rows, columns) = (heads(&|row| self.planned(row)), heads(&|row| self.actual(row)));
        let at = |heads: &[CrossHead], status: Option<&'l Status>| {
            let wanted = head(status);
            heads.iter().position(|known| same(known, &wanted))
        };
        let place = |row: &TableRow| {
            let (planned, actual) = (self.planned(row), self.actual(row));
            if planned.is_none() && actual.is_none() {
                return None;
            }
            Some((at(&rows, planned)?, at(&columns, actual)?))
        };
        CrossTable::of(self.listing, rows.clone(), columns.clone(), place)
    }
}

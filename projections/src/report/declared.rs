//! 計画に変更が生じた事業: what the document declares, held against what differs between plan and result (P2). Neither
//! follows from the other.

use super::listing::Listing;
use super::named::ItemRef;
use super::planned_actual::{PlannedActual, SidesDiffer};
use domain::plan::Detail;
use domain::value::{Status, Text};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// How a declared change and a difference stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeclaredStanding {
    /// Declared, and plan and result differ.
    DeclaredAndDiffers,
    /// Declared, and plan and result are the same.
    DeclaredOnly,
    /// Declared, and of plan and result one or none is stated.
    DeclaredUncompared,
    /// Plan and result differ, and nothing is declared.
    DiffersOnly,
}

impl DeclaredStanding {
    /// Every standing, in the order in which reports list them.
    pub const ALL: [Self; 4] =
        [Self::DeclaredAndDiffers, Self::DeclaredOnly, Self::DeclaredUncompared, Self::DiffersOnly];
}

/// An item that is declared to have changed, or whose plan and result differ.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DeclaredRow {
    /// The item.
    pub item: ItemRef,
    /// 理由等 as printed; none where nothing is declared.
    pub reason: Option<Text>,
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
    /// How these differ; none where neither is stated nor printed.
    pub differ: Option<SidesDiffer>,
    /// Which of both lists it is on.
    pub standing: DeclaredStanding,
}

/// How many items are on which of both lists.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DeclaredCount {
    /// Which.
    pub standing: DeclaredStanding,
    /// How many items.
    pub items: u32,
}

/// Declared changes and differences.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DeclaredChanges {
    /// The items on either list, each once, in the order of the table.
    pub rows: Vec<DeclaredRow>,
    /// How many are on which, zeros too.
    pub counts: Vec<DeclaredCount>,
}

impl DeclaredChanges {
    /// The items on those lists.
    pub fn of(&self, standing: DeclaredStanding) -> impl Iterator<Item = &DeclaredRow> {
        self.rows.iter().filter(move |row| row.standing == standing)
    }

    /// 計画に変更が生じた事業: those that are declared.
    pub fn declared(&self) -> impl Iterator<Item = &DeclaredRow> {
        self.rows.iter().filter(|row| row.reason.is_some())
    }
}

/// Holds both lists of a year against each other.
pub(super) fn declared(listing: &Listing<'_>, year: &PlannedActual) -> DeclaredChanges {
    let sides: BTreeMap<_, _> = year.rows.iter().map(|row| (row.item.node, row)).collect();
    let rows = listing.items().filter_map(|row| {
        let reason = listing.details(row.node).iter().find_map(|detail| match detail {
            Detail::DeclaredChange { reason } => Some(reason.clone()),
            Detail::Departments { .. }
            | Detail::Category { .. }
            | Detail::Year { .. }
            | Detail::Indicator { .. } => None,
        });
        let sides = sides.get(&row.node);
        let differ = sides.map(|row| row.differ);
        let standing = match (&reason, differ) {
            (Some(_), Some(SidesDiffer::InWords | SidesDiffer::InState)) => {
                DeclaredStanding::DeclaredAndDiffers
            }
            (Some(_), Some(SidesDiffer::Nowhere)) => DeclaredStanding::DeclaredOnly,
            (
                Some(_),
                Some(SidesDiffer::OnlyPlanned | SidesDiffer::OnlyActual | SidesDiffer::Neither) | None,
            ) => DeclaredStanding::DeclaredUncompared,
            (None, Some(differ)) if differ.is_difference() => DeclaredStanding::DiffersOnly,
            (None, Some(_) | None) => return None,
        };
        Some(DeclaredRow {
            item: row.item(),
            reason,
            planned: sides.and_then(|row| row.planned.clone()),
            actual: sides.and_then(|row| row.actual.clone()),
            planned_printed: sides.and_then(|row| row.planned_printed.clone()),
            actual_printed: sides.and_then(|row| row.actual_printed.clone()),
            differ,
            standing,
        })
    });
    let rows: Vec<DeclaredRow> = rows.collect();
    let counts = DeclaredStanding::ALL.map(|standing| DeclaredCount {
        standing,
        items: super::overview::count(rows.iter().filter(|row| row.standing == standing).count()),
    });
    DeclaredChanges { rows, counts: counts.to_vec() }
}

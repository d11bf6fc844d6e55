//! How each edition says that each of its items stands.

use crate::report::assigned::Department;
use crate::report::listing::{details, lens_of};
use crate::report::named::{EditionRef, ItemRef, origin};
use crate::report::table::{Erratum, TableOf, TableReport, TableRow, table};
use domain::event::NodeKind;
use domain::id::DecisionId;
use domain::plan::{Detail, Plan};
use domain::refusal::Refusal;
use domain::value::{Meaning, PrintedDate, Status};
use serde::Serialize;

/// An edition with the items that it lists.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OpenEdition {
    /// The edition.
    pub edition: EditionRef,
    /// Its items, from the top of its table.
    pub rows: Vec<OpenStatus>,
}

/// How an edition says that an item stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OpenStatus {
    /// The row, from 1, headings counted.
    pub row: u32,
    /// The item as this row names it.
    pub item: ItemRef,
    /// Whether it is a further place (再掲).
    pub relisted: bool,
    /// Whether this is the row in which the item is counted once.
    pub counted: bool,
    /// As printed, errata not applied.
    pub printed: OpenPrinted,
    /// 実施時期 as understood, corrections included.
    pub schedule: Option<PrintedDate>,
    /// 状況 as understood, corrections included.
    pub status: Option<Status>,
    /// From when the status holds, where that is stated.
    pub since: Option<PrintedDate>,
    /// 見直し時期 as understood, corrections included.
    pub review: Option<PrintedDate>,
    /// The decision that gave the status, until the day of the edition.
    pub decision: Option<DecisionId>,
    /// 担当部署, as the edition has them.
    pub departments: Vec<Department>,
    /// What else is stated of the item: categories, years, indicators, a declared change.
    pub details: Vec<Detail>,
    /// What was corrected in the row.
    pub errata: Vec<OpenErratum>,
}

/// Cells of a row as printed; none where nothing stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OpenPrinted {
    /// 実施時期.
    pub schedule: Option<String>,
    /// 状況.
    pub status: Option<String>,
    /// 見直し時期.
    pub review: Option<String>,
    /// 備考.
    pub remark: Option<String>,
}

/// A correction of a cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OpenErratum {
    /// The heading of the cell's column.
    pub heading: String,
    /// The correction.
    pub erratum: Erratum,
}

/// The editions of a plan that are at hand, the oldest first.
pub(super) fn of(plan: &Plan) -> Result<Vec<OpenEdition>, Refusal> {
    let editions = plan.editions_at_hand().into_iter();
    editions
        .map(|edition| {
            let table = table(plan, TableOf::Edition(edition.id))?;
            let mut rows = rows(&table);
            let lens = lens_of(plan, TableOf::Edition(edition.id));
            for row in &mut rows {
                row.details = details(plan, lens, row.item.node).into_iter().cloned().collect();
                let node = plan.nodes.get(&row.item.node);
                let gave = node.and_then(|node| {
                    origin(&plan.head, node, row.decision, row.status.as_ref(), edition.day())
                });
                row.decision = gave.map(|decided| decided.decision.decision);
            }
            Ok(OpenEdition { edition: EditionRef::of(edition), rows })
        })
        .collect()
}

fn rows(table: &TableReport) -> Vec<OpenStatus> {
    let firsts = table.firsts();
    let items = table.rows.iter().filter(|row| match row.kind {
        NodeKind::Item => true,
        NodeKind::Heading | NodeKind::Term => false,
    });
    items.map(|row| OpenStatus::of(table, row, firsts.contains(&row.row))).collect()
}

impl OpenStatus {
    fn of(table: &TableReport, row: &TableRow, counted: bool) -> Self {
        let cell = |meaning| table.cell(row, meaning).map(str::to_owned);
        let heading = |erratum: &Erratum| {
            let column = table.columns.iter().find(|column| column.id == erratum.column);
            column.map(|column| column.heading.clone()).unwrap_or_default()
        };
        let errata = row.errata.iter();
        Self {
            row: row.row,
            item: row.item(),
            relisted: row.relisted,
            counted,
            printed: OpenPrinted {
                schedule: cell(Meaning::Schedule),
                status: cell(Meaning::Status),
                review: cell(Meaning::Review),
                remark: cell(Meaning::Remark),
            },
            schedule: row.schedule.clone(),
            status: row.status.clone(),
            since: row.since.clone(),
            review: row.review.clone(),
            decision: row.decision,
            departments: row.departments.clone(),
            details: Vec::new(),
            errata: errata
                .map(|erratum| OpenErratum { heading: heading(erratum), erratum: erratum.clone() })
                .collect(),
        }
    }
}

//! 事業票: one card for each item, with everything that is stated of it (P4).

use super::assigned::{Department, any_is_called};
use super::grid::{YearCell, cells};
use super::listing::{CategoryAxis, Listing};
use super::named::{CycleRef, EditionRef, ItemRef, PlanRef};
use super::table::{TableOf, TableRow};
use domain::id::{NodeId, VocabularyId};
use domain::plan::Plan;
use domain::refusal::Refusal;
use domain::value::{Meaning, PrintedDate, Status};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// A category that an item may have.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CardChoice {
    /// What it is called.
    pub wording: String,
    /// ■: the item has it; else □.
    pub chosen: bool,
}

/// 区分 on one axis.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CardCategory {
    /// The axis; none where it is only a column of words.
    pub axis: Option<VocabularyId>,
    /// The heading of its column.
    pub name: Option<String>,
    /// Every category of the axis, in its order.
    pub choices: Vec<CardChoice>,
}

/// What a column without a place of its own on the card says.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CardField {
    /// The heading of the column.
    pub heading: String,
    /// As printed.
    pub text: String,
}

/// The card of an item.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Card {
    /// 番号・事業名.
    pub item: ItemRef,
    /// 基本目標 and whatever else stands above it, from the top.
    pub under: Vec<ItemRef>,
    /// The numbers of its further places (再掲).
    pub also_at: Vec<String>,
    /// 区分.
    pub categories: Vec<CardCategory>,
    /// 担当部署.
    pub departments: Vec<Department>,
    /// 担当部署 as the table prints it, where it has a column for it.
    pub departments_printed: Option<String>,
    /// 事業内容.
    pub body: Option<String>,
    /// 実施時期.
    pub schedule: Option<PrintedDate>,
    /// 状況.
    pub status: Option<Status>,
    /// 備考.
    pub remark: Option<String>,
    /// The columns that have no meaning for the rules, filled ones.
    pub others: Vec<CardField>,
    /// The years of which anything is stated, the oldest first.
    pub years: Vec<YearCell>,
}

/// The cards of a table.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CardsReport {
    /// The plan.
    pub plan: PlanRef,
    /// Which table.
    pub of: TableOf,
    /// The edition, where the table is one.
    pub edition: Option<EditionRef>,
    /// The edition in force, where the table is none.
    pub in_force: Option<EditionRef>,
    /// The cycle, where the table is its proposal.
    pub cycle: Option<CycleRef>,
    /// The cards in the order of the table, each item once.
    pub cards: Vec<Card>,
}

/// The cards of a table.
///
/// # Errors
/// Those of [`super::table()`].
pub fn cards(plan: &Plan, of: TableOf) -> Result<CardsReport, Refusal> {
    let listing = Listing::of(plan, of)?;
    let axes = listing.axes();
    let mut further: BTreeMap<NodeId, Vec<String>> = BTreeMap::new();
    for row in listing.rows().filter(|row| !listing.is_first(row)) {
        further.entry(row.node).or_default().extend(row.full_label.clone());
    }
    let cards = listing.items().map(|row| Card {
        also_at: further.remove(&row.node).unwrap_or_default(),
        ..Card::of(&listing, &axes, row)
    });
    let cards = cards.collect();
    let table = listing.table;
    Ok(CardsReport {
        plan: table.plan,
        of,
        edition: table.edition,
        in_force: table.in_force,
        cycle: table.cycle,
        cards,
    })
}

impl CardsReport {
    /// Those for which that department answers; a part of its name is enough.
    pub fn narrow(&mut self, department: &str) {
        self.cards.retain(|card| any_is_called(&card.departments, department));
    }
}

impl Card {
    fn of(listing: &Listing<'_>, axes: &[CategoryAxis], row: &TableRow) -> Self {
        let table = &listing.table;
        let text = |meaning| table.cell(row, meaning).map(str::to_owned);
        let categories = axes.iter().map(|axis| {
            let chosen = listing.category(row, axis);
            let choices = axis.terms.iter().enumerate();
            let choices = choices.map(|(at, (_, wording))| CardChoice {
                wording: wording.clone(),
                chosen: chosen == Some(at),
            });
            let name = Some(axis.name.clone()).filter(|name| !name.is_empty());
            CardCategory { axis: axis.vocabulary, name, choices: choices.collect() }
        });
        let others = table
            .columns
            .iter()
            .zip(&row.cells)
            .filter(|(column, cell)| column.meaning == Meaning::Other && !cell.is_empty());
        Self {
            item: row.item(),
            under: listing.above(row).into_iter().map(TableRow::item).collect(),
            also_at: Vec::new(),
            categories: categories.collect(),
            departments: row.departments.clone(),
            departments_printed: text(Meaning::Department),
            body: text(Meaning::Body),
            schedule: row.schedule.clone(),
            status: row.status.clone(),
            remark: text(Meaning::Remark),
            others: others
                .map(|(column, cell)| CardField { heading: column.heading.clone(), text: cell.clone() })
                .collect(),
            years: cells(listing, row).into_values().collect(),
        }
    }
}

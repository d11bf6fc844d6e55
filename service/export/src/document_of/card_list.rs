//! 事業票 as a list: a row for each card and everything of the card in it, one value a cell.
//!
//! The columns follow the card from its top to its foot. One that no card fills is left out, so that the list is as wide
//! as the plan needs it.

use super::report::capitals;
use super::{About, Making, cards, listed, name_of, or_nothing, row_of, without_empty};
use crate::document::{Cell, Column, Document, Paper, Table};
use crate::part::Part;
use crate::side::{Side, words};
use domain::value::FiscalYear;
use projections::report::{Card, CardsReport, YearCell};
use projections::wording::{self, Language};
use std::collections::BTreeSet;

/// A row for each card.
pub fn card_list(report: &CardsReport, language: Language, about: &About) -> Document {
    let making = Making { plan: &report.plan, language, about };
    let title = Part::Cards.title(language);
    let table = capitals(card_table(report, title, language));
    let mut blocks = cards::opening(making, report);
    blocks.push(or_nothing(table, language));
    making.document(title, Paper::Landscape, blocks)
}

/// The same without what stands around it.
pub fn card_table(report: &CardsReport, name: &str, language: Language) -> Table {
    let mut list = List { cards: &report.cards, columns: Vec::new() };
    let one = |text: &Option<String>| text.clone().unwrap_or_default();
    list.one(language.of("番号", "No."), |card| one(&card.item.full_label));
    list.one(language.of("事業名", "item"), |card| card.item.title.to_string());
    list.categories(language);
    list.one(language.of("上位の見出し", "under"), |card| {
        card.under.iter().map(name_of).collect::<Vec<_>>().join(" › ")
    });
    list.several(language.of("再掲", "also at"), |card| card.also_at.clone());
    list.several(language.of("担当部署", "departments"), departments);
    list.one(language.of("事業内容", "body"), |card| one(&card.body));
    list.one(language.of("実施時期", "scheduled for"), |card| {
        card.schedule.as_ref().map(|date| date.text.clone()).unwrap_or_default()
    });
    list.one(language.of("状況", "status"), |card| words(card.status.as_ref(), None));
    list.others();
    list.years(language);
    list.one(language.of("備考", "remark"), |card| one(&card.remark));
    list.table(name)
}

/// The list as it grows to the right.
struct List<'c> {
    cards: &'c [Card],
    /// Headings, each with what the cards say below it.
    columns: Vec<(String, Vec<String>)>,
}

impl<'c> List<'c> {
    fn one(&mut self, heading: &str, says: impl Fn(&'c Card) -> String) {
        self.columns.push((heading.to_owned(), self.cards.iter().map(says).collect()));
    }

    /// A column for each of the values that a card may have; they are numbered where a card has more than one.
    fn several(&mut self, heading: &str, says: impl Fn(&'c Card) -> Vec<String>) {
        let said: Vec<Vec<String>> = self.cards.iter().map(says).collect();
        let most = said.iter().map(Vec::len).max().unwrap_or_default();
        for at in 0..most {
            let heading = if most > 1 { format!("{heading}{}", at + 1) } else { heading.to_owned() };
            let cells = said.iter().map(|values| values.get(at).cloned().unwrap_or_default());
            self.columns.push((heading, cells.collect()));
        }
    }

    /// A column for each axis, which is called as the axis is.
    fn categories(&mut self, language: Language) {
        let axes = self.cards.iter().map(|card| card.categories.len()).max().unwrap_or_default();
        for at in 0..axes {
            let name = self.cards.iter().find_map(|card| card.categories.get(at)?.name.clone());
            let name = name.unwrap_or_else(|| language.of("区分", "category").to_owned());
            self.one(&name, |card| {
                let chosen = card.categories.get(at).into_iter().flat_map(|category| &category.choices);
                let chosen = chosen.filter(|choice| choice.chosen).map(|choice| choice.wording.as_str());
                chosen.collect::<Vec<_>>().join("、")
            });
        }
    }

    /// A column for each of the council's own.
    fn others(&mut self) {
        for (heading, which) in own_columns(self.cards) {
            self.one(heading, |card| {
                let named = card.others.iter().filter(|other| other.heading == heading);
                named.map(|other| other.text.clone()).nth(which).unwrap_or_default()
            });
        }
    }

    /// What was planned, done, aimed at and reached, year by year.
    fn years(&mut self, language: Language) {
        let years = self.cards.iter().flat_map(|card| &card.years).map(|cell| cell.year);
        for year in years.collect::<BTreeSet<FiscalYear>>() {
            for side in Side::ALL {
                let heading = format!("{} {}", wording::fiscal_year(year, language), side.name(language));
                self.several(&heading, |card| {
                    let of_year = |cell: &&YearCell| cell.year == year;
                    card.years.iter().find(of_year).map(|cell| side.texts(cell, language)).unwrap_or_default()
                });
            }
        }
    }

    fn table(self, name: &str) -> Table {
        let columns = self.columns.iter().map(|(heading, _)| Column::text(heading, 0)).collect();
        let rows = self.cards.iter().enumerate().map(|(at, card)| {
            row_of(&card.item, self.columns.iter().map(|(_, cells)| Cell::plain(&cells[at])).collect())
        });
        without_empty(listed(name, columns, rows.collect()))
    }
}

/// As the table prints them, else one by one.
fn departments(card: &Card) -> Vec<String> {
    match &card.departments_printed {
        Some(printed) => vec![printed.clone()],
        None => card.departments.iter().map(ToString::to_string).collect(),
    }
}

/// The headings of the council's own columns in the order of the table, and which of those that are called alike it is.
/// A card has the filled ones only, so that the order is put together of all of them.
fn own_columns(cards: &[Card]) -> Vec<(&str, usize)> {
    let mut known: Vec<(&str, usize)> = Vec::new();
    for card in cards {
        let mut next = 0;
        for (at, other) in card.others.iter().enumerate() {
            let alike = card.others[..at].iter().filter(|before| before.heading == other.heading);
            let column = (other.heading.as_str(), alike.count());
            let place = known.iter().position(|known| *known == column);
            let place = place.unwrap_or_else(|| {
                known.insert(next, column);
                next
            });
            next = place + 1;
        }
    }
    known
}

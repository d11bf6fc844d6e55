//! Where a text of two characters and more is found: titles, remarks, texts and reasons of every edition (U9).
//!
//! Storage finds candidates by the same key; this says where in the text as printed it stands.

use super::assigned::{Department, any_is_called, departments_of};
use super::named::{ItemRef, PlanRef};
use super::numbers::Numbers;
use domain::event::TextField;
use domain::id::{CycleId, EditionId};
use domain::plan::{Lens, Node, Plan};
use domain::value::search_key::{aligned_key, search_key};
use domain::value::{CanonicalState, Reason, Text};
use schemars::JsonSchema;
use serde::Serialize;

/// The fewest characters of a key that can be searched for.
pub const FEWEST: usize = 2;

/// A text that can be searched for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SearchText {
    /// As typed.
    pub typed: String,
    /// Its key.
    pub key: String,
}

/// Why a text cannot be searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, JsonSchema)]
pub enum SearchTextError {
    /// Fewer than two characters.
    #[error("{length} characters to search for; accepted are two and more")]
    TooShort {
        /// How many there are, width and spaces apart.
        length: usize,
    },
}

/// Where in an item.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Found {
    /// Which text.
    pub field: super::FieldName,
    /// A part of the text as printed, with the match inside.
    pub snippet: String,
    /// Where the match begins in the snippet, in characters from 0.
    pub start: usize,
    /// How many characters of the snippet match.
    pub length: usize,
    /// The edition that prints the text, where it is one's.
    pub edition: Option<EditionId>,
    /// The cycle whose reason it is, where it is one's.
    pub cycle: Option<CycleId>,
}

/// An item in which the text was found.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SearchHit {
    /// The heading or item.
    pub item: ItemRef,
    /// Whether the table lists it now.
    pub listed: bool,
    /// How it stands now.
    pub state: Option<CanonicalState>,
    /// 状況 as it is now.
    pub status: Option<String>,
    /// Where, each text once; the newest edition first.
    pub found: Vec<Found>,
    /// 担当部署.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<Department>,
}

/// Where a text is found in one plan.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SearchReport {
    /// The plan.
    pub plan: PlanRef,
    /// What was searched for.
    pub text: SearchText,
    /// Where it was found, in the order of the table.
    pub hits: Vec<SearchHit>,
}

impl SearchReport {
    /// Leaves the items for which that department answers; a part of its name is enough.
    pub fn narrow(&mut self, department: &str) {
        self.hits.retain(|hit| any_is_called(&hit.departments, department));
    }
}

impl SearchText {
    /// Reads what was typed.
    ///
    /// # Errors
    /// [`SearchTextError::TooShort`].
    pub fn parse(typed: &str) -> Result<Self, SearchTextError> {
        let key = search_key(typed);
        let length = key.chars().count();
        if length < FEWEST {
            return Err(SearchTextError::TooShort { length });
        }
        Ok(Self { typed: typed.to_owned(), key })
    }

    /// Whether the text is in another one.
    pub fn is_in(&self, text: &str) -> bool {
        search_key(text).contains(&self.key)
    }

    /// Where the first match stands in a text as printed: first and last character, the last one excluded.
    pub fn range_in(&self, text: &str) -> Option<(usize, usize)> {
        if let Some(key) = aligned_key(text) {
            let start = key[..key.find(&self.key)?].chars().count();
            return Some((start, start + self.key.chars().count()));
        }
        self.range_by_halving(text)
    }

    fn range_by_halving(&self, text: &str) -> Option<(usize, usize)> {
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let last = starts.len() - 1;
        if !self.is_in(text) {
            return None;
        }
        let holds = |from: usize, to: usize| self.is_in(&text[starts[from]..starts[to]]);
        // The key of a longer text has the key of a shorter one in it, so both ends are found by halving.
        let end = first_that(1, last, |to| holds(0, to));
        let start = end - first_that(1, end, |length| holds(end - length, end));
        Some((start, end))
    }
}

/// The smallest number from `low` to `high` for which the condition holds, when it holds for all greater ones.
fn first_that(mut low: usize, mut high: usize, holds: impl Fn(usize) -> bool) -> usize {
    while low < high {
        let middle = usize::midpoint(low, high);
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    high
}

/// Where a text is found in a plan.
pub fn search(plan: &Plan, text: &SearchText) -> SearchReport {
    let numbers = Numbers::of(plan);
    let hits = numbers.in_order().into_iter().filter_map(|id| {
        let node = plan.nodes.get(&id)?;
        let found = found(plan, node, text);
        let status = Lens::Current.view(&plan.head, node).status;
        (!found.is_empty()).then_some(SearchHit {
            item: numbers.item(plan, id)?,
            listed: numbers.is_listed(id),
            state: status.as_ref().map(|status| status.state),
            status: status.map(|status| status.wording),
            found,
            departments: departments_of(plan, Lens::Current, node),
        })
    });
    SearchReport { hits: hits.collect(), plan: PlanRef::of(plan), text: text.clone() }
}

/// A text of a node and whose it is.
struct Place<'n> {
    field: super::FieldName,
    text: &'n Text,
    edition: Option<EditionId>,
    cycle: Option<CycleId>,
}

/// Every text of a node that the fold makes search keys of, the newest edition first, then what was said outside.
fn places<'n>(plan: &'n Plan, node: &'n Node) -> Vec<Place<'n>> {
    use super::FieldName;
    let mut places = Vec::new();
    let mut listed: Vec<_> = node.listed.iter().collect();
    listed.sort_by_key(|(edition, row)| {
        (plan.head.editions.get(edition).map(|edition| edition.day()), row.sequence)
    });
    let other = |field, text| Place { field, text, edition: None, cycle: None };
    for (edition, row) in listed.into_iter().rev() {
        let of_edition = |field, text| Place { field, text, edition: Some(*edition), cycle: None };
        places.push(of_edition(FieldName::Title, &row.title));
        places.extend(row.remark.as_ref().map(|text| of_edition(FieldName::Remark, text)));
        places.extend(row.body.as_ref().map(|text| of_edition(FieldName::Body, text)));
        for (column, text) in &row.others {
            places.push(of_edition(FieldName::Column(super::history::heading(plan, *column)), text));
        }
    }
    for said in &node.texts {
        let field = match said.value.field {
            TextField::Title => FieldName::Title,
            TextField::Body => FieldName::Body,
            TextField::Remark => FieldName::Remark,
            TextField::Column(column) => FieldName::Column(super::history::heading(plan, column)),
        };
        places.push(other(field, &said.value.text));
    }
    for decision in node.counted(&plan.head).map(|decided| &decided.decision) {
        if let Some(Reason::Stated(text)) = &decision.reason {
            places.push(Place { cycle: Some(decision.cycle), ..other(FieldName::Reason, text) });
        }
    }
    places.push(other(FieldName::Title, &node.title));
    places
}

fn found(plan: &Plan, node: &Node, text: &SearchText) -> Vec<Found> {
    let mut found = Vec::new();
    let mut seen: Vec<(&'static str, &Text)> = Vec::new();
    for place in places(plan, node) {
        // A remark that became the reason is shown once as each, but not once for every edition.
        let kind = match place.cycle {
            Some(_) => "reason",
            None => "text",
        };
        if seen.contains(&(kind, place.text)) {
            continue;
        }
        seen.push((kind, place.text));
        if let Some((start, end)) = text.range_in(place.text.as_str()) {
            found.push(snippet(&place, start, end));
        }
    }
    found
}

/// How many characters are shown on each side of a match.
const AROUND: usize = 30;

fn snippet(place: &Place<'_>, start: usize, end: usize) -> Found {
    let from = start.saturating_sub(AROUND);
    let snippet: String = place.text.as_str().chars().skip(from).take(end + AROUND - from).collect();
    Found {
        field: place.field.clone(),
        snippet,
        start: start - from,
        length: end - start,
        edition: place.edition,
        cycle: place.cycle,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    #[test]
    fn a_match_stands_where_halving_finds_it() {
        let texts = [
            "費用の増大、費用",
            "ＩＣＴとICT",
            "事 業  費用",
            "①費用（サーバー）",
            "サ－バ－の費用",
            "なし",
            "",
        ];
        for wanted in ["費用", "ict", "サーバー", "業 費", "の増"] {
            let wanted = SearchText::parse(wanted).unwrap();
            for text in texts {
                assert_eq!(wanted.range_in(text), wanted.range_by_halving(text), "{wanted:?} in {text}");
            }
        }
    }
}

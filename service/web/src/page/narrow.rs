//! Narrowing a table: by canonical state, 見直し時期, department, category and text, all of it in the address.

use super::Frame;
use super::badge::Badge;
use crate::extract::Query;
use crate::header::encoded;
use domain::event::NodeKind;
use domain::value::{CanonicalState, Meaning};
use projections::report::{SearchText, TableReport, TableRow};
use projections::wording;
use std::collections::BTreeSet;

/// How the address names items of which the table does not say how they stand.
const UNKNOWN: &str = "unknown";

/// Which rows of a table are asked for; all conditions must hold.
pub(super) struct Narrowing {
    /// As the address has them, in the order of the form; those of the look apart.
    given: Vec<(&'static str, String)>,
    /// What the address keeps besides: the day, the moment.
    kept: Vec<(&'static str, String)>,
    state: Option<Option<CanonicalState>>,
    pub(super) text: Option<SearchText>,
    /// What was typed cannot be searched for.
    pub(super) too_short: bool,
}

/// A field of the form in which one of several is chosen.
pub(super) struct Choice {
    pub(super) name: &'static str,
    pub(super) label: String,
    /// Value, words, whether it is chosen.
    pub(super) options: Vec<(String, String, bool)>,
    /// What stands in it is the plan's own.
    pub(super) printed: bool,
}

/// How many rows there are in a state, with the address of these.
pub(super) struct StateLink {
    pub(super) badge: Option<Badge>,
    pub(super) name: &'static str,
    pub(super) items: usize,
    pub(super) query: String,
    pub(super) chosen: bool,
}

impl Narrowing {
    pub(super) fn of(query: &Query) -> Self {
        let taken = |names: &[&'static str]| {
            let pairs = names.iter().filter_map(|name| Some((*name, query.get(name)?.to_owned())));
            pairs.collect::<Vec<_>>()
        };
        let typed = query.get("q").unwrap_or_default();
        let text = SearchText::parse(typed).ok();
        let state = query.get("state").and_then(|name| {
            let known = CanonicalState::ALL.into_iter().find(|state| state.name() == name);
            known.map(Some).or((name == UNKNOWN).then_some(None))
        });
        Self {
            given: taken(&["q", "state", "review", "department", "category"]),
            kept: taken(&["as_of", "recorded_at"]),
            state,
            too_short: text.is_none() && !typed.is_empty(),
            text,
        }
    }

    /// Whether the table is narrowed at all.
    pub(super) fn is_any(&self) -> bool {
        !self.given.is_empty()
    }

    pub(super) fn get(&self, name: &str) -> &str {
        self.given.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
    }

    /// What the form sends along.
    pub(super) fn kept(&self) -> &[(&'static str, String)] {
        &self.kept
    }

    /// The rest of an address that keeps the day and the moment only.
    pub(super) fn cleared(&self) -> String {
        joined(self.kept.iter().map(|(name, value)| (*name, value.as_str())))
    }

    /// The rest of an address with another state; the same state again takes it away.
    fn with_state(&self, state: &str) -> String {
        let others = self.kept.iter().chain(&self.given).filter(|(name, _)| *name != "state");
        let others = others.map(|(name, value)| (*name, value.as_str()));
        let chosen = self.get("state") == state;
        joined(others.chain((!chosen).then_some(("state", state))))
    }

    /// The rows that are shown: the items asked for, and the headings above them.
    pub(super) fn rows<'t>(&self, table: &'t TableReport) -> Vec<&'t TableRow> {
        if !self.is_any() {
            return table.rows.iter().collect();
        }
        let mut above: Vec<(bool, &TableRow)> = Vec::new();
        let mut shown = Vec::new();
        for row in &table.rows {
            above.retain(|(_, heading)| heading.depth < row.depth);
            let wanted = self.wants(table, row);
            if wanted {
                for (pending, heading) in &mut above {
                    if std::mem::take(pending) {
                        shown.push(*heading);
                    }
                }
                shown.push(row);
            }
            above.push((!wanted, row));
        }
        shown
    }

    /// Whether a row is one of those that were asked for.
    pub(super) fn wants(&self, table: &TableReport, row: &TableRow) -> bool {
        let state = self.state.is_none_or(|state| row.kind == NodeKind::Item && row.state == state);
        state && self.wants_but_state(table, row)
    }

    fn wants_but_state(&self, table: &TableReport, row: &TableRow) -> bool {
        let is = |name, meaning| {
            let wanted = self.get(name);
            wanted.is_empty() || table.cell(row, meaning) == Some(wanted)
        };
        is("review", Meaning::Review)
            && self.is_of_department(row)
            && is("category", Meaning::Category)
            && !self.too_short
            && self.text.as_ref().is_none_or(|text| {
                let corrected = row.errata.iter().map(|erratum| erratum.corrected.as_str());
                row.cells.iter().map(String::as_str).chain(corrected).any(|said| text.is_in(said))
            })
    }

    /// Whether one of the row's departments is the one that is asked for; its cell may name several.
    fn is_of_department(&self, row: &TableRow) -> bool {
        let wanted = self.get("department");
        wanted.is_empty()
            || row.departments.iter().any(|known| {
                known.printed == wanted || known.counted().iter().any(|(_, name)| *name == wanted)
            })
    }

    /// The fields in which one of several is chosen; none for what the table does not have.
    pub(super) fn choices(&self, table: &TableReport, frame: &Frame) -> Vec<Choice> {
        let words = |known| wording::state_or_none(known, frame.language).to_owned();
        let states: BTreeSet<Option<CanonicalState>> = items(table).map(|row| row.state).collect();
        let states = states.iter().map(|state| (name_of(*state).to_owned(), words(*state)));
        let mut choices = vec![self.choice("state", frame.of("状況", "State").to_owned(), states, false)];
        for (name, meaning) in [
            ("review", Meaning::Review),
            ("department", Meaning::Department),
            ("category", Meaning::Category),
        ] {
            let Some(column) = table.columns.iter().find(|column| column.meaning == meaning) else {
                continue;
            };
            let mut said: Vec<&str> = Vec::new();
            for row in &table.rows {
                let departments =
                    row.departments.iter().flat_map(|known| known.counted()).map(|(_, name)| name);
                let departments = departments.filter(|_| meaning == Meaning::Department);
                let cell = table.cell(row, meaning).filter(|_| meaning != Meaning::Department);
                for name in departments.chain(cell) {
                    if !said.contains(&name) {
                        said.push(name);
                    }
                }
            }
            if said.len() > 1 || !self.get(name).is_empty() {
                let options = said.iter().map(|said| ((*said).to_owned(), (*said).to_owned()));
                choices.push(self.choice(name, column.heading.clone(), options, true));
            }
        }
        choices.retain(|choice| choice.options.len() > 1 || choice.options.iter().any(|option| option.2));
        choices
    }

    fn choice(
        &self,
        name: &'static str,
        label: String,
        options: impl Iterator<Item = (String, String)>,
        printed: bool,
    ) -> Choice {
        let chosen = |value: String, words| {
            let chosen = self.get(name) == value;
            (value, words, chosen)
        };
        Choice { name, label, options: options.map(|(value, words)| chosen(value, words)).collect(), printed }
    }

    /// How many of the rows that are otherwise asked for are in each state.
    pub(super) fn states(&self, table: &TableReport, frame: &Frame) -> Vec<StateLink> {
        let states = CanonicalState::ALL.into_iter().map(Some).chain([None]);
        let links = states.filter_map(|state| {
            let items = items(table).filter(|row| row.state == state && self.wants_but_state(table, row));
            let (items, chosen) = (items.count(), self.get("state") == name_of(state));
            (items > 0 || chosen).then(|| StateLink {
                badge: state.map(|state| Badge { gloss: None, ..Badge::of(state, frame.language) }),
                name: wording::state_or_none(state, frame.language),
                items,
                query: self.with_state(name_of(state)),
                chosen,
            })
        });
        links.collect()
    }
}

/// Each item once.
fn items(table: &TableReport) -> impl Iterator<Item = &TableRow> {
    let firsts = table.firsts();
    table.rows.iter().filter(move |row| row.kind == NodeKind::Item && firsts.contains(&row.row))
}

fn name_of(state: Option<CanonicalState>) -> &'static str {
    state.map_or(UNKNOWN, CanonicalState::name)
}

fn joined<'p>(pairs: impl Iterator<Item = (&'static str, &'p str)>) -> String {
    let pairs: Vec<String> = pairs.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

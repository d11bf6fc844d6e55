//! What must be true, in plain structs: a few items in a few editions, and the cycles that make new ones.

use super::transition::{Row, Transition, WORDS};
use proptest::strategy::{BoxedStrategy, Just, Strategy as _};
use proptest_state_machine::ReferenceStateMachine;
use std::collections::BTreeMap;

/// How many items the plan has.
pub(crate) const ITEMS: usize = 3;
/// The dates of editions and cycles, the oldest first, and the month of each.
pub(crate) const DATES: [(&str, &str); 7] = [
    ("平成30年11月", "2018-11"),
    ("令和元年6月", "2019-06"),
    ("令和2年9月", "2020-09"),
    ("令和3年3月", "2021-03"),
    ("令和4年3月", "2022-03"),
    ("令和5年3月", "2023-03"),
    ("令和6年3月", "2024-03"),
];
/// Those of tables that are imported, and those of cycles that are run here.
pub(crate) const PRINTED: [usize; 4] = [0, 1, 3, 5];
pub(crate) const LIVE: [usize; 3] = [2, 4, 6];
/// The edition that the register begins with.
pub(crate) const FIRST: usize = 1;

/// 実施時期, 状況, 見直し時期, 備考.
pub(crate) type Cells = [String; 4];
const STATUS: usize = 1;
const REVIEW: usize = 2;
const REMARK: usize = 3;

/// A row of an edition: as it is printed, and with every correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EditionRow {
    pub(crate) printed: Cells,
    pub(crate) corrected: Cells,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edition {
    pub(crate) rows: Vec<EditionRow>,
    pub(crate) published: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Open,
    Submitted,
    Returned,
    Approved,
    Adopted,
    Abandoned,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decision {
    pub(crate) status: String,
    pub(crate) review: String,
    pub(crate) codes: Vec<&'static str>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cycle {
    pub(crate) date: usize,
    pub(crate) state: State,
    /// By item, the last one counts.
    pub(crate) decisions: Vec<Vec<Decision>>,
    /// 備考 that was stated with a decision; it stays when the decision is taken back.
    remarks: BTreeMap<usize, String>,
    /// The items that the last return named.
    reopened: Vec<usize>,
    submitted: Option<Vec<Cells>>,
}

/// What becomes of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expected {
    Done,
    /// Nothing is recorded, because nothing would change.
    Nothing,
    Refused,
}

/// The whole truth, as far as these commands go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Model {
    pub(crate) editions: BTreeMap<usize, Edition>,
    pub(crate) cycles: Vec<Cycle>,
    /// 備考 between cycles, by item and date.
    edits: BTreeMap<(usize, usize), String>,
    /// What becomes of the last command.
    pub(crate) expected: Expected,
}

impl Model {
    /// With the first edition.
    pub(crate) fn new() -> Self {
        let editions = BTreeMap::from([(FIRST, transcribed(&Self::first()))]);
        Self { editions, cycles: Vec::new(), edits: BTreeMap::new(), expected: Expected::Done }
    }

    /// The table of the first edition.
    pub(crate) fn first() -> Vec<Row> {
        WORDS[..ITEMS].iter().map(|word| super::transition::row(word)).collect()
    }

    /// The cycle that is neither adopted nor abandoned.
    pub(crate) fn live(&self) -> Option<&Cycle> {
        self.cycles.last().filter(|cycle| !matches!(cycle.state, State::Adopted | State::Abandoned))
    }

    fn live_mut(&mut self) -> Option<&mut Cycle> {
        self.cycles.last_mut().filter(|cycle| !matches!(cycle.state, State::Adopted | State::Abandoned))
    }

    /// An item as it is now: the newest edition, and what was stated since.
    pub(crate) fn current(&self, item: usize) -> Cells {
        let (newest, edition) = self.editions.last_key_value().expect("there is the first one");
        let mut cells = edition.rows[item].corrected.clone();
        let since = self.edits.iter().filter(|((of, date), _)| *of == item && date >= newest);
        if let Some((_, remark)) = since.max_by_key(|((_, date), _)| *date) {
            cells[REMARK].clone_from(remark);
        }
        cells
    }

    /// An item as a cycle proposes it.
    fn proposed(&self, cycle: &Cycle, item: usize) -> Cells {
        let mut cells = self.current(item);
        if let Some(decision) = cycle.decisions[item].last() {
            cells[STATUS].clone_from(&decision.status);
            cells[REVIEW].clone_from(&decision.review);
        }
        if let Some(remark) = cycle.remarks.get(&item) {
            cells[REMARK].clone_from(remark);
        }
        cells
    }

    /// The table that the live cycle proposes.
    pub(crate) fn proposal(&self) -> Option<Vec<Cells>> {
        let cycle = self.live()?;
        Some((0..ITEMS).map(|item| self.proposed(cycle, item)).collect())
    }

    /// Does it, or says why it would not be done.
    fn take(&mut self, transition: &Transition) -> Expected {
        match transition {
            Transition::Import { date, rows } => self.import(*date, rows),
            Transition::Open { date } => self.open(*date),
            Transition::Decide { item, status, reason, remark } => {
                self.decide(*item, *status, reason.as_ref(), remark.as_ref())
            }
            Transition::DecideRest => self.decide_rest(),
            Transition::Withdraw { item } => {
                let Some(cycle) = self.live_mut().filter(|cycle| cycle.is_open_for(*item)) else {
                    return Expected::Refused;
                };
                match cycle.decisions[*item].pop() {
                    Some(_) => cycle.changed(),
                    None => Expected::Refused,
                }
            }
            Transition::Submit => self.submit(),
            Transition::Approve { own } => match self.live_mut() {
                Some(cycle) if cycle.state == State::Submitted && !own => {
                    cycle.reopened.clear();
                    cycle.become_(State::Approved)
                }
                Some(_) | None => Expected::Refused,
            },
            Transition::Return { items } => match self.live_mut() {
                Some(cycle) if cycle.state == State::Submitted => {
                    cycle.reopened.clone_from(items);
                    cycle.become_(State::Returned)
                }
                Some(_) | None => Expected::Refused,
            },
            Transition::Adopt => self.adopt(),
            Transition::Abandon => self.live_mut().map_or(Expected::Refused, |c| c.become_(State::Abandoned)),
            Transition::Publish { date } => match self.editions.get_mut(date) {
                Some(edition) if !edition.published => {
                    edition.published = true;
                    Expected::Done
                }
                Some(_) | None => Expected::Refused,
            },
            Transition::Correct { date, item, status, remark } => {
                let Some(edition) = self.editions.get_mut(date) else { return Expected::Refused };
                let (cell, text) = status.map_or((REMARK, remark.as_str()), |status| (STATUS, status));
                let cell = &mut edition.rows[*item].corrected[cell];
                if cell == text {
                    return Expected::Refused;
                }
                text.clone_into(cell);
                Expected::Done
            }
            Transition::Classify { cycle, item, codes } => self.classify(*cycle, *item, codes),
            Transition::Edit { date, item, remark } => {
                self.edits.insert((*item, *date), remark.clone());
                Expected::Done
            }
            Transition::Progress { .. } | Transition::Restart | Transition::Rebuild => Expected::Done,
        }
    }

    fn import(&mut self, date: usize, rows: &[Row]) -> Expected {
        let read = transcribed(rows);
        let Some(edition) = self.editions.get_mut(&date) else {
            self.editions.insert(date, read);
            return Expected::Done;
        };
        let mut expected = Expected::Nothing;
        for (row, read) in edition.rows.iter_mut().zip(read.rows) {
            for (cell, text) in read.printed.into_iter().enumerate() {
                // A file that says what an erratum says is no other print.
                if row.printed[cell] != text && row.corrected[cell] != text {
                    row.corrected[cell].clone_from(&text);
                    row.printed[cell] = text;
                    expected = Expected::Done;
                }
            }
        }
        expected
    }

    fn open(&mut self, date: usize) -> Expected {
        if self.live().is_some() || self.editions.contains_key(&date) {
            return Expected::Refused;
        }
        let decisions = vec![Vec::new(); ITEMS];
        let (state, remarks, reopened) = (State::Open, BTreeMap::new(), Vec::new());
        self.cycles.push(Cycle { date, state, decisions, remarks, reopened, submitted: None });
        Expected::Done
    }

    fn decide(
        &mut self,
        item: usize,
        status: Option<&str>,
        reason: Option<&String>,
        remark: Option<&String>,
    ) -> Expected {
        let before = self.current(item);
        let Some(cycle) = self.live().filter(|cycle| cycle.is_open_for(item)) else {
            return Expected::Refused;
        };
        let ends = status.is_some_and(is_ending);
        let revives = is_ending(&before[STATUS]) && status.is_some_and(|status| !is_ending(status));
        if (ends || revives) && reason.is_none() {
            return Expected::Refused;
        }
        let review = match status {
            Some(_) => DATES[cycle.date].0.to_owned(),
            None => before[REVIEW].clone(),
        };
        let said = self.proposed(cycle, item)[REMARK].clone();
        let decision =
            Decision { status: status.unwrap_or(&before[STATUS]).to_owned(), review, codes: Vec::new() };
        let cycle = self.live_mut().expect("it was there");
        cycle.decisions[item].push(decision);
        // A reason of an ending is what 備考 says, unless that is given.
        if let Some(remark) = remark.or(reason.filter(|_| ends)).filter(|remark| **remark != said) {
            cycle.remarks.insert(item, remark.clone());
        }
        cycle.changed()
    }

    fn decide_rest(&mut self) -> Expected {
        let Some(cycle) = self.live() else { return Expected::Refused };
        let rest: Vec<usize> = (0..ITEMS).filter(|item| cycle.decisions[*item].is_empty()).collect();
        if rest.is_empty() || rest.iter().any(|item| !cycle.is_open_for(*item)) {
            return Expected::Refused;
        }
        for item in rest {
            self.decide(item, None, None, None);
        }
        Expected::Done
    }

    fn submit(&mut self) -> Expected {
        let proposal = self.proposal();
        let Some(cycle) = self.live_mut() else { return Expected::Refused };
        let ready = match cycle.state {
            State::Open | State::Returned => true,
            // What was submitted is no longer what would be adopted.
            State::Submitted | State::Approved => cycle.submitted != proposal,
            State::Adopted | State::Abandoned => false,
        };
        if !ready || cycle.decisions.iter().any(Vec::is_empty) {
            return Expected::Refused;
        }
        cycle.submitted = proposal;
        cycle.become_(State::Submitted)
    }

    fn adopt(&mut self) -> Expected {
        let proposal = self.proposal();
        let Some(cycle) = self.live_mut().filter(|cycle| cycle.state == State::Approved) else {
            return Expected::Refused;
        };
        if cycle.submitted != proposal {
            return Expected::Refused;
        }
        let expected = cycle.become_(State::Adopted);
        let (date, rows) = (cycle.date, proposal.unwrap_or_default().into_iter());
        let rows = rows.map(|cells| EditionRow { printed: cells.clone(), corrected: cells }).collect();
        self.editions.insert(date, Edition { rows, published: false });
        expected
    }

    fn classify(&mut self, cycle: usize, item: usize, codes: &[&'static str]) -> Expected {
        let Some(cycle) = self.cycles.get_mut(cycle) else { return Expected::Refused };
        if cycle.state != State::Adopted && !cycle.is_open_for(item) {
            return Expected::Refused;
        }
        match cycle.decisions[item].last_mut() {
            Some(decision) if decision.codes != codes => {
                decision.codes = codes.to_vec();
                cycle.changed()
            }
            Some(_) | None => Expected::Refused,
        }
    }
}

impl Cycle {
    fn is_open_for(&self, item: usize) -> bool {
        match self.state {
            State::Open | State::Approved => true,
            State::Returned => self.reopened.is_empty() || self.reopened.contains(&item),
            State::Submitted | State::Adopted | State::Abandoned => false,
        }
    }

    /// A change after approval voids it.
    fn changed(&mut self) -> Expected {
        if self.state == State::Approved {
            self.state = State::Open;
        }
        Expected::Done
    }

    fn become_(&mut self, state: State) -> Expected {
        self.state = state;
        Expected::Done
    }
}

fn is_ending(status: &str) -> bool {
    status == "中止"
}

fn transcribed(rows: &[Row]) -> Edition {
    let rows = rows.iter().map(|row| {
        let review = row.review.map_or("", |date| DATES[date].0);
        let cells = [row.schedule, row.status, review, &row.remark].map(str::to_owned);
        EditionRow { printed: cells.clone(), corrected: cells }
    });
    Edition { rows: rows.collect(), published: false }
}

impl ReferenceStateMachine for Model {
    type State = Self;
    type Transition = Transition;

    fn init_state() -> BoxedStrategy<Self> {
        Just(Self::new()).boxed()
    }

    fn transitions(model: &Self) -> BoxedStrategy<Transition> {
        Transition::next(model)
    }

    fn apply(mut model: Self, transition: &Transition) -> Self {
        model.expected = model.take(transition);
        model
    }
}

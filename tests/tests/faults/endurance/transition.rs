//! What may happen to a register.

use super::model::{ITEMS, LIVE, Model, PRINTED, State};
use proptest::prelude::*;

/// The words that the tables and the decisions use.
pub(crate) const WORDS: [&str; 4] = ["未着手", "継続中", "実施済み", "中止"];
const SCHEDULES: [&str; 3] = ["平成18年9月", "令和3年4月", "未定"];
pub(crate) const CODES: [&str; 3] = ["cost", "workload", "alternative"];

/// A row of a table that is imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) schedule: &'static str,
    pub(crate) status: &'static str,
    /// 見直し時期: one of the dates, where it is printed.
    pub(crate) review: Option<usize>,
    pub(crate) remark: String,
}

/// A row that says little.
pub(crate) fn row(status: &'static str) -> Row {
    Row { schedule: SCHEDULES[1], status, review: None, remark: "備考".to_owned() }
}

/// What may happen. Dates are places in [`super::model::DATES`], items are counted from 0.
#[derive(Debug, Clone)]
pub(crate) enum Transition {
    Import {
        date: usize,
        rows: Vec<Row>,
    },
    Open {
        date: usize,
    },
    Decide {
        item: usize,
        status: Option<&'static str>,
        reason: Option<String>,
        remark: Option<String>,
    },
    DecideRest,
    Withdraw {
        item: usize,
    },
    Submit,
    /// By who has recorded the decisions, or by another person.
    Approve {
        own: bool,
    },
    /// All of it, or these items.
    Return {
        items: Vec<usize>,
    },
    Adopt,
    Abandon,
    Publish {
        date: usize,
    },
    /// 正誤 in 備考, or in 状況.
    Correct {
        date: usize,
        item: usize,
        status: Option<&'static str>,
        remark: String,
    },
    /// The reason of a decision in the cycle of that number.
    Classify {
        cycle: usize,
        item: usize,
        codes: Vec<&'static str>,
    },
    /// 備考 between cycles, in the middle of the month of a date.
    Edit {
        date: usize,
        item: usize,
        remark: String,
    },
    Progress {
        item: usize,
    },
    Restart,
    Rebuild,
}

impl Transition {
    /// What may happen next; what leads on in a cycle more often than what does not.
    pub(crate) fn next(model: &Model) -> BoxedStrategy<Self> {
        let state = model.live().map(|cycle| cycle.state);
        let undecided = model.live().is_some_and(|cycle| cycle.decisions.iter().any(Vec::is_empty));
        let often = |now: bool| if now { 8 } else { 1 };
        let item = 0..ITEMS;
        let decide = (item.clone(), option_of(&WORDS), text("理由"), text("決定"));
        let correct = (date(), item.clone(), option_of(&WORDS), any::<u8>());
        let codes = prop::sample::subsequence(CODES.to_vec(), 0..=2);
        prop_oneof![
            4 => (prop::sample::select(PRINTED.to_vec()), prop::collection::vec(table_row(), ITEMS))
                .prop_map(|(date, rows)| Self::Import { date, rows }),
            often(state.is_none()) => prop::sample::select(LIVE.to_vec()).prop_map(|date| Self::Open { date }),
            often(state == Some(State::Open)) => decide
                .prop_map(|(item, status, reason, remark)| Self::Decide { item, status, reason, remark }),
            often(undecided) => Just(Self::DecideRest),
            2 => item.clone().prop_map(|item| Self::Withdraw { item }),
            often(!undecided && matches!(state, Some(State::Open | State::Returned))) => Just(Self::Submit),
            often(state == Some(State::Submitted)) => prop::bool::weighted(0.2).prop_map(|own| Self::Approve { own }),
            1 => prop::sample::subsequence((0..ITEMS).collect::<Vec<_>>(), 0..ITEMS)
                .prop_map(|items| Self::Return { items }),
            often(state == Some(State::Approved)) => Just(Self::Adopt),
            1 => Just(Self::Abandon),
            2 => date().prop_map(|date| Self::Publish { date }),
            2 => correct.prop_map(|(date, item, status, number)| {
                Self::Correct { date, item, status, remark: format!("正誤{number}") }
            }),
            2 => (0..3_usize, item.clone(), codes)
                .prop_map(|(cycle, item, codes)| Self::Classify { cycle, item, codes }),
            2 => (date(), item.clone(), any::<u8>()).prop_map(|(date, item, number)| {
                Self::Edit { date, item, remark: format!("途中{number}") }
            }),
            1 => item.prop_map(|item| Self::Progress { item }),
            1 => Just(Self::Restart),
            1 => Just(Self::Rebuild),
        ]
        .boxed()
    }
}

fn date() -> impl Strategy<Value = usize> {
    0..super::model::DATES.len()
}

fn option_of(words: &'static [&'static str]) -> impl Strategy<Value = Option<&'static str>> {
    prop::option::weighted(0.8, prop::sample::select(words))
}

fn text(kind: &'static str) -> impl Strategy<Value = Option<String>> {
    prop::option::of((0..5_u8).prop_map(move |number| format!("{kind}{number}")))
}

fn table_row() -> impl Strategy<Value = Row> {
    let remark = prop_oneof![Just(String::new()), (0..3_u8).prop_map(|number| format!("備考{number}"))];
    let review = prop::option::weighted(0.3, prop::sample::select(PRINTED.to_vec()));
    (prop::sample::select(&SCHEDULES[..]), prop::sample::select(&WORDS[..]), review, remark)
        .prop_map(|(schedule, status, review, remark)| Row { schedule, status, review, remark })
}

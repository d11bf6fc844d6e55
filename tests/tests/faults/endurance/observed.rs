//! A plan as the model speaks of it: from the read side's documents, or from the first events of its stream.

use super::model::{Cells, Decision, ITEMS, Model, State};
use domain::Plan;
use domain::event::{CycleOrigin, NodeKind};
use domain::plan::{Cycle, CycleState, Edition, Lens, Node, Row};
use domain::value::Meaning;
use std::collections::BTreeMap;

/// What is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Observed {
    /// What holds now, by item.
    pub(crate) current: Vec<Cells>,
    /// What the live cycle proposes.
    pub(crate) proposal: Option<Vec<Cells>>,
    /// Each edition by its label: what it prints, and whether it is published.
    pub(crate) editions: BTreeMap<String, (Vec<Cells>, bool)>,
    /// The cycles that were run here, in order: label, state, and the decision that counts for each item.
    pub(crate) cycles: Vec<(String, State, Vec<Option<Decision>>)>,
}

impl Observed {
    pub(crate) fn of_model(model: &Model) -> Self {
        let label = |date: usize| super::model::DATES[date].0.to_owned();
        let editions = model.editions.iter().map(|(date, edition)| {
            (label(*date), (edition.rows.iter().map(|row| row.printed.clone()).collect(), edition.published))
        });
        let cycles = model.cycles.iter().map(|cycle| {
            let decisions = cycle.decisions.iter().map(|decisions| decisions.last().cloned());
            (label(cycle.date), cycle.state, decisions.collect())
        });
        Self {
            current: (0..ITEMS).map(|item| model.current(item)).collect(),
            proposal: model.proposal(),
            editions: editions.collect(),
            cycles: cycles.collect(),
        }
    }

    pub(crate) fn of_plan(plan: &Plan) -> Self {
        let items = items(plan);
        let through =
            |lens: Lens| -> Vec<Cells> { items.iter().map(|item| view(plan, lens, item)).collect() };
        let mut cycles: Vec<&Cycle> = plan.head.cycles.values().collect();
        cycles.retain(|cycle| cycle.origin == CycleOrigin::Live);
        cycles.sort_by_key(|cycle| cycle.sequence);
        let cycles = cycles.into_iter().map(|cycle| {
            let decisions = items.iter().map(|item| decision(item, cycle));
            (cycle.label.to_string(), state(cycle.state), decisions.collect())
        });
        let editions = plan.head.editions.values().map(|edition| {
            (edition.label.to_string(), (printed(plan, edition), edition.published.is_some()))
        });
        Self {
            current: through(Lens::Current),
            proposal: plan.head.live_cycle().map(|cycle| through(Lens::Cycle(cycle.id))),
            editions: editions.collect(),
            cycles: cycles.collect(),
        }
    }
}

/// The items in the order of their numbers.
pub(crate) fn items(plan: &Plan) -> Vec<&Node> {
    let mut items: Vec<&Node> = plan.nodes.values().filter(|node| node.kind == NodeKind::Item).collect();
    items.sort_by_key(|node| node.title.to_string());
    items
}

fn view(plan: &Plan, lens: Lens, item: &Node) -> Cells {
    let view = lens.view(&plan.head, item);
    [
        view.schedule.map(|date| date.text).unwrap_or_default(),
        view.status.map(|status| status.wording).unwrap_or_default(),
        view.review.map(|date| date.text).unwrap_or_default(),
        view.remark.map(|remark| remark.to_string()).unwrap_or_default(),
    ]
}

fn printed(plan: &Plan, edition: &Edition) -> Vec<Cells> {
    let profile = plan.head.profile(edition.profile).expect("an edition has its columns");
    let cells = |row: &Row| {
        [Meaning::Schedule, Meaning::Status, Meaning::Review, Meaning::Remark]
            .map(|meaning| profile.column(meaning).map_or("", |column| row.printed(column.id)).to_owned())
    };
    let rows = plan.rows.get(&edition.id).into_iter().flat_map(BTreeMap::values);
    rows.filter(|row| row.reading.kind == NodeKind::Item).map(cells).collect()
}

fn decision(item: &Node, cycle: &Cycle) -> Option<Decision> {
    item.decision(cycle.id).map(|decision| Decision {
        status: decision.status.as_ref().map(|status| status.wording.clone()).unwrap_or_default(),
        review: decision.review.as_ref().map(|date| date.text.clone()).unwrap_or_default(),
        codes: decision.codes.iter().map(|code| code.name().expect("a default code")).collect(),
    })
}

fn state(state: CycleState) -> State {
    match state {
        CycleState::Open => State::Open,
        CycleState::Submitted => State::Submitted,
        CycleState::Returned => State::Returned,
        CycleState::Approved => State::Approved,
        CycleState::Adopted => State::Adopted,
        CycleState::Abandoned => State::Abandoned,
    }
}

//! 中止一覧: every item that has ended, why, when, by whom, on what evidence (A1).

use super::assigned::{Department, any_is_called, departments_of, joined, printed_department};
use super::execution::Execution;
use super::listing::lens_of;
use super::named::{Code, CycleRef, DecisionRef, ItemRef, PlanRef, origin};
use super::numbers::Numbers;
use super::reasons::{ReasonReferences, in_reasons};
use super::search::SearchText;
use super::table::TableReport;
use domain::event::{ExecutionExtent, NodeKind};
use domain::id::CycleId;
use domain::plan::{Lens, Node, Plan, View};
use domain::value::search_key::search_key;
use domain::value::{
    CanonicalState, Certainty, Evidence, Field, PrintedDate, Reason, ReasonCode, Status, Text,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// Whether an ended item had started, as stated or proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Started {
    /// It ran, wholly or in part.
    Yes,
    /// It never ran.
    No,
}

/// Which ended items are asked for; all conditions must hold.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct CancelledFilter {
    /// Whose reason has this code.
    pub code: Option<ReasonCode>,
    /// Which have no code yet.
    pub unclassified: bool,
    /// Which ended in the cycle that is called so.
    pub cycle: Option<String>,
    /// Which this body ended; a part of its name is enough.
    pub body: Option<String>,
    /// Which this department answers for; a part of its name is enough.
    pub department: Option<String>,
    /// Whose title, status, reason or remark has this text.
    pub text: Option<SearchText>,
    /// Which had started, or had not.
    pub started: Option<Started>,
}

/// An item that has ended.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CancelledRow {
    /// The item.
    pub item: ItemRef,
    /// Whether the table still lists it.
    pub listed: bool,
    /// How it ended.
    pub state: CanonicalState,
    /// 状況 as printed.
    pub status: Status,
    /// 実施時期.
    pub schedule: Option<PrintedDate>,
    /// The cycle that ended it; none where no decision is known.
    pub cycle: Option<CycleRef>,
    /// Whether the decision is stated or inferred from a later edition.
    pub certainty: Option<Certainty>,
    /// Why; none where no decision is known.
    pub reason: Option<Reason>,
    /// The classes of the reason.
    pub codes: Vec<Code>,
    /// 備考 as the table has it now.
    pub remark: Option<Text>,
    /// 担当部署 as the table prints it, else those that are stated.
    pub department: Option<Text>,
    /// The same, one by one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<Department>,
    /// Which body decided.
    pub body: Option<Text>,
    /// At which meeting.
    pub meeting: Option<Text>,
    /// On which day.
    pub decided_on: Option<Date>,
    /// From when it holds.
    pub effective: Option<PrintedDate>,
    /// On what evidence.
    pub evidence: Vec<Evidence>,
    /// Whether it ever ran, stated or proposed.
    pub execution: Option<Execution>,
    /// The decision, for its address; its sequence leads to who recorded it.
    pub decision: Option<DecisionRef>,
    /// The node's revision, for a command to carry.
    pub revision: u64,
}

/// How many items ended for a class of reasons; an item with two classes counts in both.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CodeCount {
    /// The class; none for items that are not classified.
    pub code: Option<Code>,
    /// How many items.
    pub items: u32,
}

/// The items that have ended.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CancelledReport {
    /// The plan.
    pub plan: PlanRef,
    /// Which were asked for.
    pub filter: CancelledFilter,
    /// How many items of the plan have ended.
    pub total: u32,
    /// Those that were asked for, in the order of the table; unlisted ones last.
    pub rows: Vec<CancelledRow>,
    /// These by class of reason, in the order of the codes.
    pub by_code: Vec<CodeCount>,
    /// The items that reasons name by number, by decision, with their places in the reason.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub reason_references: ReasonReferences,
}

/// The items of a plan that have ended, as of now.
pub fn cancelled(plan: &Plan, filter: &CancelledFilter) -> CancelledReport {
    let numbers = Numbers::of(plan);
    let ended: Vec<CancelledRow> = numbers
        .in_order()
        .into_iter()
        .filter_map(|id| CancelledRow::of(plan, &numbers, plan.nodes.get(&id)?))
        .collect();
    let everything = CancelledReport {
        plan: PlanRef::of(plan),
        filter: CancelledFilter::default(),
        total: super::overview::count(ended.len()),
        by_code: Vec::new(),
        reason_references: in_reasons(plan, &numbers, ended.iter().filter_map(|row| row.decision.as_ref())),
        rows: ended,
    };
    everything.narrowed(filter)
}

/// The items that a table at hand lists as ended, as it names them; what it says of them is what was known then.
pub(super) fn ended_in(plan: &Plan, table: &TableReport) -> CancelledReport {
    let (numbers, firsts, lens) = (Numbers::of(plan), table.firsts(), lens_of(plan, table.of));
    let until = match lens {
        Lens::AsOf(day) => day,
        Lens::Current | Lens::Cycle(_) => Date::MAX,
    };
    let listed = table.rows.iter().filter(|row| row.kind == NodeKind::Item && firsts.contains(&row.row));
    let rows = listed.filter_map(|row| {
        let status = row.status.clone().filter(|status| status.state.is_ending())?;
        let view = View { status: Some(status.clone()), ..lens.view(&plan.head, plan.nodes.get(&row.node)?) };
        let seen = Seen { lens, view, status, until, item: row.item(), listed: true };
        Some(CancelledRow::seen(plan, seen, plan.nodes.get(&row.node)?))
    });
    let rows: Vec<CancelledRow> = rows.collect();
    CancelledReport {
        plan: table.plan.clone(),
        filter: CancelledFilter::default(),
        total: super::overview::count(rows.len()),
        by_code: count_codes(rows.iter()),
        reason_references: in_reasons(plan, &numbers, rows.iter().filter_map(|row| row.decision.as_ref())),
        rows,
    }
}

impl CancelledReport {
    /// Of these those that are asked for; the report must have been asked for everything.
    #[must_use]
    pub fn narrowed(&self, filter: &CancelledFilter) -> Self {
        let rows: Vec<CancelledRow> = self.rows.iter().filter(|row| row.matches(filter)).cloned().collect();
        Self {
            plan: self.plan.clone(),
            filter: filter.clone(),
            total: self.total,
            by_code: count_codes(rows.iter()),
            reason_references: self.reason_references.clone(),
            rows,
        }
    }
}

/// Counts ended items by class of reason, also those of several plans.
pub fn count_codes<'r>(rows: impl Iterator<Item = &'r CancelledRow>) -> Vec<CodeCount> {
    let mut counts: BTreeMap<Option<Code>, u32> = BTreeMap::new();
    for row in rows {
        if row.codes.is_empty() {
            *counts.entry(None).or_default() += 1;
        }
        for code in &row.codes {
            *counts.entry(Some(code.clone())).or_default() += 1;
        }
    }
    let unclassified = counts.remove(&None).map(|items| CodeCount { code: None, items });
    counts.into_iter().map(|(code, items)| CodeCount { code, items }).chain(unclassified).collect()
}

/// An ended item through a lens.
struct Seen {
    lens: Lens,
    view: View,
    status: Status,
    /// Decisions of later days say nothing of it.
    until: Date,
    item: ItemRef,
    listed: bool,
}

impl CancelledRow {
    /// The row of an item that has ended; none for any other node.
    pub fn of(plan: &Plan, numbers: &Numbers, node: &Node) -> Option<Self> {
        let view = Lens::Current.view(&plan.head, node);
        if node.kind != NodeKind::Item {
            return None;
        }
        let status = view.status.clone().filter(|status| status.state.is_ending())?;
        let (item, listed) = (numbers.item(plan, node.id)?, numbers.is_listed(node.id));
        let seen = Seen { lens: Lens::Current, view, status, until: Date::MAX, item, listed };
        Some(Self::seen(plan, seen, node))
    }

    fn seen(plan: &Plan, seen: Seen, node: &Node) -> Self {
        let Seen { lens, view, status, until, item, listed } = seen;
        let decision = origin(&plan.head, node, view.decision, view.status.as_ref(), until)
            .and_then(|decided| DecisionRef::of(&plan.head, &decided.decision, decided.sequence));
        let adoption = decision.as_ref().and_then(|decision| decision.cycle.adoption.as_ref());
        let departments = departments_of(plan, lens, node);
        let effective = view.effective.clone().or_else(|| decision.as_ref()?.effective.clone());
        let ended =
            effective.clone().or_else(|| decision.as_ref().map(|decision| decision.cycle.date.clone()));
        Self {
            item,
            listed,
            state: status.state,
            execution: Execution::of(node, &view, ended.as_ref().or(view.review.as_ref())),
            schedule: view.schedule.clone(),
            cycle: decision.as_ref().map(|decision| decision.cycle.clone()),
            certainty: decision.as_ref().map(|decision| decision.certainty),
            reason: decision.as_ref().and_then(|decision| decision.reason.clone()),
            codes: decision.as_ref().map(|decision| decision.codes.clone()).unwrap_or_default(),
            department: printed_department(plan, &view)
                .or_else(|| Text::parse(Field::Body, &joined(&departments)?).ok()),
            departments,
            remark: view.remark,
            body: decision.as_ref().and_then(|decision| decision.body.clone()),
            meeting: adoption.map(|adoption| adoption.meeting.clone()),
            decided_on: decision.as_ref().and_then(|decision| decision.decided_on),
            evidence: decision.as_ref().map(|decision| decision.evidence.clone()).unwrap_or_default(),
            effective,
            revision: node.revision,
            decision,
            status,
        }
    }

    /// Whether the row was asked for.
    pub fn matches(&self, filter: &CancelledFilter) -> bool {
        let has_code = |wanted: ReasonCode| self.codes.iter().any(|code| code.code == wanted);
        let within = |wanted: &str, text: Option<&Text>| {
            text.is_some_and(|text| search_key(text.as_str()).contains(&search_key(wanted)))
        };
        let called = |wanted: &str| {
            self.cycle.as_ref().is_some_and(|cycle| {
                search_key(cycle.label.as_str()) == search_key(wanted)
                    || CycleId::parse(wanted) == Ok(cycle.id)
            })
        };
        let started = self.execution.as_ref().map(|execution| match execution.extent() {
            ExecutionExtent::Never => Started::No,
            ExecutionExtent::Partly | ExecutionExtent::Ran => Started::Yes,
        });
        filter.code.is_none_or(has_code)
            && (!filter.unclassified || self.codes.is_empty())
            && filter.cycle.as_deref().is_none_or(called)
            && filter.body.as_deref().is_none_or(|wanted| within(wanted, self.body.as_ref()))
            && filter.department.as_deref().is_none_or(|wanted| any_is_called(&self.departments, wanted))
            && filter.text.as_ref().is_none_or(|text| self.says(text))
            && filter.started.is_none_or(|wanted| started == Some(wanted))
    }

    fn says(&self, text: &SearchText) -> bool {
        let reason = match &self.reason {
            Some(Reason::Stated(reason)) => Some(reason.as_str()),
            Some(Reason::NotInSource) | None => None,
        };
        let remark = self.remark.as_ref().map(Text::as_str);
        [Some(self.item.title.as_str()), Some(self.status.wording.as_str()), reason, remark]
            .into_iter()
            .flatten()
            .any(|said| text.is_in(said))
    }
}

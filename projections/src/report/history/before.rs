//! What held of a node before a day, along the order of editions: never by arrival, because editions arrive in any
//! order, and never stored in an event.

use super::heading;
use crate::report::named::{self, Change, FieldName, is_pending};
use domain::event::{CycleOrigin, RowTranscribed, StatusDecided, TextField};
use domain::id::{CycleId, EditionId};
use domain::plan::node::Listed;
use domain::plan::{Node, Plan};
use domain::value::{Basis, Column, Meaning, PrintedDate, Status, Text};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What a row says, by part, as printed; what is empty is left out.
pub(super) type Parts = BTreeMap<FieldName, String>;

/// What held before the day; empty where nothing is known.
pub(super) fn before(plan: &Plan, node: &Node, day: Date) -> Parts {
    let head = &plan.head;
    let mut said: Vec<((Date, u64), Parts)> = Vec::new();
    for (edition, row) in &node.listed {
        let Some(from) = head.basis_day(Basis::Edition(*edition)) else { continue };
        said.push(((from, row.sequence), listed(plan, row)));
    }
    for text in &node.texts {
        let Some(from) = head.basis_day(text.basis) else { continue };
        let part = (field(plan, &text.value.field), text.value.text.to_string());
        said.push(((from, text.sequence), Parts::from([part])));
    }
    for schedule in &node.schedules {
        let Some(from) = head.basis_day(schedule.basis) else { continue };
        let part =
            (FieldName::Schedule, schedule.value.as_ref().map(|date| date.text.clone()).unwrap_or_default());
        said.push(((from, schedule.sequence), Parts::from([part])));
    }
    for decided in node.counted(head) {
        let cycle = decided.decision.cycle;
        let Some(from) = cycle_day(plan, cycle).filter(|_| holds(plan, cycle)) else { continue };
        said.push(((from, decided.sequence), decision(&decided.decision)));
    }
    said.retain(|((from, _), _)| *from < day);
    said.sort_by_key(|(rank, _)| *rank);
    let mut parts = Parts::new();
    for (_, later) in said {
        parts.extend(later);
    }
    parts.retain(|_, text| !text.is_empty());
    parts
}

/// What an edition lists of a node.
pub(super) fn listed(plan: &Plan, row: &Listed) -> Parts {
    let number = row.label.as_ref().map(|label| label.text.clone());
    let mut parts = Parts::from([
        (FieldName::Number, number.unwrap_or_default()),
        (FieldName::Title, row.title.to_string()),
        (FieldName::Schedule, date(row.schedule.as_ref())),
        (FieldName::Status, status(row.status.as_ref())),
        (FieldName::Review, date(row.review.as_ref())),
        (FieldName::Remark, text(row.remark.as_ref())),
        (FieldName::Body, text(row.body.as_ref())),
    ]);
    let others = row.others.iter();
    parts.extend(others.map(|(column, text)| (FieldName::Column(heading(plan, *column)), text.to_string())));
    parts
}

/// What a decision says.
pub(super) fn decision(decision: &StatusDecided) -> Parts {
    let mut parts = Parts::from([
        (FieldName::Status, status(decision.status.as_ref())),
        (FieldName::Review, date(decision.review.as_ref())),
    ]);
    // 変更なし says nothing of when the status that it repeats began.
    if named::changes(decision) {
        parts.insert(FieldName::Effective, date(decision.effective.as_ref()));
    }
    parts
}

/// Leaves of what an edition says of a node that which its table has a column for, and so does the table that listed the
/// node before, or anybody has said since: a column that only one of both has says nothing of a change.
pub(super) fn shared(
    plan: &Plan,
    node: &Node,
    edition: EditionId,
    before: &Parts,
    mut after: Parts,
) -> Parts {
    let columns = columns(plan, edition);
    let day = plan.head.basis_day(Basis::Edition(edition)).unwrap_or(Date::MAX);
    let earlier = node.listed.iter().filter_map(|(other, row)| {
        let from = plan.head.basis_day(Basis::Edition(*other)).filter(|from| *from < day)?;
        Some(((from, row.sequence), *other))
    });
    let earlier = earlier.max_by_key(|(rank, _)| *rank).map(|(_, other)| self::columns(plan, other));
    after.retain(|field, _| {
        let had = earlier.as_ref().is_none_or(|earlier| earlier.contains(field));
        columns.contains(field) && (had || before.contains_key(field))
    });
    after
}

/// What the table of an edition has a column for; its numbers, titles and days of effect stand anywhere.
fn columns(plan: &Plan, edition: EditionId) -> BTreeSet<FieldName> {
    let edition = plan.head.editions.get(&edition);
    let profile = edition.and_then(|edition| plan.head.profile(edition.profile));
    let columns = profile.iter().flat_map(|profile| &profile.columns).map(part_of);
    columns.chain([FieldName::Number, FieldName::Title, FieldName::Effective]).collect()
}

/// What a column says.
fn part_of(column: &Column) -> FieldName {
    match column.meaning {
        Meaning::Number => FieldName::Number,
        Meaning::Title => FieldName::Title,
        Meaning::Schedule => FieldName::Schedule,
        Meaning::Status => FieldName::Status,
        Meaning::Review => FieldName::Review,
        Meaning::Remark => FieldName::Remark,
        Meaning::Body => FieldName::Body,
        Meaning::PlannedStatus
        | Meaning::Department
        | Meaning::Category
        | Meaning::YearPlanned(_)
        | Meaning::YearActual(_)
        | Meaning::Indicator
        | Meaning::Trace(_)
        | Meaning::Other => FieldName::Column(column.heading.clone()),
    }
}

/// What a printed row says.
pub(super) fn row(plan: &Plan, row: &RowTranscribed) -> Parts {
    let reading = &row.reading;
    let mut parts = Parts::from([
        (FieldName::Number, reading.label.as_ref().map(|label| label.text.clone()).unwrap_or_default()),
        (FieldName::Title, reading.title.to_string()),
        (FieldName::Schedule, date(reading.schedule.as_ref())),
        (FieldName::Status, status(reading.status.as_ref())),
        (FieldName::Review, date(reading.review.as_ref())),
    ]);
    let profile = plan.head.editions.get(&row.edition).and_then(|edition| plan.head.profile(edition.profile));
    // What the rules read stands above already.
    let kept = profile.iter().flat_map(|profile| &profile.columns).filter(|column| !column.meaning.is_read());
    for column in kept {
        let cell = row.cells.iter().find(|cell| cell.column == column.id);
        parts.insert(part_of(column), cell.map(|cell| cell.text.to_string()).unwrap_or_default());
    }
    parts
}

/// What differs, part by part, in what `after` speaks of; nothing where nothing is known of before.
pub(super) fn changes(before: &Parts, after: &Parts) -> Vec<Change> {
    if before.is_empty() {
        return Vec::new();
    }
    let differing = after.iter().filter_map(|(field, after)| {
        Change::between(field.clone(), before.get(field).map_or("", String::as_str), after)
    });
    differing.collect()
}

/// The day from which a cycle holds; one that has not resolved comes last.
pub(super) fn cycle_day(plan: &Plan, id: CycleId) -> Option<Date> {
    let cycle = plan.head.cycles.get(&id)?;
    match cycle.origin {
        CycleOrigin::Live => Some(plan.head.basis_day(Basis::Cycle(id)).unwrap_or(Date::MAX)),
        CycleOrigin::Transcribed | CycleOrigin::Inferred => cycle.date.start,
    }
}

/// Which part a text is.
pub(super) fn field(plan: &Plan, field: &TextField) -> FieldName {
    match field {
        TextField::Title => FieldName::Title,
        TextField::Body => FieldName::Body,
        TextField::Remark => FieldName::Remark,
        TextField::Column(column) => FieldName::Column(heading(plan, *column)),
    }
}

fn holds(plan: &Plan, cycle: CycleId) -> bool {
    plan.head.cycles.get(&cycle).is_some_and(|cycle| !is_pending(cycle))
}

fn date(date: Option<&PrintedDate>) -> String {
    date.map(|date| date.text.clone()).unwrap_or_default()
}

fn status(status: Option<&Status>) -> String {
    status.map(|status| status.wording.clone()).unwrap_or_default()
}

fn text(text: Option<&Text>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}

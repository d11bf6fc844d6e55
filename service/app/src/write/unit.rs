//! 組織改正: what departments become, in all plans at once.

use crate::error::AppError;
use crate::execute::Order;
use crate::further::further_id;
use crate::parse::{day, filled};
use crate::permission::{Answer, Operation};
use crate::{App, Caller, request};
use domain::command::Action;
use domain::event::{OrganUnitDefined, UnitKind};
use domain::id::UnitId;
use domain::plan::Head;
use domain::value::{Field, Text};
use jiff::civil::Date;
use projections::report::PlanRef;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;
use uuid::Uuid;

/// What a reorganisation does in one plan.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ReorganisedPlan {
    /// The plan.
    pub plan: PlanRef,
    /// The departments that are new in it, each with what it continues there.
    pub departments: Vec<ReorganisedDepartment>,
    /// Whether it had been recorded before.
    pub already: bool,
}

/// A department that continues others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReorganisedDepartment {
    /// Its name.
    pub name: Text,
    /// What it continues in this plan.
    pub continues: Vec<Text>,
}

/// What a reorganisation does, plan by plan.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Reorganised {
    /// Its id, which is the caller's.
    pub id: Uuid,
    /// From when.
    pub from: Date,
    /// The plans that have any of the departments.
    pub plans: Vec<ReorganisedPlan>,
    /// Departments that no plan has on that day.
    pub unknown: Vec<String>,
}

/// A department of the request, read.
struct Wanted {
    unit: UnitId,
    name: Text,
    continues: BTreeSet<String>,
}

impl App {
    /// Records in every plan that the caller may edit what its departments become. Each plan records it for itself, under
    /// an id that follows from the caller's, so that an interrupted reorganisation is completed by repeating it. A
    /// rehearsal records nothing.
    ///
    /// # Errors
    /// See [`AppError`]; nothing is recorded where no plan has any of the departments.
    pub async fn reorganise(
        &self,
        caller: &Caller,
        id: Uuid,
        request: &request::Reorganise,
        rehearsal: bool,
    ) -> Result<Reorganised, AppError> {
        caller.must(Operation::Edit)?;
        let from = day("from", &request.from)?;
        let wanted = request.departments.iter().map(|department| {
            Ok(Wanted {
                unit: UnitId::new(further_id(id, &department.name)),
                name: filled("departments.name", Field::Title, &department.name)?,
                continues: department.continues.iter().cloned().collect(),
            })
        });
        let wanted = wanted.collect::<Result<Vec<_>, AppError>>()?;
        let mut unknown: BTreeSet<String> = wanted.iter().flat_map(|one| one.continues.clone()).collect();
        let mut plans = Vec::new();
        for desk in self.visible(caller).await? {
            let may = caller.may(Operation::Edit, Some(desk.id)) == Answer::Yes;
            if !may || desk.plan.head.closed.is_some() {
                continue;
            }
            let defined = defined(&desk.plan.head, &wanted, from);
            if defined.is_empty() {
                continue;
            }
            let names = |units: &[UnitId]| -> Vec<Text> {
                units.iter().filter_map(|unit| name(&desk.plan.head, *unit, from)).collect()
            };
            let departments = defined.iter().map(|unit| ReorganisedDepartment {
                name: unit.name.clone(),
                continues: names(&unit.predecessors),
            });
            let departments: Vec<ReorganisedDepartment> = departments.collect();
            for name in departments.iter().flat_map(|department| &department.continues) {
                unknown.remove(name.as_str());
            }
            let already = match rehearsal {
                true => false,
                false => {
                    let order =
                        Order::new(desk.id, further_id(id, &desk.id.to_string()), "reorganise", request);
                    self.execute(caller, order, new(&desk.plan.head, defined)).await?.already
                }
            };
            plans.push(ReorganisedPlan { plan: PlanRef::of(&desk.plan), departments, already });
        }
        if plans.is_empty() {
            let found = unknown.into_iter().collect::<Vec<_>>().join("、");
            let accepted = "departments that a plan has on that day, as minaoshi department list prints them";
            return Err(AppError::invalid("departments.continues", found, accepted));
        }
        Ok(Reorganised { id, from, plans, unknown: unknown.into_iter().collect() })
    }
}

/// What of it the plan does not say yet.
fn new(head: &Head, defined: Vec<OrganUnitDefined>) -> Action {
    let says = |unit: &OrganUnitDefined| head.units.get(&unit.unit).is_some_and(|of| of.contains(unit));
    Action::Together(defined.into_iter().filter(|unit| !says(unit)).map(Action::DefineUnit).collect())
}

/// What a plan has to record: the new departments that continue any of its own, and its own ones that go on beside them.
fn defined(head: &Head, wanted: &[Wanted], from: Date) -> Vec<OrganUnitDefined> {
    let own = |names: &BTreeSet<String>| -> Vec<UnitId> {
        let units = head.units.keys().copied();
        units
            .filter(|unit| name(head, *unit, from).is_some_and(|name| names.contains(name.as_str())))
            .collect()
    };
    let mut defined = Vec::new();
    for one in wanted {
        let predecessors = own(&one.continues);
        if predecessors.is_empty() {
            continue;
        }
        // One that keeps its name goes on under its id.
        let same =
            predecessors.iter().copied().find(|unit| name(head, *unit, from).as_ref() == Some(&one.name));
        let known = head.units.iter().find_map(|(unit, names)| {
            names.iter().any(|named| named.name == one.name && named.from == Some(from)).then_some(*unit)
        });
        let unit = same.or(known).unwrap_or(one.unit);
        defined.push(OrganUnitDefined {
            unit,
            kind: UnitKind::Department,
            name: one.name.clone(),
            from: Some(from),
            predecessors: predecessors.into_iter().filter(|predecessor| *predecessor != unit).collect(),
        });
    }
    defined
}

/// What a department is called on the eve of a day, where it goes on until then.
fn name(head: &Head, unit: UnitId, day: Date) -> Option<Text> {
    let eve = day.yesterday().ok()?;
    let goes_on = head.units_on(unit, eve) == [unit];
    let named = head.unit_on(unit, eve).filter(|named| goes_on && named.kind == UnitKind::Department)?;
    Some(named.name.clone())
}

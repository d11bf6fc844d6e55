//! From issues to policies: how many issues have a policy, what stands alone, and the whole chain row by row.

use super::place::Place;
use super::{Frame, reader};
use crate::extract::{At, Known};
use crate::respond::Answer;
use crate::router::Site;
use askama::Template;
use axum::extract::State;
use domain::value::{Meaning, TraceLevel};
use projections::report::{
    CoverageReport, NearestName, Orphan, OrphanKind, TermRef, TraceReport, TraceRow, TraceTable,
};
use projections::wording;

#[derive(Template)]
#[template(path = "trace.html")]
struct Page<'p> {
    frame: &'p Frame,
    place: &'p Place,
    coverage: &'p CoverageReport,
    classes: Vec<Class>,
    policies: Vec<Policy>,
    /// What stands alone and has no table of its own above.
    others: Vec<(&'static str, Vec<String>)>,
    columns: Vec<Column>,
    sections: Vec<Section>,
    has_policies: bool,
}

/// A class of issues.
struct Class {
    name: String,
    issues: u32,
    policies: Vec<String>,
    /// No policy answers to it; the nearest name, where any is near.
    alone: Option<Option<Near>>,
}

/// A policy.
struct Policy {
    name: String,
    under: Vec<String>,
    classes: Vec<String>,
    issues: u32,
    alone: Option<Option<Near>>,
}

/// The nearest name.
struct Near {
    name: String,
    percent: u32,
}

/// A column of the chain.
struct Column {
    heading: String,
    level: TraceLevel,
}

/// Rows of one function.
struct Section {
    /// From the concept to the function.
    above: Vec<String>,
    rows: Vec<Row>,
}

struct Row {
    anchor: String,
    /// One for each column.
    cells: Vec<String>,
    policies: Vec<String>,
    /// What the row lacks.
    missing: Vec<&'static str>,
    without_policy: bool,
}

pub(crate) async fn trace(site: State<Site>, frame: Frame, at: At, known: Known) -> Answer {
    let coverage = site.app.coverage(&reader(), at.plan()).await?;
    let trace = site.app.trace(&reader(), at.plan()).await?;
    let place = Place::of(&coverage.plan, None);
    frame.show(&known, &Page::of(&frame, &place, &coverage, &trace))
}

impl<'p> Page<'p> {
    fn of(frame: &'p Frame, place: &'p Place, coverage: &'p CoverageReport, trace: &TraceReport) -> Self {
        let table = trace.table(TraceLevel::Issue);
        let columns = table.map(columns).unwrap_or_default();
        let own = [OrphanKind::ClassWithoutPolicy, OrphanKind::PolicyWithoutIssue];
        let others = OrphanKind::ALL.into_iter().filter(|kind| !own.contains(kind)).filter_map(|kind| {
            let names: Vec<String> = coverage.of_kind(kind).map(|of| of.term.title.to_string()).collect();
            (!names.is_empty()).then(|| (wording::orphan(kind, frame.language), names))
        });
        Self {
            frame,
            place,
            coverage,
            classes: classes(coverage),
            policies: policies(coverage),
            others: others.collect(),
            sections: table.map(|table| sections(table, &columns, frame)).unwrap_or_default(),
            columns,
            has_policies: coverage.policies > 0,
        }
    }
}

fn names(terms: &[TermRef]) -> Vec<String> {
    terms.iter().map(|term| term.title.to_string()).collect()
}

fn near(orphan: &Orphan) -> Option<Near> {
    let of = |nearest: &NearestName| Near { name: nearest.term.title.to_string(), percent: nearest.percent };
    orphan.nearest.as_ref().map(of)
}

fn classes(coverage: &CoverageReport) -> Vec<Class> {
    let class = |class: &projections::report::ClassCoverage| {
        let mut alone = coverage.of_kind(OrphanKind::ClassWithoutPolicy);
        Class {
            name: class.class.title.to_string(),
            issues: class.issues,
            policies: names(&class.policies),
            alone: alone.find(|orphan| orphan.term.node == class.class.node).map(near),
        }
    };
    coverage.by_class.iter().map(class).collect()
}

fn policies(coverage: &CoverageReport) -> Vec<Policy> {
    let policy = |policy: &projections::report::PolicyCoverage| {
        let mut alone = coverage.of_kind(OrphanKind::PolicyWithoutIssue);
        Policy {
            name: policy.policy.title.to_string(),
            under: names(&policy.under),
            classes: names(&policy.classes),
            issues: policy.issues,
            alone: alone.find(|orphan| orphan.term.node == policy.policy.node).map(near),
        }
    };
    coverage.by_policy.iter().map(policy).collect()
}

/// The columns of the chain from the opportunity on; concepts and functions stand above their rows.
fn columns(table: &TraceTable) -> Vec<Column> {
    let shown = [TraceLevel::Opportunity, TraceLevel::Issue, TraceLevel::Class, TraceLevel::Countermeasure];
    let column = |column: &projections::report::TableColumn| {
        let level = column.meaning.trace().filter(|level| shown.contains(level))?;
        Some(Column { heading: column.heading.clone(), level })
    };
    table.columns.iter().filter_map(column).collect()
}

fn sections(table: &TraceTable, columns: &[Column], frame: &Frame) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for row in &table.rows {
        let is_above =
            |term: &&TermRef| matches!(term.level, Some(TraceLevel::Concept | TraceLevel::Function));
        let above: Vec<String> =
            row.linked.iter().filter(is_above).map(|term| term.title.to_string()).collect();
        let row = Row::of(row, table, columns, frame);
        match sections.last_mut() {
            Some(section) if section.above == above => section.rows.push(row),
            Some(_) | None => sections.push(Section { above, rows: vec![row] }),
        }
    }
    sections
}

impl Row {
    fn of(row: &TraceRow, table: &TraceTable, columns: &[Column], frame: &Frame) -> Self {
        let says = |wanted: &Column| {
            let at = table.columns.iter().position(|column| {
                column.heading == wanted.heading && column.meaning == Meaning::Trace(wanted.level)
            });
            let printed = at.and_then(|at| row.cells.get(at)).filter(|cell| !cell.is_empty()).cloned();
            // A blank cell that means the one above it says that.
            let read = || row.linked.iter().find(|term| term.level == Some(wanted.level));
            printed.or_else(|| read().map(|term| term.title.to_string())).unwrap_or_default()
        };
        let policies = row.linked.iter().filter(|term| term.level == Some(TraceLevel::Policy));
        let missing = row.missing.iter().filter(|level| **level != TraceLevel::Policy);
        Self {
            anchor: format!("n-{}", row.node),
            cells: columns.iter().map(says).collect(),
            policies: policies.map(|term| term.title.to_string()).collect(),
            missing: missing.map(|level| wording::trace_level(*level, frame.language)).collect(),
            without_policy: row.missing.contains(&TraceLevel::Policy),
        }
    }
}

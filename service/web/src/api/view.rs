//! What there is: plans, tables, counts, files of tables, work lists.

use crate::extract::{At, Known, Query, Who};
use crate::problem::Problem;
use crate::respond::{self, Answer, download};
use crate::router::Site;
use app::request::Look;
use axum::extract::State;
use export::{Csv, Encoding};
use projections::report::{EditionRef, PlanOverview, PlanRef, TableReport};
use schemars::JsonSchema;
use serde::Serialize;

/// A plan with its name in addresses.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "NamedPlan")]
pub(crate) struct Named {
    /// Its name in addresses.
    slug: Option<String>,
    #[serde(flatten)]
    overview: PlanOverview,
}

async fn named(site: &Site, overview: PlanOverview) -> Result<Named, Problem> {
    let slug = match overview.plan.id {
        Some(plan) => site.app.slug_of(plan).await?,
        None => None,
    };
    Ok(Named { slug, overview })
}

pub(crate) async fn plans(site: State<Site>, Who(caller): Who, known: Known) -> Answer {
    let mut plans = Vec::new();
    for overview in site.app.plans(&caller).await? {
        plans.push(named(&site, overview).await?);
    }
    respond::report(&known, &plans)
}

pub(crate) async fn plan(site: State<Site>, Who(caller): Who, at: At, known: Known) -> Answer {
    let overview = site.app.plan(&caller, at.plan()).await?;
    respond::report(&known, &named(&site, overview).await?)
}

pub(crate) async fn table(site: State<Site>, Who(caller): Who, at: At, query: Query, known: Known) -> Answer {
    let mut table = site.app.table(&caller, at.plan(), &look(&query)).await?;
    query.get("department").into_iter().for_each(|department| table.narrow_to_department(department));
    respond::report(&known, &table)
}

pub(crate) async fn cycle(site: State<Site>, Who(caller): Who, at: At, query: Query, known: Known) -> Answer {
    let mut cycle = site.app.cycle(&caller, at.plan(), query.get("cycle")).await?;
    query.get("department").into_iter().for_each(|department| cycle.narrow(department));
    respond::report(&known, &cycle)
}

pub(crate) async fn file(site: State<Site>, Who(caller): Who, at: At, query: Query, known: Known) -> Answer {
    let table = site.app.table(&caller, at.plan(), &look(&query)).await?;
    let kind = query.get("format").unwrap_or_default();
    let name = format!("{}.{kind}", file_name(&table));
    let (media_type, bytes) = match kind {
        "tsv" => ("text/tab-separated-values; charset=utf-8", export::tsv(&table).into_bytes()),
        "csv" => ("text/csv; charset=utf-8", csv(&table, query.flag("mark"))?),
        _ => ("application/json", json(&table)?),
    };
    Ok(download(&known, &name, media_type, bytes))
}

fn csv(table: &TableReport, mark: bool) -> Result<Vec<u8>, Problem> {
    let encoding = if mark { Encoding::Utf8WithMark } else { Encoding::Utf8 };
    let how = Csv { encoding, ..Csv::default() };
    export::csv(table, how).map_err(|error| Problem::internal(&error))
}

fn json(table: &TableReport) -> Result<Vec<u8>, Problem> {
    export::json(table).map(String::into_bytes).map_err(|error| Problem::internal(&error))
}

/// The plan's title with the edition's label, as far as a file may be called so.
fn file_name(table: &TableReport) -> String {
    named_file(&table.plan, table.edition.as_ref().or(table.in_force.as_ref()))
}

/// The same of any report.
pub(super) fn named_file(plan: &PlanRef, edition: Option<&EditionRef>) -> String {
    let label = edition.map(|edition| format!("_{}", edition.label)).unwrap_or_default();
    let plain = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c };
    format!("{}{label}", plan.title).chars().map(plain).collect()
}

pub(super) fn look(query: &Query) -> Look {
    Look {
        edition: query.text("edition"),
        as_of: query.text("as_of"),
        recorded_at: query.text("recorded_at"),
        cycle: query.text("cycle"),
    }
}

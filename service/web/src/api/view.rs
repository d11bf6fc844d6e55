//! What there is: plans, tables, counts, files of tables, work lists.

use crate::extract::{At, Known, Query, Who};
use crate::problem::Problem;
use crate::respond::{self, Answer};
use crate::router::Site;
use app::request::Look;
use axum::extract::State;
use projections::report::PlanOverview;
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

pub(super) fn look(query: &Query) -> Look {
    Look {
        edition: query.text("edition"),
        as_of: query.text("as_of"),
        recorded_at: query.text("recorded_at"),
        cycle: query.text("cycle"),
    }
}

//! The first page: the plans.

use super::{Frame, reader};
use crate::extract::Known;
use crate::respond::Answer;
use crate::router::Site;
use askama::Template;
use axum::extract::State;
use projections::report::PlanOverview;

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'p> {
    frame: &'p Frame,
    plans: &'p [PlanOverview],
}

pub(crate) async fn home(site: State<Site>, frame: Frame, known: Known) -> Answer {
    let plans = site.app.plans(&reader()).await?;
    frame.show(&known, &Home { frame: &frame, plans: &plans })
}

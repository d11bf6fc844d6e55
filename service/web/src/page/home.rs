//! The first page: the plans, each with how it stands.

use super::badge::Badge;
use super::feed::{self, Item};
use super::place::owner;
use super::{Frame, more, reader};
use crate::chart::{self, Bar};
use crate::extract::{Known, Query};
use crate::respond::Answer;
use crate::router::Site;
use app::Glance;
use askama::Template;
use axum::extract::State;
use domain::value::CanonicalState;
use projections::report::StateCount;
use projections::wording;

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'p> {
    frame: &'p Frame,
    plans: &'p [Plan],
    /// What became public last.
    news: &'p [Item],
    /// The register has several plans, so that what is new names its plan.
    several: bool,
    /// Where the list goes on.
    more: Option<String>,
}

/// So many plans stand on a page.
const PLANS: usize = 50;
/// So much of what became public stands on the page.
const NEWS: usize = 5;

/// A plan in the list.
struct Plan {
    id: String,
    title: String,
    /// Whose it is, where the title does not say so.
    owner: Option<String>,
    /// What the current edition is called, and its day for machines.
    current: Option<(String, String)>,
    /// How many editions there are.
    editions: usize,
    items: u32,
    /// How these stand; none where there are none.
    bar: Option<Bar>,
    states: Vec<InState>,
    /// It is closed.
    closed: bool,
}

/// How many items are in a state.
struct InState {
    badge: Option<Badge>,
    name: &'static str,
    /// The state in addresses.
    key: &'static str,
    items: u32,
}

pub(crate) async fn home(site: State<Site>, frame: Frame, query: Query, known: Known) -> Answer {
    let part = site.app.glances_from(&reader(), more::from(&query, PLANS)).await?;
    let glances = part.reports.iter().enumerate();
    let plans: Vec<Plan> = glances.map(|(place, glance)| Plan::of(place, glance, &frame)).collect();
    let news = feed::entries(&site.app.news(NEWS).await?, &frame);
    let news = &news[..news.len().min(NEWS)];
    let more = more::address("/", &query, part.next);
    let several = plans.len() > 1 || news.iter().any(|item| plans.iter().all(|plan| plan.title != item.plan));
    frame.show(&known, &Home { frame: &frame, plans: &plans, news, several, more })
}

impl Plan {
    fn of(place: usize, glance: &Glance, frame: &Frame) -> Self {
        let plan = &glance.overview;
        let current = plan.current.as_ref();
        let counts = glance.counts.as_ref();
        Self {
            id: plan.plan.id.map(|id| id.to_string()).unwrap_or_default(),
            title: plan.plan.title.to_string(),
            owner: owner(&plan.plan),
            current: current.map(|edition| {
                let day = edition.date.start.map(|day| day.to_string());
                (edition.label.to_string(), day.unwrap_or_default())
            }),
            editions: plan.editions.iter().filter(|edition| edition.withdrawn.is_none()).count(),
            items: counts.map_or(plan.items, |counts| counts.items.distinct),
            bar: counts
                .filter(|counts| counts.items.distinct > 0)
                .map(|counts| chart::bar(counts, frame.language, &format!("bar-{place}"))),
            states: counts
                .iter()
                .flat_map(|counts| &counts.by_state)
                .map(|of| InState::of(of, frame))
                .collect(),
            closed: plan.closed.is_some(),
        }
    }
}

impl InState {
    fn of(counted: &StateCount, frame: &Frame) -> Self {
        let badge = |state| Badge { gloss: None, ..Badge::of(state, frame.language) };
        Self {
            badge: counted.state.map(badge),
            name: wording::state_or_none(counted.state, frame.language),
            key: counted.state.map_or("unknown", CanonicalState::name),
            items: counted.count.distinct,
        }
    }
}

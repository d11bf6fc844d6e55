//! 事業票: a card for each item.

use super::badge::Badge;
use super::counted::{Asked, look};
use super::matrix::{Cell, Heading, Line, Matrix};
use super::place::{Place, Tab, named};
use super::{Frame, reader};
use crate::extract::{At, Known, Query};
use crate::respond::Answer;
use crate::router::Site;
use askama::Template;
use axum::extract::State;
use export::Side;
use projections::report::{Card, CardCategory, CardField, Department, YearCell};
use projections::wording;

#[derive(Template)]
#[template(path = "cards.html")]
struct Page<'p> {
    frame: &'p Frame,
    place: &'p Place,
    asked: &'p Asked,
    cards: Vec<Shown>,
    all: usize,
}

/// A card as the page shows it.
struct Shown {
    anchor: String,
    number: Option<String>,
    title: String,
    path: String,
    under: Vec<String>,
    also_at: Vec<String>,
    categories: Vec<CardCategory>,
    departments: Option<String>,
    body: Option<String>,
    schedule: Option<String>,
    status: Option<(Badge, String)>,
    remark: Option<String>,
    others: Vec<CardField>,
    years: Option<Matrix>,
}

pub(crate) async fn cards(site: State<Site>, frame: Frame, at: At, query: Query, known: Known) -> Answer {
    let plan = site.app.plan(&reader(), at.plan()).await?;
    let mut report = site.app.cards(&reader(), at.plan(), &look(&query), None).await?;
    let place = Place::of(&report.plan, Tab::Report);
    let mut asked = Asked::of(&plan, report.edition.as_ref().or(report.in_force.as_ref()), &query);
    let all = report.cards.len();
    let departments = report.cards.iter().flat_map(|card| &card.departments);
    asked.offer(departments.flat_map(Department::counted).map(|(_, name)| name));
    query.get("department").into_iter().for_each(|department| report.narrow(department));
    let cards = report.cards.into_iter().map(|card| Shown::of(card, &place, &frame)).collect();
    frame.show(&known, &Page { frame: &frame, place: &place, asked: &asked, cards, all })
}

impl Shown {
    fn of(card: Card, place: &Place, frame: &Frame) -> Self {
        let departments: Vec<String> = card.departments.iter().map(ToString::to_string).collect();
        let stated = (!departments.is_empty()).then(|| departments.join("、"));
        Self {
            anchor: format!("n-{}", card.item.node),
            path: place.item(&card.item),
            title: card.item.title.to_string(),
            number: card.item.full_label,
            under: card.under.iter().map(named).collect(),
            also_at: card.also_at,
            categories: card.categories,
            departments: card.departments_printed.or(stated),
            body: card.body,
            schedule: card.schedule.map(|date| date.text),
            status: card.status.map(|status| (Badge::of(status.state, frame.language), status.wording)),
            remark: card.remark,
            others: card.others,
            years: years(&card.years, frame),
        }
    }
}

/// Years down, sides across.
fn years(years: &[YearCell], frame: &Frame) -> Option<Matrix> {
    let sides: Vec<Side> =
        Side::ALL.into_iter().filter(|side| years.iter().any(|year| side.is_stated(year))).collect();
    let rows = years.iter().map(|year| Line {
        head: Heading::of(wording::fiscal_year(year.year, frame.language)),
        badge: None,
        path: None,
        cells: sides.iter().map(|side| super::grid::cell(*side, year, frame)).collect::<Vec<Cell>>(),
        total: false,
    });
    let headings = sides.iter().map(|side| Heading::of(side.name(frame.language)));
    (!sides.is_empty()).then(|| Matrix {
        caption: frame.of("年度ごとの計画・実施・指標", "Years: plan, result, indicators").to_owned(),
        headings: [Heading::of(frame.of("年度", "Year"))].into_iter().chain(headings).collect(),
        rows: rows.collect(),
        numbers: false,
        sums: false,
        scrolls: false,
    })
}

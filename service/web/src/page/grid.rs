//! 年度別一覧: items down, fiscal years across.

use super::counted::{Asked, look};
use super::matrix::{Cell, Heading, Line, Matrix};
use super::place::{Place, Tab};
use super::{Frame, reader};
use crate::extract::{At, Known, Query};
use crate::respond::Answer;
use crate::router::Site;
use askama::Template;
use axum::extract::State;
use export::Side;
use projections::report::{Department, Grid, YearCell};
use projections::wording;

#[derive(Template)]
#[template(path = "grid.html")]
struct Page<'p> {
    frame: &'p Frame,
    place: &'p Place,
    asked: &'p Asked,
    grid: Matrix,
    years: usize,
}

pub(crate) async fn grid(site: State<Site>, frame: Frame, at: At, query: Query, known: Known) -> Answer {
    let plan = site.app.plan(&reader(), at.plan()).await?;
    let mut report = site.app.grid(&reader(), at.plan(), &look(&query), None).await?;
    let place = Place::of(&report.plan, Tab::Report);
    let mut asked = Asked::of(&plan, report.edition.as_ref().or(report.in_force.as_ref()), &query);
    let departments = report.grid.rows.iter().flat_map(|row| &row.departments);
    asked.offer(departments.flat_map(Department::counted).map(|(_, name)| name));
    query.get("department").into_iter().for_each(|department| report.narrow(department));
    let years = report.grid.years.len();
    let grid = matrix(&report.grid, &place, &frame);
    frame.show(&known, &Page { frame: &frame, place: &place, asked: &asked, grid, years })
}

fn matrix(grid: &Grid, place: &Place, frame: &Frame) -> Matrix {
    let language = frame.language;
    let sides: Vec<(usize, Side)> = (0..grid.years.len())
        .flat_map(|at| Side::ALL.map(|side| (at, side)))
        .filter(|(at, side)| grid.rows.iter().any(|row| side.is_stated(&row.years[*at])))
        .collect();
    let departments = grid.rows.iter().any(|row| !row.departments.is_empty());
    let rows = grid.rows.iter().map(|row| {
        let names: Vec<String> = row.departments.iter().map(ToString::to_string).collect();
        let names = departments.then(|| Cell::printed(names.join("、")));
        let years = sides.iter().map(|(at, side)| cell(*side, &row.years[*at], frame));
        Line::of_item(&row.item, place, names.into_iter().chain(years).collect())
    });
    let headings = sides.iter().map(|(at, side)| {
        Heading::of(format!("{} {}", wording::fiscal_year(grid.years[*at], language), side.name(language)))
    });
    let department = departments.then(|| Heading::of(frame.of("担当部署", "Departments")));
    Matrix {
        caption: frame.of("事業と年度", "Items and years").to_owned(),
        headings: [Heading::of(frame.of("実施事業", "Item"))]
            .into_iter()
            .chain(department)
            .chain(headings)
            .collect(),
        rows: rows.collect(),
        numbers: false,
        sums: false,
        scrolls: true,
    }
}

/// What is stated of one side of a year.
pub(super) fn cell(side: Side, year: &YearCell, frame: &Frame) -> Cell {
    match side {
        Side::Planned => {
            Cell::status_or(year.planned.as_ref(), year.planned_printed.as_deref(), frame.language)
        }
        Side::Actual => Cell::status_or(year.actual.as_ref(), year.actual_printed.as_deref(), frame.language),
        Side::Target | Side::Result => Cell::printed(side.text(year, frame.language)),
    }
}

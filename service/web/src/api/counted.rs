//! What is counted: the report of a table, its grid of years, its cards, and parts of these as files.

use super::view::{look, named_file};
use crate::extract::{At, Known, Query, Who};
use crate::problem::Problem;
use crate::respond::{self, Answer, download};
use crate::router::Site;
use axum::extract::State;
use export::{Csv, Encoding, Part};
use projections::wording::Language;

pub(crate) async fn report(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    query: Query,
    known: Known,
) -> Answer {
    let report = site.app.report(&caller, at.plan(), &look(&query), query.get("year")).await?;
    respond::report(&known, &report)
}

pub(crate) async fn grid(site: State<Site>, Who(caller): Who, at: At, query: Query, known: Known) -> Answer {
    let grid = site.app.grid(&caller, at.plan(), &look(&query), query.get("department")).await?;
    respond::report(&known, &grid)
}

pub(crate) async fn cards(site: State<Site>, Who(caller): Who, at: At, query: Query, known: Known) -> Answer {
    let cards = site.app.cards(&caller, at.plan(), &look(&query), query.get("department")).await?;
    respond::report(&known, &cards)
}

pub(crate) async fn part(site: State<Site>, Who(caller): Who, at: At, query: Query, known: Known) -> Answer {
    let part = query.get("part").and_then(Part::of_name).ok_or_else(Problem::not_found)?;
    // A file is the same for whoever asks; its headings are in the language of the table.
    let (look, language) = (look(&query), Language::Japanese);
    let department = query.get("department");
    let unwritten = |error: &serde_json::Error| Problem::internal(error);
    let (written, name) = match part {
        Part::Cards => {
            let cards = site.app.cards(&caller, at.plan(), &look, department).await?;
            let name = named_file(&cards.plan, cards.edition.as_ref().or(cards.in_force.as_ref()));
            (export::part_of_cards(&cards, language).map_err(|error| unwritten(&error))?, name)
        }
        Part::Grid => {
            let grid = site.app.grid(&caller, at.plan(), &look, department).await?;
            let name = named_file(&grid.plan, grid.edition.as_ref().or(grid.in_force.as_ref()));
            (export::part_of_grid(&grid, language).map_err(|error| unwritten(&error))?, name)
        }
        Part::Planned
        | Part::CrossWords
        | Part::CrossStates
        | Part::Changes
        | Part::Departments
        | Part::Categories
        | Part::Sections
        | Part::Totals => {
            let report = site.app.report(&caller, at.plan(), &look, query.get("year")).await?;
            let counts = &report.counts;
            let name = named_file(&counts.plan, counts.edition.as_ref().or(counts.in_force.as_ref()));
            (export::part_of_report(&report, part, language).map_err(|error| unwritten(&error))?, name)
        }
    };
    let kind = query.get("format").unwrap_or_default();
    let encoding = if query.flag("mark") { Encoding::Utf8WithMark } else { Encoding::Utf8 };
    let how = Csv { encoding, ..Csv::default() };
    let (media_type, bytes) = match kind {
        "tsv" => ("text/tab-separated-values; charset=utf-8", written.tsv().into_bytes()),
        "csv" => {
            let bytes = written.csv(how).map_err(|error| Problem::internal(&error))?;
            ("text/csv; charset=utf-8", bytes)
        }
        _ => ("application/json", written.json.into_bytes()),
    };
    Ok(download(&known, &format!("{name}_{}.{kind}", part.name()), media_type, bytes))
}

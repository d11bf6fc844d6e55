//! オープンデータ: every file of a plan's open data, what a machine would stumble over in them, and what an older encoding
//! would lose.

use super::place::Place;
use super::{Frame, reader};
use crate::extract::{At, Known};
use crate::problem::Problem;
use crate::respond::Answer;
use crate::router::Site;
use askama::Template;
use axum::extract::State;
use export::open_data::{Encoding, Error, Finding, Looked, Loss, Rows, grouped, look};
use projections::wording::Language;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "open_data.html")]
struct Page<'p> {
    frame: &'p Frame,
    place: &'p Place,
    licence: Option<&'p str>,
    tables: &'p [Rows],
    found: Vec<Found>,
    lost: Vec<Lost>,
}

/// What a machine would stumble over in a column.
struct Found {
    level: &'static str,
    place: String,
    title: String,
    advice: String,
    /// How many more of the kind the column has.
    further: usize,
}

/// A character that the older encoding does not have.
struct Lost {
    character: char,
    code_point: u32,
    replacement: String,
    times: u32,
}

pub(crate) async fn open_data(site: State<Site>, frame: Frame, at: At, known: Known) -> Answer {
    let data = site.app.open_data(&reader(), at.plan(), false).await?;
    let looked = move || Ok::<_, Error>((look(&data, Encoding::default())?, look(&data, Encoding::Cp932)?));
    let looked = site.app.beside(looked).await?;
    let (looked, in_cp932) = looked.map_err(|error| Problem::internal(&error))?;
    let place = Place::of(&looked.plan, None);
    let page = Page::of(&frame, &place, site.options.licence.as_deref(), &looked, &in_cp932.losses);
    frame.show(&known, &page)
}

impl<'p> Page<'p> {
    fn of(
        frame: &'p Frame,
        place: &'p Place,
        licence: Option<&'p str>,
        looked: &'p Looked,
        losses: &[Loss],
    ) -> Self {
        let found = grouped(&looked.findings);
        Self {
            frame,
            place,
            licence,
            tables: &looked.tables,
            found: found.into_iter().map(|found| Found::of(found, frame.language)).collect(),
            lost: lost(losses),
        }
    }
}

impl Found {
    fn of((finding, further): (&Finding, usize), language: Language) -> Self {
        Self {
            level: finding.level.title(language),
            place: finding.place(language),
            title: finding.what.title(language),
            advice: finding.what.advice(language),
            further,
        }
    }
}

/// Each character once.
fn lost(losses: &[Loss]) -> Vec<Lost> {
    let mut each: BTreeMap<char, Lost> = BTreeMap::new();
    for loss in losses {
        let lost = each.entry(loss.character).or_insert_with(|| Lost {
            character: loss.character,
            code_point: loss.character.into(),
            replacement: loss.replacement.clone(),
            times: 0,
        });
        lost.times += loss.times;
    }
    each.into_values().collect()
}

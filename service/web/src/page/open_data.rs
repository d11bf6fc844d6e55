//! オープンデータ: every file of a plan's open data, what a machine would stumble over in them, and what an older encoding
//! would lose.

use super::place::Place;
use super::{Frame, reader};
use crate::extract::{At, Known};
use crate::respond::Answer;
use crate::router::Site;
use askama::Template;
use axum::extract::State;
use export::open_data::{Encoding, Finding, Looked, Loss, Rows, grouped, look, losses, tables};
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
    let look = move || {
        let in_cp932: Vec<Loss> = tables(&data).iter().flat_map(losses).collect();
        (look(&data, Encoding::default()), in_cp932)
    };
    let (looked, in_cp932) = site.app.beside(look).await?;
    let place = Place::of(&looked.plan, None);
    let page = Page::of(&frame, &place, site.options.licence.as_deref(), &looked, &in_cp932);
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;
    use axum::http::HeaderMap;
    use domain::value::{Field, Text};
    use export::open_data::What;
    use projections::report::PlanRef;

    fn finding(row: u32, character: char) -> Finding {
        let what = What::Invisible { character };
        let (file, column) = ("items.csv".to_owned(), Some("title".to_owned()));
        Finding { file, row: Some(row), column, level: what.level(), what }
    }

    fn loss(row: u32, times: u32) -> Loss {
        let (file, column) = ("items.csv".to_owned(), "title".to_owned());
        Loss { file, row, column, character: '𠮷', replacement: "〓".to_owned(), times }
    }

    #[test]
    fn a_column_is_named_once_and_so_is_a_character() {
        let frame = Frame::new(&"/".parse().unwrap(), &HeaderMap::new(), None);
        let text = |text| Text::parse(Field::Title, text).unwrap();
        let looked = Looked {
            plan: PlanRef { id: None, organisation: text("市議会"), title: text("計画"), version: 1 },
            encoding: String::new(),
            tables: Vec::new(),
            findings: vec![finding(3, '\u{200b}'), finding(4, '\u{200b}')],
            losses: Vec::new(),
        };
        let place = Place::of(&looked.plan, None);
        let licence = Some("https://example.jp/licence");
        let page = Page::of(&frame, &place, licence, &looked, &[loss(2, 1), loss(9, 2)]).render().unwrap();
        assert_eq!(page.matches("items.csv 3行目 列title").count(), 1, "{page}");
        assert!(page.contains("（この列にほか1件）") && !page.contains("4行目"), "{page}");
        assert_eq!(page.matches("U+20BB7").count(), 1, "{page}");
        assert!(page.contains("〓</td><td role=\"cell\" class=\"count\">3</td>"), "{page}");
        assert!(page.contains("<a href=\"https://example.jp/licence\">"), "{page}");
    }
}

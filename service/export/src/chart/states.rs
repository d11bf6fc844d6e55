//! How the items of every edition stand: a stacked bar for each edition, states in canonical order.

use super::ink::{Edge, SOFT};
use super::scene::{Held, Name, Rect, Scene, Shape, Words, named, plate};
use super::{Figure, Numbers};
use projections::report::{EditionKind, EditionStates, Standing, StatesReport};
use projections::wording::{self, ChartHeading, Language};

/// From so many editions on the bars are thinner.
const MANY: usize = 24;

/// Draws how the items of every edition stand.
pub fn states(report: &StatesReport, language: Language, id: &str) -> Figure {
    let title = wording::states_title(language);
    let about = wording::states_about(report, language);
    let name = Name { id, title, about: &about };
    let draw = |shape, width| draw(report, Scene::new(&name, shape, language, width));
    Figure {
        id: id.to_owned(),
        language,
        caption: title.to_owned(),
        wide: draw(Shape::Wide, 960.0),
        narrow: draw(Shape::Narrow, 360.0),
        numbers: numbers(report, language),
    }
}

/// Where a bar stands and how much of it an item takes.
struct Bar {
    x: f64,
    y: f64,
    height: f64,
    item: f64,
}

fn draw(report: &StatesReport, mut scene: Scene) -> Scene {
    let language = scene.language;
    let most = report.editions.iter().map(|edition| edition.items.distinct).max().unwrap_or(0);
    if most == 0 {
        scene.say(&wording::states_about(report, language));
        return scene;
    }
    // One bar has room for its numbers in the legend only.
    let single = match report.editions.as_slice() {
        [only] => Some(only),
        _ => None,
    };
    let legend = report.states.iter().map(|state| {
        let name = wording::standing(Standing::stated(*state), language);
        let number = single.map(|edition| edition.count(*state).distinct);
        let name = number.map_or_else(|| name.to_owned(), |number| named(name, number, language));
        (Standing::stated(*state), name)
    });
    let legend: Vec<_> = legend.collect();
    let mut y = scene.legend(1.0, &legend) + 12.0;
    let height = if report.editions.len() > MANY { 20.0 } else { 32.0 };
    for edition in &report.editions {
        let label = label(edition, language);
        let total = wording::items(edition.items.distinct, language);
        let bar = match scene.shape {
            Shape::Wide => {
                let text = y + height / 2.0 + 5.0;
                scene.words(Words::new(0.0, text, &label).within(188.0));
                scene.words(Words::new(scene.width, text, &total).held(Held::End).ink(SOFT));
                Bar { x: 200.0, y, height, item: (scene.width - 280.0) / f64::from(most) }
            }
            Shape::Narrow => {
                scene.words(Words::new(0.0, y + 14.0, &label).within(270.0).bold());
                scene.words(Words::new(scene.width, y + 14.0, &total).held(Held::End).ink(SOFT));
                y += 22.0;
                Bar { x: 1.0, y, height, item: (scene.width - 2.0) / f64::from(most) }
            }
        };
        stack(&mut scene, report, edition, &bar);
        y += height + if height < 30.0 { 8.0 } else { 14.0 };
    }
    scene.height = y;
    scene
}

/// The parts of one bar.
fn stack(scene: &mut Scene, report: &StatesReport, edition: &EditionStates, bar: &Bar) {
    let mut before = 0;
    for state in &report.states {
        let number = edition.count(*state).distinct;
        if number == 0 {
            continue;
        }
        let standing = Standing::stated(*state);
        let x = bar.x + bar.item * f64::from(before);
        let width = (bar.item * f64::from(number) - 2.0).max(1.0);
        let name = named(wording::standing(standing, scene.language), number, scene.language);
        let about = format!("{}: {name}", edition.edition.label);
        scene.area(Rect { x, y: bar.y, width, height: bar.height }, standing, Edge::Solid, about.clone());
        let (middle, text) = (x + width / 2.0, number.to_string());
        if plate(middle, 0.0, &text).width <= width {
            scene.plate(middle, bar.y + bar.height / 2.0, &text, about);
        }
        before += number;
    }
}

/// An edition's label, with 推定 where it is inferred.
fn label(edition: &EditionStates, language: Language) -> String {
    let edition = &edition.edition;
    match edition.kind {
        EditionKind::Inferred => {
            wording::bracketed(edition.label.as_str(), wording::inferred(language), language)
        }
        EditionKind::Transcribed | EditionKind::Adopted => edition.label.to_string(),
    }
}

fn numbers(report: &StatesReport, language: Language) -> Numbers {
    let heading = |heading| wording::chart_heading(heading, language).to_owned();
    let states = report.states.iter();
    let states = states.map(|state| wording::standing(Standing::stated(*state), language).to_owned());
    let headings = [heading(ChartHeading::Edition)].into_iter().chain(states);
    let headings = headings.chain([heading(ChartHeading::Total)]).collect();
    let row = |edition: &EditionStates| {
        let counted = report.states.iter().map(|state| wording::count(edition.count(*state), language));
        let cells = [label(edition, language)].into_iter().chain(counted);
        cells.chain([wording::count(edition.items, language)]).collect()
    };
    Numbers {
        caption: wording::states_title(language).to_owned(),
        headings,
        rows: report.editions.iter().map(row).collect(),
    }
}

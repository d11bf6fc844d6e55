//! How the items of one table stand: one small stacked bar, for a list of plans. What its parts mean stands beside it on
//! the page, as badges in the same order with the same marks.

use super::ink::{Edge, Ink};
use super::scene::{Name, Rect, Scene, Shape, named, plate};
use askama::Template;
use askama::filters::HtmlSafe;
use projections::report::{CountsReport, Standing};
use projections::wording::{self, Language};

/// How high it is.
const HEIGHT: f64 = 30.0;

/// A bar in two widths, one for a desk and one for a phone; in a template `{{ bar }}`.
#[derive(Template)]
#[template(source = "<div class=\"strip\">\n{{ wide }}\n{{ narrow }}\n</div>", ext = "html")]
pub struct Bar {
    wide: Scene,
    narrow: Scene,
}

/// Its pictures escape every text.
impl HtmlSafe for Bar {}

/// Draws how the items of a table stand; the plan is named, and the id is the bar's own on its page.
pub fn bar(counts: &CountsReport, language: Language, id: &str) -> Bar {
    let title = wording::bar_title(counts.plan.title.as_str(), language);
    let about = wording::bar_about(counts, language);
    let name = Name { id, title: &title, about: &about };
    let draw = |shape, width| draw(counts, Scene::new(&name, shape, language, width));
    Bar { wide: draw(Shape::Wide, 720.0), narrow: draw(Shape::Narrow, 300.0) }
}

fn draw(counts: &CountsReport, mut scene: Scene) -> Scene {
    let all = counts.items.distinct.max(1);
    let item = (scene.width - 2.0) / f64::from(all);
    let mut before = 0;
    for counted in &counts.by_state {
        let number = counted.count.distinct;
        let standing = Standing::stated(counted.state);
        let x = 1.0 + item * f64::from(before);
        let width = (item * f64::from(number) - 2.0).max(1.0);
        let about = named(wording::standing(standing, scene.language), number, scene.language);
        scene.area(Rect { x, y: 1.0, width, height: HEIGHT }, standing, Edge::Solid, about.clone());
        let middle = x + width / 2.0;
        let texts = [format!("{} {number}", Ink::of(standing).icon), number.to_string()];
        if let Some(text) = texts.iter().find(|text| plate(middle, 0.0, text).width + 4.0 <= width) {
            scene.plate(middle, 1.0 + HEIGHT / 2.0, text, about);
        }
        before += number;
    }
    scene.height = HEIGHT + 2.0;
    scene
}

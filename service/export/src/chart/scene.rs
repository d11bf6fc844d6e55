//! A picture as plain data, and as SVG: shapes, words and textures. Every text is escaped by askama; there is no style
//! attribute, no script and nothing from elsewhere.

use super::ink::{Edge, INK, Ink, SOFT};
use super::measure;
use askama::Template;
use projections::report::Standing;
use projections::wording::{self, Language};

/// The family of the pages, for a picture that is taken out of its page.
const FONT: &str =
    "'BIZ UDPGothic','Noto Sans JP','Hiragino Kaku Gothic ProN',Meiryo,'Noto Sans CJK JP',sans-serif";
/// The height of a badge.
pub(super) const BADGE: f64 = 24.0;

/// Which of its two shapes a picture has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// For a desk, a tablet and paper.
    Wide,
    /// For a phone.
    Narrow,
}

impl Shape {
    /// Its name in ids.
    const fn name(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }

    /// Where it is shown, as the style sheet calls it.
    const fn medium(self) -> &'static str {
        match self {
            Self::Wide => "desk",
            Self::Narrow => "phone",
        }
    }
}

/// A picture.
#[derive(Template)]
#[template(path = "part/scene.svg")]
pub(super) struct Scene {
    pub(super) shape: Shape,
    pub(super) language: Language,
    /// Begins every id in it.
    id: String,
    title: String,
    about: String,
    pub(super) width: f64,
    pub(super) height: f64,
    textures: Vec<Ink>,
    drawn: Vec<Drawn>,
}

enum Drawn {
    Area(Area),
    Words(Words),
}

/// A rectangle or a path.
struct Area {
    form: Form,
    fill: String,
    stroke: &'static str,
    thick: f64,
    dashes: Option<&'static str>,
    about: String,
}

enum Form {
    Rect { x: f64, y: f64, width: f64, height: f64, round: f64 },
    Path(String),
}

/// Where a text is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    Start,
    Middle,
    End,
}

/// A text on one line.
pub(super) struct Words {
    x: f64,
    y: f64,
    text: String,
    size: f64,
    held: Held,
    bold: bool,
    ink: &'static str,
    about: String,
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// What a picture is called and what it shows.
pub(super) struct Name<'n> {
    /// The figure's id on its page.
    pub(super) id: &'n str,
    pub(super) title: &'n str,
    pub(super) about: &'n str,
}

impl Scene {
    pub(super) fn new(name: &Name<'_>, shape: Shape, language: Language, width: f64) -> Self {
        Self {
            shape,
            language,
            id: format!("{}-{}", name.id, shape.name()),
            title: name.title.to_owned(),
            about: name.about.to_owned(),
            width,
            height: 0.0,
            textures: Vec::new(),
            drawn: Vec::new(),
        }
    }

    /// What it shows, in words.
    pub(super) fn about(&self) -> &str {
        &self.about
    }

    /// Writes a text.
    pub(super) fn words(&mut self, words: Words) {
        self.drawn.push(Drawn::Words(words));
    }

    /// A rectangle in the texture and with the border of a standing; `about` is told when it is pointed at.
    pub(super) fn area(&mut self, rect: Rect, standing: Standing, edge: Edge, about: String) {
        let ink = Ink::of(standing);
        let fill = self.texture(standing);
        self.push(Area {
            form: form(rect, 2.0),
            fill,
            stroke: ink.dark,
            thick: 1.5,
            dashes: edge.dashes(),
            about,
        });
    }

    /// A path in the texture of a standing, or plain where there is none.
    pub(super) fn band(&mut self, path: String, standing: Option<Standing>, about: String) {
        let fill = standing.map_or_else(|| "#f2f2f2".to_owned(), |standing| self.texture(standing));
        let stroke = standing.map_or("#767676", |standing| Ink::of(standing).dark);
        self.push(Area { form: Form::Path(path), fill, stroke, thick: 1.0, dashes: None, about });
    }

    /// A line of one width.
    pub(super) fn line(&mut self, path: String, stroke: &'static str) {
        let fill = "none".to_owned();
        let about = String::new();
        self.push(Area { form: Form::Path(path), fill, stroke, thick: 1.0, dashes: None, about });
    }

    /// A rectangle with round corners; its fill, and the colour and thickness of its border.
    pub(super) fn plain(&mut self, rect: Rect, round: f64, paint: (&str, &'static str, f64)) {
        let (fill, stroke, thick) = paint;
        let (form, fill) = (form(rect, round), fill.to_owned());
        self.push(Area { form, fill, stroke, thick, dashes: None, about: String::new() });
    }

    /// A number on a white plate, so that it can be read on any texture; its middle is given.
    pub(super) fn plate(&mut self, x: f64, y: f64, text: &str, about: String) {
        let rect = plate(x, y, text);
        self.plain(rect, 3.0, ("#fff", "none", 0.0));
        self.words(Words::new(x, y + 5.0, text).middle().bold().sized(14.0).about(about));
    }

    /// The badge of a standing, as tables show it, with its left upper corner; its width.
    pub(super) fn badge(&mut self, x: f64, y: f64, standing: Standing, name: &str) -> f64 {
        let ink = Ink::of(standing);
        let width = 26.0 + measure::width(name, 14.0) + 8.0;
        let outer = Rect { x, y, width, height: BADGE };
        let dashes = ink.edge.dashes();
        let thick = if ink.edge == Edge::Double { 1.3 } else { 2.0 };
        let (fill, about) = (ink.pale.to_owned(), String::new());
        self.push(Area { form: form(outer, 6.0), fill, stroke: ink.dark, thick, dashes, about });
        if ink.edge == Edge::Double {
            let inner = Rect { x: x + 2.7, y: y + 2.7, width: width - 5.4, height: BADGE - 5.4 };
            self.plain(inner, 4.0, ("none", ink.dark, 1.3));
        }
        self.words(Words::new(x + 15.0, y + 17.0, ink.icon).middle().sized(13.0).ink(ink.dark).bold());
        self.words(Words::new(x + 26.0, y + 17.0, name).sized(14.0).ink(ink.dark).bold());
        width
    }

    /// A sample of each standing's texture with its mark and its name, from the left upper corner in as many lines as
    /// are needed; the height of it.
    pub(super) fn legend(&mut self, y: f64, entries: &[(Standing, String)]) -> f64 {
        let (mut x, mut line) = (1.0, y);
        for (standing, name) in entries {
            let ink = Ink::of(*standing);
            let width = 32.0 + 20.0 + measure::width(name, 14.0) + 18.0;
            if x > 1.0 && x + width > self.width {
                (x, line) = (1.0, line + 28.0);
            }
            let rect = Rect { x, y: line, width: 26.0, height: 18.0 };
            self.area(rect, *standing, ink.edge, String::new());
            self.words(Words::new(x + 41.0, line + 14.0, ink.icon).middle().sized(13.0).ink(ink.dark).bold());
            self.words(Words::new(x + 52.0, line + 14.0, name).sized(14.0));
            x += width;
        }
        line - y + 28.0
    }

    /// What the pictures of a figure say where there is nothing to draw.
    pub(super) fn say(&mut self, text: &str) {
        self.words(Words::new(0.0, 20.0, text).ink(SOFT));
        self.height = 32.0;
    }

    /// The texture of a standing, which becomes part of the picture.
    fn texture(&mut self, standing: Standing) -> String {
        let ink = Ink::of(standing);
        if !self.textures.contains(&ink) {
            self.textures.push(ink);
        }
        format!("url(#{}-{})", self.id, ink.name)
    }

    fn push(&mut self, area: Area) {
        self.drawn.push(Drawn::Area(area));
    }
}

/// The plate behind a number.
pub(super) fn plate(x: f64, y: f64, text: &str) -> Rect {
    let width = measure::width(text, 14.0) + 4.0;
    Rect { x: x - width / 2.0, y: y - 9.0, width, height: 18.0 }
}

/// A length as it is written: to a tenth.
pub(super) fn tenth(length: f64) -> f64 {
    (length * 10.0).round() / 10.0
}

fn form(rect: Rect, round: f64) -> Form {
    let Rect { x, y, width, height } = rect;
    Form::Rect { x: tenth(x), y: tenth(y), width: tenth(width), height: tenth(height), round }
}

impl Rect {
    /// A rectangle that is greater by that on every side.
    pub(super) fn grown(self, by: f64) -> Self {
        let Self { x, y, width, height } = self;
        Self { x: x - by, y: y - by, width: width + 2.0 * by, height: height + 2.0 * by }
    }

    /// Whether two rectangles share a point.
    pub(super) fn touches(&self, other: &Self) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }
}

impl Held {
    const fn anchor(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

impl Words {
    /// A text whose baseline begins there.
    pub(super) fn new(x: f64, y: f64, text: &str) -> Self {
        let about = String::new();
        let (x, y) = (tenth(x), tenth(y));
        Self { x, y, text: text.to_owned(), size: 15.0, held: Held::Start, bold: false, ink: INK, about }
    }

    pub(super) fn sized(self, size: f64) -> Self {
        Self { size, ..self }
    }

    pub(super) fn held(self, held: Held) -> Self {
        Self { held, ..self }
    }

    pub(super) fn middle(self) -> Self {
        self.held(Held::Middle)
    }

    pub(super) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) fn ink(self, ink: &'static str) -> Self {
        Self { ink, ..self }
    }

    /// What is told when it is pointed at.
    pub(super) fn about(self, about: String) -> Self {
        Self { about, ..self }
    }

    /// Cut to a room; what is cut is told in full when it is pointed at.
    pub(super) fn within(self, room: f64) -> Self {
        let text = measure::shortened(&self.text, self.size, room);
        let about = if text == self.text { self.about } else { self.text };
        Self { text, about, ..self }
    }
}

/// The name of a standing with how many.
pub(super) fn named(name: &str, number: u32, language: Language) -> String {
    format!("{name} {}", wording::items(number, language))
}

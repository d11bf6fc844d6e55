//! From which state to which the items went between two tables: the states before on the left, the states after on the
//! right, and a band for each way, as thick as there are items. What did not change is grey and lies behind.

use super::ink::{Edge, Ink, SOFT};
use super::scene::{Held, Name, Rect, Scene, Shape, Words, named, plate, tenth};
use super::{Figure, Numbers, measure};
use projections::report::{ComparedSide, Flow, FlowReport, Standing, TableOf};
use projections::wording::{self, ChartHeading, Language};
use std::collections::BTreeMap;

/// The height that the bands of one side share.
const SHARED: f64 = 440.0;
/// The thickest that a single item is drawn.
const THICKEST: f64 = 24.0;
/// Between the states of one side.
const GAP: f64 = 12.0;
/// A band is never thinner, however many items there are.
const THINNEST: f64 = 1.5;

/// Draws from which state to which the items went.
pub fn flow(report: &FlowReport, language: Language, id: &str) -> Figure {
    let (from, to) = (side(&report.from, language), side(&report.to, language));
    let title = wording::flow_title(&from, &to, language);
    let about = wording::flow_about(report, language);
    let name = Name { id, title: &title, about: &about };
    let draw = |shape, width| {
        let scene = Scene::new(&name, shape, language, width);
        draw(report, [from.as_str(), to.as_str()], scene)
    };
    Figure {
        id: id.to_owned(),
        language,
        wide: draw(Shape::Wide, 960.0),
        narrow: draw(Shape::Narrow, 360.0),
        numbers: numbers(report, &title, language),
        caption: title,
    }
}

/// What a side is called.
fn side(side: &ComparedSide, language: Language) -> String {
    let edition = side.edition.as_ref().map(|edition| edition.label.to_string());
    let cycle = side.cycle.as_ref().map(|cycle| cycle.label.to_string());
    match side.of {
        TableOf::Edition(_) => edition.unwrap_or_default(),
        TableOf::Cycle(_) => cycle.unwrap_or_default(),
        TableOf::AsOf(day) => day.to_string(),
        TableOf::Current => wording::now(language).to_owned(),
    }
}

/// Where the parts of one side stand.
struct Column {
    /// Its left edge and its width.
    x: f64,
    width: f64,
    /// Where the names begin or end, and how wide they may be.
    names: f64,
    room: f64,
    held: Held,
}

impl Column {
    /// The name of the table, above its states where it is short enough.
    fn head(&self, scene: &mut Scene, side: &str) {
        let short = measure::width(side, 15.0) <= self.room + self.width;
        let (near, far, away) = match self.held {
            Held::Start => (self.x, scene.width, Held::End),
            Held::End | Held::Middle => (self.x + self.width, 0.0, Held::Start),
        };
        let (x, held) = if short { (near, self.held) } else { (far, away) };
        scene.words(Words::new(x, 16.0, side).held(held).bold().within(scene.width / 2.0 - 8.0));
    }
}

/// A state of one side.
struct Node {
    standing: Standing,
    number: u32,
    y: f64,
    height: f64,
    /// Where the next band leaves or arrives.
    next: f64,
}

/// A band between two states, and where it lies.
struct Band<'f> {
    flow: &'f Flow,
    left: f64,
    right: f64,
    thick: f64,
}

fn draw(report: &FlowReport, sides: [&str; 2], mut scene: Scene) -> Scene {
    if report.items == 0 {
        scene.say(&wording::flow_about(report, scene.language));
        return scene;
    }
    let columns = columns(&scene);
    let least = match scene.shape {
        Shape::Wide => 26.0,
        Shape::Narrow => 52.0,
    };
    let item = (SHARED / f64::from(report.items)).min(THICKEST);
    let left = nodes(report.flows.iter().map(|flow| (flow.from, flow.count)), item, least);
    let right = nodes(report.flows.iter().map(|flow| (flow.to, flow.count)), item, least);
    let tall = bottom(&left).max(bottom(&right));
    let (mut left, mut right) = (centred(left, tall), centred(right, tall));
    for (column, side) in columns.iter().zip(sides) {
        column.head(&mut scene, side);
    }
    let bands = bands(report, &mut left, &mut right, item);
    draw_bands(&mut scene, &bands, &columns);
    for (column, (nodes, before)) in columns.iter().zip([(&left, true), (&right, false)]) {
        for node in nodes {
            draw_node(&mut scene, column, node, before);
        }
    }
    scene.height = tall + TOP + 4.0;
    scene
}

/// Below the names of the two tables.
const TOP: f64 = 34.0;

fn columns(scene: &Scene) -> [Column; 2] {
    let (names, width) = match scene.shape {
        Shape::Wide => (205.0, 26.0),
        Shape::Narrow => (84.0, 16.0),
    };
    let room = names - 8.0;
    [
        Column { x: names, width, names: names - 8.0, room, held: Held::End },
        Column {
            x: scene.width - names - width,
            width,
            names: scene.width - names + 8.0,
            room,
            held: Held::Start,
        },
    ]
}

/// The states of a side in canonical order, one below the other.
fn nodes(counted: impl Iterator<Item = (Standing, u32)>, item: f64, least: f64) -> Vec<Node> {
    let mut sums: BTreeMap<Standing, (u32, f64)> = BTreeMap::new();
    for (standing, number) in counted {
        let sum = sums.entry(standing).or_default();
        *sum = (sum.0 + number, sum.1 + thickness(number, item));
    }
    let mut y = TOP;
    let mut place = |(standing, (number, bands)): (Standing, (u32, f64))| {
        let height = bands.max(least);
        let node = Node { standing, number, y, height, next: (height - bands) / 2.0 };
        y += height + GAP;
        node
    };
    sums.into_iter().map(&mut place).collect()
}

fn thickness(number: u32, item: f64) -> f64 {
    (f64::from(number) * item).max(THINNEST)
}

fn bottom(nodes: &[Node]) -> f64 {
    nodes.last().map_or(0.0, |node| node.y + node.height - TOP)
}

/// The shorter side stands in the middle of the taller one.
fn centred(mut nodes: Vec<Node>, tall: f64) -> Vec<Node> {
    let down = (tall - bottom(&nodes)) / 2.0;
    for node in &mut nodes {
        node.y += down;
        node.next += node.y;
    }
    nodes
}

fn bands<'f>(report: &'f FlowReport, left: &mut [Node], right: &mut [Node], item: f64) -> Vec<Band<'f>> {
    let take = |nodes: &mut [Node], standing: Standing, thick: f64| {
        let Some(node) = nodes.iter_mut().find(|node| node.standing == standing) else { return TOP };
        let place = node.next;
        node.next += thick;
        place
    };
    let bands = report.flows.iter().map(|flow| {
        let thick = thickness(flow.count, item);
        let (from, to) = (take(left, flow.from, thick), take(right, flow.to, thick));
        Band { flow, left: from, right: to, thick }
    });
    bands.collect()
}

fn draw_bands(scene: &mut Scene, bands: &[Band<'_>], columns: &[Column; 2]) {
    let (from, to) = (columns[0].x + columns[0].width, columns[1].x);
    let changes = |band: &&Band<'_>| band.flow.from != band.flow.to;
    let (changed, same): (Vec<_>, Vec<_>) = bands.iter().partition(changes);
    // The thickest lies behind.
    let mut changed = changed;
    changed.sort_by_key(|band| std::cmp::Reverse(band.flow.count));
    for band in same.iter().chain(&changed) {
        let standing = Some(band.flow.to).filter(|to| *to != band.flow.from);
        scene.band(band.path(from, to), standing, way(band.flow, scene.language));
    }
    let mut taken: Vec<Rect> = Vec::new();
    for band in changed.iter().chain(&same) {
        let text = band.flow.count.to_string();
        let free = band.spots(from, to).into_iter().find(|(x, y)| {
            let rect = plate(*x, *y, &text);
            !taken.iter().any(|other| other.grown(2.0).touches(&rect))
        });
        // Where there is no room the table has the number.
        if let Some((x, y)) = free {
            taken.push(plate(x, y, &text));
            scene.plate(x, y, &text, way(band.flow, scene.language));
        }
    }
}

impl Band<'_> {
    fn path(&self, from: f64, to: f64) -> String {
        let middle = tenth(f64::midpoint(from, to));
        let (from, to) = (tenth(from), tenth(to));
        let (left, right) = (tenth(self.left), tenth(self.right));
        let (below, under) = (tenth(self.left + self.thick), tenth(self.right + self.thick));
        format!(
            "M{from} {left}C{middle} {left} {middle} {right} {to} {right}V{under}\
             C{middle} {under} {middle} {below} {from} {below}Z"
        )
    }

    /// Where its number may stand: in the middle, of what did not change at the beginning, where no other band lies.
    fn spots(&self, from: f64, to: f64) -> Vec<(f64, f64)> {
        let half = self.thick / 2.0;
        let (left, right) = (self.left + half, self.right + half);
        let spots = if self.flow.from == self.flow.to {
            [0.1, 0.15, 0.06, 0.2, 0.9, 0.85, 0.8]
        } else {
            [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78]
        };
        // The curve is that of a cubic whose handles stand in the middle.
        let at = |t: f64| {
            let (u, v) = (3.0 * t * (1.0 - t), t * t * t);
            let x = from + (to - from) * (u * 0.5 + v);
            (x, left + (right - left) * (3.0 * t * t * (1.0 - t) + v))
        };
        spots.map(at).to_vec()
    }
}

fn draw_node(scene: &mut Scene, column: &Column, node: &Node, before: bool) {
    let language = scene.language;
    let name = name(node.standing, before, language);
    let rect = Rect { x: column.x, y: node.y, width: column.width, height: node.height };
    scene.area(rect, node.standing, Edge::Solid, named(name, node.number, language));
    let ink = Ink::of(node.standing);
    let items = wording::items(node.number, language);
    let middle = node.y + node.height / 2.0;
    match scene.shape {
        Shape::Wide => {
            let text = format!("{} {name} {items}", ink.icon);
            let words = Words::new(column.names, middle + 5.0, &text).held(column.held);
            scene.words(words.within(column.room));
        }
        Shape::Narrow => {
            let lines = measure::in_two(name, 13.0, column.room);
            let first = if lines.len() == 1 { middle - 3.0 } else { middle - 11.0 };
            let mut y = first;
            for line in &lines {
                scene.words(Words::new(column.names, y, line).held(column.held).sized(13.0));
                y += 16.0;
            }
            scene.words(Words::new(column.names, y, &items).held(column.held).sized(13.0).ink(SOFT));
        }
    }
}

fn name(standing: Standing, before: bool, language: Language) -> &'static str {
    if before {
        wording::standing_before(standing, language)
    } else {
        wording::standing_after(standing, language)
    }
}

/// A way with how many items went it.
fn way(flow: &Flow, language: Language) -> String {
    let (from, to) = (name(flow.from, true, language), name(flow.to, false, language));
    format!("{from} → {}", named(to, flow.count, language))
}

fn numbers(report: &FlowReport, title: &str, language: Language) -> Numbers {
    let headings = [ChartHeading::Before, ChartHeading::After, ChartHeading::Number, ChartHeading::Items];
    let row = |flow: &Flow| {
        let items = flow.items.iter();
        let items: Vec<&str> =
            items.map(|item| item.full_label.as_deref().unwrap_or(item.title.as_str())).collect();
        let (from, to) = (name(flow.from, true, language), name(flow.to, false, language));
        vec![from.to_owned(), to.to_owned(), flow.count.to_string(), items.join(wording::comma(language))]
    };
    Numbers {
        caption: title.to_owned(),
        headings: headings.map(|heading| wording::chart_heading(heading, language).to_owned()).to_vec(),
        rows: report.flows.iter().map(row).collect(),
    }
}

//! Charts as a browser meets them: well-formed, escaped, named, within their frame, with the numbers of their models.

use crate::support::{PUBLISHED, World, fixture, id, world};
use app::Caller;
use app::import::{Import, ImportFile};
use domain::value::{CanonicalState, Field, Text};
use projections::report::{Count, FlowReport, Standing, StateCount, StatesReport, TimelineReport};
use projections::wording::{self, Language};
use roxmltree::{Document, Node};
use std::collections::BTreeSet;
use web::chart::{self, Figure};

const OLDER: &str = "平成30年11月";
const NEWER: &str = "令和3年3月";
/// What must stay a text wherever it stands.
const HOSTILE: &str = r#"<script>alert("1")</script> ]]> & ' <b onload=x>"#;

fn caller() -> Caller {
    Caller::operator("試験")
}

/// The published plan with its edition of 平成30年11月.
async fn two_editions() -> World {
    let world = world().await;
    let name = "nagareyama-2018-11.tsv".to_owned();
    let files = vec![ImportFile { bytes: fixture(&name), name }];
    let import = Import { plan: PUBLISHED.to_owned(), files, ..Import::default() };
    world.app.import(&caller(), id(), &import).await.unwrap();
    world
}

/// The models of the sample.
struct Models {
    states: StatesReport,
    flow: FlowReport,
    timelines: Vec<TimelineReport>,
}

async fn models() -> Models {
    let world = two_editions().await;
    let mut timelines = Vec::new();
    for item in ["1-1-1③", "1-2-6", "5-9", "6-7"] {
        timelines.push(world.app.timeline(&caller(), PUBLISHED, item, None).await.unwrap());
    }
    Models {
        states: world.app.states(&caller(), PUBLISHED).await.unwrap(),
        flow: world.app.flow(&caller(), PUBLISHED, OLDER, NEWER).await.unwrap(),
        timelines,
    }
}

impl Models {
    /// Every chart, as one page may have them.
    fn figures(&self, language: Language) -> Vec<Figure> {
        let mut figures =
            vec![chart::states(&self.states, language, "states"), chart::flow(&self.flow, language, "flow")];
        let lines = self.timelines.iter().zip(1..);
        figures.extend(lines.map(|(line, at)| chart::timeline(line, language, &format!("line-{at}"))));
        figures
    }
}

#[tokio::test]
async fn the_bar_of_a_plan_is_named_and_each_part_is_as_long_as_its_share() {
    let world = two_editions().await;
    let glances = world.app.glances_from(&caller(), app::From::EVERYTHING).await.unwrap().reports;
    let counts = glances.iter().find_map(|glance| glance.counts.as_ref()).unwrap();
    for language in [Language::Japanese, Language::English] {
        let html = chart::bar(counts, language, "bar-0").to_string();
        let document = Document::parse(&html).unwrap_or_else(|error| panic!("{error}\n{html}"));
        let drawings = elements(&document, "svg");
        assert_eq!(drawings.len(), 2);
        for drawing in drawings {
            within(drawing);
            let parts = drawing
                .children()
                .filter(|node| node.attribute("fill").is_some_and(|fill| fill.starts_with("url(#")));
            let parts: Vec<f64> = parts.map(|part| number(part, "width")).collect();
            assert_eq!(parts.len(), counts.by_state.len());
            let room = number(drawing, "width") - 2.0;
            for (part, state) in parts.iter().zip(&counts.by_state) {
                let share = room * f64::from(state.count.distinct) / f64::from(counts.items.distinct);
                assert!((part + 2.0 - share).abs() < 0.2, "{part} is not {share}");
            }
            let told = elements(&document, "desc").into_iter().map(text).collect::<String>();
            assert!(told.contains(language.of("実施事業51件のうち", "Of 51 items: ")), "{told}");
        }
    }
}

fn elements<'d>(document: &'d Document<'_>, name: &str) -> Vec<Node<'d, 'd>> {
    document.descendants().filter(|node| node.tag_name().name() == name).collect()
}

fn number(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).unwrap_or_else(|| panic!("no {name}")).parse().unwrap()
}

fn text(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
}

/// What holds for every chart.
#[track_caller]
fn check(figure: &Figure) {
    let html = figure.to_string();
    let document = Document::parse(&html).unwrap_or_else(|error| panic!("{error}\n{html}"));
    let drawings = elements(&document, "svg");
    assert_eq!(drawings.len(), 2);
    let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    for node in document.descendants().filter(Node::is_element) {
        assert_ne!(node.tag_name().name(), "script");
        for attribute in node.attributes() {
            let name = attribute.name();
            assert!(name != "style" && name != "href" && !name.starts_with("on"), "{name}");
            if let Some(target) = attribute.value().strip_prefix("url(#") {
                assert!(ids.contains(&target.trim_end_matches(')')), "{target}");
            }
        }
    }
    for drawing in drawings {
        assert_eq!(drawing.attribute("role"), Some("img"));
        let named: Vec<&str> = drawing.attribute("aria-labelledby").unwrap().split(' ').collect();
        for (id, kind) in named.iter().zip(["title", "desc"]) {
            let target = drawing.children().find(|node| node.attribute("id") == Some(*id)).unwrap();
            assert_eq!(target.tag_name().name(), kind);
            assert!(!text(target).is_empty());
        }
        within(drawing);
    }
}

/// Nothing is drawn outside of the frame.
#[track_caller]
fn within(drawing: Node<'_, '_>) {
    let (width, height) = (number(drawing, "width"), number(drawing, "height"));
    assert_eq!(drawing.attribute("viewBox"), Some(format!("0 0 {width} {height}").as_str()));
    for node in drawing.descendants() {
        match node.tag_name().name() {
            "rect" if node.attribute("x").is_some() => {
                let (x, y) = (number(node, "x"), number(node, "y"));
                let (right, bottom) = (x + number(node, "width"), y + number(node, "height"));
                let inside = x >= 0.0 && y >= 0.0 && right <= width + 0.1 && bottom <= height + 0.1;
                assert!(inside, "{x} {y} {right} {bottom} in {width} {height}");
            }
            "text" => {
                let (x, y) = (number(node, "x"), number(node, "y"));
                assert!((0.0..=width).contains(&x) && (8.0..=height).contains(&y), "{x} {y}");
            }
            _ => {}
        }
    }
}

#[tokio::test]
async fn every_chart_is_well_formed_named_and_within_its_frame() {
    let models = models().await;
    for language in Language::ALL {
        for figure in models.figures(language) {
            check(&figure);
            let wide = figure.wide();
            assert!(wide.contains(&format!("lang=\"{}\"", language.tag())));
            Document::parse(&wide).unwrap();
            Document::parse(&figure.narrow()).unwrap();
        }
    }
}

#[tokio::test]
async fn the_charts_of_a_page_do_not_share_an_id() {
    let models = models().await;
    let page: String = models.figures(Language::Japanese).iter().map(ToString::to_string).collect();
    let page = format!("<main>{page}</main>");
    let document = Document::parse(&page).unwrap();
    let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    assert!(ids.len() > 40);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
}

#[tokio::test]
async fn a_hostile_text_stays_a_text() {
    let mut models = models().await;
    let hostile = || Text::parse(Field::Body, HOSTILE).unwrap();
    models.states.editions[0].edition.label = hostile();
    let from = models.flow.from.edition.as_mut().unwrap();
    from.label = hostile();
    models.flow.flows[0].items[0].full_label = None;
    models.flow.flows[0].items[0].title = hostile();
    let line = &mut models.timelines[0];
    line.item.title = hostile();
    line.editions[0].edition.label = hostile();
    line.editions[0].status.as_mut().unwrap().wording = HOSTILE.to_owned();
    for language in Language::ALL {
        for figure in models.figures(language).iter().take(3) {
            check(figure);
            let html = figure.to_string();
            let document = Document::parse(&html).unwrap();
            // What is cut in the picture is told in full in a title.
            assert!(document.descendants().any(|node| text(node).contains(HOSTILE)), "{}", figure.caption());
            assert!(!html.contains("<script") && !html.contains("<b "), "{html}");
        }
    }
    // The control: the same text unescaped is no document.
    assert!(Document::parse(&format!("<figure>{HOSTILE}</figure>")).is_err());
}

#[tokio::test]
async fn the_numbers_beside_the_bars_are_those_of_the_model() {
    let models = models().await;
    let figure = chart::states(&models.states, Language::Japanese, "states");
    let numbers = figure.numbers();
    assert_eq!(numbers.headings.first().unwrap(), "版");
    let newest = numbers.rows.last().unwrap();
    assert_eq!(newest, &[NEWER, "4", "19", "3", "6", "1", "18", "51"].map(str::to_owned));
    for (row, edition) in numbers.rows.iter().zip(&models.states.editions) {
        assert_eq!(row.len(), numbers.headings.len());
        for (cell, state) in row[1..].iter().zip(&models.states.states) {
            assert_eq!(cell, &edition.count(*state).distinct.to_string());
        }
    }
    // Each part of a bar tells its number when it is pointed at, and is as wide as it says.
    let html = figure.wide();
    let document = Document::parse(&html).unwrap();
    let about = |state: CanonicalState, number: u32| {
        format!("{NEWER}: {} {number}件", wording::state(state, Language::Japanese))
    };
    let wide = |about: String| {
        let rects = elements(&document, "rect");
        let part = rects.into_iter().find(|rect| text(*rect) == about).unwrap();
        number(part, "width") + 2.0
    };
    let (ongoing, done) = (wide(about(CanonicalState::Ongoing, 19)), wide(about(CanonicalState::Done, 6)));
    assert!((ongoing / done - 19.0 / 6.0).abs() < 0.02, "{ongoing} {done}");
    let said = text(elements(&document, "desc")[0]);
    assert!(said.contains("継続中19件") && said.contains("51件"), "{said}");
}

#[tokio::test]
async fn the_numbers_beside_the_flow_are_those_of_the_model() {
    let models = models().await;
    let figure = chart::flow(&models.flow, Language::Japanese, "flow");
    let rows = &figure.numbers().rows;
    assert_eq!(rows.len(), models.flow.flows.len());
    for (row, flow) in rows.iter().zip(&models.flow.flows) {
        assert_eq!(row[2], flow.count.to_string());
        assert_eq!(row[3].split('、').count(), flow.items.len());
    }
    let sum: u32 = rows.iter().map(|row| row[2].parse::<u32>().unwrap()).sum();
    assert_eq!(sum, 51);
    let changed = rows.iter().find(|row| row[..2] == ["未着手", "実施済み"]).unwrap();
    assert_eq!(changed[2..], ["4", "1-1-1②、1-2-6、3-1-1、3-2-1"]);
}

#[tokio::test]
async fn new_and_gone_items_are_named_so_in_the_flow() {
    let mut models = models().await;
    models.flow.flows[0].from = Standing::NotListed;
    models.flow.flows[1].to = Standing::NotListed;
    let figure = chart::flow(&models.flow, Language::Japanese, "flow");
    check(&figure);
    let rows = &figure.numbers().rows;
    assert_eq!((rows[0][0].as_str(), rows[1][1].as_str()), ("新規", "掲載終了"));
    let picture = figure.wide();
    assert!(picture.contains("新規 ") && picture.contains("掲載終了 "));
}

#[tokio::test]
async fn what_is_inferred_or_unknown_is_drawn_and_named_as_such() {
    let world = world().await;
    let line = world.app.timeline(&caller(), PUBLISHED, "5-9", None).await.unwrap();
    let figure = chart::timeline(&line, Language::Japanese, "line");
    check(&figure);
    let html = figure.wide();
    let document = Document::parse(&html).unwrap();
    let bands: Vec<(String, bool)> = elements(&document, "rect")
        .into_iter()
        .filter(|rect| rect.attribute("width") == Some("26") && !text(*rect).is_empty())
        .map(|rect| (text(rect), rect.attribute("stroke-dasharray").is_some()))
        .collect();
    let expected = [("不明", true), ("中止（推定）: 平成30年11月頃", true), ("中止: 平成30年11月頃", false)];
    assert_eq!(bands, expected.map(|(about, dashed)| (about.to_owned(), dashed)));
    let decided = figure.numbers().rows.iter().find(|row| row[1].starts_with("見直しの決定")).unwrap();
    assert_eq!((decided[1].as_str(), decided[4].as_str()), ("見直しの決定 平成30年11月（推定）", "推定"));
    let planned = figure.numbers().rows.first().unwrap();
    assert_eq!((planned[1].as_str(), planned[2].as_str()), ("実施時期（計画） 平成23年4月", ""));
}

#[tokio::test]
async fn a_decision_that_changes_nothing_says_so() {
    let mut models = models().await;
    let line = models.timelines.iter_mut().find(|line| !line.decisions.is_empty()).unwrap();
    let said = |line: &TimelineReport| {
        let figure = chart::timeline(line, Language::Japanese, "line");
        let rows = &figure.numbers().rows;
        rows.iter().any(|row| row[1].starts_with("見直しの決定") && row[1].contains("変更なし"))
    };
    line.decisions[0].decision.outcome = domain::event::Outcome::Changed;
    assert!(!said(line));
    line.decisions[0].decision.outcome = domain::event::Outcome::Unchanged;
    assert!(said(line));
}

#[tokio::test]
async fn one_to_sixty_editions_and_none_to_twelve_states_have_room() {
    let models = models().await;
    let count = |number: u32| Count { distinct: number, listed: number };
    for editions in [0, 1, 2, 24, 25, 60] {
        for states in [0, 1, 12] {
            let mut report = models.states.clone();
            let of = |at: usize, state: CanonicalState| StateCount {
                state: Some(state),
                count: count(u32::try_from(at * 7 % 40 + 1).unwrap()),
            };
            report.states = CanonicalState::ALL.into_iter().take(states).map(Some).collect();
            report.editions = (0..editions)
                .map(|at| {
                    let mut edition = models.states.editions[0].clone();
                    edition.by_state = report.states.iter().flatten().map(|state| of(at, *state)).collect();
                    edition.items =
                        count(edition.by_state.iter().map(|counted| counted.count.distinct).sum());
                    edition
                })
                .collect();
            for language in Language::ALL {
                check(&chart::states(&report, language, "states"));
            }
        }
    }
    let mut flow = models.flow.clone();
    let all = CanonicalState::ALL.map(Standing::State).into_iter();
    let all: Vec<Standing> =
        all.chain([Standing::NotStated, Standing::NotListed, Standing::Unknown]).collect();
    let way = flow.flows[0].clone();
    for size in [0, 1, 3, 500] {
        let ways = all.iter().zip(all.iter().rev().cycle());
        flow.flows = ways
            .map(|(from, to)| {
                let mut way = way.clone();
                (way.from, way.to, way.count) = (*from, *to, size);
                way
            })
            .filter(|way| way.count > 0)
            .collect();
        flow.items = flow.flows.iter().map(|way| way.count).sum();
        for language in Language::ALL {
            check(&chart::flow(&flow, language, "flow"));
        }
    }
    let mut line = models.timelines[0].clone();
    line.editions = line
        .editions
        .iter()
        .cycle()
        .take(60)
        .cloned()
        .zip(1960..)
        .map(|(mut edition, year)| {
            edition.edition.date = domain::value::PrintedDate::parse(&format!("{year}年4月")).unwrap();
            edition
        })
        .collect();
    for language in Language::ALL {
        check(&chart::timeline(&line, language, "line"));
    }
}

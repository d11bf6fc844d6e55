//! What is counted, on pages, in answers and as files: of a made-up plan whose table says more than a status.

use crate::support::{DRAFT, PUBLISHED, World, id, world_of};
use app::Caller;
use app::import::{Import, ImportFile};

const PLAN: &str = "counted";

fn file(name: &str, bytes: Vec<u8>) -> ImportFile {
    ImportFile { name: name.to_owned(), bytes }
}

fn profile(name: &str) -> ImportFile {
    let path = format!("{}/../import/examples/{name}", env!("CARGO_MANIFEST_DIR"));
    file(name, std::fs::read(path).unwrap())
}

/// A world with one more plan; published where its edition is named.
async fn world(table: &str, by: &str, published: Option<&str>) -> World {
    let world = world_of(&[DRAFT]).await;
    let operator = Caller::operator("試験");
    let import = Import {
        plan: PLAN.to_owned(),
        organisation: Some("試作市".to_owned()),
        files: vec![file(table, crate::support::fixture(table))],
        profile: Some(profile(by)),
        ..Import::default()
    };
    world.app.import(&operator, id(), &import).await.unwrap();
    if let Some(edition) = published {
        world.app.publish_edition(&operator, PLAN, id(), edition).await.unwrap();
    }
    world
}

async fn planned() -> World {
    world("made-up-planned-actual.tsv", "planned-actual.toml", Some("平成24年度")).await
}

async fn cards() -> World {
    world("made-up-cards.tsv", "cards.toml", Some("平成24年3月")).await
}

async fn page(world: &World, rest: &str) -> String {
    world.to("GET", &format!("/p/{PLAN}/{rest}")).reply().await.is(200).text()
}

/// The cells of the row that is called so, in the first table of that caption.
#[track_caller]
fn row(page: &str, caption: &str, name: &str) -> Vec<String> {
    let table = page.split(&format!("<caption>{caption}")).nth(1).unwrap_or_else(|| panic!("no {caption}"));
    let table = table.split("</table>").next().unwrap().split("<tbody").nth(1).unwrap();
    let named =
        table.split("<tr role=\"row\"").find(|row| plain(row.split("</th>").next().unwrap()).contains(name));
    let cells = named.unwrap_or_else(|| panic!("no row {name} in {caption}")).split("<td").skip(1);
    cells.map(|cell| plain(&format!("<td{cell}"))).collect()
}

/// A piece of a page without its tags.
fn plain(html: &str) -> String {
    let pieces = html.split('<').map(|piece| piece.split_once('>').map_or("", |(_, text)| text));
    pieces.collect::<String>().trim().to_owned()
}

#[tokio::test]
async fn the_page_has_the_cross_table_with_its_sums_and_the_departments_each_by_itself() {
    let page = page(&planned().await, "report").await;
    let cross = "計画（行）×実施状況（列）、計画の言葉で";
    assert_eq!(row(&page, cross, "調査・検討"), ["1", "0", "0", "1", "0", "0", "1", "3"]);
    assert_eq!(row(&page, cross, "計"), ["2", "2", "2", "3", "1", "1", "1", "12"]);
    let departments = "事業数と状況";
    assert_eq!(row(&page, departments, "情報政策課")[0], "3");
    assert_eq!(row(&page, departments, "実数")[0], "12");
    assert_eq!(row(&page, "原資料に印刷された合計", "試作市")[..2], ["12事業", "12"]);
    let list = row(&page, "事業ごとの計画と実施状況", "12 コールセンター");
    assert_eq!(list[2], "異なる");
    assert!(page.contains("計画と実施状況が異なるが、変更の記載がない（4件）"), "nothing is declared here");
}

#[tokio::test]
async fn the_pages_of_years_and_cards_show_what_is_printed_of_each_item() {
    let world = cards().await;
    let grid = page(&world, "grid").await;
    let cells = row(&grid, "事業と年度", "2 証明書の自動交付");
    assert_eq!(cells[0], "住民課");
    assert_eq!(cells[3], "交付数=1,500枚、稼働率=99.5%");
    let cards = page(&world, "cards").await;
    assert_eq!(cards.matches("<article").count(), 5);
    let first = cards.split("<article").nth(1).unwrap();
    assert!(first.contains("■") && plain(first).contains("企画課・生涯学習課"), "{first}");
    let narrowed = page(&world, "cards?department=%E7%B7%8F%E5%8B%99%E8%AA%B2").await;
    assert!(narrowed.contains("5件中 2件"), "総務課 answers for two");
    assert_eq!(narrowed.matches("<article").count(), 2);
}

#[tokio::test]
async fn every_matrix_names_its_columns_and_rows_and_can_be_reached_by_keyboard() {
    for (world, path) in [(planned().await, "report"), (cards().await, "grid")] {
        let page = page(&world, path).await;
        let regions = page.matches("class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"").count();
        assert!(regions > 0);
        assert_eq!(regions, page.matches("<table class=\"matrix").count());
        assert_eq!(page.matches("<table").count(), page.matches("<caption>").count());
        assert!(page.contains("scope=\"col\"") && page.contains("scope=\"row\""));
    }
}

#[tokio::test]
async fn a_table_of_many_columns_scrolls_in_a_region_of_its_own_and_one_of_few_does_not() {
    let wide = page(&cards().await, "").await;
    assert!(wide.contains("class=\"scroll spread\" role=\"region\" tabindex=\"0\""));
    let narrow = page(&planned().await, "").await;
    assert!(!narrow.contains("spread"));
}

#[tokio::test]
async fn lists_take_a_department_and_answer_its_items_with_what_stands_above_them() {
    let world = planned().await;
    let numbers = |report: &serde_json::Value| -> Vec<String> {
        let rows = report["rows"].as_array().unwrap().iter();
        rows.map(|row| row["full_label"].as_str().or(row["item"]["full_label"].as_str()).unwrap().to_owned())
            .collect()
    };
    let asked = "department=%E6%83%85%E5%A0%B1%E6%94%BF%E7%AD%96";
    for path in ["table", "grid"] {
        let answer = world.get(&format!("/plans/{PLAN}/{path}?{asked}")).reply().await.is(200).json();
        assert_eq!(numbers(&answer), ["1", "5", "8"], "{path}");
    }
    let cancelled =
        world.get(&format!("/plans/{PLAN}/cancelled?department=%E5%BA%83%E5%A0%B1")).reply().await;
    assert_eq!(numbers(&cancelled.is(200).json()), ["12"]);
    let none = world.get(&format!("/plans/{PLAN}/overdue?{asked}")).reply().await.is(200).json();
    assert_eq!(numbers(&none), [""; 0]);
    let gaps = world.get(&format!("/plans/{PLAN}/gaps?{asked}")).reply().await.is(200).json();
    let of_kind = |kind: &str| {
        let gaps = gaps["gaps"].as_array().unwrap().iter().find(|gap| gap["kind"] == kind).unwrap().clone();
        gaps["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|gap| gap["item"]["full_label"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(of_kind("never_reviewed"), ["1", "5", "8"]);
    let hits = |found: serde_json::Value| {
        found.as_array().unwrap().iter().map(|of| of["hits"].as_array().unwrap().len()).sum::<usize>()
    };
    let found = format!("/search?plan={PLAN}&q=%E9%9B%BB%E5%AD%90");
    let everything = hits(world.get(&found).reply().await.is(200).json());
    let of_one = hits(world.get(&format!("{found}&{asked}")).reply().await.is(200).json());
    assert!(0 < of_one && of_one < everything, "{of_one} of {everything}");
}

#[tokio::test]
async fn pages_of_gaps_search_and_comparison_ask_for_a_department_where_there_are_any() {
    let world = planned().await;
    let asked = "department=%E6%83%85%E5%A0%B1%E6%94%BF%E7%AD%96";
    let field = "<option value=\"情報政策課\">";
    let searched = "/search?q=%E9%9B%BB%E5%AD%90";
    let get = async |path: String| world.to("GET", &path).reply().await.is(200).text();
    for path in [format!("/p/{PLAN}/gaps"), format!("/p/{PLAN}/compare"), searched.to_owned()] {
        assert!(get(path.clone()).await.contains(field), "{path}");
    }
    let gaps = page(&world, &format!("gaps?{asked}")).await;
    assert!(plain(&gaps).contains("（3件）"), "three items of that department were never reviewed: {gaps}");
    assert!(gaps.contains("value=\"情報政策\""), "what was asked for stands in the field");
    let narrowed = get(format!("{searched}&{asked}")).await;
    let items = |page: &str| page.matches("<li class=\"hit\">").count();
    assert!(items(&narrowed) < items(&get(searched.to_owned()).await) && items(&narrowed) > 0);
    let other = world_of(&[PUBLISHED]).await;
    let without = other.to("GET", &format!("/p/{PUBLISHED}/gaps")).reply().await.is(200).text();
    assert!(!without.contains("name=\"department\""), "no field where nothing has a department");
}

#[tokio::test]
async fn a_part_goes_out_as_a_file_under_the_name_of_the_plan() {
    let world = planned().await;
    let part = format!("/plans/{PLAN}/report/export?part=cross-states&format=csv&mark=true");
    let reply = world.get(&part).reply().await.is(200);
    assert!(reply.bytes.starts_with(b"\xef\xbb\xbf"), "Excel knows the encoding by it");
    let text = String::from_utf8(reply.bytes.to_vec()).unwrap();
    assert!(text.ends_with("計,2,2,2,4,1,1,12\r\n"), "{text}");
    let unknown = format!("/plans/{PLAN}/report/export?part=everything&format=csv");
    let _ = world.get(&unknown).reply().await.is(422);
    let _ = world.get(&format!("/plans/{PLAN}/report?year=%E6%98%A8%E5%B9%B4")).reply().await.is(422);
}

#[tokio::test]
async fn what_is_not_published_is_counted_for_nobody() {
    let world = world("made-up-planned-actual.tsv", "planned-actual.toml", None).await;
    for path in ["report", "grid", "cards"] {
        let _ = world.to("GET", &format!("/p/{PLAN}/{path}")).reply().await.is(404);
        let _ = world.get(&format!("/plans/{PLAN}/{path}")).reply().await.is(404);
    }
    let _ = world.get(&format!("/plans/{PLAN}/report/export?part=grid&format=tsv")).reply().await.is(404);
}

//! The page of what differs between two tables.

use crate::support::{EDITION, PUBLISHED, World, world};

/// 平成30年10月, before the first review, as an address writes it.
const BEFORE: &str = "%E5%B9%B3%E6%88%9030%E5%B9%B410%E6%9C%88";

async fn compared(world: &World, query: &str) -> String {
    world.to("GET", &format!("/p/{PUBLISHED}/compare?{query}")).reply().await.is(200).text()
}

#[tokio::test]
async fn what_differs_is_marked_before_and_after_with_its_reason() {
    let world = world().await;
    let edition = world.edition(PUBLISHED).await;
    let page = compared(&world, &format!("from={BEFORE}&to={edition}")).await;

    assert!(page.contains(&format!("平成30年10月31日現在 → {EDITION}")), "both tables are named");
    assert_eq!(page.matches("class=\"kind changed\"").count(), page.matches("id=\"r-").count());
    let row = page.split("<tr role=\"row\"").find(|row| row.contains("③")).unwrap();
    assert!(row.contains("平成30年11月 中止</ins>") && row.contains("/d/"), "{row}");
    assert!(row.contains("費用"), "the reason stands beside it: {row}");
}

#[tokio::test]
async fn the_whole_table_shows_what_differs_in_its_place() {
    let world = world().await;
    let edition = world.edition(PUBLISHED).await;
    let list = compared(&world, &format!("from={BEFORE}&to={edition}")).await;
    let whole = compared(&world, &format!("from={BEFORE}&to={edition}&view=table")).await;
    assert_eq!(whole.matches("scope=\"row\"").count(), 60, "every row is there");
    assert_eq!(whole.matches(" differs\"").count(), list.matches("id=\"r-").count());
    let rows: Vec<&str> = whole.split("<tr role=\"row\"").skip(2).collect();
    let (headings, items): (Vec<&str>, Vec<&str>) =
        rows.iter().partition(|row| row.starts_with(" class=\"heading"));
    let spanning =
        headings.iter().filter(|row| row.contains("colspan=\"5\"") && !row.contains("<td")).count();
    assert_eq!(spanning, headings.len() - 1, "a heading spans the table, but for the one with a remark");
    assert!(items.iter().all(|row| row.contains("class=\"badge ")), "each item has the badge of its status");
    let new = items.iter().filter(|row| row.contains("<ins><span class=\"badge ended\"")).count();
    assert_eq!(new, 18, "the badge of a status that is new is marked");
}

#[tokio::test]
async fn without_a_question_the_latest_edition_is_compared_and_the_same_twice_is_not() {
    let world = world().await;
    let page = compared(&world, "lang=en").await;
    assert!(page.contains("The two tables do not differ."), "the only edition and now are the same");
    assert!(page.contains("<option value=\"current\" selected>as things stand now</option>"));
    assert!(compared(&world, "from=current&to=current").await.contains("比べる二つの版を選んで"));
    let bad = world.to("GET", &format!("/p/{PUBLISHED}/compare?from=x%22%3E&to=current")).reply().await;
    assert!(!bad.is(422).text().contains("x\">"));
}

#[tokio::test]
async fn the_charts_show_every_edition_and_the_way_between_two_tables() {
    let world = world().await;
    let edition = world.edition(PUBLISHED).await;
    let at = |query: &str| format!("/p/{PUBLISHED}/charts?{query}");
    let page = world.to("GET", &at(&format!("from={BEFORE}&to={edition}"))).reply().await.is(200).text();
    assert!(page.contains("id=\"states\"") && page.contains("id=\"flow\""));
    assert!(page.contains("/compare?from="), "the way to what changed");
    let one = world.to("GET", &at("from=current&to=current&lang=en")).reply().await.is(200).text();
    assert!(!one.contains("id=\"flow\"") && one.contains("Choose two tables to compare."));
}

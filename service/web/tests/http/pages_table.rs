//! The table of a plan: narrowed by what the address says, with its sections, its times and its neighbours.

use crate::support::{EDITION, PUBLISHED, World, world};

/// The page at an address below the published plan's.
async fn page(world: &World, rest: &str) -> String {
    world.to("GET", &format!("/p/{PUBLISHED}/{rest}")).reply().await.is(200).text()
}

/// What stands in the table, without what stands around it.
fn sheet(page: &str) -> &str {
    &page[page.find("class=\"sheet\"").unwrap()..page.find("</main>").unwrap()]
}

fn items(page: &str) -> usize {
    sheet(page).matches("class=\"item ").count()
}

/// What the page says of how many rows it shows.
fn found(page: &str) -> &str {
    let begin = page.find("class=\"found\"><strong>").unwrap() + "class=\"found\"><strong>".len();
    page[begin..].split('<').next().unwrap()
}

#[tokio::test]
async fn a_table_is_narrowed_by_state_review_and_words_in_its_address() {
    let world = world().await;
    let whole = page(&world, "").await;
    assert_eq!((found(&whole), items(&whole)), ("実施事業 51件", 51));
    let cancelled = page(&world, "?state=cancelled").await;
    assert_eq!(found(&cancelled), "51件中 18件");
    assert_eq!(sheet(&cancelled).matches("class=\"badge ended\"").count(), 18);
    // 平成30年11月 as 見直し時期, and 費用 in the remark.
    let review = "?review=%E5%B9%B3%E6%88%9030%E5%B9%B411%E6%9C%88";
    assert_eq!(found(&page(&world, review).await), "51件中 18件");
    let cost = page(&world, "?q=%E8%B2%BB%E7%94%A8").await;
    assert_eq!(found(&cost), "51件中 5件");
    assert!(sheet(&cost).matches("<mark>費用</mark>").count() >= 5);
    assert_eq!(page(&world, "?q=%E8%B2%BB%E7%94%A8&state=cancelled").await.matches("51件中 4件").count(), 1);
    assert!(!sheet(&whole).contains("<mark>"));
}

#[tokio::test]
async fn headings_stay_above_the_rows_that_are_shown_and_one_click_clears() {
    let world = world().await;
    let edition = world.edition(PUBLISHED).await;
    let narrowed = page(&world, &format!("e/{edition}/?q=%E8%B2%BB%E7%94%A8")).await;
    let shown = sheet(&narrowed);
    for heading in ["1. 市民との情報共有の拡充", "1-1. インターネットによる会議他の公開"]
    {
        assert!(shown.contains(heading), "{heading}");
    }
    assert!(!shown.contains("1-2. 議会ホームページの充実"), "nothing under it is shown");
    assert!(shown.contains("class=\"item d2 context\""), "an item above a row that is shown");
    let plan = world.app.plan(&app::Caller::operator("試験"), PUBLISHED).await.unwrap().plan.id.unwrap();
    assert!(narrowed.contains(&format!("href=\"/p/{plan}/e/{edition}/#found\">絞り込みを解除")));
    let nothing = page(&world, "?q=%E7%84%A1%E3%81%84%E8%A8%80%E8%91%89").await;
    assert_eq!((found(&nothing), items(&nothing)), ("51件中 0件", 0));
    assert!(nothing.contains("当てはまる実施事業はありません"));
}

#[tokio::test]
async fn what_cannot_be_asked_is_said_kindly() {
    let world = world().await;
    let short = page(&world, "?q=a").await;
    assert!(short.contains("言葉は2文字以上で探せます"));
    assert!(page(&world, "?as_of=yesterday").await.contains("日付を読み取れません"));
    let early = page(&world, "?recorded_at=2001-01-01").await;
    assert!(early.contains("その時点までの記録で公開されている表はありません"));
    assert_eq!(items(&page(&world, "?recorded_at=2199-01-01").await), 51);
    // What is not a state, and fields that a form sends empty, are passed over.
    assert_eq!(items(&page(&world, "?state=no-such&q=&review=&as_of=").await), 51);
}

#[tokio::test]
async fn rows_have_permanent_places_and_lead_to_their_items() {
    let world = world().await;
    let page = page(&world, "").await;
    let history = world.app.history(&app::Caller::operator("試験"), PUBLISHED, "5-2", None).await.unwrap();
    let node = history.item.node;
    assert_eq!(page.matches(&format!("id=\"n-{node}\"")).count(), 1);
    let row = &page[page.find(&format!("id=\"n-{node}\"")).unwrap()..];
    let row = &row[..row.find("</tr>").unwrap()];
    assert!(row.contains(&format!("/i/{node}\"")) && row.contains("中止"), "{row}");
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let distinct: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len(), "an id stands once");
    for target in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(&target), "{target}");
    }
}

#[tokio::test]
async fn a_day_is_shown_with_both_its_dates_and_exports_the_same_look() {
    let world = world().await;
    let page = page(&world, "?as_of=%E5%B9%B3%E6%88%9031%E5%B9%B41%E6%9C%88").await;
    assert!(page.contains("<time datetime=\"2019-01-31\">平成31年1月31日</time>時点の状態"));
    assert!(page.contains("までの記録による）"));
    assert!(page.contains("この日の状況は分かりません"), "what is not known is said not to be");
    let export = page.split("href=\"").find(|rest| rest.contains("/file?of=table&#38;format=json")).unwrap();
    let export = export.split('"').next().unwrap().replace("&#38;", "&");
    assert!(export.ends_with("&as_of=%E5%B9%B3%E6%88%9031%E5%B9%B41%E6%9C%88"), "{export}");
    let table = world.to("GET", &export).reply().await.is(200).json();
    assert_eq!(table["of"]["as_of"], "2019-01-31");
    let english = world.to("GET", &format!("/p/{PUBLISHED}/?as_of=2019-01-31&lang=en")).reply().await;
    assert!(english.is(200).text().contains(">31 January 2019</time>: as things stood on that day"));
}

#[tokio::test]
async fn an_edition_is_found_by_its_label_and_stays_at_the_address_of_its_id() {
    let world = world().await;
    let edition = world.edition(PUBLISHED).await;
    let label = "%E4%BB%A4%E5%92%8C3%E5%B9%B43%E6%9C%88";
    let reply =
        world.to("GET", &format!("/p/{PUBLISHED}/e/{label}/?state=done&lang=en")).reply().await.is(307);
    let address = reply.header("location").to_owned();
    assert!(address.ends_with(&format!("/e/{edition}/?state=done&lang=en")), "{address}");
    let page = world.to("GET", &address).reply().await.is(200).text();
    assert!(page.contains("rel=\"canonical\"") && page.contains(EDITION));
}

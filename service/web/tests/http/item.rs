//! The page of an item and that of a decision: the answer first, then the whole course.

use crate::support::{DRAFT, EDITION, PUBLISHED, World, id, world, world_of};
use app::Caller;
use serde_json::json;

/// The address of an item by its id.
async fn address(world: &World, number: &str) -> String {
    let reply = world.to("GET", &format!("/p/{PUBLISHED}/i/{number}")).reply().await.is(307);
    reply.header("location").to_owned()
}

async fn page(world: &World, number: &str) -> String {
    world.to("GET", &address(world, number).await).reply().await.is(200).text()
}

/// The address of the only decision that a page leads to.
fn decision(page: &str) -> &str {
    let link = page.split("href=\"").find(|rest| rest.contains("/d/") && rest.starts_with("/p/")).unwrap();
    link.split('"').next().unwrap()
}

#[track_caller]
fn in_order(page: &str, words: &[&str]) {
    let mut rest = page;
    for word in words {
        let at = rest.find(word).unwrap_or_else(|| panic!("{word} is missing after what stands before it"));
        rest = &rest[at + word.len()..];
    }
}

#[tokio::test]
async fn why_an_item_ended_stands_first_with_what_the_table_said_before() {
    let world = world().await;
    let page = page(&world, "5-2").await;
    in_order(
        &page,
        &[
            "<h1><span class=\"number\">5-2</span> 予算・決算審査資料の電子化</h1>",
            "一部試行の上 平成30年11月 中止",
            "平成23年度",
            "<h2 id=\"why\">中止の理由</h2>",
            "議会内の協議の場でも統一の要求も特になく中止しました",
            "推定",
            "未分類",
            "平成30年11月",
            "決めた会議体",
            "記録なし",
            "その前の記載",
            "不明（これより前の版は登録されていません）",
            "一部実施・試行の後に中止",
            "提案・未確定",
            "前回からの変更",
            "この項目の経過",
            "class=\"chart",
            "令和3年3月",
            "この版の記載",
            "原資料のダウンロード",
        ],
    );
    assert!(page.contains("<span class=\"one\">5</span> ペーパーレスの促進"), "the section");
    for (rel, number) in [("prev", "5-1"), ("next", "5-3")] {
        let link = page.split(&format!("rel=\"{rel}\"")).nth(1).unwrap();
        assert!(link.split("</a>").next().unwrap().contains(number), "{rel}");
    }
}

#[tokio::test]
async fn the_document_of_a_public_edition_can_be_had_from_its_row() {
    let world = world().await;
    let page = page(&world, "5-2").await;
    let link = page.split("href=\"").find(|rest| rest.contains("/sources/")).unwrap();
    world.to("GET", link.split('"').next().unwrap()).reply().await.is(200);
}

#[tokio::test]
async fn a_number_leads_to_the_address_that_lasts_and_keeps_the_language() {
    let world = world().await;
    let reply = world.to("GET", "/p/published/i/1-1-1%E2%91%A2?lang=en").reply().await.is(307);
    let location = reply.header("location");
    assert!(location.starts_with("/p/0") && location.ends_with("?lang=en"), "{location}");
    let page = world.to("GET", location).reply().await.is(200).text();
    assert!(page.contains("<html lang=\"en\">") && page.contains("Why it was cancelled"), "{page}");
    assert!(page.contains("<p class=\"reason printed\" lang=\"ja\">議事録検索システム"), "{page}");
}

#[tokio::test]
async fn whether_it_ran_is_a_proposal_until_a_person_states_it() {
    let world = world().await;
    let before = page(&world, "5-9").await;
    in_order(&before, &["実施の有無", "未実施のまま中止", "提案・未確定", "実施したという記載がない"]);
    let stated = json!({"item": "5-9", "extent": "never", "grounds": "個人情報のため着手していない"});
    world.put(&format!("/plans/{PUBLISHED}/executions/{}", id()), &stated).by("staff").reply().await.is(201);
    let after = page(&world, "5-9").await;
    in_order(&after, &["実施の有無", "未実施のまま中止", "確定", "個人情報のため着手していない"]);
    assert!(!after.contains("提案・未確定"));
}

#[tokio::test]
async fn an_item_that_goes_on_has_no_answer_about_an_ending() {
    let world = world().await;
    let page = page(&world, "1-1-1").await;
    assert!(!page.contains("id=\"why\"") && page.contains("class=\"badge going\""));
    assert!(page.contains("この項目の前の版は登録されていないため"), "{page}");
}

#[tokio::test]
async fn a_review_that_ends_an_item_shows_what_changed_in_words_and_names_no_person() {
    let world = world().await;
    ends_in_a_review(&world, "費用に見合わない<b>ため</b>").await;
    let page = page(&world, "5-1-2").await;
    in_order(
        &page,
        &[
            "費用に見合わない&#60;b&#62;ため&#60;/b&#62;",
            "費用",
            "議会運営委員会",
            "令和6年3月22日",
            "その前の記載",
            "未着手",
            "令和3年3月 → 令和6年3月",
            "令和<del>3</del>年3月",
            "令和<ins>6</ins>年3月",
        ],
    );
    for hidden in ["staffさん", "memberさん", "<b>ため"] {
        assert!(!page.contains(hidden), "{hidden}");
    }
    let decision = decision(&page).to_owned();
    let page = world.to("GET", &decision).reply().await.is(200).text();
    in_order(&page, &["5-1-2 減冊の検討", "未着手", "→", "中止", "費用に見合わない", "令和6年3月22日"]);
}

/// A live review in which 5-1-2 ends, adopted and published.
async fn ends_in_a_review(world: &World, reason: &str) {
    let (staff, other) = (Caller::operator("staffさん"), Caller::operator("memberさん"));
    let app = &world.app;
    let cycle = of(json!({"label": AFTER}));
    app.open_cycle(&staff, PUBLISHED, id(), &cycle).await.unwrap();
    let decide = of(json!({"item": "5-1-2", "status": "中止", "reason": reason, "codes": ["cost"]}));
    app.decide(&staff, PUBLISHED, id(), &decide).await.unwrap();
    app.decide_rest(&staff, PUBLISHED, id(), &of(json!({}))).await.unwrap();
    app.submit_cycle(&staff, PUBLISHED, id()).await.unwrap();
    app.review_cycle(&other, PUBLISHED, id(), &of(json!({"verdict": "approved"}))).await.unwrap();
    let adopt = of(json!({
        "body": "議会運営委員会", "meeting": "令和6年第1回", "resolved_on": "2024-03-22", "result": "unanimous",
    }));
    app.adopt_cycle(&staff, PUBLISHED, id(), &adopt).await.unwrap();
    app.publish_edition(&staff, PUBLISHED, id(), AFTER).await.unwrap();
}

/// A request as the API would read it.
fn of<T: serde::de::DeserializeOwned>(request: serde_json::Value) -> T {
    serde_json::from_value(request).unwrap()
}

const AFTER: &str = "令和6年3月";

#[tokio::test]
async fn a_reason_leads_to_the_items_that_it_names_wherever_it_stands() {
    let world = world().await;
    ends_in_a_review(&world, "6-7により代替できるため<i>").await;
    let leads =
        format!("<a href=\"{}\">6-7</a>により代替できるため&#60;i&#62;", address(&world, "6-7").await);
    let item = page(&world, "5-1-2").await;
    assert!(item.contains(&leads), "{item}");
    for path in [
        decision(&item).to_owned(),
        format!("/p/{PUBLISHED}/cancelled"),
        format!("/p/{PUBLISHED}/compare?from=current&to={EDITION}"),
        "/cancelled".to_owned(),
    ] {
        let shown = world.to("GET", &path).reply().await.is(200).text();
        assert!(shown.contains("により代替できるため&#60;i&#62;"), "{path}: {shown}");
        assert!(shown.contains(&leads), "{path}: {shown}");
    }
    let english = world.to("GET", &format!("{}?lang=en", decision(&item))).reply().await.is(200).text();
    let address = address(&world, "6-7").await;
    assert!(english.contains(&format!("<a href=\"{address}?lang=en\">6-7</a>")), "the language is kept");
}

#[tokio::test]
async fn a_decision_that_an_edition_reports_has_its_own_address() {
    let world = world().await;
    let item = page(&world, "5-2").await;
    let decision = decision(&item).to_owned();
    let page = world.to("GET", &decision).reply().await.is(200).text();
    in_order(
        &page,
        &["決定：", "5-2", "推定", "前の状況は不明", "中止", "理由", "統一の要求も特になく", EDITION],
    );
    let english = world.to("GET", &format!("{decision}?lang=en")).reply().await.is(200).text();
    in_order(&english, &["<html lang=\"en\">", "Decision", "Inferred", "Why", "not classified"]);
}

#[tokio::test]
async fn what_was_published_and_withdrawn_keeps_an_answer_that_says_who_and_why() {
    let world = world().await;
    let item = address(&world, "5-2").await;
    let shown = world.to("GET", &item).reply().await.is(200).text();
    let decision = decision(&shown).to_owned();
    let withdraw =
        of(json!({"edition": EDITION, "kind": "unpublish", "authority": "議長", "reason": "差替え<i>"}));
    let operator = Caller::operator("試験");
    world.app.withdraw_edition(&operator, PUBLISHED, id(), &withdraw).await.unwrap();
    for path in [item, decision] {
        let page = world.to("GET", &path).reply().await.is(200).text();
        in_order(&page, &["取り下げられました", EDITION, "議長", "差替え&#60;i&#62;"]);
        assert!(!page.contains("予算・決算審査資料"), "what is no longer public is not shown");
    }
}

#[tokio::test]
async fn what_is_hidden_is_answered_as_what_is_not_there() {
    let world = world_of(&[PUBLISHED, DRAFT]).await;
    let operator = Caller::operator("試験");
    let hidden = world.app.history(&operator, DRAFT, "1-1-1", None).await.unwrap().item.node;
    let unknown = id();
    for (plan, kind) in [(DRAFT, "i"), (PUBLISHED, "i"), (DRAFT, "d"), (PUBLISHED, "d")] {
        let at = |id: &str| format!("/p/{plan}/{kind}/{id}");
        let reply = world.to("GET", &at(&hidden.to_string())).reply().await.is(404);
        let other = world.to("GET", &at(&unknown.to_string())).reply().await.is(404);
        assert_eq!(reply.bytes, other.bytes, "{plan}/{kind}");
    }
}

#[tokio::test]
async fn a_number_in_prose_leads_to_its_item() {
    let world = world().await;
    let target = address(&world, "6-6").await;
    let node = target.rsplit('/').next().unwrap();
    let table = world.to("GET", &format!("/p/{PUBLISHED}/")).reply().await.is(200).text();
    assert!(table.contains(&format!("情報端末の導入（<a href=\"#n-{node}\">6-6</a>）")));
    assert!(table.contains(&format!("id=\"n-{node}\"")), "the place to which it leads");
}

//! Lists of items: what ended and why, what is overdue, what the record does not say.

use crate::support::{DRAFT, OTHER_PUBLISHED, PUBLISHED, World, id, world, world_of};
use serde_json::json;

async fn page(world: &World, path: &str) -> String {
    world.to("GET", path).reply().await.is(200).text()
}

/// The numbers of the items that a list names, in order.
fn numbers(page: &str) -> Vec<String> {
    let rows = page.split("<th role=\"rowheader\"").skip(1);
    let names = rows.map(|row| row.split("</a>").next().unwrap().rsplit('>').next().unwrap());
    names.map(|name| name.split(' ').next().unwrap().to_owned()).collect()
}

/// What an address may bear.
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test]
async fn every_item_that_ended_is_listed_with_its_reason_and_leads_to_its_decision() {
    let world = world().await;
    let page = page(&world, &format!("/p/{PUBLISHED}/cancelled")).await;
    assert_eq!(numbers(&page).len(), 18);
    assert!(page.contains("<strong>18件</strong>") && page.contains("統一の要求も特になく中止しました"));
    assert!(page.contains("未分類 <strong>18</strong>件"), "{page}");
    assert!(page.contains("href=\"/p/") && page.contains("aria-current=\"page\">中止一覧"));
    for part in ["/i/", "/d/"] {
        let link = page.split("href=\"").find(|rest| rest.starts_with("/p/") && rest.contains(part)).unwrap();
        world.to("GET", link.split('"').next().unwrap()).reply().await.is(200);
    }
}

#[tokio::test]
async fn the_address_narrows_the_list_and_its_form_says_by_what() {
    let world = world().await;
    let at = |query: &str| format!("/p/{PUBLISHED}/cancelled?{query}");
    let about_cost = page(&world, &at(&format!("text={}", encoded("費用")))).await;
    assert_eq!(numbers(&about_cost), ["1-1-1③", "1-1-2①", "2-4", "6-2"]);
    assert!(about_cost.contains("18件中 4件") && about_cost.contains("value=\"費用\""));
    assert_eq!(about_cost.matches("<mark>費用</mark>").count(), 4, "{about_cost}");
    let never = numbers(&page(&world, &at("started=false")).await);
    let ran = numbers(&page(&world, &at("started=true")).await);
    assert_eq!(never.len() + ran.len(), 18);
    assert!(never.contains(&"5-9".to_owned()) && ran.contains(&"5-2".to_owned()));
    let cycle = page(&world, &at(&format!("cycle={}", encoded("平成30年11月")))).await;
    assert_eq!(numbers(&cycle).len(), 18);
    let nothing = page(&world, &at(&format!("cycle={}", encoded("令和3年3月")))).await;
    assert!(numbers(&nothing).is_empty() && nothing.contains("当てはまる実施事業はありません"));
    let everything = page(&world, &at("text=&reason=&cycle=&started=")).await;
    assert_eq!(numbers(&everything).len(), 18, "a form sends its empty fields too");
}

#[tokio::test]
async fn reasons_are_counted_and_each_count_leads_to_its_items() {
    let world = world().await;
    let classified = json!({"item": "2-4", "codes": ["cost"]});
    let path = format!("/plans/{PUBLISHED}/classifications/{}", id());
    world.put(&path, &classified).by("staff").reply().await.is(201);
    let all = page(&world, &format!("/p/{PUBLISHED}/cancelled?started=false")).await;
    let link = all.split("href=\"").find(|rest| rest.contains("reason=cost")).unwrap();
    let link = link.split('"').next().unwrap().replace("&#38;", "&");
    assert!(link.contains("started=false"), "{link}");
    let cost = page(&world, &link).await;
    assert_eq!(numbers(&cost), ["2-4"]);
    assert!(cost.contains("費用 <strong>1</strong>件"));
    let unclassified = page(&world, &format!("/p/{PUBLISHED}/cancelled?reason=unclassified")).await;
    assert_eq!(numbers(&unclassified).len(), 17);
}

#[tokio::test]
async fn what_a_list_cannot_be_asked_is_said_kindly_and_harmlessly() {
    let world = world().await;
    let short = world.to("GET", &format!("/p/{PUBLISHED}/cancelled?text={}", encoded("費"))).reply().await;
    assert!(short.is(422).text().contains("言葉は2文字以上で探せます"));
    let strange = format!("/cancelled?reason={}&lang=en", encoded("\"><script>"));
    let strange = world.to("GET", &strange).reply().await.is(422).text();
    assert!(strange.contains("There is no such class") && !strange.contains("<script"));
}

#[tokio::test]
async fn the_list_of_all_plans_has_those_of_public_plans_and_no_others() {
    let world = world_of(&[PUBLISHED, OTHER_PUBLISHED, DRAFT]).await;
    let page = page(&world, "/cancelled?lang=en").await;
    assert!(page.contains("計画 published") && page.contains("計画 other-published"));
    assert!(!page.contains("計画 draft"));
    assert!(page.contains("not classified") && page.contains("lang=\"ja\">平成30年11月"));
    let links = page.split("href=\"").filter(|rest| rest.starts_with("/p/") && rest.contains("/i/"));
    assert!(links.map(|rest| rest.split('"').next().unwrap()).all(|link| link.ends_with("?lang=en")));
    let empty = world_of(&[]).await;
    assert!(self::page(&empty, "/cancelled").await.contains("終了した実施事業はありません"));
}

#[tokio::test]
async fn what_is_overdue_is_told_of_any_day_in_any_form() {
    let world = world().await;
    let at = |day: &str| format!("/p/{PUBLISHED}/overdue?as_of={}", encoded(day));
    for day in ["令和6年3月", "2024-03-31", "R6.3", "令和5年度"] {
        let page = page(&world, &at(day)).await;
        assert_eq!(numbers(&page), ["5-1-2", "5-6", "6-6", "6-7"], "{day}");
        assert!(page.contains("令和6年3月31日"), "{day}");
    }
    let english = page(&world, &format!("{}&lang=en", at("2024-03"))).await;
    assert!(english.contains("2024-03-31") && english.contains("not started"));
    let early = page(&world, &at("平成20年4月")).await;
    assert!(early.contains("この日に期限を過ぎている実施事業はありません"));
    let today = page(&world, &format!("/p/{PUBLISHED}/overdue")).await;
    assert!(numbers(&today).len() >= 4, "{today}");
}

#[tokio::test]
async fn a_day_that_is_none_is_answered_with_what_would_be_accepted() {
    let world = world().await;
    for day in ["いつか", "未定", "2024-13-40", "<b>x</b>"] {
        let path = format!("/p/{PUBLISHED}/overdue?as_of={}", encoded(day));
        let page = world.to("GET", &path).reply().await.is(422).text();
        assert!(page.contains("日付として読み取れません") && page.contains("令和6年3月31日"), "{day}");
        assert!(page.contains("計画 published") && !page.contains("<b>x"), "{day}");
    }
    let path = format!("/p/{PUBLISHED}/overdue?as_of=x&lang=en");
    assert!(world.to("GET", &path).reply().await.is(422).text().contains("cannot be read as a day"));
}

#[tokio::test]
async fn every_kind_of_gap_says_why_it_matters_and_what_to_do() {
    let world = world().await;
    let page = page(&world, &format!("/p/{PUBLISHED}/gaps")).await;
    for words in [
        "終了の理由が分類されていない",
        "終了が後の版からの推定である",
        "その時の版を取り込むと",
        "事務局がすること",
        "欠けのないもの",
        "終了の理由がない",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let english = self::page(&world, &format!("/p/{PUBLISHED}/gaps?lang=en")).await;
    assert!(
        english.contains("What the staff do") && english.contains("Endings inferred from a later edition")
    );
}

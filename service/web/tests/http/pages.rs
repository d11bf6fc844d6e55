//! Pages: what is published, readable by everyone and by machines that read aloud.

use crate::support::{EDITION, PUBLISHED, world, world_of};

#[tokio::test]
async fn the_first_page_lists_the_plans() {
    let world = world().await;
    let reply = world.to("GET", "/").reply().await.is(200);
    let page = reply.text();
    assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
    assert!(page.contains("<html lang=\"ja\">") && page.contains("計画 published") && page.contains(EDITION));
    for named in
        ["id=\"bar-0-wide-title\">計画 published：状況ごとの件数<", "継続中19件、", "<span>流山市議会"]
    {
        assert_eq!(page.contains(named), !named.starts_with("<span>"), "{named}");
    }
    let link = page.split("href=\"").find(|rest| rest.starts_with("/p/")).unwrap();
    world.to("GET", link.split('"').next().unwrap()).reply().await.is(200);
    let empty = world_of(&[]).await.to("GET", "/").reply().await.is(200).text();
    assert!(empty.contains("公開されている計画はありません"));
}

#[tokio::test]
async fn the_table_of_an_edition_is_a_table_with_its_names() {
    let world = world().await;
    let edition = world.edition(PUBLISHED).await;
    let page = world.to("GET", &format!("/p/{PUBLISHED}/")).reply().await.is(200).text();

    let main = |page: &str| page[page.find("<main").unwrap()..].to_owned();
    let same = world.to("GET", &format!("/p/{PUBLISHED}/e/{edition}/")).reply().await.is(200).text();
    assert_eq!(main(&page), main(&same), "the current edition");
    assert!(page.contains(&format!("<title>計画 published {EDITION} - 見直し</title>")));
    let sheet = &page[page.find("class=\"sheet\"").unwrap()..];
    let sections = sheet.matches("<h2 id=\"n-").count();
    assert_eq!(sections, 6);
    assert_eq!(sheet.matches("<table role=\"table\" aria-labelledby=\"n-").count(), sections);
    assert_eq!(sheet.matches("scope=\"col\"").count(), 5 * sections);
    // Heading 5 has a remark, so that it is a row of its section too.
    assert_eq!(sheet.matches("scope=\"row\"").count(), 60 - sections + 1);
    assert_eq!(sheet.matches("class=\"badge ended\"").count(), 18);
    assert_eq!(sheet.matches("class=\"badge going\"").count(), 19);
    assert!(page.contains("平成30年11月 中止") && page.contains("備考"));
    for format in ["tsv", "csv", "json", "xlsx", "docx", "pdf", "html"] {
        let begin = page.find(&format!("/file?of=table&#38;format={format}")).unwrap();
        let link = page[..begin].rfind('"').unwrap() + 1;
        let link = page[link..].split('"').next().unwrap().replace("&amp;", "&").replace("&#38;", "&");
        world.to("GET", &link).reply().await.is(200);
    }
}

#[tokio::test]
async fn nothing_on_a_page_is_inline_or_from_elsewhere() {
    let world = world().await;
    let reply = world.to("GET", &format!("/p/{PUBLISHED}/")).reply().await;
    let page = reply.text();
    for word in ["<script", "<style", "style=", " onclick", "http://", "https://", "javascript:"] {
        assert!(!page.contains(word), "{word}");
    }
    let style = world.to("GET", "/assets/minaoshi.css").reply().await.is(200);
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
    assert!(!style.text().contains("url(") && !style.text().contains("@import"));
    let policy = reply.header("content-security-policy");
    for part in ["style-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"] {
        assert!(policy.contains(part), "{part}");
    }
    assert!(!policy.contains("unsafe") && !policy.contains("script-src"));
}

#[tokio::test]
async fn addresses_end_with_a_slash_and_others_say_that_nothing_is_there() {
    let world = world().await;
    let reply = world.to("GET", "/p/published").reply().await.is(308);
    assert_eq!(reply.header("location"), "/p/published/");
    for path in ["/nothing", "/p/nothing/", "/p/published/e/nothing/"] {
        let reply = world.to("GET", path).reply().await.is(404);
        assert!(reply.header("content-type").starts_with("text/html"), "{path}");
        assert!(reply.text().contains("見つかりません"), "{path}");
    }
}

#[tokio::test]
async fn the_probes_say_how_it_is() {
    let world = world().await;
    assert_eq!(world.to("GET", "/healthz").reply().await.is(200).text(), "ok\n");
    let ready = world.to("GET", "/readyz").reply().await.is(200).json();
    assert_eq!(ready["ready"], true);
    world.app.store().close().await;
    let ready = world.to("GET", "/readyz").reply().await.is(503).json();
    assert_eq!((&ready["ready"], &ready["database"]), (&false.into(), &false.into()));
    world.to("GET", "/healthz").reply().await.is(200);
    let reply = world.get("/plans").reply().await.is(503);
    assert_eq!((reply.problem().as_str(), reply.header("retry-after")), ("unavailable", "1"));
    world.to("GET", "/").reply().await.is(503);
}

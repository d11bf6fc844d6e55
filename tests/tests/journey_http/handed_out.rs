//! 差替ページ表: by the form of the page of a comparison, with the moment when papers were handed out, and over the API with
//! the PDF itself.

use crate::support::*;
use jiff::tz::{TimeZone, offset};
use reqwest::Method;
use serde_json::{Value, json};
use system_tests::{TestDatabase, on_both_blocking};

on_both_blocking!(
    the_form_of_a_comparison_leads_to_papers_and_to_the_pages_to_replace,
    the_pdf_itself_is_taken_and_what_is_none_is_refused,
);

const TABLE: &str = "試験実施計画

見直し：令和3年3月

実施事業\t実施時期\t状況\t見直し時期\t備考
1. 情報共有\t\t\t\t
1-1. 中継\t平成18年9月\t継続中\t\t
1-2. 録画\t未定\t平成30年11月 中止\t平成30年11月\t費用の増大を招くため中止としました。
2. 改革\t\t\t\t
2-1. 配付\t令和3年4月\t未着手\t\t配付の準備中です。
";

/// Two public editions, and how the page of their comparison is asked for.
fn two_editions(office: &Office) -> String {
    let later = TABLE.replace("見直し：令和3年3月", "見直し：令和6年3月").replace("未着手", "継続中");
    for (label, table) in [("令和3年3月", TABLE.to_owned()), ("令和6年3月", later)] {
        let _ = office.yamada.import(PLAN, "table.tsv", table.into_bytes()).is(201);
        let _ = office.yamada.record(&format!("editions/{label}/publications"), &json!({})).is(201);
    }
    let report = office.yamada.ask("/comparison?from=令和3年3月&to=令和6年3月");
    let side = |name: &str| report[name]["edition"]["id"].as_str().unwrap().to_owned();
    format!("from={}&to={}", side("from"), side("to"))
}

/// A file that a form asks for, once it is made.
#[track_caller]
fn file(anyone: &Person, address: &str) -> Reply {
    for _ in 0..30 {
        let reply = anyone.page(address).is(200);
        if reply.headers.contains_key("content-disposition") {
            return reply;
        }
    }
    panic!("{address} is never made");
}

/// The minute after the next one begins, as a form sends it: nothing of it is past.
fn next_minute() -> String {
    let later = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(60);
    later.to_zoned(TimeZone::fixed(offset(9))).strftime("%Y-%m-%dT%H:%M").to_string()
}

fn the_form_of_a_comparison_leads_to_papers_and_to_the_pages_to_replace(db: TestDatabase) {
    let office = Office::open(&db);
    let anyone = Person::at(&office.server, None);
    let sides = two_editions(&office);
    let plan = office.yamada.ask("")["plan"]["id"].as_str().unwrap().to_owned();
    let page = String::from_utf8(anyone.page(&format!("/p/{plan}/compare?{sides}")).is(200).bytes).unwrap();
    let form = page.split("<form").find(|form| form.contains("datetime-local")).expect("there is a form");
    assert!(form.contains(&format!("action=\"/p/{plan}/file\"")) && !form.contains("method"), "{form}");
    for name in ["of", "meeting", "handed_out", "format", "from", "to"] {
        assert!(form.contains(&format!("name=\"{name}\"")), "{name}\n{form}");
    }

    // As the form sends it: with its empty fields.
    let asks = |of: &str, meeting: &str, handed_out: &str| {
        format!("/p/{plan}/file?{sides}&of={of}&meeting={meeting}&handed_out={handed_out}&format=html")
    };
    let papers = file(&anyone, &asks("pack", "令和6年第1回定例会", ""));
    assert!(String::from_utf8(papers.bytes).unwrap().contains("令和6年第1回定例会"));
    let same = file(&anyone, &asks("replacements", "", &next_minute()));
    let same = String::from_utf8(same.bytes).unwrap();
    assert!(same.contains("差し替える頁はありません"), "{same}");

    for (wrong, says) in
        [("きのう", "日本時間"), ("", "日本時間"), ("2020-01-01T10:00", "どちらもすでにあった")]
    {
        let page = anyone.page(&asks("replacements", "", wrong)).is(422);
        let page = String::from_utf8(page.bytes).unwrap();
        assert!(page.contains("前回配付した日時") && page.contains(says), "{wrong}\n{page}");
    }
}

fn the_pdf_itself_is_taken_and_what_is_none_is_refused(db: TestDatabase) {
    let office = Office::open(&db);
    let (yamada, anyone) = (&office.yamada, Person::at(&office.server, None));
    let sides = two_editions(&office);
    let printed = yamada.get(&format!("/plans/{PLAN}/print?of=pack&format=pdf&{sides}")).is(200);
    assert!(printed.bytes.starts_with(b"%PDF-"));

    let send = |who: &Person, bytes: &[u8]| {
        let path = format!("/plans/{PLAN}/print/replacements?format=json&meeting=第1回&{sides}");
        let request = who.request(Method::POST, &path).header("content-type", "application/pdf");
        Reply::to(&path, request.body(bytes.to_vec()))
    };
    let report: Value = send(yamada, &printed.bytes).is(200).json();
    assert_eq!(report["pages_before"], report["pages"]);
    // The cover and the agenda name a meeting, and nothing else differs.
    let rows = report["rows"].as_array().unwrap().iter();
    let rows: Vec<_> = rows.map(|row| (&row["part"], &row["after"], &row["differs"])).collect();
    let (none, changed) = (&Value::Null, &json!("changed"));
    assert_eq!(rows, [(none, &json!(1), changed), (none, &json!(2), changed)], "{report}");
    assert_eq!(report["rows"][0]["says_after"], "第1回");
    assert_eq!(report["file"]["names_the_plan"], true);

    let mut cut = printed.bytes.clone();
    cut.truncate(cut.len() / 2);
    for (bytes, why) in [(b"PK\x03\x04".to_vec(), "no_pdf"), (cut, "damaged")] {
        let refused = send(yamada, &bytes).problem(422, "handed-out");
        assert_eq!(refused["why"], why);
        assert!(refused["detail"].as_str().unwrap().contains("指定してください"), "{refused}");
    }
    let _ = send(&anyone, &printed.bytes).problem(404, "not-found");
    let large = vec![b'%'; 20 * 1024 * 1024 + 1];
    let _ = send(yamada, &large).problem(413, "too-large");
}

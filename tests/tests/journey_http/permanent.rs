//! Nothing that was published ever answers 404 (P8): whatever becomes of it, its address says so. Its evidence is a
//! download for as long as it is public.

use crate::support::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use system_tests::{TestDatabase, on_both_blocking};

on_both_blocking!(
    an_address_that_was_published_always_has_an_answer,
    a_decisions_page_leads_to_its_evidence_while_it_is_public,
);

/// Two headings, four items, one of which an older review ended.
const TABLE: &str = "試験実施計画

見直し：令和3年3月

実施事業\t実施時期\t状況\t見直し時期\t備考
1. 情報共有\t\t\t\t
1-1. 中継\t平成18年9月\t継続中\t\t
1-2. 録画\t未定\t平成30年11月 中止\t平成30年11月\t費用の増大を招くため中止としました。
1-3. 公開\t令和元年9月\t実施済み\t令和3年3月\t公開しています。
2. 改革\t\t\t\t
2-1. 配付\t令和3年4月\t未着手\t\t配付の準備中です。
";
const OLDER: &str = "平成30年11月";
const EDITION: &str = "令和3年3月";
const NEXT: &str = "令和6年3月";
const REASON: &str = "確認が済んでいないため";
const AUTHORITY: &str = "議長の決定";

/// The table of the older review.
fn older() -> String {
    TABLE
        .replace("見直し：令和3年3月", "見直し：平成30年11月")
        .replace("令和3年3月\t公開しています。", "\t")
        .replace("1-3. 公開", "1-4. 公表")
}

/// Every permanent address below a plan's that its pages lead to, from page to page.
fn walk(anyone: &Person, plan: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::from([plan.to_owned()]);
    let mut left: Vec<String> =
        ["", "cancelled", "gaps", "compare"].map(|page| format!("{plan}{page}")).into();
    while let Some(path) = left.pop() {
        let page = String::from_utf8(anyone.page(&path).is(200).bytes).unwrap();
        for link in page.split("href=\"").skip(1).filter_map(|rest| rest.split(['"', '?', '#']).next()) {
            let below = link.strip_prefix(plan).unwrap_or_default();
            let is_permanent = ["e/", "i/", "d/"].iter().any(|kind| below.starts_with(kind));
            if is_permanent && seen.insert(link.to_owned()) {
                left.push(link.to_owned());
            }
        }
    }
    seen
}

fn of_kind(addresses: &BTreeSet<String>, kind: &str) -> usize {
    addresses.iter().filter(|address| address.contains(kind)).count()
}

/// Asserts that each has an answer, and says how many of them tell who withdrew what they name, when and why.
#[track_caller]
fn told(anyone: &Person, addresses: &BTreeSet<String>, when: &str) -> usize {
    let year = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(9))).year();
    let tells = |address: &&String| {
        let answer = anyone.page(address);
        assert_eq!(answer.status, 200, "{when}: {address}");
        let page = String::from_utf8(answer.bytes).unwrap();
        let says = [REASON, AUTHORITY, "記録日時"].map(|word| page.contains(word));
        assert!(says == [true; 3] || says == [false; 3], "{when}: {address} tells a part: {says:?}");
        assert!(says != [true; 3] || page.contains(&year.to_string()), "{when}: {address}");
        says == [true; 3]
    };
    addresses.iter().filter(tells).count()
}

fn withdraw(yamada: &Person, edition: &str, kind: &str) {
    let withdrawal = json!({ "kind": kind, "reason": REASON, "authority": AUTHORITY });
    let _ = yamada.record(&format!("editions/{edition}/withdrawals"), &withdrawal).is(201);
}

fn publish(yamada: &Person, edition: &str) {
    let _ = yamada.record(&format!("editions/{edition}/publications"), &json!({})).is(201);
}

/// A review that revises two items, and its edition, which is not public yet. The decision that ends 1-1 cites evidence.
fn next_review(office: &Office, evidence: Value) -> String {
    let Office { yamada, suzuki, .. } = office;
    let _ = yamada.record("cycles", &json!({ "label": NEXT })).is(201);
    let _ = yamada.decide("2-1", json!({ "status": "継続中" })).is(201);
    let ends = json!({ "status": "中止", "reason": "利用がないため。", "evidence": evidence });
    let ended = yamada.decide("1-1", ends).is(201).json();
    let _ = yamada.record("decisions/rest", &json!({})).is(201);
    let _ = yamada.record("submissions", &json!({})).is(201);
    let _ = suzuki.record("reviews", &json!({ "verdict": "approved" })).is(201);
    let adopt = json!({
        "body": "議会運営委員会",
        "meeting": "令和6年第1回定例会",
        "resolved_on": "2024-03-22",
        "result": "全会一致",
    });
    let _ = yamada.record("adoptions", &adopt).is(201);
    ended["id"].as_str().unwrap().to_owned()
}

fn an_address_that_was_published_always_has_an_answer(db: TestDatabase) {
    let office = Office::open(&db);
    let (yamada, anyone) = (&office.yamada, Person::at(&office.server, None));
    let _ = yamada.import(PLAN, "table.tsv", TABLE.into()).is(201);
    let plan = format!("/p/{}/", yamada.ask("")["plan"]["id"].as_str().unwrap());
    publish(yamada, EDITION);
    let first = walk(&anyone, &plan);
    assert_eq!((of_kind(&first, "/e/"), of_kind(&first, "/i/"), of_kind(&first, "/d/")), (1, 4, 2));

    // A draft that states anew what the public edition lets infer, then its publication and another review's.
    let _ = yamada.import(PLAN, "older.tsv", older().into()).is(201);
    assert_eq!(told(&anyone, &first, "beside a draft"), 0);
    publish(yamada, OLDER);
    let _ = next_review(&office, json!([]));
    publish(yamada, NEXT);
    let all: BTreeSet<String> = walk(&anyone, &plan).into_iter().chain(first).collect();
    assert_eq!((of_kind(&all, "/e/"), of_kind(&all, "/i/")), (3, 5));
    // One inferred, one stated in its place, one of the second review, four or five of the third.
    assert!(of_kind(&all, "/d/") >= 7, "{all:?}");
    assert_eq!(told(&anyone, &all, "published"), 0);

    withdraw(yamada, NEXT, "unpublish");
    let of_next = told(&anyone, &all, "one edition unpublished");
    assert!(of_next >= 5, "the edition and its decisions: {of_next}");
    withdraw(yamada, OLDER, "void");
    assert!(told(&anyone, &all, "one edition voided") > of_next);
    withdraw(yamada, EDITION, "unpublish");
    assert_eq!(told(&anyone, &all, "all withdrawn"), all.len());
    withdraw(yamada, EDITION, "void");
    withdraw(yamada, NEXT, "void");
    assert_eq!(told(&anyone, &all, "all voided"), all.len());
    let _ = yamada.record("closings", &json!({ "reason": "計画期間の終了" })).is(201);
    assert_eq!(told(&anyone, &all, "closed"), all.len());

    // The control: what never was there has no answer.
    for kind in ["e/", "i/", "d/"] {
        let _ = anyone.page(&format!("{plan}{kind}{}", id())).is(404);
    }
}

fn a_decisions_page_leads_to_its_evidence_while_it_is_public(db: TestDatabase) {
    let office = Office::open(&db);
    let (yamada, anyone) = (&office.yamada, Person::at(&office.server, None));
    let _ = yamada.import(PLAN, "table.tsv", TABLE.into()).is(201);
    let plan = yamada.ask("")["plan"]["id"].as_str().unwrap().to_owned();
    publish(yamada, EDITION);
    let minutes = id();
    let of = |source| format!("/plans/{plan}/sources/{source}");
    let request = yamada.request(reqwest::Method::PUT, &format!("{}?name=議事録.html", of(minutes)));
    let _ = Reply::to("minutes", request.header("content-type", "text/html").body("<p>会議録")).is(201);
    let decision = next_review(&office, json!([{ "source": minutes, "place": "3頁" }]));
    let page = format!("/p/{plan}/d/{decision}");
    let hidden_like_unknown = || {
        let [hidden, unknown] = [minutes, id()].map(|source| anyone.get(&of(source)).is(404).bytes);
        assert_eq!(hidden, unknown);
    };
    hidden_like_unknown();
    let _ = anyone.page(&page).is(404);

    publish(yamada, NEXT);
    let link = format!("href=\"/api/v1{}\"", of(minutes));
    let told = String::from_utf8(anyone.page(&page).is(200).bytes).unwrap();
    assert!(told.contains(&link) && told.contains("3頁"), "{told}");
    let file = anyone.get(&of(minutes)).is(200);
    assert_eq!(file.bytes, "<p>会議録".as_bytes());
    assert!(file.header("content-disposition").starts_with("attachment;"));
    assert_eq!(file.header("x-content-type-options"), "nosniff");

    withdraw(yamada, NEXT, "unpublish");
    hidden_like_unknown();
    assert!(!String::from_utf8(anyone.page(&page).is(200).bytes).unwrap().contains(&link));
    // The control: who sees drafts may have it.
    let _ = yamada.get(&of(minutes)).is(200);
}

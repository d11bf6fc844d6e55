//! V6: how much longer pages take in a register of a million events than in one of ten thousand: table, item, comparison,
//! 中止一覧 and search, in one plan and across all plans; from the request to the last byte, without the network.
//!
//! Both registers have the same plans, of about six hundred events each, and are asked in turn. A page is asked of a few
//! plans again and again, as people do; and once of plans that nobody has asked for before.
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

use app::import::{Import, ImportFile};
use app::request::Look;
use app::{Access, App, Caller, Settings, Store};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use domain::id::PlanId;
use std::fmt::Write;
use std::time::Instant;
use system_tests::bench::{Aim, Asked, Figure, copies, median, millis, percentile, say};
use system_tests::{Engine, TestDatabase};
use tower::ServiceExt;
use uuid::Uuid;

/// The editions of a plan, the oldest first.
const EDITIONS: [&str; 8] = [
    "平成26年3月",
    "平成27年3月",
    "平成28年3月",
    "平成29年3月",
    "平成30年3月",
    "平成31年3月",
    "令和2年3月",
    "令和3年3月",
];
/// How many plans are asked for again and again.
const BUSY: usize = 8;

fn main() {
    let asked = Asked::from_args();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let sizes = asked.scale((10_000, asked.events.unwrap_or(1_000_000)), (1_000, 3_000));
    for engine in [Engine::Sqlite, Engine::Postgres] {
        runtime.block_on(compare(engine, sizes, asked.scale(50, 5), asked.scale(300, 5)));
    }
}

/// A register of some size, open for reading.
struct Register {
    /// Vanishes with this.
    _db: TestDatabase,
    app: App,
    router: Router,
    plans: Vec<PlanId>,
    events: u64,
    /// Of each plan: they are copies.
    item: String,
}

/// A page: what it is, and its address in a plan.
type Page = (&'static str, fn(&Register, PlanId) -> String);

const PAGES: &[Page] = &[
    ("the table", |_, plan| format!("/p/{plan}/")),
    ("an item's history", |register, plan| format!("/p/{plan}/i/{}", register.item)),
    ("a comparison", |_, plan| format!("/p/{plan}/compare?from={}&to=current", encoded(EDITIONS[0]))),
    ("cancellations", |_, plan| format!("/p/{plan}/cancelled")),
    ("search in a plan", |_, plan| format!("/search?q={}&plan={plan}", encoded("費用"))),
    ("cancellations of all plans", |_, _| "/cancelled".to_owned()),
    ("search in all plans, found everywhere", |_, _| format!("/search?q={}", encoded("費用"))),
    ("search in all plans, found once", |_, _| format!("/search?q={}", encoded("蛍光掲示板"))),
    ("the first page", |_, _| "/".to_owned()),
];

async fn compare(engine: Engine, (few, many): (u32, u32), items: usize, times: usize) {
    let small = Register::of(engine, few, items).await;
    let large = Register::of(engine, many, items).await;
    for (what, address) in PAGES {
        let mut taken = [Vec::new(), Vec::new()];
        for turn in 0..BUSY + times {
            for (register, taken) in [&small, &large].into_iter().zip(&mut taken) {
                let plan = register.plans[turn % BUSY.min(register.plans.len())];
                let time = ask(&register.router, &address(register, plan)).await;
                // The first of each plan are those that fill the memory.
                if turn >= BUSY {
                    taken.push(time);
                }
            }
            if taken[1].iter().sum::<f64>() > 20_000.0 {
                break;
            }
        }
        print(engine, what, [&small, &large].map(|register| register.events), &taken);
    }
    let mut taken = [Vec::new(), Vec::new()];
    for turn in 0..times.min(small.plans.len() - 1) {
        for (register, taken) in [&small, &large].into_iter().zip(&mut taken) {
            // A service that has read nothing yet.
            let router = web::router(
                App::new(register.app.store().clone(), Settings::default()),
                web::Options::default(),
            );
            let plan = register.plans[register.plans.len() - 1 - turn % 8];
            taken.push(ask(&router, &format!("/p/{plan}/")).await);
        }
    }
    print(
        engine,
        "the table, read for the first time",
        [&small, &large].map(|register| register.events),
        &taken,
    );
    for register in [small, large] {
        register.app.store().close().await;
    }
}

fn print(engine: Engine, what: &str, events: [u64; 2], taken: &[Vec<f64>; 2]) {
    let [small, large] = [&taken[0], &taken[1]].map(|taken| (percentile(taken, 0.99), median(taken)));
    let times = |(p99, half): (f64, f64)| format!("p99 {p99:.2} ms (half {half:.2} ms)");
    let figure = |value, aim| Figure {
        row: "V6",
        work: format!("page: {what}, {} events, {engine:?}", events[1]),
        figure: times(large),
        limit: format!("{} events: {}", events[0], times(small)),
        value,
        aim,
    };
    figure(large.0, (Aim::AtMost(5.0), "ms")).print();
    // The halves: of a few hundred requests the p99 is the machine's mood.
    figure(large.1 / small.1, (Aim::AtMost(1.2), "")).print();
}

impl Register {
    async fn of(engine: Engine, events: u32, items: usize) -> Self {
        let db = TestDatabase::on(engine);
        let begun = Instant::now();
        let open =
            async || App::new(Store::open(&db.url(), Access::Write).await.unwrap(), Settings::default());
        let app = open().await;
        let plan = import(&app, "measured", &EDITIONS, items, "関係部署と調整のうえ").await;
        import(&app, "rare", &EDITIONS[..1], items, "蛍光掲示板を用いて").await;
        let look = Look::default();
        let table = app.table(&Caller::operator("事務局"), "measured", &look).await.unwrap();
        let item = table.rows[table.rows.len() / 2].node.to_string();
        let each = app.store().counts().await.unwrap().events;
        app.store().close().await;
        let wanted = (u64::from(events) / each).max(2) as usize - 1;
        let mut plans = copies::of(&db, plan, wanted).await;
        plans.insert(0, plan);
        let app = open().await;
        app.store().catch_up(|_| {}).await.unwrap();
        copies::settle(&db).await;
        let events = app.store().counts().await.unwrap().events;
        say(&format!("{engine:?}: {events} events in {} plans after {:.1?}", plans.len(), begun.elapsed()));
        Self { router: web::router(app.clone(), web::Options::default()), _db: db, app, plans, events, item }
    }
}

/// A plan by all of its editions, all of them public.
async fn import(app: &App, slug: &str, editions: &[&str], items: usize, words: &str) -> PlanId {
    let staff = Caller::operator("事務局 一郎");
    let mut plan = None;
    for edition in editions {
        let file = ImportFile { name: format!("{edition}.tsv"), bytes: table(edition, items, words).into() };
        let import = Import {
            plan: slug.to_owned(),
            organisation: Some("試験市議会".to_owned()),
            files: vec![file],
            ..Import::default()
        };
        plan = app.import(&staff, Uuid::now_v7(), &import).await.unwrap().done.map(|done| done.plan);
        app.publish_edition(&staff, slug, Uuid::now_v7(), edition).await.unwrap();
    }
    plan.unwrap()
}

/// How many milliseconds a page takes, compressed as browsers ask for it.
async fn ask(router: &Router, path: &str) -> f64 {
    let request = Request::builder().uri(path).header("accept-encoding", "br").body(Body::empty()).unwrap();
    let begun = Instant::now();
    let response = router.clone().oneshot(request).await.unwrap();
    assert!(response.status().is_success(), "{path}: {}", response.status());
    to_bytes(response.into_body(), usize::MAX).await.unwrap();
    millis(begun.elapsed())
}

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut all, byte| {
        write!(all, "%{byte:02X}").unwrap();
        all
    })
}

/// The table of an edition, in sections of ten, with remarks as long as councils write them; a tenth has ended.
fn table(edition: &str, items: usize, words: &str) -> String {
    let mut table =
        format!("試験実施計画\n\n見直し：{edition}\n\n実施事業\t実施時期\t状況\t見直し時期\t備考\n");
    for item in 0..items {
        let (section, place) = (item / 10 + 1, item % 10 + 1);
        if place == 1 {
            writeln!(table, "{section}. 章{section}\t\t\t\t").unwrap();
        }
        let (status, remark) = match item % 10 {
            3 => ("平成25年11月 中止", "費用の増大を招くとの判断から"),
            1 => ("実施済み", words),
            _ => ("継続中", words),
        };
        let remark = format!("{edition}の見直しでは{remark}、議会運営委員会の協議を経て取り組みました。");
        writeln!(table, "{section}-{place}. 事業{item}の実施\t平成24年4月\t{status}\t平成25年11月\t{remark}")
            .unwrap();
    }
    table
}

//! A register as a citizen finds it: the real plan with three editions, one of them reviewed here, and its service.

use serde_json::Value;
use std::sync::Arc;
use system_tests::browser::{Browser, Language};
use system_tests::{Engine, Server, TestDatabase, cli, fixture};

/// What the sample plan is called.
pub(crate) const PLAN: &str = "nagareyama-ict";

/// Which columns of its tables are which levels of a trace.
const TRACE: &str = include_str!("../../../service/import/examples/trace.toml");

/// A service over a register that anyone may read, and the plan in it that pages are to be about.
pub(crate) struct Site {
    // Before the database, so that it ends first.
    pub(crate) server: Arc<Server>,
    /// What stands for the names in a route's path, and in the questions of pages.
    names: Vec<(&'static str, String)>,
    db: Arc<TestDatabase>,
}

impl Site {
    /// The real plan: its tables of 平成30年11月 and 令和3年3月, the review of 令和6年3月, and an erratum.
    pub(crate) fn of_the_sample(db: TestDatabase) -> Self {
        import(&db, "nagareyama-2021-03.txt");
        import(&db, "nagareyama-2018-11.tsv");
        for edition in ["平成30年11月", "令和3年3月"] {
            done(&db, "operator", &["cycle", "publish", PLAN, edition]);
        }
        review(&db);
        consult(&db);
        trace(&db);
        let (plans, history) = (json(&db, &["plan", "list"]), json(&db, &["history", PLAN, "5-2"]));
        let changed = json(&db, &["history", PLAN, "6-6"]);
        let changed = changed["item"]["node"].as_str().expect("an item has an id").to_owned();
        let mut site = Self::over(db).about(&plans[0], &history);
        site.names.retain(|(name, _)| *name != "changed");
        site.names.push(("changed", changed));
        site
    }

    /// A service over what the caller has made of a register.
    pub(crate) fn over(db: TestDatabase) -> Self {
        Self { server: Arc::new(Server::start(&db)), names: Vec::new(), db: Arc::new(db) }
    }

    /// The same service, for pages about this plan and this item, which has ended.
    pub(crate) fn about(&self, plan: &Value, history: &Value) -> Self {
        Self { server: Arc::clone(&self.server), names: names(plan, history), db: Arc::clone(&self.db) }
    }

    /// Which database it lies on.
    pub(crate) fn engine(&self) -> Engine {
        self.db.engine()
    }

    /// An address with its names filled in: `/p/{plan}/` becomes `/p/0190…/`.
    #[track_caller]
    pub(crate) fn fill(&self, template: &str) -> String {
        let filled = self.names.iter().fold(template.to_owned(), |address, (name, value)| {
            address.replace(&format!("{{{name}}}"), value)
        });
        assert!(!filled.contains('{'), "nothing stands for a name in {filled}");
        filled
    }

    /// Opens an address of the site in a browser, in a language.
    pub(crate) async fn open(&self, browser: &Browser, language: Language, path: &str) {
        browser.speak(language).await;
        browser.visit(&self.server.url(path)).await;
    }
}

fn names(plan: &Value, history: &Value) -> Vec<(&'static str, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned();
    let editions = plan["editions"].as_array().expect("a plan has editions");
    // From the oldest to the newest.
    let mut editions: Vec<(String, String)> =
        editions.iter().map(|edition| (text(&edition["date"]["start"]), text(&edition["id"]))).collect();
    editions.sort();
    let from_newest = |back: usize| editions[editions.len().saturating_sub(back).max(1) - 1].1.clone();
    vec![
        ("plan", text(&plan["plan"]["id"])),
        ("edition", from_newest(0)),
        ("older", from_newest(1)),
        ("oldest", editions[0].1.clone()),
        ("item", text(&history["item"]["node"])),
        ("changed", text(&history["item"]["node"])),
        ("operation", "decide".to_owned()),
        ("kind", "stale".to_owned()),
        ("decision", text(&history["ended"]["decision"]["decision"])),
    ]
}

/// A review from its opening to its publication, by two people.
fn review(db: &TestDatabase) {
    let decide = ["cycle", "decide", PLAN];
    let by = |name: &str, arguments: &[&str]| done(db, name, arguments);
    std::fs::write(db.scratch().join("minutes.txt"), "議会運営委員会 会議録").expect("a scratch file");
    by("山田", &["cycle", "open", PLAN, "令和6年3月"]);
    by("山田", &[&decide[..], &["6-6", "--status", "継続中"]].concat());
    let finished = ["6-7", "--status", "実施済み", "--effective", "令和5年4月"];
    by("山田", &[&decide[..], &finished, &["--evidence", "minutes.txt", "--place", "3頁"]].concat());
    let ended = ["5-1-2", "--status", "中止", "--reason", "費用に見合わないため", "--code", "費用"];
    by("山田", &[&decide[..], &ended].concat());
    by("山田", &[&decide[..], &["--rest-unchanged"]].concat());
    by("山田", &["cycle", "submit", PLAN]);
    by("鈴木", &["cycle", "review", PLAN, "--approve"]);
    let adopt = ["cycle", "adopt", PLAN, "--body", "議会運営委員会", "--meeting", "令和6年第1回"];
    by("山田", &[&adopt[..], &["--on", "2024-03-22", "--result", "全会一致"]].concat());
    by("山田", &["cycle", "publish", PLAN, "令和6年3月"]);
    let cell = ["correct", PLAN, "令和6年3月", "3-3", "実施事業"];
    let text = "3-3. 委員会運営におけるプロジェクターの活用";
    by("山田", &[&cell[..], &[text, "--kind", "誤字訂正", "--reason", "「における」の重複"]].concat());
}

/// A consultation whose results are public.
fn consult(db: &TestDatabase) {
    let (table, about) = (fixture("comments.tsv"), fixture("comments.toml"));
    let path = |path: &std::path::Path| path.to_str().expect("a path in UTF-8").to_owned();
    done(db, "山田", &["comments", "import", PLAN, &path(&table), "--about", &path(&about)]);
    done(db, "山田", &["comments", "close", PLAN]);
}

/// Issues and policies, some of which stand alone.
fn trace(db: &TestDatabase) {
    std::fs::write(db.scratch().join("trace.toml"), TRACE).expect("a scratch file");
    let [issues, policies] = ["koganei-trace.tsv", "koganei-policies.tsv"].map(fixture);
    let path = |path: &std::path::Path| path.to_str().expect("a path in UTF-8").to_owned();
    let tables = ["trace", "import", PLAN, &path(&issues), "--policies", &path(&policies)];
    done(db, "山田", &[&tables[..], &["--profile", "trace.toml"]].concat());
}

/// Runs a command of a person to its end.
#[track_caller]
pub(crate) fn done(db: &TestDatabase, name: &str, arguments: &[&str]) {
    let _ = cli(db).args(["--lang", "ja"]).args(arguments.iter().copied()).as_name(name).run().success();
}

#[track_caller]
fn import(db: &TestDatabase, file: &str) {
    let options = ["--plan", PLAN, "--organisation", "流山市議会"];
    let _ = cli(db).arg("import").arg(fixture(file)).args(options).run().success();
}

/// The answer of a command that reads.
#[track_caller]
pub(crate) fn json(db: &TestDatabase, arguments: &[&str]) -> Value {
    cli(db).args(arguments.iter().copied()).args(["--json"]).run().success().json()
}

//! What a table becomes: a new edition, corrections of one that is there, nothing, or a refusal that leaves no trace.

use crate::support::*;
use app::import::{CellDifference, MatchedBy, Outcome};
use app::{App, AppError, Settings, request};
use domain::event::CorrectionKind;
use domain::value::CanonicalState;
use import::Finding;
use std::time::Duration;
use storage::{Access, Store};
use system_tests::{TestDatabase, fixtures, on_both};

on_both!(
    the_same_table_in_any_form_changes_nothing,
    another_reading_of_an_edition_becomes_a_correction,
    a_table_with_other_rows_is_refused_and_leaves_no_trace,
    editions_arrive_in_any_order_and_in_any_number,
    a_new_status_word_is_refused_until_it_is_explained,
    a_preview_and_a_refused_import_write_nothing,
    a_repeated_import_is_answered_as_done,
    an_import_says_whether_it_can_be_read_already,
);

async fn an_import_says_whether_it_can_be_read_already(db: TestDatabase) {
    let settings = Settings { shown_within: Duration::ZERO, ..Settings::default() };
    let app = App::new(Store::open(&db.url(), Access::Write).await.unwrap(), settings);
    let done = import(&app, &text(TABLE)).await.done.unwrap();
    assert!(!done.shown, "nobody waited for it");
    app.store().catch_up(|_| {}).await.unwrap();
    let table = app.table(&staff(), PLAN, &request::Look::default()).await.unwrap();
    assert_eq!(table.plan.version, done.version);
}

async fn the_same_table_in_any_form_changes_nothing(db: TestDatabase) {
    let app = open(&db).await;
    let of =
        |name: &str| files(vec![app::import::ImportFile { name: name.into(), bytes: fixtures::bytes(name) }]);
    let first = import(&app, &of("nagareyama-2021-03.txt")).await;
    assert!(matches!(outcome(&first), Outcome::NewEdition { headings: 9, items: 51, new_nodes: 60, .. }));
    assert!(first.done.unwrap().shown);
    let events = app.events(&staff(), PLAN, 0, 1000).await.unwrap();
    let parts: Vec<&str> = events.iter().map(|event| event.metadata["parts"].as_str()).collect();
    assert!(parts.iter().all(|part| *part == events.len().to_string()), "51 items are one commit: {parts:?}");
    let before = footprint(&app, &[]).await;

    for form in [
        "nagareyama-2021-03.txt",
        "nagareyama-2021-03.source.tsv",
        "nagareyama-2021-03.csv",
        "nagareyama-2021-03-bom.csv",
        "nagareyama-2021-03-cp932.csv",
        "nagareyama-2021-03.xlsx",
    ] {
        let again = import(&app, &of(form)).await;
        assert_eq!(again.done, None, "{form}");
        assert_eq!(outcome(&again), &Outcome::Nothing { label: EDITION.into() }, "{form}");
    }
    assert_eq!(footprint(&app, &[]).await, before);
}

async fn another_reading_of_an_edition_becomes_a_correction(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let right = changed(&[
        ("1-1. 中継\t平成18年9月\t継続中", "1-1. 生中継\t平成19年9月\t実施済み"),
        ("公開しています。", "公開した。"),
    ]);
    let differs = |item: &str, line, column: &str, before: &str, after: &str| CellDifference {
        line,
        item: item.into(),
        title: match item {
            "1-1" => "生中継".into(),
            "1-3" => "公開".into(),
            _ => "配付".into(),
        },
        by: Some(MatchedBy::Place),
        relisted: false,
        column: column.into(),
        before: before.into(),
        after: after.into(),
    };

    let corrected = import(&app, &files(vec![file("right.tsv", &right)])).await;
    let Outcome::Corrections { differences, .. } = outcome(&corrected) else { panic!("{corrected:?}") };
    assert_eq!(
        differences,
        &[
            differs("1-1", 7, "実施事業", "1-1. 中継", "1-1. 生中継"),
            differs("1-1", 7, "実施時期", "平成18年9月", "平成19年9月"),
            differs("1-1", 7, "状況", "継続中", "実施済み"),
            differs("1-3", 9, "備考", "公開しています。", "公開した。"),
        ]
    );

    let table = app.table(&staff(), PLAN, &of_edition(EDITION)).await.unwrap();
    let live = row(&table, "1-1");
    assert_eq!(
        live.cells[..3],
        ["1-1. 生中継", "平成19年9月", "実施済み"],
        "the edition prints what was printed"
    );
    assert_eq!(live.title.as_str(), "生中継");
    assert_eq!(live.schedule.as_ref().unwrap().start.unwrap().year(), 2007);
    assert_eq!(live.state, Some(CanonicalState::Done));
    let errata: Vec<_> =
        live.errata.iter().map(|e| (e.kind, e.printed.as_str(), e.corrected.as_str())).collect();
    assert_eq!(errata[2], (CorrectionKind::Transcription, "継続中", "実施済み"), "both readings are kept");

    for look in [of_edition(EDITION), of_day("令和8年3月")] {
        assert_eq!(having(&app, &look, CanonicalState::Done).await, 2, "{look:?}");
        assert_eq!(having(&app, &look, CanonicalState::Ongoing).await, 0, "{look:?}");
    }
    let history = app.history(&staff(), PLAN, "1-1", None).await.unwrap();
    assert_eq!(history.status.unwrap().wording, "実施済み");
    assert_eq!(history.item.title.as_str(), "生中継");

    let events = app.events(&staff(), PLAN, corrected.done.unwrap().version - 6, 10).await.unwrap();
    let places: Vec<(&str, Option<&str>)> = events
        .iter()
        .map(|event| (event.metadata["file"].as_str(), event.metadata.get("row").map(String::as_str)))
        .collect();
    let row = |row| ("right.tsv", row);
    let rows = [None, Some("7"), Some("7"), Some("7"), Some("9"), None].map(row);
    assert_eq!(places, rows, "the source, four corrections, and the map of the rows");

    assert_eq!(import(&app, &text(&right)).await.done, None, "the right reading is there");
    assert_eq!(app.rebuild(&app::Caller::operator("試験"), |_| {}).await.unwrap().differing, 0);

    // What an erratum made of a cell is not taken back by a file that says the same.
    let erratum = request::Correct {
        edition: EDITION.into(),
        item: "2-1".into(),
        column: "備考".into(),
        kind: "typo".into(),
        seen: None,
        corrected: "配布の準備中です。".into(),
        reason: "誤字".into(),
        evidence: vec![],
    };
    fresh(app.correct_edition(&staff(), PLAN, id(), &erratum).await);
    assert_eq!(import(&app, &text(&right)).await.done, None, "the print says 配付");
    assert_eq!(import(&app, &text(&right.replace("配付の", "配布の"))).await.done, None, "a corrected copy");
    // A file that says neither is held against the print, whatever the erratum says.
    let third = import(&app, &text(&right.replace("配付の", "配付を"))).await;
    let Outcome::Corrections { differences, .. } = outcome(&third) else { panic!("{third:?}") };
    assert_eq!(differences, &[differs("2-1", 11, "備考", "配付の準備中です。", "配付を準備中です。")]);
}

async fn a_table_with_other_rows_is_refused_and_leaves_no_trace(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let before = footprint(&app, &[]).await;

    for (text_of_file, said) in [
        (
            changed(&[("1-3. 公開\t令和元年9月\t実施済み\t令和3年3月\t公開しています。\n", "")]),
            "6 rows, the file has 5",
        ),
        (TABLE.replace("\t備考\n", "\t備考\t担当部署\n"), "担当部署"),
    ] {
        let refused = app.import(&staff(), id(), &text(&text_of_file)).await.unwrap_err();
        let AppError::OtherRows { edition, detail } = refused else { panic!("{refused:?}") };
        assert_eq!(edition, EDITION);
        assert!(detail.contains(said), "{detail}");
        assert_eq!(footprint(&app, &[]).await, before);
    }
}

async fn editions_arrive_in_any_order_and_in_any_number(db: TestDatabase) {
    let app = open(&db).await;
    let workbook = "nagareyama-two-editions.xlsx";
    let both =
        files(vec![app::import::ImportFile { name: workbook.into(), bytes: fixtures::bytes(workbook) }]);
    let imported = import(&app, &both).await;
    let labels: Vec<_> =
        imported.preview.tables.iter().map(|table| table.table.edition_label.clone()).collect();
    assert_eq!(labels, [Some("平成30年11月".to_owned()), Some(EDITION.to_owned())]);
    let overview = app.plan(&staff(), PLAN).await.unwrap();
    assert_eq!((overview.editions.len(), overview.sources.len(), overview.imports.len()), (2, 1, 2));
    let events = app.events(&staff(), PLAN, 0, 1000).await.unwrap();
    assert!(events.iter().all(|event| event.metadata["command"] == events[0].metadata["command"]));
    let two_sheets = app.table(&staff(), PLAN, &of_day("令和8年3月")).await.unwrap();
    assert_eq!(import(&app, &both).await.done, None);

    // The same editions as two files at once, the newer first, and one after the other, the older last.
    let of = |name: &str| app::import::ImportFile { name: name.into(), bytes: fixtures::bytes(name) };
    let (old, new) = ("nagareyama-2018-11.tsv", "nagareyama-2021-03.source.tsv");
    for (plan, commits) in [("at-once", vec![vec![new, old]]), ("older-last", vec![vec![new], vec![old]])] {
        for names in commits {
            let files = files(names.iter().map(|name| of(name)).collect());
            let import = app::import::Import { plan: plan.into(), ..files };
            assert!(app.import(&staff(), id(), &import).await.unwrap().done.is_some());
        }
        let table = app.table(&staff(), plan, &of_day("令和8年3月")).await.unwrap();
        let cells = |table: &projections::report::TableReport| -> Vec<Vec<String>> {
            table.rows.iter().map(|row| row.cells.clone()).collect()
        };
        assert_eq!(cells(&table), cells(&two_sheets), "{plan}");
        let events = app.events(&staff(), plan, 0, 1000).await.unwrap();
        let printed = events.iter().filter(|event| matches!(event.fact, domain::Fact::RowTranscribed(_)));
        let places: std::collections::BTreeSet<_> =
            printed.map(|event| (event.metadata["file"].clone(), event.metadata["row"].clone())).collect();
        assert_eq!(places.len(), 120, "every row of each file has its own place");
        assert!(places.iter().any(|(file, _)| file == old) && places.iter().any(|(file, _)| file == new));
    }

    // An older edition that has less, and a heading with the number of what is an item later.
    let app_plan =
        |text_of_file: &str, plan: &str| app::import::Import { plan: plan.into(), ..text(text_of_file) };
    import(&app, &app_plan(TABLE, "kinds")).await;
    let older = edition(
        "平成30年11月",
        &[("2-1. 配付\t令和3年4月\t未着手\t\t配付の準備中です。", "2-1. 印刷物\t\t\t\t")],
    );
    let older = older.replace("令和3年3月\t公開しています。", "\t").replace("実施済み", "継続中");
    let imported = import(&app, &app_plan(&older, "kinds")).await;
    let Outcome::NewEdition { new_nodes, .. } = outcome(&imported) else { panic!("{imported:?}") };
    assert_eq!(*new_nodes, 1, "the preview counts a heading as another thing than the item of that number");
    let table = app.table(&staff(), "kinds", &of_day("令和8年3月")).await.unwrap();
    assert_eq!(row(&table, "2-1").title.as_str(), "配付");
    assert_eq!(table.rows.len(), 6, "the older edition changes nothing newer");
}

async fn a_new_status_word_is_refused_until_it_is_explained(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let next = edition(NEXT, &[("未着手", "着手")]);

    let refused = app.import(&staff(), id(), &text(&next)).await.unwrap_err();
    let AppError::File(problems) = refused else { panic!("{refused:?}") };
    let problem =
        problems.0.iter().find(|problem| matches!(problem.finding, Finding::NotAStatus { .. })).unwrap();
    assert_eq!((problem.place.row, problem.place.column.as_deref()), (Some(11), Some("状況")));
    assert!(problem.to_string().contains("継続中"), "the known words are named: {problem}");

    let explained =
        app::import::Import { status_words: vec![("着手".into(), CanonicalState::Ongoing)], ..text(&next) };
    import(&app, &explained).await;
    let plan = app.store().plan_of_slug(PLAN).await.unwrap().unwrap();
    let documents = app.store().documents(plan, projections::fold::Kind::Plan).await.unwrap();
    let head = projections::fold::assemble(&documents).unwrap().unwrap().head;
    let version = |label: &str| {
        let edition = head.editions.values().find(|edition| edition.label.as_str() == label).unwrap();
        edition.vocabularies[0].version
    };
    assert_eq!((version(EDITION), version(NEXT)), (1, 2), "old editions keep their words");
    assert_eq!(import(&app, &text(&next)).await.done, None, "the plan knows the word from now on");
    let table = app.table(&staff(), PLAN, &of_edition(NEXT)).await.unwrap();
    assert_eq!(row(&table, "2-1").state, Some(CanonicalState::Ongoing));
}

async fn a_preview_and_a_refused_import_write_nothing(db: TestDatabase) {
    let app = open(&db).await;
    let empty = footprint(&app, &[PLAN]).await;
    let preview = app.preview_import(&staff(), &text(TABLE)).await.unwrap();
    assert!(preview.new_plan && preview.changes);
    assert_eq!(footprint(&app, &[PLAN]).await, empty);

    let with = |change: fn(&mut app::import::Import)| {
        let mut import = text(TABLE);
        change(&mut import);
        import
    };
    let two = || vec![file("a.tsv", TABLE), file("b.tsv", &edition(NEXT, &[]))];
    let mut both = files(two());
    both.edition = Some(EDITION.into());
    for (field, import) in [
        ("organisation", with(|import| import.organisation = None)),
        ("code", with(|import| import.code = Some("122204".into()))),
        ("plan", with(|import| import.plan = "Test Plan".into())),
        ("plan", with(|import| import.plan = "x".into())),
        ("plan", with(|import| import.plan = "-plan".into())),
        ("files", with(|import| import.files.clear())),
        ("edition", with(|import| import.edition = Some("第1版".into()))),
        ("edition", both),
        ("profile", with(|import| import.profile = Some(file("profile.toml", "[[column]]\nnothing = 1\n")))),
    ] {
        let refused = app.import(&staff(), id(), &import).await.unwrap_err();
        let named = if let AppError::Invalid { field, .. } = &refused { *field } else { "profile" };
        assert_eq!(named, field, "{refused:?}");
        assert!(matches!(refused, AppError::Invalid { .. } | AppError::File(_)), "{refused:?}");
        assert_eq!(footprint(&app, &[PLAN]).await, empty, "{field}");
    }

    let taken = id();
    let create = |slug: &str| request::CreatePlan {
        slug: slug.into(),
        title: "計画".into(),
        organisation: "試験市議会".into(),
        code: None,
    };
    fresh(app.create_plan(&staff(), taken, &create("first-name")).await);
    let again = app.create_plan(&staff(), taken, &create("second-name")).await.unwrap_err();
    assert!(matches!(again, AppError::Refused(domain::Refusal::OtherContent { .. })), "{again:?}");
    let slugs = ["first-name", "second-name"];
    assert_eq!(footprint(&app, &slugs).await.4, [true, false], "the name is free again");
    let named = app.create_plan(&staff(), id(), &create("first-name")).await.unwrap_err();
    assert!(matches!(named, AppError::SlugTaken { .. }), "{named:?}");
    // A plan that was made without a table takes its first one.
    let first = app::import::Import { plan: "first-name".into(), organisation: None, ..text(TABLE) };
    assert!(matches!(outcome(&import(&app, &first).await), Outcome::NewEdition { items: 4, .. }));
}

async fn a_repeated_import_is_answered_as_done(db: TestDatabase) {
    let app = open(&db).await;
    let (made, corrected) = (id(), id());
    let first = app.import(&staff(), made, &text(TABLE)).await.unwrap();
    let right = text(&changed(&[("中継", "生中継")]));
    let second = app.import(&staff(), corrected, &right).await.unwrap();
    let before = footprint(&app, &[]).await;

    for (id, import, done) in [(made, text(TABLE), first), (corrected, right, second)] {
        let again = app.import(&staff(), id, &import).await.unwrap();
        let (done, again) = (done.done.unwrap(), again.done.unwrap());
        assert!(again.already);
        assert_eq!((again.plan, again.version), (done.plan, done.version));
        assert_eq!(again.id, id);
    }
    for other in [text(&edition(NEXT, &[])), files(vec![file("other-name.tsv", TABLE)])] {
        let refused = app.import(&staff(), made, &other).await.unwrap_err();
        assert!(matches!(refused, AppError::Refused(domain::Refusal::OtherContent { .. })), "{refused:?}");
    }
    assert_eq!(footprint(&app, &[]).await, before);
}

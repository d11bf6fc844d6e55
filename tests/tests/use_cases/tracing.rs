//! A trace from concepts to policies, as 小金井市 published one: every count of its coverage, the same cells out again, and
//! nothing joined that the document does not join.

use crate::support::*;
use app::import::{ImportFile, TraceImport};
use app::{App, AppError, request};
use domain::value::TraceLevel;
use projections::report::{CoverageReport, OrphanKind};
use system_tests::{TestDatabase, fixtures, on_both};

on_both!(
    every_count_of_the_coverage_comes_out_of_the_imported_tables,
    the_tables_come_out_cell_for_cell,
    the_same_tables_again_change_nothing,
    a_plan_with_a_table_of_its_own_keeps_both,
    a_class_is_joined_with_another_name_by_a_person_only,
    a_link_that_a_person_took_back_is_not_made_again,
    blank_cells_mean_the_one_above_and_are_kept_blank,
    columns_that_the_profile_does_not_fit_are_refused,
    the_public_sees_the_trace_of_a_published_edition_only,
);

const PROFILE: &str = include_str!("../../../service/import/examples/trace.toml");
const LABEL: &str = "平成31年4月";

fn fixture(name: &str) -> ImportFile {
    ImportFile { name: name.to_owned(), bytes: fixtures::bytes(name) }
}

fn tables() -> TraceImport {
    TraceImport {
        plan: PLAN.to_owned(),
        edition: Some(LABEL.to_owned()),
        date: None,
        files: vec![fixture("koganei-trace.tsv")],
        policies: Some(fixture("koganei-policies.tsv")),
        profile: Some(file("trace.toml", PROFILE)),
    }
}

/// A plan that has no table.
async fn empty(db: &TestDatabase) -> App {
    let app = open(db).await;
    let create = request::CreatePlan {
        slug: PLAN.to_owned(),
        title: "ICT整備方針".to_owned(),
        organisation: "小金井市".to_owned(),
        code: None,
    };
    fresh(app.create_plan(&staff(), id(), &create).await);
    app
}

async fn imported(db: &TestDatabase) -> App {
    let app = empty(db).await;
    fresh(app.import_trace(&staff(), id(), &tables()).await.map(|imported| imported.done.unwrap()));
    app
}

async fn coverage(app: &App) -> CoverageReport {
    app.coverage(&staff(), PLAN).await.unwrap()
}

/// What stands alone in one way, with the nearest name.
fn orphans(report: &CoverageReport, kind: OrphanKind) -> Vec<(&str, Option<&str>)> {
    let nearest = |orphan: &projections::report::Orphan| orphan.nearest.clone().map(|near| near.term.title);
    let found = report.of_kind(kind).map(|orphan| (orphan, nearest(orphan)));
    let found: Vec<_> = found.collect();
    let known =
        ["市民向け公共サービス", "庁舎情報システムの最適化", "来庁者向け公共サービス", "庁舎設備の最適化"];
    found
        .iter()
        .map(|(orphan, nearest)| {
            let near =
                nearest.as_ref().and_then(|near| known.into_iter().find(|name| *name == near.as_str()));
            assert_eq!(near.is_some(), nearest.is_some(), "{nearest:?}");
            (orphan.term.title.as_str(), near)
        })
        .collect()
}

async fn every_count_of_the_coverage_comes_out_of_the_imported_tables(db: TestDatabase) {
    let app = empty(&db).await;
    let preview = app.preview_trace(&staff(), &tables()).await.unwrap();
    assert!(preview.changes);
    assert_eq!(preview.new_edition.as_deref(), Some(LABEL));
    assert!(coverage(&app).await.levels.is_empty(), "a preview writes nothing");
    let warned: Vec<(&str, Option<u32>)> =
        preview.tables[1].table.warnings.iter().map(|problem| (problem.code(), problem.place.row)).collect();
    assert_eq!(warned, [("trace-class-unknown", Some(6)), ("trace-class-unknown", Some(17))]);

    app.import_trace(&staff(), id(), &tables()).await.unwrap();
    let report = coverage(&app).await;
    assert_eq!(report.levels, preview.coverage.levels, "as it was shown");
    assert_eq!(report.orphans.len(), preview.coverage.orphans.len());
    assert_eq!(report.covered, preview.coverage.covered);
    assert_eq!((report.issues, report.policies, report.covered), (22, 9, 17));
    let by_class: Vec<(&str, u32)> =
        report.by_class.iter().map(|class| (class.class.title.as_str(), class.issues)).collect();
    assert_eq!(
        by_class,
        [
            ("職員の業務効率化", 7),
            ("公共サービス", 4),
            ("来庁者向け公共サービス", 4),
            ("議会の環境整備", 3),
            ("庁舎等セキュリティ", 1),
            ("傍聴者向け環境整備", 1),
            ("庁舎設備の最適化", 1),
            ("情報セキュリティ", 1),
        ]
    );
    assert_eq!(
        orphans(&report, OrphanKind::ClassWithoutPolicy),
        [
            ("来庁者向け公共サービス", Some("市民向け公共サービス")),
            ("庁舎設備の最適化", Some("庁舎情報システムの最適化")),
        ]
    );
    assert_eq!(
        orphans(&report, OrphanKind::PolicyWithoutIssue),
        [
            ("市民向け公共サービス", Some("来庁者向け公共サービス")),
            ("庁舎情報システムの最適化", Some("庁舎設備の最適化")),
            ("災害対策", None),
        ]
    );
    assert_eq!(
        report.orphans.len(),
        5,
        "every opportunity has its issue, every issue class and countermeasure"
    );
    let disaster = report.by_policy.iter().find(|of| of.policy.title.as_str() == "災害対策").unwrap();
    assert_eq!((disaster.issues, disaster.classes.len()), (0, 0));
    assert_eq!(disaster.under[0].title.as_str(), "庁舎情報システム設備の最適化・災害対策");
    let levels: Vec<(TraceLevel, u32)> = report.levels.iter().map(|of| (of.level, of.terms)).collect();
    assert_eq!(
        levels,
        [
            (TraceLevel::Concept, 3),
            (TraceLevel::Concept, 6),
            (TraceLevel::Function, 14),
            (TraceLevel::Opportunity, 22),
            (TraceLevel::Issue, 22),
            (TraceLevel::Class, 8),
            (TraceLevel::Countermeasure, 22),
            (TraceLevel::Policy, 5),
            (TraceLevel::Policy, 9),
        ]
    );
    // The whole chain of one row, from the concept to the policy.
    let trace = app.trace(&staff(), PLAN).await.unwrap();
    let issues = trace.table(TraceLevel::Issue).unwrap();
    let last = issues.rows.last().unwrap();
    let chain: Vec<&str> = last.linked.iter().map(|term| term.title.as_str()).collect();
    assert_eq!(chain[0], "素顔が見える「コンパクトな庁舎」");
    assert!(chain.contains(&"効率的な収納機能・空間の整備") && chain.contains(&"文書の電子化や共用化の推進"));
    assert_eq!(chain[chain.len() - 1], "職員の業務効率化");
    assert!(last.missing.is_empty());
    assert_eq!(issues.rows[4].missing, [TraceLevel::Policy]);
}

async fn the_tables_come_out_cell_for_cell(db: TestDatabase) {
    let app = imported(&db).await;
    let trace = app.trace(&staff(), PLAN).await.unwrap();
    let printed = |level| export::trace_tsv(trace.table(level).unwrap());
    assert_eq!(printed(TraceLevel::Issue), fixtures::text("koganei-trace.tsv"));
    assert_eq!(printed(TraceLevel::Policy), fixtures::text("koganei-policies.tsv"));
    let table = app.table(&staff(), PLAN, &of_edition(LABEL)).await.unwrap();
    assert_eq!(
        export::tsv(&table),
        fixtures::text("koganei-policies.tsv"),
        "the edition is the table of policies"
    );
}

async fn the_same_tables_again_change_nothing(db: TestDatabase) {
    let app = imported(&db).await;
    let before = footprint(&app, &[]).await;
    let again = app.import_trace(&staff(), id(), &tables()).await.unwrap();
    assert_eq!(again.done, None);
    // The columns are known from then on.
    let without = TraceImport { profile: None, edition: None, ..tables() };
    assert_eq!(app.import_trace(&staff(), id(), &without).await.unwrap().done, None);
    assert_eq!(footprint(&app, &[]).await, before);
    // The control: another cell is another.
    let changed = fixtures::text("koganei-trace.tsv").replace("1章の表に無い項目", "1章の表にない項目");
    let other = TraceImport { files: vec![file("koganei-trace.tsv", &changed)], ..without };
    let imported = app.import_trace(&staff(), id(), &other).await.unwrap();
    assert_eq!(imported.preview.unwrap().tables[1].changed_cells, 1);
    let trace = app.trace(&staff(), PLAN).await.unwrap();
    assert_eq!(export::trace_tsv(trace.table(TraceLevel::Issue).unwrap()), changed);
}

async fn a_plan_with_a_table_of_its_own_keeps_both(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let own = TraceImport { edition: None, ..tables() };
    let preview = app.import_trace(&staff(), id(), &own).await.unwrap().preview.unwrap();
    assert_eq!(preview.new_edition, None);
    import(&app, &text(&edition("平成30年11月", &[]))).await;
    import(&app, &text(&edition("令和5年3月", &[("継続中", "実施済み")]))).await;
    let trace = app.trace(&staff(), PLAN).await.unwrap();
    assert_eq!(
        export::trace_tsv(trace.table(TraceLevel::Issue).unwrap()),
        fixtures::text("koganei-trace.tsv"),
        "a later table of items says nothing of terms"
    );
    assert_eq!(coverage(&app).await.issues, 22);
    let table = app.table(&staff(), PLAN, &of_edition(EDITION)).await.unwrap();
    assert_eq!(export::tsv(&table), TABLE);
    // The next review prints the columns of the plan's table, not those of the trace.
    open_cycle(&app, &staff(), NEXT).await;
    let proposed = app.table(&staff(), PLAN, &of_cycle(NEXT)).await.unwrap();
    assert_eq!(proposed.columns.len(), 5);
    assert_eq!(proposed.rows.len(), 6);
}

async fn a_class_is_joined_with_another_name_by_a_person_only(db: TestDatabase) {
    let app = imported(&db).await;
    let join = request::LinkTrace {
        from: "市民向け公共サービス".to_owned(),
        to: "来庁者向け公共サービス".to_owned(),
        relation: Some("名称の違いのみ".to_owned()),
        edition: None,
    };
    let link = fresh(app.link_trace(&staff(), PLAN, id(), &join).await);
    let report = coverage(&app).await;
    assert_eq!(report.covered, 21);
    assert_eq!(report.of_kind(OrphanKind::ClassWithoutPolicy).count(), 1);
    assert_eq!(report.of_kind(OrphanKind::PolicyWithoutIssue).count(), 2);
    let retract =
        request::RetractLink { link: link.id.to_string(), reason: "別の施策である".to_owned() };
    fresh(app.retract_link(&staff(), PLAN, id(), &retract).await);
    assert_eq!(coverage(&app).await.covered, 17);
    let unknown = request::LinkTrace { to: "そのような分類".to_owned(), ..join.clone() };
    let refused = app.link_trace(&staff(), PLAN, id(), &unknown).await.unwrap_err();
    assert!(matches!(refused, AppError::NotFound { .. }), "{refused}");
    // 公共サービス is the name of a class and of a policy: which one has to be said.
    let doubtful = request::LinkTrace { to: "公共サービス".to_owned(), ..join };
    let refused = app.link_trace(&staff(), PLAN, id(), &doubtful).await.unwrap_err();
    assert!(matches!(refused, AppError::Invalid { field: "to", .. }), "{refused}");
}

async fn a_link_that_a_person_took_back_is_not_made_again(db: TestDatabase) {
    let app = imported(&db).await;
    let trace = app.trace(&staff(), PLAN).await.unwrap();
    let same = trace.links.iter().find(|link| link.relation.as_ref().is_some_and(|of| of.as_str() == "同名"));
    let same = same.unwrap();
    let retract =
        request::RetractLink { link: same.link.to_string(), reason: "名称が偶然同じ".to_owned() };
    fresh(app.retract_link(&staff(), PLAN, id(), &retract).await);
    let again = app.import_trace(&staff(), id(), &tables()).await.unwrap();
    assert_eq!(again.done, None);
    let preview = again.preview.unwrap();
    let warned = preview.tables.iter().flat_map(|table| &table.table.warnings);
    assert_eq!(warned.filter(|problem| problem.code() == "trace-link-retracted").count(), 1);
    assert_eq!(app.trace(&staff(), PLAN).await.unwrap().links.len(), trace.links.len() - 1);
}

async fn blank_cells_mean_the_one_above_and_are_kept_blank(db: TestDatabase) {
    let app = empty(&db).await;
    let printed = "機能\t項目\t課題\t分類\t対策\n案内\t看板\t分かりにくい。\t窓口\t作り直す。\n\t\t古い。\t窓口\t作り直す。\n相談\t\t場所がない。\t\t\n\t机\t\t\t\n";
    let profile = "[trace]\n\"機能\" = \"function\"\n\"項目\" = \"opportunity\"\n\"課題\" = \"issue\"\n\"分類\" = \"class\"\n\"対策\" = \"countermeasure\"\n";
    let import = TraceImport {
        files: vec![file("issues.tsv", printed)],
        policies: None,
        profile: Some(file("trace.toml", profile)),
        ..tables()
    };
    let preview = app.import_trace(&staff(), id(), &import).await.unwrap().preview.unwrap();
    let warned: Vec<(&str, Option<u32>)> =
        preview.tables[0].table.warnings.iter().map(|of| (of.code(), of.place.row)).collect();
    assert!(warned.contains(&("trace-as-above", Some(3))), "{warned:?}");
    assert!(warned.contains(&("trace-without", Some(4))), "{warned:?}");
    assert!(!warned.contains(&("trace-as-above", Some(4))), "another function has an opportunity of its own");
    let trace = app.trace(&staff(), PLAN).await.unwrap();
    let issues = trace.table(TraceLevel::Issue).unwrap();
    assert_eq!(export::trace_tsv(issues), printed);
    let second: Vec<&str> = issues.rows[1].linked.iter().map(|term| term.title.as_str()).collect();
    assert_eq!(second, ["案内", "看板", "窓口", "作り直す。"]);
    let report = coverage(&app).await;
    assert_eq!((report.issues, report.policies), (3, 0));
    assert_eq!(orphans(&report, OrphanKind::OpportunityWithoutIssue), [("机", None)]);
    assert_eq!(report.of_kind(OrphanKind::IssueWithoutClass).count(), 1);
    assert_eq!(report.of_kind(OrphanKind::IssueWithoutCountermeasure).count(), 1);
    assert_eq!(
        report.of_kind(OrphanKind::ClassWithoutPolicy).count(),
        0,
        "there are no policies to speak of"
    );
}

async fn columns_that_the_profile_does_not_fit_are_refused(db: TestDatabase) {
    let app = empty(&db).await;
    let before = footprint(&app, &[]).await;
    for (profile, code) in [
        (PROFILE.replace("現状及び課題", "課題"), "trace-no-column"),
        (PROFILE.replace("\"分類\"", "\"種別\""), "trace-heading-missing"),
        ("[headings]\n\"分類\" = \"category\"\n".to_owned(), "trace-no-levels"),
        (PROFILE.replace("\"issue\"", "\"problem\""), "bad-profile"),
    ] {
        let import = TraceImport { profile: Some(file("trace.toml", &profile)), ..tables() };
        let refused = app.import_trace(&staff(), id(), &import).await.unwrap_err();
        let AppError::File(problems) = refused else { panic!("{refused}") };
        assert!(problems.errors().any(|problem| problem.code() == code), "{code}: {problems}");
    }
    let unnamed = TraceImport { edition: None, ..tables() };
    let refused = app.import_trace(&staff(), id(), &unnamed).await.unwrap_err();
    assert!(matches!(refused, AppError::Invalid { field: "edition", .. }), "{refused}");
    let refused = app.import_trace(&public(), id(), &tables()).await.unwrap_err();
    assert!(matches!(refused, AppError::NotFound { .. }), "{refused}");
    assert_eq!(footprint(&app, &[]).await, before, "nothing is left of what was refused");
}

async fn the_public_sees_the_trace_of_a_published_edition_only(db: TestDatabase) {
    let app = imported(&db).await;
    let hidden = app.coverage(&public(), PLAN).await.unwrap_err();
    assert!(matches!(hidden, AppError::NotFound { .. }), "{hidden}");
    fresh(app.publish_edition(&staff(), PLAN, id(), LABEL).await);
    let report = app.coverage(&public(), PLAN).await.unwrap();
    assert_eq!((report.issues, report.policies, report.orphans.len()), (22, 9, 5));
}

//! Reports as files: every one in every format, for whoever may see the report and for nobody else.

use crate::support::*;
use app::request::{ColumnWidth, DocumentKind, DocumentQuery, LayOut, Look};
use app::{App, AppError, FileFormat, InForm, Outgoing, Printed, Printing, Sent, Settings};
use domain::digest::Digest;
use export::{Format, Manner, Part, Progress};
use projections::wording::Language;
use storage::{Access, Store};
use system_tests::{TestDatabase, on_both};

on_both!(
    every_report_is_printed_in_every_format,
    who_may_not_see_a_report_gets_no_file_of_it,
    a_table_is_printed_as_its_plan_lays_it_out,
    the_same_data_give_the_same_bytes,
    what_a_file_comes_from_is_told_beside_it,
    a_long_text_goes_out_as_it_is_written,
    a_document_of_one_department_says_that_it_is_one,
    what_a_document_knows_nothing_of_is_refused,
);

/// What a kind needs to be told.
fn asked(kind: DocumentKind) -> DocumentQuery {
    let of = DocumentQuery::of(kind);
    let two = || DocumentQuery { from: Some(EDITION.to_owned()), to: Some(NEXT.to_owned()), ..of.clone() };
    match kind {
        DocumentKind::History => DocumentQuery { item: Some("1-2".to_owned()), ..of },
        DocumentKind::Overdue => DocumentQuery { on: Some("2024-04-01".to_owned()), ..of },
        DocumentKind::Comparison | DocumentKind::Pack => two(),
        // What was handed out a moment ago.
        DocumentKind::Replacements => {
            DocumentQuery { handed_out: Some(jiff::Timestamp::now().to_string()), ..two() }
        }
        DocumentKind::Table
        | DocumentKind::Cancelled
        | DocumentKind::Report
        | DocumentKind::Part(_)
        | DocumentKind::Trace
        | DocumentKind::Coverage
        | DocumentKind::Comments => of,
    }
}

async fn two_editions(db: &TestDatabase) -> App {
    let app = open(db).await;
    small(&app).await;
    import(&app, &text(&edition(NEXT, &[("準備中", "用意")]))).await;
    app
}

async fn every_report_is_printed_in_every_format(db: TestDatabase) {
    let app = two_editions(&db).await;
    for kind in DocumentKind::all() {
        for format in FileFormat::ALL {
            let file = printed(&app, &staff(), &asked(kind), format).await;
            let file = file.unwrap_or_else(|error| panic!("{} {}: {error}", kind.name(), format.name()));
            let begins: &[u8] = match format {
                FileFormat::Json => b"",
                FileFormat::Document(Format::Pdf) => b"%PDF-",
                FileFormat::Document(Format::Xlsx | Format::Docx) => b"PK",
                FileFormat::Document(Format::Html) => b"<!DOCTYPE html>",
                FileFormat::Document(Format::Tsv | Format::Csv) => b"",
            };
            assert!(file.bytes.starts_with(begins), "{} {}", kind.name(), format.name());
            assert_eq!(file.warnings, Vec::<String>::new());
            assert!(
                file.name.starts_with("試験実施計画") && file.name.ends_with(format.name()),
                "{}",
                file.name
            );
            if format == FileFormat::Json {
                let _: serde_json::Value = serde_json::from_slice(&file.bytes).unwrap();
            }
        }
    }
    let html = FileFormat::Document(Format::Html);
    let says = |file: Printed| String::from_utf8(file.bytes).unwrap();
    let table = says(printed(&app, &staff(), &asked(DocumentKind::Table), html).await.unwrap());
    assert!(table.contains("費用の増大を招くため中止としました。"));
    let compared = says(printed(&app, &staff(), &asked(DocumentKind::Comparison), html).await.unwrap());
    assert!(compared.contains("<ins>用意</ins>") && compared.contains("<del>準備中</del>"), "{compared}");
    let late = says(printed(&app, &staff(), &asked(DocumentKind::Overdue), html).await.unwrap());
    assert!(late.contains("2-1"), "what was to begin in 令和3年4月 is late");
    let nobody = DocumentQuery { item: None, ..asked(DocumentKind::History) };
    let refused = printed(&app, &staff(), &nobody, html).await;
    assert!(matches!(&refused, Err(AppError::Invalid { field: "item", .. })), "{refused:?}");
}

async fn who_may_not_see_a_report_gets_no_file_of_it(db: TestDatabase) {
    let app = two_editions(&db).await;
    for kind in DocumentKind::all() {
        for format in [FileFormat::Json, FileFormat::Document(Format::Html)] {
            let refused = printed(&app, &public(), &asked(kind), format).await;
            assert!(matches!(refused, Err(AppError::NotFound { .. })), "{}: {refused:?}", kind.name());
        }
    }
    app.publish_edition(&staff(), PLAN, id(), EDITION).await.unwrap();
    let html = FileFormat::Document(Format::Html);
    let table = printed(&app, &public(), &DocumentQuery::of(DocumentKind::Table), html).await.unwrap();
    let table = String::from_utf8(table.bytes).unwrap();
    assert!(table.contains("配付の準備中です。") && !table.contains("用意"), "the newer one is a draft");
}

async fn a_table_is_printed_as_its_plan_lays_it_out(db: TestDatabase) {
    let app = two_editions(&db).await;
    let wide = ColumnWidth { column: "備考".to_owned(), width: 700 };
    let request =
        LayOut { orientation: Some("portrait".into()), paper: Some("a3".into()), widths: vec![wide] };
    app.lay_out(&staff(), PLAN, id(), &request).await.unwrap();
    let html = FileFormat::Document(Format::Html);
    let table = printed(&app, &staff(), &asked(DocumentKind::Table), html).await.unwrap();
    let table = String::from_utf8(table.bytes).unwrap();
    assert!(table.contains("size: A3 portrait"), "{table}");
}

async fn the_same_data_give_the_same_bytes(db: TestDatabase) {
    let app = two_editions(&db).await;
    for format in FileFormat::ALL {
        let first = printed(&app, &staff(), &asked(DocumentKind::Cancelled), format).await.unwrap();
        let again = printed(&app, &staff(), &asked(DocumentKind::Cancelled), format).await.unwrap();
        assert!(first == again, "{}", format.name());
    }
}

async fn what_a_file_comes_from_is_told_beside_it(db: TestDatabase) {
    let printing = Printing { site: Some("https://example.jp".to_owned()), fonts: None };
    let settings = Settings { printing, ..Settings::default() };
    let app = App::new(Store::open(&db.url(), Access::Write).await.unwrap(), settings);
    let plan = small(&app).await;
    let csv = FileFormat::Document(Format::Csv);
    let query = DocumentQuery { look: of_edition(EDITION), ..DocumentQuery::of(DocumentKind::Table) };
    let file = sent(&app, &query, csv).await;
    let about = file.side_file();
    let edition = about.origin.edition.unwrap();
    assert_eq!(about.origin.address, Some(format!("https://example.jp/p/{plan}/e/{edition}/")));
    let bytes = pieces(file.content).await.concat();
    assert_eq!(about.sha256, Digest::of_bytes(&bytes));
    assert_eq!((about.bytes, about.file.as_str()), (bytes.len() as u64, "試験実施計画_令和3年3月.csv"));
    assert_eq!(about.origin.fingerprint, None, "its place is there, and nothing is made up");
    let html = printed(&app, &staff(), &query, FileFormat::Document(Format::Html)).await.unwrap();
    let html = String::from_utf8(html.bytes).unwrap();
    assert!(html.contains(&format!("https://example.jp/p/{plan}/e/{edition}/")), "at the foot");
}

async fn a_long_text_goes_out_as_it_is_written(db: TestDatabase) {
    let app = open(&db).await;
    // As long as a remark may be.
    let remark = "髙﨑市の㈱𠮷田〜見直しの経過。".repeat(250);
    let rows: String = (1..=30).map(|row| format!("3-{row}. 事業\t\t継続中\t\t{row}{remark}\n")).collect();
    let table = format!("{TABLE}3. 長文\t\t\t\t\n{rows}");
    import(&app, &text(&table)).await;
    for format in FileFormat::ALL {
        let query = DocumentQuery { look: of_edition(EDITION), ..DocumentQuery::of(DocumentKind::Table) };
        let file = sent(&app, &query, format).await;
        let about = file.side_file();
        let came = pieces(file.content).await;
        let bytes = came.concat();
        assert_eq!((about.bytes, about.sha256), (bytes.len() as u64, Digest::of_bytes(&bytes)));
        match format {
            FileFormat::Json | FileFormat::Document(Format::Tsv | Format::Csv | Format::Html) => {
                assert!(came.len() > 4, "{}: {} pieces", format.name(), came.len());
                assert!(came.iter().all(|piece| piece.len() <= 64 * 1024), "{}", format.name());
                assert_eq!(
                    String::from_utf8(bytes).unwrap().matches(&remark).count(),
                    30,
                    "{}",
                    format.name()
                );
            }
            FileFormat::Document(Format::Xlsx | Format::Docx | Format::Pdf) => {
                assert_eq!(came.len(), 1, "{}: it is known as a whole only", format.name());
            }
        }
    }
    let tsv =
        printed(&app, &staff(), &DocumentQuery::of(DocumentKind::Table), FileFormat::Document(Format::Tsv))
            .await;
    assert!(tsv.unwrap().bytes == table.as_bytes(), "what was imported");
}

/// The file on its way to staff.
async fn sent(app: &App, query: &DocumentQuery, format: FileFormat) -> Sent {
    let manner = Manner::default();
    let form = InForm { format, manner, language: Language::Japanese };
    let prepared = app.document(&staff(), PLAN, query, form).await.unwrap();
    app.send(prepared, manner, &Progress::default()).await.unwrap()
}

async fn pieces(mut content: Outgoing) -> Vec<Vec<u8>> {
    let mut pieces = Vec::new();
    while let Some(piece) = content.piece().await {
        pieces.push(piece.unwrap());
    }
    pieces
}

async fn a_document_of_one_department_says_that_it_is_one(db: TestDatabase) {
    let app = two_editions(&db).await;
    let kinds = [
        DocumentKind::Table,
        DocumentKind::Comparison,
        DocumentKind::Overdue,
        DocumentKind::Part(Part::Grid),
        DocumentKind::Part(Part::Cards),
    ];
    for kind in kinds {
        for format in [Format::Html, Format::Pdf] {
            let query = DocumentQuery { department: Some("総務課".to_owned()), ..asked(kind) };
            let file = sent(&app, &query, FileFormat::Document(format)).await;
            assert!(file.name.ends_with(&format!("_総務課.{}", format.name())), "{}", file.name);
            if format == Format::Html {
                let page = String::from_utf8(pieces(file.content).await.concat()).unwrap();
                assert!(page.contains("絞り込み"), "{}: among what is known of it", kind.name());
                let named = page.matches("担当部署：総務課").count();
                assert!(named >= 3, "{}: in its title and at its foot too, {named} times", kind.name());
            }
        }
        let whole = sent(&app, &asked(kind), FileFormat::Document(Format::Html)).await;
        assert!(!whole.name.contains("総務課"));
        let page = String::from_utf8(pieces(whole.content).await.concat()).unwrap();
        assert!(!page.contains("絞り込み"), "{}", kind.name());
    }
}

async fn what_a_document_knows_nothing_of_is_refused(db: TestDatabase) {
    let app = two_editions(&db).await;
    let some = || Some("令和3年4月".to_owned());
    let look = |look| DocumentQuery { look, ..asked(DocumentKind::Overdue) };
    let department = |kind| DocumentQuery { department: Some("総務課".to_owned()), ..asked(kind) };
    let wrong = [
        (look(Look { as_of: some(), ..Look::default() }), "as_of"),
        (look(of_edition(EDITION)), "edition"),
        (DocumentQuery { on: some(), ..asked(DocumentKind::Cancelled) }, "on"),
        (DocumentQuery { year: some(), ..asked(DocumentKind::Table) }, "year"),
        (DocumentQuery { item: some(), ..asked(DocumentKind::Comparison) }, "item"),
        (DocumentQuery { look: of_edition(EDITION), ..asked(DocumentKind::History) }, "edition"),
        (department(DocumentKind::Report), "department"),
        (department(DocumentKind::Pack), "department"),
        (department(DocumentKind::Trace), "department"),
        (DocumentQuery { on: Some("soon".to_owned()), ..asked(DocumentKind::Overdue) }, "on"),
    ];
    for (query, name) in wrong {
        let refused = printed(&app, &staff(), &query, FileFormat::Document(Format::Csv)).await;
        let Err(AppError::Invalid { field, .. }) = &refused else { panic!("{query:?}: {refused:?}") };
        assert_eq!(*field, name, "{query:?}");
        let hidden = printed(&app, &public(), &query, FileFormat::Document(Format::Csv)).await;
        assert!(matches!(&hidden, Err(AppError::NotFound { .. })), "nobody is told of a draft: {hidden:?}");
    }
}

//! What went out comes back: unchanged it says nothing, changed by people it says what they did, row by row.

use crate::support::*;
use app::import::{CellDifference, Change, Import, ImportFile, MatchedBy, Outcome, Preview, RowMove};
use app::request::{DocumentKind, DocumentQuery, Look};
use app::{App, AppError, FileFormat, InForm};
use export::{Csv, Encoding, Format, Layout, Manner, Progress};
use import::{Finding, IdFinding, Problem, Sheet};
use projections::wording::Language;
use system_tests::{TestDatabase, fixtures, on_both};

on_both!(
    an_unchanged_file_says_nothing_from_every_form,
    rows_that_people_insert_renumber_retitle_and_delete_are_known_by_their_ids,
    rows_that_exchange_their_numbers_are_known_by_their_ids,
    a_sorted_sheet_stands_where_it_stood,
    a_row_under_another_heading_is_moved_where_its_number_lets_it,
    an_edition_is_corrected_by_ids_in_any_order,
    an_id_that_is_none_or_of_another_table_or_there_twice_is_a_problem_at_its_place,
    a_row_is_taken_by_its_title_only_where_the_file_has_no_ids,
    a_new_edition_knows_its_items_by_their_ids,
);

#[derive(Debug, Clone, Copy)]
pub(crate) enum Form {
    Data,
    Print,
    Csv { ids: bool, mark: bool },
    Cp932,
}

pub(crate) const FORMS: [Form; 6] = [
    Form::Data,
    Form::Print,
    Form::Csv { ids: false, mark: false },
    Form::Csv { ids: true, mark: false },
    Form::Csv { ids: true, mark: true },
    Form::Cp932,
];

/// The table as a file of that form, as the command line and the API give it.
pub(crate) async fn exported(app: &App, look: &Look, form: Form) -> ImportFile {
    let (format, manner) = match form {
        Form::Data => (Format::Xlsx, Manner { layout: Layout::Data, ..Manner::default() }),
        Form::Print => (Format::Xlsx, Manner { layout: Layout::Print, ..Manner::default() }),
        Form::Csv { ids, mark } => {
            let encoding = if mark { Encoding::Utf8WithMark } else { Encoding::Utf8 };
            (Format::Csv, Manner { csv: Csv { encoding, ids, ..Csv::default() }, ..Manner::default() })
        }
        Form::Cp932 => {
            (Format::Csv, Manner { csv: Csv { ids: true, ..Csv::default() }, ..Manner::default() })
        }
    };
    let asked = DocumentQuery { look: look.clone(), ..DocumentQuery::of(DocumentKind::Table) };
    let form_of = InForm { format: FileFormat::Document(format), manner, language: Language::Japanese };
    let prepared = app.document(&staff(), PLAN, &asked, form_of).await.unwrap();
    let printed = app.print(prepared, manner, &Progress::default()).await.unwrap();
    let bytes = match form {
        Form::Cp932 => {
            let text = String::from_utf8(printed.bytes).unwrap();
            let (bytes, _, lost) = encoding_rs::SHIFT_JIS.encode(&text);
            assert!(!lost);
            bytes.into_owned()
        }
        Form::Data | Form::Print | Form::Csv { .. } => printed.bytes,
    };
    ImportFile { name: format!("table.{}", format.name()), bytes }
}

/// The rows of a sheet, as a person changes them.
pub(crate) type Rows = Vec<Vec<String>>;

/// The workbook as it is saved after a change of its table.
pub(crate) fn saved(file: &ImportFile, change: impl FnOnce(&mut Rows)) -> ImportFile {
    let sheets = import::read(&file.name, &file.bytes).unwrap();
    let mut change = Some(change);
    let mut book = rust_xlsxwriter::Workbook::new();
    for Sheet { name, rows, .. } in sheets {
        let name = name.unwrap();
        let mut rows: Rows = rows.into_iter().map(|row| row.cells).collect();
        if rows.iter().any(|row| row.iter().any(|cell| cell == "管理番号"))
            && let Some(change) = change.take()
        {
            change(&mut rows);
        }
        let sheet = book.add_worksheet().set_name(&name).unwrap();
        for (row, cells) in (0..).zip(&rows) {
            for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    assert!(change.is_none(), "the workbook has the table");
    ImportFile { name: file.name.clone(), bytes: book.save_to_buffer().unwrap() }
}

/// Where the row with that title begins.
#[track_caller]
pub(crate) fn at(rows: &Rows, title: &str) -> usize {
    rows.iter().position(|row| row.first().is_some_and(|cell| cell.starts_with(title))).unwrap()
}

/// The place of the header.
#[track_caller]
pub(crate) fn header(rows: &Rows) -> usize {
    at(rows, "実施事業")
}

pub(crate) async fn preview(app: &App, file: &ImportFile) -> Result<Preview, AppError> {
    app.preview_import(&staff(), &files(vec![file.clone()])).await
}

#[track_caller]
pub(crate) fn proposals(outcome: &Outcome) -> (&[CellDifference], &[String], &[String], &[RowMove]) {
    let Outcome::Proposals { differences, added, missing, moved, .. } = outcome else {
        panic!("{outcome:?}")
    };
    (differences, added, missing, moved)
}

pub(crate) fn said(differences: &[CellDifference]) -> Vec<String> {
    let one =
        |cell: &CellDifference| format!("{} {}: {}→{}", cell.item, cell.column, cell.before, cell.after);
    differences.iter().map(one).collect()
}

fn numbers(moved: &[RowMove]) -> Vec<(&str, &str)> {
    moved
        .iter()
        .filter_map(|row| row.number.as_ref())
        .map(|n| (n.before.as_str(), n.after.as_str()))
        .collect()
}

pub(crate) fn codes(warnings: &[Problem]) -> Vec<&'static str> {
    warnings.iter().map(Problem::code).collect()
}

async fn an_unchanged_file_says_nothing_from_every_form(db: TestDatabase) {
    let app = open(&db).await;
    let sample = "nagareyama-2021-03.source.tsv";
    import(&app, &files(vec![ImportFile { name: sample.into(), bytes: fixtures::bytes(sample) }])).await;
    open_cycle(&app, &staff(), NEXT).await;
    fresh(app.decide(&staff(), PLAN, id(), &decide("6-6", "継続中")).await);
    let before = footprint(&app, &[]).await;
    for look in [of_edition(EDITION), of_cycle(NEXT)] {
        for form in FORMS {
            let file = exported(&app, &look, form).await;
            let seen = preview(&app, &file).await.unwrap();
            assert!(!seen.changes, "{form:?}");
            assert!(
                matches!(seen.tables[0].outcome, Outcome::Nothing { .. }),
                "{form:?}: {:?}",
                seen.tables[0].outcome
            );
            let again = import(&app, &files(vec![file])).await;
            assert_eq!((again.done, again.preview), (None, seen), "{form:?}");
        }
    }
    assert_eq!(footprint(&app, &[]).await, before);
}

async fn rows_that_people_insert_renumber_retitle_and_delete_are_known_by_their_ids(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    open_cycle(&app, &staff(), NEXT).await;
    let table = app.table(&staff(), PLAN, &of_cycle(NEXT)).await.unwrap();
    let node = |table: &projections::report::TableReport, number: &str| row(table, number).node;
    let (first, third) = (node(&table, "1-1"), node(&table, "1-3"));
    let file = saved(&exported(&app, &of_cycle(NEXT), Form::Print).await, |rows| {
        let header = header(rows);
        rows[header].push("メモ".into());
        for (from, to) in [("1-3", "1-4"), ("1-2", "1-3"), ("1-1", "1-2")] {
            let at = at(rows, from);
            rows[at][0] = rows[at][0].replace(from, to);
        }
        let open = at(rows, "1-4");
        rows[open][2] = "継続中".into();
        rows[open].push("要確認".into());
        let reform = at(rows, "2. ");
        rows[reform][0] = "2. 議会改革".into();
        let gone = at(rows, "2-1");
        rows.remove(gone);
        rows.insert(at(rows, "1-2"), ["1-1. 要約", "令和7年4月", "未着手"].map(str::to_owned).to_vec());
        rows.extend([vec![String::new(); 9], vec![]]);
    });

    let before = footprint(&app, &[]).await;
    let seen = preview(&app, &file).await.unwrap();
    assert_eq!(footprint(&app, &[]).await, before, "a preview writes nothing");
    let (differences, added, missing, moved) = proposals(&seen.tables[0].outcome);
    assert_eq!((added, missing), (&["1-1 要約".to_owned()][..], &["2-1 配付".to_owned()][..]));
    assert_eq!(numbers(moved), [("1-1", "1-2"), ("1-2", "1-3"), ("1-3", "1-4")]);
    assert!(moved.iter().all(|row| row.by == MatchedBy::Id && row.proposed && row.under.is_none()));
    let expected = [
        "1-1 実施時期: →令和7年4月",
        "1-1 状況: →未着手",
        "1-4 状況: 実施済み→継続中",
        "2 実施事業: 改革→議会改革",
    ];
    assert_eq!(said(differences), expected);
    let by: Vec<_> = differences.iter().map(|cell| cell.by).collect();
    assert_eq!(by, [None, None, Some(MatchedBy::Id), Some(MatchedBy::Id)]);
    assert_eq!(codes(&seen.tables[0].table.warnings), ["column-left-out"]);

    let done = import(&app, &files(vec![file.clone()])).await;
    assert_eq!(outcome(&done), &seen.tables[0].outcome);
    let table = app.table(&staff(), PLAN, &of_cycle(NEXT)).await.unwrap();
    let order: Vec<&str> = table.rows.iter().filter_map(|row| row.full_label.as_deref()).collect();
    assert_eq!(order, ["1", "1-1", "1-2", "1-3", "1-4", "2", "2-1"]);
    assert_eq!((node(&table, "1-2"), node(&table, "1-4")), (first, third), "the items are the same ones");
    assert_eq!(row(&table, "2").title.as_str(), "議会改革");
    let printed = app.table(&staff(), PLAN, &of_edition(EDITION)).await.unwrap();
    assert_eq!(node(&printed, "1-1"), first, "the edition has its old numbers");

    let again = import(&app, &files(vec![file])).await;
    assert_eq!(again.done, None);
    let (differences, added, missing, moved) = proposals(outcome(&again));
    assert_eq!((differences.len(), added.len(), missing.len(), moved.len()), (0, 0, 1, 0));
}

async fn rows_that_exchange_their_numbers_are_known_by_their_ids(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    open_cycle(&app, &staff(), NEXT).await;
    let file = saved(&exported(&app, &of_cycle(NEXT), Form::Data).await, |rows| {
        let (one, three) = (at(rows, "1-1"), at(rows, "1-3"));
        rows[one][0] = "1-3. 中継".into();
        rows[three][0] = "1-1. 公開".into();
        rows.swap(one, three);
    });
    let done = import(&app, &files(vec![file])).await;
    let (differences, added, missing, moved) = proposals(outcome(&done));
    assert_eq!((differences.len(), added.len(), missing.len()), (0, 0, 0));
    assert_eq!(numbers(moved), [("1-3", "1-1"), ("1-1", "1-3")]);
    let same = saved(&exported(&app, &of_cycle(NEXT), Form::Data).await, |rows| {
        let two = at(rows, "1-2");
        rows[two][0] = "1-3. 録画".into();
    });
    let refused = preview(&app, &same).await.unwrap_err();
    let AppError::File(problems) = &refused else { panic!("{refused:?}") };
    let taken = IdFinding::NumberTaken { number: "1-3".into(), by: "1-3 中継".into() };
    assert_eq!((&problems.0[0].finding, problems.0[0].place.row), (&Finding::Id(taken), Some(8)));

    let table = app.table(&staff(), PLAN, &of_cycle(NEXT)).await.unwrap();
    let order: Vec<(&str, &str)> =
        table.rows.iter().map(|row| (row.full_label.as_deref().unwrap(), row.title.as_str())).collect();
    assert_eq!(order[1..4], [("1-1", "公開"), ("1-2", "録画"), ("1-3", "中継")]);
}

async fn a_sorted_sheet_stands_where_it_stood(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    open_cycle(&app, &staff(), NEXT).await;
    let file = saved(&exported(&app, &of_cycle(NEXT), Form::Data).await, |rows| {
        let last = at(rows, "2-1");
        rows[last][2] = "継続中".into();
        let first = header(rows) + 1;
        // As a spreadsheet program sorts by status: what is blank comes last.
        rows[first..].sort_by_key(|row| (row.get(2).is_none_or(String::is_empty), row.get(2).cloned()));
    });
    let seen = preview(&app, &file).await.unwrap();
    let (differences, added, missing, moved) = proposals(&seen.tables[0].outcome);
    assert_eq!(said(differences), ["2-1 状況: 未着手→継続中"]);
    assert_eq!((added.len(), missing.len(), moved.len()), (0, 0, 0));
    assert_eq!(codes(&seen.tables[0].table.warnings), ["rows-sorted"]);
}

async fn a_row_under_another_heading_is_moved_where_its_number_lets_it(db: TestDatabase) {
    let app = open(&db).await;
    let counted = "試験実施計画\n\n見直し：令和3年3月\n\n実施事業\t実施時期\t状況\n1. 情報\t\t\n①中継\t未定\t継続中\n②録画\t未定\t継続中\n2. 改革\t\t\n①配付\t未定\t未着手\n2-1. 改選\t未定\t未着手\n";
    import(&app, &text(counted)).await;
    open_cycle(&app, &staff(), NEXT).await;
    let file = exported(&app, &of_cycle(NEXT), Form::Data).await;
    let dragged = saved(&file, |rows| {
        let taken = at(rows, "②録画");
        let row = rows.remove(taken);
        rows.insert(at(rows, "①配付") + 1, row);
    });
    let done = import(&app, &files(vec![dragged])).await;
    let (differences, _, _, moved) = proposals(outcome(&done));
    assert_eq!(differences, []);
    let under = Change { before: "1 情報".into(), after: "2 改革".into() };
    assert_eq!((moved.len(), moved[0].under.as_ref(), moved[0].proposed), (1, Some(&under), true));
    let table = app.table(&staff(), PLAN, &of_cycle(NEXT)).await.unwrap();
    let order: Vec<&str> = table.rows.iter().map(|row| row.full_label.as_deref().unwrap()).collect();
    assert_eq!(order, ["1", "1①", "2", "2①", "2②", "2-1"]);

    let before = footprint(&app, &[]).await;
    let stays = saved(&exported(&app, &of_cycle(NEXT), Form::Data).await, |rows| {
        let row = rows.pop().unwrap();
        rows.insert(at(rows, "①中継"), row);
    });
    let done = import(&app, &files(vec![stays])).await;
    let (_, _, _, moved) = proposals(outcome(&done));
    assert_eq!(
        (done.done.as_ref(), moved.len(), moved[0].proposed),
        (None, 1, false),
        "2-1 says where it stands"
    );
    assert_eq!(footprint(&app, &[]).await, before);
}

async fn an_edition_is_corrected_by_ids_in_any_order(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    import(&app, &files(vec![file("right.tsv", &changed(&[("公開しています。", "公開した。")]))])).await;
    let file = exported(&app, &of_edition(EDITION), Form::Data).await;
    let names: Vec<Option<String>> =
        import::read(&file.name, &file.bytes).unwrap().into_iter().map(|sheet| sheet.name).collect();
    assert!(names.len() > 1, "what was corrected stands on a sheet of its own: {names:?}");
    let edited = saved(&file, |rows| {
        let first = header(rows) + 1;
        let reform = at(rows, "2-1");
        rows[reform][4] = "配付しました。".into();
        let gone = at(rows, "1-2");
        rows.remove(gone);
        rows[first..].reverse();
    });
    let seen = preview(&app, &edited).await.unwrap();
    let done = import(&app, &files(vec![edited])).await;
    assert_eq!(outcome(&done), &seen.tables[0].outcome);
    let Outcome::Corrections { differences, missing, moved, .. } = outcome(&done) else { panic!("{done:?}") };
    assert_eq!(said(differences), ["2-1 備考: 配付の準備中です。→配付しました。"]);
    assert_eq!((missing, moved), (&vec!["1-2 録画".to_owned()], &vec![]));
    assert_eq!(codes(&done.preview.tables[0].table.warnings), ["sheet-beside", "rows-sorted"]);

    let inserted = saved(&file, |rows| {
        rows.insert(at(rows, "2. "), ["1-4. 要約", "令和7年4月", "未着手"].map(str::to_owned).to_vec());
    });
    let refused = preview(&app, &inserted).await.unwrap_err();
    let AppError::File(problems) = &refused else { panic!("{refused:?}") };
    assert_eq!(
        (problems.0.len(), problems.0[0].code(), problems.0[0].place.row),
        (1, "row-not-in-edition", Some(10))
    );
}

async fn an_id_that_is_none_or_of_another_table_or_there_twice_is_a_problem_at_its_place(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let file = exported(&app, &of_edition(EDITION), Form::Data).await;
    let unknown = "0190b5a8-7c1e-7000-8000-000000000001";
    for (text, code) in [(unknown, "id-unknown"), ("消えた番号", "id-unreadable"), ("", "id-twice")] {
        let edited = saved(&file, |rows| {
            let (one, two) = (at(rows, "1-1"), at(rows, "1-2"));
            rows[two][5] = if text.is_empty() { rows[one][5].clone() } else { text.to_owned() };
        });
        let refused = preview(&app, &edited).await.unwrap_err();
        let AppError::File(problems) = &refused else { panic!("{refused:?}") };
        let found: Vec<_> = problems.errors().map(|problem| (problem.code(), &problem.place)).collect();
        let [(found, place)] = found[..] else { panic!("{problems}") };
        assert_eq!(
            (found, place.sheet.as_deref(), place.row, place.column.as_deref()),
            (code, Some("実施計画一覧"), Some(8), Some("管理番号"))
        );
    }
    let foreign = saved(&file, |rows| {
        let first = header(rows) + 1;
        rows[first..].iter_mut().for_each(|row| row[5] = id().to_string());
    });
    let refused = preview(&app, &foreign).await.unwrap_err();
    let AppError::File(problems) = &refused else { panic!("{refused:?}") };
    assert_eq!(problems.0.len(), 1, "said once");
    assert_eq!(problems.0[0].finding, Finding::Id(IdFinding::Foreign { count: 6 }));
}

async fn a_row_is_taken_by_its_title_only_where_the_file_has_no_ids(db: TestDatabase) {
    let app = open(&db).await;
    let untold = "試験実施計画\n\n見直し：令和3年3月\n\n実施事業\t実施時期\t状況\n情報\t\t\n中継\t未定\t継続中\n録画\t未定\t継続中\n";
    import(&app, &text(untold)).await;
    open_cycle(&app, &staff(), NEXT).await;
    let edit = |rows: &mut Rows| {
        let row = at(rows, "録画");
        rows[row][2] = "実施済み".into();
        rows[row].truncate(3);
    };
    let with_ids = saved(&exported(&app, &of_cycle(NEXT), Form::Data).await, edit);
    let seen = preview(&app, &with_ids).await.unwrap();
    let (_, added, missing, _) = proposals(&seen.tables[0].outcome);
    assert_eq!((added, missing), (&["録画".to_owned()][..], &["録画".to_owned()][..]));

    let without = untold.replace("令和3年3月", NEXT).replace("録画\t未定\t継続中", "録画\t未定\t実施済み");
    let seen = app.preview_import(&staff(), &text(&without)).await.unwrap();
    let (differences, added, missing, _) = proposals(&seen.tables[0].outcome);
    assert_eq!(
        (said(differences), added.len(), missing.len()),
        (vec!["録画 状況: 継続中→実施済み".to_owned()], 0, 0)
    );
    assert_eq!(differences[0].by, Some(MatchedBy::Title));
}

async fn a_new_edition_knows_its_items_by_their_ids(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let table = app.table(&staff(), PLAN, &of_edition(EDITION)).await.unwrap();
    let file = saved(&exported(&app, &of_edition(EDITION), Form::Data).await, |rows| {
        let titled = at(rows, "見直し");
        rows[titled][0] = format!("見直し：{NEXT}");
        for (from, to) in [("1-3", "1-4"), ("1-2", "1-3")] {
            let at = at(rows, from);
            rows[at][0] = rows[at][0].replace(from, to);
        }
        rows.insert(at(rows, "1-3"), ["1-2. 要約", "令和7年4月", "未着手"].map(str::to_owned).to_vec());
    });
    let done = import(&app, &Import { edition: None, ..files(vec![file]) }).await;
    assert!(matches!(outcome(&done), Outcome::NewEdition { new_nodes: 1, .. }), "{:?}", outcome(&done));
    let next = app.table(&staff(), PLAN, &of_edition(NEXT)).await.unwrap();
    assert_eq!(row(&next, "1-4").node, row(&table, "1-3").node);
    assert_ne!(row(&next, "1-2").node, row(&table, "1-2").node);
}

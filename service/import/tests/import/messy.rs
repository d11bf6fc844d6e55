//! Tables as people make them: totals, blank cells, headers of two lines, numbers in every form, two statuses in a cell. Where
//! a person would hesitate, there is a warning and no guess. All tables here are made up.

use crate::support::*;
use domain::event::{IndicatorSide, NodeKind, YearSide};
use domain::value::{CanonicalState, FiscalYear, Meaning};
use import::understand::{HeadingMeaning, WordsOf};
use import::{Finding, Hints, ProfileFile, Table};

#[track_caller]
fn of(text: &str) -> Table {
    table("made-up.tsv", text.as_bytes())
}

#[track_caller]
fn with(hints: &Hints, text: &str) -> Table {
    let mut tables = import::propose("made-up.tsv", text.as_bytes(), hints).unwrap_or_else(|p| panic!("{p}"));
    tables.remove(0)
}

#[track_caller]
fn profile(text: &str) -> Hints {
    let mut hints = hints();
    let mut ids = term_ids().skip(20_000);
    ProfileFile::parse("made-up.toml", text).unwrap().apply(&mut hints, || ids.next().unwrap()).unwrap();
    hints
}

fn codes(table: &Table) -> Vec<(&'static str, Option<u32>)> {
    table.warnings.iter().map(|warning| (warning.code(), warning.place.row)).collect()
}

fn departments(table: &Table) -> Vec<Vec<&str>> {
    let names = |row: &import::Row| row.details.departments.len();
    assert!(table.rows.iter().map(names).sum::<usize>() > 0, "the column is read");
    let all = table.rows.iter();
    all.map(|row| row.details.departments.iter().map(|d| d.name.as_str()).collect()).collect()
}

#[test]
fn a_row_of_totals_is_kept_as_printed_and_is_no_item() {
    let text = "番号\t事業名\t状況\t件数\n1\t中継\t継続中\t3\n\t小計\t\t3\n2\t録画\t継続中\t4\n計\t\t\t7\n";
    let table = of(text);
    let kinds: Vec<NodeKind> = table.rows.iter().map(|row| row.kind).collect();
    use NodeKind::{Heading, Item};
    assert_eq!(kinds, [Item, Heading, Item, Heading]);
    let totals: Vec<(&str, &str, &str)> =
        table.totals.iter().map(|t| (t.row.as_str(), t.column.as_str(), t.printed.as_str())).collect();
    assert_eq!(totals, [("小計", "件数", "3"), ("計", "件数", "7")]);
    assert_eq!(table.rows[2].parent, None, "nothing stands under a total");
    assert_eq!(codes(&table), [("unknown-heading", Some(1)), ("total-row", Some(3)), ("total-row", Some(5))]);
    assert_eq!(printed(&table), text);
}

#[test]
fn a_blank_cell_means_the_one_above_only_where_the_profile_says_so() {
    let text = "番号\t事業名\t担当部署\t状況\n1\t中継\t議会事務局\t継続中\n2\t録画\t\t継続中\n3\t配信\t\t継続中\n\
                \t次の章\t\t\n4\t公開\t\t継続中\n5\t広報\t広報課\t継続中\n";
    let plain = of(text);
    assert_eq!(departments(&plain), [vec!["議会事務局"], vec![], vec![], vec![], vec![], vec!["広報課"]]);
    assert_eq!(plain.warnings[1].finding, Finding::BlankCells { count: 2 }, "{:?}", plain.warnings);
    assert_eq!(plain.warnings[1].place.row, Some(3));

    let filled = with(&profile("fill_down = [\"担当部署\"]"), text);
    let expected =
        [vec!["議会事務局"], vec!["議会事務局"], vec!["議会事務局"], vec![], vec![], vec!["広報課"]];
    assert_eq!(departments(&filled), expected, "but not across a heading");
    assert_eq!(printed(&filled), text, "the cells stay blank");
}

#[test]
fn the_same_mark_means_the_cell_above() {
    let text = "番号\t事業名\t担当部署\t状況\n1\t中継\t〃\t継続中\n2\t録画\t議会事務局\t継続中\n3\t配信\t同上\t継続中\n";
    let table = of(text);
    assert_eq!(departments(&table), [vec![], vec!["議会事務局"], vec!["議会事務局"]]);
    assert_eq!(codes(&table), [("nothing-above", Some(2))]);
}

#[test]
fn a_header_of_two_lines_has_years_over_plan_and_result() {
    let spanning = "番号\t事業名\t平成24年度\t\t平成25年度\t\t備考\n\t\t計画\t実績\t計画\t実績\t\n\
                    1\t中継\t実施\t一部実施\t実施\t\t\n番号\t事業名\t平成24年度\t\t平成25年度\t\t備考\n\
                    \t\t計画\t実績\t計画\t実績\t\n2\t録画\t運用\t運用\t運用\t見直し\t費用\n";
    let above = "\t\t平成24年度\t\t平成25年度\t\t\n番号\t事業名\t計画\t実績\t計画\t実績\t備考\n\
                 1\t中継\t実施\t一部実施\t実施\t\t\n2\t録画\t運用\t運用\t運用\t見直し\t費用\n";
    for text in [spanning, above] {
        let table = of(text);
        let (h24, h25) = (FiscalYear::new(2012), FiscalYear::new(2013));
        let meanings: Vec<Meaning> = table.columns.iter().map(|column| column.meaning).collect();
        let expected = [
            Meaning::Number,
            Meaning::Title,
            Meaning::YearPlanned(h24),
            Meaning::YearActual(h24),
            Meaning::YearPlanned(h25),
            Meaning::YearActual(h25),
            Meaning::Remark,
        ];
        assert_eq!(meanings, expected);
        assert_eq!(table.columns[3].heading, "平成24年度\n実績");
        assert_eq!((table.header_line, table.rows.len()), (2, 2), "a repeated header is dropped");
        assert_eq!(table.warnings, []);
        let years = |row: &import::Row| -> Vec<(i16, YearSide, CanonicalState)> {
            row.details.years.iter().map(|y| (y.year.year(), y.side, y.status.state)).collect()
        };
        use YearSide::{Actual, Planned};
        assert_eq!(
            years(&table.rows[0]),
            [
                (2012, Planned, CanonicalState::Done),
                (2012, Actual, CanonicalState::PartlyDone),
                (2013, Planned, CanonicalState::Done),
            ]
        );
        assert_eq!(years(&table.rows[1]).len(), 4);
    }
}

#[test]
fn a_row_of_data_is_no_second_line_of_a_header() {
    let text = "事業名\t状況\t備考\n\t継続中\t議会\n";
    assert_eq!(found(text.as_bytes()), [("no-title", Some(2), Some("事業名".to_owned()))]);
}

#[test]
fn two_statuses_in_a_cell_are_asked_for() {
    let text =
        "番号\t事業名\t状況\n1\t中継\t\"実施済み\n見直し\"\n2\t録画\t継続中、中止\n3\t配信\tそのうち\n";
    let problems = import::propose("made-up.tsv", text.as_bytes(), &hints()).unwrap_err();
    let found: Vec<(&str, Option<u32>)> = problems.0.iter().map(|p| (p.code(), p.place.row)).collect();
    assert_eq!(found, [("two-statuses", Some(2)), ("two-statuses", Some(3)), ("unknown-status", Some(4))]);
    let mut given = hints();
    let mut ids = term_ids().skip(30_000);
    for (word, state) in [
        ("実施済み見直し", CanonicalState::UnderRevision),
        ("継続中、中止", CanonicalState::Cancelled),
        ("そのうち", CanonicalState::NotStarted),
    ] {
        given.add_word(WordsOf::All, word, state, || ids.next().unwrap()).unwrap();
    }
    let table = with(&given, text);
    let states: Vec<CanonicalState> =
        table.rows.iter().map(|row| row.status.as_ref().unwrap().state).collect();
    assert_eq!(
        states,
        [CanonicalState::UnderRevision, CanonicalState::Cancelled, CanonicalState::NotStarted]
    );
    assert_eq!(table.rows[0].cells[2], "実施済み\n見直し");
}

#[test]
fn numbers_are_known_in_every_form_and_company_marks_are_none() {
    let titles = [
        ("Ⅰ　安全な町", Some("Ⅰ"), "安全な町"),
        ("1-1防災情報の配信", None, "1-1防災情報の配信"),
        ("1-1-1防災情報の配信", Some("1-1-1"), "防災情報の配信"),
        ("⑴見守り", Some("⑴"), "見守り"),
        ("ア　ﾎｰﾑﾍﾟｰｼﾞの見直し", Some("ア"), "ﾎｰﾑﾍﾟｰｼﾞの見直し"),
        ("㈱試作との協定", None, "㈱試作との協定"),
        ("１．中継", Some("1"), "中継"),
        ("Ⅱ期工事の周知", None, "Ⅱ期工事の周知"),
    ];
    for (cell, number, title) in titles {
        let text = format!("事業名\t状況\n{cell}\t継続中\n");
        let table = of(&text);
        let row = &table.rows[0];
        assert_eq!(row.label.as_ref().map(|label| label.text.as_str()), number, "{cell}");
        assert_eq!(row.title, title);
        assert_eq!(printed(&table), text);
    }
}

#[test]
fn items_that_are_counted_on_stand_under_their_section() {
    let text = "番号\t事業名\t状況\nⅠ\t安全な町\t\n1\t配信\t継続中\n2\t見守り\t継続中\nⅡ\t便利な暮らし\t\n3\t申請\t継続中\n";
    let table = of(text);
    let parents: Vec<Option<usize>> = table.rows.iter().map(|row| row.parent).collect();
    assert_eq!(parents, [None, Some(0), Some(0), None, Some(3)]);
    assert_eq!(table.warnings, []);
}

#[test]
fn the_same_number_twice_is_kept_and_pointed_out() {
    let text = "番号\t事業名\t状況\n1\t配信\t継続中\n1\t見守り\t継続中\n";
    let table = of(text);
    assert_eq!(codes(&table), [("duplicate-number", Some(3))]);
    assert_eq!(printed(&table), text);
}

#[test]
fn a_missing_parent_is_missed_once() {
    let text =
        "番号\t事業名\t状況\n1-1\t配信\t継続中\n1-2\t見守り\t継続中\n2-1\t申請\t継続中\n1-3\t公開\t継続中\n";
    assert_eq!(codes(&of(text)), [("missing-parent", Some(2)), ("missing-parent", Some(4))]);
}

#[test]
fn a_year_that_nobody_names_is_not_guessed() {
    let head = "番号\t事業名\t計画事項\t実施状況\n1\t配信\t実施\t実施\n";
    let unknown = of(head);
    assert_eq!(codes(&unknown), [("year-unknown", Some(1))]);
    assert!(unknown.rows[0].details.years.is_empty());
    assert_eq!(unknown.rows[0].status.as_ref().unwrap().state, CanonicalState::Done);

    let dated = of(&format!("計画一覧（平成25年3月現在）\n{head}"));
    assert_eq!(codes(&dated), [("year-of-date", Some(2))]);
    assert_eq!(dated.fiscal_year, Some(FiscalYear::new(2012)));

    let said =
        with(&profile("[edition]\nfiscal_year = 2011\n"), &format!("計画一覧（平成25年3月現在）\n{head}"));
    assert_eq!((codes(&said), said.fiscal_year), (vec![], Some(FiscalYear::new(2011))));

    let titled = of(&format!("計画の実施状況（平成２４年度）\n{head}"));
    assert_eq!((codes(&titled), titled.fiscal_year), (vec![], Some(FiscalYear::new(2012))));
    assert_eq!(titled.rows[0].details.years.len(), 2);
}

#[test]
fn indicators_are_named_by_a_column_beside_them() {
    let text = "番号\t事業名\t指標\t平成24年度目標値\t平成24年度実績値\n1\t予約\t予約数、登録数\t20,000件、500人\t18,500件、４２０人\n\
                2\t方針\t\t方針決定\t－\n";
    let table = of(text);
    let read: Vec<(Option<&str>, IndicatorSide, &str)> = table.rows[0]
        .details
        .indicators
        .iter()
        .map(|i| (i.name.as_deref(), i.side, i.printed.as_str()))
        .collect();
    use IndicatorSide::{Result, Target};
    assert_eq!(
        read,
        [
            (Some("予約数"), Target, "20,000件"),
            (Some("登録数"), Target, "500人"),
            (Some("予約数"), Result, "18,500件"),
            (Some("登録数"), Result, "４２０人"),
        ]
    );
    assert_eq!(table.rows[1].details.indicators.len(), 2);
    assert_eq!(table.warnings, []);
}

#[test]
fn what_a_person_would_hesitate_about_is_pointed_out() {
    let text = "番号\t事業名\t担当部署\t区分\t状況\n1\t配信\t企画・財政課\t■新規 ■継続\t継続中\n\
                2\t見守り\t企画課・財政課\t□新規 ■継続\t継続中\n";
    let table = of(text);
    assert_eq!(codes(&table), [("department-unclear", Some(2)), ("category-unclear", Some(2))]);
    assert_eq!(departments(&table), [vec!["企画・財政課"], vec!["企画課", "財政課"]]);
    let words: Vec<Option<&str>> =
        table.rows.iter().map(|row| row.details.categories.first().map(|c| c.word.as_str())).collect();
    assert_eq!(words, [None, Some("継続")]);
}

#[test]
fn merged_cells_mean_the_one_above() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let format = rust_xlsxwriter::Format::new();
    for (at, heading) in ["番号", "事業名", "担当部署", "状況"].into_iter().enumerate() {
        sheet.write_string(0, at as u16, heading).unwrap();
    }
    for (row, title) in [(1, "配信"), (2, "見守り"), (3, "公開")] {
        sheet.write_string(row, 0, row.to_string()).unwrap();
        sheet.write_string(row, 1, title).unwrap();
        sheet.write_string(row, 3, "継続中").unwrap();
    }
    sheet.merge_range(1, 2, 2, 2, "危機管理室", &format).unwrap();
    let table = table("made-up.xlsx", &workbook.save_to_buffer().unwrap());
    assert_eq!(departments(&table), [vec!["危機管理室"], vec!["危機管理室"], vec![]]);
    assert_eq!(codes(&table), [("blank-cells", Some(4))]);
    assert_eq!(table.rows[1].cells[2], "", "the cell stays as it is in the file");
}

#[test]
fn columns_never_seen_before_are_read_by_a_profile_alone() {
    let text = "整理\tとりくみ\tだれが\tしるし\tめあて\tおととし\n\
                甲1\t見守り\t福祉係・学校教育室\t◎\t見守り数＝１，２００回\tやった\n";
    assert!(import::propose("own.tsv", text.as_bytes(), &hints()).is_err());
    let hints = profile(
        "[headings]\n\"整理\" = \"number\"\n\"とりくみ\" = \"title\"\n\"だれが\" = \"department\"\n\
         \"しるし\" = \"category\"\n\"めあて\" = { indicator_target = 2020 }\n\"おととし\" = { year_actual = 2019 }\n\
         [actual]\n\"やった\" = \"done\"\n",
    );
    assert!(hints.headings.contains(&("整理".to_owned(), HeadingMeaning::Number)));
    let table = with(&hints, text);
    let details = &table.rows[0].details;
    assert_eq!(departments(&table), [vec!["福祉係", "学校教育室"]]);
    assert_eq!(details.categories[0].word, "◎");
    assert_eq!(details.indicators[0].year, FiscalYear::new(2020));
    assert_eq!(
        (details.years[0].year, details.years[0].status.state),
        (FiscalYear::new(2019), CanonicalState::Done)
    );
    assert_eq!(table.warnings, []);
    assert_eq!(printed(&table), text);
}

#[test]
fn each_example_of_a_profile_file_is_one() {
    for text in [
        include_str!("../../examples/profile.toml"),
        include_str!("../../examples/side-by-side.toml"),
        include_str!("../../examples/planned-actual.toml"),
        include_str!("../../examples/cards.toml"),
    ] {
        assert_ne!(ProfileFile::parse("example.toml", text).unwrap(), ProfileFile::default());
    }
}

#[test]
fn a_workbook_has_a_sheet_for_each_year_of_plan_and_result() {
    let head = vec!["番号", "事業名", "計画事項", "実施状況"];
    let book = workbook(&[
        ("平成24年度", vec![head.clone(), vec!["1", "配信", "実施", "一部実施"]]),
        ("平成25年度", vec![head, vec!["1", "配信", "実施", "実施"]]),
        ("注記", vec![vec!["拝啓"]]),
    ]);
    let read: Vec<_> = tables("years.xlsx", &book)
        .into_iter()
        .map(|table| {
            let years = table.rows[0].details.years.iter().map(|year| year.year.year());
            (table.edition_label.clone().unwrap(), years.collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(
        read,
        [("平成24年度".to_owned(), vec![2012, 2012]), ("平成25年度".to_owned(), vec![2013, 2013])]
    );
}

//! Report models become documents: the same cells under the right headings, in both languages.

use crate::fixture::{DAY, about, compared, consulted, correct, every, full, reported, traced};
use crate::sample::{self, Register, text};
use domain::Action;
use domain::command::{PublishEdition, WithdrawEdition};
use domain::event::WithdrawalKind;
use export::document::{Block, Cell, Document, Looks, NoRows, Row, RowKind, Run, Table};
use export::{About, Csv, Part, document_of, part_of_report, tsv};
use projections::report::{
    CancelledFilter, SearchText, TableOf, TableReport, cancelled, cards, compare, history, overdue, table,
};
use projections::wording::Language;
use std::collections::BTreeSet;

fn report_of(register: &Register, of: TableOf) -> TableReport {
    table(&register.plan, of).unwrap()
}

fn texts(row: &Row) -> Vec<String> {
    row.cells.iter().map(Cell::text).collect()
}

fn only(document: &Document) -> &Table {
    let mut tables = document.tables();
    let first = tables.next().expect("a table");
    assert!(tables.next().is_none(), "one table only");
    first
}

/// Every word of a document, whatever it stands in.
fn said(document: &Document) -> String {
    let runs = |runs: &[Run]| runs.iter().map(|run| run.text.clone()).collect::<String>();
    let mut said = vec![document.title.clone(), document.foot.name.clone()];
    for block in &document.blocks {
        match block {
            Block::Heading { text, .. } => said.push(text.clone()),
            Block::Paragraph(paragraph) => said.push(runs(paragraph)),
            Block::Facts(facts) => {
                said.extend(facts.iter().map(|(name, says)| format!("{name}={}", runs(says))))
            }
            Block::Table(table) => said.push(format!("{}\n{}", table.name, table.tsv())),
            Block::NoRows(NoRows { says, table: _ }) => said.push(runs(says)),
            Block::Picture(picture) => said.push(picture.alternative.clone()),
            Block::Cover(cover) => {
                said.extend(cover.above.iter().chain([&cover.title]).chain(&cover.below).cloned());
            }
            Block::Agenda(agenda) => {
                said.extend(agenda.papers.iter().map(|paper| paper.join(" ")));
            }
            Block::Part(part) => said.push(format!("{} {}", part.mark, part.title)),
            Block::NewPage => {}
        }
    }
    said.join("\n")
}

fn fact(document: &Document, name: &str) -> Option<String> {
    document
        .blocks
        .iter()
        .find_map(|block| match block {
            Block::Facts(facts) => facts.iter().find(|(known, _)| known == name),
            Block::Heading { .. }
            | Block::Paragraph(_)
            | Block::NoRows(_)
            | Block::Table(_)
            | Block::Picture(_)
            | Block::NewPage
            | Block::Cover(_)
            | Block::Agenda(_)
            | Block::Part(_) => None,
        })
        .map(|(_, says)| says.iter().map(|run| run.text.as_str()).collect())
}

#[test]
fn the_table_of_an_edition_has_the_cells_of_the_document_and_its_title_lines() {
    let register = Register::nagareyama();
    let report = report_of(&register, TableOf::Edition(register.edition("令和3年3月")));
    for language in Language::ALL {
        let document = document_of::table(&report, language, &about());
        assert_eq!(only(&document).tsv(), sample::PUBLISHED);
        assert_eq!(document.tsv(), sample::PUBLISHED);
        assert_eq!(document.title, "流山市議会 ICT 推進基本計画に基づく実施計画 令和3年3月");
    }
    let table = document_of::table_block(&report, Language::Japanese);
    let kinds: Vec<RowKind> = table.rows.iter().take(4).map(|row| row.kind).collect();
    assert_eq!(kinds, [RowKind::Heading(0), RowKind::Heading(1), RowKind::Item(2), RowKind::Item(3)]);
    let ids: Vec<_> = table.rows.iter().map(|row| row.id.clone().unwrap()).collect();
    assert_eq!(ids, report.rows.iter().map(|row| row.node.to_string()).collect::<Vec<_>>());
    assert!(table.columns.iter().all(|column| column.width > 0));
}

#[test]
fn widths_of_the_profile_are_kept_and_one_that_it_leaves_open_stays_open() {
    let register = Register::nagareyama();
    let mut report = report_of(&register, TableOf::Current);
    report.columns[0].width = 400;
    let table = document_of::table_block(&report, Language::Japanese);
    let widths: Vec<u32> = table.columns.iter().map(|column| column.width).collect();
    assert_eq!(widths, [400, 0, 0, 0, 0]);
}

#[test]
fn what_was_corrected_stands_below_the_table_with_both_readings() {
    let mut register = Register::nagareyama();
    correct(&mut register, "6-5", "平成28年2月");
    let report = report_of(&register, TableOf::Edition(register.edition("令和3年3月")));
    let document = document_of::table(&report, Language::Japanese, &about());
    let tables: Vec<&Table> = document.tables().collect();
    assert_eq!(tables[0].tsv(), sample::PUBLISHED, "the print does not change");
    assert_eq!(tables[1].name, "正誤・訂正（令和3年3月）");
    let line = texts(&tables[1].rows[0]);
    assert_eq!(
        line[1..],
        [
            "6-5",
            "複合機をコピー室に導入",
            "実施時期",
            "平成28年1月 (現機種導入)",
            "平成28年2月",
            "正誤",
            "原本との照合による"
        ]
    );
    assert_eq!(line[0], report.rows.iter().find(|row| !row.errata.is_empty()).unwrap().row.to_string());
    let second = format!("{}\n{}", tables[1].name, tables[1].tsv());
    assert_eq!(
        document.tsv(),
        format!("{}\n{second}", sample::PUBLISHED),
        "the print has title lines of its own"
    );
}

#[test]
fn a_table_that_is_no_edition_says_so_on_every_page() {
    let mut register = Register::nagareyama();
    let cycle = register.open_cycle();
    register.decide_three(cycle);
    let document = |of, language| document_of::table(&report_of(&register, of), language, &about());
    let proposed = document(TableOf::Cycle(cycle), Language::Japanese);
    assert!(proposed.foot.name.ends_with("見直し「令和6年3月」の案"), "{}", proposed.foot.name);
    assert_eq!(fact(&proposed, "この表").unwrap(), "見直し「令和6年3月」の案（議決前）");
    assert_eq!(fact(&proposed, "もとにした版").unwrap(), "令和3年3月");
    let proposed = document(TableOf::Cycle(cycle), Language::English);
    assert_eq!(fact(&proposed, "This table").unwrap(), "proposal of the cycle 令和6年3月 (not resolved)");
    let day = document(TableOf::AsOf(DAY), Language::Japanese);
    assert!(day.foot.name.ends_with("令和6年3月31日現在"), "{}", day.foot.name);
    let now = document(TableOf::Current, Language::Japanese);
    assert_eq!(fact(&now, "この表").unwrap(), "現在（現在の内容で、版として定めた表ではない）");
    let edition = document(TableOf::Edition(register.edition("令和3年3月")), Language::Japanese);
    assert_eq!(fact(&edition, "この表"), None);
}

#[test]
fn what_is_not_certain_of_a_day_is_listed_below_the_table() {
    let mut register = Register::nagareyama();
    register.run_march_2024();
    let report = report_of(&register, TableOf::AsOf("2024-03-10".parse().unwrap()));
    let doubtful: Vec<_> = report.rows.iter().filter(|row| row.approximate || row.unknown).collect();
    assert!(!doubtful.is_empty(), "the fixture has items that may have begun later");
    let document = document_of::table(&report, Language::Japanese, &about());
    let notes = document.tables().find(|table| table.name == "この日の状況が確かでない事業").unwrap();
    let numbers: Vec<_> = notes.rows.iter().map(|row| row.cells[0].text()).collect();
    assert_eq!(numbers, doubtful.iter().map(|row| row.full_label.clone().unwrap()).collect::<Vec<_>>());
    let before = report_of(&register, TableOf::AsOf("2010-01-01".parse().unwrap()));
    let document = document_of::table(&before, Language::English, &about());
    assert!(said(&document).contains("not known for this day"));
}

#[test]
fn a_withdrawn_edition_says_by_whose_decision_when_and_why() {
    let mut register = Register::nagareyama();
    let edition = register.edition("令和3年3月");
    register.give(Action::PublishEdition(PublishEdition { edition, address: text("https://example.jp/e") }));
    register.give(Action::WithdrawEdition(WithdrawEdition {
        edition,
        kind: WithdrawalKind::Unpublish,
        reason: text("誤った版を公開した"),
        authority: text("議長"),
    }));
    let mut report = report_of(&register, TableOf::Edition(edition));
    report.withdrawn_at = Some("2024-03-15T00:30:00Z".parse().unwrap());
    let document = document_of::table(&report, Language::Japanese, &about());
    assert!(said(&document).contains("この版は取り下げられました"));
    let facts =
        ["種別", "取下げの決定者", "取下げの記録日時", "理由"].map(|name| fact(&document, name).unwrap());
    assert_eq!(facts, ["公開取りやめ", "議長", "2024-03-15 09:30", "誤った版を公開した"]);
    assert_eq!(only(&document).tsv(), sample::PUBLISHED, "its cells stay");
}

#[test]
fn a_comparison_has_what_each_row_said_before_and_after_and_why() {
    let mut register = Register::nagareyama();
    register.run_march_2024();
    let report = compared(&register);
    let document = document_of::compare(&report, Language::Japanese, &about());
    let table = only(&document);
    let headings: Vec<_> = table.columns.iter().map(|column| column.heading.as_str()).collect();
    assert_eq!(headings, ["番号", "実施事業", "変更", "前（令和3年3月）", "後（令和6年3月）", "理由"]);
    assert_eq!(table.rows.len(), report.rows.len());
    let stopped = texts(&table.rows[0]);
    assert_eq!(stopped[..3], ["5-1-2", "減冊の検討", "変更"]);
    assert_eq!(stopped[3], "状況：未着手\n見直し時期：令和3年3月");
    assert_eq!(stopped[4], "状況：中止\n見直し時期：令和6年3月");
    assert!(stopped[5].contains("減冊の費用対効果が見込めないため（費用、代替あり）"), "{}", stopped[5]);
    assert!(stopped[5].contains("議会運営委員会 令和6年第1回 令和6年3月19日"), "{}", stopped[5]);
    let looks = |cell: &Cell, look| -> Vec<String> {
        cell.runs.iter().filter(|run| run.look == look).map(|run| run.text.clone()).collect()
    };
    assert_eq!(looks(&table.rows[0].cells[3], Looks::Removed), ["未着手", "3"]);
    assert_eq!(looks(&table.rows[0].cells[4], Looks::Added), ["中止", "6"]);
    assert_eq!(texts(&table.rows[1])[3], "状況：未着手\n見直し時期：（記載なし）");
    assert_eq!(
        fact(&document, "変更").unwrap(),
        "変更3件、追加0件、削除0件（うち番号の変更0件）、変更なし57件"
    );
}

#[test]
fn tables_that_do_not_differ_are_said_not_to() {
    let register = Register::nagareyama();
    let edition = TableOf::Edition(register.edition("令和3年3月"));
    let report = projections::report::compare(&register.plan, edition, TableOf::Current).unwrap();
    let document = document_of::compare(&report, Language::Japanese, &about());
    assert_eq!(document.tables().count(), 0);
    assert!(said(&document).contains("二つの表に違いはありません。"));
}

#[test]
fn a_history_tells_its_steps_and_names_no_person() {
    let register = full();
    let node = register.node("5-1-2");
    let report = history(&register.plan, node, &register.entries(node)).unwrap();
    assert!(serde_json::to_string(&report).unwrap().contains("山田花子"), "the model knows who recorded it");
    for language in Language::ALL {
        let document = document_of::history(&report, None, language, &about());
        let said = said(&document);
        assert!(!said.contains("山田花子") && !said.contains("鈴木太郎"), "{said}");
        let tables: Vec<&Table> = document.tables().collect();
        assert_eq!(tables[0].rows.len(), report.steps.len());
        let last = texts(tables[0].rows.last().unwrap());
        assert_eq!(last[1], "未着手 → 中止");
        assert!(last[4].starts_with("減冊の費用対効果が見込めないため\n"), "{}", last[4]);
        let printed: usize =
            report.editions.iter().flat_map(|of| &of.cells).filter(|cell| !cell.printed.is_empty()).count();
        assert_eq!(tables[1].rows.len(), printed);
    }
    let document = document_of::history(&report, None, Language::Japanese, &about());
    assert_eq!(fact(&document, "状況").unwrap(), "中止");
    assert_eq!(fact(&document, "決定").unwrap(), "議会運営委員会 令和6年第1回 令和6年3月19日");
}

#[test]
fn what_has_ended_is_listed_with_reasons_and_by_what_it_is_narrowed_down() {
    let register = Register::nagareyama();
    let filter =
        CancelledFilter { text: Some(SearchText::parse("費用").unwrap()), ..CancelledFilter::default() };
    let report = cancelled(&register.plan, &filter);
    let document = document_of::cancelled(std::slice::from_ref(&report), Language::Japanese, &about());
    assert_eq!(fact(&document, "件数").unwrap(), "18件中 4件");
    assert_eq!(fact(&document, "絞り込み").unwrap(), "「費用」");
    let list = document.tables().next().unwrap();
    assert_eq!(list.rows.len(), 4);
    let place = |heading: &str| list.columns.iter().position(|column| column.heading == heading).unwrap();
    for (line, row) in list.rows.iter().zip(&report.rows) {
        let cells = texts(line);
        assert_eq!(cells[place("番号")], row.item.full_label.clone().unwrap());
        assert_eq!(cells[place("状況")], row.status.wording);
        assert_eq!(cells[place("理由")], row.remark.as_ref().unwrap().to_string());
        assert_eq!(cells[place("見直し")], "平成30年11月（推定）");
        let link = line.cells[1].runs[0].link.as_deref().unwrap();
        assert!(link.starts_with("https://example.jp/p/") && link.ends_with(&row.item.node.to_string()));
    }
    let none = About::day(DAY);
    let document = document_of::cancelled(&[report], Language::Japanese, &none);
    let text = document.tsv();
    assert!(text.starts_with("番号\t実施事業\t"), "what is called as the document is needs no name: {text}");
    assert!(text.contains("\n\n理由の分類別件数\n理由の分類\t件数\n"), "what stands below it does: {text}");
    let links = document.tables().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    assert!(links.flat_map(|cell| &cell.runs).all(|run| run.link.is_none()), "nobody knows the site");
}

#[test]
fn ended_items_of_several_plans_stand_in_a_table_for_each() {
    let register = Register::nagareyama();
    let report = cancelled(&register.plan, &CancelledFilter::default());
    let document = document_of::cancelled(&[report.clone(), report], Language::Japanese, &about());
    assert_eq!(document.title, "中止一覧");
    assert_eq!(fact(&document, "件数").unwrap(), "36件");
    assert_eq!(document.tables().map(|table| table.rows.len()).collect::<Vec<_>>(), [18, 18, 1]);
    assert_eq!(document_of::cancelled(&[], Language::Japanese, &about()).tables().count(), 0);
}

#[test]
fn an_overdue_item_says_since_when() {
    let register = Register::nagareyama();
    let report = overdue(&register.plan, DAY).unwrap();
    let document = document_of::overdue(&report, Language::Japanese, &about());
    let table = only(&document);
    assert_eq!(table.rows.len(), report.rows.len());
    for (line, row) in table.rows.iter().zip(&report.rows) {
        let cells = texts(line);
        assert_eq!(cells[2], row.schedule.text);
        assert_eq!(cells[4], row.days.to_string());
        assert_eq!(cells[5], row.status.wording);
    }
    assert_eq!(fact(&document, "基準日").unwrap(), "令和6年3月31日");
}

#[test]
fn a_part_has_the_cells_of_its_file() {
    let report = reported(&full());
    for part in Part::ALL {
        let written = part_of_report(&report, part, Language::Japanese).unwrap();
        let document = document_of::report_part(&report, part, Language::Japanese, &about());
        assert_eq!(document.tsv(), written.tsv(), "{}", part.name());
    }
    let document = document_of::report_part(&report, Part::CrossWords, Language::English, &about());
    let headings: Vec<_> = only(&document).columns.iter().map(|column| column.heading.as_str()).collect();
    assert_eq!(headings, ["Planned \\ actual", "未着手", "継続中", "Total"]);
    assert_eq!(only(&document).rows.last().unwrap().kind, RowKind::Total);
    let whole = document_of::report(&report, Language::Japanese, &about());
    let counts = whole.tables().next().unwrap();
    assert_eq!(texts(counts.rows.last().unwrap()), ["計", "51"]);
}

#[test]
fn several_tables_say_which_is_which_and_a_single_one_is_written_as_it_is() {
    let report = reported(&full());
    let whole = document_of::report(&report, Language::Japanese, &about());
    let tables: Vec<&Table> = whole.tables().collect();
    let names: BTreeSet<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(names.len(), tables.len(), "no two are called the same");
    assert!(names.contains("計画と実施状況（平成24年度）"), "{names:?}");
    let expected: Vec<String> =
        tables.iter().map(|table| format!("{}\n{}", table.name, table.tsv())).collect();
    assert_eq!(whole.tsv(), expected.join("\n"));

    let csv = String::from_utf8(whole.csv(Csv::default())).unwrap();
    for (part, table) in csv.split("\r\n\r\n").zip(&tables) {
        let mut lines = part.lines();
        let (first, header) = (lines.next().unwrap(), lines.next().unwrap());
        assert_eq!(first, format!("{}{}", table.name, ",".repeat(table.columns.len() - 1)));
        assert!(header.starts_with(&table.columns[0].heading), "{header}");
    }
    let bare = whole.csv(Csv { without_title_lines: true, ..Csv::default() });
    let alone = tables.iter().map(|table| String::from_utf8(table.csv(Csv::default())).unwrap());
    assert_eq!(String::from_utf8(bare).unwrap(), alone.collect::<Vec<_>>().join("\r\n"));

    let one = Document { blocks: vec![Block::Table(tables[0].clone())], ..whole.clone() };
    assert_eq!((one.tsv(), one.csv(Csv::default())), (tables[0].tsv(), tables[0].csv(Csv::default())));
}

#[test]
fn a_list_without_a_row_has_its_header_for_programs_and_a_sentence_for_readers() {
    let register = Register::nagareyama();
    let plan = &register.plan;
    let nothing = CancelledFilter {
        department: Some("どこにもない課".to_owned()),
        ..CancelledFilter::default()
    };
    let ended = cancelled(plan, &nothing);
    let late = overdue(plan, "2000-01-01".parse().unwrap()).unwrap();
    let edition = TableOf::Edition(register.edition("令和3年3月"));
    let same = compare(plan, edition, edition).unwrap();
    for (document, header, says) in [
        (
            document_of::cancelled(&[ended], Language::Japanese, &about()),
            "番号\t実施事業\t状況\t実施時期\t担当部署\t見直し\t決定\t理由\t理由の分類\t実施の有無\t根拠資料\n",
            "該当するものはありません",
        ),
        (
            document_of::overdue(&late, Language::Japanese, &about()),
            "番号\t実施事業\t担当部署\t実施時期\t期限\t超過日数\t状況\t見直し時期\t備考\n",
            "該当するものはありません",
        ),
        (
            document_of::compare(&same, Language::Japanese, &about()),
            "番号\t実施事業\t変更\t前（令和3年3月）\t後（令和3年3月）\t理由\n",
            "違いはありません",
        ),
    ] {
        assert_eq!(document.tsv(), header);
        let csv = String::from_utf8(document.csv(Csv::default())).unwrap();
        assert_eq!(csv, header.replace('\t', ",").replace('\n', "\r\n"));
        let page = export::html(&document);
        assert!(page.contains(says) && !page.contains("<table"), "{page}");
        assert_eq!(document.tables().count(), 0, "no other format has a table without a row");
    }
}

#[test]
fn a_card_shows_every_category_and_which_of_them_it_is() {
    let register = full();
    let mut report = cards(&register.plan, TableOf::Current).unwrap();
    let choice =
        |wording: &str, chosen| projections::report::CardChoice { wording: wording.to_owned(), chosen };
    report.cards[0].categories = vec![projections::report::CardCategory {
        axis: None,
        name: None,
        choices: vec![choice("新規", false), choice("継続", true)],
    }];
    let document = document_of::cards(&report, Language::Japanese, &about());
    assert_eq!(fact(&document, "区分").unwrap(), "□新規　■継続");
    assert_eq!(fact(&document, "平成24年度").unwrap(), "計画：実施済み\n実施：継続中");
    let headings = document.blocks.iter().filter(|block| matches!(block, Block::Heading { level: 2, .. }));
    assert_eq!(headings.count(), report.cards.len());
    let list = document_of::card_list(&report, Language::Japanese, &about());
    assert_eq!(only(&list).rows.len(), report.cards.len());
}

#[test]
fn a_trace_has_its_tables_as_printed_and_its_links() {
    let mut register = Register::nagareyama();
    let (trace, coverage) = traced(&mut register);
    let document = document_of::trace(&trace, Language::Japanese, &about());
    let tables: Vec<&Table> = document.tables().collect();
    assert_eq!(tables[0].tsv(), export::trace_tsv(&trace.tables[0]));
    assert_eq!(texts(&tables[1].rows[0]), ["対応", "ペーパーレスの促進（方針）", "経費（分類）"]);
    let document = document_of::coverage(&coverage, Language::Japanese, &about());
    assert_eq!(fact(&document, "課題").unwrap(), "1");
    let alone = document.tables().last().unwrap();
    assert_eq!(alone.name, "対策案のない課題");
    assert_eq!(texts(&alone.rows[0]), ["資料の印刷費", "ペーパーレスの促進（42%）"]);
}

#[test]
fn comments_are_counted_and_answered_and_nobody_is_named() {
    let mut register = Register::nagareyama();
    let mut report = consulted(&mut register);
    let document = document_of::comments(&report, Language::Japanese, &about());
    let tables: Vec<Vec<Vec<String>>> =
        document.tables().map(|table| table.rows.iter().map(texts).collect()).collect();
    assert_eq!(tables[0], [["郵送", "1", "2"], ["電子メール", "", "1"], ["計", "1", "3"]]);
    assert_eq!(tables[1][0], ["A", "案を修正するもの", "1"]);
    assert_eq!(tables[1][2], ["（記載なし）", "", "1"]);
    assert_eq!(tables[2][0], ["1", "タブレットの費用を\n示してほしい", "原案に反映します", "A"]);
    assert!(!said(&document).contains("山田花子"));
    assert!(said(&document).contains("12月1日（木）は金曜日です"));
    report.consultations[0].results = None;
    let document = document_of::comments(&report, Language::Japanese, &about());
    assert_eq!(document.tables().count(), 0);
    assert!(said(&document).contains("結果は、まだ公表されていません。"));
}

#[test]
fn every_document_is_whole_in_both_languages() {
    for language in Language::ALL {
        for (name, document) in every(language) {
            assert_eq!((document.language, document.date), (language, DAY));
            assert_eq!(document.organisation, "流山市議会");
            assert_eq!(document.foot.address, about().address);
            assert_eq!(document.foot.fingerprint, about().fingerprint);
            for table in document.tables() {
                assert!(!table.name.is_empty() && !table.rows.is_empty(), "{name}");
                let width = table.columns.len();
                assert!(table.rows.iter().all(|row| row.cells.len() == width), "{name}");
            }
        }
    }
}

#[test]
fn headings_of_ours_are_in_the_language_of_the_reader() {
    let (japanese, english) = (every(Language::Japanese), every(Language::English));
    for ((name, japanese), (_, english)) in japanese.iter().zip(&english) {
        // The columns of a plan's own table are as printed.
        let own = |table: &Table| table.title_lines.is_empty() && !name.starts_with("trace");
        for (japanese, english) in japanese.tables().zip(english.tables()).filter(|(table, _)| own(table)) {
            let headings = |table: &Table| -> BTreeSet<String> {
                table.columns.iter().map(|column| column.heading.clone()).collect()
            };
            let same: Vec<_> = headings(japanese).intersection(&headings(english)).cloned().collect();
            let words = ["未着手", "継続中", "実施済み"];
            assert!(same.iter().all(|heading| words.contains(&heading.as_str())), "{name}: {same:?}");
        }
    }
}

#[test]
fn no_cell_of_a_csv_is_live_and_each_can_be_had_as_it_is() {
    let mut report = report_of(&Register::nagareyama(), TableOf::Current);
    let hostile = ["=1+1", "+81", "-2", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠x", "\t=1", "'=1"];
    report.rows.truncate(hostile.len());
    for (row, cell) in report.rows.iter_mut().zip(hostile) {
        row.cells = vec![cell.to_owned(), "－".to_owned(), String::new(), String::new(), String::new()];
    }
    report.title_lines = vec![text("=HYPERLINK(1)")];
    report.columns[0].heading = "=A1".to_owned();
    let document = document_of::table(&report, Language::Japanese, &about());
    let read = |bytes: &[u8]| -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    };
    let rows = read(&document.csv(Csv::default()));
    assert_eq!(rows, read(&export::csv(&report, Csv::default())));
    let live = |cell: &str| domain::value::formula::is_live(cell);
    assert!(rows.iter().flatten().all(|cell| !live(cell)), "{rows:?}");
    let back = rows[2..].iter().map(|row| domain::value::formula::unguarded(&row[0]).to_owned());
    assert_eq!(back.collect::<Vec<_>>(), hostile);
    assert!(rows[2..].iter().all(|row| row[1] == "－"), "a sign alone is no formula");
    let plain = read(&document.csv(Csv { unguarded: true, ..Csv::default() }));
    assert_eq!(plain[2..].iter().map(|row| row[0].clone()).collect::<Vec<_>>(), hostile);
    assert!(tsv(&report).contains("\n=1+1\t－"), "a TSV is as printed");
}

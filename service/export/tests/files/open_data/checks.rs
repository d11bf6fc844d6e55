//! What a machine would stumble over: each rule finds what it is for, and nothing where there is nothing.

use super::{data, reviewed};
use crate::sample::Register;
use export::open_data::{
    Code, CodeList, Column, Encoding, Finding, Holds, Level, Table, Value, What, Words, check, tables,
};
use projections::wording::Language;

fn column(name: &str, holds: Holds) -> Column {
    let words = Words::of(["列", "column"]);
    Column { name: name.into(), title: words.clone(), about: words, holds, required: false, key: false }
}

fn table_of(columns: Vec<Column>, rows: Vec<Vec<Value>>) -> Table {
    let words = Words::of(["表", "table"]);
    Table { name: "made".into(), title: words.clone(), about: words, columns, rows }
}

fn words(text: &str) -> Value {
    Value::Text(text.into())
}

fn found(table: Table, encoding: Encoding) -> Vec<Finding> {
    let codes = [Code {
        list: CodeList::State,
        code: "done".into(),
        title: Words::of(["実施済み", "done"]),
        state: None,
        definition: None,
        axis: None,
    }];
    check(&[table], &codes, encoding)
}

/// What is found in one cell.
#[track_caller]
fn of_cell(holds: Holds, text: &str, expected: &[What]) {
    in_encoding(Encoding::Utf8, holds, text, expected);
}

#[track_caller]
fn in_encoding(encoding: Encoding, holds: Holds, text: &str, expected: &[What]) {
    let findings = found(table_of(vec![column("made", holds)], vec![vec![words(text)]]), encoding);
    let whats: Vec<What> = findings.iter().map(|finding| finding.what.clone()).collect();
    assert_eq!(whats, expected, "{text:?}");
    for finding in findings {
        assert_eq!(
            (finding.file.as_str(), finding.row, finding.column.as_deref()),
            ("made.csv", Some(2), Some("made"))
        );
    }
}

#[test]
fn the_published_table_has_nothing_that_a_machine_would_stumble_over() {
    for register in [Register::nagareyama(), reviewed()] {
        let data = data(&register);
        let codes: Vec<Code> = CodeList::ALL.iter().flat_map(|list| list.codes(&data)).collect();
        assert_eq!(check(&tables(&data), &codes, Encoding::Utf8), []);
    }
}

#[test]
fn a_header_has_names_that_are_there_plain_and_different() {
    let header = |names: &[&str]| {
        let columns = names.iter().map(|name| column(name, Holds::Text)).collect();
        let findings = found(table_of(columns, vec![]), Encoding::Utf8);
        findings.into_iter().map(|finding| (finding.row, finding.what)).collect::<Vec<_>>()
    };
    let named = |name: &str| name.to_owned();
    assert_eq!(header(&["a", "b_2"]), []);
    assert_eq!(header(&["a", ""]), [(Some(1), What::Nameless)]);
    assert_eq!(header(&["a", "a"]), [(Some(1), What::NameTaken { name: named("a") })]);
    for name in ["番号", "A", "2a", "a b", "a-b"] {
        assert_eq!(header(&[name]), [(Some(1), What::NameNotPlain { name: named(name) })]);
    }
}

#[test]
fn a_row_has_a_cell_for_each_column_and_something_in_it() {
    let rows = |rows: Vec<Vec<Value>>| {
        let columns = vec![column("a", Holds::Text), column("b", Holds::Text)];
        let findings = found(table_of(columns, rows), Encoding::Utf8);
        findings.into_iter().map(|finding| (finding.row, finding.what)).collect::<Vec<_>>()
    };
    let full = || vec![words("一"), Value::Nothing];
    assert_eq!(rows(vec![full(), full()]), []);
    assert_eq!(rows(vec![full(), vec![words("一")]]), [(Some(3), What::Width { cells: 1, columns: 2 })]);
    assert_eq!(rows(vec![full(), vec![Value::Nothing, Value::Nothing]]), [(Some(3), What::EmptyRow)]);
}

#[test]
fn a_required_cell_has_a_value_and_a_key_is_there_once() {
    let rows = |rows: Vec<Vec<Value>>| {
        let key = Column { key: true, required: true, ..column("a", Holds::Text) };
        let findings = found(table_of(vec![key, column("b", Holds::Number)], rows), Encoding::Utf8);
        findings.into_iter().map(|finding| (finding.row, finding.what)).collect::<Vec<_>>()
    };
    let row = |key: &str| vec![words(key), Value::Number(1)];
    assert_eq!(rows(vec![row("一"), row("二")]), []);
    assert_eq!(rows(vec![vec![Value::Nothing, Value::Number(1)]]), [(Some(2), What::Missing)]);
    assert_eq!(rows(vec![row(" ")]), [(Some(2), What::Missing)]);
    let twice = What::NotUnique { first: 2 };
    assert_eq!(rows(vec![row("一"), row("一"), row("一")]), [(Some(3), twice.clone()), (Some(4), twice)]);
}

#[test]
fn a_cell_is_one_line_without_spaces_for_looks() {
    of_cell(Holds::Text, "一行目", &[]);
    of_cell(Holds::Text, "一行目\n二行目", &[What::LineEnd]);
    of_cell(Holds::Text, "左\t右", &[What::Tab]);
    for text in [" 中止", "中止\u{3000}", "\u{a0}中止"] {
        of_cell(Holds::Text, text, &[What::SpaceAround]);
    }
    of_cell(Holds::Text, "平成30年11月 中止", &[]);
    of_cell(Holds::Text, "合　　計", &[What::SpaceInside]);
    of_cell(Holds::Text, "合  計", &[What::SpaceInside]);
    of_cell(Holds::Text, "一行目\n\n 二行目", &[What::LineEnd]);
}

#[test]
fn a_name_is_the_name_of_one_thing() {
    for (text, separator) in [("総務課、議事課", '、'), ("総務課,議事課", ','), ("総務課／議事課", '／')]
    {
        of_cell(Holds::Name, text, &[What::Several { separator }]);
        of_cell(Holds::Text, text, &[]);
    }
    of_cell(Holds::Name, "企画・財政課", &[]);
    of_cell(Holds::Name, "総務課\n議事課", &[What::LineEnd, What::Several { separator: '\n' }]);
}

#[test]
fn a_number_is_its_digits() {
    of_cell(Holds::Number, "1200", &[]);
    let check = |text: &str, digits: Option<&str>| {
        let found = What::NotANumber { text: text.into(), digits: digits.map(str::to_owned) };
        of_cell(Holds::Number, text, &[found]);
    };
    check("1,200", Some("1200"));
    check("３件", Some("3"));
    check("約20人", Some("20"));
    check("△5", Some("5"));
    check("1から3", None);
    check("なし", None);
    for text in ["12.5", "-3", "0", "-0.25"] {
        of_cell(Holds::Decimal, text, &[]);
    }
    for text in ["12.", ".5", "--1", "12.5%"] {
        let findings =
            found(table_of(vec![column("made", Holds::Decimal)], vec![vec![words(text)]]), Encoding::Utf8);
        assert!(matches!(findings[0].what, What::NotANumber { .. }), "{text}");
    }
}

#[test]
fn a_date_is_in_one_form() {
    of_cell(Holds::Date, "2021-03-31", &[]);
    let check = |text: &str, day: Option<&str>| {
        let day = day.map(|day| day.parse().unwrap());
        of_cell(Holds::Date, text, &[What::NotADate { text: text.into(), day }]);
    };
    check("令和3年3月31日", Some("2021-03-31"));
    check("R3.3.31", Some("2021-03-31"));
    check("2021/3/31", Some("2021-03-31"));
    check("令和3年3月", None);
    check("2021-02-30", None);
    check("未定", None);
}

#[test]
fn ids_codes_and_flags_are_what_they_are_said_to_be() {
    of_cell(Holds::Id, "0190b5a8-7c1e-7000-8000-000000000001", &[]);
    of_cell(Holds::Id, "1-1-1", &[What::NotAnId { text: "1-1-1".into() }]);
    of_cell(Holds::Code(CodeList::State), "done", &[]);
    let unknown = What::NotACode { text: "済".into(), list: "state" };
    of_cell(Holds::Code(CodeList::State), "済", &[unknown]);
    of_cell(Holds::Flag, "true", &[]);
    of_cell(Holds::Flag, "○", &[What::NotAFlag { text: "○".into() }]);
}

#[test]
fn what_a_spreadsheet_program_takes_for_a_formula_is_named_and_left() {
    for text in ["=1+1", "+81", "-5", "@SUM", "＝1", "＋1", "－1", "＠A1"] {
        let sign = text.chars().next().unwrap();
        of_cell(Holds::Text, text, &[What::Formula { sign }]);
        let table = table_of(vec![column("made", Holds::Text)], vec![vec![words(text)]]);
        let mut bytes = Vec::new();
        export::open_data::write_csv(&table, Encoding::Utf8, &mut bytes).unwrap();
        assert_eq!(super::read_back(&bytes)[1][0], text);
    }
    for text in ["-", "－", "1=1", "1-1-1"] {
        of_cell(Holds::Text, text, &[]);
    }
}

#[test]
fn characters_of_vendors_are_named_where_the_encoding_has_them_from_vendors_only() {
    for character in ['①', '㈱', '㍻', '髙', '﨑'] {
        let text = format!("{character}の{character}");
        in_encoding(Encoding::Cp932, Holds::Text, &text, &[What::Vendors { character }]);
        of_cell(Holds::Text, &text, &[]);
    }
    in_encoding(Encoding::Cp932, Holds::Text, "高崎の(1)", &[]);
}

#[test]
fn characters_that_nobody_else_reads_or_nobody_sees_are_named_in_every_encoding() {
    for encoding in Encoding::ALL {
        for character in ['\u{e000}', '\u{fffd}', '\u{f0001}'] {
            in_encoding(encoding, Holds::Text, &format!("外{character}字"), &[What::Private { character }]);
        }
        for character in ['\u{200b}', '\u{feff}', '\u{202e}'] {
            in_encoding(encoding, Holds::Text, &format!("見{character}え"), &[What::Invisible { character }]);
        }
    }
}

#[test]
fn a_text_that_no_cell_of_a_spreadsheet_program_holds_is_named() {
    of_cell(Holds::Text, &"あ".repeat(32_767), &[]);
    of_cell(Holds::Text, &"あ".repeat(32_768), &[What::TooLong { characters: 32_768 }]);
}

#[test]
fn a_finding_says_where_what_and_what_would_be_accepted_in_both_languages() {
    let table = table_of(vec![column("count", Holds::Number)], vec![vec![words("３件")]]);
    let finding = found(table, Encoding::Utf8).remove(0);
    assert_eq!(finding.what.level(), Level::Fault);
    let told =
        |language| [finding.place(language), finding.what.title(language), finding.what.advice(language)];
    assert_eq!(
        told(Language::Japanese),
        [
            "made.csv 2行目 列count",
            "数値の列に「３件」とあります",
            "数字だけにします：3（単位は列名に書きます）"
        ]
    );
    assert_eq!(
        told(Language::English),
        [
            "made.csv row 2 column count",
            "\"３件\" in a column of numbers",
            "digits alone: 3; the unit belongs to the name of the column"
        ]
    );
    let json = serde_json::to_value(&finding).unwrap();
    assert_eq!((&json["what"]["kind"], &json["row"]), (&"not_a_number".into(), &2.into()));
}

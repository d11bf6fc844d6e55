//! The files: read back, held against their schemas, described, packed.

use super::{data, packed, read_back, reviewed};
use crate::sample::{Decision, Register, text};
use domain::event::{Reviewed, Verdict};
use domain::value::Reason;
use encoding_rs::SHIFT_JIS;
use export::open_data::{Encoding, Options, contents, dictionary, package, tables};
use projections::report::OpenData;
use projections::wording::Language;
use serde_json::Value;
use std::io::Read;

/// A register in which a reason has characters that CP932 has, has not, and has twice.
fn odd() -> OpenData {
    let mut register = Register::nagareyama();
    let cycle = register.open_cycle();
    let reason = text("髙﨑𠮷㈱の案（㋿6年〜）を採り、𠮷野案と𠮷田案は採らない");
    let stopped = Decision { reason: Some(Reason::Stated(reason)), ..Decision::of("5-6", "廃止") };
    register.decide(cycle, stopped).unwrap();
    register.leave_the_rest(cycle);
    register.submit(cycle);
    register.review(cycle, Reviewed::All, Verdict::Approved);
    register.adopt(cycle);
    data(&register)
}

/// All tables as they are packed.
fn every(data: &OpenData) -> Vec<export::open_data::Table> {
    let mut tables = tables(data);
    tables.extend([dictionary(&tables), contents(&tables)]);
    tables
}

#[test]
fn every_cell_comes_back_from_csv() {
    let data = data(&reviewed());
    for encoding in [Encoding::Utf8WithMark, Encoding::Utf8] {
        let package = packed(&data, encoding);
        for table in every(&data) {
            let file = package.file(&table.file("csv")).unwrap();
            let rows = read_back(&file.bytes);
            let header: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
            assert_eq!(rows[0], header);
            let cells: Vec<Vec<String>> =
                table.rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
            assert!(rows[1..] == cells, "{}", table.name);
        }
    }
}

#[test]
fn a_csv_begins_with_the_mark_unless_none_is_asked_for_and_ends_lines_as_rfc_4180_has_it() {
    let data = data(&Register::nagareyama());
    let first = |encoding| packed(&data, encoding).file("items.csv").unwrap().bytes.clone();
    assert!(first(Encoding::default()).starts_with(b"\xef\xbb\xbfitem_id,"));
    assert!(first(Encoding::Utf8).starts_with(b"item_id,"));
    let bytes = first(Encoding::Utf8);
    let ends = bytes.iter().filter(|byte| **byte == b'\n').count();
    assert_eq!(ends, 52);
    assert_eq!(bytes.windows(2).filter(|two| two == b"\r\n").count(), ends);
}

#[test]
fn what_cp932_cannot_hold_is_replaced_and_listed() {
    let package = packed(&odd(), Encoding::Cp932);
    let file = package.file("decisions.csv").unwrap();
    let (text, _, broken) = SHIFT_JIS.decode(&file.bytes);
    assert!(!broken);
    assert!(text.contains("髙﨑〓㈱の案（令和6年～）を採り、〓野案と〓田案は採らない"));
    let losses: Vec<_> = package.losses.iter().filter(|loss| loss.file == "decisions.csv").collect();
    let found: Vec<(char, &str, u32)> =
        losses.iter().map(|loss| (loss.character, loss.replacement.as_str(), loss.times)).collect();
    assert_eq!(found, [('〜', "～", 1), ('㋿', "令和", 1), ('𠮷', "〓", 3)]);
    let rows = read_back(text.as_bytes());
    for loss in &losses {
        assert_eq!(loss.column, "reason");
        let column = rows[0].iter().position(|name| *name == loss.column).unwrap();
        assert!(
            rows[loss.row as usize - 1][column].contains(&loss.replacement),
            "the row is that of the file"
        );
    }
    let listed = read_back(&package.file("losses.csv").unwrap().bytes);
    assert_eq!(listed.len(), 1 + package.losses.len());
    assert!(listed.iter().any(|row| row[3] == "𠮷" && row[4] == "U+20BB7" && row[5] == "〓"));
}

#[test]
fn nothing_is_lost_where_everything_fits() {
    assert!(packed(&odd(), Encoding::Utf8).losses.is_empty());
    let package = packed(&data(&Register::nagareyama()), Encoding::Cp932);
    assert_eq!((package.losses.len(), package.file("losses.csv")), (0, None));
}

#[track_caller]
fn faults(schema: &[u8], instance: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_slice(schema).unwrap();
    assert!(jsonschema::meta::is_valid(&schema), "the schema is one");
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    validator.iter_errors(instance).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn every_json_is_as_its_schema_says() {
    for data in [data(&reviewed()), odd(), super::details::stated()] {
        let package = packed(&data, Encoding::default());
        for table in every(&data) {
            let file = |ending| &package.file(&table.file(ending)).unwrap().bytes;
            let rows: Value = serde_json::from_slice(file("json")).unwrap();
            assert_eq!(rows.as_array().unwrap().len(), table.rows.len());
            assert_eq!(faults(file("schema.json"), &rows), Vec::<String>::new(), "{}", table.name);
        }
    }
}

#[test]
fn a_json_that_is_otherwise_is_not_as_the_schema_says() {
    let package = packed(&data(&reviewed()), Encoding::default());
    let file = |name| &package.file(name).unwrap().bytes;
    let rows: Value = serde_json::from_slice(file("items.json")).unwrap();
    let check = |column: &str, value: Value| {
        let mut rows = rows.clone();
        rows[0][column] = value;
        assert_eq!(faults(file("items.schema.json"), &rows).len(), 1, "{column}");
    };
    check("item_id", "1-1-1".into());
    check("state", "stopped".into());
    check("schedule_start", "平成18年9月".into());
    check("position", "3".into());
    check("is_listed", Value::Null);
    check("further", 1.into());
    let mut less = rows.clone();
    less[0].as_object_mut().unwrap().remove("remark");
    assert_eq!(faults(file("items.schema.json"), &less).len(), 1);
}

#[test]
fn values_have_their_types_in_json() {
    let package = packed(&data(&Register::nagareyama()), Encoding::default());
    let rows: Value = serde_json::from_slice(&package.file("items.json").unwrap().bytes).unwrap();
    let row = &rows[2];
    assert_eq!((&row["position"], &row["is_listed"]), (&Value::from(5), &Value::from(true)));
    assert_eq!((&row["body"], &row["schedule_start"]), (&Value::Null, &Value::from("2019-09-01")));
}

#[test]
fn header_dictionary_and_schema_name_the_same_columns() {
    let data = data(&Register::nagareyama());
    let package = packed(&data, Encoding::Utf8);
    let entries = read_back(&package.file("dictionary.csv").unwrap().bytes);
    for table in tables(&data) {
        let header = read_back(&package.file(&table.file("csv")).unwrap().bytes).remove(0);
        let described: Vec<&String> =
            entries.iter().filter(|entry| entry[0] == table.name).map(|entry| &entry[2]).collect();
        assert!(header.iter().eq(described), "{}", table.name);
        let schema: Value =
            serde_json::from_slice(&package.file(&table.file("schema.json")).unwrap().bytes).unwrap();
        assert_eq!(schema["items"]["properties"].as_object().unwrap().len(), header.len());
        assert_eq!(schema["items"]["required"], Value::from(header));
    }
    assert!(entries.iter().all(|entry| !entry[3].is_empty()), "every column has a Japanese name");
}

#[test]
fn the_description_names_publisher_dates_licence_and_every_file() {
    let data = data(&reviewed());
    let options = Options {
        address: Some("https://example.jp/open-data/".into()),
        licence: Some("https://creativecommons.org/licenses/by/4.0/deed.ja".into()),
        ..Options::default()
    };
    let package = package(&data, &options).unwrap();
    let set: Value = serde_json::from_slice(&package.file("dcat.jsonld").unwrap().bytes).unwrap();
    assert_eq!(set["dct:publisher"]["foaf:name"]["@value"], "流山市議会");
    assert_eq!(set["dct:issued"]["@value"], "2021-03", "an edition that names no day has none");
    assert_eq!(set["dct:modified"]["@value"], "2024-03-19");
    assert_eq!(set["dct:license"]["@id"], options.licence.unwrap());
    let files = set["dcat:distribution"].as_array().unwrap();
    assert_eq!(files.len(), package.files.len() - 1);
    let items = &files[0];
    assert_eq!(items["dcat:downloadURL"]["@id"], "https://example.jp/open-data/items.csv");
    assert_eq!(items["dcat:byteSize"]["@value"], package.files[0].bytes.len().to_string());
    let schema: Value = serde_json::from_slice(&package.file("items.schema.json").unwrap().bytes).unwrap();
    assert_eq!(schema["$id"], "https://example.jp/open-data/items.schema.json");
}

#[test]
fn what_nobody_said_is_not_in_the_description() {
    let package = packed(&data(&Register::nagareyama()), Encoding::default());
    let set: Value = serde_json::from_slice(&package.file("dcat.jsonld").unwrap().bytes).unwrap();
    for key in ["@id", "dct:license"] {
        assert!(set.get(key).is_none() && set["dcat:distribution"][0].get(key).is_none(), "{key}");
    }
    let named =
        Options { licence: Some("公共データ利用規約（第1.0版）".into()), ..Options::default() };
    let package = export::open_data::package(&data(&Register::nagareyama()), &named).unwrap();
    let set: Value = serde_json::from_slice(&package.file("dcat.jsonld").unwrap().bytes).unwrap();
    assert_eq!(set["dct:license"]["rdfs:label"], "公共データ利用規約（第1.0版）");
}

#[test]
fn a_schema_is_described_in_the_language_that_was_asked_for() {
    let title = |language| {
        let options = Options { language, ..Options::default() };
        let package = package(&data(&Register::nagareyama()), &options).unwrap();
        let schema: Value =
            serde_json::from_slice(&package.file("items.schema.json").unwrap().bytes).unwrap();
        schema["items"]["properties"]["item_id"]["title"].clone()
    };
    assert_eq!((title(Language::Japanese), title(Language::English)), ("事業ID".into(), "item id".into()));
}

#[test]
fn the_archive_holds_every_file_and_the_same_data_give_the_same_bytes() {
    let (data, again) = (data(&reviewed()), data(&reviewed()));
    let package = packed(&data, Encoding::default());
    let bytes = package.zip().unwrap();
    assert!(bytes == packed(&again, Encoding::default()).zip().unwrap());
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(archive.len(), package.files.len());
    for (at, file) in package.files.iter().enumerate() {
        let mut entry = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        assert_eq!(entry.name().unwrap(), file.name);
        assert!(bytes == file.bytes);
        assert_eq!(entry.last_modified().unwrap().to_string(), "2024-03-19 00:00:00");
    }
}

#[test]
fn a_plan_without_anything_gives_tables_without_rows() {
    let package = packed(&data(&Register::opened()), Encoding::default());
    assert_eq!(package.findings, []);
    assert_eq!(read_back(&package.file("items.csv").unwrap().bytes).len(), 1);
    assert_eq!(package.file("items.json").unwrap().bytes, b"[]\n");
    assert!(!package.zip().unwrap().is_empty());
}

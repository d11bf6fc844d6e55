//! Issues and policies, and public comments, imported over HTTP: shown first, recorded once, refused with their places.

use crate::support::*;
use reqwest::Method;
use reqwest::blocking::multipart::{Form, Part};
use serde_json::{Value, json};
use system_tests::{TestDatabase, fixtures, on_both_blocking};

on_both_blocking!(
    a_trace_is_shown_imported_once_and_counted,
    opinions_are_shown_imported_once_and_counted,
    tables_that_cannot_be_taken_say_where_and_leave_nothing,
);

const PROFILE: &str = include_str!("../../../service/import/examples/trace.toml");
const LABEL: &str = "平成31年4月";

/// A field of a form: with a file name it is a file.
type Field<'f> = (&'static str, Option<&'static str>, &'f [u8]);

fn form(fields: &[Field]) -> Form {
    fields.iter().fold(Form::new(), |form, (name, file, bytes)| match file {
        Some(file) => form.part(*name, Part::bytes(bytes.to_vec()).file_name(*file)),
        None => form.text(*name, String::from_utf8(bytes.to_vec()).unwrap()),
    })
}

/// What an import of that kind (`trace`, `comments`) would do to the sample plan.
#[track_caller]
fn preview(person: &Person, kind: &str, fields: &[Field]) -> Reply {
    let path = format!("/plans/{PLAN}/{kind}/imports/preview");
    Reply::to(&path, person.request(Method::POST, &path).multipart(form(fields)))
}

#[track_caller]
fn import_as(person: &Person, id: uuid::Uuid, kind: &str, fields: &[Field]) -> Reply {
    let path = format!("/plans/{PLAN}/{kind}/imports/{id}");
    Reply::to(&path, person.request(Method::PUT, &path).multipart(form(fields)))
}

#[track_caller]
fn version(person: &Person) -> u64 {
    person.ask("")["plan"]["version"].as_u64().expect("a plan has a version")
}

/// What both kinds of import have: the preview writes nothing, the same id and the same tables record nothing twice,
/// the id is not taken for anything else.
#[track_caller]
fn import(person: &Person, kind: &str, fields: &[Field], other: &[Field]) -> Value {
    let before = version(person);
    let shown = preview(person, kind, fields).is(200).json();
    assert_eq!(shown["changes"], true, "{shown}");
    assert_eq!(version(person), before, "a preview writes nothing");

    let id = id();
    let first = import_as(person, id, kind, fields).is(201);
    let place = first.header("location").to_owned();
    assert!(place.ends_with(&format!("/{kind}")), "{place}");
    let done = first.json();
    let after = version(person);
    assert!(after > before && done["done"]["version"] == after, "{done}");
    let again = import_as(person, id, kind, fields).is(200);
    assert_eq!((&again.json()["done"], again.header("location")), (&done["done"], place.as_str()));
    let nothing = import_as(person, crate::support::id(), kind, fields).is(200).json();
    assert_eq!((&nothing["done"], &nothing["preview"]["changes"]), (&Value::Null, &json!(false)));
    let _ = import_as(person, id, kind, other).problem(409, "other-content");
    assert_eq!(version(person), after, "nothing is recorded twice");
    done["preview"].clone()
}

fn a_trace_is_shown_imported_once_and_counted(db: TestDatabase) {
    let Office { yamada, server: _server, .. } = Office::open(&db);
    let plan = json!({ "slug": PLAN, "title": "ICT整備方針", "organisation": "小金井市" });
    let _ = yamada.put(&format!("/plans/{}", id()), &plan).is(201);
    let [issues, policies] = ["koganei-trace.tsv", "koganei-policies.tsv"].map(fixtures::bytes);
    let edition = ("edition", None, LABEL.as_bytes());
    let profile = ("profile", Some("trace.toml"), PROFILE.as_bytes());
    let issues = ("file", Some("koganei-trace.tsv"), issues.as_slice());
    let policies = ("policies", Some("koganei-policies.tsv"), policies.as_slice());
    let told = import(&yamada, "trace", &[edition, profile, issues, policies], &[edition, issues]);
    assert_eq!(told["new_edition"], LABEL);
    let warned = told["tables"][1]["table"]["warnings"].as_array().unwrap();
    let at: Vec<_> = warned.iter().map(|of| (&of["code"], &of["row"], &of["column"])).collect();
    let class = json!("trace-class-unknown");
    assert_eq!(at, [(&class, &json!(6), &json!("分類")), (&class, &json!(17), &json!("分類"))]);

    let report = yamada.ask("/coverage");
    assert_eq!(
        (&report["issues"], &report["policies"], &report["covered"]),
        (&json!(22), &json!(9), &json!(17))
    );
    assert_eq!(told["coverage"]["issues"], report["issues"], "as it was told");
    for (table, name) in [("issues", "koganei-trace.tsv"), ("policies", "koganei-policies.tsv")] {
        let exported = yamada.get(&format!("/plans/{PLAN}/trace/export?table={table}")).is(200);
        assert_eq!(exported.bytes, fixtures::bytes(name), "{table}");
    }
}

fn opinions_are_shown_imported_once_and_counted(db: TestDatabase) {
    let Office { yamada, server: _server, .. } = Office::with_sample(&db);
    let [table, about] = ["comments.tsv", "comments.toml"].map(fixtures::bytes);
    let table = ("file", Some("comments.tsv"), table.as_slice());
    let about = ("about", Some("comments.toml"), about.as_slice());
    let told = import(&yamada, "comments", &[table, about], &[about]);
    assert_eq!((&told["new_opinions"], &told["new_answers"]), (&json!(16), &json!(16)));
    assert_eq!((&told["new_consultation"], &told["replaced"]), (&json!(true), &json!(0)));

    let report = yamada.ask("/comments");
    let results = &report["consultations"][0]["results"];
    assert_eq!((&results["opinions"], &results["answered"]), (&json!(16), &json!(16)));
    let counts: Vec<_> =
        results["by_disposition"].as_array().unwrap().iter().map(|of| &of["opinions"]).collect();
    assert_eq!(counts, [3, 3, 6, 2, 2]);

    // What is not given at all, or given twice, is said by its field.
    let missing = preview(&yamada, "comments", &[table]).problem(422, "invalid");
    assert_eq!((&missing["field"], &missing["found"]), (&json!("about"), &json!("nothing")));
    let twice = preview(&yamada, "comments", &[table, table, about]).problem(422, "invalid");
    assert_eq!((&twice["field"], &twice["found"]), (&json!("file"), &json!("more than one")));
}

/// What is wrong with a table, which a preview and an import say alike: its row and its column.
#[track_caller]
fn refused(person: &Person, kind: &str, fields: &[Field]) -> Vec<(Value, Value, Value)> {
    let shown = preview(person, kind, fields).problem(422, "file");
    let import = import_as(person, id(), kind, fields).problem(422, "file");
    assert_eq!(import["problems"], shown["problems"]);
    let problems = import["problems"].as_array().unwrap();
    let errors = problems.iter().filter(|problem| problem["severity"] == "error");
    let place = |problem: &Value| {
        assert!(problem["accepted"].as_str().is_some_and(|text| !text.is_empty()), "{problem}");
        (problem["code"].clone(), problem["row"].clone(), problem["column"].clone())
    };
    errors.map(place).collect()
}

fn tables_that_cannot_be_taken_say_where_and_leave_nothing(db: TestDatabase) {
    let Office { yamada, server: _server, .. } = Office::with_sample(&db);
    let before = version(&yamada);

    let profile = "[trace]\n\"課題\" = \"issue\"\n\"分類\" = \"class\"\n".as_bytes();
    let profile = ("profile", Some("trace.toml"), profile);
    let issues = |table: &'static str| [("file", Some("issues.tsv"), table.as_bytes()), profile];
    let found = refused(&yamada, "trace", &issues("課題\t分類\t分類\n公開が遅い\t公開\t公開\n"));
    assert_eq!(found, [(json!("trace-heading-twice"), json!(1), json!("分類"))]);
    let found = refused(&yamada, "trace", &issues("課題\t分類\n公開が\u{7}遅い\t公開\n"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((&found[0].1, &found[0].2), (&json!(2), &json!("1")));
    let found = refused(&yamada, "trace", &issues("意見\t回答\n公開が遅い\t公開\n"));
    assert_eq!(found[0].0, "trace-no-column");

    let about = fixtures::bytes("comments.toml");
    let about = ("about", Some("comments.toml"), about.as_slice());
    let table = fixtures::text("comments.tsv");
    let opinions = |table: &str| {
        refused(&yamada, "comments", &[("file", Some("comments.tsv"), table.as_bytes()), about])
    };
    let code = json!("opinion-number-twice");
    assert_eq!(opinions(&table.replace("\n3\t", "\n2\t"))[0], (code, json!(4), Value::Null));
    let found = opinions(&table.replace("終期を", "終期\u{7}を"));
    assert_eq!((found.len(), &found[0].1, &found[0].2), (1, &json!(12), &json!("3")));

    assert_eq!(version(&yamada), before, "nothing of this was recorded");
    assert_eq!(yamada.ask("/comments")["consultations"], json!([]));
    assert_eq!(yamada.ask("/coverage")["issues"], 0);
    // The control: the same tables without what is wrong are taken.
    let _ = import_as(&yamada, id(), "trace", &issues("課題\t分類\n公開が遅い\t公開\n")).is(201);
    let good = [("file", Some("comments.tsv"), table.as_bytes()), about];
    let _ = import_as(&yamada, id(), "comments", &good).is(201);
}

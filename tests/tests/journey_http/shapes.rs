//! Plans of every shape over HTTP: a preview that asks for words and proposes what is listed again, and an import that is told.

use crate::support::*;
use reqwest::Method;
use reqwest::blocking::multipart::{Form, Part};
use serde_json::json;
use system_tests::{TestDatabase, fixtures, on_both_blocking};

on_both_blocking!(
    what_a_preview_asks_for_is_given_with_the_import,
    a_table_with_its_own_columns_is_printed_back,
);

fn form(plan: &str, file: &str, bytes: Vec<u8>, fields: &[(&'static str, &str)]) -> Form {
    let file = Part::bytes(bytes).file_name(file.to_owned());
    let form = Form::new().text("plan", plan.to_owned()).text("organisation", "試作市").part("file", file);
    fields.iter().fold(form, |form, (name, text)| form.text(*name, (*text).to_owned()))
}

#[track_caller]
fn import(person: &Person, form: Form) -> Reply {
    let path = format!("/imports/{}", id());
    Reply::to(&path, person.request(Method::PUT, &path).multipart(form))
}

fn what_a_preview_asks_for_is_given_with_the_import(db: TestDatabase) {
    let Office { yamada, server: _server, .. } = Office::open(&db);
    let table = fixtures::text("made-up-relisted.tsv").replace("\t未着手\t", "\tこれから\t");
    let ask =
        |fields: &[(&'static str, &str)]| form("made-up", "table.tsv", table.clone().into_bytes(), fields);
    let refused = import(&yamada, ask(&[])).problem(422, "file");
    let words: Vec<_> =
        refused["problems"].as_array().unwrap().iter().filter(|p| p["severity"] == "error").collect();
    assert_eq!(words.len(), 2, "{refused}");
    assert_eq!((&words[0]["code"], &words[0]["row"]), (&json!("unknown-status"), &json!(22)));

    let word = ("status_word", "これから=not_started");
    let path = "/imports/preview";
    let preview = Reply::to(path, yamada.request(Method::POST, path).multipart(ask(&[word]))).is(200).json();
    let rows = preview["tables"][0]["table"]["rows"].as_array().unwrap().clone();
    let proposed: Vec<_> = rows.iter().filter(|row| row["relisted"]["first"].is_u64()).collect();
    assert_eq!(proposed.len(), 2, "{preview}");
    let line = proposed[0]["line"].to_string();
    let done = import(&yamada, ask(&[word, ("confirm_relisted", &line)])).is(201).json();
    assert_eq!(done["preview"]["tables"][0]["outcome"]["relisted"], 1);
    let wrong = import(&yamada, ask(&[word, ("confirm_relisted", "perhaps")])).is(422).json();
    assert_eq!(wrong["field"], "confirm_relisted");
}

fn a_table_with_its_own_columns_is_printed_back(db: TestDatabase) {
    let Office { yamada, server: _server, .. } = Office::open(&db);
    for (plan, file, profile) in [
        (
            "yearly",
            "made-up-planned-actual.tsv",
            include_str!("../../../service/import/examples/planned-actual.toml"),
        ),
        ("cards", "made-up-cards.tsv", include_str!("../../../service/import/examples/cards.toml")),
    ] {
        let profile = Part::bytes(profile.as_bytes().to_vec()).file_name("profile.toml");
        let form = form(plan, file, fixtures::bytes(file), &[]).part("profile", profile);
        let _ = import(&yamada, form).is(201);
    }
    for (plan, file) in [("yearly", "made-up-planned-actual.tsv"), ("cards", "made-up-cards.tsv")] {
        let exported = yamada.get(&format!("/plans/{plan}/export?format=tsv")).is(200);
        assert_eq!(exported.bytes, fixtures::bytes(file), "{plan}");
    }
}

//! Open data: as an archive, file by file, and looked at before.

use crate::support::*;
use encoding_rs::SHIFT_JIS;
use system_tests::{TestDatabase, fixtures, on_both_blocking};

on_both_blocking!(
    nothing_goes_out_before_an_edition_is_published,
    what_is_published_goes_out_as_an_archive_and_file_by_file,
    what_a_machine_would_stumble_over_is_shown_before,
);

fn nothing_goes_out_before_an_edition_is_published(db: TestDatabase) {
    with_sample(&db);
    let answer = ja(&db, &["open-data", PLAN, "-o", "data.zip"]).run().refused().says("公表されていません");
    assert!(answer.stdout.is_empty() && !db.scratch().join("data.zip").exists());
    let _ = ja(&db, &["open-data", "no-such-plan"]).run().refused();

    let looked = done(&db, &["open-data", PLAN, "--check", "--draft"]);
    let text = String::from_utf8(looked.stdout).unwrap();
    assert!(text.contains("items（実施事業） 51 行"), "{text}");
    assert!(text.contains("decisions（決定） 27 行"), "{text}");
    assert!(text.contains("指摘: 0 件"), "{text}");
}

fn what_is_published_goes_out_as_an_archive_and_file_by_file(db: TestDatabase) {
    with_sample(&db);
    let _ = done(&db, &["cycle", "publish", PLAN, "令和3年3月"]);
    let archive = done(&db, &["open-data", PLAN]).stdout;
    let again = done(&db, &["open-data", PLAN, "-o", "data.zip"]);
    assert!(again.stdout.is_empty() && again.stderr.is_empty());
    assert!(archive.starts_with(b"PK") && archive == std::fs::read(db.scratch().join("data.zip")).unwrap());

    let items = done(&db, &["open-data", PLAN, "--file", "items.json"]).json();
    assert_eq!(items.as_array().map(Vec::len), Some(51));
    assert_eq!(items[1]["number_printed"], "1-1-1①");
    assert_eq!(items[1]["state"], "cancelled");
    let marked = done(&db, &["open-data", PLAN, "--file", "decisions.csv"]).stdout;
    let plain = done(&db, &["open-data", PLAN, "--file", "decisions.csv", "--encoding", "utf8"]).stdout;
    assert!(marked.starts_with(b"\xef\xbb\xbf") && marked[3..] == plain);
    let old = done(&db, &["open-data", PLAN, "--file", "decisions.csv", "--encoding", "cp932"]).stdout;
    assert_eq!(SHIFT_JIS.decode(&old).0.as_bytes(), plain);

    let licence = "https://creativecommons.org/licenses/by/4.0/deed.ja";
    let about = ["--licence", licence, "--address", "https://example.jp/data"];
    let about = ja(&db, &["open-data", PLAN, "--file", "dcat.jsonld"]).args(about).run().success().json();
    assert_eq!(about["dct:license"]["@id"], licence);
    assert_eq!(about["dcat:distribution"][0]["dcat:downloadURL"]["@id"], "https://example.jp/data/items.csv");
    let _ = ja(&db, &["open-data", PLAN, "--file", "persons.csv"]).run().refused().says("dcat.jsonld");
}

/// Made up: a remark that begins like a formula, has a line end, and a name that CP932 does not have.
fn what_a_machine_would_stumble_over_is_shown_before(db: TestDatabase) {
    with_sample(&db);
    let mut table = String::from_utf8(fixtures::bytes(SOURCE)).unwrap();
    table = table.replace("見直し：令和3年3月", "見直し：令和6年3月");
    table = table.replace("新聞記事検索データベースの活用", "=𠮷野氏の新聞記事検索  データベースの活用");
    std::fs::write(db.scratch().join("odd.tsv"), table).unwrap();
    let _ = done(&db, &["import", "odd.tsv", "--plan", PLAN]);

    let looked = json(&db, &["open-data", PLAN, "--check", "--draft", "--encoding", "cp932"]);
    let kinds = |file: &str| {
        let findings = looked["findings"].as_array().unwrap().iter();
        let of_file =
            findings.filter(|finding| finding["file"] == file && finding["what"]["kind"] != "vendors");
        of_file.map(|finding| finding["what"]["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(kinds("items.csv"), ["formula", "space_inside"]);
    let circled = looked["findings"].as_array().unwrap().iter();
    let circled =
        circled.filter(|finding| finding["what"]["kind"] == "vendors" && finding["what"]["character"] == "①");
    assert!(circled.count() > 0, "vendor-dependent characters are named for this encoding");
    let loss = looked["losses"].as_array().unwrap().iter().find(|loss| loss["file"] == "items.csv").unwrap();
    assert_eq!(
        (&loss["column"], &loss["character"], &loss["replacement"]),
        (&"title".into(), &"𠮷".into(), &"〓".into())
    );

    let told = done(&db, &["open-data", PLAN, "--check", "--draft", "--encoding", "cp932"]).stdout;
    let told = String::from_utf8(told).unwrap();
    assert!(told.contains("「=」で始まり") && told.contains("𠮷 → 〓"), "{told}");
    let written = done(&db, &["open-data", PLAN, "--draft", "--encoding", "cp932", "-o", "data.zip"]);
    assert!(
        written.stderr.contains("losses.csv") && written.stderr.contains("--check"),
        "{}",
        written.stderr
    );
}

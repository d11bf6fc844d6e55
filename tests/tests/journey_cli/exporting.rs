//! Tables that go out.

use crate::support::*;
use system_tests::{TestDatabase, fixtures, on_both_blocking};

on_both_blocking!(
    a_table_is_written_to_a_file_as_a_whole,
    a_table_as_it_was_recorded_is_still_there,
    a_table_goes_out_as_csv_and_comes_in_again,
    a_table_that_people_have_changed_comes_back_with_a_preview,
    listings_kinds_and_the_order_of_rows_are_told_in_both_languages,
    the_counts_of_plan_and_result_go_out_as_files,
    papers_are_held_against_the_file_that_was_handed_out,
);

fn a_table_is_written_to_a_file_as_a_whole(db: TestDatabase) {
    with_sample(&db);
    let export = |to: &str| ja(&db, &["export", PLAN, "--format", "tsv", "-o", to]).run();
    std::fs::write(db.scratch().join("table.tsv"), "something older").unwrap();

    let answer = export("table.tsv").success();
    assert!(answer.stdout.is_empty());
    assert_eq!(std::fs::read(db.scratch().join("table.tsv")).unwrap(), fixtures::bytes(SOURCE));
    let _ = export(".").refused().says("ディレクトリ");
    let _ = export("no/such/place.tsv").refused().says("no/such/place.tsv");
}

fn a_table_as_it_was_recorded_is_still_there(db: TestDatabase) {
    with_sample(&db);
    let recorded = json(&db, &["history", PLAN, "6-6"]);
    let moment = recorded["groups"][0]["entries"][0]["recorded"]["at"].as_str().unwrap().to_owned();
    let _ = import(&db, "nagareyama-2018-11.tsv").run().success();
    let then = ja(&db, &["table", PLAN, "--edition", "平成30年11月", "--recorded-at", &moment]);

    let _ = then.run().refused().says("版がありません");
    let same = done(&db, &["export", PLAN, "--recorded-at", &moment, "--format", "tsv"]);
    assert_eq!(same.stdout, fixtures::bytes(SOURCE));
    let _ = ja(&db, &["table", PLAN, "--recorded-at", "2001-01-01T00:00:00Z"]).run().refused();
}

fn a_table_goes_out_as_csv_and_comes_in_again(db: TestDatabase) {
    with_sample(&db);
    let csv = done(&db, &["export", PLAN, "--format", "csv"]).stdout;
    std::fs::write(db.scratch().join("table.csv"), csv).unwrap();
    let _ = done(&db, &["import", "table.csv", "--plan", PLAN]).says("変更はありません");

    let table = done(&db, &["export", PLAN, "--format", "json"]).json();
    assert_eq!(table["rows"].as_array().unwrap().len(), 60);
}

/// Somebody inserts an item, renumbers the others, retitles one, notes something in the margin, deletes a row.
fn a_table_that_people_have_changed_comes_back_with_a_preview(db: TestDatabase) {
    with_sample(&db);
    let _ = done(&db, &["cycle", "open", PLAN, "令和6年3月"]);
    let cycle = ["export", PLAN, "--cycle", "令和6年3月", "--format"];
    let _ = done(&db, &[&cycle[..], &["xlsx", "--layout", "print", "-o", "same.xlsx"]].concat());
    let back = ["--plan", PLAN];
    let _ =
        done(&db, &[&["import", "same.xlsx"], &back[..], &["--dry-run"]].concat()).says("変更はありません");

    let csv = done(&db, &[&cycle[..], &["csv", "--ids", "--mark"]].concat()).stdout;
    let csv = String::from_utf8(csv).unwrap();
    let mut lines: Vec<String> = csv.split("\r\n").map(str::to_owned).collect();
    let at = |lines: &[String], start: &str| lines.iter().position(|line| line.starts_with(start)).unwrap();
    let header = at(&lines, "実施事業,");
    lines[header].push_str(",メモ");
    let last = at(&lines, "6-7. ");
    lines[last] = lines[last].replacen("6-7. ", "6-8. ", 1) + ",要確認";
    let edited = at(&lines, "6-5. ");
    lines[edited] = lines[edited].replacen("6-5. ", "6-5. 新しい", 1);
    lines.insert(last, "6-7. 会議録の自動作成,令和8年4月,未着手".to_owned());
    lines.remove(at(&lines, "6-4. "));
    std::fs::write(db.scratch().join("changed.csv"), lines.join("\r\n")).unwrap();

    let before = events(&db);
    let preview = [&["import", "changed.csv"], &back[..], &["--dry-run"]].concat();
    let _ = done(&db, &preview)
        .says("列「メモ」はこの表にありません（取り込みません）")
        .says("番号: 「6-7」→「6-8」")
        .says("（管理番号で照合）")
        .says("実施事業: 「")
        .says("→「新しい")
        .says("追加: 6-7 会議録の自動作成")
        .says("行がありません: 6-4")
        .says("何も書き込んでいません");
    assert_eq!(events(&db), before);
    let typed = json(&db, &preview);
    let outcome = &typed["tables"][0]["outcome"];
    assert_eq!(outcome["becomes"], "proposals");
    assert_eq!(outcome["moved"][0]["number"]["after"], "6-8");
    assert_eq!(outcome["moved"][0]["by"], "id");

    let _ = done(&db, &[&["import", "changed.csv"], &back[..]].concat()).says("取り込みました");
    let after = done(&db, &[&cycle[..], &["tsv"]].concat()).stdout;
    let after = String::from_utf8(after).unwrap();
    let (new, old) = (after.find("\n6-7. 会議録の自動作成\t"), after.find("\n6-8. "));
    assert!(new.is_some() && new < old, "{after}");
    assert!(!after.contains("管理番号"));
}

/// Somebody changes only where an item is listed again (再掲), makes an item of a heading, changes the order of rows.
fn listings_kinds_and_the_order_of_rows_are_told_in_both_languages(db: TestDatabase) {
    let name = "made-up-relisted.tsv";
    std::fs::write(db.scratch().join(name), fixtures::bytes(name)).unwrap();
    let new = ["import", name, "--plan", PLAN, "--organisation", "試作市", "--confirm-relisted"];
    let _ = done(&db, &new).says("再掲として扱う行 2");
    let _ = done(&db, &["cycle", "open", PLAN, "令和6年3月"]);
    let cycle = ["export", PLAN, "--cycle", "令和6年3月", "--format"];
    let csv = String::from_utf8(done(&db, &[&cycle[..], &["csv", "--ids"]].concat()).stdout).unwrap();
    let edited = |edits: &[(&str, &str)]| {
        let edit = |text: String, (from, to): &(&str, &str)| {
            assert!(text.contains(from), "{from}: {text}");
            text.replacen(from, to, 1)
        };
        std::fs::write(db.scratch().join("edited.csv"), edits.iter().fold(csv.clone(), edit)).unwrap();
    };
    let import = ["import", "edited.csv", "--plan", PLAN];
    let preview = [&import[..], &["--dry-run"]].concat();
    let english = |arguments: &[&str]| ja(&db, arguments).args(["--lang", "en"]).run();

    let before = events(&db);
    let again = ("7,相談窓口の予約,市民局,継続中", "7,相談窓口の予約,市民局,検討中");
    edited(&[again, ("5,相談窓口の予約,市民局,継続中", "5,相談窓口の予約,市民局,実施済み")]);
    let _ = ja(&db, &import)
        .run()
        .refused()
        .says("14行目、列「状況」: 「検討中」です。同じ事業を掲載した 10行目では「実施済み」です（元は「継続中」）")
        .says("どちらの行も同じ内容、または一方の行だけの変更");
    let _ = english(&import).refused().says("row 14, column 状況").says("while row 10 says");

    edited(&[("\n,安全・安心,,,", "\n,安全・安心,,継続中,")]);
    let _ = ja(&db, &import)
        .run()
        .refused()
        .says("5行目、列「状況」: 見出し「安全・安心」に「状況」の記入があり、事業の行になっています")
        .says("これらの欄が空の見出し");
    let _ = english(&import).refused().says("would make an item of the heading 安全・安心");

    let lines: Vec<&str> = csv.split_inclusive("\r\n").collect();
    let one = lines.iter().position(|line| line.starts_with("1,")).unwrap();
    let swapped = [&lines[..one], &[lines[one + 1], lines[one]], &lines[one + 2..]].concat().concat();
    std::fs::write(db.scratch().join("edited.csv"), swapped).unwrap();
    let _ = done(&db, &preview)
        .says("見出しの中での行の順が元の表と異なります（1 行: ")
        .says("番号の順のまま")
        .says("変更はありません");
    let _ = english(&preview).success().says("they stay in the order of their numbers");
    assert_eq!(events(&db), before);

    edited(&[again]);
    let _ = done(&db, &preview)
        .says("14行目 7 相談窓口の予約（管理番号で照合、再掲の行）")
        .says("状況: 「継続中」→「検討中」");
    let _ = english(&preview).success().says("row 14 7 相談窓口の予約 (by its id, listed again)");
    let _ = done(&db, &import).says("取り込みました");
    let after = String::from_utf8(done(&db, &[&cycle[..], &["tsv"]].concat()).stdout).unwrap();
    assert_eq!(after.matches("相談窓口の予約\t市民局\t検討中").count(), 2, "{after}");
    let _ = done(&db, &import).says("以前の「継続中」のままです").says("変更はありません");
}

/// Made up: a table with departments, categories, plan and result of a year.
fn the_counts_of_plan_and_result_go_out_as_files(db: TestDatabase) {
    let name = "made-up-planned-actual.tsv";
    std::fs::write(db.scratch().join(name), fixtures::bytes(name)).unwrap();
    let profile = include_bytes!("../../../service/import/examples/planned-actual.toml");
    std::fs::write(db.scratch().join("profile.toml"), profile).unwrap();
    let _ =
        done(&db, &["import", name, "--plan", PLAN, "--organisation", "試作市", "--profile", "profile.toml"]);

    let report = json(&db, &["report", PLAN]);
    assert_eq!(report["items"]["distinct"], 12);
    assert_eq!(report["planned_actual"]["year"], 2012);
    assert_eq!(report["planned_actual"]["by_wording"]["total"]["listed"], 12);
    let totals = report["totals"].as_array().unwrap();
    assert_eq!((totals.len(), &totals[0]["agrees"]), (1, &"with_both".into()), "{totals:?}");
    let departments = report["axes"][0]["entries"].as_array().unwrap();
    let counted: u64 = departments.iter().map(|entry| entry["count"]["distinct"].as_u64().unwrap()).sum();
    assert_eq!((departments.len(), counted), (14, 16), "two items have two departments, one has three");

    let cross = done(&db, &["report", PLAN, "--part", "cross-words", "--format", "tsv"]).stdout;
    let cross = String::from_utf8(cross).unwrap();
    assert!(
        cross.starts_with("計画＼実施\t調査・検討\t運用\t")
            && cross.ends_with("計\t2\t2\t2\t3\t1\t1\t1\t12\n")
    );
    let _ = done(&db, &["report", PLAN, "--part", "grid", "--format", "csv", "-o", "grid.csv"]);
    let grid = std::fs::read_to_string(db.scratch().join("grid.csv")).unwrap();
    assert_eq!(grid.lines().count(), 13, "a header and twelve items");
    let general = json(&db, &["report", PLAN, "--part", "cards", "--department", "情報政策"]);
    assert_eq!(general["cards"].as_array().unwrap().len(), 3);
    let _ = ja(&db, &["report", PLAN, "--part", "everything"]).run();
    let _ = ja(&db, &["report", PLAN, "--year", "昨年"]).run().refused().says("昨年");
}

/// The PDF that was handed out, given by its file.
fn papers_are_held_against_the_file_that_was_handed_out(db: TestDatabase) {
    with_sample(&db);
    let _ = done(&db, &["cycle", "open", PLAN, "令和6年3月"]);
    let _ = done(&db, &["export", PLAN, "--document", "pack", "--format", "pdf", "-o", "before.pdf"]);
    let _ = done(&db, &["cycle", "decide", PLAN, "6-6", "--status", "継続中"]);
    let ask = ["export", PLAN, "--document", "replacements", "--before"];
    let told = done(&db, &[&ask[..], &["before.pdf", "--format", "tsv"]].concat());
    let told = String::from_utf8(told.stdout).unwrap();
    assert!(told.contains("資料2") && told.contains("前：未着手"), "{told}");

    std::fs::write(db.scratch().join("no.pdf"), "議事録").unwrap();
    let no_pdf = ja(&db, &[&ask[..], &["no.pdf", "--format", "tsv"]].concat()).run();
    let _ = no_pdf.refused().says("前回配付したPDFを読み取れません");
    let none = ja(&db, &[&ask[..], &["none.pdf", "--format", "tsv"]].concat()).run();
    let _ = none.refused().says("none.pdf");
    let asked = ["export", PLAN, "--document", "replacements", "--format", "tsv", "--handed-out"];
    let _ = ja(&db, &[&asked[..], &["きのう"]].concat()).run().refused().says("日本時間");
}

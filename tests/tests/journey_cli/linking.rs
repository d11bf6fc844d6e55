//! How items belong together, by the command line: listed, stated, confirmed, retracted.

use crate::support::*;
use system_tests::{TestDatabase, on_both_blocking};

on_both_blocking!(a_revival_is_suggested_stated_confirmed_and_retracted, a_plan_is_described_and_linked);

fn a_revival_is_suggested_stated_confirmed_and_retracted(db: TestDatabase) {
    with_sample(&db);
    let _ = done(&db, &["lineage", "list", PLAN]).says("計 0 件").says(
        "再開: 6-3 情報端末（タブレット）を全議員に配布 (50%)＋6-2 スマートフォンを全議員に配布 (32%) → 6-6",
    );

    let state =
        ["lineage", "state", PLAN, "再開", "--from", "6-2@令和3年3月", "--from", "6-3", "--to", "6-6"];
    let _ = done(&db, &[&state[..], &["--certainty", "推定"]].concat()).says("系譜を記録しました");
    let link = || {
        let listed = json(&db, &["lineage", "list", PLAN]);
        let links = listed["links"].as_array().unwrap().clone();
        links.first().map(|link| link["link"].as_str().unwrap().to_owned())
    };
    let inferred = link().unwrap();
    let _ = done(&db, &["lineage", "list", PLAN]).says("[推定]").says(&inferred).says("計 1 件  再開 1");
    let _ = done(&db, &["lineage", "confirm", PLAN, &inferred, "--note", "議会事務局に確認"]);
    let confirmed = link().unwrap();
    assert_ne!(inferred, confirmed, "both statements stay");
    let _ = done(&db, &["history", PLAN, "6-6"])
        .says("系譜（再開）")
        .says("議会事務局に確認")
        .says("前身 6-2 スマートフォンを全議員に配布");

    let _ = done(&db, &["lineage", "retract", PLAN, &confirmed, "--reason", "別の事業であった"]);
    assert_eq!(link(), None);
    let _ = done(&db, &["history", PLAN, "6-6"]).says("別の事業であった");
    let again = ja(&db, &["lineage", "retract", PLAN, &confirmed, "--reason", "もう一度"]);
    let _ = again.run().refused();
    let _ = ja(&db, &["lineage", "state", PLAN, "統廃合", "--to", "6-6"]).run().refused().says("統合");
}

fn a_plan_is_described_and_linked(db: TestDatabase) {
    with_sample(&db);
    let years =
        ["plan", "describe", PLAN, "--years", "平成30～令和3年度", "--period", "前期=平成30～令和元年度"];
    let _ = done(&db, &years);
    let _ = done(&db, &["plan", "link", PLAN, "上位計画", "--citation", "流山市議会 ICT 推進基本計画"]);
    let _ = done(&db, &["plan", "show", PLAN])
        .says("対象年度: 2018～2021年度")
        .says("期間: 前期 2018～2019年度")
        .says("上位計画: 流山市議会 ICT 推進基本計画");
    let wrong = ja(&db, &["plan", "describe", PLAN, "--years", "平成30年11月"]);
    let _ = wrong.run().refused().says("平成29～31年度");
}

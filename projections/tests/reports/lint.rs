//! What in the words of a plan looks like a mistake.

use crate::sample::{PUBLISHED, Register, text};
use domain::Action;
use domain::event::{LineageKind, LineageStated, NodeRef, TotalDeclared, TraceLinked};
use domain::value::{Basis, Certainty};
use projections::report::{FieldName, LintKind, LintReport, lint};

/// The findings of one kind: the item's number, the words, and what they stand against.
fn found(report: &LintReport, kind: LintKind) -> Vec<(String, String, String)> {
    let findings = report.of_kind(kind).map(|finding| {
        let number = finding.item.as_ref().and_then(|item| item.full_label.clone());
        (number.unwrap_or_default(), finding.words.clone(), finding.against.clone().unwrap_or_default())
    });
    findings.collect()
}

#[track_caller]
fn check(report: &LintReport, kind: LintKind, expected: &[(&str, &str, &str)]) {
    let found = found(report, kind);
    let found: Vec<_> = found.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
    assert_eq!(found, expected, "{kind:?}");
}

/// The published table with other words in it.
fn with(changes: &[(&str, &str)]) -> Register {
    let mut table = PUBLISHED.to_owned();
    for (was, is) in changes {
        assert!(table.contains(was), "{was} is not in the table");
        table = table.replacen(was, is, 1);
    }
    let mut register = Register::opened();
    register.import("changed.tsv", &table, "令和3年3月");
    register
}

#[test]
fn the_published_table_has_a_doubled_word_two_spellings_and_a_doubtful_ending() {
    let register = Register::nagareyama();
    let report = lint(&register.plan);
    check(&report, LintKind::DoubledWords, &[("3-3", "におけるにおける", "")]);
    check(
        &report,
        LintKind::NameVariant,
        &[("4-5", "取組む", "取り組む"), ("6-4", "プリンタ", "プリンター")],
    );
    check(&report, LintKind::StatusAgainstRemark, &[("6-3", "運用しています", "中止")]);
    assert_eq!(report.findings.len(), 4, "{:#?}", report.findings);
    let doubled = report.of_kind(LintKind::DoubledWords).next().unwrap();
    assert_eq!(doubled.field, Some(FieldName::Title));
}

#[test]
fn the_table_without_its_mistakes_has_no_findings() {
    let register = with(&[
        ("におけるにおける", "における"),
        ("取組む", "取り組む"),
        ("コピー室のプリンタへ", "コピー室のプリンターへ"),
        ("電子投票専用端末として運用しています", "電子投票専用端末としています"),
    ]);
    assert_eq!(lint(&register.plan).findings, []);
}

#[test]
fn a_weekday_that_is_not_the_days_and_a_number_that_nobody_has_are_found() {
    let register = with(&[
        (
            "議会独自のドメインを取得し運用中です。",
            "平成24年1月6日（月）に取得し、1月13日（金）に始めました。",
        ),
        ("5-1から5-6及び5-8", "5-1から5-6及び5-11"),
    ]);
    let report = lint(&register.plan);
    check(&report, LintKind::Weekday, &[("1-2-3", "平成24年1月6日（月）", "金")]);
    check(&report, LintKind::UnknownReference, &[("5", "5-11", "")]);
}

#[test]
fn an_item_that_goes_on_though_its_remark_says_that_it_ended_is_found() {
    let register = with(&[("委員会において必要に応じて活用中です。", "機器の故障により中止しました。")]);
    let report = lint(&register.plan);
    let expected = [("3-3", "中止しました", "継続中"), ("6-3", "運用しています", "中止")];
    check(&report, LintKind::StatusAgainstRemark, &expected);
}

#[test]
fn a_link_to_what_is_listed_is_right_and_one_to_what_its_edition_does_not_list_is_an_orphan() {
    let mut register = Register::nagareyama();
    let older = register.import("nagareyama-2018-11.tsv", crate::sample::OLDER, "平成30年11月");
    let newer = register.edition("令和3年3月");
    let (from, to) = (register.node("6-2"), register.node("6-6"));
    let plan = register.plan.head.id.unwrap();
    let link = |link, from, to| LineageStated {
        link,
        kind: LineageKind::Revived,
        from: vec![NodeRef { plan, edition: Some(older), node: from }],
        to: vec![NodeRef { plan, edition: Some(newer), node: to }],
        certainty: Certainty::Stated,
        note: None,
    };
    let first = register.fresh();
    register.give(Action::StateLineage(link(first, from, to)));
    check(&lint(&register.plan), LintKind::OrphanLink, &[]);

    register.run_march_2024();
    let added = register.node("1-2-6");
    let trace = register.fresh();
    register.give(Action::LinkTrace(TraceLinked {
        link: trace,
        from: added,
        to,
        relation: None,
        basis: Basis::Edition(newer),
    }));
    check(&lint(&register.plan), LintKind::OrphanLink, &[]);

    let mut without = register.plan.clone();
    without.nodes.get_mut(&from).unwrap().listed.remove(&older);
    let report = lint(&without);
    let orphan = found(&report, LintKind::OrphanLink);
    assert_eq!(orphan.len(), 1);
    assert_eq!(orphan[0].0, "6-2");
    assert!(orphan[0].2.starts_with("6-6 "), "{orphan:?}");
}

#[test]
fn a_printed_total_that_is_no_number_is_found() {
    let mut register = Register::nagareyama();
    let edition = register.edition("令和3年3月");
    for (row, printed) in [("合計", "５３件"), ("再掲", "多数")] {
        register.give(Action::DeclareTotal(TotalDeclared {
            edition,
            table: text("項目数"),
            row: text(row),
            column: text("件数"),
            printed: text(printed),
        }));
    }
    check(&lint(&register.plan), LintKind::UnreadTotal, &[("", "多数", "項目数 再掲 件数")]);
}

#[test]
fn a_plan_without_rows_has_no_findings() {
    assert_eq!(lint(&Register::opened().plan).findings, []);
}

#[test]
fn a_printed_total_that_the_table_does_not_add_up_to_is_pointed_out() {
    let mut register = Register::nagareyama();
    let edition = register.edition("令和3年3月");
    let mut declare = |printed: &str| {
        let total = TotalDeclared {
            edition,
            table: text("実施計画一覧"),
            row: text("計"),
            column: text("事業数"),
            printed: text(printed),
        };
        register.give(Action::DeclareTotal(total));
        lint(&register.plan)
    };
    let wrong = declare("52件");
    check(&wrong, LintKind::Sum, &[("", "実施計画一覧 計 事業数 52件", "51")]);
    check(&declare("51件"), LintKind::Sum, &[]);
}

//! What stands in the tables.

use super::{cell, data, reviewed, row, table};
use crate::sample::{Decision, Register, date, text};
use domain::Action;
use domain::command::{CorrectEdition, PublishEdition, StateDetail};
use domain::event::{
    Assignment, CellReading, CorrectionKind, ExecutionExtent, IndicatorSide, LineageKind, LineageStated,
    NodeRef, Outcome, YearSide,
};
use domain::plan::Detail;
use domain::value::{Basis, CanonicalState, Certainty, Degree, Meaning, Mode, Precision};
use export::open_data::{CodeList, Value};
use projections::report::{EditionKind, open_data};
use schemars::{JsonSchema, schema_for};
use std::collections::{BTreeMap, BTreeSet};

fn counted(register: &Register) -> BTreeMap<String, usize> {
    let tables = export::open_data::tables(&data(register));
    tables.into_iter().map(|table| (table.name, table.rows.len())).collect()
}

#[test]
fn the_published_table_has_51_items_9_headings_and_27_decisions() {
    let counts = counted(&Register::nagareyama());
    let count = |name: &str| counts[name];
    assert_eq!((count("items"), count("headings"), count("editions")), (51, 9, 1));
    assert_eq!((count("status_by_edition"), count("decisions")), (51, 27));
    assert_eq!((count("decision_reasons"), count("decision_evidence"), count("lineage")), (0, 0, 0));
}

#[test]
fn the_18_endings_are_inferred_and_have_their_reasons_the_other_9_are_stated() {
    let decisions = table(&data(&Register::nagareyama()), "decisions");
    let ended = |row: &usize| cell(&decisions, *row, "state") == "cancelled";
    let (ended, others): (Vec<usize>, Vec<usize>) = (0..decisions.rows.len()).partition(ended);
    assert_eq!((ended.len(), others.len()), (18, 9));
    for row in ended {
        let cell = |column| cell(&decisions, row, column);
        assert_eq!((cell("certainty"), cell("reason_given")), ("inferred".into(), "stated".into()));
        assert_eq!(
            (cell("cycle_printed"), cell("cycle_start")),
            ("平成30年11月".into(), "2018-11-01".into())
        );
        assert!(!cell("reason").is_empty());
    }
    for row in others {
        let cell = |column| cell(&decisions, row, column);
        assert_eq!((cell("certainty"), cell("reason_given")), ("stated".into(), String::new()));
        assert_eq!((cell("cycle_end"), cell("cycle_precision")), ("2021-03-31".into(), "month".into()));
    }
}

#[test]
fn a_circled_number_stands_beside_a_plain_one_and_under_its_headings() {
    let items = table(&data(&Register::nagareyama()), "items");
    let at = row(&items, "1-1-1①");
    let cell = |column| cell(&items, at, column);
    assert_eq!((cell("number_plain"), cell("sort_key")), ("1-1-1-1".into(), "n0001-0001-0001c0001".into()));
    assert_eq!((cell("depth"), cell("parent_number")), ("3".into(), "1-1-1".into()));
    let above = [cell("heading_1_number"), cell("heading_2_number"), cell("heading_3_number")];
    assert_eq!(above, ["1", "1-1", "1-1-1"]);
    assert_eq!(cell("heading_1_title"), "市民との情報共有の拡充");
    let keys: Vec<&Value> = items.values("sort_key").collect();
    assert!(keys.is_sorted(), "the keys sort as the table does");
}

#[test]
fn dates_are_printed_and_meant() {
    let items = table(&data(&Register::nagareyama()), "items");
    let check = |number: &str, expected: [&str; 4]| {
        let at = row(&items, number);
        let cell = |column: &str| cell(&items, at, &format!("schedule_{column}"));
        assert_eq!([cell("printed"), cell("start"), cell("end"), cell("precision")], expected);
    };
    check("1-1-1", ["平成18年9月", "2006-09-01", "2006-09-30", "month"]);
    check("1-1-1③", ["未定", "", "", "undecided"]);
}

#[test]
fn each_edition_has_a_row_for_each_item_and_leads_to_the_decision_that_gave_the_status() {
    let register = reviewed();
    let (data, count) = (data(&register), counted(&register));
    assert_eq!((count["editions"], count["status_by_edition"], count["decisions"]), (2, 102, 78));
    let (statuses, decisions) = (table(&data, "status_by_edition"), table(&data, "decisions"));
    let ended = register.node("5-9").to_string();
    let rows = (0..statuses.rows.len()).filter(|row| cell(&statuses, *row, "item_id") == ended);
    let rows: Vec<usize> = rows.collect();
    assert_eq!(rows.len(), 2);
    for row in rows {
        let id = cell(&statuses, row, "decision_id");
        let gave = decisions.values("decision_id").position(|known| known.to_string() == id).unwrap();
        assert_eq!(cell(&decisions, gave, "cycle_label"), "平成30年11月");
        assert_eq!(cell(&statuses, row, "state"), "cancelled");
    }
    let items = table(&data, "items");
    let at = row(&items, "6-7");
    assert_eq!(
        (cell(&items, at, "state"), cell(&items, at, "since_printed")),
        ("done".into(), "令和5年4月".into())
    );
}

#[test]
fn a_decision_of_a_live_review_has_its_body_its_codes_and_its_evidence() {
    let data = data(&reviewed());
    let decisions = table(&data, "decisions");
    let at = (0..decisions.rows.len())
        .find(|row| cell(&decisions, *row, "reason") == "減冊の費用対効果が見込めないため")
        .unwrap();
    let of = |column| cell(&decisions, at, column);
    assert_eq!((of("body"), of("meeting")), ("議会運営委員会".into(), "令和6年第1回".into()));
    assert_eq!((of("decided_on"), of("outcome")), ("2024-03-19".into(), "changed".into()));
    let reasons = table(&data, "decision_reasons");
    let codes: Vec<String> = reasons.values("reason_code").map(ToString::to_string).collect();
    assert_eq!(codes, ["cost", "alternative"]);
    assert!(reasons.values("decision_id").all(|id| id.to_string() == of("decision_id")));
    let evidence = table(&data, "decision_evidence");
    let documents: BTreeSet<String> = evidence.values("document").map(ToString::to_string).collect();
    assert_eq!(documents, BTreeSet::from(["クラウド利用報告書".into(), "会議録".into()]));
}

#[test]
fn what_is_not_published_is_in_no_table() {
    let mut register = Register::nagareyama();
    let cycle = register.open_cycle();
    register.decide(cycle, Decision::of("6-6", "実施済み")).unwrap();
    let nothing = open_data(&register.plan.clone().published()).unwrap();
    assert!(nothing.items.is_empty() && nothing.editions.is_empty() && nothing.decisions.is_empty());
    let (edition, address) = (register.edition("令和3年3月"), text("/p/1/e/1/"));
    register.give(Action::PublishEdition(PublishEdition { edition, address }));
    let public = open_data(&register.plan.clone().published()).unwrap();
    assert_eq!((public.items.len(), public.decisions.len()), (51, 27));
    let items = table(&public, "items");
    assert_eq!(cell(&items, row(&items, "6-6"), "state"), "not_started");
    let whole = data(&register);
    assert_eq!(whole.decisions.len(), 27, "a review that has not resolved is no decision");
}

#[test]
fn a_merger_is_a_row_for_each_item_that_went_into_it() {
    let mut register = Register::nagareyama();
    register.import("nagareyama-2018-11.tsv", crate::sample::OLDER, "平成30年11月");
    let (newer, older) = (register.edition("令和3年3月"), register.edition("平成30年11月"));
    let plan = register.plan.head.id.unwrap();
    let end = |edition, node| NodeRef { plan, edition: Some(edition), node };
    let (one, two) = (register.node("5-2"), register.node("5-9"));
    for (kind, from, to) in [
        (LineageKind::Merged, vec![end(older, one), end(older, two)], vec![end(newer, one)]),
        (LineageKind::New, vec![], vec![end(newer, two)]),
    ] {
        let link = register.fresh();
        let note = Some(text("計画書 3 ページ"));
        let certainty = Certainty::Stated;
        register.give(Action::StateLineage(LineageStated { link, kind, from, to, certainty, note }));
    }
    let lineage = table(&data(&register), "lineage");
    let row = |row| {
        let cell = |column| cell(&lineage, row, column);
        [
            cell("lineage_kind"),
            cell("from_number_printed"),
            cell("from_edition_label"),
            cell("to_number_plain"),
        ]
    };
    assert_eq!(lineage.rows.len(), 3);
    assert_eq!(row(0), ["merged", "5-2", "平成30年11月", "5-2"]);
    assert_eq!(row(1), ["merged", "5-9", "平成30年11月", "5-2"]);
    assert_eq!(row(2), ["new", "", "", "5-9"]);
    assert_eq!(cell(&lineage, 0, "link_id"), cell(&lineage, 1, "link_id"));
}

#[test]
fn each_department_has_a_row_of_its_own() {
    let mut register = Register::nagareyama();
    let (node, edition) = (register.node("5-2"), register.edition("令和3年3月"));
    let named = |name: &str, qualifier: Option<&str>| Assignment {
        unit: None,
        qualifier: qualifier.map(text),
        printed: text(name),
    };
    let departments = vec![named("議事課", None), named("総務課", Some("（全所属）"))];
    let detail = Detail::Departments { departments, from: None };
    let basis = Basis::Edition(edition);
    register.give(Action::StateDetail(Box::new(StateDetail { node, detail, basis })));
    let departments = table(&data(&register), "item_departments");
    let row = |row| ["place", "department_name", "qualifier"].map(|column| cell(&departments, row, column));
    assert_eq!(departments.rows.len(), 2);
    assert_eq!(row(0), ["1", "議事課", ""]);
    assert_eq!(row(1), ["2", "総務課", "（全所属）"]);
}

#[test]
fn a_corrected_date_is_as_printed_and_as_meant_and_the_correction_says_why() {
    let mut register = Register::nagareyama();
    let (edition, column) = (register.edition("令和3年3月"), register.column(Meaning::Schedule));
    let (correction, row) =
        (register.fresh(), register.plan.nodes[&register.node("1-1-1")].listed[&edition].row);
    register.give(Action::CorrectEdition(CorrectEdition {
        correction,
        edition,
        row,
        column,
        kind: CorrectionKind::Erratum,
        seen: text("平成18年9月"),
        corrected: text("平成19年9月"),
        reading: CellReading::Schedule(Some(date("平成19年9月"))),
        reason: text("誤植"),
        evidence: vec![],
    }));
    let data = data(&register);
    let statuses = table(&data, "status_by_edition");
    let at = super::row(&statuses, "1-1-1");
    let of = |column| cell(&statuses, at, column);
    assert_eq!((of("schedule_printed"), of("schedule_start")), ("平成18年9月".into(), "2007-09-01".into()));
    assert_eq!(of("is_corrected"), "true");
    let corrections = table(&data, "corrections");
    assert_eq!(corrections.rows.len(), 1);
    let of = ["correction_kind", "column_heading", "before", "after", "reason"];
    let of = of.map(|column| cell(&corrections, 0, column));
    assert_eq!(of, ["erratum", "実施時期", "平成18年9月", "平成19年9月", "誤植"]);
}

#[test]
fn the_codes_are_those_that_their_types_can_have() {
    fn check<T: JsonSchema>(list: CodeList) {
        let schema = serde_json::to_value(schema_for!(T)).unwrap();
        let mut names = BTreeSet::new();
        collect(&schema, &mut names);
        let codes: BTreeSet<String> =
            list.codes(&data(&Register::nagareyama())).into_iter().map(|code| code.code).collect();
        assert_eq!(codes, names, "{}", list.name());
    }
    fn collect(schema: &serde_json::Value, names: &mut BTreeSet<String>) {
        let variants = schema["oneOf"].as_array().into_iter().flatten();
        variants.for_each(|variant| collect(variant, names));
        let words = schema["enum"].as_array().into_iter().flatten().chain(schema.get("const"));
        names.extend(words.filter_map(|word| word.as_str()).map(str::to_owned));
    }
    check::<CanonicalState>(CodeList::State);
    check::<Degree>(CodeList::Degree);
    check::<Mode>(CodeList::Mode);
    check::<Precision>(CodeList::Precision);
    check::<Certainty>(CodeList::Certainty);
    check::<EditionKind>(CodeList::EditionKind);
    check::<Outcome>(CodeList::Outcome);
    check::<LineageKind>(CodeList::LineageKind);
    check::<CorrectionKind>(CodeList::Correction);
    check::<ExecutionExtent>(CodeList::Execution);
    check::<YearSide>(CodeList::YearSide);
    check::<IndicatorSide>(CodeList::IndicatorSide);
}

#[test]
fn the_codes_name_every_word_of_the_plan_with_its_meaning() {
    let register = Register::nagareyama();
    let codes = table(&data(&register), "codes");
    let word = register.vocabulary.term_of("必要に応じて その都度実施").unwrap();
    let at = codes.values("code").position(|code| code.to_string() == word.id.to_string()).unwrap();
    let of = ["list", "title_ja", "title_en", "state"].map(|column| cell(&codes, at, column));
    assert_eq!(of, ["status_word", word.wording.as_str(), "", "as_needed"]);
    let cost = codes.values("code").position(|code| code.to_string() == "cost").unwrap();
    assert_eq!([cell(&codes, cost, "title_ja"), cell(&codes, cost, "title_en")], ["費用", "cost"]);
}

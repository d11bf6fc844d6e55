//! 会議資料: what is handed out about two tables, and that its text says what its tables say.

use crate::sample::{Decision, OLDER, Register, text};
use domain::Action;
use domain::command::{AddNode, EndNode, OpenCycle, StateDetail};
use domain::event::{NodeKind, YearSide};
use domain::plan::Detail;
use domain::value::{Basis, CanonicalState, FiscalYear, Label, ReasonCode};
use projections::report::{Difference, PackPart, PackReport, SidesDiffer, TableOf, pack, table};
use projections::wording::{self, Language, narrative};
use std::collections::BTreeSet;

/// 令和3年3月 beside 令和6年3月, which a cycle with three changes became.
fn march_2024() -> (Register, PackReport) {
    let mut register = Register::nagareyama();
    let old = TableOf::Edition(register.edition("令和3年3月"));
    let new = TableOf::Edition(register.run_march_2024());
    let report = pack(&register.plan, old, new, None).unwrap();
    (register, report)
}

fn proposed(register: &Register) -> PackReport {
    let old = TableOf::Edition(register.edition("令和3年3月"));
    pack(&register.plan, old, TableOf::Cycle(register.cycle("令和6年3月")), None).unwrap()
}

fn told(report: &PackReport, language: Language) -> String {
    let passages = narrative(report, language);
    passages.iter().map(|passage| passage.sentences.join("\n")).collect::<Vec<_>>().join("\n")
}

/// The numbers of a text in which what has a name was left out: editions, reviews, days, years, papers.
fn numbers_of(told: &str, names: &[String]) -> BTreeSet<u32> {
    let mut rest = told.to_owned();
    for name in names {
        rest = rest.replace(name.as_str(), "＿");
    }
    rest.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

/// What the text calls by name.
fn names_in(report: &PackReport) -> Vec<String> {
    let mut names = vec![report.plan.title.to_string()];
    for edition in [&report.changes.from.edition, &report.changes.to.edition] {
        names.extend(edition.iter().map(|edition| edition.label.to_string()));
    }
    if let Some(review) = &report.review {
        names.push(review.cycle.label.to_string());
        if let Some(adoption) = &review.cycle.adoption {
            names.push(adoption.meeting.to_string());
            names.push(adoption.resolved_on.to_string());
            names.push(projections::wording::day(adoption.resolved_on, Language::Japanese));
        }
    }
    if let Some(overdue) = &report.overdue {
        names.push(overdue.on.to_string());
        names.push(projections::wording::day(overdue.on, Language::Japanese));
    }
    if let Some(year) = report.planned_actual.year {
        names.extend(Language::ALL.map(|language| projections::wording::fiscal_year(year, language)));
    }
    names.extend((1..=5).flat_map(|number| [format!("資料{number}"), format!("Paper {number}")]));
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

/// Every number of the model that may be told, counted anew from its tables.
fn counted(report: &PackReport) -> BTreeSet<u32> {
    let number = |length: usize| u32::try_from(length).unwrap();
    let changes = |difference| {
        let rows = report.changes.rows.iter();
        number(rows.filter(|row| row.is_item() && row.difference == difference).count())
    };
    let listed = |table: &projections::report::TableReport| -> BTreeSet<_> {
        let items = table.rows.iter().filter(|row| row.kind == NodeKind::Item);
        items.map(|row| row.node).collect()
    };
    let items = number(listed(&report.table).len());
    let changed = changes(Difference::Changed);
    let added = changes(Difference::Added);
    let headings = report.changes.rows.iter().filter(|row| !row.is_item());
    let mut known = BTreeSet::from([
        items,
        changed,
        added,
        changes(Difference::Removed),
        items - added - changed,
        // What stands as before is either decided or not; which of both, the sums say.
        report.sums.undecided,
        report.sums.left_as_before(),
        items - added + changes(Difference::Removed),
        number(headings.count()),
        number(report.ended.rows.len()),
        report.flow.changed,
        number(report.table.rows.iter().filter(|row| row.kind == NodeKind::Item).count()),
    ]);
    known.extend(report.flow.flows.iter().map(|flow| flow.count));
    known.extend(report.counts.by_state.iter().map(|counted| counted.count.distinct));
    let ending = |state: Option<CanonicalState>| state.is_some_and(CanonicalState::is_ending);
    let newly = report.flow.flows.iter().filter(|f| ending(f.to.state()) && !ending(f.from.state()));
    let newly: Vec<_> = newly.flat_map(|flow| &flow.items).map(|item| item.node).collect();
    known.insert(number(newly.len()));
    let rows = report.ended.rows.iter().filter(|row| newly.contains(&row.item.node));
    known.extend(projections::report::count_codes(rows).iter().map(|counted| counted.items));
    if let Some(overdue) = &report.overdue {
        known.insert(number(overdue.rows.len()));
        known.extend(overdue.rows.iter().map(|row| u32::try_from(row.days).unwrap()));
    }
    if let Some(review) = &report.review {
        known.extend([review.items, review.decided, review.items - review.decided, review.inferred]);
    }
    let both = |row: &&projections::report::PlannedActualRow| row.planned.is_some() && row.actual.is_some();
    let years = report.planned_actual.rows.iter().filter(both);
    known.insert(number(years.clone().count()));
    known.insert(number(years.filter(|row| row.differ == SidesDiffer::InState).count()));
    known
}

/// The numbers of the text that are in no table.
fn unfounded(report: &PackReport, told: &str) -> BTreeSet<u32> {
    numbers_of(told, &names_in(report)).difference(&counted(report)).copied().collect()
}

/// Adds an item, takes one off the list, renames a heading, states both sides of a year: something of everything.
fn eventful() -> (Register, PackReport) {
    let mut register = Register::nagareyama();
    register.import("nagareyama-2018-11.tsv", OLDER, "平成30年11月");
    let cycle = register.open_cycle();
    let basis = Basis::Cycle(cycle);
    let (node, placement, six) = (register.fresh(), register.fresh(), register.node("6"));
    register.give(Action::AddNode(AddNode {
        node,
        placement,
        kind: NodeKind::Item,
        parent: Some(six),
        rank: 8,
        label: Some(Label::parse("6-8", "6-8. ").unwrap()),
        title: text("電子署名の導入"),
        basis,
    }));
    let gone = register.node("2-4");
    let seen = register.plan.nodes[&gone].revision;
    register.give(Action::EndNode(EndNode { node: gone, basis, reason: text("一覧から除く"), seen }));
    for (number, planned, actual) in [("1-1-1", "実施済み", "継続中"), ("6-6", "未着手", "未着手")]
    {
        for (side, wording) in [(YearSide::Planned, planned), (YearSide::Actual, actual)] {
            let (node, status) = (register.node(number), register.status(wording));
            let detail = Detail::Year { year: FiscalYear::new(2012), side, status };
            let basis = Basis::Edition(register.edition("令和3年3月"));
            register.give(Action::StateDetail(Box::new(StateDetail { node, detail, basis })));
        }
    }
    register.decide_three(cycle);
    let report = proposed(&register);
    (register, report)
}

#[test]
fn the_papers_of_march_2024_count_what_was_decided() {
    let (_, report) = march_2024();
    let sums = &report.sums;
    assert_eq!((sums.items.distinct, sums.items_before.distinct), (51, 51));
    assert_eq!((sums.changed, sums.state_changed, sums.unchanged), (3, 3, 48));
    assert_eq!((sums.added, sums.removed, sums.headings), (0, 0, 0));
    assert_eq!((sums.ended, sums.newly_ended), (19, 1));
    let codes: Vec<_> =
        sums.newly_ended_by_code.iter().map(|of| (of.code.as_ref().unwrap().code, of.items)).collect();
    assert_eq!(codes, [(ReasonCode::Cost, 1), (ReasonCode::Alternative, 1)]);
    assert_eq!((sums.overdue, sums.most_overdue), (1, Some(719)), "5-6, on the day of the resolution");
    let review = report.review.as_ref().unwrap();
    assert_eq!((review.items, review.decided, review.undecided, review.changed), (51, 51, 0, 3));
}

#[test]
fn the_report_of_march_2024_says_so_in_both_languages() {
    let (_, report) = march_2024();
    let japanese = told(&report, Language::Japanese);
    assert_eq!(
        japanese.lines().collect::<Vec<_>>(),
        [
            "本報告は、「流山市議会 ICT 推進基本計画に基づく実施計画」について、令和3年3月の表と令和6年3月の表を比べ、その結果をまとめたものである。",
            "見直し（令和6年3月）では、対象とした実施事業51件のすべてについて検討を終えた。",
            "議決は、議会運営委員会（令和6年第1回）、令和6年3月19日、全会一致である。",
            "記載が変わった実施事業は3件（資料1）、従前のとおりとした実施事業は48件である。",
            "状況が変わったものは3件で、その内訳は「未着手」から「継続中」が1件、「未着手」から「実施済み」が1件、「未着手」から「中止」が1件である。",
            "新たに中止、廃止、統合又は移管とした実施事業は1件である（資料3）。",
            "理由の分類別では、「費用」1件、「代替あり」1件である。",
            "一つの事業に複数の分類があるため、分類ごとの件数の計は事業の件数より多い。",
            "これにより、終了した実施事業は合わせて19件となった。",
            "令和6年3月の表に掲載する実施事業は51件で、令和3年3月と同数である。",
            "状況別では、未着手1件、継続中20件、一部実施3件、実施済み7件、必要に応じて実施1件、中止19件である（資料4）。",
            "令和6年3月19日の時点で、実施時期を過ぎても着手していない実施事業は1件で、最も長いものは期限から719日を経過している（資料4）。",
        ]
    );
    let english = told(&report, Language::English);
    for said in [
        "The review 令和6年3月 has decided upon all of its 51 items.",
        "3 items changed (Paper 1); 48 stand as before.",
        "1 item ended (Paper 3).",
        "By class of reason: cost 1, an alternative exists 1.",
        "On 2024-03-19, 1 item had not begun though the scheduled time was over; the longest by 719 days (Paper 4).",
    ] {
        assert!(english.lines().any(|line| line == said), "{said}\n{english}");
    }
}

#[test]
fn every_number_that_is_told_is_one_of_a_table() {
    let reports = [march_2024().1, eventful().1];
    for report in &reports {
        for language in Language::ALL {
            let told = told(report, language);
            assert_eq!(unfounded(report, &told), BTreeSet::new(), "{told}");
        }
    }
    // The control: one number that is another, and it is found.
    let told = told(&reports[0], Language::Japanese);
    let wrong = told.replace("合わせて19件", "合わせて23件");
    assert_ne!(told, wrong);
    assert_eq!(unfounded(&reports[0], &wrong), BTreeSet::from([23]));
}

#[test]
fn the_sums_are_those_of_the_tables_beside_them() {
    for report in [march_2024().1, eventful().1] {
        let sums = &report.sums;
        let ending =
            report.counts.by_state.iter().filter(|of| of.state.is_some_and(CanonicalState::is_ending));
        assert_eq!(sums.ended, ending.map(|of| of.count.distinct).sum::<u32>());
        assert_eq!(sums.items.distinct, sums.changed + sums.unchanged + sums.added);
        assert_eq!(sums.items_before.distinct, sums.changed + sums.unchanged + sums.removed);
        assert_eq!((sums.added, sums.removed), (report.flow.added, report.flow.removed));
        assert_eq!(sums.state_changed, report.moves().iter().map(|flow| flow.count).sum::<u32>());
    }
}

#[test]
fn what_happens_is_told_and_what_does_not_is_not() {
    let (mut register, report) = eventful();
    let before = told(&report, Language::Japanese);
    for said in [
        "新たに掲載した実施事業は1件である（資料1）。",
        "掲載を終えた実施事業は1件である（資料1）。",
        "見直し（令和6年3月）では、対象とした実施事業51件のうち3件について検討を終え、48件が未決定である。",
        "この結果は案であり、まだ議決されていない。",
        "平成24年度の計画事項と実施状況がともに記載されている実施事業は2件で、うち状況が計画と異なるものは1件である（資料4）。",
    ] {
        assert!(before.lines().any(|line| line == said), "{said}\n{before}");
    }
    let cycle = register.cycle("令和6年3月");
    register.leave_the_rest(cycle);
    let after = told(&proposed(&register), Language::Japanese);
    assert!(
        after.contains("実施事業51件のすべてについて検討を終えた。") && !after.contains("未決定"),
        "{after}"
    );
    assert!(after.contains("まだ議決されていない"));

    let same = TableOf::Edition(register.edition("令和3年3月"));
    let nothing = pack(&register.plan, same, same, Some("2010-01-01".parse().unwrap())).unwrap();
    let nothing = told(&nothing, Language::Japanese);
    assert!(nothing.contains("記載が変わった実施事業はなく、51件はすべて従前のとおりである。"), "{nothing}");
    for left_out in ["新たに", "掲載を終えた", "着手していない", "内訳"] {
        assert!(!nothing.contains(left_out), "{left_out}\n{nothing}");
    }
}

#[test]
fn what_nobody_has_decided_upon_was_not_left_as_before() {
    let mut register = Register::nagareyama();
    let cycle = register.open_cycle();
    let untouched = proposed(&register);
    for (language, said) in [
        (
            Language::Japanese,
            "記載が変わった実施事業はなく、未決定で記載が従前のままの実施事業は51件である。",
        ),
        (Language::English, "No item changed; 51 undecided and so far as before."),
    ] {
        let told = told(&untouched, language);
        assert!(told.lines().any(|line| line == said), "{told}");
    }

    register.decide(cycle, Decision::of("6-6", "継続中")).unwrap();
    register.decide(cycle, Decision::of("6-7", "実施済み")).unwrap();
    let report = proposed(&register);
    let sums = &report.sums;
    assert_eq!((sums.changed, sums.unchanged, sums.undecided, sums.left_as_before()), (2, 49, 49, 0));
    let told_of_two = told(&report, Language::Japanese);
    for said in [
        "見直し（令和6年3月）では、対象とした実施事業51件のうち2件について検討を終え、49件が未決定である。",
        "記載が変わった実施事業は2件（資料1）、未決定で記載が従前のままの実施事業は49件である。",
    ] {
        assert!(told_of_two.lines().any(|line| line == said), "{said}\n{told_of_two}");
    }
    assert!(!told_of_two.contains("従前のとおり"), "{told_of_two}");
    assert_eq!(
        wording::pack_differences(&report, Language::Japanese),
        "実施事業の変更2件、追加0件、削除0件、変更なし0件、未決定で従前のまま49件"
    );

    register.leave(cycle, register.node("1-1-1"));
    let report = proposed(&register);
    assert_eq!((report.sums.undecided, report.sums.left_as_before()), (48, 1));
    let [japanese, english] = Language::ALL.map(|language| told(&report, language));
    assert!(
        japanese
            .contains("従前のとおりとした実施事業は1件、未決定で記載が従前のままの実施事業は48件である。"),
        "{japanese}"
    );
    assert!(
        english.contains("2 items changed (Paper 1); 1 left as before; 48 undecided and so far as before."),
        "{english}"
    );
    assert_eq!(
        wording::pack_differences(&report, Language::English),
        "items: 2 changed, 0 added, 0 removed, 1 the same, 48 undecided and so far as before"
    );
    assert_eq!(unfounded(&report, &japanese), BTreeSet::new(), "{japanese}");
}

#[test]
fn what_is_proposed_is_nowhere_called_the_result_of_the_review() {
    let mut register = Register::nagareyama();
    register.open_cycle();
    let proposal = proposed(&register);
    let (_, resolved) = march_2024();
    let called = |report: &PackReport, language| {
        let part = PackPart::Narrative;
        let headings = narrative(report, language).into_iter().map(|passage| passage.heading.to_owned());
        let titles = [
            wording::pack_subject(report, language),
            wording::pack_title(report, part, language).to_owned(),
            wording::pack_about(report, part, language),
        ];
        titles.into_iter().chain(headings.take(2)).collect::<Vec<_>>()
    };
    assert_eq!(
        called(&proposal, Language::Japanese),
        [
            "見直しの案について（令和6年3月）",
            "見直しの案について（報告）",
            "見直しの経過と案",
            "見直しの経過",
            "見直しの案"
        ]
    );
    assert_eq!(
        called(&proposal, Language::English)[1..],
        [
            "Report on what the review proposes",
            "how it was reviewed, and what is proposed",
            "How it was reviewed",
            "What is proposed"
        ]
    );
    assert_eq!(
        called(&resolved, Language::Japanese)[1..],
        ["見直しの結果について（報告）", "見直しの経過と結果", "見直しの経過", "見直しの結果"]
    );
}

#[test]
fn what_a_live_cycle_ends_is_on_the_list_with_its_reason_and_an_older_table_does_not_know_it() {
    let (register, report) = eventful();
    let row = report.ended.rows.iter().find(|row| row.item.full_label.as_deref() == Some("5-1-2")).unwrap();
    assert_eq!(row.cycle.as_ref().unwrap().label.as_str(), "令和6年3月");
    assert_eq!(row.codes.len(), 2);
    let [older, old] = ["平成30年11月", "令和3年3月"].map(|label| TableOf::Edition(register.edition(label)));
    let earlier = pack(&register.plan, older, old, None).unwrap();
    assert_eq!(earlier.ended.rows.len(), 18);
    assert!(earlier.ended.rows.iter().all(|row| row.item.full_label.as_deref() != Some("5-1-2")));
    let backwards = pack(&register.plan, old, older, None).unwrap();
    let listed = table(&register.plan, older).unwrap();
    let ended = listed.rows.iter().filter(|row| row.state.is_some_and(CanonicalState::is_ending));
    assert_eq!(backwards.ended.rows.len(), ended.count());
}

#[test]
fn a_review_without_a_resolution_names_no_meeting_and_one_without_items_is_not_told() {
    let mut register = Register::nagareyama();
    let cycle = register.fresh();
    let (label, date) = (text("令和6年3月"), crate::sample::date("令和6年3月"));
    register.give(Action::OpenCycle(OpenCycle { cycle, label, date }));
    let report = proposed(&register);
    assert!(report.review.as_ref().unwrap().cycle.adoption.is_none() && report.meeting.is_none());
    assert_eq!(report.overdue.as_ref().unwrap().on.to_string(), "2024-03-01", "the day of the review");
    let transcribed = TableOf::Edition(register.edition("令和3年3月"));
    let report = pack(&register.plan, transcribed, transcribed, None).unwrap();
    let told = told(&report, Language::Japanese);
    let review = report.review.unwrap();
    assert!(told.contains(&format!("決定が記録されている実施事業は{}件である。", review.decided)), "{told}");
    assert!(!told.contains("議決"), "{told}");
}

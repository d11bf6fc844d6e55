//! Registers and report models with something of everything in them.

use crate::sample::{OLDER, Register, text};
use domain::Action;
use domain::command::{CorrectEdition, StateDetail};
use domain::event::{CellReading, ConsultationState, CorrectionKind, YearSide};
use domain::plan::Detail;
use domain::value::{Basis, FiscalYear, Meaning, TraceLevel};
use export::document::Document;
use export::{About, Part, document_of};
use jiff::civil::{Date, date};
use projections::report::*;
use projections::wording::Language;

pub(crate) const DAY: Date = date(2024, 3, 31);

pub(crate) fn about() -> About {
    About {
        department: None,
        address: Some("https://example.jp/p/1/e/2/".to_owned()),
        fingerprint: Some("3f8a-91c2".to_owned()),
        day: DAY,
        site: Some("https://example.jp/".to_owned()),
    }
}

/// Two printed editions, a correction, both sides of a year, and a cycle with three changes that is adopted.
pub(crate) fn full() -> Register {
    let mut register = Register::nagareyama();
    register.import("nagareyama-2018-11.tsv", OLDER, "平成30年11月");
    let edition = register.edition("令和3年3月");
    correct(&mut register, "6-5", "平成28年2月");
    let basis = Basis::Edition(edition);
    for (number, planned, actual) in [("1-1-1", "実施済み", "継続中"), ("6-6", "未着手", "未着手")]
    {
        for (side, wording) in [(YearSide::Planned, planned), (YearSide::Actual, actual)] {
            let (node, status) = (register.node(number), register.status(wording));
            let detail = Detail::Year { year: FiscalYear::new(2012), side, status };
            register.give(Action::StateDetail(Box::new(StateDetail { node, detail, basis })));
        }
    }
    register.run_march_2024();
    register
}

/// Corrects 実施時期 of a row of 令和3年3月.
pub(crate) fn correct(register: &mut Register, number: &str, corrected: &str) {
    let edition = register.edition("令和3年3月");
    let report = table(&register.plan, TableOf::Edition(edition)).unwrap();
    let row = report.rows.iter().find(|row| row.full_label.as_deref() == Some(number)).unwrap();
    let place = report.column(Meaning::Schedule).unwrap();
    let correction = CorrectEdition {
        correction: register.fresh(),
        edition,
        row: row.row,
        column: register.column(Meaning::Schedule),
        kind: CorrectionKind::Erratum,
        seen: text(&row.cells[place]),
        corrected: text(corrected),
        reading: CellReading::Schedule(Some(crate::sample::date(corrected))),
        reason: text("原本との照合による"),
        evidence: vec![],
    };
    register.give(Action::CorrectEdition(correction));
}

pub(crate) fn compared(register: &Register) -> CompareReport {
    let old = TableOf::Edition(register.edition("令和3年3月"));
    let new = TableOf::Edition(register.edition("令和6年3月"));
    compare(&register.plan, old, new).unwrap()
}

/// What is handed out about the two newest editions.
pub(crate) fn packed(register: &Register) -> PackReport {
    let old = TableOf::Edition(register.edition("令和3年3月"));
    let new = TableOf::Edition(register.edition("令和6年3月"));
    pack(&register.plan, old, new, None).unwrap()
}

pub(crate) fn reported(register: &Register) -> PlanReport {
    plan_report(&register.plan, TableOf::Current, None).unwrap()
}

/// A consultation with two opinions, one of them answered.
pub(crate) fn consulted(register: &mut Register) -> CommentsReport {
    let opinion = |register: &mut Register, number: &str, view: Option<&str>| OpinionRow {
        opinion: register.fresh(),
        number: text(number),
        gist: text("タブレットの費用を\n示してほしい"),
        items: vec![],
        view: view.map(text),
        disposition: view.map(|_| text("A")),
        answered: view.map(|_| Respondent {
            actor: register.fresh(),
            name: Some("山田花子".to_owned()),
            at: None,
        }),
        replaced: 0,
        sequence: 1,
    };
    let rows = vec![opinion(register, "1", Some("原案に反映します")), opinion(register, "2", None)];
    let code = |code: &str, opinions| DispositionCount {
        code: code.to_owned(),
        definition: Some("案を修正するもの".to_owned()),
        opinions,
    };
    let channel = |name: &str, letters, opinions| ChannelCount { name: text(name), letters, opinions };
    CommentsReport {
        plan: PlanRef::of(&register.plan),
        consultations: vec![ConsultationReport {
            consultation: register.fresh(),
            from: Some(date(2023, 12, 1)),
            to: Some(date(2023, 12, 28)),
            printed_period: Some(text("令和5年12月1日（木）から28日（木）まで")),
            wrong_weekdays: vec![WrongWeekday {
                words: "12月1日（木）".to_owned(), is: "金".to_owned()
            }],
            state: ConsultationState::Closed,
            channels: vec![channel("郵送", Some(1), Some(2)), channel("電子メール", None, Some(1))],
            letters: Some(1),
            channel_opinions: Some(3),
            dispositions: vec![],
            results: Some(Results {
                opinions: 2,
                answered: 1,
                difference: Some(1),
                by_disposition: vec![code("A", 1), code("B", 0)],
                without_disposition: 1,
                rows,
            }),
        }],
    }
}

/// A trace of one issue and one policy, and how far it covers.
pub(crate) fn traced(register: &mut Register) -> (TraceReport, CoverageReport) {
    let mut term =
        |level, title: &str| TermRef { node: register.fresh(), level: Some(level), title: text(title) };
    let (issue, class) = (term(TraceLevel::Issue, "資料の印刷費"), term(TraceLevel::Class, "経費"));
    let policy = term(TraceLevel::Policy, "ペーパーレスの促進");
    let plan = PlanRef::of(&register.plan);
    let column = |register: &mut Register, heading: &str, level| TableColumn {
        id: register.fresh(),
        heading: heading.to_owned(),
        meaning: Meaning::Trace(level),
        width: 0,
    };
    let table = TraceTable {
        anchor: TraceLevel::Issue,
        columns: vec![
            column(register, "課題", TraceLevel::Issue),
            column(register, "分類", TraceLevel::Class),
        ],
        rows: vec![TraceRow {
            node: issue.node,
            cells: vec!["資料の\"印刷費\"".to_owned(), "経費".to_owned()],
            linked: vec![],
            missing: vec![],
        }],
    };
    let link = TraceLink {
        link: register.fresh(),
        from: policy.clone(),
        to: class.clone(),
        relation: Some(text("対応")),
    };
    let coverage = CoverageReport {
        plan: plan.clone(),
        levels: vec![LevelCount { level: TraceLevel::Issue, heading: "課題".to_owned(), terms: 1 }],
        issues: 1,
        covered: 0,
        policies: 1,
        by_class: vec![ClassCoverage { class: class.clone(), issues: 1, policies: vec![policy.clone()] }],
        by_policy: vec![PolicyCoverage {
            policy: policy.clone(),
            under: vec![],
            classes: vec![class],
            issues: 0,
        }],
        orphans: vec![Orphan {
            kind: OrphanKind::IssueWithoutCountermeasure,
            term: issue,
            nearest: Some(NearestName { term: policy, percent: 42 }),
        }],
    };
    (TraceReport { plan, tables: vec![table], links: vec![link] }, coverage)
}

/// A document of every kind, by a short name.
pub(crate) fn every(language: Language) -> Vec<(String, Document)> {
    let mut register = full();
    let (comments, (trace, coverage)) = (consulted(&mut register), traced(&mut register));
    let plan = &register.plan;
    let (about, node) = (about(), register.node("5-1-2"));
    let of = |of| table(plan, of).unwrap();
    let tables = [
        ("edition", of(TableOf::Edition(register.edition("令和3年3月")))),
        ("current", of(TableOf::Current)),
        ("as-of", of(TableOf::AsOf(date(2018, 11, 15)))),
        ("cycle", of(TableOf::Cycle(register.cycle("令和6年3月")))),
    ];
    let report = reported(&register);
    let cards = cards(plan, TableOf::Current).unwrap();
    let ended = cancelled(plan, &CancelledFilter::default());
    let history = history(plan, node, &register.entries(node)).unwrap();
    let line = timeline(plan, node).unwrap();
    let grid = grid(plan, TableOf::Current).unwrap();
    let mut every: Vec<(String, Document)> = Vec::new();
    let mut add = |name: &str, document| every.push((name.to_owned(), document));
    for (name, table) in &tables {
        add(name, document_of::table(table, language, &about));
    }
    add("compare", document_of::compare(&compared(&register), language, &about));
    add("history", document_of::history(&history, Some(&line), language, &about));
    let states = states(plan).unwrap();
    let (old, new) = (register.edition("令和3年3月"), register.edition("令和6年3月"));
    let flow = flow(plan, TableOf::Edition(old), TableOf::Edition(new)).unwrap();
    add("charts", document_of::charts(&states, Some(&flow), language, &about));
    add("cancelled", document_of::cancelled(std::slice::from_ref(&ended), language, &about));
    add("cancelled-everywhere", document_of::cancelled(&[ended.clone(), ended], language, &about));
    add("overdue", document_of::overdue(&overdue(plan, DAY).unwrap(), language, &about));
    add("report", document_of::report(&report, language, &about));
    for part in Part::ALL {
        let document = document_of::report_part(&report, part, language, &about);
        add(&format!("part-{}", part.name()), document);
    }
    add("grid", document_of::grid(&grid, language, &about));
    add("cards", document_of::cards(&cards, language, &about));
    add("card-list", document_of::card_list(&cards, language, &about));
    add("trace", document_of::trace(&trace, language, &about));
    add("coverage", document_of::coverage(&coverage, language, &about));
    add("comments", document_of::comments(&comments, language, &about));
    let papers = packed(&register);
    add("pack", document_of::pack(&papers, language, &about));
    let page = |said: &str| HandedPage {
        part: Some("資料1".to_owned()),
        lines: vec![said.to_owned()],
        foot: String::new(),
    };
    let handed =
        |title: &str, said: &str| Handed { title: title.to_owned(), pages: vec![page(said), page("同")] };
    let handed = replacements(papers.plan, None, &handed("前の資料", "前"), &handed("後の資料", "後"));
    add("replacements", document_of::replacements(&handed, language, &about));
    every
}

//! Plan beside result, declared changes, 項目数, printed totals, grid and cards: of a small plan in which all of it is
//! stated.

use crate::sample::{Register, text};
use domain::Action;
use domain::command::StateDetail;
use domain::event::{Assignment, IndicatorSide, IndicatorValue, PlacementAdded, TotalDeclared, YearSide};
use domain::id::{EditionId, TermId, VocabularyId};
use domain::plan::Detail;
use domain::value::vocabulary::Term;
use domain::value::{
    Basis, CanonicalState, Certainty, FiscalYear, Label, Meaning, Vocabulary, VocabularyKind,
};
use projections::report::{
    CardsReport, Count, CountAxis, CrossTable, DeclaredStanding, PlanReport, SidesDiffer, TableOf,
    TotalAgrees, cards, grid, plan_report,
};

const TABLE: &str = "\
第3次実施計画

平成25年3月

実施事業\t実施時期\t状況\t見直し時期\t備考
1. 情報の共有\t\t\t\t
1-1. 会議録の公開\t平成24年4月\t継続中\t\t
1-2. 予約の電子化\t平成24年4月\t継続中\t\t
2. 事務の電子化\t\t\t\t
2-1. 文書の電子化\t平成25年4月\t未着手\t\t
2-2. 端末の配布\t平成25年4月\t実施済み\t\t
2-3. 機器の更新\t平成25年4月\t未着手\t\t";

const Y24: FiscalYear = FiscalYear::new(2012);
const Y25: FiscalYear = FiscalYear::new(2013);

/// A plan with everything stated: 1-1 is listed again as 2-4, and has three departments.
struct Shaped {
    register: Register,
    edition: EditionId,
    axis: VocabularyId,
    terms: [TermId; 2],
}

impl Shaped {
    fn new() -> Self {
        let mut register = Register::opened();
        let edition = register.import("plan.tsv", TABLE, "平成25年3月");
        let axis = register.fresh();
        let terms = [register.fresh(), register.fresh()];
        let term = |(id, wording): (TermId, &str)| Term {
            id,
            wording: wording.to_owned(),
            state: None,
            definition: None,
        };
        let words = terms.into_iter().zip(["新規", "継続"]).map(term).collect();
        let axis = Vocabulary { id: axis, version: 1, kind: VocabularyKind::Category, terms: words };
        register.give(Action::DefineVocabulary(axis.clone()));
        let mut shaped = Self { register, edition, axis: axis.id, terms };
        for (number, term) in [("1-1", 1), ("1-2", 0), ("2-1", 0), ("2-2", 1)] {
            let term = Some(shaped.terms[term]);
            shaped.state(number, Detail::Category { axis: shaped.axis, term });
        }
        for (number, names) in
            [("1-1", &["総務課", "広報課", "議会事務局"][..]), ("2-1", &["総務課"]), ("2-2", &["情報政策課"])]
        {
            shaped.state(number, departments(names));
        }
        for (number, planned, actual) in [
            ("1-1", Some("継続中"), Some("継続中")),
            ("1-2", Some("実施済み"), Some("継続中")),
            ("2-1", Some("未着手"), None),
            ("2-2", None, Some("実施済み")),
        ] {
            shaped.year(number, YearSide::Planned, planned);
            shaped.year(number, YearSide::Actual, actual);
        }
        shaped
    }

    #[track_caller]
    fn state(&mut self, number: &str, detail: Detail) {
        let (node, basis) = (self.register.node(number), Basis::Edition(self.edition));
        self.register.give(Action::StateDetail(Box::new(StateDetail { node, detail, basis })));
    }

    fn year(&mut self, number: &str, side: YearSide, wording: Option<&str>) {
        if let Some(wording) = wording {
            let status = self.register.status(wording);
            self.state(number, Detail::Year { year: Y24, side, status });
        }
    }

    fn target(&mut self, number: &str, year: FiscalYear, value: IndicatorValue, printed: &str) {
        let indicator = self.register.fresh();
        let (side, printed) = (IndicatorSide::Target, text(printed));
        self.state(number, Detail::Indicator { indicator, name: None, year, side, value, printed });
    }

    fn declare(&mut self, number: &str, reason: &str) {
        self.state(number, Detail::DeclaredChange { reason: text(reason) });
    }

    /// 1-1 is listed again as 2-4.
    fn relist(&mut self) {
        let relisted = PlacementAdded {
            placement: self.register.fresh(),
            node: self.register.node("1-1"),
            parent: Some(self.register.node("2")),
            rank: 99,
            label: Label::split("2-4. 会議録の公開").0,
            marker: Some(text("（再掲）")),
            certainty: Certainty::Confirmed,
            basis: Basis::Edition(self.edition),
        };
        self.register.give(Action::RelistNode(relisted));
    }

    fn declare_total(&mut self, row: &str, column: &str, printed: &str) {
        let (table, row, column, printed) = (text("項目数"), text(row), text(column), text(printed));
        let edition = self.edition;
        self.register.give(Action::DeclareTotal(TotalDeclared { edition, table, row, column, printed }));
    }

    fn report(&self) -> PlanReport {
        plan_report(&self.register.plan, TableOf::Current, None).unwrap()
    }

    fn cards(&self) -> CardsReport {
        cards(&self.register.plan, TableOf::Current).unwrap()
    }
}

fn departments(names: &[&str]) -> Detail {
    let assignment = |name: &&str| Assignment { unit: None, qualifier: None, printed: text(name) };
    Detail::Departments { departments: names.iter().map(assignment).collect(), from: None }
}

fn once(items: u32) -> Count {
    Count { distinct: items, listed: items }
}

/// A cross-table as text: what a row counts, its cells, its sum.
fn printed(table: &CrossTable) -> Vec<String> {
    let name = |name: &Option<String>| name.clone().unwrap_or_else(|| "−".to_owned());
    let columns: Vec<String> = table.columns.iter().map(|head| name(&head.name)).collect();
    let mut lines = vec![columns.join(" ")];
    for (head, cells) in table.rows.iter().zip(&table.cells) {
        let heading = head.heading.as_ref().map(|heading| heading.title.to_string());
        let cells: Vec<String> = cells.iter().map(|count| count.distinct.to_string()).collect();
        let named = heading.unwrap_or_else(|| name(&head.name));
        lines.push(format!("{named} {} = {}", cells.join(" "), head.count.distinct));
    }
    let sums: Vec<String> = table.columns.iter().map(|head| head.count.distinct.to_string()).collect();
    lines.push(format!("計 {} = {}", sums.join(" "), table.total.distinct));
    lines
}

#[test]
fn plan_and_result_stand_beside_each_other_and_one_side_alone_is_not_dropped() {
    let report = Shaped::new().report().planned_actual;
    assert_eq!((report.year, report.years.as_slice()), (Some(Y24), &[Y24][..]));
    let rows: Vec<_> =
        report.rows.iter().map(|row| (row.item.full_label.as_deref().unwrap(), row.differ)).collect();
    assert_eq!(
        rows,
        [
            ("1-1", SidesDiffer::Nowhere),
            ("1-2", SidesDiffer::InState),
            ("2-1", SidesDiffer::OnlyPlanned),
            ("2-2", SidesDiffer::OnlyActual)
        ]
    );
    assert_eq!(report.unstated, once(1), "of 2-3 nothing is stated");
}

#[test]
fn the_cross_table_adds_up_both_ways_by_words_and_by_state() {
    let report = Shaped::new().report().planned_actual;
    let expected = [
        "継続中 実施済み −",
        "未着手 0 0 1 = 1",
        "継続中 1 0 0 = 1",
        "実施済み 1 0 0 = 1",
        "− 0 1 0 = 1",
        "計 2 1 1 = 4",
    ];
    assert_eq!(printed(&report.by_wording), expected);
    let states: Vec<_> = report.by_state.rows.iter().map(|head| head.state).collect();
    let stated = [CanonicalState::NotStarted, CanonicalState::Ongoing, CanonicalState::Done].map(Some);
    assert_eq!(states, stated.into_iter().chain([None]).collect::<Vec<_>>());
    assert_eq!(report.by_state.cells, report.by_wording.cells, "each state has one word here");
}

#[test]
fn the_year_is_the_newest_with_both_sides_unless_it_is_asked_for() {
    let mut shaped = Shaped::new();
    let status = shaped.register.status("実施済み");
    shaped.state("2-1", Detail::Year { year: Y25, side: YearSide::Planned, status });
    assert_eq!(shaped.report().planned_actual.year, Some(Y24), "of 2013 only plans are stated");
    let asked = plan_report(&shaped.register.plan, TableOf::Current, Some(Y25)).unwrap().planned_actual;
    assert_eq!((asked.year, asked.rows.len(), asked.years.len()), (Some(Y25), 1, 2));
    let empty = plan_report(&Register::nagareyama().plan, TableOf::Current, None).unwrap();
    assert_eq!((empty.planned_actual.year, empty.planned_actual.unstated), (None, once(51)));
}

#[test]
fn what_is_declared_and_what_differs_are_two_lists() {
    let mut shaped = Shaped::new();
    shaped.declare("1-1", "国の制度改正のため");
    shaped.declare("2-1", "入札不調のため");
    let counts = |shaped: &Shaped| {
        let counts = shaped.report().declared_changes.counts;
        counts.into_iter().map(|count| (count.standing, count.items)).collect::<Vec<_>>()
    };
    use DeclaredStanding::{DeclaredAndDiffers, DeclaredOnly, DeclaredUncompared, DiffersOnly};
    let expected = [(DeclaredAndDiffers, 0), (DeclaredOnly, 1), (DeclaredUncompared, 1), (DiffersOnly, 1)];
    assert_eq!(counts(&shaped), expected, "the difference of 1-2 declares nothing");
    shaped.declare("1-2", "機器の納入の遅れ");
    assert_eq!(counts(&shaped)[0], (DeclaredAndDiffers, 1));
    let report = shaped.report().declared_changes;
    let declared: Vec<_> = report.declared().map(|row| row.reason.clone().unwrap().to_string()).collect();
    assert_eq!(declared, ["国の制度改正のため", "機器の納入の遅れ", "入札不調のため"]);
}

#[test]
fn an_item_with_three_departments_counts_under_each_and_once_in_the_total() {
    let mut shaped = Shaped::new();
    shaped.relist();
    let report = shaped.report();
    let axis = report.axes.iter().find(|axis| axis.axis == CountAxis::Department).unwrap();
    let entries: Vec<_> = axis.entries.iter().map(|entry| (entry.name.as_deref(), entry.count)).collect();
    let expected = [
        (Some("総務課"), Count { distinct: 2, listed: 3 }),
        (Some("広報課"), Count { distinct: 1, listed: 2 }),
        (Some("議会事務局"), Count { distinct: 1, listed: 2 }),
        (Some("情報政策課"), once(1)),
        (None, once(2)),
    ];
    assert_eq!(entries, expected);
    assert_eq!(axis.total, Count { distinct: 5, listed: 6 });
    let general = &axis.entries[0];
    let states: Vec<_> =
        general.by_state.iter().map(|row| (row.state.unwrap(), row.count.distinct)).collect();
    assert_eq!(states, [(CanonicalState::NotStarted, 1), (CanonicalState::Ongoing, 1)]);
}

#[test]
fn sections_and_categories_add_up_both_ways_and_differ_by_the_relisted_row() {
    let mut shaped = Shaped::new();
    shaped.relist();
    let report = shaped.report();
    let [sections] = report.sections.as_slice() else { panic!("one axis") };
    let expected = ["新規 継続 −", "情報の共有 1 1 0 = 2", "事務の電子化 1 1 1 = 3", "計 2 2 1 = 5"];
    assert_eq!(printed(&sections.table), expected);
    let listed: Vec<_> = sections.table.rows.iter().map(|head| head.count.listed).collect();
    assert_eq!((listed.as_slice(), sections.table.total.listed), (&[2, 4][..], 6));
    assert_eq!(sections.table.cells[1][1], Count { distinct: 1, listed: 2 }, "継続 under 2, with 1-1 again");
}

#[test]
fn a_plan_without_categories_is_counted_by_section_alone() {
    let register = Register::nagareyama();
    let report = plan_report(&register.plan, TableOf::Current, None).unwrap();
    let [sections] = report.sections.as_slice() else { panic!("one table") };
    assert_eq!(sections.axis, None);
    assert_eq!(sections.table.columns.len(), 1);
    assert_eq!(sections.table.total, once(51));
    let sections: Vec<_> = sections.table.rows.iter().map(|row| row.count.distinct).collect();
    assert_eq!(sections, [16, 4, 5, 5, 12, 9], "items under items belong to the section too");
}

#[test]
fn a_printed_total_says_which_of_both_counts_it_is_and_is_never_changed() {
    let mut shaped = Shaped::new();
    shaped.relist();
    for (row, column, printed) in [
        ("合計", "項目数", "６件"),
        ("項目数", "", "6"),
        ("合計", "実数", "5"),
        ("1. 情報の共有", "計", "2"),
        ("事務の電子化", "継続", "7"),
        ("総務課", "件数", "3"),
        ("継続中", "実施状況", "3"),
        ("知らない欄", "計", "1"),
        ("合計", "件数", "多数"),
    ] {
        shaped.declare_total(row, column, printed);
    }
    let totals = shaped.report().totals;
    let checks: Vec<_> =
        totals.iter().map(|total| (total.printed.as_str(), total.number, total.agrees)).collect();
    use TotalAgrees::{Unmatched, Unread, WithBoth, WithDistinct, WithListed, WithNeither};
    assert_eq!(
        checks,
        [
            ("６件", Some(6), WithListed),
            ("6", Some(6), WithListed),
            ("5", Some(5), WithDistinct),
            ("2", Some(2), WithBoth),
            ("7", Some(7), WithNeither),
            ("3", Some(3), WithListed),
            ("3", Some(3), WithListed),
            ("1", Some(1), Unmatched),
            ("多数", None, Unread),
        ]
    );
    assert_eq!(totals[4].computed, Some(Count { distinct: 1, listed: 2 }));
    let count = totals.len();
    shaped.declare_total("合計", "実数", "6");
    let totals = shaped.report().totals;
    assert_eq!((totals.len(), totals[2].number), (count, Some(6)), "what was stated of one place last");
}

#[test]
fn a_cell_of_a_printed_cross_table_counts_the_plan_down_and_the_result_across() {
    let mut shaped = Shaped::new();
    shaped.declare_total("実施済み", "継続中", "1");
    shaped.declare_total("継続中", "実施済み", "1");
    let agrees: Vec<_> = shaped.report().totals.into_iter().map(|total| total.agrees).collect();
    assert_eq!(agrees, [TotalAgrees::WithBoth, TotalAgrees::WithNeither]);
}

#[test]
fn a_dash_that_a_year_prints_is_shown_and_counts_as_nothing_stated() {
    let more = [("平成24年度計画", Meaning::YearPlanned(Y24)), ("平成24年度実施", Meaning::YearActual(Y24))];
    let mut register = Register::opened_with(&more);
    let rows =
        ["1. 中継\t\t継続中\t\t\t実施済み\t－", "2. 無線\t\t継続中\t\t\t－\t－", "3. 研修\t\t継続中\t\t\t\t"];
    let table = format!("計画\n\n平成25年3月\n\n見出し\n{}", rows.join("\n"));
    let edition = register.import("plan.tsv", &table, "平成25年3月");
    let (node, status) = (register.node("1"), register.status("実施済み"));
    let detail = Detail::Year { year: Y24, side: YearSide::Planned, status };
    let basis = Basis::Edition(edition);
    register.give(Action::StateDetail(Box::new(StateDetail { node, detail, basis })));

    let dash = Some("－".to_owned());
    for of in [TableOf::Current, TableOf::Edition(edition)] {
        let grid = grid(&register.plan, of).unwrap().grid;
        let [first, second, third] = [0, 1, 2].map(|at| &grid.rows[at].years[0]);
        assert_eq!((&first.planned_printed, &first.actual_printed), (&None, &dash));
        assert_eq!((&second.planned_printed, &second.actual_printed), (&dash, &dash));
        assert!(second.planned.is_none() && !second.is_empty());
        assert!(third.is_empty(), "an empty cell prints nothing");
        let cards = cards(&register.plan, of).unwrap().cards;
        assert_eq!((cards[1].years.len(), cards[2].years.len()), (1, 0));

        let report = plan_report(&register.plan, of, None).unwrap().planned_actual;
        let rows: Vec<_> = report.rows.iter().map(|row| (row.differ, &row.actual_printed)).collect();
        assert_eq!(rows, [(SidesDiffer::OnlyPlanned, &dash), (SidesDiffer::Neither, &dash)]);
        assert_eq!((report.by_state.total, report.unstated), (once(1), once(2)));
    }
}

#[test]
fn a_dash_of_plan_or_result_without_a_year_belongs_to_the_one_that_is_stated() {
    let mut register = Register::opened_with(&[("計画事項", Meaning::PlannedStatus)]);
    let table = "計画\n\n平成25年3月\n\n見出し\n1. 中継\t\t継続中\t\t\t－\n2. 無線\t\t継続中\t\t\t－";
    let edition = register.import("plan.tsv", table, "平成25年3月");
    let planned = |register: &Register| {
        let report = plan_report(&register.plan, TableOf::Current, Some(Y24)).unwrap();
        let rows = report.planned_actual.rows.into_iter();
        rows.map(|row| (row.differ, row.planned_printed)).collect::<Vec<_>>()
    };
    assert_eq!(planned(&register), [], "no year is stated");
    let mut state = |year| {
        let (node, status) = (register.node("1"), register.status("継続中"));
        let detail = Detail::Year { year, side: YearSide::Actual, status };
        let basis = Basis::Edition(edition);
        register.give(Action::StateDetail(Box::new(StateDetail { node, detail, basis })));
        planned(&register)
    };
    let dash = Some("－".to_owned());
    assert_eq!(state(Y24), [(SidesDiffer::OnlyActual, dash.clone()), (SidesDiffer::Neither, dash)]);
    assert_eq!(state(Y25), [(SidesDiffer::OnlyActual, None)], "of two years nobody can say which it is");
}

#[test]
fn the_grid_has_every_item_once_and_a_cell_for_every_year() {
    let mut shaped = Shaped::new();
    shaped.relist();
    let quantity = IndicatorValue::Quantity { number: text("20000"), unit: Some(text("件")) };
    shaped.target("1-2", Y25, quantity, "予約数=20,000件");
    shaped.target("1-2", Y25, IndicatorValue::Milestone(text("方針決定")), "方針決定");
    shaped.target("2-3", Y25, IndicatorValue::Nothing, "−");
    let grid = grid(&shaped.register.plan, TableOf::Current).unwrap().grid;
    assert_eq!(grid.years, [Y24, Y25]);
    let labels: Vec<_> = grid.rows.iter().map(|row| row.item.full_label.as_deref().unwrap()).collect();
    assert_eq!(labels, ["1-1", "1-2", "2-1", "2-2", "2-3"]);
    let second = &grid.rows[1];
    assert_eq!(second.years[0].planned.as_ref().unwrap().wording, "実施済み");
    assert_eq!(second.years[0].actual.as_ref().unwrap().wording, "継続中");
    let targets: Vec<_> = second.years[1].targets.iter().map(|target| target.printed.as_str()).collect();
    assert_eq!(targets, ["予約数=20,000件", "方針決定"]);
    assert!(grid.rows[4].years[0].is_empty());
    assert!(!grid.rows[4].years[1].is_empty(), "that there is no target is stated");
}

#[test]
fn a_card_has_its_boxes_its_headings_its_departments_and_its_further_places() {
    let mut shaped = Shaped::new();
    shaped.relist();
    let mut cards = shaped.cards();
    assert_eq!(cards.cards.len(), 5);
    let card = &cards.cards[0];
    assert_eq!(card.item.full_label.as_deref(), Some("1-1"));
    assert_eq!(card.under[0].title.as_str(), "情報の共有");
    assert_eq!(card.also_at, ["2-4"]);
    let boxes: Vec<_> =
        card.categories[0].choices.iter().map(|choice| (choice.wording.as_str(), choice.chosen)).collect();
    assert_eq!(boxes, [("新規", false), ("継続", true)]);
    let names: Vec<_> = card.departments.iter().map(|department| department.name.as_str()).collect();
    assert_eq!(names, ["総務課", "広報課", "議会事務局"]);
    assert_eq!(card.years.len(), 1);
    cards.narrow("情報");
    assert_eq!(cards.cards.len(), 1, "the cards of one department");
}

#[test]
fn an_older_edition_is_counted_by_what_was_stated_until_its_day() {
    let mut shaped = Shaped::new();
    let before = shaped.edition;
    let newer = shaped.register.import("plan.tsv", TABLE, "平成26年3月");
    shaped.edition = newer;
    shaped.year("1-2", YearSide::Actual, Some("実施済み"));
    let differ = |of| {
        let report = plan_report(&shaped.register.plan, of, Some(Y24)).unwrap();
        report.planned_actual.rows[1].differ
    };
    assert_eq!(differ(TableOf::Edition(before)), SidesDiffer::InState);
    assert_eq!(differ(TableOf::Edition(newer)), SidesDiffer::Nowhere);
    assert_eq!(differ(TableOf::Current), SidesDiffer::Nowhere);
}

#[test]
fn an_item_that_only_a_further_place_lists_is_counted_there_once_and_has_a_number_and_a_page() {
    let mut shaped = Shaped::new();
    shaped.relist();
    let node = shaped.register.node("1-1");
    let primary = shaped.register.plan.nodes[&node].primary;
    // 2-4 is kept, and 1-1 itself is listed no more.
    let reason = Some(text("章の見直し"));
    let basis = Basis::Edition(shaped.edition);
    let ended = domain::event::PlacementEnded { placement: primary, node, basis, reason };
    let mut event = shaped.register.events[0].event.clone();
    event.fact = domain::Fact::from(ended);
    shaped.register.plan.apply(&event);
    let report = shaped.report();
    assert_eq!(report.counts.items, once(5));
    let numbers = projections::report::numbers::Numbers::of(&shaped.register.plan);
    assert!(numbers.is_listed(node));
    assert_eq!(numbers.full(node), Some("2-4"));
    let history = projections::report::history(&shaped.register.plan, node, &[]).unwrap();
    assert_eq!(history.item.full_label.as_deref(), Some("2-4"));
}

#[test]
fn after_a_reorganisation_an_item_counts_under_what_its_department_became() {
    let mut shaped = Shaped::new();
    let defined = |unit, name: &str, from: Option<&str>, predecessors| domain::event::OrganUnitDefined {
        unit,
        kind: domain::event::UnitKind::Department,
        name: text(name),
        from: from.map(|day| day.parse().unwrap()),
        predecessors,
    };
    let (old, new) = (shaped.register.fresh(), shaped.register.fresh());
    shaped.register.give(Action::DefineUnit(defined(old, "情報政策課", None, vec![])));
    let assigned = Assignment { unit: Some(old), qualifier: None, printed: text("情報政策課") };
    shaped.state("2-3", Detail::Departments { departments: vec![assigned], from: None });
    let names = |report: &PlanReport| {
        let axis = report.axes.iter().find(|axis| axis.axis == CountAxis::Department).unwrap();
        axis.entries
            .iter()
            .filter(|entry| entry.unit.is_some())
            .map(|entry| entry.name.clone().unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&shaped.report()), ["情報政策課"]);
    let day = Some("2014-04-01");
    shaped.register.give(Action::DefineUnit(defined(new, "デジタル推進課", day, vec![old])));
    assert_eq!(names(&shaped.report()), ["デジタル推進課"]);
    let before = TableOf::AsOf("2013-06-01".parse().unwrap());
    assert_eq!(names(&plan_report(&shaped.register.plan, before, None).unwrap()), ["情報政策課"]);
    let mut cards = shaped.cards();
    assert_eq!(cards.cards[4].departments[0].to_string(), "情報政策課", "the card says what is printed");
    cards.narrow("デジタル");
    assert_eq!(cards.cards.len(), 1, "found by the name of today");
}

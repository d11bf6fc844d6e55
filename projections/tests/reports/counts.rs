//! Counts and overdue items.

use crate::sample::{Register, text};
use domain::event::Fact;
use domain::value::CanonicalState::{AsNeeded, Cancelled, Done, NotStarted, Ongoing, PartlyDone};
use projections::report::{Count, TableOf, counts, overdue};

fn numbers(register: &Register, day: &str) -> Vec<String> {
    let report = overdue(&register.plan, day.parse().unwrap()).unwrap();
    report.rows.into_iter().map(|row| row.item.full_label.unwrap()).collect()
}

#[test]
fn the_51_items_are_counted_by_state_in_canonical_order() {
    let register = Register::nagareyama();
    let edition = TableOf::Edition(register.edition("令和3年3月"));
    for of in [edition, TableOf::Current] {
        let report = counts(&register.plan, of).unwrap();
        assert_eq!(report.items, Count { distinct: 51, listed: 51 });
        assert_eq!(report.headings.distinct, 9);
        let states: Vec<_> =
            report.by_state.iter().map(|row| (row.state.unwrap(), row.count.distinct)).collect();
        assert_eq!(
            states,
            [(NotStarted, 4), (Ongoing, 19), (PartlyDone, 3), (Done, 6), (AsNeeded, 1), (Cancelled, 18)]
        );
    }
}

#[test]
fn the_words_are_counted_as_printed() {
    let register = Register::nagareyama();
    let report = counts(&register.plan, TableOf::Current).unwrap();
    let words: Vec<_> =
        report.by_wording.iter().map(|row| (row.wording.as_deref().unwrap(), row.count.distinct)).collect();
    assert_eq!(
        words,
        [
            ("未着手", 4),
            ("継続中", 19),
            ("一部実施 継続中", 3),
            ("実施済み", 6),
            ("必要に応じて その都度実施", 1),
            ("平成30年11月 中止", 10),
            ("一部試行の上 平成30年11月 中止", 3),
            ("中止", 5),
        ]
    );
    assert_eq!(words.iter().map(|(_, count)| count).sum::<u32>(), 51);
}

#[test]
fn a_relisted_item_is_counted_once_and_as_a_row() {
    let mut register = Register::nagareyama();
    let (node, parent) = (register.node("6-7"), register.node("5"));
    let edition = register.edition("令和3年3月");
    // 再掲 comes in by an import; here the fact itself is applied.
    let relisted = domain::event::PlacementAdded {
        placement: register.fresh(),
        node,
        parent: Some(parent),
        rank: 99,
        label: None,
        marker: Some(text("（再掲）")),
        certainty: domain::value::Certainty::Stated,
        basis: domain::value::Basis::Edition(edition),
    };
    let mut event = register.events[0].event.clone();
    event.fact = Fact::from(relisted);
    register.plan.apply(&event);
    let report = counts(&register.plan, TableOf::Current).unwrap();
    assert_eq!(report.items, Count { distinct: 51, listed: 52 });
    let waiting = &report.by_state[0];
    assert_eq!((waiting.state, waiting.count), (Some(NotStarted), Count { distinct: 4, listed: 5 }));
}

#[test]
fn four_items_are_overdue_as_of_march_2024() {
    let register = Register::nagareyama();
    assert_eq!(numbers(&register, "2024-03-01"), ["5-1-2", "5-6", "6-6", "6-7"]);
    assert_eq!(numbers(&register, "2024-03-31"), ["5-1-2", "5-6", "6-6", "6-7"]);
}

#[test]
fn an_item_is_overdue_from_the_day_after_its_month() {
    let register = Register::nagareyama();
    assert_eq!(numbers(&register, "2022-03-31"), [""; 0]);
    assert_eq!(numbers(&register, "2022-04-01"), ["5-1-2", "5-6"]);
    assert_eq!(numbers(&register, "2023-04-30"), ["5-1-2", "5-6"]);
    assert_eq!(numbers(&register, "2023-05-01"), ["5-1-2", "5-6", "6-6", "6-7"]);
    assert_eq!(numbers(&register, "2019-01-01"), [""; 0], "before the first edition nothing is known");
}

#[test]
fn an_open_cycle_takes_nothing_off_the_list_and_an_adopted_one_does() {
    let mut register = Register::nagareyama();
    let cycle = register.open_cycle();
    register.decide_three(cycle);
    assert_eq!(numbers(&register, "2024-03-31").len(), 4);
    let mut register = Register::nagareyama();
    register.run_march_2024();
    assert_eq!(numbers(&register, "2024-03-31"), ["5-6"]);
    // 6-7 was done from 令和5年4月 on: entered later, it holds for earlier days.
    assert_eq!(numbers(&register, "2023-06-01"), ["5-1-2", "5-6", "6-6"]);
}

#[test]
fn an_overdue_row_says_how_late_it_is_and_what_the_remark_says() {
    let register = Register::nagareyama();
    let report = overdue(&register.plan, "2022-04-02".parse().unwrap()).unwrap();
    let row = &report.rows[0];
    assert_eq!((row.due.to_string().as_str(), row.days), ("2022-03-31", 2));
    assert_eq!(row.schedule.text, "令和4年3月");
    assert_eq!(row.status.wording, "未着手");
    assert!(row.remark.as_ref().unwrap().starts_with("既に電子化が行われていることから"));
}

#[test]
fn the_counts_of_a_proposal_are_those_of_the_table_that_it_makes() {
    let mut register = Register::nagareyama();
    let cycle = register.open_cycle();
    register.decide_three(cycle);
    let count = |of| {
        let report = counts(&register.plan, of).unwrap();
        report.by_state.iter().find(|row| row.state == Some(Cancelled)).unwrap().count.distinct
    };
    assert_eq!((count(TableOf::Current), count(TableOf::Cycle(cycle))), (18, 19));
}

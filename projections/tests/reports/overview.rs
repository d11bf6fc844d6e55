//! What a plan is made of.

use crate::sample::{OLDER, Register};
use domain::event::CycleOrigin;
use domain::plan::CycleState;
use projections::report::{EditionKind, overview};

#[test]
fn the_import_makes_one_edition_and_two_cycles_with_18_and_9_items() {
    let register = Register::nagareyama();
    let report = overview(&register.plan);
    assert_eq!((report.items, report.headings), (51, 9));
    assert_eq!(report.plan.organisation.as_str(), "流山市議会");
    let [edition] = &report.editions[..] else { panic!("one edition") };
    assert_eq!(
        (edition.label.as_str(), edition.kind, edition.rows),
        ("令和3年3月", EditionKind::Transcribed, 60)
    );
    let cycles: Vec<_> = report
        .cycles
        .iter()
        .map(|cycle| (cycle.cycle.label.as_str(), cycle.cycle.origin, cycle.items, cycle.inferred))
        .collect();
    assert_eq!(
        cycles,
        [("平成30年11月", CycleOrigin::Inferred, 18, 18), ("令和3年3月", CycleOrigin::Transcribed, 9, 0)]
    );
    assert_eq!(report.live_cycle, None);
    assert_eq!((report.sources.len(), report.imports.len(), report.imports[0].rows), (1, 1, 60));
}

#[test]
fn editions_and_cycles_are_listed_by_date_and_not_by_arrival() {
    let mut register = Register::nagareyama();
    let cycle = register.open_cycle();
    register.import("nagareyama-2018-11.tsv", OLDER, "平成30年11月");
    let report = overview(&register.plan);
    let editions: Vec<_> = report.editions.iter().map(|edition| edition.label.as_str()).collect();
    assert_eq!(editions, ["平成30年11月", "令和3年3月"]);
    assert_eq!(report.current.as_ref().unwrap().label.as_str(), "令和3年3月");
    let cycles: Vec<_> =
        report.cycles.iter().map(|c| (c.cycle.label.as_str(), c.cycle.origin, c.inferred)).collect();
    assert_eq!(
        cycles,
        [
            ("平成30年11月", CycleOrigin::Transcribed, 0),
            ("令和3年3月", CycleOrigin::Transcribed, 0),
            ("令和6年3月", CycleOrigin::Live, 0)
        ]
    );
    assert_eq!(report.live_cycle, Some(cycle));
}

#[test]
fn an_adopted_cycle_shows_its_resolution_and_the_edition_that_it_became() {
    let mut register = Register::nagareyama();
    let edition = register.run_march_2024();
    let report = overview(&register.plan);
    let last = report.cycles.last().unwrap();
    assert_eq!((last.cycle.state, last.cycle.edition), (CycleState::Adopted, Some(edition)));
    assert_eq!((last.items, last.decided, last.changed, last.round), (51, 51, 3, 1));
    assert_eq!(last.cycle.adoption.as_ref().unwrap().meeting.as_str(), "令和6年第1回");
    assert_eq!(last.reviews.len(), 1);
    assert_eq!(report.current.unwrap().kind, EditionKind::Adopted);
    assert_eq!(report.live_cycle, None);
}

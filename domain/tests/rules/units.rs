//! Departments through reorganisations: what one is called on a day, and what it has become.

use crate::story::{Story, day, id, text};
use domain::event::{OrganUnitDefined, UnitKind};
use domain::id::UnitId;
use domain::{Action, Refusal};

fn unit(n: u32) -> UnitId {
    id(9_000 + n)
}

fn defined(n: u32, name: &str, from: Option<&str>, predecessors: &[u32]) -> Action {
    Action::DefineUnit(OrganUnitDefined {
        unit: unit(n),
        kind: UnitKind::Department,
        name: text(name),
        from: from.map(day),
        predecessors: predecessors.iter().copied().map(unit).collect(),
    })
}

/// 情報課 (1) and 広報課 (2) became デジタル課 (3); 総務課 (4) gave a part of its work to 法務課 (5) and goes on.
fn reorganised() -> Story {
    let mut story = Story::printed();
    for (n, name) in [(1, "情報課"), (2, "広報課"), (4, "総務課")] {
        story.done(defined(n, name, None, &[]));
    }
    story.done(defined(3, "デジタル課", Some("2023-04-01"), &[1, 2]));
    story.done(defined(5, "法務課", Some("2023-04-01"), &[4]));
    story.done(defined(4, "総務課", Some("2023-04-01"), &[]));
    story
}

#[track_caller]
fn check(story: &Story, n: u32, on: &str, expected: &[&str]) {
    let head = &story.plan.head;
    let units = head.units_on(unit(n), day(on)).into_iter();
    let names: Vec<_> = units.map(|unit| head.unit_on(unit, day(on)).unwrap().name.to_string()).collect();
    assert_eq!(names, expected, "{n} on {on}");
}

#[test]
fn a_department_is_itself_until_others_continue_it() {
    let story = reorganised();
    check(&story, 1, "2023-03-31", &["情報課"]);
    check(&story, 1, "2023-04-01", &["デジタル課"]);
    check(&story, 2, "2024-01-01", &["デジタル課"]);
    check(&story, 4, "2023-03-31", &["総務課"]);
    check(&story, 4, "2023-04-01", &["総務課", "法務課"]);
    let head = &story.plan.head;
    assert_eq!(head.unit_ended(unit(1)), Some(day("2023-04-01")));
    assert_eq!(head.unit_ended(unit(4)), None);
}

#[test]
fn reorganisations_follow_each_other_and_a_name_is_that_of_its_day() {
    let mut story = reorganised();
    story.done(defined(3, "デジタル推進課", Some("2025-04-01"), &[]));
    story.done(defined(6, "情報政策課", Some("2026-04-01"), &[3]));
    check(&story, 1, "2024-04-01", &["デジタル課"]);
    check(&story, 1, "2025-04-01", &["デジタル推進課"]);
    check(&story, 1, "2026-04-01", &["情報政策課"]);
    let head = &story.plan.head;
    assert_eq!(head.unit_on(unit(3), day("2020-01-01")).unwrap().name.as_str(), "デジタル課");
}

#[test]
fn what_a_department_continues_is_there_and_never_what_it_became() {
    let mut story = reorganised();
    assert_eq!(
        story.refused(defined(7, "文書課", Some("2024-04-01"), &[8])),
        Refusal::UnknownUnit { unit: unit(8) }
    );
    assert_eq!(
        story.refused(defined(1, "情報課", Some("2024-04-01"), &[3])),
        Refusal::UnitContinuesItself { unit: unit(1) }
    );
    assert_eq!(
        story.refused(defined(7, "文書課", Some("2024-04-01"), &[7])),
        Refusal::UnknownUnit { unit: unit(7) }
    );
    assert_eq!(story.refused(defined(5, "法務課", Some("2023-04-01"), &[4])), Refusal::NothingChanges);
}

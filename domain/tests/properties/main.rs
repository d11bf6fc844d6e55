//! G11 in memory: whatever sequence of commands comes, the invariants hold, a refusal leaves no trace, and the state
//! is the fold of its events.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod invariants;
mod machine;
#[path = "../rules/story.rs"]
#[allow(dead_code, reason = "shared with the rules' tests, which use all of it")]
mod story;
#[path = "../rules/table.rs"]
#[allow(dead_code, reason = "shared with the rules' tests, which use all of it")]
mod table;
mod wish;

use domain::{Event, Plan};
use invariants::invariants;
use proptest::prelude::*;
use story::Story;
use wish::{Wish, wishes};

/// Gives one wish to the plan and checks everything that holds after any command.
fn step(story: &mut Story, wish: &Wish) -> bool {
    let Some((who, action)) = wish.action(story) else { return false };
    let before = story.plan.clone();
    let count = story.events.len();
    let answer = story.give(who, &action);
    match &answer {
        Ok(facts) => {
            assert_eq!(story.events.len(), count + facts.len());
            wish.check(&before, &story.plan, &action, facts);
        }
        Err(_) => {
            assert_eq!(story.plan, before, "a refused command leaves no state");
            assert_eq!(story.events.len(), count, "and no event");
        }
    }
    assert_eq!(story.plan.version(), u64::try_from(story.events.len()).unwrap());
    invariants(&story.plan);
    answer.is_ok()
}

fn fold(events: &[Event]) -> Plan {
    let mut plan = Plan::default();
    events.iter().for_each(|event| plan.apply(event));
    plan
}

/// A short run, or as many cases as `PROPTEST_CASES` says.
fn config() -> ProptestConfig {
    let asked = ProptestConfig::default();
    let cases = if asked.cases == 256 { 32 } else { asked.cases };
    ProptestConfig { cases, failure_persistence: None, ..asked }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_invariants_hold_after_any_command(wishes in wishes(40)) {
        let mut story = Story::printed();
        for wish in &wishes {
            step(&mut story, wish);
        }
    }

    #[test]
    fn the_state_is_the_fold_of_its_events(wishes in wishes(30), cut in 0.0..1.0_f64) {
        let mut story = Story::opened();
        let mut states = vec![(story.events.len(), story.plan.clone())];
        for wish in &wishes {
            if step(&mut story, wish) {
                states.push((story.events.len(), story.plan.clone()));
            }
        }
        prop_assert_eq!(&fold(&story.events), &story.plan);
        let stored: Vec<String> =
            story.events.iter().map(|event| serde_json::to_string(event).unwrap()).collect();
        let read: Vec<Event> = stored.iter().map(|event| serde_json::from_str(event).unwrap()).collect();
        prop_assert_eq!(&read, &story.events);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss,
            reason = "a fraction of a length")]
        let at = (cut * states.len() as f64) as usize;
        let (count, state) = &states[at];
        prop_assert_eq!(&fold(&read[..*count]), state);
    }

    #[test]
    fn a_plan_survives_as_a_document(wishes in wishes(25)) {
        let mut story = Story::printed();
        for wish in &wishes {
            step(&mut story, wish);
        }
        for node in story.plan.nodes.values() {
            let stored = serde_json::to_string(node).unwrap();
            prop_assert_eq!(&serde_json::from_str::<domain::plan::Node>(&stored).unwrap(), node);
        }
        let stored = serde_json::to_string(&story.plan.head).unwrap();
        prop_assert_eq!(&serde_json::from_str::<domain::plan::Head>(&stored).unwrap(), &story.plan.head);
    }
}

/// The control: most wishes must come true, or the properties above would say little.
#[test]
fn enough_commands_are_accepted_and_every_kind_of_them() {
    use proptest::strategy::ValueTree as _;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let (mut given, mut accepted) = (0_u32, 0_u32);
    let mut names = std::collections::BTreeSet::new();
    for _ in 0..40 {
        let wishes = wishes(60).new_tree(&mut runner).unwrap().current();
        let mut story = Story::printed();
        for wish in &wishes {
            given += 1;
            accepted += u32::from(step(&mut story, wish));
        }
        names.extend(story.events.iter().map(|event| event.fact.name()));
    }
    assert!(accepted * 3 > given, "{accepted} of {given}");
    for name in [
        "CycleOpened",
        "StatusDecided",
        "DecisionWithdrawn",
        "CycleSubmitted",
        "ReviewGiven",
        "CycleAdopted",
        "CycleAbandoned",
        "EditionCorrected",
        "EditionTranscribed",
        "EditionWithdrawn",
        "EditionPublished",
        "NodeAdded",
        "PlacementChanged",
        "PlacementEnded",
        "TextStated",
        "ScheduleStated",
        "ReasonClassified",
        "ProgressReported",
        "ExecutionStated",
    ] {
        assert!(names.contains(name), "no {name} among {names:?}");
    }
}

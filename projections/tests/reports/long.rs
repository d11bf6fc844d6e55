//! Plans with many editions and cycles: their documents in parts, and what one command writes of them.

mod story;

use crate::incremental::{from_memory, in_batches, rebuilt};
use crate::sample::Register;
use domain::plan::Plan;
use projections::fold::{Document, Kind, assemble, fold_in_memory};
use proptest::prelude::*;
use story::{Long, step};

/// So many editions and cycles stand together in one part.
const TOGETHER: usize = 8;

/// The state without what only the write side asks for.
fn read_side(plan: &Plan) -> Plan {
    Plan::of_parts(plan.head.clone(), plan.nodes.clone(), plan.rows.clone())
}

/// What the next command writes, as the fold of the plan in memory says: a decision with a remark.
fn write_a_decision(long: &mut Long) -> Vec<Document> {
    let before = long.register.events.len();
    long.decide(0, "実施済み", true).unwrap();
    fold_in_memory(&long.register.plan, &long.register.events[before..]).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn a_long_plan_is_the_same_from_memory_in_batches_rebuilt_and_put_together_again(
        reviews in 0..7_usize,
        steps in prop::collection::vec(step(), 0..24),
        cuts in prop::collection::vec(any::<usize>(), 0..6),
        from in any::<u64>(),
    ) {
        let mut long = Long::reviewed(reviews);
        // What the rules refuse changes nothing.
        steps.iter().for_each(|step| drop(long.take(step)));
        let Register { plan, events, .. } = &long.register;
        let clean = rebuilt(events);
        prop_assert!(in_batches(events, &cuts) == clean, "in batches");
        let (live, times) = from_memory(events);
        prop_assert!(live == clean, "from memory");
        let commands = events.iter().filter(|event| event.metadata.part == 1).count();
        prop_assert_eq!(times, commands, "nothing was loaded");

        let mut documents: Vec<Document> = clean.into_values().collect();
        let turn = from as usize % documents.len();
        documents.rotate_left(turn);
        prop_assert_eq!(assemble(&documents).unwrap().unwrap(), read_side(plan), "in whatever order");
    }
}

#[test]
fn a_command_writes_as_much_on_a_plan_with_a_hundred_editions_as_on_one_with_two() {
    let size = |documents: &[Document]| -> usize {
        documents.iter().map(|document| document.body.len() + document.key.name.len()).sum()
    };
    let mut long = Long::new();
    let mut written = Vec::new();
    for _ in 0..=100 {
        let documents = write_a_decision(&mut long);
        written.push((documents.len(), size(&documents)));
        long.review();
    }
    // The plan's own document, the live cycle, the item with at most one further part, an entry for each of two events.
    let most = 6;
    for (editions, (documents, _)) in written.iter().enumerate() {
        assert!(*documents <= most, "{documents} documents with {editions} editions");
    }
    // Every four reviews a part is full, so that the sizes repeat; numbers have a few more digits.
    let repeats = TOGETHER / 2;
    for editions in repeats..written.len() - repeats {
        let (earlier, later) = (written[editions].1, written[editions + repeats].1);
        assert!(later <= earlier + 40, "{earlier} bytes with {editions} editions, then {later}");
    }
    let (with_two, with_a_hundred) = (written[2].1, written[100].1);
    assert!(with_a_hundred <= with_two + 6_000, "{with_two} bytes, then {with_a_hundred}");
}

#[test]
fn what_closed_reviews_said_is_written_once() {
    let mut long = Long::reviewed(12);
    let before = rebuilt(&long.register.events);
    let written = write_a_decision(&mut long);

    let same = written.iter().filter(|document| before.get(&document.key) == Some(document));
    assert_eq!(same.count(), 0, "each document that was written has changed");
    let of_item = |document: &&Document| {
        document.key.kind == Kind::Node && document.key.name.starts_with(&long.items[0].to_string())
    };
    assert_eq!(before.values().filter(of_item).count(), 3, "eight of the 24 editions and cycles in each");
    assert_eq!(
        written.iter().filter(of_item).count(),
        2,
        "the item, and a part that begins with the open cycle"
    );
}

#[test]
fn search_keys_cover_every_part() {
    let long = Long::reviewed(12);
    let keys = |documents: &mut dyn Iterator<Item = &Document>| -> Vec<String> {
        documents.flat_map(|document| document.search.clone()).collect()
    };
    let store = rebuilt(&long.register.events);
    let all = keys(&mut store.values());
    for review in 0..12 {
        let remark = format!("第{review:04}回");
        assert!(all.iter().any(|key| key.contains(&remark)), "{remark} in {all:?}");
    }
}

#[test]
fn a_plan_without_one_of_its_parts_is_another() {
    let long = Long::reviewed(6);
    let whole = read_side(&long.register.plan);
    let documents: Vec<Document> = rebuilt(&long.register.events).into_values().collect();
    for lost in 0..documents.len() {
        let mut rest = documents.clone();
        let lost = rest.remove(lost);
        if lost.key.kind != Kind::Entry {
            assert_ne!(assemble(&rest).unwrap().as_ref(), Some(&whole), "{:?} says nothing", lost.key);
        }
    }
}

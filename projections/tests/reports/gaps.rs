//! What the record does not say.

use crate::sample::{Decision, Register};
use domain::event::{Reviewed, Verdict};
use domain::value::Reason;
use projections::report::{GapKind, gaps};

#[test]
fn the_published_table_names_neither_bodies_nor_evidence() {
    let register = Register::nagareyama();
    let report = gaps(&register.plan);
    assert_eq!(report.gaps.len(), GapKind::ALL.len(), "what was looked for is said too");
    for (kind, items) in [
        (GapKind::EndingWithoutDecision, 0),
        (GapKind::EndingWithoutReason, 0),
        (GapKind::EndingWithoutBody, 18),
        (GapKind::EndingWithoutEvidence, 18),
        (GapKind::EndingWithoutDate, 5),
        (GapKind::EndingUnclassified, 18),
        (GapKind::EndingInferred, 18),
        (GapKind::ExecutionUnstated, 18),
        (GapKind::NeverReviewed, 24),
        (GapKind::UnlistedWithoutEnding, 0),
        (GapKind::WithoutStatus, 0),
    ] {
        assert_eq!(report.items(kind).len(), items, "{kind:?}");
    }
    let undated = report.items(GapKind::EndingWithoutDate).iter();
    let undated: Vec<_> = undated.map(|gap| gap.item.full_label.as_deref().unwrap()).collect();
    assert_eq!(undated, ["5-9", "6-1-3", "6-2", "6-3", "6-4"]);
}

#[test]
fn an_adopted_cycle_reviews_every_item_and_brings_body_and_minutes() {
    let mut register = Register::nagareyama();
    let cycle = register.open_cycle();
    let stopped = Decision { reason: Some(Reason::NotInSource), ..Decision::of("5-6", "中止") };
    register.decide(cycle, stopped).unwrap();
    register.leave_the_rest(cycle);
    assert_eq!(
        gaps(&register.plan).items(GapKind::NeverReviewed).len(),
        24,
        "an open cycle has reviewed nothing"
    );
    register.submit(cycle);
    register.review(cycle, Reviewed::All, Verdict::Approved);
    register.adopt(cycle);
    let report = gaps(&register.plan);
    assert_eq!(report.items(GapKind::NeverReviewed).len(), 0);
    assert_eq!(report.items(GapKind::EndingWithoutBody).len(), 18);
    let [unreasoned] = report.items(GapKind::EndingWithoutReason) else {
        panic!("one ending without a reason")
    };
    assert_eq!(unreasoned.item.full_label.as_deref(), Some("5-6"));
    assert!(unreasoned.not_in_source);
    assert_eq!(unreasoned.cycle.as_ref().unwrap().label.as_str(), "令和6年3月");
}

//! The words that councils and municipalities use for how an item stands.

use crate::value::CanonicalState;

/// Each word with its state, in the order in which a vocabulary lists them.
pub fn default_terms() -> &'static [(&'static str, CanonicalState)] {
    use CanonicalState::{
        Abolished, AsNeeded, Cancelled, Done, Merged, NotStarted, Ongoing, OutOfScope, PartlyDone,
        Transferred, UnderRevision, UnderStudy,
    };
    &[
        ("未着手", NotStarted),
        ("未実施", NotStarted),
        ("未実施（検討中）", UnderStudy),
        ("検討中", UnderStudy),
        ("検討", UnderStudy),
        ("調査・検討", UnderStudy),
        ("調査・検討中", UnderStudy),
        ("調査検討", UnderStudy),
        ("調査検討中", UnderStudy),
        ("調査中", UnderStudy),
        ("調査研究", UnderStudy),
        ("調査研究中", UnderStudy),
        ("研究中", UnderStudy),
        ("協議中", UnderStudy),
        ("継続中", Ongoing),
        ("継続", Ongoing),
        ("継続実施", Ongoing),
        ("継続実施中", Ongoing),
        ("実施中", Ongoing),
        ("取組中", Ongoing),
        ("推進中", Ongoing),
        ("運用中", Ongoing),
        ("運用", Ongoing),
        ("進行中", Ongoing),
        ("一部実施", PartlyDone),
        ("一部実施 継続中", PartlyDone),
        ("一部実施中", PartlyDone),
        ("一部実施済み", PartlyDone),
        ("一部完了", PartlyDone),
        ("実施済み", Done),
        ("実施済", Done),
        ("完了", Done),
        ("完了済み", Done),
        ("達成", Done),
        ("終了", Done),
        ("導入済み", Done),
        ("必要に応じて その都度実施", AsNeeded),
        ("必要に応じて実施", AsNeeded),
        ("その都度実施", AsNeeded),
        ("随時実施", AsNeeded),
        ("適宜実施", AsNeeded),
        ("見直し中", UnderRevision),
        ("見直し", UnderRevision),
        ("中止", Cancelled),
        ("取りやめ", Cancelled),
        ("廃止", Abolished),
        ("統合", Merged),
        ("移管", Transferred),
        ("対象外", OutOfScope),
    ]
}

/// Words that say enough beside a fiscal year and too little by themselves: whether 「実施」 is over or goes on, the year
/// tells.
pub(super) const OF_A_YEAR: [(&str, CanonicalState); 2] =
    [("実施", CanonicalState::Done), ("全部実施", CanonicalState::Done)];

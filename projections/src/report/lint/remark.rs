//! A status that its remark seems to contradict. Only proposed: a remark often speaks of more than the item.

use domain::value::CanonicalState;

/// How remarks say that an item ended.
const ENDED: [&str; 10] = [
    "中止しました",
    "中止としました",
    "中止しています",
    "中止となりました",
    "廃止しました",
    "廃止としました",
    "廃止しています",
    "終了しました",
    "取りやめました",
    "取り止めました",
];

/// How remarks say that it goes on.
const GOES_ON: [&str; 8] = [
    "継続しています",
    "継続中です",
    "継続して実施",
    "実施中です",
    "実施しています",
    "運用中です",
    "運用しています",
    "活用中です",
];

/// The words of a remark that say the opposite of the status: of an item that goes on, that it ended; of one that ended,
/// that it goes on. None where the remark says that it was taken up again.
pub(super) fn against(state: CanonicalState, remark: &str) -> Option<&'static str> {
    let words: &[&str] = match state {
        CanonicalState::NotStarted
        | CanonicalState::UnderStudy
        | CanonicalState::Ongoing
        | CanonicalState::PartlyDone
        | CanonicalState::AsNeeded
        | CanonicalState::UnderRevision => &ENDED,
        CanonicalState::Cancelled
        | CanonicalState::Abolished
        | CanonicalState::Merged
        | CanonicalState::Transferred => &GOES_ON,
        CanonicalState::Done | CanonicalState::OutOfScope => &[],
    };
    let resumed = ["再開", "復活"].iter().any(|word| remark.contains(word));
    words.iter().filter(|_| !resumed).find(|words| remark.contains(**words)).copied()
}

#[cfg(test)]
mod tests {
    use super::{CanonicalState, against};

    #[test]
    fn a_remark_that_says_the_opposite_is_found() {
        assert_eq!(against(CanonicalState::Ongoing, "費用のため中止しました。"), Some("中止しました"));
        assert_eq!(against(CanonicalState::Cancelled, "現在も継続しています。"), Some("継続しています"));
    }

    #[test]
    fn a_remark_that_agrees_or_tells_how_it_went_on_is_none() {
        assert_eq!(against(CanonicalState::Cancelled, "費用のため中止しました。"), None);
        assert_eq!(against(CanonicalState::Ongoing, "継続しています。"), None);
        assert_eq!(against(CanonicalState::Ongoing, "一度中止しましたが、再開しました。"), None);
        assert_eq!(against(CanonicalState::Done, "試行を終了しました。"), None);
        assert_eq!(against(CanonicalState::Ongoing, "中止した事業を除きます。"), None);
    }
}

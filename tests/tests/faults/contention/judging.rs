//! Who may have won: exactly one of those who wrote upon the same revision of the same item, and the others know why.

use crate::ledger::{gaps, lines};
use domain::event::Fact;
use domain::id::NodeId;
use domain::value::SeenRow;
use std::collections::{BTreeMap, HashMap};
use storage::Logged;
use uuid::Uuid;

/// One writer's try to state a remark.
#[derive(Debug, Clone)]
pub(crate) struct Attempt {
    pub(crate) command: Uuid,
    pub(crate) node: NodeId,
    /// The revision that the writer saw.
    pub(crate) seen: u64,
    pub(crate) text: String,
    pub(crate) outcome: Outcome,
}

#[derive(Debug, Clone)]
pub(crate) enum Outcome {
    /// Recorded; the plan's version after it.
    Won(u64),
    /// Refused, with the row as the writer saw it and as it is now.
    Lost { seen: Box<SeenRow>, now: Box<SeenRow> },
}

impl Attempt {
    pub(crate) fn won(&self) -> bool {
        matches!(self.outcome, Outcome::Won(_))
    }

    /// The revision that the writer knows of now.
    pub(crate) fn revision_now(&self) -> u64 {
        match &self.outcome {
            Outcome::Won(version) => *version,
            Outcome::Lost { now, .. } => now.revision,
        }
    }
}

/// The remark of each item at each of its revisions.
pub(crate) type Remarks = BTreeMap<(NodeId, u64), String>;

/// Everything that is wrong with what became of the attempts. `begun` has the items as they were; what they said then
/// is not looked at.
pub(crate) fn judge(begun: &Remarks, attempts: &[Attempt], log: &[Logged]) -> Vec<String> {
    let mut faults: Vec<String> = gaps(&lines(log)).iter().map(|fault| format!("{fault:?}")).collect();
    faults.extend(winners(attempts));
    let mut remarks = begun.clone();
    for attempt in attempts {
        if let Outcome::Won(version) = attempt.outcome {
            remarks.insert((attempt.node, version), attempt.text.clone());
        }
    }
    faults.extend(attempts.iter().filter_map(|attempt| misread(begun, &remarks, attempt)));
    faults.extend(unrecorded(attempts, log));
    faults
}

/// One winner for each revision upon which anybody wrote.
fn winners(attempts: &[Attempt]) -> Vec<String> {
    let mut won: BTreeMap<(NodeId, u64), usize> = BTreeMap::new();
    for attempt in attempts {
        *won.entry((attempt.node, attempt.seen)).or_default() += usize::from(attempt.won());
    }
    let wrong = won.into_iter().filter(|(_, winners)| *winners != 1);
    wrong.map(|((node, seen), winners)| format!("{winners} winners upon revision {seen} of {node}")).collect()
}

/// A loser is shown the row as it saw it and as it is.
fn misread(begun: &Remarks, remarks: &Remarks, attempt: &Attempt) -> Option<String> {
    let Outcome::Lost { seen, now } = &attempt.outcome else { return None };
    let is = |row: &SeenRow| {
        let at = (attempt.node, row.revision);
        begun.contains_key(&at)
            || remarks
                .get(&at)
                .is_some_and(|text| row.remark.as_ref().is_some_and(|said| said.as_str() == text))
    };
    let right = seen.revision == attempt.seen && now.revision > seen.revision && is(seen) && is(now);
    (!right).then(|| format!("the loser {} was shown {seen:?} and {now:?}", attempt.command))
}

/// What was won is in the log, once, at that version; what was lost is not.
fn unrecorded(attempts: &[Attempt], log: &[Logged]) -> Vec<String> {
    let mut recorded: HashMap<Uuid, Vec<u64>> = HashMap::new();
    for entry in log {
        if let Fact::TextStated(_) = &entry.recorded.event.fact {
            recorded.entry(entry.recorded.metadata.command.uuid()).or_default().push(entry.recorded.sequence);
        }
    }
    let mut faults = Vec::new();
    for attempt in attempts {
        let found = recorded.get(&attempt.command).map_or(&[][..], Vec::as_slice);
        let right = match attempt.outcome {
            Outcome::Won(version) => found == [version],
            Outcome::Lost { .. } => found.is_empty(),
        };
        if !right {
            faults.push(format!(
                "{} ended as {:?} and is recorded at {found:?}",
                attempt.command, attempt.outcome
            ));
        }
    }
    faults
}

/// The control: what must be caught.
mod control {
    use super::*;
    use domain::value::Text;
    use domain::value::text::Field;

    fn node() -> NodeId {
        NodeId::new(Uuid::from_u128(7))
    }

    fn attempt(seen: u64, text: &str, outcome: Outcome) -> Attempt {
        Attempt { command: Uuid::now_v7(), node: node(), seen, text: text.to_owned(), outcome }
    }

    fn row(revision: u64, remark: &str) -> Box<SeenRow> {
        let remark = Text::parse(Field::Remark, remark).unwrap();
        Box::new(SeenRow { revision, remark: Some(remark), ..SeenRow::default() })
    }

    fn begun() -> Remarks {
        Remarks::from([((node(), 1), String::new())])
    }

    #[test]
    fn two_winners_upon_one_revision_are_caught() {
        let attempts = [attempt(1, "甲", Outcome::Won(2)), attempt(1, "乙", Outcome::Won(3))];
        assert_eq!(winners(&attempts), [format!("2 winners upon revision 1 of {}", node())]);
    }

    #[test]
    fn a_revision_that_nobody_wins_is_caught() {
        let attempts = [attempt(1, "甲", Outcome::Lost { seen: row(1, "一"), now: row(2, "二") })];
        assert_eq!(winners(&attempts), [format!("0 winners upon revision 1 of {}", node())]);
    }

    #[test]
    fn a_loser_that_is_shown_something_else_is_caught() {
        let won = attempt(1, "甲", Outcome::Won(2));
        let remarks = Remarks::from([((node(), 1), String::new()), ((node(), 2), "甲".to_owned())]);
        let shown = |seen, now| misread(&begun(), &remarks, &attempt(1, "乙", Outcome::Lost { seen, now }));
        assert_eq!(misread(&begun(), &remarks, &won), None);
        assert_eq!(shown(row(1, "一"), row(2, "甲")), None);
        assert!(shown(row(1, "一"), row(2, "乙")).is_some(), "not what the winner wrote");
        assert!(shown(row(2, "甲"), row(2, "甲")).is_some(), "not what the loser saw");
        assert!(shown(row(1, "一"), row(1, "一")).is_some(), "nothing has moved on");
    }

    #[test]
    fn a_win_that_is_not_recorded_is_caught() {
        assert_eq!(unrecorded(&[attempt(1, "甲", Outcome::Won(2))], &[]).len(), 1);
    }
}

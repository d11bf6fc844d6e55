//! What must be true of a log, whatever happened to the processes that wrote it: everything that was acknowledged is
//! there once and whole, and nothing is missing between.

use domain::id::PlanId;
use std::collections::{BTreeMap, HashMap, HashSet};
use storage::Logged;
use uuid::Uuid;

/// An event of the log, as far as this looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) position: u64,
    pub(crate) plan: PlanId,
    pub(crate) sequence: u64,
    pub(crate) command: Uuid,
    pub(crate) part: u32,
    pub(crate) parts: u32,
}

/// What the service has said is recorded: a command, and the plan's version after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Acknowledged {
    pub(crate) command: Uuid,
    pub(crate) version: u64,
}

/// Something that must not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    /// It was acknowledged and is not there.
    Lost(Uuid),
    /// It is there more than once.
    Doubled(Uuid),
    /// It is there in part.
    Torn(Uuid),
    /// It was acknowledged with another version than it has.
    Elsewhere(Uuid),
    /// Another position than this one follows.
    Position(u64),
    /// In some plan another sequence than this one follows.
    Sequence(u64),
}

/// The lines of a log.
pub(crate) fn lines(log: &[Logged]) -> Vec<Line> {
    let line = |entry: &Logged| Line {
        position: entry.position,
        plan: entry.recorded.plan,
        sequence: entry.recorded.sequence,
        command: entry.recorded.metadata.command.uuid(),
        part: entry.recorded.metadata.part,
        parts: entry.recorded.metadata.parts,
    };
    log.iter().map(line).collect()
}

/// Everything that must not be in a log, given what was acknowledged.
pub(crate) fn check(log: &[Line], acknowledged: impl IntoIterator<Item = Acknowledged>) -> Vec<Fault> {
    let mut faults = gaps(log);
    let commands = commands(log);
    faults.extend(commands.iter().flat_map(|(command, lines)| whole(*command, lines)));
    for Acknowledged { command, version } in acknowledged {
        match commands.get(&command).and_then(|lines| lines.last()) {
            None => faults.push(Fault::Lost(command)),
            Some(last) if last.sequence != version => faults.push(Fault::Elsewhere(command)),
            Some(_) => {}
        }
    }
    faults.sort_unstable();
    faults
}

/// The commands of these ids that a log does not have.
pub(crate) fn missing(log: &[Line], commands: &[Uuid]) -> Vec<Uuid> {
    let there: HashSet<Uuid> = log.iter().map(|line| line.command).collect();
    commands.iter().copied().filter(|command| !there.contains(command)).collect()
}

/// Where positions, or the sequences of a plan, leave something out.
pub(crate) fn gaps(log: &[Line]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut last: HashMap<PlanId, u64> = HashMap::new();
    let mut position = 0;
    for line in log {
        if line.position != position + 1 {
            faults.push(Fault::Position(position + 1));
        }
        position = line.position;
        let sequence = last.entry(line.plan).or_default();
        if line.sequence != *sequence + 1 {
            faults.push(Fault::Sequence(*sequence + 1));
        }
        *sequence = line.sequence;
    }
    faults
}

fn commands(log: &[Line]) -> BTreeMap<Uuid, Vec<Line>> {
    let mut commands: BTreeMap<Uuid, Vec<Line>> = BTreeMap::new();
    for line in log {
        commands.entry(line.command).or_default().push(*line);
    }
    commands
}

/// The events of a command are its parts, from the first to the last, one behind the other.
fn whole(command: Uuid, lines: &[Line]) -> Option<Fault> {
    let parts = lines[0].parts as usize;
    if lines.len() > parts {
        return Some(Fault::Doubled(command));
    }
    let in_order = lines.iter().zip(1..).all(|(line, part)| line.part == part);
    let together = lines.windows(2).all(|pair| pair[1].sequence == pair[0].sequence + 1);
    (lines.len() < parts || !in_order || !together).then_some(Fault::Torn(command))
}

/// The control: what is done to a log must be said of it, and nothing else.
mod control {
    use super::*;

    fn uuid(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    /// Two plans in turns: commands 1 to 6 of one event each, then command 7 of three events.
    fn log() -> Vec<Line> {
        let plan = |number| PlanId::new(uuid(100 + number));
        let mut log: Vec<Line> = (1..=6_u64)
            .map(|at| Line {
                position: at,
                plan: plan(u128::from(at % 2)),
                sequence: at.div_ceil(2),
                command: uuid(at.into()),
                part: 1,
                parts: 1,
            })
            .collect();
        log.extend((1..=3_u32).map(|part| Line {
            position: 6 + u64::from(part),
            plan: plan(0),
            sequence: 3 + u64::from(part),
            command: uuid(7),
            part,
            parts: 3,
        }));
        log
    }

    fn acknowledged() -> Vec<Acknowledged> {
        let last =
            commands(&log()).into_iter().map(|(command, lines)| (command, lines.last().unwrap().sequence));
        last.map(|(command, version)| Acknowledged { command, version }).collect()
    }

    #[track_caller]
    fn caught(log: &[Line], expected: &[Fault]) {
        assert_eq!(check(log, acknowledged()), expected);
    }

    #[test]
    fn a_log_in_which_nothing_is_wrong_is_left_alone() {
        caught(&log(), &[]);
        assert!(missing(&log(), &[uuid(3), uuid(7)]).is_empty());
    }

    #[test]
    fn a_lost_event_is_caught_even_where_the_others_have_closed_ranks() {
        let mut log = log();
        log.retain(|line| line.command != uuid(4));
        for line in &mut log {
            line.position -= u64::from(line.position > 4);
            line.sequence -= u64::from(line.plan == PlanId::new(uuid(100)) && line.sequence > 2);
        }
        let moved = |command| Fault::Elsewhere(uuid(command));
        caught(&log, &[Fault::Lost(uuid(4)), moved(6), moved(7)]);
        assert_eq!(missing(&log, &[uuid(3), uuid(4)]), [uuid(4)]);
    }

    #[test]
    fn a_doubled_event_is_caught() {
        let mut log = log();
        let again = Line { position: 10, sequence: 7, ..log[5] };
        log.push(again);
        caught(&log, &[Fault::Doubled(uuid(6)), Fault::Elsewhere(uuid(6))]);
    }

    #[test]
    fn a_gap_is_caught_in_the_positions_and_in_the_sequences() {
        let mut log = log();
        for line in &mut log[2..] {
            line.position += 1;
        }
        caught(&log, &[Fault::Position(3)]);
        let mut log = self::log();
        log.remove(8);
        log.push(Line { position: 9, sequence: 7, ..self::log()[8] });
        caught(&log, &[Fault::Torn(uuid(7)), Fault::Elsewhere(uuid(7)), Fault::Sequence(6)]);
    }

    #[test]
    fn a_command_that_was_recorded_in_part_is_caught() {
        let mut log = log();
        log.pop();
        caught(&log, &[Fault::Torn(uuid(7)), Fault::Elsewhere(uuid(7))]);
    }
}

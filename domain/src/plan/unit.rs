//! Departments and bodies through their names and reorganisations (S9).

use super::Head;
use crate::event::OrganUnitDefined;
use crate::id::UnitId;
use jiff::civil::Date;

impl Head {
    /// What a unit was called on a day: its newest name that had begun, else its first one.
    pub fn unit_on(&self, unit: UnitId, day: Date) -> Option<&OrganUnitDefined> {
        let names = self.units.get(&unit)?;
        let begun = names.iter().filter(|named| named.from.is_none_or(|from| from <= day));
        begun.max_by_key(|named| named.from).or_else(|| names.iter().min_by_key(|named| named.from))
    }

    /// What a unit has become until a day: itself, or the units that continue it by then. One that was given a new name
    /// when others began to continue a part of it goes on beside them.
    pub fn units_on(&self, unit: UnitId, day: Date) -> Vec<UnitId> {
        let became = self.became(unit, day).into_iter();
        became.filter(|unit| self.goes_on(*unit, day)).collect()
    }

    /// A unit and all that has ever continued it.
    pub(super) fn everything_of(&self, unit: UnitId) -> Vec<UnitId> {
        self.became(unit, Date::MAX)
    }

    /// A unit and what continues it by a day, through any number of reorganisations.
    fn became(&self, unit: UnitId, day: Date) -> Vec<UnitId> {
        let mut became = vec![unit];
        let mut at = 0;
        while let Some(unit) = became.get(at).copied() {
            at += 1;
            for (_, next) in self.successors(unit, day) {
                if !became.contains(&next) {
                    became.push(next);
                }
            }
        }
        became
    }

    fn goes_on(&self, unit: UnitId, day: Date) -> bool {
        let first = self.successors(unit, day).first().map(|(from, _)| *from);
        first.is_none_or(|first| {
            let names = self.units.get(&unit).into_iter().flatten();
            names.filter(|named| named.from.is_some_and(|from| from <= day)).any(|named| named.from >= first)
        })
    }

    /// The units that continue a unit by a day, each with its first day, in that order.
    fn successors(&self, unit: UnitId, day: Date) -> Vec<(Option<Date>, UnitId)> {
        let continuing = |named: &&OrganUnitDefined| {
            named.unit != unit
                && named.predecessors.contains(&unit)
                && named.from.is_none_or(|from| from <= day)
        };
        let defined = self.units.values().flatten().filter(continuing);
        let mut successors: Vec<_> = defined.map(|named| (named.from, named.unit)).collect();
        successors.sort_unstable();
        successors
    }

    /// On which day a unit ended, because others continue it; none where it goes on.
    pub fn unit_ended(&self, unit: UnitId) -> Option<Date> {
        let first = self.successors(unit, Date::MAX).first()?.0?;
        (!self.units_on(unit, first).contains(&unit)).then_some(first)
    }
}

//! How far the making of a file is, told to those who wait for it while it is made.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// How far a file is. Clones tell of the same file.
#[derive(Debug, Clone, Default)]
pub struct Progress(Arc<AtomicU32>);

/// A stretch of the way to a file. What is done within it moves the whole, and never back.
#[derive(Debug, Clone, Copy)]
pub struct Stretch<'p> {
    told: Option<&'p Progress>,
    /// Where it begins and ends, in shares of the whole way.
    from: f64,
    to: f64,
}

/// The whole way, in the unit in which it is kept. Nought is a file that waits for its turn.
const WHOLE: f64 = 10_000.0;

impl Progress {
    /// How much of the work is done, in percent; none before it has begun.
    pub fn percent(&self) -> Option<u8> {
        let reached = self.0.load(Ordering::Relaxed).checked_sub(1)?;
        u8::try_from(reached / 100).ok()
    }

    /// Begins: the whole way lies ahead.
    pub fn begin(&self) -> Stretch<'_> {
        let whole = Stretch { told: Some(self), from: 0.0, to: 1.0 };
        whole.reach(0, 1);
        whole
    }
}

impl<'p> Stretch<'p> {
    /// Of a file that nobody waits for.
    pub const fn unseen() -> Self {
        Self { told: None, from: 0.0, to: 1.0 }
    }

    /// The stretch between two shares of this one.
    pub fn between(self, from: f64, to: f64) -> Self {
        let at = |share: f64| self.from + (self.to - self.from) * share;
        Self { told: self.told, from: at(from), to: at(to) }
    }

    /// So much of it is done.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is between 0 and 1")]
    pub fn reach(self, done: u32, of: u32) {
        let Some(Progress(reached)) = self.told else { return };
        let share = f64::from(done.min(of)) / f64::from(of.max(1));
        let place = (self.from + (self.to - self.from) * share) * WHOLE;
        reached.fetch_max(place.round() as u32 + 1, Ordering::Relaxed);
    }

    /// All of it is done.
    pub fn end(self) {
        self.reach(1, 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_the_way_moves_the_whole_and_never_back() {
        let progress = Progress::default();
        assert_eq!(progress.percent(), None, "it waits for its turn");
        let way = progress.begin();
        assert_eq!(progress.percent(), Some(0));
        let half = way.between(0.0, 0.5);
        half.between(0.5, 1.0).reach(1, 2);
        assert_eq!(progress.percent(), Some(37));
        half.reach(1, 100);
        assert_eq!(progress.clone().percent(), Some(37));
        half.end();
        assert_eq!(progress.percent(), Some(50));
        way.reach(7, 3);
        assert_eq!(progress.percent(), Some(100));
        Stretch::unseen().end();
    }
}

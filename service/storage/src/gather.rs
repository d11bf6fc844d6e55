//! Does together what several ask for at the same moment: one commit, or one question to the database, for all of them.
//!
//! Nobody waits for company. Whoever comes when somebody may still begin does what has gathered until then, for all who
//! wait; whoever comes meanwhile gathers for the next time. So a single caller is served at once, and the more there are
//! the less each costs.

use std::future::Future;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::{Semaphore, oneshot};

/// How much is done together at most; one piece of work is never divided.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Pieces of work.
    pub(crate) pieces: usize,
    /// The sum of their weights.
    pub(crate) weight: usize,
}

pub(crate) struct Gather<T, R> {
    waiting: Mutex<Vec<Waiting<T, R>>>,
    /// How many may be at it at the same time.
    leaders: Semaphore,
    limits: Limits,
    weight: fn(&T) -> usize,
}

struct Waiting<T, R> {
    work: T,
    told: oneshot::Sender<R>,
}

impl<T, R> Gather<T, R> {
    pub(crate) fn new(leaders: usize, limits: Limits, weight: fn(&T) -> usize) -> Self {
        Self { waiting: Mutex::default(), leaders: Semaphore::new(leaders), limits, weight }
    }

    /// What becomes of a piece of work; `together` does several and answers in their order. None when whoever did it has
    /// ended before it was done.
    pub(crate) async fn join<F>(&self, work: T, together: impl Fn(Vec<T>) -> F) -> Option<R>
    where
        F: Future<Output = Vec<R>>,
    {
        let (told, mut outcome) = oneshot::channel();
        self.waiting().push(Waiting { work, told });
        loop {
            let leader = tokio::select! {
                biased;
                outcome = &mut outcome => return outcome.ok(),
                leader = self.leaders.acquire() => leader.expect("the semaphore is never closed"),
            };
            let batch = self.next();
            if batch.is_empty() {
                // Another leader has ours under way.
                drop(leader);
                return outcome.await.ok();
            }
            let (works, told): (Vec<T>, Vec<_>) =
                batch.into_iter().map(|waiting| (waiting.work, waiting.told)).unzip();
            let outcomes = together(works).await;
            debug_assert_eq!(outcomes.len(), told.len(), "one outcome for each");
            for (told, outcome) in told.into_iter().zip(outcomes) {
                // A caller that has gone away listens no more.
                let _ = told.send(outcome);
            }
        }
    }

    fn next(&self) -> Vec<Waiting<T, R>> {
        let mut waiting = self.waiting();
        let mut weight = 0;
        let fit = waiting
            .iter()
            .take(self.limits.pieces)
            .take_while(|waiting| {
                weight += (self.weight)(&waiting.work);
                weight <= self.limits.weight
            })
            .count();
        let taken = fit.max(1).min(waiting.len());
        waiting.drain(..taken).collect()
    }

    fn waiting(&self) -> MutexGuard<'_, Vec<Waiting<T, R>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many wait at this moment.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.waiting().len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use tokio::sync::Notify;

    /// Asks for these numbers at the same time; the first batch waits until the others have gathered behind it, and
    /// then ends well or not. Returns what each was told, and the batches.
    async fn at_once(numbers: &[u32], limits: Limits, first_ends: bool) -> (Vec<Option<u32>>, Vec<Vec<u32>>) {
        let gather = Arc::new(Gather::new(1, limits, |number| *number as usize));
        let (gate, batches) = (Arc::new(Notify::new()), Arc::new(Mutex::new(Vec::new())));
        let asked: Vec<_> = numbers
            .iter()
            .map(|&number| {
                let (gather, gate, batches) = (Arc::clone(&gather), Arc::clone(&gate), Arc::clone(&batches));
                tokio::spawn(async move {
                    let together = async |works: Vec<u32>| {
                        let first = batches.lock().unwrap().is_empty();
                        batches.lock().unwrap().push(works.clone());
                        if first {
                            gate.notified().await;
                            assert!(first_ends, "the first is ended");
                        }
                        works.into_iter().map(|work| work * 10).collect()
                    };
                    gather.join(number, together).await
                })
            })
            .collect();
        while gather.len() + 1 < numbers.len() {
            tokio::task::yield_now().await;
        }
        gate.notify_one();
        let mut told = Vec::new();
        for one in asked {
            told.push(one.await.unwrap_or(None));
        }
        let batches = batches.lock().unwrap().clone();
        (told, batches)
    }

    const MANY: Limits = Limits { pieces: 64, weight: 1_000 };

    #[tokio::test]
    async fn who_comes_meanwhile_is_served_together_and_told_its_own() {
        let (told, batches) = at_once(&[1, 2, 3, 4], MANY, true).await;

        assert_eq!(told, [Some(10), Some(20), Some(30), Some(40)]);
        assert_eq!(batches, [vec![1], vec![2, 3, 4]]);
    }

    #[tokio::test]
    async fn what_is_too_much_for_one_goes_on_with_the_next() {
        let by_weight = Limits { pieces: 64, weight: 5 };
        let (told, batches) = at_once(&[1, 9, 2, 3, 4], by_weight, true).await;
        assert_eq!(told, [Some(10), Some(90), Some(20), Some(30), Some(40)]);
        assert_eq!(batches, [vec![1], vec![9], vec![2, 3], vec![4]]);

        let by_number = Limits { pieces: 2, weight: 1_000 };
        let (_, batches) = at_once(&[1, 2, 3, 4], by_number, true).await;
        assert_eq!(batches, [vec![1], vec![2, 3], vec![4]]);
    }

    #[tokio::test]
    async fn the_end_of_one_leader_is_not_the_end_of_those_who_wait() {
        let (told, batches) = at_once(&[1, 2, 3], MANY, false).await;

        assert_eq!(told, [None, Some(20), Some(30)]);
        assert_eq!(batches, [vec![1], vec![2, 3]]);
    }
}

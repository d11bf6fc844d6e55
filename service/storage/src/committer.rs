//! Gathers the appends that wait at the same moment into one commit, so that they share its way to the disk.
//!
//! Whoever comes first commits for all who have come until then; the others find their outcome when it is their turn.
//! Where a common commit fails for certain each append is made alone, so that one conflict is one command's conflict.

use crate::error::Error;
use crate::store::describe;
use cqrs_es::persist::SerializedEvent;
use std::future::Future;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::{Semaphore, oneshot};

/// What one commit holds at most: the commands, and their events. One command is never divided.
const COMMANDS: usize = 64;
const EVENTS: usize = 1_000;

/// Why an append is not in the database, or may not be.
#[derive(Debug)]
pub(crate) enum AppendFailure {
    /// Somebody else has appended to the plan.
    Conflict,
    /// Anything else.
    Failed(Error),
}

type Outcome = Result<(), AppendFailure>;

pub(crate) struct Committer {
    waiting: Mutex<Vec<Append>>,
    /// How many commits are under way at the same time.
    leaders: Semaphore,
}

struct Append {
    events: Vec<SerializedEvent>,
    told: oneshot::Sender<Outcome>,
}

impl Committer {
    pub(crate) fn new(commits_at_once: usize) -> Self {
        Self { waiting: Mutex::default(), leaders: Semaphore::new(commits_at_once) }
    }

    /// Appends the events of one command, by `persist`, which makes one commit of what it is given.
    pub(crate) async fn append<P, F>(&self, events: Vec<SerializedEvent>, persist: P) -> Outcome
    where
        P: Fn(Vec<SerializedEvent>) -> F,
        F: Future<Output = Outcome>,
    {
        let (told, mut outcome) = oneshot::channel();
        self.waiting().push(Append { events, told });
        loop {
            let leader = self.leaders.acquire().await.expect("the semaphore is never closed");
            match outcome.try_recv() {
                Ok(outcome) => return outcome,
                // Whoever committed for us has panicked.
                Err(oneshot::error::TryRecvError::Closed) => return Err(lost("the commit was given up")),
                Err(oneshot::error::TryRecvError::Empty) => {}
            }
            let batch = self.next_batch();
            if batch.is_empty() {
                // Another leader has ours under way.
                drop(leader);
                return outcome.await.unwrap_or_else(|_| Err(lost("the commit was given up")));
            }
            commit(batch, &persist).await;
            drop(leader);
        }
    }

    fn next_batch(&self) -> Vec<Append> {
        let mut waiting = self.waiting();
        let mut events = 0;
        let fit = waiting
            .iter()
            .take(COMMANDS)
            .take_while(|append| {
                events += append.events.len();
                events <= EVENTS
            })
            .count();
        let taken = fit.max(1).min(waiting.len());
        let mut batch: Vec<Append> = waiting.drain(..taken).collect();
        drop(waiting);
        // Two processes that append to the same plans do so in the same order, and never wait for each other in a ring.
        batch.sort_by(|one, two| plan_of(one).cmp(plan_of(two)));
        batch
    }

    fn waiting(&self) -> MutexGuard<'_, Vec<Append>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn commit<P, F>(mut batch: Vec<Append>, persist: &P)
where
    P: Fn(Vec<SerializedEvent>) -> F,
    F: Future<Output = Outcome>,
{
    if batch.len() > 1 {
        let together = batch.iter().flat_map(|append| append.events.iter().cloned()).collect();
        match persist(together).await {
            Ok(()) => {
                batch.into_iter().for_each(|append| tell(append, Ok(())));
                return;
            }
            Err(AppendFailure::Failed(error)) if error.may_have_happened() => {
                let reason = describe(&error);
                batch.into_iter().for_each(|append| tell(append, Err(lost(&reason))));
                return;
            }
            // Nothing was committed: each on its own.
            Err(AppendFailure::Conflict | AppendFailure::Failed(_)) => {}
        }
    }
    for append in batch.drain(..) {
        let outcome = persist(append.events.clone()).await;
        tell(append, outcome);
    }
}

fn tell(append: Append, outcome: Outcome) {
    // A command whose task has ended with the runtime listens no more.
    let _ = append.told.send(outcome);
}

/// It is not known whether the commit happened.
fn lost(reason: &str) -> AppendFailure {
    AppendFailure::Failed(Error::Unavailable(sqlx::Error::Io(std::io::Error::other(reason.to_owned()))))
}

fn plan_of(append: &Append) -> &str {
    append.events.first().map_or("", |event| &event.aggregate_id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use tokio::sync::Notify;

    fn event(plan: &str) -> SerializedEvent {
        let text = str::to_owned;
        let none = serde_json::Value::Null;
        SerializedEvent::new(text(plan), 1, text("plan"), text("PlanOpened"), text("1"), none.clone(), none)
    }

    fn names(events: &[SerializedEvent]) -> Vec<&str> {
        events.iter().map(|event| event.aggregate_id.as_str()).collect()
    }

    fn unanswered() -> Outcome {
        Err(AppendFailure::Failed(Error::Unavailable(sqlx::Error::Io(std::io::Error::other("cut")))))
    }

    /// Appends one event of each plan at the same time; the first commit waits until the others queue behind it.
    /// Returns what each was told, and which commits were tried.
    async fn append_at_once(
        plans: &'static [&'static str],
        outcome_of: fn(&[&str]) -> Outcome,
    ) -> (Vec<Outcome>, Vec<String>) {
        let committer = Arc::new(Committer::new(1));
        let (gate, tried) = (Arc::new(Notify::new()), Arc::new(Mutex::new(Vec::new())));
        let started: Vec<_> = plans
            .iter()
            .map(|plan| {
                let (committer, gate, tried) =
                    (Arc::clone(&committer), Arc::clone(&gate), Arc::clone(&tried));
                tokio::spawn(async move {
                    let persist = async |events: Vec<SerializedEvent>| {
                        let first = tried.lock().unwrap().is_empty();
                        tried.lock().unwrap().push(names(&events).join("+"));
                        if first {
                            gate.notified().await;
                        }
                        outcome_of(&names(&events))
                    };
                    committer.append(vec![event(plan)], persist).await
                })
            })
            .collect();
        while committer.waiting().len() + 1 < plans.len() {
            tokio::task::yield_now().await;
        }
        gate.notify_one();
        let mut told = Vec::new();
        for append in started {
            told.push(append.await.unwrap());
        }
        let tried = tried.lock().unwrap().clone();
        (told, tried)
    }

    #[tokio::test]
    async fn who_waits_shares_the_next_commit() {
        let (told, tried) = append_at_once(&["a", "d", "c", "b"], |_| Ok(())).await;

        assert!(told.iter().all(Result::is_ok));
        assert_eq!(tried, ["a", "b+c+d"], "in one order, whoever came first");
    }

    #[tokio::test]
    async fn the_conflict_of_one_is_nobody_elses() {
        let (told, tried) = append_at_once(&["a", "b", "c", "d"], |plans| {
            if plans.contains(&"c") { Err(AppendFailure::Conflict) } else { Ok(()) }
        })
        .await;

        assert!(matches!(told[..], [Ok(()), Ok(()), Err(AppendFailure::Conflict), Ok(())]), "{told:?}");
        assert_eq!(tried, ["a", "b+c+d", "b", "c", "d"]);
    }

    #[tokio::test]
    async fn a_common_commit_that_is_not_answered_is_unknown_to_all_and_not_made_again() {
        let (told, tried) =
            append_at_once(&["a", "b", "c"], |plans| if plans.len() > 1 { unanswered() } else { Ok(()) })
                .await;

        assert!(told[0].is_ok());
        for outcome in &told[1..] {
            let Err(AppendFailure::Failed(error)) = outcome else { panic!("{outcome:?}") };
            assert!(error.may_have_happened(), "{error:?}");
        }
        assert_eq!(tried, ["a", "b+c"], "a second commit might record everything twice");
    }
}

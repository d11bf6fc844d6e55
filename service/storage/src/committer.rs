//! Gathers the appends that wait at the same moment into one commit, so that they share its way to the disk.
//!
//! Where a common commit fails for certain each append is made alone, so that one conflict is one command's conflict.

use crate::error::Error;
use crate::gather::{Gather, Limits};
use crate::store::describe;
use cqrs_es::persist::SerializedEvent;
use domain::id::PlanId;
use projections::fold::Document;
use std::future::Future;

/// What one commit holds at most: the commands, and their events. One command is never divided.
const LIMITS: Limits = Limits { pieces: 64, weight: 1_000 };

/// Why an append is not in the database, or may not be.
#[derive(Debug)]
pub(crate) enum AppendFailure {
    /// Somebody else has appended to the plan.
    Conflict,
    /// Anything else.
    Failed(Error),
}

impl From<sqlx::Error> for AppendFailure {
    /// A conflict is told by the key of the events, in the same words as the vendors': no other key can be hit.
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(|error| error.code());
        if matches!(code.as_deref(), Some("23505" | "1555")) {
            return Self::Conflict;
        }
        match Error::from(error) {
            collision if collision.is_collision() => Self::Conflict,
            error => Self::Failed(error),
        }
    }
}

/// The events of one command, and what they make of the plan's documents where that is known already.
#[derive(Debug, Clone)]
pub(crate) struct Append {
    pub(crate) plan: PlanId,
    pub(crate) events: Vec<SerializedEvent>,
    pub(crate) documents: Option<Vec<Document>>,
}

impl Append {
    /// The plan's version before.
    pub(crate) fn before(&self) -> u64 {
        self.events.first().map_or(0, |event| event.sequence as u64 - 1)
    }

    /// The plan's version after.
    pub(crate) fn after(&self) -> u64 {
        self.before() + self.events.len() as u64
    }
}

/// What a commit did with each of its appends, in their order: whether the documents show it already.
pub(crate) type Shown = Vec<bool>;

type Outcome = Result<bool, AppendFailure>;

pub(crate) struct Committer {
    gather: Gather<Append, Outcome>,
}

impl Committer {
    pub(crate) fn new(commits_at_once: usize) -> Self {
        Self { gather: Gather::new(commits_at_once, LIMITS, |append| append.events.len()) }
    }

    /// Appends the events of one command, by `persist`, which makes one commit of what it is given; whether the documents
    /// show them.
    pub(crate) async fn append<P, F>(&self, append: Append, persist: P) -> Outcome
    where
        P: Fn(Vec<Append>) -> F,
        F: Future<Output = Result<Shown, AppendFailure>>,
    {
        let outcome = self.gather.join(append, |batch| commit(batch, &persist)).await;
        outcome.unwrap_or_else(|| Err(lost("the commit was given up")))
    }
}

async fn commit<P, F>(mut batch: Vec<Append>, persist: &P) -> Vec<Outcome>
where
    P: Fn(Vec<Append>) -> F,
    F: Future<Output = Result<Shown, AppendFailure>>,
{
    if let [_] = batch[..] {
        return vec![persist(batch).await.map(only)];
    }
    match persist(batch.clone()).await {
        Ok(shown) => return shown.into_iter().map(Ok).collect(),
        Err(AppendFailure::Failed(error)) if error.may_have_happened() => {
            let reason = describe(&error);
            return batch.iter().map(|_| Err(lost(&reason))).collect();
        }
        // Nothing was committed: each on its own.
        Err(AppendFailure::Conflict | AppendFailure::Failed(_)) => {}
    }
    let mut outcomes = Vec::new();
    for append in batch.drain(..) {
        outcomes.push(persist(vec![append]).await.map(only));
    }
    outcomes
}

fn only(shown: Shown) -> bool {
    shown.into_iter().all(|shown| shown)
}

/// It is not known whether the commit happened.
fn lost(reason: &str) -> AppendFailure {
    AppendFailure::Failed(Error::Unavailable(sqlx::Error::Io(std::io::Error::other(reason.to_owned()))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};
    use tokio::sync::Notify;
    use uuid::Uuid;

    fn append(plan: &str) -> Append {
        let text = str::to_owned;
        let none = serde_json::Value::Null;
        let event = SerializedEvent::new(
            text(plan),
            1,
            text("plan"),
            text("PlanOpened"),
            text("1"),
            none.clone(),
            none,
        );
        Append { plan: PlanId::new(Uuid::nil()), events: vec![event], documents: None }
    }

    fn names(batch: &[Append]) -> Vec<&str> {
        batch.iter().flat_map(|append| &append.events).map(|event| event.aggregate_id.as_str()).collect()
    }

    fn unanswered() -> Result<(), AppendFailure> {
        Err(AppendFailure::Failed(Error::Unavailable(sqlx::Error::Io(std::io::Error::other("cut")))))
    }

    /// Appends one event of each plan at the same time; the first commit waits until the others queue behind it. Only
    /// the documents of `b` are shown. Returns what each was told, and which commits were tried.
    async fn append_at_once(
        plans: &'static [&'static str],
        outcome_of: fn(&[&str]) -> Result<(), AppendFailure>,
    ) -> (Vec<Outcome>, Vec<String>) {
        let committer = Arc::new(Committer::new(1));
        let (gate, tried) = (Arc::new(Notify::new()), Arc::new(Mutex::new(Vec::new())));
        let started: Vec<_> = plans
            .iter()
            .map(|plan| {
                let (committer, gate, tried) =
                    (Arc::clone(&committer), Arc::clone(&gate), Arc::clone(&tried));
                tokio::spawn(async move {
                    let persist = async |batch: Vec<Append>| {
                        let first = tried.lock().unwrap().is_empty();
                        tried.lock().unwrap().push(names(&batch).join("+"));
                        if first {
                            gate.notified().await;
                        }
                        outcome_of(&names(&batch))?;
                        Ok(names(&batch).iter().map(|plan| *plan == "b").collect())
                    };
                    committer.append(append(plan), persist).await
                })
            })
            .collect();
        while committer.gather.len() + 1 < plans.len() {
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
    async fn who_waits_shares_the_next_commit_and_is_told_whether_it_is_shown() {
        let (told, tried) = append_at_once(&["a", "b", "c", "d"], |_| Ok(())).await;

        assert!(matches!(told[..], [Ok(false), Ok(true), Ok(false), Ok(false)]), "{told:?}");
        assert_eq!(tried, ["a", "b+c+d"]);
    }

    #[tokio::test]
    async fn the_conflict_of_one_is_nobody_elses() {
        let (told, tried) = append_at_once(&["a", "b", "c", "d"], |plans| {
            if plans.contains(&"c") { Err(AppendFailure::Conflict) } else { Ok(()) }
        })
        .await;

        assert!(
            matches!(told[..], [Ok(false), Ok(true), Err(AppendFailure::Conflict), Ok(false)]),
            "{told:?}"
        );
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

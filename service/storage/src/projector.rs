//! Keeps every plan's documents at what its stream says.
//!
//! A plan's documents and the version that they reflect move in one transaction, so a crash leaves them behind and
//! never wrong. Most commands write their documents with their events; where they do not, whoever writes folds its own
//! plan before it answers. A background task finds by the heads of the log what was left, whoever wrote it. Any number
//! of processes share the work.

use crate::documents::plan_of;
use crate::error::Error;
use crate::execute::Executed;
use crate::figures;
use crate::log::{EVENTS, PAGE, StoredEvent, recorded};
use crate::postgres::sequencer::{self, Numbered};
use crate::schema::FoldSql;
use crate::store::{Database, Store, describe, stored};
use crate::{postgres, sqlite};
use domain::event::Recorded;
use domain::id::PlanId;
use jiff::Timestamp;
use projections::fold::{self, Document, Rebuild};
use std::future::Future;
use std::pin::pin;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::task::{JoinError, JoinSet};
use tokio::time::{Instant, sleep, timeout};
use tracing::Instrument as _;

/// How many plans one process folds at the same time on PostgreSQL.
const IN_PARALLEL: usize = 4;
/// How long the background task lets commits gather.
const GATHER: Duration = Duration::from_millis(10);
/// How often it looks for what other processes have written.
const POLL: Duration = Duration::from_millis(100);
/// How long it waits after a failure.
const RECOVER: Duration = Duration::from_secs(1);
/// How long a writer waits before it asks again whether another process has folded its plan, or numbered its events.
const ELSEWHERE: Duration = Duration::from_millis(5);
/// How long it waits for its turn to number; a process that has stopped with the lock must not hold up all that is numbered.
const TURN: Duration = Duration::from_secs(10);

/// Whether a plan's documents show what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Projected {
    /// They do.
    Current,
    /// They will, later: 反映中.
    Behind,
}

/// How far a long fold is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Plans done.
    pub done: u64,
    /// Plans to do, as far as is known.
    pub of: u64,
}

/// What one process did with one plan.
pub(crate) enum Fold {
    /// The documents reflect the stream up to there.
    UpTo(u64),
    /// Another process has the plan.
    Elsewhere,
}

/// Folds what is new of a plan in one transaction: the same steps on either database.
macro_rules! fold_plan {
    ($store:expr, $folds:path, $pool:expr, $plan:expr) => {{
        use $folds as folds;
        let Some((mut transaction, mut reflected)) = folds::take($pool, $plan).await? else {
            return Ok(Fold::Elsewhere);
        };
        let (first, before) = (reflected == 0, reflected);
        let mut whole = Vec::new();
        loop {
            let rows: Vec<StoredEvent> = sqlx::query_as(EVENTS)
                .bind($plan.to_string())
                .bind(stored(reflected))
                .bind(stored(PAGE))
                .fetch_all(&mut *transaction)
                .await?;
            let last = (rows.len() as u64) < PAGE;
            let events = recorded($plan, reflected, rows)?;
            reflected += events.len() as u64;
            if first {
                whole.push(events);
            } else if !events.is_empty() {
                let at_hand =
                    $store.inner.events.at_hand($plan, reflected, |plan| fold::fold_in_memory(plan, &events));
                let documents = match at_hand.flatten() {
                    Some(documents) => documents,
                    None => {
                        let loaded = folds::load(&mut transaction, $plan, &fold::needs(&events)).await?;
                        fold::fold(loaded, &events)?
                    }
                };
                folds::store(&mut transaction, $plan, &documents).await?;
            }
            if last {
                break;
            }
        }
        if reflected == before {
            // Somebody was faster. Nothing is written, so nothing has to reach the disk.
            transaction.rollback().await?;
            return Ok(Fold::UpTo(reflected));
        }
        if first {
            // Nothing is there to be loaded: the whole plan goes through memory at once.
            folds::fill(&mut transaction, $plan, &all_at_once(whole).await?).await?;
        }
        folds::advance(&mut transaction, $plan, reflected).await?;
        transaction.commit().await?;
        Ok(Fold::UpTo(reflected))
    }};
}

impl Store {
    /// Brings a plan's documents at least to a version, before its writer answers.
    ///
    /// # Errors
    /// Whatever the database says, and [`Error::Corrupt`]; the events are recorded all the same.
    pub async fn project(&self, plan: PlanId, at_least: u64, within: Duration) -> Result<Projected, Error> {
        match timeout(within, self.project_now(plan, at_least)).await {
            Ok(outcome) => outcome.map(|()| Projected::Current),
            Err(_) => Ok(Projected::Behind),
        }
    }

    /// The same after a command: where its documents were written with its events there is nothing to bring up.
    ///
    /// # Errors
    /// As of [`Store::project`].
    pub async fn show(
        &self,
        plan: PlanId,
        executed: &Executed,
        within: Duration,
    ) -> Result<Projected, Error> {
        if !executed.shown {
            return self.project(plan, executed.version, within).await;
        }
        // What was written can be read; who follows the log meets it once it has a position.
        if let Ok(numbered) = timeout(within, self.number_own()).await {
            numbered?;
        }
        Ok(Projected::Current)
    }

    async fn project_now(&self, plan: PlanId, at_least: u64) -> Result<(), Error> {
        self.number_own().await?;
        while self.projected_version(plan).await? < at_least {
            match self.fold_plan(plan).await? {
                Fold::UpTo(sequence) if sequence >= at_least => break,
                Fold::UpTo(_) | Fold::Elsewhere => sleep(ELSEWHERE).await,
            }
        }
        Ok(())
    }

    /// Brings the documents of every plan up to date, and those of a new version of the fold into being; without what has no
    /// position because another process keeps the numbering for long, of which a warning is logged.
    ///
    /// # Errors
    /// The first error of the database, or of a plan that cannot be read; the other plans are done.
    pub async fn catch_up(&self, progress: impl Fn(Progress) + Send + Sync) -> Result<(), Error> {
        self.number_in_turn().await?;
        self.fold_numbered(progress).await
    }

    /// Brings the documents to what the log has.
    async fn fold_numbered(&self, progress: impl Fn(Progress) + Send + Sync) -> Result<(), Error> {
        let end = self.log_end().await?;
        let plans = self.behind(end).await?;
        let of = plans.len() as u64;
        let at_once = match self.database() {
            Database::Sqlite(_) => 1,
            Database::Postgres(_) => IN_PARALLEL,
        };
        let (mut failure, mut elsewhere, mut folding) = (None, false, JoinSet::new());
        let mut plans = plans.into_iter();
        let mut done = 0;
        loop {
            while folding.len() < at_once
                && let Some(plan) = plans.next()
            {
                let store = self.clone();
                folding.spawn(async move { (plan, store.fold_plan(plan).await) });
            }
            progress(Progress { done, of });
            if !self.inner.complete.load(Ordering::Relaxed) {
                figures::building(done, of);
            }
            let Some(folded) = folding.join_next().await else {
                break;
            };
            done += 1;
            match folded {
                Ok((_, Ok(Fold::UpTo(_)))) => {}
                Ok((_, Ok(Fold::Elsewhere))) => elsewhere = true,
                Ok((_, Err(error @ (Error::Unavailable(_) | Error::Full(_) | Error::ReadOnly)))) => {
                    return Err(error);
                }
                Ok((plan, Err(error))) => {
                    tracing::error!(%plan, error = describe(&error), "a plan cannot be folded");
                    failure.get_or_insert(error);
                }
                Err(failed) => {
                    failure.get_or_insert(panicked(failed));
                }
            }
        }
        if let Some(error) = failure {
            return Err(error);
        }
        if !elsewhere {
            self.complete().await?;
            self.inner.folded.store(end, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Which plans are behind, of those that the log has named since this process knew all of them folded.
    async fn behind(&self, end: u64) -> Result<Vec<PlanId>, Error> {
        static OF_ALL: FoldSql = FoldSql::new(
            "SELECT head.plan FROM head LEFT JOIN projected_v{v} AS p ON p.plan = head.plan
                WHERE coalesce(p.sequence, 0) < head.sequence ORDER BY head.plan",
        );
        static OF_NEW: FoldSql = FoldSql::new(
            "SELECT head.plan FROM head LEFT JOIN projected_v{v} AS p ON p.plan = head.plan
                WHERE coalesce(p.sequence, 0) < head.sequence
                    AND head.plan IN (SELECT plan FROM log WHERE position > $1) ORDER BY head.plan",
        );
        let folded = self.inner.folded.load(Ordering::Relaxed);
        if folded == end && self.inner.complete.load(Ordering::Relaxed) {
            return Ok(Vec::new());
        }
        let plans: Vec<String> = if folded == 0 {
            reading!(self, |pool| sqlx::query_scalar(OF_ALL.text()).fetch_all(pool).await?)
        } else {
            reading!(self, |pool| sqlx::query_scalar(OF_NEW.text())
                .bind(stored(folded))
                .fetch_all(pool)
                .await?)
        };
        plans.into_iter().map(plan_of).collect()
    }

    /// Numbers and folds until `shutdown`, what this process writes at once and what others write soon. A failure is
    /// logged once, told by `health`, and tried again.
    pub async fn run_projector(&self, shutdown: impl Future<Output = ()> + Send) {
        let mut shutdown = pin!(shutdown);
        self.inner.background.store(true, Ordering::Relaxed);
        loop {
            let begun = Instant::now();
            let outcome = self.keep_up().await;
            if self.inner.projector.note(&outcome) {
                match &outcome {
                    Ok(()) => tracing::info!("every read model is kept up to date"),
                    Err(error) => tracing::error!(error = describe(error), "read models stay behind"),
                }
            }
            let wait = async {
                if outcome.is_err() {
                    sleep(RECOVER).await;
                }
                let _ = timeout(POLL, self.inner.committed.notified()).await;
                sleep(GATHER.saturating_sub(begun.elapsed())).await;
            };
            tokio::select! {
                () = &mut shutdown => break,
                () = wait => {}
            }
        }
        self.inner.background.store(false, Ordering::Relaxed);
    }

    /// Numbers what this process has written, unless its background task does.
    async fn number_own(&self) -> Result<(), Error> {
        if self.inner.background.load(Ordering::Relaxed) { Ok(()) } else { self.number_in_turn().await }
    }

    /// One round of the background task: what somebody else is numbering is met in the next one.
    async fn keep_up(&self) -> Result<(), Error> {
        self.number_pending().await?;
        self.fold_numbered(|_| {}).await
    }

    /// Numbers all that is committed by now: after whoever is at it, who may not have seen the last of it. Whoever is at
    /// it may also be a caller that went away, whose lock goes when the database hears of that.
    pub(crate) async fn number_in_turn(&self) -> Result<(), Error> {
        let begun = Instant::now();
        while self.number_pending().await? == Numbered::Elsewhere {
            if begun.elapsed() >= TURN {
                tracing::warn!(
                    "another process keeps the numbering; what is committed last has no position yet"
                );
                return Ok(());
            }
            sleep(ELSEWHERE).await;
        }
        Ok(())
    }

    /// Numbers what is committed, unless somebody else is at it. SQLite does that by itself.
    async fn number_pending(&self) -> Result<Numbered, Error> {
        match self.database() {
            Database::Sqlite(_) => Ok(Numbered::All),
            Database::Postgres(postgres) => {
                let outcome = sequencer::number_pending(postgres.writer()?).await;
                if self.inner.sequencer.note(&outcome)
                    && let Err(error) = &outcome
                {
                    tracing::error!(error = describe(error), "nothing is numbered");
                }
                outcome
            }
        }
    }

    /// Folds what is new of a plan, unless another process is at it; to its end, also when nobody waits any longer.
    pub(crate) async fn fold_plan(&self, plan: PlanId) -> Result<Fold, Error> {
        let store = self.clone();
        let begun = Instant::now();
        let folded = to_its_end(async move { store.fold_plan_here(plan).await }).await;
        figures::folded(&folded, begun.elapsed());
        folded
    }

    async fn fold_plan_here(&self, plan: PlanId) -> Result<Fold, Error> {
        let Some(_turn) = self.inner.folding.take(plan).await else {
            return Ok(Fold::Elsewhere);
        };
        match self.database() {
            Database::Sqlite(sqlite) => fold_plan!(self, sqlite::folds, sqlite.writer()?, plan),
            Database::Postgres(postgres) => fold_plan!(self, postgres::folds, postgres.writer()?, plan),
        }
    }

    /// The tables of this version of the fold may be read from now on.
    async fn complete(&self) -> Result<(), Error> {
        static COMPLETE: FoldSql =
            FoldSql::new("UPDATE folds SET complete_at = $1 WHERE version = {v} AND complete_at IS NULL");
        if !self.inner.complete.load(Ordering::Relaxed) {
            writing!(self, |pool| {
                sqlx::query(COMPLETE.text()).bind(format!("{:.3}", Timestamp::now())).execute(pool).await?;
            });
            self.inner.complete.store(true, Ordering::Relaxed);
        }
        Ok(())
    }
}

/// Runs something in a task of its own, so that a caller that goes away does not end it half done.
pub(crate) async fn to_its_end<T: Send + 'static>(
    work: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T, Error> {
    tokio::spawn(work.in_current_span()).await.unwrap_or_else(|failure| Err(panicked(failure)))
}

/// Folds a whole plan in memory, beside the tasks that answer.
pub(crate) async fn all_at_once(pages: Vec<Vec<Recorded>>) -> Result<Vec<Document>, Error> {
    let task = tokio::task::spawn_blocking(move || {
        let mut rebuild = Rebuild::default();
        pages.iter().flatten().for_each(|event| rebuild.apply(event));
        rebuild.finish()
    });
    task.await.map_err(panicked)
}

fn panicked(failure: JoinError) -> Error {
    Error::Internal(sqlx::Error::Decode(failure.into()))
}

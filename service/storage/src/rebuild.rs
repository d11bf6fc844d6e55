//! Makes every document again from the events, says how many were not as they should be, and puts those right.
//!
//! Plan by plan: the new documents are made in memory, beside the old ones; they are compared and, where anything
//! differs, exchanged in one transaction. So a rebuild runs while others read and write, and one that is killed leaves
//! each plan either as it was or as it should be.

use crate::documents::plan_of;
use crate::error::Error;
use crate::log::{EVENTS, PAGE, StoredEvent, recorded};
use crate::projector::{Progress, all_at_once, to_its_end};
use crate::schema::FoldSql;
use crate::store::{Database, Store, stored};
use crate::{postgres, sqlite};
use domain::id::PlanId;
use projections::fold::{Document, Key, Kind, Need};
use std::collections::BTreeMap;

/// What a rebuild found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Report {
    /// Plans rebuilt.
    pub plans: u64,
    /// Events read.
    pub events: u64,
    /// Documents made.
    pub documents: u64,
    /// Documents that were missing, superfluous or different before; they are right now.
    pub differing: u64,
}

/// Rebuilds one plan in one transaction: the same steps on either database.
macro_rules! rebuild_plan {
    ($folds:path, $pool:expr, $plan:expr) => {{
        use $folds as folds;
        let Some((mut transaction, reflected)) = folds::await_turn($pool, $plan).await? else {
            return Ok(Report::default());
        };
        let (mut read, mut pages) = (0, Vec::new());
        loop {
            // What is not folded yet is not compared: the projector will come to it.
            let wanted = if reflected == 0 { PAGE } else { PAGE.min(reflected - read) };
            let rows: Vec<StoredEvent> = sqlx::query_as(EVENTS)
                .bind($plan.to_string())
                .bind(stored(read))
                .bind(stored(wanted))
                .fetch_all(&mut *transaction)
                .await?;
            let events = recorded($plan, read, rows)?;
            let last = (events.len() as u64) < PAGE;
            read += events.len() as u64;
            pages.push(events);
            if last {
                break;
            }
        }
        let documents = all_at_once(pages).await?;
        let everything = Kind::ALL.map(Need::All);
        let before = folds::load(&mut transaction, $plan, &everything).await?;
        let superfluous = if reflected == 0 { before.len() as u64 } else { 0 };
        let differing = if reflected == 0 { superfluous } else { differences(before, &documents) };
        if differing > 0 || reflected != read {
            folds::fill(&mut transaction, $plan, &documents).await?;
            folds::advance(&mut transaction, $plan, read).await?;
            folds::renew(&mut transaction, $plan).await?;
        }
        transaction.commit().await?;
        Ok(Report { plans: 1, events: read, documents: documents.len() as u64, differing })
    }};
}

impl Store {
    /// Makes every document again from the events.
    ///
    /// # Errors
    /// The first error of the database, or of a plan that cannot be read: the plans before it are done, the others as
    /// they were.
    pub async fn rebuild(&self, progress: impl Fn(Progress) + Send + Sync) -> Result<Report, Error> {
        static PLANS: FoldSql = FoldSql::new(
            "SELECT plan FROM head UNION SELECT plan FROM projected_v{v} UNION SELECT plan FROM documents_v{v}
                ORDER BY 1",
        );
        self.number_in_turn().await?;
        let plans: Vec<String> =
            reading!(self, |pool| sqlx::query_scalar(PLANS.text()).fetch_all(pool).await?);
        let of = plans.len() as u64;
        let mut report = Report::default();
        for (done, plan) in (0..).zip(plans) {
            progress(Progress { done, of });
            let (store, plan) = (self.clone(), plan_of(plan)?);
            let one = to_its_end(async move { store.rebuild_plan(plan).await }).await?;
            report.plans += one.plans;
            report.events += one.events;
            report.documents += one.documents;
            report.differing += one.differing;
        }
        progress(Progress { done: of, of });
        self.catch_up(|_| {}).await?;
        Ok(report)
    }

    async fn rebuild_plan(&self, plan: PlanId) -> Result<Report, Error> {
        let Some(_turn) = self.inner.folding.take(plan).await else {
            return Ok(Report::default());
        };
        match self.database() {
            Database::Sqlite(sqlite) => rebuild_plan!(sqlite::folds, sqlite.writer()?, plan),
            Database::Postgres(postgres) => rebuild_plan!(postgres::folds, postgres.writer()?, plan),
        }
    }
}

/// How many keys do not have the same document on both sides.
fn differences(before: Vec<Document>, after: &[Document]) -> u64 {
    let mut before: BTreeMap<Key, Document> =
        before.into_iter().map(|document| (document.key.clone(), document)).collect();
    let mut differing = 0;
    for document in after {
        match before.remove(&document.key) {
            Some(old) if same(&old, document) => {}
            Some(_) | None => differing += 1,
        }
    }
    differing + before.len() as u64
}

/// Empty search keys are not kept, so they make no difference.
fn same(old: &Document, new: &Document) -> bool {
    let said = |document: &Document| {
        document.search.iter().filter(|key| !key.is_empty()).cloned().collect::<Vec<_>>()
    };
    old.facet == new.facet && old.body == new.body && said(old) == said(new)
}

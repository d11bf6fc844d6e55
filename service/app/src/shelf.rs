//! Plans in memory for readers, so that a page need not load and parse what has not changed since the last one.
//!
//! Nothing here is believed without asking: each reader asks for the stamp of the plan's documents first, and what is
//! kept answers only where it has that stamp. So a change is seen by the next reader, whichever process made it. What
//! anyone may see and the whole plan are kept apart, under keys of their own; both are shared, never changed.

use crate::{AppError, Glance};
use domain::Plan;
use domain::id::{PlanId, SourceId};
use projections::fold::{Document, FoldError, Kind, assemble};
use projections::report::{CancelledReport, published};
use quick_cache::sync::{Cache, DefaultLifecycle};
use quick_cache::{DefaultHashBuilder, OptionsBuilder, Weighter};
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};
use storage::{Stamp, Store};

/// How much is kept at most, in bytes of the documents that it was made of; in memory it is about twice as much.
const CAPACITY: u64 = 64 << 20;
/// What a plan weighs at least.
const SMALLEST: u64 = 1 << 10;
/// The documents that make a plan.
const KINDS: [Kind; 3] = [Kind::Plan, Kind::Node, Kind::Row];

/// How much of a plan is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Sight {
    /// Everything: drafts, proposals, persons.
    Whole,
    /// What is published.
    Published,
}

/// A plan as it was when its documents had a stamp.
#[derive(Clone)]
pub(crate) struct Kept {
    stamp: Stamp,
    weight: u64,
    pub(crate) plan: Arc<Plan>,
    /// The kept files that may be had by who sees so much.
    pub(crate) open: Arc<BTreeSet<SourceId>>,
    pub(crate) made: Arc<Made>,
}

/// What was made of a plan for the lists over all plans; it follows from the plan alone, and is kept as long as that.
#[derive(Default)]
pub(crate) struct Made {
    pub(crate) glance: OnceLock<Glance>,
    pub(crate) cancelled: OnceLock<CancelledReport>,
}

/// The plans that are kept.
pub(crate) struct Shelf {
    kept: Cache<(PlanId, Sight), Kept, Weight>,
}

#[derive(Clone)]
struct Weight;

impl Weighter<(PlanId, Sight), Kept> for Weight {
    fn weight(&self, _: &(PlanId, Sight), kept: &Kept) -> u64 {
        kept.weight
    }
}

impl Default for Shelf {
    fn default() -> Self {
        Self::of(CAPACITY)
    }
}

impl Shelf {
    fn of(capacity: u64) -> Self {
        // In one shard a plan may be as large as all that is kept.
        let options = OptionsBuilder::new()
            .shards(1)
            .estimated_items_capacity(1_024)
            .weight_capacity(capacity)
            .build()
            .expect("the numbers that are needed are given");
        let (hash, lifecycle) = (DefaultHashBuilder::default(), DefaultLifecycle::default());
        Self { kept: Cache::with_options(options, Weight, hash, lifecycle) }
    }

    /// The plan as its documents are now; none when there is no such plan.
    pub(crate) async fn plan(
        &self,
        store: &Store,
        plan: PlanId,
        sight: Sight,
    ) -> Result<Option<Kept>, AppError> {
        match store.stamp(plan).await? {
            Some(stamp) => self.plan_at(store, plan, sight, stamp).await,
            None => Ok(None),
        }
    }

    /// The plan as its documents were when they had that stamp, or as they have become since.
    ///
    /// Whoever comes first loads it, and those who come meanwhile wait for that.
    pub(crate) async fn plan_at(
        &self,
        store: &Store,
        plan: PlanId,
        sight: Sight,
        mut stamp: Stamp,
    ) -> Result<Option<Kept>, AppError> {
        let key = (plan, sight);
        loop {
            match self.kept.get_value_or_guard_async(&key).await {
                Ok(kept) if kept.stamp.reaches(stamp) => return Ok(Some(kept)),
                Ok(old) => {
                    self.kept.remove_if(&key, |kept| kept.stamp == old.stamp);
                    if !old.stamp.is_made_with(stamp) {
                        // Either may be the newer one.
                        let Some(now) = store.stamp(plan).await? else { return Ok(None) };
                        stamp = now;
                    }
                }
                Err(place) => {
                    let Some(loaded) = load(store, plan, sight).await? else { return Ok(None) };
                    // Where the place was taken away meanwhile the next reader loads again.
                    let _ = place.insert(loaded.clone());
                    return Ok(Some(loaded));
                }
            }
        }
    }
}

/// Loads a plan, and makes of it what is seen.
async fn load(store: &Store, plan: PlanId, sight: Sight) -> Result<Option<Kept>, AppError> {
    let Some((stamp, documents)) = store.stamped_documents(plan, KINDS).await? else { return Ok(None) };
    Ok(make(stamp, &documents, sight)?)
}

fn make(stamp: Stamp, documents: &[Document], sight: Sight) -> Result<Option<Kept>, FoldError> {
    let weight = documents.iter().map(|document| document.body.len() as u64).sum::<u64>().max(SMALLEST);
    let Some(plan) = assemble(documents)? else { return Ok(None) };
    let (plan, open) = match sight {
        Sight::Whole => {
            let all = plan.head.sources.keys().copied().collect();
            (plan, all)
        }
        Sight::Published => published(plan),
    };
    Ok(Some(Kept { stamp, weight, plan: Arc::new(plan), open: Arc::new(open), made: Arc::default() }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Import, ImportFile};
    use crate::{App, Caller, Settings};
    use storage::Access;
    use system_tests::{TestDatabase, on_both};
    use uuid::Uuid;

    const TABLE: &str = "試験計画\n\n見直し：令和3年3月\n\n実施事業\t実施時期\t状況\t見直し時期\t備考\n1. 章\t\t\t\t\n1-1. 中継\t平成18年9月\t継続中\t\t\n";

    async fn register(db: &TestDatabase, plans: usize) -> (App, Vec<PlanId>) {
        let app = App::new(Store::open(&db.url(), Access::Write).await.unwrap(), Settings::default());
        let mut ids = Vec::new();
        for plan in 0..plans {
            let import = Import {
                plan: format!("plan-{plan}"),
                organisation: Some("試験市議会".to_owned()),
                files: vec![ImportFile { name: "t.tsv".to_owned(), bytes: TABLE.into() }],
                ..Import::default()
            };
            let staff = Caller::operator("試験");
            ids.push(app.import(&staff, Uuid::now_v7(), &import).await.unwrap().done.unwrap().plan);
        }
        (app, ids)
    }

    on_both!(many_who_miss_a_plan_at_once_load_it_once);
    async fn many_who_miss_a_plan_at_once_load_it_once(db: TestDatabase) {
        let (app, plans) = register(&db, 1).await;
        let ask = |sight| {
            let (app, plan) = (app.clone(), plans[0]);
            tokio::spawn(async move { app.shelf.plan(&app.store, plan, sight).await.unwrap().unwrap() })
        };
        let mut found = Vec::new();
        for answer in (0..16).map(|_| ask(Sight::Whole)).collect::<Vec<_>>() {
            found.push(answer.await.unwrap());
        }

        assert!(found.iter().all(|kept| Arc::ptr_eq(&kept.plan, &found[0].plan)));
        let published = ask(Sight::Published).await.unwrap();
        assert!(!Arc::ptr_eq(&published.plan, &found[0].plan), "the control: another sight is another plan");
        assert!(published.plan.nodes.is_empty() && !found[0].plan.nodes.is_empty());
    }

    on_both!(what_is_kept_stays_below_its_bound);
    async fn what_is_kept_stays_below_its_bound(db: TestDatabase) {
        let (app, plans) = register(&db, 5).await;
        let one = app.shelf.plan(&app.store, plans[0], Sight::Whole).await.unwrap().unwrap();
        let bound = one.weight * 5 / 2;
        let shelf = Shelf::of(bound);
        for plan in plans.iter().cycle().take(20) {
            let kept = shelf.plan(&app.store, *plan, Sight::Whole).await.unwrap().unwrap();
            assert_eq!(kept.plan.head.id, Some(*plan));
            assert!(shelf.kept.weight() <= bound, "{} of {bound}", shelf.kept.weight());
        }
        assert_eq!(shelf.kept.len(), 2, "as much is kept as goes in");

        let narrow = Shelf::of(one.weight - 1);
        let answered = narrow.plan(&app.store, plans[0], Sight::Whole).await.unwrap().unwrap();
        assert_eq!((&answered.plan, narrow.kept.len()), (&one.plan, 0), "what is too large is answered");
    }

    on_both!(a_plan_that_was_read_too_early_is_read_again);
    async fn a_plan_that_was_read_too_early_is_read_again(db: TestDatabase) {
        let (app, plans) = register(&db, 1).await;
        let before = app.shelf.plan(&app.store, plans[0], Sight::Whole).await.unwrap().unwrap();
        let staff = Caller::operator("試験");
        app.publish_edition(&staff, "plan-0", Uuid::now_v7(), "令和3年3月").await.unwrap();
        let stamp = app.store.stamp(plans[0]).await.unwrap().unwrap();
        let after = app.shelf.plan_at(&app.store, plans[0], Sight::Whole, stamp).await.unwrap().unwrap();
        assert!(after.plan.version() > before.plan.version());

        // Who asked before and comes late gets what is newer, without another look at the documents.
        let late =
            app.shelf.plan_at(&app.store, plans[0], Sight::Whole, before.stamp).await.unwrap().unwrap();
        assert!(Arc::ptr_eq(&late.plan, &after.plan));
    }
}

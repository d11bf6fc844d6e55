//! Plans in memory, each lent to one command at a time.
//!
//! What is lent comes back by itself: unchanged or committed it is kept for the next command, otherwise it is forgotten
//! and the next command folds the stream again. So a refusal, a panic or an unknown outcome leaves nothing wrong here.

use cqrs_es::AggregateContext;
use domain::Plan;
use domain::id::PlanId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::OwnedMutexGuard;

/// How many plans are kept at most, and how many events they may be made of: a measure of their size.
const PLANS: usize = 256;
const EVENTS: u64 = 1_000_000;
/// How many commands may wait for one plan.
const QUEUE: usize = 1_024;

/// One queue per plan, first come, first served.
#[derive(Default)]
pub(crate) struct Turns(Mutex<HashMap<PlanId, Arc<tokio::sync::Mutex<()>>>>);

/// The right to work on a plan.
pub(crate) struct Turn<'a> {
    plan: PlanId,
    turns: &'a Turns,
    guard: OwnedMutexGuard<()>,
}

impl Turns {
    /// Waits for the plan; none when too many wait already.
    pub(crate) async fn take(&self, plan: PlanId) -> Option<Turn<'_>> {
        let queue = {
            let mut queues = locked(&self.0);
            let queue = queues.entry(plan).or_default();
            if Arc::strong_count(queue) > QUEUE {
                return None;
            }
            Arc::clone(queue)
        };
        Some(Turn { plan, turns: self, guard: queue.lock_owned().await })
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut queues = locked(&self.turns.0);
        // One count is the map's, one is ours: nobody waits.
        if Arc::strong_count(OwnedMutexGuard::mutex(&self.guard)) == 2 {
            queues.remove(&self.plan);
        }
    }
}

/// The plans that are kept.
#[derive(Default)]
pub(crate) struct Cache {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    plans: HashMap<PlanId, (u64, Plan)>,
    clock: u64,
    events: u64,
}

impl Cache {
    /// Takes a plan out, as far as this process knows it: empty where it does not.
    pub(crate) fn lend(self: &Arc<Self>, id: PlanId) -> Lent {
        let plan = locked(&self.kept).take(id).unwrap_or_default();
        Lent { id, sound: plan.version(), plan, cache: Arc::clone(self) }
    }
}

impl Kept {
    fn take(&mut self, id: PlanId) -> Option<Plan> {
        let (_, plan) = self.plans.remove(&id)?;
        self.events -= plan.version();
        Some(plan)
    }

    fn put(&mut self, id: PlanId, plan: Plan) {
        if plan.version() == 0 || plan.version() > EVENTS {
            return;
        }
        self.take(id);
        self.clock += 1;
        self.events += plan.version();
        self.plans.insert(id, (self.clock, plan));
        while self.plans.len() > PLANS || self.events > EVENTS {
            let oldest = self.plans.iter().min_by_key(|(_, (used, _))| *used).map(|(id, _)| *id);
            oldest.and_then(|id| self.take(id));
        }
    }
}

/// A plan on loan: what a command is decided on.
pub(crate) struct Lent {
    id: PlanId,
    plan: Plan,
    /// Up to which version it is what the database has.
    sound: u64,
    cache: Arc<Cache>,
}

impl Lent {
    pub(crate) const fn id(&self) -> PlanId {
        self.id
    }

    /// The version that the database is known to have.
    pub(crate) const fn sound(&self) -> u64 {
        self.sound
    }

    /// What was applied is in the database.
    pub(crate) const fn confirm(&mut self) {
        self.sound = self.plan.version();
    }
}

impl AggregateContext<Plan> for Lent {
    fn aggregate(&mut self) -> &mut Plan {
        &mut self.plan
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        // What a panic has left half applied is nobody's plan.
        if self.plan.version() == self.sound && !std::thread::panicking() {
            locked(&self.cache.kept).put(self.id, std::mem::take(&mut self.plan));
        }
    }
}

/// What these locks guard is right between any two statements, so a panic elsewhere spoils nothing.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

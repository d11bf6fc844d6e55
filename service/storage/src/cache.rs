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

    /// Takes the plan where nobody has it at this moment.
    pub(crate) fn take_now(&self, plan: PlanId) -> Option<Turn<'_>> {
        let queue = Arc::clone(locked(&self.0).entry(plan).or_default());
        let guard = queue.try_lock_owned().ok()?;
        Some(Turn { plan, turns: self, guard })
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

#[cfg(test)]
mod tests {
    use super::*;
    use domain::event::{Cause, Event, PlanOpened};
    use domain::id::{ActorId, CommandId};
    use domain::value::Text;
    use domain::value::text::Field;
    use uuid::Uuid;

    fn id(number: u128) -> PlanId {
        PlanId::new(Uuid::from_u128(number))
    }

    /// Something that a plan has seen.
    fn event(plan: PlanId) -> Event {
        let title = Text::parse(Field::Title, "計画").unwrap();
        Event {
            command: Cause {
                id: CommandId::new(Uuid::from_u128(1)),
                actor: ActorId::new(Uuid::from_u128(2)),
                digest: None,
            },
            fact: PlanOpened { plan, title: title.clone(), organisation: title, code: None }.into(),
        }
    }

    fn known(cache: &Arc<Cache>, plan: PlanId) -> u64 {
        cache.lend(plan).sound()
    }

    #[test]
    fn what_was_confirmed_is_kept_and_what_was_not_is_forgotten() {
        let cache = Arc::new(Cache::default());
        let mut lent = cache.lend(id(1));
        lent.aggregate().apply(&event(id(1)));
        lent.confirm();
        drop(lent);
        assert_eq!(known(&cache, id(1)), 1);
        assert_eq!(known(&cache, id(1)), 1, "a look changes nothing");

        let mut lent = cache.lend(id(1));
        lent.aggregate().apply(&event(id(1)));
        drop(lent);

        assert_eq!(known(&cache, id(1)), 0, "what the database may not have must be read again");
    }

    #[test]
    fn a_panic_leaves_nothing_behind() {
        let cache = Arc::new(Cache::default());
        let mut lent = cache.lend(id(1));
        lent.aggregate().apply(&event(id(1)));
        lent.confirm();

        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(move || {
            let _lent = lent;
            panic!("in the middle of a command");
        }));

        assert!(panicked.is_err());
        assert_eq!(known(&cache, id(1)), 0);
    }

    #[test]
    fn the_plan_that_was_used_longest_ago_goes_first() {
        let cache = Arc::new(Cache::default());
        for number in 0..PLANS as u128 {
            let mut lent = cache.lend(id(number));
            lent.aggregate().apply(&event(id(number)));
            lent.confirm();
        }
        assert_eq!(known(&cache, id(0)), 1, "used again, so no longer the oldest");

        let mut lent = cache.lend(id(PLANS as u128));
        lent.aggregate().apply(&event(id(PLANS as u128)));
        lent.confirm();
        drop(lent);

        assert_eq!(known(&cache, id(1)), 0);
        assert_eq!(known(&cache, id(0)), 1);
        assert_eq!(locked(&cache.kept).events, PLANS as u64, "the measure follows what is kept");
    }

    #[tokio::test]
    async fn turns_are_taken_one_by_one_and_leave_no_queue_behind() {
        let turns = Turns::default();
        let first = turns.take(id(1)).await.unwrap();
        let other = turns.take(id(2)).await.unwrap();
        let mut second = Box::pin(turns.take(id(1)));
        assert!(futures_poll(second.as_mut()).await.is_none(), "the plan is taken");

        drop(first);
        let second = second.await.unwrap();
        assert_eq!(locked(&turns.0).len(), 2);
        drop((second, other));

        assert_eq!(locked(&turns.0).len(), 0);
    }

    /// One look at a future.
    async fn futures_poll<F: Future + Unpin>(mut future: F) -> Option<F::Output> {
        std::future::poll_fn(|context| {
            std::task::Poll::Ready(match std::pin::Pin::new(&mut future).poll(context) {
                std::task::Poll::Ready(output) => Some(output),
                std::task::Poll::Pending => None,
            })
        })
        .await
    }
}

//! A look at a plan as it is recorded at this moment: what a request is read against before it becomes a command.
//!
//! The command is decided on the same plan in memory right after, so looking costs no more than asking whether somebody
//! else has written. Readers ask the documents instead.

use crate::events::{Failure, cause};
use crate::execute::ExecuteError;
use crate::store::Store;
use cqrs_es::{AggregateContext, EventStore};
use domain::Plan;
use domain::id::PlanId;

impl Store {
    /// What `look` makes of a plan; none when there is no such plan. Commands on the plan wait meanwhile, so it should
    /// take what it needs and no more.
    ///
    /// # Errors
    /// [`ExecuteError::Busy`] when too many wait for the plan, and [`ExecuteError::Failed`].
    pub async fn look<T>(
        &self,
        plan: PlanId,
        look: impl FnOnce(&Plan) -> T + Send,
    ) -> Result<Option<T>, ExecuteError> {
        let events = &self.inner.events;
        let Some(_turn) = events.turn(plan).await else {
            return Err(ExecuteError::Busy);
        };
        let mut lent = match events.load_aggregate(&plan.to_string()).await.map_err(cause) {
            Ok(lent) => lent,
            Err(Failure::Failed(error)) => return Err(error.into()),
            Err(Failure::Refused(_) | Failure::Conflict) => return Err(ExecuteError::Busy),
        };
        Ok((lent.sound() > 0).then(|| look(lent.aggregate())))
    }
}

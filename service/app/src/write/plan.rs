//! Plans: create, close.

use crate::error::AppError;
use crate::execute::{Done, Order};
use crate::parse::filled;
use crate::permission::Operation;
use crate::{App, Caller, request};
use domain::command::{Action, ClosePlan, OpenPlan};
use domain::id::PlanId;
use domain::value::{Field, LocalGovernmentCode};
use storage::Reservation;
use uuid::Uuid;

/// A slug stands in addresses and at the command line, so it is plain.
pub(crate) fn slug(text: &str) -> Result<&str, AppError> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let ends = |c: char| c != '-';
    if (2..=63).contains(&text.len())
        && text.chars().all(plain)
        && text.starts_with(ends)
        && text.ends_with(ends)
        && PlanId::parse(text).is_err()
    {
        Ok(text)
    } else {
        Err(AppError::invalid(
            "plan",
            text,
            "2 to 63 lower-case letters a to z, digits and inner hyphens, such as nagareyama-ict",
        ))
    }
}

impl App {
    /// Gives the slug to the plan.
    pub(crate) async fn reserve(&self, slug: &str, plan: PlanId) -> Result<(), AppError> {
        match self.store.reserve_slug(slug, plan).await? {
            Reservation::Reserved | Reservation::Held => Ok(()),
            Reservation::Taken(_) => Err(AppError::SlugTaken { slug: slug.to_owned() }),
        }
    }

    /// Creates a plan without a table; the caller's id is the plan's.
    ///
    /// # Errors
    /// [`AppError::SlugTaken`] besides what every change can answer.
    pub async fn create_plan(
        &self,
        caller: &Caller,
        id: Uuid,
        request: &request::CreatePlan,
    ) -> Result<Done, AppError> {
        caller.must(Operation::CreatePlan)?;
        let plan = PlanId::new(id);
        let open = OpenPlan {
            plan,
            title: filled("title", Field::Title, &request.title)?,
            organisation: filled("organisation", Field::Title, &request.organisation)?,
            code: code(request.code.as_deref())?,
        };
        let slug = slug(&request.slug)?;
        let order = Order::new(plan, id, "create_plan", request);
        // Before the slug is reserved: a plan that is there must not get a second one by a request that is refused.
        if let Some(done) = self.recorded(caller, order).await? {
            return Ok(done);
        }
        self.reserve(slug, plan).await?;
        let done = self.execute(caller, order, Action::OpenPlan(open)).await;
        self.keep_slug_if_opened(slug, plan, &done).await?;
        done
    }

    /// Gives the slug back when the plan was not opened; not while that is unknown, because a repetition will tell.
    pub(crate) async fn keep_slug_if_opened(
        &self,
        slug: &str,
        plan: PlanId,
        done: &Result<Done, AppError>,
    ) -> Result<(), AppError> {
        if !matches!(done, Ok(_) | Err(AppError::OutcomeUnknown)) {
            self.store.release_slug(slug, plan).await?;
        }
        Ok(())
    }

    /// Closes a plan; nothing of it is deleted.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn close_plan(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::ClosePlan,
    ) -> Result<Done, AppError> {
        let (plan, ()) = self.at_desk(caller, Operation::Edit, plan, |_| ()).await?;
        let successor = match &request.successor {
            // Whether a plan is there is not told to who may not see it.
            Some(successor) => Some(self.reading(caller, successor).await?.id),
            None => None,
        };
        let close = ClosePlan { reason: filled("reason", Field::Remark, &request.reason)?, successor };
        self.execute(caller, Order::new(plan, id, "close_plan", request), Action::ClosePlan(close)).await
    }
}

/// An organisation's code that may be missing.
pub(crate) fn code(text: Option<&str>) -> Result<Option<LocalGovernmentCode>, AppError> {
    text.map(|text| LocalGovernmentCode::parse(text).map_err(|error| AppError::invalid("code", text, error)))
        .transpose()
}

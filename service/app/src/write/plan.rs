//! Plans: create, describe, link, close.

use crate::desk::Desk;
use crate::error::AppError;
use crate::execute::{Done, Order};
use crate::parse::{self, filled};
use crate::permission::Operation;
use crate::{App, Caller, request};
use domain::command::{Action, ClosePlan, DescribePlan, OpenPlan};
use domain::event::{Period, PlanLinked, PlanTarget};
use domain::id::{LinkId, PeriodId, PlanId};
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

    /// Says what a plan is; what the request leaves out stays.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn describe_plan(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::DescribePlan,
    ) -> Result<Done, AppError> {
        let (plan, action) =
            self.at_desk(caller, Operation::Edit, plan, |desk| described(desk, request)).await?;
        self.settle(caller, Order::new(plan, id, "describe_plan", request), action).await
    }

    /// Says how another plan stands to this one; the caller's id is the link's.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn link_plan(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::LinkPlan,
    ) -> Result<Done, AppError> {
        let plan = self.permitted(caller, Operation::Edit, plan).await?;
        let target = match (&request.plan, &request.citation) {
            (Some(other), None) => PlanTarget::Plan(self.other_plan(caller, "plan", other).await?.id),
            (None, Some(citation)) => PlanTarget::Citation(filled("citation", Field::Title, citation)?),
            (Some(_), Some(_)) | (None, None) => {
                return Err(AppError::invalid("plan", "", "either a plan of this register or a citation"));
            }
        };
        if target == PlanTarget::Plan(plan) {
            return Err(AppError::invalid("plan", "", "another plan"));
        }
        let relation = parse::relation(&request.relation)?;
        let link = PlanLinked { link: LinkId::new(id), relation, target, basis: None };
        self.execute(caller, Order::new(plan, id, "link_plan", request), Action::LinkPlan(link)).await
    }
}

fn described(desk: &Desk<'_>, request: &request::DescribePlan) -> Result<Action, AppError> {
    let head = &desk.plan.head;
    let years =
        |text: &Option<String>| text.as_deref().map(|text| parse::fiscal_years("years", text)).transpose();
    let periods = request.periods.iter().map(|period| {
        let name = filled("periods.name", Field::Title, &period.name)?;
        // A period keeps its id for as long as it keeps its name.
        let known = head.periods.iter().find(|known| known.name == name);
        let id = known.map_or_else(|| PeriodId::new(Uuid::now_v7()), |known| known.id);
        Ok(Period { id, name, years: years(&period.years)? })
    });
    let periods = periods.collect::<Result<Vec<_>, AppError>>()?;
    let title = parse::optional("title", Field::Title, request.title.as_deref())?;
    Ok(Action::DescribePlan(DescribePlan {
        title: title.unwrap_or_else(|| head.title.clone()),
        title_lines: head.title_lines.clone(),
        fiscal_years: years(&request.years)?.or_else(|| head.fiscal_years.clone()),
        periods: if periods.is_empty() { head.periods.clone() } else { periods },
    }))
}

/// An organisation's code that may be missing.
pub(crate) fn code(text: Option<&str>) -> Result<Option<LocalGovernmentCode>, AppError> {
    text.map(|text| LocalGovernmentCode::parse(text).map_err(|error| AppError::invalid("code", text, error)))
        .transpose()
}

//! Slugs: the short names of plans, unique by a row that is reserved before the plan is opened.

use crate::documents::plan_of;
use crate::error::Error;
use crate::store::Store;
use domain::id::PlanId;

/// What became of a reservation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reservation {
    /// The slug is the plan's from now on.
    Reserved,
    /// It was the plan's already.
    Held,
    /// It is another plan's.
    Taken(PlanId),
}

impl Store {
    /// Gives a slug to a plan, for ever, unless another plan has it.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn reserve_slug(&self, slug: &str, plan: PlanId) -> Result<Reservation, Error> {
        const RESERVE: &str = "INSERT INTO slugs (slug, plan) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        let reserved = writing!(self, |pool| {
            sqlx::query(RESERVE).bind(slug).bind(plan.to_string()).execute(pool).await?.rows_affected()
        });
        if reserved > 0 {
            return Ok(Reservation::Reserved);
        }
        match self.plan_of_slug(slug).await? {
            Some(holder) if holder != plan => Ok(Reservation::Taken(holder)),
            Some(_) | None => Ok(Reservation::Held),
        }
    }

    /// Gives a slug back that was reserved for a plan which was never opened; one of a plan with events stays.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn release_slug(&self, slug: &str, plan: PlanId) -> Result<(), Error> {
        const RELEASE: &str = "
DELETE FROM slugs WHERE slug = $1 AND plan = $2
    AND NOT EXISTS (SELECT 1 FROM events WHERE aggregate_type = 'plan' AND aggregate_id = $2)";
        writing!(self, |pool| {
            sqlx::query(RELEASE).bind(slug).bind(plan.to_string()).execute(pool).await?;
        });
        Ok(())
    }

    /// The plan that has the slug.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn plan_of_slug(&self, slug: &str) -> Result<Option<PlanId>, Error> {
        const PLAN: &str = "SELECT plan FROM slugs WHERE slug = $1";
        let plan: Option<String> =
            reading!(self, |pool| sqlx::query_scalar(PLAN).bind(slug).fetch_optional(pool).await?);
        plan.map(plan_of).transpose()
    }

    /// The plan's slug; the first by the alphabet where it has several.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn slug_of_plan(&self, plan: PlanId) -> Result<Option<String>, Error> {
        const SLUG: &str = "SELECT min(slug) FROM slugs WHERE plan = $1";
        Ok(reading!(self, |pool| sqlx::query_scalar(SLUG).bind(plan.to_string()).fetch_one(pool).await?))
    }
}

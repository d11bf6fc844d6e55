//! What a plan's documents are at a moment, so that whoever keeps what was made of them knows whether it still holds.
//!
//! A stamp moves in the transaction that changes the documents: by the version that they reflect, and where they are
//! repaired at the same version by a number of their own. So two looks that find the same stamp, in whatever process,
//! have seen the same documents.

use crate::documents::{document, plan_of};
use crate::error::Error;
use crate::schema::FoldSql;
use crate::store::{Store, number, stored};
use domain::id::PlanId;
use projections::fold::{Document, Kind};

/// Which state of a plan's documents it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stamp {
    sequence: u64,
    made: i64,
}

impl Stamp {
    /// Whether documents of this stamp are those of the other one, or newer.
    pub fn reaches(self, other: Self) -> bool {
        self.is_made_with(other) && self.sequence >= other.sequence
    }

    /// Whether both are of documents that were only added to; else nothing tells which are newer.
    pub fn is_made_with(self, other: Self) -> bool {
        self.made == other.made
    }
}

/// A document of a plan with the plan's stamp.
type Stamped = (i64, i64, String, String, Option<String>, String);

impl Store {
    /// The stamp of a plan's documents; none where it has none.
    ///
    /// # Errors
    /// [`Error::NotBuilt`], and whatever the database says.
    pub async fn stamp(&self, plan: PlanId) -> Result<Option<Stamp>, Error> {
        static ONE: FoldSql =
            FoldSql::new("SELECT sequence, made FROM projected_v{v} WHERE plan = $1 AND sequence > 0");
        self.require_complete().await?;
        let row: Option<(i64, i64)> = reading!(self, |pool| {
            sqlx::query_as(ONE.text()).bind(plan.to_string()).fetch_optional(pool).await?
        });
        row.map(stamp).transpose()
    }

    /// The plans that have documents, with their stamps: so many behind one of them, or from the first, by id, which is
    /// by the time of their making.
    ///
    /// # Errors
    /// As of [`Store::stamp`].
    pub async fn stamps(&self, after: Option<PlanId>, limit: u64) -> Result<Vec<(PlanId, Stamp)>, Error> {
        static NEXT: FoldSql = FoldSql::new(
            "SELECT plan, sequence, made FROM projected_v{v} WHERE sequence > 0 AND plan > $1
                ORDER BY plan LIMIT $2",
        );
        self.require_complete().await?;
        let rows: Vec<(String, i64, i64)> = reading!(self, |pool| {
            sqlx::query_as(NEXT.text()).bind(from(after)).bind(stored(limit)).fetch_all(pool).await?
        });
        stamps(rows)
    }

    /// A plan's documents of some kinds with the stamp of exactly these, in no order; none where there is nothing.
    ///
    /// # Errors
    /// As of [`Store::stamp`].
    pub async fn stamped_documents(
        &self,
        plan: PlanId,
        kinds: [Kind; 3],
    ) -> Result<Option<(Stamp, Vec<Document>)>, Error> {
        // One statement sees one state of the database, whoever writes meanwhile.
        static STAMPED: FoldSql = FoldSql::new(
            "SELECT p.sequence, p.made, d.kind, d.name, d.facet, d.body
                FROM projected_v{v} AS p JOIN documents_v{v} AS d ON d.plan = p.plan
                WHERE p.plan = $1 AND p.sequence > 0 AND d.kind IN ($2, $3, $4)",
        );
        self.require_complete().await?;
        let rows: Vec<Stamped> = reading!(self, |pool| {
            let [one, two, three] = kinds.map(Kind::name);
            let query = sqlx::query_as(STAMPED.text()).bind(plan.to_string());
            query.bind(one).bind(two).bind(three).fetch_all(pool).await?
        });
        let Some((sequence, made, ..)) = rows.first() else { return Ok(None) };
        let stamp = stamp((*sequence, *made))?;
        let documents =
            rows.into_iter().map(|(_, _, kind, name, facet, body)| document((kind, name, facet, body)));
        Ok(Some((stamp, documents.collect::<Result<_, _>>()?)))
    }
}

fn stamp((sequence, made): (i64, i64)) -> Result<Stamp, Error> {
    Ok(Stamp { sequence: number("sequence", sequence)?, made })
}

pub(crate) fn stamps(rows: Vec<(String, i64, i64)>) -> Result<Vec<(PlanId, Stamp)>, Error> {
    rows.into_iter().map(|(plan, sequence, made)| Ok((plan_of(plan)?, stamp((sequence, made))?))).collect()
}

/// No id is empty, so that every plan stands behind nothing.
pub(crate) fn from(after: Option<PlanId>) -> String {
    after.map(|plan| plan.to_string()).unwrap_or_default()
}

//! Reading documents: by key, by kind, by the beginning of a name, and across plans by facet.
//!
//! The search keys of a document are not read back here: readers want what it says, not how it is found.

use crate::error::{Corruption, Error};
use crate::schema::FoldSql;
use crate::store::{Store, number, stored};
use domain::id::PlanId;
use projections::fold::{Document, Key, Kind};
use std::sync::atomic::Ordering;

/// Kind, name, facet, body.
pub(crate) type Row = (String, String, Option<String>, String);

impl Store {
    /// One document.
    ///
    /// # Errors
    /// [`Error::NotBuilt`], and whatever the database says.
    pub async fn document(&self, plan: PlanId, key: &Key) -> Result<Option<Document>, Error> {
        static ONE: FoldSql = FoldSql::new(
            "SELECT kind, name, facet, body FROM documents_v{v} WHERE plan = $1 AND kind = $2 AND name = $3",
        );
        self.require_complete().await?;
        let row: Option<Row> = reading!(self, |pool| {
            sqlx::query_as(ONE.text())
                .bind(plan.to_string())
                .bind(key.kind.name())
                .bind(&key.name)
                .fetch_optional(pool)
                .await?
        });
        row.map(document).transpose()
    }

    /// All documents of a kind, by name.
    ///
    /// # Errors
    /// [`Error::NotBuilt`], and whatever the database says.
    pub async fn documents(&self, plan: PlanId, kind: Kind) -> Result<Vec<Document>, Error> {
        static ALL: FoldSql = FoldSql::new(
            "SELECT kind, name, facet, body FROM documents_v{v} WHERE plan = $1 AND kind = $2 ORDER BY name",
        );
        self.require_complete().await?;
        let rows: Vec<Row> = reading!(self, |pool| {
            sqlx::query_as(ALL.text()).bind(plan.to_string()).bind(kind.name()).fetch_all(pool).await?
        });
        rows.into_iter().map(document).collect()
    }

    /// The documents of a kind whose name begins so, by name.
    ///
    /// # Errors
    /// [`Error::NotBuilt`], and whatever the database says.
    pub async fn documents_prefix(
        &self,
        plan: PlanId,
        kind: Kind,
        prefix: &str,
    ) -> Result<Vec<Document>, Error> {
        // Names are ASCII, so every name that begins so sorts below the bound.
        static PREFIX: FoldSql = FoldSql::new(
            "SELECT kind, name, facet, body FROM documents_v{v}
                WHERE plan = $1 AND kind = $2 AND name >= $3 AND name < $4 ORDER BY name",
        );
        self.require_complete().await?;
        let rows: Vec<Row> = reading!(self, |pool| {
            sqlx::query_as(PREFIX.text())
                .bind(plan.to_string())
                .bind(kind.name())
                .bind(prefix)
                .bind(format!("{prefix}\u{10ffff}"))
                .fetch_all(pool)
                .await?
        });
        rows.into_iter().map(document).collect()
    }

    /// The documents of a kind that have one of the facets, in every plan; by plan, facet and name.
    ///
    /// # Errors
    /// [`Error::NotBuilt`], and whatever the database says.
    pub async fn documents_across(
        &self,
        kind: Kind,
        facets: &[&str],
    ) -> Result<Vec<(PlanId, Document)>, Error> {
        static ACROSS: FoldSql = FoldSql::new(
            "SELECT plan, kind, name, facet, body FROM documents_v{v}
                WHERE kind = $1 AND facet = $2 ORDER BY plan, name",
        );
        self.require_complete().await?;
        let mut facets = facets.to_vec();
        facets.sort_unstable();
        facets.dedup();
        let mut found = Vec::new();
        for facet in facets {
            let rows: Vec<(String, String, String, Option<String>, String)> = reading!(self, |pool| {
                sqlx::query_as(ACROSS.text()).bind(kind.name()).bind(facet).fetch_all(pool).await?
            });
            for (plan, kind, name, facet, body) in rows {
                let id = PlanId::parse(&plan).map_err(|_| Corruption::value("plan", plan))?;
                found.push((id, document((kind, name, facet, body))?));
            }
        }
        found.sort_by_key(|(plan, _)| *plan);
        Ok(found)
    }

    /// The plans of the documents of a kind whose facet begins so, by facet, the last first; each document once.
    ///
    /// # Errors
    /// [`Error::NotBuilt`], and whatever the database says.
    pub async fn plans_by_facet(&self, kind: Kind, prefix: &str, limit: u64) -> Result<Vec<PlanId>, Error> {
        static LAST: FoldSql = FoldSql::new(
            "SELECT plan FROM documents_v{v} WHERE kind = $1 AND facet >= $2 AND facet < $3
                ORDER BY facet DESC, plan DESC, name DESC LIMIT $4",
        );
        self.require_complete().await?;
        let plans: Vec<String> = reading!(self, |pool| {
            sqlx::query_scalar(LAST.text())
                .bind(kind.name())
                .bind(prefix)
                .bind(format!("{prefix}\u{10ffff}"))
                .bind(stored(limit))
                .fetch_all(pool)
                .await?
        });
        plans.into_iter().map(plan_of).collect()
    }

    /// Up to which sequence a plan's documents reflect its stream; 0 where it has none.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn projected_version(&self, plan: PlanId) -> Result<u64, Error> {
        static PROJECTED: FoldSql = FoldSql::new("SELECT sequence FROM projected_v{v} WHERE plan = $1");
        let sequence: Option<i64> = reading!(self, |pool| {
            sqlx::query_scalar(PROJECTED.text()).bind(plan.to_string()).fetch_optional(pool).await?
        });
        number("sequence", sequence.unwrap_or(0))
    }

    /// Every plan that has documents, by id: by the time of its making.
    ///
    /// # Errors
    /// [`Error::NotBuilt`], and whatever the database says.
    pub async fn plans(&self) -> Result<Vec<PlanId>, Error> {
        static PLANS: FoldSql =
            FoldSql::new("SELECT plan FROM projected_v{v} WHERE sequence > 0 ORDER BY plan");
        self.require_complete().await?;
        let plans: Vec<String> =
            reading!(self, |pool| sqlx::query_scalar(PLANS.text()).fetch_all(pool).await?);
        plans.into_iter().map(plan_of).collect()
    }

    /// Refuses to answer from read models that this version of the fold has not finished yet.
    pub(crate) async fn require_complete(&self) -> Result<(), Error> {
        static COMPLETE: FoldSql =
            FoldSql::new("SELECT count(*) FROM folds WHERE version = {v} AND complete_at IS NOT NULL");
        if !self.inner.complete.load(Ordering::Relaxed) {
            let complete: i64 =
                reading!(self, |pool| sqlx::query_scalar(COMPLETE.text()).fetch_one(pool).await?);
            if complete == 0 {
                return Err(Error::NotBuilt);
            }
            self.inner.complete.store(true, Ordering::Relaxed);
        }
        Ok(())
    }
}

pub(crate) fn document((kind, name, facet, body): Row) -> Result<Document, Error> {
    Ok(Document { key: key_of(&kind, name)?, facet, search: Vec::new(), body })
}

pub(crate) fn key_of(kind: &str, name: String) -> Result<Key, Error> {
    let kind = Kind::of_name(kind).ok_or_else(|| Corruption::value("kind of document", kind))?;
    Ok(Key { kind, name })
}

pub(crate) fn plan_of(plan: String) -> Result<PlanId, Error> {
    PlanId::parse(&plan).map_err(|_| Corruption::value("plan", plan).into())
}

//! How the database and the work behind it are: for probes, and for the doctor.

use crate::error::Error;
use crate::schema::FoldSql;
use crate::store::{Database, Store, describe, number};
use std::time::Duration;

/// A probe does not wait longer than this for the database.
const PROBE: Duration = Duration::from_secs(2);

/// What a probe wants to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Why the database does not answer, where it does not.
    pub unreachable: Option<String>,
    /// Events that are committed and not numbered yet.
    pub unnumbered: u64,
    /// Plans whose documents stay behind their numbered events.
    pub plans_behind: u64,
    /// Numbered events that these documents do not show.
    pub events_behind: u64,
    /// The read models of this version of the fold are complete.
    pub complete: bool,
    /// Why nothing is numbered, where the sequencer stopped.
    pub sequencer: Option<String>,
    /// Why read models stay behind, where the projector failed.
    pub projector: Option<String>,
}

/// What the database says about the work behind it.
#[derive(Default)]
struct Lag {
    unnumbered: u64,
    plans_behind: u64,
    events_behind: u64,
    complete: bool,
}

/// How much there is of everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Events, numbered or not.
    pub events: u64,
    /// Events numbered by the log.
    pub logged: u64,
    /// Plans with events.
    pub plans: u64,
    /// Documents of this version of the fold.
    pub documents: u64,
    /// Documents that a search finds.
    pub searchable: u64,
    /// Kept files.
    pub contents: u64,
    /// Tokens, worthless ones too.
    pub tokens: u64,
}

impl Store {
    /// How the database and the work behind it are; never an error, because that is an answer.
    pub async fn health(&self) -> Health {
        let lag = match tokio::time::timeout(PROBE, self.lag()).await {
            Ok(Ok(lag)) => Ok(lag),
            Ok(Err(error)) => Err(describe(&error)),
            Err(_) => Err("the database takes too long to answer".to_owned()),
        };
        let (unreachable, lag) = match lag {
            Ok(lag) => (None, lag),
            Err(reason) => (Some(reason), Lag::default()),
        };
        let Lag { unnumbered, plans_behind, events_behind, complete } = lag;
        let (sequencer, projector) = (self.inner.sequencer.get(), self.inner.projector.get());
        Health { unreachable, unnumbered, plans_behind, events_behind, complete, sequencer, projector }
    }

    async fn lag(&self) -> Result<Lag, Error> {
        const PENDING: &str = "SELECT count(*) FROM pending";
        static BEHIND: FoldSql = FoldSql::new(
            "SELECT count(*), CAST(coalesce(sum(head.sequence - coalesce(p.sequence, 0)), 0) AS bigint)
                FROM head LEFT JOIN projected_v{v} AS p ON p.plan = head.plan
                WHERE p.sequence IS NULL OR p.sequence < head.sequence",
        );
        let pending: i64 = match self.database() {
            Database::Sqlite(_) => 0,
            Database::Postgres(postgres) => sqlx::query_scalar(PENDING).fetch_one(postgres.pool()).await?,
        };
        let unnumbered = number("count", pending)?;
        match self.require_complete().await {
            Ok(()) => {}
            // There may be no tables yet that could be asked.
            Err(Error::NotBuilt) => return Ok(Lag { unnumbered, ..Lag::default() }),
            Err(error) => return Err(error),
        }
        let (plans, events): (i64, i64) =
            reading!(self, |pool| sqlx::query_as(BEHIND.text()).fetch_one(pool).await?);
        Ok(Lag {
            unnumbered,
            plans_behind: number("count", plans)?,
            events_behind: number("count", events)?,
            complete: true,
        })
    }

    /// How much there is of everything.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn counts(&self) -> Result<Counts, Error> {
        static COUNTS: FoldSql = FoldSql::new(
            "SELECT (SELECT count(*) FROM events), (SELECT count(*) FROM log), (SELECT count(*) FROM head),
                (SELECT count(*) FROM documents_v{v}), (SELECT count(*) FROM search_v{v}),
                (SELECT count(*) FROM content), (SELECT count(*) FROM tokens)",
        );
        let (events, logged, plans, documents, searchable, contents, tokens): (
            i64,
            i64,
            i64,
            i64,
            i64,
            i64,
            i64,
        ) = reading!(self, |pool| sqlx::query_as(COUNTS.text()).fetch_one(pool).await?);
        Ok(Counts {
            events: number("count", events)?,
            logged: number("count", logged)?,
            plans: number("count", plans)?,
            documents: number("count", documents)?,
            searchable: number("count", searchable)?,
            contents: number("count", contents)?,
            tokens: number("count", tokens)?,
        })
    }
}

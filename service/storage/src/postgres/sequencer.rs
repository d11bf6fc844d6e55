//! Numbers what was committed: `pending` becomes `log`, in the order of arrival, gapless from 1.
//!
//! A row of `pending` becomes visible when its transaction commits, however late that is, so a position is given to
//! committed events only and no reader that has passed a position can miss an event below it. Within a plan the order
//! of arrival is that of the sequence: whoever appends event n + 1 has read event n, which had its arrival by then.
//! That is asserted all the same: where it does not hold, nothing is numbered any more.

use crate::error::{Corruption, Error};
use crate::store::{number, stored};
use sqlx::PgPool;

/// `mnos`, 2.
const SEQUENCER_LOCK: i64 = 0x6d6e_6f73_0000_0002;
/// How many events one transaction numbers.
const BATCH: u64 = 10_000;

/// What was done about what is committed and has no position yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbered {
    /// All of it has a position.
    All,
    /// Somebody else is at it, who may not have seen the last of it.
    Elsewhere,
}

/// The lock is a statement of its own: the next statement sees what its last holder committed.
const LOCK: &str = "SELECT pg_try_advisory_xact_lock($1)";

const NUMBER: &str = "
WITH taken AS (
    DELETE FROM pending
        WHERE (plan, sequence) IN (SELECT plan, sequence FROM pending ORDER BY arrival LIMIT $1)
        RETURNING arrival, plan, sequence
), numbered AS (
    SELECT (SELECT coalesce(max(position), 0) FROM log) + row_number() OVER (ORDER BY arrival) AS position,
           plan, taken.sequence,
           coalesce(lag(taken.sequence) OVER (PARTITION BY plan ORDER BY arrival), head.sequence, 0) AS after
        FROM taken LEFT JOIN head USING (plan)
), logged AS (
    INSERT INTO log (position, plan, sequence) SELECT position, plan, sequence FROM numbered ORDER BY position
), heads AS (
    INSERT INTO head (plan, sequence) SELECT plan, max(sequence) FROM numbered GROUP BY plan
        ON CONFLICT (plan) DO UPDATE SET sequence = excluded.sequence
), wrong AS (
    SELECT plan, after, sequence FROM numbered WHERE sequence <> after + 1 ORDER BY position LIMIT 1
)
SELECT (SELECT count(*) FROM numbered), wrong.plan, wrong.after, wrong.sequence
    FROM (VALUES (1)) AS one LEFT JOIN wrong ON true";

/// Numbers everything that is committed, unless somebody else is at it.
pub(crate) async fn number_pending(pool: &PgPool) -> Result<Numbered, Error> {
    loop {
        let mut transaction = pool.begin().await?;
        let free: bool = sqlx::query_scalar(LOCK).bind(SEQUENCER_LOCK).fetch_one(&mut *transaction).await?;
        if !free {
            return Ok(Numbered::Elsewhere);
        }
        let (numbered, plan, after, found): (i64, Option<String>, Option<i64>, Option<i64>) =
            sqlx::query_as(NUMBER).bind(stored(BATCH)).fetch_one(&mut *transaction).await?;
        if let (Some(plan), Some(after), Some(found)) = (plan, after, found) {
            let (after, found) = (number("sequence", after)?, number("sequence", found)?);
            transaction.rollback().await?;
            return Err(Corruption::Sequencer { plan, after, found }.into());
        }
        let numbered = number("count", numbered)?;
        transaction.commit().await?;
        if numbered < BATCH {
            return Ok(Numbered::All);
        }
    }
}

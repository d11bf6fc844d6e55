//! Reading events: by plan, and by the log that orders all plans.
//!
//! What was read is compared with what the numbers say must be there. A reader gets everything up to where it stops, or
//! an error: never a page that ends early and looks complete.

use crate::decode::decode;
use crate::error::{Corruption, Error};
use crate::store::{Store, number, stored};
use domain::event::{Metadata, Recorded};
use domain::id::PlanId;
use std::collections::HashMap;

/// How many events a reader takes at once where it reads everything.
pub(crate) const PAGE: u64 = 2_000;

/// An event with its place in the order of everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// Gapless from 1, over all plans.
    pub position: u64,
    /// The event.
    pub recorded: Recorded,
}

/// `$1` the plan, `$2` the sequence before the first, `$3` how many.
pub(crate) const EVENTS: &str = "
SELECT sequence, event_type, event_version, CAST(payload AS text), CAST(metadata AS text)
    FROM events
    WHERE aggregate_type = 'plan' AND aggregate_id = $1 AND sequence > $2
    ORDER BY sequence LIMIT $3";

/// A row of [`EVENTS`].
pub(crate) type StoredEvent = (i64, String, String, String, String);

const END: &str = "SELECT coalesce(max(position), 0) FROM log";

const LOG: &str = "
SELECT log.position, log.plan, log.sequence, events.event_type, events.event_version,
       CAST(events.payload AS text), CAST(events.metadata AS text)
    FROM log LEFT JOIN events
        ON events.aggregate_type = 'plan' AND events.aggregate_id = log.plan AND events.sequence = log.sequence
    WHERE log.position > $1
    ORDER BY log.position LIMIT $2";

type StoredEntry = (i64, String, i64, Option<String>, Option<String>, Option<String>, Option<String>);

impl Store {
    /// Up to `limit` events behind a position of the log, in the order of everything.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when a position or an event is missing or unreadable, and whatever the database says.
    pub async fn log(&self, after: u64, limit: u64) -> Result<Vec<Logged>, Error> {
        let end = self.log_end().await?;
        let rows: Vec<StoredEntry> = reading!(self, |pool| {
            sqlx::query_as(LOG).bind(stored(after)).bind(stored(limit)).fetch_all(pool).await?
        });
        let entries: Vec<Logged> =
            (after + 1..).zip(rows).map(|(expected, row)| logged(expected, row)).collect::<Result<_, _>>()?;
        let read_to = after + entries.len() as u64;
        if read_to < end.min(after.saturating_add(limit)) {
            return Err(Corruption::LogGap { expected: read_to + 1, found: None }.into());
        }
        Ok(entries)
    }

    /// The last position of the log.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn log_end(&self) -> Result<u64, Error> {
        let end: i64 = reading!(self, |pool| sqlx::query_scalar(END).fetch_one(pool).await?);
        number("position", end)
    }

    /// All events of a plan behind a sequence, numbered in the log or not yet.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when an event is missing or unreadable, and whatever the database says.
    pub async fn events(&self, plan: PlanId, after: u64) -> Result<Vec<Recorded>, Error> {
        let mut all = Vec::new();
        loop {
            let page = self.events_page(plan, after + all.len() as u64, PAGE).await?;
            let last = (page.len() as u64) < PAGE;
            all.extend(page);
            if last {
                return Ok(all);
            }
        }
    }

    /// Up to `limit` events of a plan behind a sequence: for readers that do not want all of them in memory.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when an event is missing or unreadable, and whatever the database says.
    pub async fn events_page(&self, plan: PlanId, after: u64, limit: u64) -> Result<Vec<Recorded>, Error> {
        let rows: Vec<StoredEvent> = reading!(self, |pool| {
            sqlx::query_as(EVENTS)
                .bind(plan.to_string())
                .bind(stored(after))
                .bind(stored(limit))
                .fetch_all(pool)
                .await?
        });
        recorded(plan, after, rows)
    }
}

/// The rows of [`EVENTS`] as events: what follows `after`, without a gap.
pub(crate) fn recorded(plan: PlanId, after: u64, rows: Vec<StoredEvent>) -> Result<Vec<Recorded>, Error> {
    (after + 1..)
        .zip(rows)
        .map(|(expected, (sequence, event_type, version, payload, metadata))| {
            let sequence = number("sequence", sequence)?;
            if sequence != expected {
                return Err(Corruption::StreamGap { plan, expected, found: Some(sequence) }.into());
            }
            let stored = StoredText { event_type, version, payload, metadata };
            event(plan, sequence, &stored)
        })
        .collect()
}

struct StoredText {
    event_type: String,
    version: String,
    payload: String,
    metadata: String,
}

fn event(plan: PlanId, sequence: u64, stored: &StoredText) -> Result<Recorded, Error> {
    let mut payload = serde_json::Deserializer::from_str(&stored.payload);
    let event = decode(&stored.event_type, &stored.version, &mut payload)
        .map_err(|source| Corruption::Event { plan: plan.to_string(), sequence, source })?;
    let map: HashMap<String, String> = serde_json::from_str(&stored.metadata)
        .map_err(|_| Corruption::value("metadata", stored.metadata.clone()))?;
    let metadata = Metadata::of_map(&map).map_err(|source| Corruption::Metadata {
        plan: plan.to_string(),
        sequence,
        source,
    })?;
    Ok(Recorded { plan, sequence, event, metadata })
}

fn logged(expected: u64, row: StoredEntry) -> Result<Logged, Error> {
    let (position, plan, sequence, event_type, version, payload, metadata) = row;
    let (position, sequence) = (number("position", position)?, number("sequence", sequence)?);
    if position != expected {
        return Err(Corruption::LogGap { expected, found: Some(position) }.into());
    }
    let (Some(event_type), Some(version), Some(payload), Some(metadata)) =
        (event_type, version, payload, metadata)
    else {
        return Err(Corruption::LostEvent { position, plan, sequence }.into());
    };
    let id = PlanId::parse(&plan).map_err(|_| Corruption::value("plan", plan))?;
    let recorded = event(id, sequence, &StoredText { event_type, version, payload, metadata })?;
    Ok(Logged { position, recorded })
}

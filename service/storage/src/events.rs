//! Our event store over the vendors' repositories: loads what is newer than the cache, appends, decodes in one place.

use crate::cache::{Cache, Lent, Turn, Turns};
use crate::committer::{Append, AppendFailure, Committer, Shown};
use crate::decode::decode;
use crate::error::{Corruption, Error};
use crate::gather::{Gather, Limits};
use crate::store::{Database, describe, number};
use crate::{postgres, sqlite};
use cqrs_es::persist::{PersistedEventRepository, PersistenceError, SerializedEvent};
use cqrs_es::{Aggregate, AggregateContext, AggregateError, DomainEvent, EventEnvelope};
use domain::event::{Metadata, PlaceInFile, Recorded, places_in_files};
use domain::id::PlanId;
use domain::refusal::Refusal;
use domain::{Event, Plan};
use postgres_es::PostgresEventRepository;
use projections::fold::{Document, fold_in_memory};
use serde_json::Value;
use sqlite_es::SqliteEventRepository;
use sqlx::{PgPool, SqlitePool};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// How many commits one process has under way on PostgreSQL: while one is on its way to the disk, the next is made.
const COMMITS: usize = 2;
/// How many questions for newer events one process has under way, and of how many plans one asks.
const QUESTIONS: usize = 2;
const PLANS: Limits = Limits { pieces: 256, weight: 256 };

pub(crate) struct EventStore {
    repository: Repository,
    cache: Arc<Cache>,
    turns: Turns,
    committer: Committer,
    newest: Gather<String, Option<i64>>,
}

enum Repository {
    Sqlite {
        pool: SqlitePool,
        read: SqliteEventRepository,
        write: Option<(SqlitePool, SqliteEventRepository)>,
    },
    Postgres {
        pool: PgPool,
        events: PostgresEventRepository,
        may_write: bool,
    },
}

impl EventStore {
    pub(crate) fn new(database: &Database, cache: Arc<Cache>) -> Self {
        let repository = match database {
            Database::Sqlite(sqlite) => Repository::Sqlite {
                pool: sqlite.reader().clone(),
                read: SqliteEventRepository::new(sqlite.reader().clone()),
                write: sqlite
                    .writer()
                    .ok()
                    .map(|pool| (pool.clone(), SqliteEventRepository::new(pool.clone()))),
            },
            Database::Postgres(postgres) => Repository::Postgres {
                pool: postgres.pool().clone(),
                events: PostgresEventRepository::new(postgres.pool().clone()),
                may_write: postgres.writer().is_ok(),
            },
        };
        let committer = Committer::new(match database {
            Database::Sqlite(_) => 1,
            Database::Postgres(_) => COMMITS,
        });
        let newest = Gather::new(QUESTIONS, PLANS, |_| 1);
        Self { repository, cache, turns: Turns::default(), committer, newest }
    }

    /// Waits until this process works on the plan for nobody else; none when too many wait already.
    pub(crate) async fn turn(&self, plan: PlanId) -> Option<Turn<'_>> {
        self.turns.take(plan).await
    }

    /// Looks at a plan that is in memory at that version, where nobody works on it at this moment.
    pub(crate) fn at_hand<T>(&self, plan: PlanId, version: u64, look: impl FnOnce(&Plan) -> T) -> Option<T> {
        let _turn = self.turns.take_now(plan)?;
        let mut lent = self.cache.lend(plan);
        (lent.sound() == version).then(|| look(lent.aggregate()))
    }

    async fn after(&self, plan: &str, version: usize) -> Result<Vec<SerializedEvent>, Error> {
        match &self.repository {
            Repository::Sqlite { read, .. } if version == 0 => read.get_events::<Plan>(plan).await,
            Repository::Sqlite { read, .. } => read.get_last_events::<Plan>(plan, version).await,
            Repository::Postgres { events, .. } if version == 0 => events.get_events::<Plan>(plan).await,
            Repository::Postgres { events, .. } => events.get_last_events::<Plan>(plan, version).await,
        }
        .map_err(|error| match append_failure(error) {
            AppendFailure::Conflict => Error::Internal(sqlx::Error::RowNotFound),
            AppendFailure::Failed(error) => error,
        })
    }

    /// The plan as this process knows it, without asking whether there is anything newer; none where it does not. What
    /// is decided on it is sound if it can be appended; a refusal is not.
    pub(crate) fn as_known(&self, plan: PlanId) -> Option<Lent> {
        let lent = self.cache.lend(plan);
        (lent.sound() > 0).then_some(lent)
    }

    /// The sequence of a plan's last event; 0 where it has none. Those who ask at the same moment ask together.
    async fn newest(&self, plan: &str) -> Result<u64, Error> {
        let together = async |plans: Vec<String>| match self.newest_of(&plans).await {
            Ok(newest) => plans.iter().map(|plan| newest.get(plan).copied()).collect(),
            // Each asks again, and hears for itself what is wrong.
            Err(_) => plans.iter().map(|_| None).collect(),
        };
        let newest = match self.newest.join(plan.to_owned(), together).await.flatten() {
            Some(newest) => newest,
            None => {
                let newest = self.newest_of(&[plan.to_owned()]).await?;
                newest.get(plan).copied().unwrap_or(0)
            }
        };
        number("sequence", newest)
    }

    async fn newest_of(&self, plans: &[String]) -> Result<HashMap<String, i64>, Error> {
        const SQLITE: &str = "
SELECT value, (SELECT coalesce(max(sequence), 0) FROM events WHERE aggregate_type = 'plan' AND aggregate_id = value)
    FROM json_each($1)";
        const POSTGRES: &str = "
SELECT plan, (SELECT coalesce(max(sequence), 0) FROM events WHERE aggregate_type = 'plan' AND aggregate_id = plan)
    FROM unnest($1::text[]) AS one (plan)";
        let newest: Vec<(String, i64)> = match &self.repository {
            Repository::Sqlite { pool, .. } => {
                let plans = Value::from(plans.to_vec()).to_string();
                sqlx::query_as(SQLITE).bind(plans).fetch_all(pool).await?
            }
            Repository::Postgres { pool, .. } => sqlx::query_as(POSTGRES).bind(plans).fetch_all(pool).await?,
        };
        Ok(newest.into_iter().collect())
    }

    /// Appends, and writes what follows for the documents in the same commit where that is known; whether they show it.
    async fn append(&self, append: Append) -> Result<bool, AppendFailure> {
        self.committer.append(append, |batch| self.persist(batch)).await
    }

    async fn persist(&self, batch: Vec<Append>) -> Result<Shown, AppendFailure> {
        let outcome = match &self.repository {
            Repository::Sqlite { write: Some((pool, _)), .. } => sqlite::append::append(pool, &batch).await,
            Repository::Postgres { pool, may_write: true, .. } => {
                postgres::append::append(pool, &batch).await
            }
            Repository::Sqlite { write: None, .. } | Repository::Postgres { may_write: false, .. } => {
                Err(AppendFailure::Failed(Error::ReadOnly))
            }
        };
        match (outcome, &batch[..]) {
            // Documents that cannot be written must not keep an event from being recorded.
            (Err(AppendFailure::Failed(error)), [Append { plan, events, documents: Some(_) }])
                if !error.may_have_happened() =>
            {
                tracing::warn!(%plan, error = describe(&error), "an event goes without its documents");
                self.persist_events(events).await?;
                Ok(vec![false])
            }
            (outcome, _) => outcome,
        }
    }

    /// The vendors' append.
    async fn persist_events(&self, events: &[SerializedEvent]) -> Result<(), AppendFailure> {
        let persisted = match &self.repository {
            Repository::Sqlite { write: Some((_, write)), .. } => write.persist::<Plan>(events, None).await,
            Repository::Postgres { events: write, may_write: true, .. } => {
                write.persist::<Plan>(events, None).await
            }
            Repository::Sqlite { write: None, .. } | Repository::Postgres { may_write: false, .. } => {
                return Err(AppendFailure::Failed(Error::ReadOnly));
            }
        };
        persisted.map_err(append_failure)
    }

    /// Appends what was decided on a plan; `metadata` is that of the command, what differs from event to event is added
    /// here. Returns what is recorded, and whether the plan's documents show it.
    pub(crate) async fn record(
        &self,
        events: Vec<Event>,
        mut context: Lent,
        metadata: HashMap<String, String>,
    ) -> Result<(Vec<Recorded>, bool), AggregateError<Refusal>> {
        let (plan, before, parts) = (context.id(), context.sound(), events.len());
        let places = places_in_files(&events);
        let (mut recorded, mut serialized) = (Vec::with_capacity(parts), Vec::with_capacity(parts));
        for ((event, place), index) in events.into_iter().zip(places).zip(1..) {
            let metadata = part(&metadata, &place, index, parts);
            let sequence = before + index as u64;
            serialized.push(serialize(plan, sequence, &event, &metadata).map_err(AggregateError::from)?);
            let metadata = metadata_of(plan, sequence, &metadata).map_err(failure)?;
            recorded.push(Recorded { plan, sequence, event, metadata });
        }
        let documents = documents_of(context.aggregate(), before, &recorded);
        match self.append(Append { plan, events: serialized, documents }).await {
            Ok(shown) => {
                context.confirm();
                Ok((recorded, shown))
            }
            Err(AppendFailure::Conflict) => Err(AggregateError::AggregateConflict),
            Err(AppendFailure::Failed(error)) => Err(failure(error)),
        }
    }
}

/// What the events of one command make of the plan's documents, where that can be said from memory. A plan's first
/// documents are made by a fold; and a fold that panics is tried again there, with the events recorded.
fn documents_of(plan: &Plan, before: u64, recorded: &[Recorded]) -> Option<Vec<Document>> {
    if before == 0 {
        return None;
    }
    catch_unwind(AssertUnwindSafe(|| fold_in_memory(plan, recorded))).ok().flatten()
}

fn append_failure(error: PersistenceError) -> AppendFailure {
    let cause = match error {
        PersistenceError::OptimisticLockError => return AppendFailure::Conflict,
        PersistenceError::ConnectionError(cause)
        | PersistenceError::DeserializationError(cause)
        | PersistenceError::UnknownError(cause) => cause,
    };
    cause.downcast::<sqlx::Error>().map_or_else(sqlx::Error::Decode, |error| *error).into()
}

impl cqrs_es::EventStore<Plan> for EventStore {
    type AC = Lent;

    async fn load_events(
        &self,
        aggregate_id: &str,
    ) -> Result<Vec<EventEnvelope<Plan>>, AggregateError<Refusal>> {
        let plan = parse(aggregate_id)?;
        let stored = self.after(aggregate_id, 0).await.map_err(failure)?;
        (1..).zip(stored).map(|(expected, event)| envelope(plan, expected, event).map_err(failure)).collect()
    }

    /// The caller must hold the plan's turn.
    async fn load_aggregate(&self, aggregate_id: &str) -> Result<Lent, AggregateError<Refusal>> {
        let mut lent = self.cache.lend(parse(aggregate_id)?);
        let known = lent.sound();
        // The vendor's statement for newer events is another one for each version: asked only when there are any.
        if known > 0 && self.newest(aggregate_id).await.map_err(failure)? == known {
            return Ok(lent);
        }
        let from = usize::try_from(known).expect("a plan's events fit into memory");
        let newer = self.after(aggregate_id, from).await.map_err(failure)?;
        for (expected, event) in (known + 1..).zip(newer) {
            let event = envelope(lent.id(), expected, event).map_err(failure)?;
            Aggregate::apply(lent.aggregate(), event.payload);
            lent.confirm();
        }
        Ok(lent)
    }

    async fn commit(
        &self,
        events: Vec<Event>,
        context: Lent,
        metadata: HashMap<String, String>,
    ) -> Result<Vec<EventEnvelope<Plan>>, AggregateError<Refusal>> {
        let (recorded, _) = self.record(events, context, metadata).await?;
        let envelopes = recorded.into_iter().map(|recorded| EventEnvelope {
            aggregate_id: recorded.plan.to_string(),
            sequence: recorded.sequence as usize,
            metadata: recorded.metadata.to_map(),
            payload: recorded.event,
        });
        Ok(envelopes.collect())
    }
}

/// Our error inside the vendor's; [`cause`] takes it out again.
fn failure(error: Error) -> AggregateError<Refusal> {
    AggregateError::UnexpectedError(Box::new(error))
}

/// What a failed load or commit says.
pub(crate) enum Failure {
    Refused(Refusal),
    Conflict,
    Failed(Error),
}

pub(crate) fn cause(error: AggregateError<Refusal>) -> Failure {
    match error {
        AggregateError::UserError(refusal) => Failure::Refused(refusal),
        AggregateError::AggregateConflict => Failure::Conflict,
        AggregateError::DatabaseConnectionError(error)
        | AggregateError::DeserializationError(error)
        | AggregateError::UnexpectedError(error) => Failure::Failed(
            error
                .downcast::<Error>()
                .map_or_else(|error| Error::Internal(sqlx::Error::Encode(error)), |error| *error),
        ),
    }
}

fn parse(aggregate_id: &str) -> Result<PlanId, AggregateError<Refusal>> {
    PlanId::parse(aggregate_id).map_err(|_| failure(Corruption::value("plan", aggregate_id).into()))
}

fn part(
    command: &HashMap<String, String>,
    place: &PlaceInFile,
    part: usize,
    parts: usize,
) -> HashMap<String, String> {
    let mut metadata = command.clone();
    metadata.insert("part".to_owned(), part.to_string());
    metadata.insert("parts".to_owned(), parts.to_string());
    if command.get("source").map(String::as_str) == Some("file") {
        if let Some(row) = place.row {
            metadata.insert("row".to_owned(), row.to_string());
        }
        if let Some(file) = &place.file {
            metadata.insert("file".to_owned(), file.to_string());
        }
    }
    metadata
}

fn serialize(
    plan: PlanId,
    sequence: u64,
    event: &Event,
    metadata: &HashMap<String, String>,
) -> Result<SerializedEvent, serde_json::Error> {
    Ok(SerializedEvent::new(
        plan.to_string(),
        usize::try_from(sequence).expect("a plan's events fit into memory"),
        Plan::TYPE.to_owned(),
        event.event_type(),
        event.event_version(),
        serde_json::to_value(event)?,
        serde_json::to_value(metadata)?,
    ))
}

fn envelope(plan: PlanId, expected: u64, event: SerializedEvent) -> Result<EventEnvelope<Plan>, Error> {
    let sequence = event.sequence as u64;
    if sequence != expected {
        return Err(Corruption::StreamGap { plan, expected, found: Some(sequence) }.into());
    }
    let payload = decode(&event.event_type, &event.event_version, event.payload)
        .map_err(|source| Corruption::Event { plan: plan.to_string(), sequence, source })?;
    Ok(EventEnvelope {
        aggregate_id: event.aggregate_id,
        sequence: event.sequence,
        payload,
        metadata: strings(event.metadata),
    })
}

/// Metadata is a flat map of strings; anything else in it is not ours and is left out.
fn strings(metadata: Value) -> HashMap<String, String> {
    serde_json::from_value(metadata).unwrap_or_default()
}

/// The metadata of an event, as a reader will find it.
fn metadata_of(plan: PlanId, sequence: u64, stored: &HashMap<String, String>) -> Result<Metadata, Error> {
    Metadata::of_map(stored)
        .map_err(|source| Corruption::Metadata { plan: plan.to_string(), sequence, source }.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_says_in_a_row_is_recorded_with_the_row() {
        let from = |source: &str| HashMap::from([("source".to_owned(), source.to_owned())]);

        let place = PlaceInFile { file: None, row: Some(12) };
        let of_file = part(&from("file"), &place, 3, 7);
        let of_page = part(&from("page"), &place, 1, 1);

        assert_eq!([&of_file["row"], &of_file["part"], &of_file["parts"]], ["12", "3", "7"]);
        assert!(!of_page.contains_key("row"));
    }
}

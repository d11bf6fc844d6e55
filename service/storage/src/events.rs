//! Our event store over the vendors' repositories: loads what is newer than the cache, appends, decodes in one place.

use crate::cache::{Cache, Lent, Turn, Turns};
use crate::committer::{AppendFailure, Committer};
use crate::decode::decode;
use crate::error::{Corruption, Error};
use crate::store::{Database, number};
use cqrs_es::persist::{PersistedEventRepository, PersistenceError, SerializedEvent};
use cqrs_es::{Aggregate, AggregateContext, AggregateError, DomainEvent, EventEnvelope};
use domain::event::{Metadata, PlaceInFile, places_in_files};
use domain::id::PlanId;
use domain::refusal::Refusal;
use domain::{Event, Plan};
use postgres_es::PostgresEventRepository;
use serde_json::Value;
use sqlite_es::SqliteEventRepository;
use sqlx::{PgPool, SqlitePool};
use std::collections::HashMap;
use std::sync::Arc;

/// How many commits one process has under way on PostgreSQL.
const COMMITS: usize = 4;

pub(crate) struct EventStore {
    repository: Repository,
    cache: Arc<Cache>,
    turns: Turns,
    committer: Committer,
}

enum Repository {
    Sqlite { pool: SqlitePool, read: SqliteEventRepository, write: Option<SqliteEventRepository> },
    Postgres { pool: PgPool, events: PostgresEventRepository, may_write: bool },
}

impl EventStore {
    pub(crate) fn new(database: &Database, cache: Arc<Cache>) -> Self {
        let repository = match database {
            Database::Sqlite(sqlite) => Repository::Sqlite {
                pool: sqlite.reader().clone(),
                read: SqliteEventRepository::new(sqlite.reader().clone()),
                write: sqlite.writer().ok().cloned().map(SqliteEventRepository::new),
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
        Self { repository, cache, turns: Turns::default(), committer }
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

    /// The sequence of a plan's last event; 0 where it has none.
    async fn newest(&self, plan: &str) -> Result<u64, Error> {
        const NEWEST: &str = "SELECT coalesce(max(sequence), 0) FROM events WHERE aggregate_type = 'plan' AND aggregate_id = $1";
        let newest: i64 = match &self.repository {
            Repository::Sqlite { pool, .. } => sqlx::query_scalar(NEWEST).bind(plan).fetch_one(pool).await?,
            Repository::Postgres { pool, .. } => {
                sqlx::query_scalar(NEWEST).bind(plan).fetch_one(pool).await?
            }
        };
        number("sequence", newest)
    }

    async fn append(&self, events: Vec<SerializedEvent>) -> Result<(), AppendFailure> {
        match &self.repository {
            Repository::Sqlite { write: Some(write), .. } => {
                let persist = async |events: Vec<SerializedEvent>| {
                    write.persist::<Plan>(&events, None).await.map_err(append_failure)
                };
                self.committer.append(events, persist).await
            }
            Repository::Postgres { events: write, may_write: true, .. } => {
                let persist = async |events: Vec<SerializedEvent>| {
                    write.persist::<Plan>(&events, None).await.map_err(append_failure)
                };
                self.committer.append(events, persist).await
            }
            Repository::Sqlite { write: None, .. } | Repository::Postgres { may_write: false, .. } => {
                Err(AppendFailure::Failed(Error::ReadOnly))
            }
        }
    }
}

fn append_failure(error: PersistenceError) -> AppendFailure {
    let cause = match error {
        PersistenceError::OptimisticLockError => return AppendFailure::Conflict,
        PersistenceError::ConnectionError(cause)
        | PersistenceError::DeserializationError(cause)
        | PersistenceError::UnknownError(cause) => cause,
    };
    let cause = cause.downcast::<sqlx::Error>().map_or_else(sqlx::Error::Decode, |error| *error);
    match Error::from(cause) {
        collision if collision.is_collision() => AppendFailure::Conflict,
        error => AppendFailure::Failed(error),
    }
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

    /// `metadata` is that of the command; what differs from event to event is added here.
    async fn commit(
        &self,
        events: Vec<Event>,
        mut context: Lent,
        metadata: HashMap<String, String>,
    ) -> Result<Vec<EventEnvelope<Plan>>, AggregateError<Refusal>> {
        let parts = events.len();
        let places = places_in_files(&events);
        let first = usize::try_from(context.sound()).expect("a plan's events fit into memory") + 1;
        let envelopes: Vec<EventEnvelope<Plan>> = events
            .into_iter()
            .enumerate()
            .map(|(index, payload)| EventEnvelope {
                aggregate_id: context.id().to_string(),
                sequence: first + index,
                metadata: part(&metadata, &places[index], index + 1, parts),
                payload,
            })
            .collect();
        let serialized: Vec<SerializedEvent> =
            envelopes.iter().map(serialize).collect::<Result<_, _>>().map_err(AggregateError::from)?;
        match self.append(serialized).await {
            Ok(()) => {
                context.confirm();
                Ok(envelopes)
            }
            Err(AppendFailure::Conflict) => Err(AggregateError::AggregateConflict),
            Err(AppendFailure::Failed(error)) => Err(failure(error)),
        }
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

fn serialize(event: &EventEnvelope<Plan>) -> Result<SerializedEvent, serde_json::Error> {
    Ok(SerializedEvent::new(
        event.aggregate_id.clone(),
        event.sequence,
        Plan::TYPE.to_owned(),
        event.payload.event_type(),
        event.payload.event_version(),
        serde_json::to_value(&event.payload)?,
        serde_json::to_value(&event.metadata)?,
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

/// The metadata of a committed event, as a reader will find it.
pub(crate) fn metadata_of(plan: PlanId, event: &EventEnvelope<Plan>) -> Result<Metadata, Error> {
    Metadata::of_map(&event.metadata).map_err(|source| {
        Corruption::Metadata { plan: plan.to_string(), sequence: event.sequence as u64, source }.into()
    })
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

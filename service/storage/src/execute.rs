//! One command: load, decide, append, and know what became of it.
//!
//! A command runs in a task of its own, so a caller that goes away cancels nothing. When somebody else was faster, the
//! command is decided again on what is true now. When a commit was not answered, the command's id tells whether it
//! happened.

use crate::error::Error;
use crate::events::{Failure, cause};
use crate::figures;
use crate::store::{Store, describe};
use cqrs_es::event_sink::EventSink;
use cqrs_es::{Aggregate, AggregateContext, EventStore};
use domain::event::{Channel, Metadata, Recorded};
use domain::id::{CommandId, PlanId};
use domain::refusal::Refusal;
use domain::value::Actor;
use domain::{Command, Plan};
use jiff::Timestamp;
use std::collections::HashMap;
use std::time::{Duration, Instant};
use tracing::Instrument as _;

/// How often a command is decided before its caller is told to come again.
const ATTEMPTS: u32 = 24;
/// How often a commit may go unanswered before its caller is told that nothing is known.
const UNANSWERED: u32 = 3;

/// Where a command comes from: what the metadata of all its events have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// When it is recorded.
    pub recorded_at: Timestamp,
    /// Who gives it.
    pub actor: Actor,
    /// Through what.
    pub channel: Channel,
    /// The version of the software.
    pub software: String,
}

/// A command that is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Executed {
    /// The plan's version after its last event.
    pub version: u64,
    /// Its events; none when it had been recorded before.
    pub recorded: Vec<Recorded>,
    /// It had been recorded before, with the same content.
    pub already: bool,
    /// The plan's documents show it: they were written in the same commit.
    pub shown: bool,
}

/// A command that is not recorded, or of which that is not known.
#[derive(Debug, thiserror::Error)]
pub enum ExecuteError {
    /// The rules of the plan forbid it.
    #[error(transparent)]
    Refused(Refusal),
    /// Too many others write to this plan; nothing was recorded.
    #[error("too many others write to this plan at the moment")]
    Busy,
    /// The database went away in the middle of the commit and has not come back: the same command with the same id
    /// will tell.
    #[error("it is not known whether the command was recorded")]
    OutcomeUnknown(#[source] Error),
    /// The database failed; nothing was recorded.
    #[error(transparent)]
    Failed(#[from] Error),
    /// A fault of this program ended the command; the same command with the same id will tell whether it was recorded.
    #[error("the command ended in a fault of the program")]
    Panicked,
}

impl Store {
    /// Records what follows from a command on a plan, once: the same command again is answered as done.
    ///
    /// # Errors
    /// [`ExecuteError`]; with [`ExecuteError::OutcomeUnknown`] and [`ExecuteError::Panicked`] it may have been recorded.
    pub async fn execute(
        &self,
        plan: PlanId,
        command: Command,
        origin: Origin,
    ) -> Result<Executed, ExecuteError> {
        let store = self.clone();
        let (action, begun) = (command.action.name(), Instant::now());
        let work = async move { store.execute_here(plan, command, origin).await };
        let outcome = tokio::spawn(work.in_current_span()).await.unwrap_or_else(|failure| {
            tracing::error!(%plan, %failure, "a command was ended");
            Err(ExecuteError::Panicked)
        });
        figures::command(action, &outcome, begun.elapsed());
        outcome
    }

    async fn execute_here(
        &self,
        plan: PlanId,
        command: Command,
        origin: Origin,
    ) -> Result<Executed, ExecuteError> {
        let events = &self.inner.events;
        let Some(_turn) = events.turn(plan).await else {
            return Err(ExecuteError::Busy);
        };
        let id = plan.to_string();
        let metadata = command_metadata(command.id, &origin);
        let mut unanswered = 0;
        for attempt in 0..ATTEMPTS {
            // At first on what is in memory: where that is old, the append finds out.
            let known = if attempt == 0 { events.as_known(plan) } else { None };
            let asked = known.is_none();
            let loaded = match known {
                Some(context) => Ok(context),
                None => events.load_aggregate(&id).await.map_err(cause),
            };
            let mut context = match loaded {
                Ok(context) => context,
                Err(Failure::Failed(error)) => return Err(unknown_or_failed(unanswered, error)),
                Err(Failure::Refused(_) | Failure::Conflict) => return Err(ExecuteError::Busy),
            };
            let sink = EventSink::<Plan>::default();
            let decided = context.aggregate().handle(command.clone(), &(), &sink).await;
            match decided {
                Ok(()) => {}
                // What is refused, or said to be recorded already, is so by what is true now.
                Err(_) if !asked => continue,
                Err(refusal) => return Err(ExecuteError::Refused(refusal)),
            }
            let decided = sink.collect().await;
            if decided.is_empty() && !asked {
                continue;
            }
            if decided.is_empty() {
                let recorded = context.aggregate().recorded_command(command.id);
                let version = recorded.unwrap_or_else(|| context.sound());
                return match unanswered {
                    0 => Ok(Executed {
                        version,
                        recorded: Vec::new(),
                        already: recorded.is_some(),
                        shown: false,
                    }),
                    _ => self.recorded_after_all(plan, command.id, version).await,
                };
            }
            match events.record(decided, context, metadata.clone()).await.map_err(cause) {
                Ok((recorded, shown)) => {
                    self.inner.committed.notify_one();
                    let version = recorded.last().map_or(0, |event| event.sequence);
                    return Ok(Executed { version, recorded, already: false, shown });
                }
                Err(Failure::Conflict) => {
                    figures::decided_again("conflict");
                    give_way(attempt).await;
                }
                Err(Failure::Refused(refusal)) => return Err(ExecuteError::Refused(refusal)),
                // The answer may be lost and the commit not: loading again will tell.
                Err(Failure::Failed(error)) if error.may_have_happened() => {
                    tracing::warn!(%plan, error = describe(&error), "a commit was not answered");
                    figures::decided_again("unanswered");
                    unanswered += 1;
                    if unanswered == UNANSWERED {
                        return Err(ExecuteError::OutcomeUnknown(error));
                    }
                }
                Err(Failure::Failed(error)) => return Err(unknown_or_failed(unanswered, error)),
            }
        }
        Err(ExecuteError::Busy)
    }

    /// The commit that was not answered had happened: its events are those of the stream.
    async fn recorded_after_all(
        &self,
        plan: PlanId,
        command: CommandId,
        version: u64,
    ) -> Result<Executed, ExecuteError> {
        let last = self
            .events_page(plan, version.saturating_sub(1), 1)
            .await
            .map_err(ExecuteError::OutcomeUnknown)?;
        let parts = last.first().map_or(1, |event| u64::from(event.metadata.parts));
        let mut recorded = self
            .events_page(plan, version.saturating_sub(parts), parts)
            .await
            .map_err(ExecuteError::OutcomeUnknown)?;
        recorded.retain(|event| event.metadata.command == command);
        self.inner.committed.notify_one();
        Ok(Executed { version, recorded, already: false, shown: false })
    }
}

fn unknown_or_failed(unanswered: u32, error: Error) -> ExecuteError {
    if unanswered > 0 { ExecuteError::OutcomeUnknown(error) } else { ExecuteError::Failed(error) }
}

/// Another process was faster. After the first few times a pause, each longer, lets it finish what it is at.
async fn give_way(attempt: u32) {
    if attempt > 2 {
        tokio::time::sleep(Duration::from_millis(u64::from(attempt))).await;
    }
}

fn command_metadata(command: CommandId, origin: &Origin) -> HashMap<String, String> {
    let Origin { recorded_at, actor, channel, software } = origin.clone();
    Metadata { command, part: 1, parts: 1, recorded_at, actor, channel, software }.to_map()
}

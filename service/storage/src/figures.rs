//! What the store counts, for whoever has installed a recorder of the `metrics` facade; without one nothing is kept.
//!
//! Names and labels are constants or a few words: no id, no text and nobody's name ever becomes one.

use crate::error::Error;
use crate::execute::{ExecuteError, Executed};
use crate::projector::Fold;
use crate::store::{Database, Store};
use metrics::{Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use sqlx::{Database as Driver, Pool};
use std::time::Duration;

const COMMANDS: &str = "minaoshi_commands_total";
const COMMAND_TIME: &str = "minaoshi_command_seconds";
const DECIDED_AGAIN: &str = "minaoshi_commands_decided_again_total";
const FOLDS: &str = "minaoshi_folds_total";
const FOLD_TIME: &str = "minaoshi_fold_seconds";
const BUILDING: &str = "minaoshi_read_models_build_plans";
const REACHABLE: &str = "minaoshi_database_reachable";
const COMPLETE: &str = "minaoshi_read_models_complete";
const STOPPED: &str = "minaoshi_background_stopped";
const UNNUMBERED: &str = "minaoshi_log_unnumbered_events";
const PLANS_BEHIND: &str = "minaoshi_projection_plans_behind";
const EVENTS_BEHIND: &str = "minaoshi_projection_events_behind";
const CONNECTIONS: &str = "minaoshi_database_connections";

/// Tells the recorder what each figure means.
pub fn describe() {
    describe_counter!(COMMANDS, "Commands on plans, by action and by what became of them");
    describe_histogram!(
        COMMAND_TIME,
        Unit::Seconds,
        "From a command to its outcome, with the wait for its turn"
    );
    describe_counter!(
        DECIDED_AGAIN,
        "Commands decided again: somebody was faster, or a commit was not answered"
    );
    describe_counter!(FOLDS, "Attempts to bring the read models of a plan up to date, by outcome");
    describe_histogram!(FOLD_TIME, Unit::Seconds, "Time to bring the read models of one plan up to date");
    describe_gauge!(BUILDING, "Plans of the build of new read models, done and to do");
    describe_gauge!(REACHABLE, "1 when the database answers");
    describe_gauge!(COMPLETE, "1 when the read models of this version are complete");
    describe_gauge!(STOPPED, "1 when this background work fails at the moment");
    describe_gauge!(UNNUMBERED, "Events that are committed and not numbered in the log yet");
    describe_gauge!(PLANS_BEHIND, "Plans whose read models stay behind the log");
    describe_gauge!(EVENTS_BEHIND, "Numbered events that the read models do not show yet");
    describe_gauge!(CONNECTIONS, "Connections to the database, by pool and use");
}

/// A command has its outcome.
pub(crate) fn command(action: &'static str, outcome: &Result<Executed, ExecuteError>, took: Duration) {
    let outcome = match outcome {
        Ok(executed) if executed.already => "already",
        Ok(executed) if executed.recorded.is_empty() => "nothing",
        Ok(_) => "recorded",
        Err(ExecuteError::Refused(_)) => "refused",
        Err(ExecuteError::Busy) => "busy",
        Err(ExecuteError::OutcomeUnknown(_)) => "unknown",
        Err(ExecuteError::Failed(_)) => "failed",
        Err(ExecuteError::Panicked) => "panicked",
    };
    counter!(COMMANDS, "action" => action, "outcome" => outcome).increment(1);
    histogram!(COMMAND_TIME).record(took);
}

/// A command has to be decided again.
pub(crate) fn decided_again(reason: &'static str) {
    counter!(DECIDED_AGAIN, "reason" => reason).increment(1);
}

/// A fold of a plan has ended.
pub(crate) fn folded(outcome: &Result<Fold, Error>, took: Duration) {
    let outcome = match outcome {
        Ok(Fold::UpTo(_)) => "current",
        Ok(Fold::Elsewhere) => "elsewhere",
        Err(_) => "failed",
    };
    counter!(FOLDS, "outcome" => outcome).increment(1);
    histogram!(FOLD_TIME).record(took);
}

/// New read models are built; so far they are.
pub(crate) fn building(done: u64, of: u64) {
    gauge!(BUILDING, "state" => "done").set(figure(done));
    gauge!(BUILDING, "state" => "to_do").set(figure(of.saturating_sub(done)));
}

impl Store {
    /// Sets the figures that nobody counts because the database knows them; to be called when somebody looks.
    pub async fn observe(&self) {
        let health = self.health().await;
        gauge!(REACHABLE).set(flag(health.unreachable.is_none()));
        gauge!(COMPLETE).set(flag(health.complete));
        gauge!(STOPPED, "work" => "sequencer").set(flag(health.sequencer.is_some()));
        gauge!(STOPPED, "work" => "projector").set(flag(health.projector.is_some()));
        gauge!(UNNUMBERED).set(figure(health.unnumbered));
        gauge!(PLANS_BEHIND).set(figure(health.plans_behind));
        gauge!(EVENTS_BEHIND).set(figure(health.events_behind));
        match self.database() {
            Database::Sqlite(sqlite) => {
                connections("reading", sqlite.reader());
                if let Ok(writer) = sqlite.writer() {
                    connections("writing", writer);
                }
            }
            Database::Postgres(postgres) => connections("all", postgres.pool()),
        }
    }
}

fn connections<D: Driver>(name: &'static str, pool: &Pool<D>) {
    let (open, idle) = (u64::from(pool.size()), pool.num_idle() as u64);
    let most = u64::from(pool.options().get_max_connections());
    gauge!(CONNECTIONS, "pool" => name, "state" => "in_use").set(figure(open.saturating_sub(idle)));
    gauge!(CONNECTIONS, "pool" => name, "state" => "idle").set(figure(idle));
    gauge!(CONNECTIONS, "pool" => name, "state" => "limit").set(figure(most));
}

fn flag(on: bool) -> f64 {
    if on { 1.0 } else { 0.0 }
}

#[expect(clippy::cast_precision_loss, reason = "figures are exact up to 2^53")]
const fn figure(number: u64) -> f64 {
    number as f64
}

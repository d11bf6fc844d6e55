//! What the service tells the service manager that has started it; where there is none nobody is told.

use sd_notify::NotifyState;

/// The service answers, and this is what it does.
pub(super) fn ready(doing: &str) {
    tell(&[NotifyState::Ready, NotifyState::Status(doing)]);
}

/// What it does now.
pub(super) fn status(doing: &str) {
    tell(&[NotifyState::Status(doing)]);
}

/// It is ending.
pub(super) fn stopping() {
    tell(&[NotifyState::Stopping, NotifyState::Status("finishing what has begun")]);
}

/// Says again and again that the service lives, where the manager wants to know. A database that is away is none of its
/// business: a restart would not bring it back.
pub(super) async fn watchdog() {
    let Some(within) = sd_notify::watchdog_enabled() else { return };
    let mut again = tokio::time::interval(within / 2);
    loop {
        again.tick().await;
        tell(&[NotifyState::Watchdog]);
    }
}

fn tell(states: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(states) {
        tracing::debug!(%error, "the service manager cannot be told");
    }
}

//! Progress of long work, on the messages' side and only where a person looks.

use export::Progress;
use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

/// A bar on a terminal; nothing anywhere else.
#[derive(Debug)]
pub(crate) struct Bar(ProgressBar);

/// For how long work is left alone before a bar is shown, and how often it is looked at then.
const PATIENCE: Duration = Duration::from_secs(1);
const AGAIN: Duration = Duration::from_millis(200);

impl Bar {
    /// Of what is counted.
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self::with("{msg} {wide_bar} {pos}/{len}", what.into())
    }

    /// Of a file, until its work is done; nothing is shown of what is soon done.
    pub(crate) async fn of_file<T>(what: String, progress: &Progress, work: impl Future<Output = T>) -> T {
        let mut work = std::pin::pin!(work);
        if let Ok(done) = tokio::time::timeout(PATIENCE, &mut work).await {
            return done;
        }
        let Self(bar) = Self::with("{msg} {wide_bar} {percent} % ({elapsed})", what);
        bar.set_length(100);
        let mut again = tokio::time::interval(AGAIN);
        loop {
            tokio::select! {
                done = &mut work => {
                    bar.finish_and_clear();
                    return done;
                }
                _ = again.tick() => bar.set_position(progress.percent().map_or(0, u64::from)),
            }
        }
    }

    /// So much of it is done. Nothing is shown of work that is done at once.
    pub(crate) fn at(&self, done: u64, of: u64) {
        if of < 2 {
            return;
        }
        self.0.set_length(of);
        self.0.set_position(done);
        if done >= of {
            self.0.finish();
        }
    }

    fn with(template: &str, what: String) -> Self {
        let style = ProgressStyle::with_template(template).expect("a template of ours is well-formed");
        Self(ProgressBar::no_length().with_style(style).with_message(what))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_stands_where_the_work_does() {
        let bar = Bar::new("rebuilding");
        bar.at(1, 1);
        assert_eq!(bar.0.length(), None, "of what is done at once nothing is shown");
        bar.at(2, 3);
        assert_eq!((bar.0.position(), bar.0.length(), bar.0.is_finished()), (2, Some(3), false));
        bar.at(3, 3);
        assert!(bar.0.is_finished());
    }
}

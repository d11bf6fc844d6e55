//! A reader that follows the log by position while others write.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use storage::{Logged, Store};
use tokio::task::JoinHandle;

/// Reads on until it has read what it is told to.
pub(crate) struct Follower {
    until: Arc<AtomicU64>,
    reading: JoinHandle<Vec<Logged>>,
}

impl Follower {
    /// Begins to read, from the first position.
    pub(crate) fn begin(store: Store) -> Self {
        let until = Arc::new(AtomicU64::new(u64::MAX));
        let reading = tokio::spawn({
            let until = Arc::clone(&until);
            async move {
                let mut read: Vec<Logged> = Vec::new();
                while (read.len() as u64) < until.load(Ordering::Relaxed) {
                    let after = read.last().map_or(0, |entry| entry.position);
                    read.extend(store.log(after, 50).await.unwrap());
                    tokio::task::yield_now().await;
                }
                read
            }
        });
        Self { until, reading }
    }

    /// What it has read once it has read that many.
    pub(crate) async fn end(self, events: u64) -> Vec<Logged> {
        self.until.store(events, Ordering::Relaxed);
        tokio::time::timeout(std::time::Duration::from_secs(60), self.reading)
            .await
            .expect("a reader that never gets everything has lost something")
            .unwrap()
    }
}

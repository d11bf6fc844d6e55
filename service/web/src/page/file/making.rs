//! Files that are being made, and those that were made a moment ago.

use app::{App, AppError, Prepared, Printed};
use export::{Manner, Progress};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// How long a file is kept for those who asked for it.
const KEPT: Duration = Duration::from_secs(120);
/// How much of them is kept, in bytes.
const ROOM: usize = 64 * 1024 * 1024;

/// The files of a service.
#[derive(Debug, Default)]
pub(crate) struct Makings {
    kept: Mutex<Vec<Arc<Making>>>,
}

/// A file that is being made, or was.
#[derive(Debug)]
pub(crate) struct Making {
    /// What it is made of: the same is made once.
    of: (Prepared, Manner),
    begun: Instant,
    progress: Progress,
    done: watch::Receiver<bool>,
    result: Mutex<Option<Result<Arc<Printed>, AppError>>>,
}

impl Makings {
    /// The making of that file; it begins where there is none.
    pub(crate) fn of(&self, app: &App, prepared: Prepared, manner: Manner) -> Arc<Making> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        forget(&mut kept);
        if let Some(known) = kept.iter().find(|known| known.of.0 == prepared && known.of.1 == manner) {
            return Arc::clone(known);
        }
        let (done, is_done) = watch::channel(false);
        let making = Arc::new(Making {
            of: (prepared, manner),
            begun: Instant::now(),
            progress: Progress::default(),
            done: is_done,
            result: Mutex::default(),
        });
        kept.push(Arc::clone(&making));
        let (app, made) = (app.clone(), Arc::clone(&making));
        tokio::spawn(async move {
            let printed = app.print(made.of.0.clone(), manner, &made.progress).await.map(Arc::new);
            *made.result.lock().unwrap_or_else(PoisonError::into_inner) = Some(printed);
            done.send_replace(true);
        });
        making
    }

    /// The file, once it is done; it stays for others. What failed is forgotten, so that the next one tries anew.
    pub(crate) fn taken(&self, making: &Arc<Making>) -> Result<Arc<Printed>, AppError> {
        let mut result = making.result.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(Ok(printed)) = &*result {
            return Ok(Arc::clone(printed));
        }
        let failed = result.take().map_or(Err(AppError::Unprinted), |printed| printed);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|known| !Arc::ptr_eq(known, making));
        failed
    }
}

impl Making {
    /// Whether it is done, or will be within that time.
    pub(crate) async fn is_done_within(&self, patience: Duration) -> bool {
        let mut done = self.done.clone();
        let waited = tokio::time::timeout(patience, done.wait_for(|done| *done)).await;
        // Who has gone without a word has left no result either, which `taken` says.
        waited.is_ok()
    }

    /// For how long it has been under way.
    pub(crate) fn seconds(&self) -> u64 {
        self.begun.elapsed().as_secs()
    }

    /// How much of it is done, in percent; none while it waits for its turn.
    pub(crate) fn percent(&self) -> Option<u8> {
        self.progress.percent()
    }

    fn is_done(&self) -> bool {
        *self.done.borrow()
    }

    fn bytes(&self) -> usize {
        match &*self.result.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(Ok(printed)) => printed.bytes.len(),
            Some(Err(_)) | None => 0,
        }
    }
}

/// Takes away what is done and old, then the oldest of what is done until the rest has room.
fn forget(kept: &mut Vec<Arc<Making>>) {
    kept.retain(|known| !known.is_done() || known.begun.elapsed() < KEPT);
    while kept.iter().map(|known| known.bytes()).sum::<usize>() > ROOM {
        let Some(oldest) = kept.iter().position(|known| known.is_done()) else { return };
        kept.remove(oldest);
    }
}

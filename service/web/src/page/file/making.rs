//! Files that are being made, and those that were made a moment ago.

use app::{App, AppError, Prepared, Printed};
use export::{Manner, Progress};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// How long a file is kept for those who asked for it, once it is done.
const KEPT: Duration = Duration::from_secs(120);
/// How long at least, however little room there is: their page looks again within that time.
const FRESH: Duration = Duration::from_secs(15);
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
    done: watch::Receiver<Option<Instant>>,
    result: Mutex<Option<Result<Arc<Printed>, AppError>>>,
}

impl Makings {
    /// The making of that file; it begins where there is none.
    pub(crate) fn of(&self, app: &App, prepared: Prepared, manner: Manner) -> Arc<Making> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.iter().find(|known| known.of.0 == prepared && known.of.1 == manner) {
            return Arc::clone(known);
        }
        forget(&mut kept, |making| making.kept());
        let (done, is_done) = watch::channel(None);
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
            done.send_replace(Some(Instant::now()));
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
        let waited = tokio::time::timeout(patience, done.wait_for(Option::is_some)).await;
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

    /// What it is to those who keep it.
    fn kept(&self) -> Kept {
        let bytes = match &*self.result.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(Ok(printed)) => printed.bytes.len(),
            Some(Err(_)) | None => 0,
        };
        let done_for = self.done.borrow().map(|done| done.elapsed());
        Kept { done_for, bytes }
    }
}

/// What matters of a file that is kept.
#[derive(Debug, Clone, Copy)]
struct Kept {
    /// Since when it is done; none while it is made.
    done_for: Option<Duration>,
    bytes: usize,
}

/// Takes away what was done long ago, then the first of what was not done just now until the rest has room.
fn forget<T>(files: &mut Vec<T>, kept: impl Fn(&T) -> Kept) {
    let done_for = |file: &T, time: Duration| kept(file).done_for.is_some_and(|done| done >= time);
    files.retain(|file| !done_for(file, KEPT));
    while files.iter().map(|file| kept(file).bytes).sum::<usize>() > ROOM {
        let Some(oldest) = files.iter().position(|file| done_for(file, FRESH)) else { return };
        files.remove(oldest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DONE: Kept = Kept { done_for: Some(FRESH), bytes: 1 };
    const UNDER_WAY: Kept = Kept { done_for: None, bytes: 0 };

    /// The files that stay, by their places.
    fn staying(of: &[Kept]) -> Vec<usize> {
        let mut files: Vec<usize> = (0..of.len()).collect();
        forget(&mut files, |file| of[*file]);
        files
    }

    #[test]
    fn a_file_is_forgotten_once_it_is_old_but_never_while_it_is_made() {
        let young = Kept { done_for: Some(KEPT - Duration::from_secs(1)), ..DONE };
        let old = Kept { done_for: Some(KEPT), ..DONE };
        assert_eq!(staying(&[young, old, UNDER_WAY, DONE]), [0, 2, 3]);
    }

    #[test]
    fn the_first_are_forgotten_where_there_is_no_room_for_all() {
        let half = Kept { bytes: ROOM / 2, ..DONE };
        assert_eq!(staying(&[half, half]), [0, 1]);
        assert_eq!(staying(&[UNDER_WAY, half, half, DONE]), [0, 2, 3]);
    }

    #[test]
    fn a_file_that_was_done_just_now_waits_for_who_asked_for_it_however_large_it_is() {
        let huge = Kept { bytes: ROOM + 1, ..DONE };
        assert_eq!(staying(&[DONE, huge, UNDER_WAY]), [2]);
        let fresh = Kept { done_for: Some(Duration::ZERO), ..huge };
        assert_eq!(staying(&[DONE, fresh, UNDER_WAY]), [1, 2]);
    }
}

//! A few places on threads of their own, and a line before them that has an end, so that ten exports at once neither keep
//! readers of pages waiting nor fill the memory.

use crate::error::AppError;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

/// How many may wait for a place where work takes its time. Who comes then is asked to come again.
const LINE: usize = 64;
/// How many texts are written at a time: most of the time their writers wait for readers.
const WRITERS: usize = 8;
/// How many may wait for one of these; their turn comes within moments.
const WRITERS_LINE: usize = 1024;

/// Places for work of one kind.
#[derive(Debug)]
pub(super) struct Places {
    places: Arc<Semaphore>,
    /// How many may wait.
    line: usize,
    waiting: AtomicUsize,
}

impl Places {
    pub(super) fn new(places: usize, line: usize) -> Self {
        Self { places: Arc::new(Semaphore::new(places)), line, waiting: AtomicUsize::new(0) }
    }

    /// As many as half of the machine's cores, one at least: the others are for those who read pages.
    pub(super) fn of_half_the_cores() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self::new((cores / 2).max(1), LINE)
    }

    /// For those who write texts.
    pub(super) fn of_writers() -> Self {
        Self::new(WRITERS, WRITERS_LINE)
    }

    /// Does work at one of the places, in the order in which it was asked for.
    pub(super) async fn beside<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AppError> {
        self.begun(work).await?.await.map_err(|_| AppError::Unprinted)
    }

    /// Begins it there, and leaves it to itself.
    pub(super) async fn begun<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<JoinHandle<T>, AppError> {
        let line = InLine::enter(&self.waiting, self.line).ok_or(AppError::Crowded)?;
        let places = Arc::clone(&self.places);
        let place = places.acquire_owned().await.map_err(|_| AppError::Crowded)?;
        drop(line);
        Ok(tokio::task::spawn_blocking(move || {
            // Kept until the work is done, also where nobody waits for it any more.
            let _place = place;
            work()
        }))
    }
}

/// One in the line before the places, for as long as it waits.
struct InLine<'p>(&'p AtomicUsize);

impl<'p> InLine<'p> {
    fn enter(waiting: &'p AtomicUsize, most: usize) -> Option<Self> {
        let entered = Self(waiting);
        (waiting.fetch_add(1, Ordering::AcqRel) < most).then_some(entered)
    }
}

impl Drop for InLine<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_comes_first_is_printed_first_also_where_nobody_waits_any_more() {
        let press = Places::new(1, LINE);
        let (release, held) = std::sync::mpsc::channel::<()>();
        let (tell, told) = std::sync::mpsc::channel();
        let mark = |name: &'static str| {
            let tell = tell.clone();
            move || tell.send(name).is_ok()
        };
        let (begin, begun) = std::sync::mpsc::channel();
        let mut first = Box::pin(press.beside(move || begin.send(()).is_ok() && held.recv().is_ok()));
        assert!(futures::poll!(&mut first).is_pending());
        begun.recv().unwrap();
        // Whoever asked is gone, its work is not.
        drop(first);
        let (mut second, mut third) =
            (Box::pin(press.beside(mark("second"))), Box::pin(press.beside(mark("third"))));
        assert!(futures::poll!(&mut second).is_pending() && futures::poll!(&mut third).is_pending());
        assert_eq!(press.waiting.load(Ordering::Acquire), 2);
        assert!(told.try_recv().is_err(), "the only place is taken");

        release.send(()).unwrap();
        let (third, second) = tokio::join!(third, second);
        assert!(second.unwrap() && third.unwrap());
        assert_eq!([told.recv(), told.recv()], [Ok("second"), Ok("third")]);
        assert_eq!(press.waiting.load(Ordering::Acquire), 0);
    }

    #[test]
    fn the_line_has_an_end_and_who_leaves_makes_room() {
        let waiting = AtomicUsize::new(0);
        let mut line: Vec<_> = (0..LINE).map(|_| InLine::enter(&waiting, LINE)).collect();
        assert!(line.iter().all(Option::is_some));
        assert!(
            InLine::enter(&waiting, LINE).is_none() && InLine::enter(&waiting, LINE).is_none(),
            "who is sent away leaves"
        );
        line.pop();
        assert!(InLine::enter(&waiting, LINE).is_some());
    }
}

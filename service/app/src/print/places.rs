//! A few places on threads of their own, and a line before them that has an end, so that ten exports at once neither keep
//! readers of pages waiting nor fill the memory.

use crate::error::AppError;
use std::sync::Arc;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinHandle;

/// Places for work of one kind, in the order in which it is asked for.
#[derive(Debug)]
pub(super) struct Places {
    places: Arc<Semaphore>,
    /// How many may wait for a place. Who comes then is asked to come again.
    line: usize,
    waiting: watch::Sender<usize>,
}

impl Places {
    pub(super) fn new(places: usize, line: usize) -> Self {
        Self { places: Arc::new(Semaphore::new(places)), line, waiting: watch::Sender::new(0) }
    }

    /// As many as half of the machine's cores, one at least: the others are for those who read pages.
    pub(super) fn of_half_the_cores(line: usize) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self::new((cores / 2).max(1), line)
    }

    /// Does work at one of the places.
    pub(super) async fn beside<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AppError> {
        self.begin(work).await?.await.map_err(|_| AppError::Unprinted)
    }

    /// Begins it there, and leaves it to itself.
    pub(super) async fn begin<T: Send + 'static>(
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

    /// How many wait at any time.
    pub(super) fn waiting(&self) -> watch::Receiver<usize> {
        self.waiting.subscribe()
    }
}

/// One in the line before the places, for as long as it waits.
struct InLine<'p>(&'p watch::Sender<usize>);

impl<'p> InLine<'p> {
    fn enter(waiting: &'p watch::Sender<usize>, most: usize) -> Option<Self> {
        let entered = waiting.send_if_modified(|waiting| {
            let room = *waiting < most;
            *waiting += usize::from(room);
            room
        });
        entered.then(|| Self(waiting))
    }
}

impl Drop for InLine<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|waiting| *waiting -= 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_comes_first_is_printed_first_also_where_nobody_waits_any_more() {
        let places = Places::new(1, 2);
        let (release, held) = std::sync::mpsc::channel::<()>();
        let (tell, told) = std::sync::mpsc::channel();
        let mark = |name: &'static str| {
            let tell = tell.clone();
            move || tell.send(name).is_ok()
        };
        let (begin, begun) = std::sync::mpsc::channel();
        let mut first = Box::pin(places.beside(move || begin.send(()).is_ok() && held.recv().is_ok()));
        assert!(futures::poll!(&mut first).is_pending());
        begun.recv().unwrap();
        // Whoever asked is gone, its work is not.
        drop(first);
        let (mut second, mut third) =
            (Box::pin(places.beside(mark("second"))), Box::pin(places.beside(mark("third"))));
        assert!(futures::poll!(&mut second).is_pending() && futures::poll!(&mut third).is_pending());
        assert_eq!(*places.waiting().borrow(), 2);
        assert!(told.try_recv().is_err(), "the only place is taken");

        release.send(()).unwrap();
        let (third, second) = tokio::join!(third, second);
        assert!(second.unwrap() && third.unwrap());
        assert_eq!([told.recv(), told.recv()], [Ok("second"), Ok("third")]);
        assert_eq!(*places.waiting().borrow(), 0);
    }

    #[test]
    fn the_line_has_an_end_and_who_leaves_makes_room() {
        let waiting = watch::Sender::new(0);
        let mut line: Vec<_> = (0..64).map(|_| InLine::enter(&waiting, 64)).collect();
        assert!(line.iter().all(Option::is_some));
        assert!(
            InLine::enter(&waiting, 64).is_none() && InLine::enter(&waiting, 64).is_none(),
            "who is sent away leaves"
        );
        line.pop();
        assert!(InLine::enter(&waiting, 64).is_some());
    }
}

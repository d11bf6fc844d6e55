//! Texts that go out as they are written, so that a long one is not whole in memory while its reader keeps up.
//!
//! A text is written twice. The first time it is only counted: whoever asked is told its length and its digest, and an
//! error instead of half a file. The second time, which begins when its first piece is asked for, it goes out as fast as
//! it is taken. Of a reader that takes its time the rest is kept as soon as somebody else waits for the place.

use super::places::Places;
use crate::error::AppError;
use domain::digest::Digest;
use export::PrintError;
use std::fmt;
use std::future::poll_fn;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep_until};
use tracing::Span;

/// How long a piece is, in bytes. A shorter text is one.
const PIECE: usize = 64 * 1024;
/// How many pieces are written ahead of the reader.
const AHEAD: usize = 16;
/// How long a reader may keep a writer at a place that nobody else waits for.
const READER_PATIENCE: Duration = Duration::from_secs(30);

/// What goes out: how much it is, and its pieces as they come.
#[derive(Debug)]
pub struct Outgoing {
    length: u64,
    sha256: Digest,
    /// How much of it has not been taken yet.
    left: u64,
    source: Source,
}

#[derive(Debug)]
enum Source {
    /// All of it is there.
    Memory(Option<Vec<u8>>),
    /// It has been counted, and is written once its first piece is asked for.
    Counted(Begin),
    /// It is being written.
    Writer(mpsc::Receiver<Vec<u8>>),
}

/// What begins the second writing.
struct Begin(Box<dyn Fn() -> mpsc::Receiver<Vec<u8>> + Send>);

impl fmt::Debug for Begin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Begin")
    }
}

impl Outgoing {
    /// Of something that is there as a whole.
    pub fn whole(bytes: Vec<u8>) -> Self {
        let sha256 = Digest::of_bytes(&bytes);
        Self::new(bytes.len() as u64, sha256, Source::Memory(Some(bytes)))
    }

    const fn new(length: u64, sha256: Digest, source: Source) -> Self {
        Self { length, sha256, left: length, source }
    }

    /// How many bytes it has in all.
    pub const fn length(&self) -> u64 {
        self.length
    }

    /// Of all its bytes.
    pub const fn sha256(&self) -> Digest {
        self.sha256
    }

    /// How many bytes have not been taken yet.
    pub const fn left(&self) -> u64 {
        self.left
    }

    /// The next piece, none behind the last; [`AppError::Unprinted`] where it breaks off before that.
    pub fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Vec<u8>, AppError>>> {
        if let Source::Counted(Begin(begin)) = &self.source {
            self.source = Source::Writer(begin());
        }
        let piece = match &mut self.source {
            Source::Memory(bytes) => bytes.take().filter(|bytes| !bytes.is_empty()),
            Source::Writer(pieces) => ready!(pieces.poll_recv(cx)),
            Source::Counted(_) => None,
        };
        let left = piece.as_ref().map_or(Some(0), |piece| self.left.checked_sub(piece.len() as u64));
        Poll::Ready(match (piece, left) {
            (Some(piece), Some(left)) => {
                self.left = left;
                Some(Ok(piece))
            }
            (None, _) if self.left == 0 => None,
            (Some(_) | None, _) => {
                // It is over, whatever else may come.
                (self.left, self.source) = (0, Source::Memory(None));
                Some(Err(AppError::Unprinted))
            }
        })
    }

    /// The same for who waits.
    pub async fn piece(&mut self) -> Option<Result<Vec<u8>, AppError>> {
        poll_fn(|cx| self.poll_piece(cx)).await
    }

    /// All pieces as one.
    pub(super) async fn collected(mut self) -> Result<Vec<u8>, AppError> {
        let mut all = Vec::new();
        while let Some(piece) = self.piece().await {
            let mut piece = piece?;
            if all.is_empty() {
                all = piece;
            } else {
                all.append(&mut piece);
            }
        }
        Ok(all)
    }
}

/// Sends what is written at these places; it has to be the same each time.
pub(super) async fn send(
    places: &Arc<Places>,
    write: impl Fn(&mut dyn Write) -> io::Result<()> + Send + Sync + 'static,
) -> Result<Outgoing, AppError> {
    send_within(READER_PATIENCE, places, write).await
}

async fn send_within(
    patience: Duration,
    places: &Arc<Places>,
    write: impl Fn(&mut dyn Write) -> io::Result<()> + Send + Sync + 'static,
) -> Result<Outgoing, AppError> {
    let write = Arc::new(write);
    let counting = Arc::clone(&write);
    let counted = places.beside(move || Counted::of(&*counting)).await?;
    let Counted { length, sha256, kept } =
        counted.map_err(|error| AppError::Unprintable(Box::new(PrintError::Text(error))))?;
    if let Some(bytes) = kept {
        return Ok(Outgoing::new(length, sha256, Source::Memory(Some(bytes))));
    }
    let (places, span) = (Arc::clone(places), Span::current());
    let begin = move || {
        let (to, pieces) = mpsc::channel(AHEAD);
        let (write, places, span) = (Arc::clone(&write), Arc::clone(&places), span.clone());
        tokio::spawn(async move {
            let (others, runtime) = (places.waiting(), Handle::current());
            let work = move || {
                let until = Instant::now() + patience;
                let out = Out { to, piece: Vec::new(), kept: None, until, others, runtime };
                if let Err(error) = out.send(&*write) {
                    span.in_scope(|| tracing::error!(%error, "a text broke off while it was sent"));
                }
            };
            // Where there is no place for it, its reader finds that it has ended.
            places.begin(work).await.map(drop)
        });
        pieces
    };
    Ok(Outgoing::new(length, sha256, Source::Counted(Begin(Box::new(begin)))))
}

/// What is known of a text that was written once.
struct Counted {
    length: u64,
    sha256: Digest,
    /// The text itself, where it is short.
    kept: Option<Vec<u8>>,
}

impl Counted {
    fn of(write: impl Fn(&mut dyn Write) -> io::Result<()>) -> io::Result<Self> {
        let (mut length, mut kept) = (0, Some(Vec::new()));
        let sha256 = Digest::of_written(|digest| {
            // Texts are written a few bytes at a time.
            let mut count = BufWriter::new(Count { digest, length: &mut length, kept: &mut kept });
            write(&mut count)?;
            count.flush()
        })?;
        Ok(Self { length, sha256, kept })
    }
}

/// Counts what is written, and keeps it for as long as it is short.
struct Count<'c> {
    digest: &'c mut dyn Write,
    length: &'c mut u64,
    kept: &'c mut Option<Vec<u8>>,
}

impl Write for Count<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        *self.length += bytes.len() as u64;
        match self.kept.as_mut() {
            Some(kept) if kept.len() + bytes.len() <= PIECE => kept.extend_from_slice(bytes),
            Some(_) | None => *self.kept = None,
        }
        self.digest.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Sends what is written, a piece at a time.
struct Out {
    to: mpsc::Sender<Vec<u8>>,
    piece: Vec<u8>,
    /// What the reader has not taken when it was waited for no longer, in pieces.
    kept: Option<Vec<Vec<u8>>>,
    /// Until when the reader is waited for.
    until: Instant,
    /// How many others wait for the place.
    others: watch::Receiver<usize>,
    runtime: Handle,
}

impl Out {
    /// Sends all that is written, for as long as there is a reader.
    fn send(mut self, write: impl Fn(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let sent = write(&mut self).and_then(|()| self.finish());
        // Not every library leaves the kind of an error as it was.
        let sent = if self.to.is_closed() { Ok(()) } else { sent };
        if let Some(kept) = self.kept {
            let to = self.to;
            // A reader that goes away ends it.
            self.runtime.spawn(async move {
                for piece in kept {
                    if to.send(piece).await.is_err() {
                        return;
                    }
                }
            });
        }
        sent
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.piece.is_empty() { Ok(()) } else { self.send_piece() }
    }

    fn send_piece(&mut self) -> io::Result<()> {
        let piece = std::mem::take(&mut self.piece);
        if self.to.is_closed() {
            return Err(ErrorKind::BrokenPipe.into());
        }
        if let Some(kept) = &mut self.kept {
            kept.push(piece);
            return Ok(());
        }
        match self.runtime.block_on(room(&self.to, self.until, &mut self.others)) {
            Some(room) => room?.send(piece),
            None => self.kept = Some(vec![piece]),
        }
        Ok(())
    }
}

/// Room for a piece, once the reader has taken one; none where it is waited for no longer.
async fn room<'t>(
    to: &'t mpsc::Sender<Vec<u8>>,
    until: Instant,
    others: &mut watch::Receiver<usize>,
) -> Option<io::Result<mpsc::Permit<'t, Vec<u8>>>> {
    tokio::select! {
        biased;
        room = to.reserve() => Some(room.map_err(|_| ErrorKind::BrokenPipe.into())),
        Ok(_) = others.wait_for(|waiting| *waiting > 0) => None,
        () = sleep_until(until) => None,
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.piece.capacity() == 0 {
            self.piece.reserve_exact(PIECE);
        }
        let taken = bytes.len().min(PIECE - self.piece.len());
        self.piece.extend_from_slice(&bytes[..taken]);
        if self.piece.len() == PIECE {
            self.send_piece()?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
    use std::sync::mpsc::channel as reports;
    use tokio::time::timeout;

    /// What is ahead of a reader who takes nothing.
    const ROOM: usize = PIECE * AHEAD;

    fn row(at: usize) -> Vec<u8> {
        format!("{at}\t見直し\n").into_bytes()
    }

    fn rows(count: usize) -> Vec<u8> {
        (0..count).flat_map(row).collect()
    }

    /// Writes so many rows.
    fn of_rows(count: usize) -> impl Fn(&mut dyn Write) -> io::Result<()> {
        move |out| (0..count).try_for_each(|at| out.write_all(&row(at)))
    }

    fn places() -> Arc<Places> {
        Arc::new(Places::new(1, 8))
    }

    #[tokio::test]
    async fn a_short_text_is_one_piece_and_an_empty_one_is_none() {
        let places = places();
        let mut short = send(&places, of_rows(3)).await.unwrap();
        assert_eq!((short.length(), short.sha256()), (rows(3).len() as u64, Digest::of_bytes(&rows(3))));
        assert_eq!(short.piece().await.unwrap().unwrap(), rows(3));
        assert!(short.piece().await.is_none());
        assert!(send(&places, of_rows(0)).await.unwrap().piece().await.is_none());
    }

    #[tokio::test]
    async fn a_long_text_comes_in_pieces_and_its_length_and_digest_before_them() {
        let mut long = send(&places(), of_rows(20_000)).await.unwrap();
        let all = rows(20_000);
        assert_eq!((long.length(), long.sha256()), (all.len() as u64, Digest::of_bytes(&all)));
        let mut came = Vec::new();
        while let Some(piece) = long.piece().await {
            let piece = piece.unwrap();
            assert!(piece.len() <= PIECE);
            came.extend(piece);
            assert_eq!(long.left(), long.length() - came.len() as u64);
        }
        assert!(came == all);
    }

    #[tokio::test]
    async fn what_cannot_be_written_is_an_error_and_no_half_of_a_file() {
        let failing = |out: &mut dyn Write| {
            out.write_all(&rows(20_000))?;
            Err(io::Error::other("the last row is missing"))
        };
        let never = send(&places(), failing).await;
        assert!(matches!(never, Err(AppError::Unprintable(_))), "{never:?}");
    }

    #[tokio::test]
    async fn a_text_that_breaks_off_while_it_is_sent_says_so() {
        let times = AtomicUsize::new(0);
        let breaking = move |out: &mut dyn Write| {
            out.write_all(&rows(20_000))?;
            match times.fetch_add(1, Ordering::AcqRel) {
                0 => out.write_all(b"the end"),
                _ => panic!("it is another text now"),
            }
        };
        let broken = send(&places(), breaking).await.unwrap();
        assert!(matches!(broken.collected().await, Err(AppError::Unprinted)));
    }

    #[tokio::test]
    async fn a_text_that_has_grown_ends_where_it_was_said_to() {
        let times = AtomicUsize::new(0);
        let growing = move |out: &mut dyn Write| {
            out.write_all(&rows(20_000 + times.fetch_add(10_000, Ordering::AcqRel)))
        };
        let mut grown = send(&places(), growing).await.unwrap();
        let (mut taken, mut last) = (0, None);
        while let Some(piece) = grown.piece().await {
            match &piece {
                Ok(piece) => taken += piece.len() as u64,
                Err(_) => {
                    last = Some(piece);
                    break;
                }
            }
        }
        assert!(taken <= grown.length() && matches!(last, Some(Err(AppError::Unprinted))));
    }

    #[tokio::test]
    async fn who_reads_slowly_keeps_nobody_from_a_place_and_gets_all_of_it() {
        let places = places();
        let mut slow = send_within(Duration::from_secs(600), &places, of_rows(200_000)).await.unwrap();
        assert!(slow.length() > 2 * ROOM as u64);
        let first = slow.piece().await.unwrap().unwrap();
        let other = timeout(Duration::from_secs(60), send(&places, of_rows(3))).await.expect("a place");
        assert_eq!(other.unwrap().collected().await.unwrap(), rows(3));
        assert!([first, slow.collected().await.unwrap()].concat() == rows(200_000));
    }

    #[tokio::test]
    async fn who_reads_too_slowly_is_not_waited_for_though_nobody_else_comes() {
        let mut slow = send_within(Duration::ZERO, &places(), of_rows(200_000)).await.unwrap();
        let first = slow.piece().await.unwrap().unwrap();
        assert!([first, slow.collected().await.unwrap()].concat() == rows(200_000));
    }

    #[tokio::test]
    async fn what_nobody_takes_is_written_once() {
        let times = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&times);
        let places = places();
        let untaken = send(&places, move |out| {
            counted.fetch_add(1, Ordering::AcqRel);
            out.write_all(&rows(20_000))
        });
        drop(untaken.await.unwrap());
        places.beside(|| ()).await.unwrap();
        assert_eq!(times.load(Ordering::Acquire), 1);
    }

    #[tokio::test]
    async fn a_reader_that_has_gone_is_no_error_of_a_text_whatever_a_library_makes_of_it() {
        let text = |out: &mut dyn Write| out.write_all(&rows(20_000)).map_err(io::Error::other);
        let broken = |_: &mut dyn Write| Err(io::Error::other("the last row is missing"));
        let out = |to| Out {
            to,
            piece: Vec::new(),
            kept: None,
            until: Instant::now(),
            others: places().waiting(),
            runtime: Handle::current(),
        };
        let ((to, _here), (to_nobody, gone)) = (mpsc::channel(1), mpsc::channel(1));
        drop(gone);
        let (out, out_to_nobody) = (out(to), out(to_nobody));
        let sent = tokio::task::spawn_blocking(move || (out.send(broken), out_to_nobody.send(text)));
        assert!(matches!(sent.await.unwrap(), (Err(_), Ok(()))));
    }

    #[tokio::test]
    async fn nothing_is_written_far_ahead_of_a_reader_nor_for_one_that_has_gone() {
        let (written, times) = (Arc::new(AtomicU64::new(0)), AtomicUsize::new(0));
        let (so_far, (tell, ended)) = (Arc::clone(&written), reports());
        let mut reader = send_within(Duration::from_secs(600), &places(), move |out| {
            let is_counting = times.fetch_add(1, Ordering::AcqRel) == 0;
            let outcome = (0..200_000).try_for_each(|at| {
                out.write_all(&row(at))?;
                if !is_counting {
                    so_far.fetch_add(row(at).len() as u64, Ordering::AcqRel);
                }
                Ok(())
            });
            let _ = tell.send(outcome.as_ref().map_err(io::Error::kind).err());
            outcome
        })
        .await
        .unwrap();
        assert_eq!(ended.recv(), Ok(None), "it was counted");
        reader.piece().await.unwrap().unwrap();
        while written.load(Ordering::Acquire) < ROOM as u64 {
            tokio::task::yield_now().await;
        }
        drop(reader);
        assert_eq!(ended.recv(), Ok(Some(ErrorKind::BrokenPipe)));
        let most = (ROOM + 3 * PIECE) as u64;
        assert!(written.load(Ordering::Acquire) <= most, "{written:?} of at most {most}");
    }
}

//! Texts that go out as they are written, so that none of them is ever whole in memory.
//!
//! A text is written twice. The first time it is only counted: whoever asked is told its length and its digest, and an
//! error instead of half a file. The second time it goes out, piece by piece, as fast as it is taken; of a reader that
//! takes its time the rest is kept, so that nobody else waits for the place where it is written.

use super::places::Places;
use crate::error::AppError;
use domain::digest::Digest;
use std::future::poll_fn;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, timeout_at};

/// How long a piece is, in bytes. A shorter text is one.
const PIECE: usize = 64 * 1024;
/// How many pieces are written ahead of the reader.
const AHEAD: usize = 16;
/// How long a reader may keep a writer at its place.
const PATIENCE: Duration = Duration::from_secs(2);

/// What goes out: how much it is, and its pieces as they come.
#[derive(Debug)]
pub struct Outgoing {
    length: u64,
    sha256: Digest,
    /// How much of it has not been taken yet.
    left: u64,
    from: Source,
}

#[derive(Debug)]
enum Source {
    /// All of it is there.
    Memory(Option<Vec<u8>>),
    /// It is being written.
    Writer(mpsc::Receiver<Vec<u8>>),
}

impl Outgoing {
    /// Of something that is there as a whole.
    pub fn whole(bytes: Vec<u8>) -> Self {
        let length = bytes.len() as u64;
        let sha256 = Digest::of_bytes(&bytes);
        Self { length, sha256, left: length, from: Source::Memory(Some(bytes)) }
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
        let piece = match &mut self.from {
            Source::Memory(bytes) => bytes.take().filter(|bytes| !bytes.is_empty()),
            Source::Writer(pieces) => ready!(pieces.poll_recv(cx)),
        };
        Poll::Ready(match piece {
            Some(piece) => Some(match self.left.checked_sub(piece.len() as u64) {
                Some(left) => {
                    self.left = left;
                    Ok(piece)
                }
                None => Err(AppError::Unprinted),
            }),
            None if self.left > 0 => {
                self.left = 0;
                Some(Err(AppError::Unprinted))
            }
            None => None,
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

/// What is written at one of these places; it has to be the same each time.
pub(super) async fn written(
    places: &Places,
    write: impl Fn(&mut dyn Write) -> io::Result<()> + Send + 'static,
) -> Result<Outgoing, AppError> {
    written_within(PATIENCE, places, write).await
}

async fn written_within(
    patience: Duration,
    places: &Places,
    write: impl Fn(&mut dyn Write) -> io::Result<()> + Send + 'static,
) -> Result<Outgoing, AppError> {
    let (tell, told) = oneshot::channel();
    let runtime = Handle::current();
    let writing = places.begun(move || {
        let counted = match Counted::of(&write) {
            Ok(counted) => counted,
            Err(error) => {
                tracing::error!(%error, "a text cannot be written");
                return;
            }
        };
        if let Some(bytes) = counted.kept {
            // Whoever asked may have gone.
            let _ = tell.send(Outgoing::whole(bytes));
            return;
        }
        let (to, pieces) = mpsc::channel(AHEAD);
        let Counted { length, sha256, .. } = counted;
        if tell.send(Outgoing { length, sha256, left: length, from: Source::Writer(pieces) }).is_err() {
            return;
        }
        let mut out = Out { to, piece: Vec::new(), until: Instant::now() + patience, kept: None, runtime };
        match write(&mut out).and_then(|()| out.finish()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                tracing::error!(%error, "a text broke off while it was sent");
            }
            Ok(()) | Err(_) => {}
        }
    });
    drop(writing.await?);
    told.await.map_err(|_| AppError::Unprinted)
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
    /// Until when the reader is waited for.
    until: Instant,
    /// What the reader has not taken by then.
    kept: Option<Vec<u8>>,
    runtime: Handle,
}

impl Out {
    fn send(&mut self) -> io::Result<()> {
        let piece = std::mem::take(&mut self.piece);
        if let Some(kept) = &mut self.kept {
            kept.extend(piece);
            return Ok(());
        }
        match self.runtime.block_on(timeout_at(self.until, self.to.reserve())) {
            Ok(Ok(room)) => room.send(piece),
            Ok(Err(_)) => return Err(ErrorKind::BrokenPipe.into()),
            Err(_) => self.kept = Some(piece),
        }
        Ok(())
    }

    /// Sends what is left; what was kept is taken from memory, whenever that is.
    fn finish(mut self) -> io::Result<()> {
        if !self.piece.is_empty() {
            self.send()?;
        }
        if let Some(kept) = self.kept {
            let to = self.to;
            self.runtime.spawn(async move { to.send(kept).await });
        }
        Ok(())
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
            self.send()?;
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
    use std::sync::{Arc, mpsc};

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

    #[tokio::test]
    async fn a_short_text_is_one_piece_and_an_empty_one_is_none() {
        let places = Places::of_writers();
        let mut short = written(&places, of_rows(3)).await.unwrap();
        assert_eq!((short.length(), short.sha256()), (rows(3).len() as u64, Digest::of_bytes(&rows(3))));
        assert_eq!(short.piece().await.unwrap().unwrap(), rows(3));
        assert!(short.piece().await.is_none());
        assert!(written(&places, of_rows(0)).await.unwrap().piece().await.is_none());
    }

    #[tokio::test]
    async fn a_long_text_comes_in_pieces_and_its_length_and_digest_before_them() {
        let mut long = written(&Places::of_writers(), of_rows(20_000)).await.unwrap();
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
        let never = written(&Places::of_writers(), failing).await;
        assert!(matches!(never, Err(AppError::Unprinted)));
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
        let broken = written(&Places::of_writers(), breaking).await.unwrap();
        assert!(matches!(broken.collected().await, Err(AppError::Unprinted)));
    }

    #[tokio::test]
    async fn a_text_that_has_grown_ends_where_it_was_said_to() {
        let times = AtomicUsize::new(0);
        let growing = move |out: &mut dyn Write| {
            out.write_all(&rows(20_000 + times.fetch_add(10_000, Ordering::AcqRel)))
        };
        let mut grown = written(&Places::of_writers(), growing).await.unwrap();
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
        let places = Places::new(1, 1);
        let slow = written_within(Duration::ZERO, &places, of_rows(200_000)).await.unwrap();
        assert!(slow.length() > 2 * ROOM as u64);
        let other = written(&places, of_rows(3)).await.unwrap();
        assert_eq!(other.collected().await.unwrap(), rows(3));
        assert!(slow.collected().await.unwrap() == rows(200_000));
    }

    #[tokio::test]
    async fn nothing_is_written_far_ahead_of_a_reader_nor_for_one_that_has_gone() {
        let (written_so_far, (tell, ended)) = (Arc::new(AtomicU64::new(0)), mpsc::channel());
        let counted = Arc::clone(&written_so_far);
        let mut reader = written_within(Duration::from_secs(600), &Places::of_writers(), move |out| {
            counted.store(0, Ordering::Release);
            let outcome = (0..200_000).try_for_each(|at| {
                out.write_all(&row(at))?;
                counted.fetch_add(row(at).len() as u64, Ordering::AcqRel);
                Ok(())
            });
            let _ = tell.send(outcome.as_ref().map_err(io::Error::kind).err());
            outcome
        })
        .await
        .unwrap();
        assert_eq!(ended.recv(), Ok(None), "it was counted");
        reader.piece().await.unwrap().unwrap();
        drop(reader);
        assert_eq!(ended.recv(), Ok(Some(ErrorKind::BrokenPipe)));
        let most = (ROOM + 3 * PIECE) as u64;
        assert!(written_so_far.load(Ordering::Acquire) <= most, "{written_so_far:?} of at most {most}");
    }
}

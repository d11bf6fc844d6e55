//! Printing beside requests: a few places on threads of their own, and a line before them that has an end, so that ten
//! exports at once neither keep readers of pages waiting nor fill the memory.

use crate::App;
use crate::error::AppError;
use crate::request::HandedIn;
use domain::digest::Digest;
use domain::id::{EditionId, PlanId};
use export::document_of::{self, About, handed};
use export::{Document, Fonts, Format, Manner, Print, PrintError, Progress, Stretch};
use jiff::Timestamp;
use jiff::civil::Date;
use projections::report::{self, PlanRef};
use projections::wording::Language;
use serde::Serialize;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use tokio::sync::Semaphore;

/// How many may wait for a place. Who comes then is asked to come again.
const LINE: usize = 64;

/// How an operator has it printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Printing {
    /// Where the pages are, as readers of paper type it: `https://example.jp`. Without it documents lead nowhere.
    pub site: Option<String>,
    /// Where further fonts lie.
    pub fonts: Option<PathBuf>,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileFormat {
    /// The report itself, as JSON.
    Json,
    /// A document of it.
    Document(Format),
}

/// Where a file comes from, for the side of files that have no foot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Origin {
    /// What it is of.
    pub title: String,
    /// Whose the plan is.
    pub organisation: String,
    /// The plan.
    pub plan: Option<PlanId>,
    /// The version of the plan that it was made of.
    pub version: u64,
    /// The edition, where it is of one.
    pub edition: Option<EditionId>,
    /// The day that it tells of.
    pub day: Date,
    /// Where the same can be read, for ever; none where the service does not know its site.
    pub address: Option<String>,
    /// The fingerprint of the checkpoint that covers the publication; none where there is no sealed log.
    pub fingerprint: Option<String>,
}

/// The same with what tells whether the file is still the one that was handed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SideFile {
    /// What the file is called.
    pub file: String,
    /// What it is.
    pub media_type: &'static str,
    /// How many bytes it has.
    pub bytes: usize,
    /// Of its bytes.
    pub sha256: Digest,
    /// Where it comes from.
    #[serde(flatten)]
    pub origin: Origin,
}

/// A file that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// What it may be called.
    pub name: String,
    /// What it is.
    pub media_type: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// What is not as it should be in it, for those who keep the service: a character that no font has.
    pub warnings: Vec<String>,
    /// Where it comes from.
    pub origin: Origin,
}

/// What is to be printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Prepared {
    /// What the file may be called.
    pub name: String,
    /// What it is.
    pub format: FileFormat,
    /// Where it comes from.
    pub origin: Origin,
    pub(crate) work: Work,
}

/// What is left to do.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Work {
    /// Nothing.
    Done(Vec<u8>),
    /// A document has to be printed.
    Document(Box<Document>, Format),
    /// Two documents have to be set, and what differs to be printed.
    Replacements(Box<Replacing>),
}

/// Papers as they were handed out before, and as they are now.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Replacing {
    pub(crate) before: Before,
    pub(crate) after: Document,
    pub(crate) plan: PlanRef,
    pub(crate) language: Language,
    pub(crate) about: About,
    pub(crate) format: FileFormat,
}

/// Where the pages of before come from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Before {
    /// They are set anew, as the papers were recorded at that moment.
    Set(Box<Document>, Timestamp),
    /// They are those of the file that was handed out.
    File(HandedIn),
}

/// The places where documents are printed.
#[derive(Debug)]
pub(crate) struct Press {
    places: Arc<Semaphore>,
    waiting: AtomicUsize,
    /// Read when the first document is printed.
    fonts: Arc<OnceLock<Fonts>>,
}

impl FileFormat {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Document(Format::Tsv),
        Self::Document(Format::Csv),
        Self::Json,
        Self::Document(Format::Xlsx),
        Self::Document(Format::Docx),
        Self::Document(Format::Pdf),
        Self::Document(Format::Html),
    ];

    /// Its stable name, which is also how its files end.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Document(format) => format.name(),
        }
    }

    /// The format of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Document(format) => format.media_type(),
        }
    }
}

impl Printed {
    /// What stands beside the file, where the format has no foot.
    pub fn side_file(&self) -> SideFile {
        SideFile {
            file: self.name.clone(),
            media_type: self.media_type,
            bytes: self.bytes.len(),
            sha256: Digest::of_bytes(&self.bytes),
            origin: self.origin.clone(),
        }
    }
}

impl Default for Press {
    /// As many places as half of the machine's cores, one at least: the others are for those who read pages.
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let places = Arc::new(Semaphore::new((cores / 2).max(1)));
        Self { places, waiting: AtomicUsize::new(0), fonts: Arc::default() }
    }
}

impl Press {
    /// Does work at one of the places, in the order in which it was asked for.
    async fn beside<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let line = InLine::enter(&self.waiting).ok_or(AppError::Crowded)?;
        let places = Arc::clone(&self.places);
        let place = places.acquire_owned().await.map_err(|_| AppError::Crowded)?;
        drop(line);
        let working = tokio::task::spawn_blocking(move || {
            // Kept until the work is done, also where nobody waits for it any more.
            let _place = place;
            work()
        });
        working.await.map_err(|_| AppError::Unprinted)
    }
}

/// One in the line before the press, for as long as it waits.
struct InLine<'p>(&'p AtomicUsize);

impl<'p> InLine<'p> {
    fn enter(waiting: &'p AtomicUsize) -> Option<Self> {
        let entered = Self(waiting);
        (waiting.fetch_add(1, Ordering::AcqRel) < LINE).then_some(entered)
    }
}

impl Drop for InLine<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

impl App {
    /// Prints what was prepared, once there is a place, and tells meanwhile how far it is.
    ///
    /// # Errors
    /// [`AppError::Crowded`] where too many wait, [`AppError::Unprintable`].
    pub async fn print(
        &self,
        prepared: Prepared,
        manner: Manner,
        progress: &Progress,
    ) -> Result<Printed, AppError> {
        let Prepared { name, format, origin, work } = prepared;
        let print = match work {
            Work::Done(bytes) => Print { bytes, warnings: Vec::new() },
            Work::Document(document, format) => {
                let print =
                    move |fonts: &_, way: Stretch<'_>| export::print(&document, format, manner, fonts, way);
                self.at_press(print, progress).await?
            }
            Work::Replacements(replacing) => {
                let print = move |fonts: &_, way: Stretch<'_>| replacing.print(manner, fonts, way);
                self.at_press(print, progress).await?
            }
        };
        let media_type = format.media_type();
        Ok(Printed { name, media_type, bytes: print.bytes, warnings: print.warnings, origin })
    }

    /// Does what takes its time, once there is a place.
    async fn at_press(
        &self,
        work: impl FnOnce(&Fonts, Stretch<'_>) -> Result<Print, PrintError> + Send + 'static,
        progress: &Progress,
    ) -> Result<Print, AppError> {
        let (fonts, directory) = (Arc::clone(&self.press.fonts), self.settings.printing.fonts.clone());
        let progress = progress.clone();
        let printed = self.beside(move || {
            let way = progress.begin();
            let fonts = match fonts.get() {
                Some(fonts) => fonts,
                None => {
                    let read = read_fonts(directory)?;
                    fonts.get_or_init(|| read)
                }
            };
            work(fonts, way)
        });
        printed.await?.map_err(|error| AppError::Unprintable(Box::new(error)))
    }

    /// Does work that takes the processor's time at one of the places for that, beside the requests.
    ///
    /// # Errors
    /// [`AppError::Crowded`] where too many wait, [`AppError::Unprinted`] where the work broke off.
    pub async fn beside<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AppError> {
        self.press.beside(work).await
    }
}

impl Replacing {
    /// Sets or reads both, and prints which pages differ.
    fn print(self, manner: Manner, fonts: &Fonts, way: Stretch<'_>) -> Result<Print, PrintError> {
        let (both, table) = (way.between(0.0, 0.9), way.between(0.9, 1.0));
        let set =
            |document, way| Ok::<_, PrintError>(handed(document, export::pdf::pages(document, fonts, way)?));
        let report = match &self.before {
            Before::Set(before, at) => {
                let before = set(before, both.between(0.0, 0.5))?;
                let after = set(&self.after, both.between(0.5, 1.0))?;
                report::replacements(self.plan, Some(*at), &before, &after)
            }
            Before::File(HandedIn(file)) => {
                export::handed_out::replacements(self.plan, file, &self.after, fonts, both)?
            }
        };
        match self.format {
            FileFormat::Json => {
                Ok(Print { bytes: export::json(&report)?.into_bytes(), warnings: Vec::new() })
            }
            FileFormat::Document(format) => {
                let document = document_of::replacements(&report, self.language, &self.about);
                export::print(&document, format, manner, fonts, table)
            }
        }
    }
}

fn read_fonts(directory: Option<PathBuf>) -> Result<Fonts, PrintError> {
    Ok(match directory {
        Some(directory) => Fonts::with_directory(&directory)?,
        None => Fonts::embedded(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_name() {
        for format in FileFormat::ALL {
            assert_eq!(FileFormat::of_name(format.name()), Some(format));
        }
        assert_eq!(FileFormat::of_name("doc"), None);
    }

    #[tokio::test]
    async fn who_comes_first_is_printed_first_also_where_nobody_waits_any_more() {
        let press = Press { places: Arc::new(Semaphore::new(1)), ..Press::default() };
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
        let mut line: Vec<_> = (0..LINE).map(|_| InLine::enter(&waiting)).collect();
        assert!(line.iter().all(Option::is_some));
        assert!(
            InLine::enter(&waiting).is_none() && InLine::enter(&waiting).is_none(),
            "who is sent away leaves"
        );
        line.pop();
        assert!(InLine::enter(&waiting).is_some());
    }
}

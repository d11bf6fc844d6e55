//! Printing beside requests: what takes its time at a few places (`print/places.rs`), texts as they go out
//! (`print/outgoing.rs`).

mod outgoing;
mod places;

pub use outgoing::Outgoing;

use crate::App;
use crate::error::AppError;
use crate::request::HandedIn;
use domain::digest::Digest;
use domain::id::{EditionId, PlanId};
use export::document_of::{self, About, handed};
use export::{Document, Fonts, Format, Manner, Print, PrintError, Progress, Stretch};
use jiff::Timestamp;
use jiff::civil::Date;
use places::Places;
use projections::report::{self, PlanRef};
use projections::wording::Language;
use serde::Serialize;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::{fmt, io};

/// How many may wait where something takes its time. Who comes then is asked to come again.
const LINE: usize = 64;
/// How many where texts are written: as many as there may be connections, because each is soon done.
const LINE_OF_TEXTS: usize = 1024;

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
    pub bytes: u64,
    /// Of its bytes.
    pub sha256: Digest,
    /// Where it comes from.
    #[serde(flatten)]
    pub origin: Origin,
}

/// A file on its way to whoever asked for it.
#[derive(Debug)]
pub struct Sent {
    /// What it may be called.
    pub name: String,
    /// What it is.
    pub media_type: &'static str,
    /// What is not as it should be in it, for those who keep the service.
    pub warnings: Vec<String>,
    /// Where it comes from.
    pub origin: Origin,
    /// What is in it.
    pub content: Outgoing,
}

/// A file that was asked for, as a whole.
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
    /// A text has to be written.
    Text(Writing),
    /// A document has to be printed.
    Document(Box<Document>, Format),
    /// Two documents have to be set, and what differs to be printed.
    Replacements(Box<Replacing>),
}

/// What writes a text, the same each time.
#[derive(Clone)]
pub(crate) struct Writing(Arc<Write>);

type Write = dyn Fn(&mut dyn io::Write) -> io::Result<()> + Send + Sync;

impl Writing {
    pub(crate) fn new(write: impl Fn(&mut dyn io::Write) -> io::Result<()> + Send + Sync + 'static) -> Self {
        Self(Arc::new(write))
    }
}

impl fmt::Debug for Writing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Writing")
    }
}

impl PartialEq for Writing {
    /// What writes the same is not known as such: no text is ever waited for, or looked for among what is made.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
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

/// Where documents are printed.
#[derive(Debug)]
pub(crate) struct Press {
    /// For what takes its time.
    typesetting: Places,
    /// For texts.
    writing: Arc<Places>,
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

impl Prepared {
    /// Whether it is a text, which goes out as it is written and is soon written.
    pub const fn is_text(&self) -> bool {
        match self.work {
            Work::Text(_) => true,
            Work::Document(..) | Work::Replacements(_) => false,
        }
    }
}

impl Sent {
    /// What stands beside the file, where the format has no foot.
    pub fn side_file(&self) -> SideFile {
        SideFile {
            file: self.name.clone(),
            media_type: self.media_type,
            bytes: self.content.length(),
            sha256: self.content.sha256(),
            origin: self.origin.clone(),
        }
    }
}

impl Default for Press {
    fn default() -> Self {
        let writing = Arc::new(Places::of_half_the_cores(LINE_OF_TEXTS));
        Self { typesetting: Places::of_half_the_cores(LINE), writing, fonts: Arc::default() }
    }
}

impl App {
    /// Sends what was prepared, once there is a place: a text as it is written, all else once it is printed; meanwhile it
    /// tells how far that is.
    ///
    /// # Errors
    /// [`AppError::Crowded`] where too many wait, [`AppError::Unprintable`]. A text that breaks off while it is sent says so
    /// when its next piece is taken.
    pub async fn send(
        &self,
        prepared: Prepared,
        manner: Manner,
        progress: &Progress,
    ) -> Result<Sent, AppError> {
        let Prepared { name, format, origin, work } = prepared;
        let media_type = format.media_type();
        let print = match work {
            Work::Text(Writing(write)) => {
                let content = self.send_text(move |out| write(out)).await?;
                return Ok(Sent { name, media_type, warnings: Vec::new(), origin, content });
            }
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
        let content = Outgoing::whole(print.bytes);
        Ok(Sent { name, media_type, warnings: print.warnings, origin, content })
    }

    /// The same as a whole.
    ///
    /// # Errors
    /// As of [`App::send`], which also says where a text broke off.
    pub async fn print(
        &self,
        prepared: Prepared,
        manner: Manner,
        progress: &Progress,
    ) -> Result<Printed, AppError> {
        let Sent { name, media_type, warnings, origin, content } =
            self.send(prepared, manner, progress).await?;
        Ok(Printed { name, media_type, bytes: content.collected().await?, warnings, origin })
    }

    /// Sends what is written, beside the requests; it has to be the same each time, because it is written twice.
    ///
    /// # Errors
    /// As of [`App::send`].
    pub async fn send_text(
        &self,
        write: impl Fn(&mut dyn io::Write) -> io::Result<()> + Send + Sync + 'static,
    ) -> Result<Outgoing, AppError> {
        outgoing::send(&self.press.writing, write).await
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
        self.press.typesetting.beside(work).await
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
}

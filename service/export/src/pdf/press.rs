//! The typesetter with what it may see: its template, the data and the fonts. No file, no package, no clock.

use super::PdfError;
use super::fonts::FontSet;
use super::tally;
use crate::Stretch;
use std::sync::{LazyLock, OnceLock};
use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt as _, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// What it may see.
struct Press<'p> {
    fonts: &'p FontSet,
    template: &'p Source,
    data: Bytes,
    /// How far the rows of its tables are.
    rows: Stretch<'p>,
}

/// Sets the data; with it come the words of the typesetter's warnings.
pub(super) fn set(
    fonts: &FontSet,
    data: Vec<u8>,
    rows: Stretch<'_>,
) -> Result<(PagedDocument, Vec<String>), PdfError> {
    compile(&Press { fonts, template: template(), data: Bytes::new(data), rows })
}

/// Sets another template, which reads nothing.
#[cfg(test)]
pub(super) fn set_with(text: &str, fonts: &FontSet) -> Result<(PagedDocument, Vec<String>), PdfError> {
    let source = Source::new(named("other.typ"), text.to_owned());
    compile(&Press { fonts, template: &source, data: Bytes::new([]), rows: Stretch::unseen() })
}

fn compile(press: &Press<'_>) -> Result<(PagedDocument, Vec<String>), PdfError> {
    let Warned { output, warnings } = typst::compile::<PagedDocument>(press);
    let document = output.map_err(|errors| PdfError::NotSet(said(&errors)))?;
    Ok((document, warnings.iter().map(said_by_one).collect()))
}

/// The file of what was set.
pub(super) fn print(document: &PagedDocument) -> Result<Vec<u8>, PdfError> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .expect("a file can conform to both, which are of the same version of PDF");
    let options = PdfOptions {
        standards,
        creator: Smart::Custom(Some("minaoshi".to_owned())),
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|errors| PdfError::NotWritten(said(&errors)))
}

/// Forgets what the typesetter keeps of earlier documents.
pub(super) fn forget() {
    typst::comemo::evict(0);
}

fn said(problems: &[SourceDiagnostic]) -> String {
    problems.iter().map(said_by_one).collect::<Vec<_>>().join("; ")
}

fn said_by_one(problem: &SourceDiagnostic) -> String {
    let hints = problem.hints.iter().map(|hint| hint.v.as_str());
    std::iter::once(problem.message.as_str()).chain(hints).collect::<Vec<_>>().join(", ")
}

impl World for Press<'_> {
    fn library(&self) -> &LazyHash<Library> {
        static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
            // For tags of tables that say which of their cells are heads of rows.
            let features = Features::from_iter([Feature::A11yExtras]);
            LazyHash::new(Library::builder().with_features(features).build())
        });
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA {
            return Ok(self.data.clone());
        }
        let number = tally::of_file(id).ok_or(FileError::AccessDenied)?;
        tally::passed(number, self.rows);
        Ok(Bytes::new([]))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

static DATA: LazyLock<FileId> = LazyLock::new(|| named("document.json"));

fn template() -> &'static Source {
    static TEMPLATE: OnceLock<Source> = OnceLock::new();
    TEMPLATE.get_or_init(|| Source::new(named("document.typ"), include_str!("document.typ").to_owned()))
}

pub(super) fn named(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain name is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

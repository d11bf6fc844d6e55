//! The formats of documents, and the one place where a document becomes a file of any of them. JSON is none of them: it
//! is made of the report.

use crate::separated::Csv;
use crate::{
    Document, DocxError, Fonts, Layout, PdfError, Stretch, Unreadable, XlsxError, docx, html, pdf, xlsx,
};
use std::io::{self, Write};

/// What a file of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Tab-separated values.
    Tsv,
    /// Comma-separated values.
    Csv,
    /// A page that needs nothing beside itself.
    Html,
    /// A workbook.
    Xlsx,
    /// A text for word processors.
    Docx,
    /// For paper and archives.
    Pdf,
}

/// A format that can be written before it is whole; of the others the beginning says where the rest is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextFormat {
    /// Tab-separated values.
    Tsv,
    /// Comma-separated values.
    Csv,
    /// A page that needs nothing beside itself.
    Html,
}

/// How a document is printed, where a format leaves that open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Manner {
    /// Of CSV.
    pub csv: Csv,
    /// Of a workbook.
    pub layout: Layout,
}

/// A printed document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Print {
    /// The file.
    pub bytes: Vec<u8>,
    /// What is not as it should be, though everything else is there.
    pub warnings: Vec<String>,
}

/// Why a document cannot be printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// As a text.
    #[error("text: {0}")]
    Text(#[source] io::Error),
    /// As a workbook.
    #[error(transparent)]
    Xlsx(#[from] XlsxError),
    /// As a text for word processors.
    #[error(transparent)]
    Docx(#[from] DocxError),
    /// As PDF.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// What was handed out before cannot be held against it.
    #[error(transparent)]
    HandedOut(#[from] Unreadable),
    /// As JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Tsv, Self::Csv, Self::Html, Self::Xlsx, Self::Docx, Self::Pdf];

    /// Its stable name, which is also how its files end.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tsv => "tsv",
            Self::Csv => "csv",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }

    /// The format of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The same as one that can be written before it is whole, where it is one.
    pub const fn text(self) -> Option<TextFormat> {
        match self {
            Self::Tsv => Some(TextFormat::Tsv),
            Self::Csv => Some(TextFormat::Csv),
            Self::Html => Some(TextFormat::Html),
            Self::Xlsx | Self::Docx | Self::Pdf => None,
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Tsv => "text/tab-separated-values; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Html => "text/html; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
        }
    }
}

impl TextFormat {
    /// Writes a document, piece by piece, the same each time.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(self, document: &Document, manner: Manner, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Tsv => document.write_tsv(out),
            Self::Csv => document.write_csv(manner.csv, out),
            Self::Html => html::write_html(document, out),
        }
    }
}

/// A document as a file. On the way only a PDF tells how far it is; all else is soon made.
///
/// # Errors
/// [`PrintError`], where the format has no room for what the document says, or where fonts are missing.
pub fn print(
    document: &Document,
    format: Format,
    manner: Manner,
    fonts: &Fonts,
    way: Stretch<'_>,
) -> Result<Print, PrintError> {
    let (bytes, warnings) = match format {
        Format::Tsv => (document.tsv().into_bytes(), Vec::new()),
        Format::Csv => (document.csv(manner.csv), Vec::new()),
        Format::Html => (html::html(document).into_bytes(), Vec::new()),
        Format::Xlsx => (xlsx(document, manner.layout)?, Vec::new()),
        Format::Docx => (docx(document)?, Vec::new()),
        Format::Pdf => {
            let pdf = pdf(document, fonts, way)?;
            (pdf.bytes, pdf.warnings.iter().map(ToString::to_string).collect())
        }
    };
    way.end();
    Ok(Print { bytes, warnings })
}

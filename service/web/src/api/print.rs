//! Reports as files: the table, what differs, what ended and all else, in every format.

use super::audit::filter;
use super::view::look;
use crate::extract::{At, File, Known, Query, Who};
use crate::problem::Problem;
use crate::respond::{self, Answer, download};
use crate::router::Site;
use app::request::{DocumentKind, DocumentQuery, HandedIn};
use app::{Caller, FileFormat, InForm};
use axum::extract::State;
use export::{Csv, Encoding, Layout, Manner, Part, Progress};
use projections::wording::Language;

/// A table as a file.
pub(crate) async fn table(site: State<Site>, Who(caller): Who, at: At, query: Query, known: Known) -> Answer {
    print(&site, Asking { caller, at, query }, &known, DocumentKind::Table).await
}

/// A part of what is counted as a file.
pub(crate) async fn part(site: State<Site>, Who(caller): Who, at: At, query: Query, known: Known) -> Answer {
    let part = query.get("part").and_then(Part::of_name).ok_or_else(Problem::not_found)?;
    print(&site, Asking { caller, at, query }, &known, DocumentKind::Part(part)).await
}

/// Any report as a file.
pub(crate) async fn any(site: State<Site>, Who(caller): Who, at: At, query: Query, known: Known) -> Answer {
    let kind = query.get("of").and_then(DocumentKind::of_name).ok_or_else(Problem::not_found)?;
    print(&site, Asking { caller, at, query }, &known, kind).await
}

/// Which pages differ from those of the file that is sent, which was handed out before. Its bytes say whether it is a PDF, to
/// those who may know of the plan.
pub(crate) async fn replacements(
    site: State<Site>,
    Who(caller): Who,
    (at, query): (At, Query),
    known: Known,
    file: File,
) -> Answer {
    let before = Some(HandedIn(file.bytes));
    let asked = DocumentQuery { before, ..asked(&query, DocumentKind::Replacements)? };
    answer(&site, Asking { caller, at, query }, &known, &asked).await
}

/// Who asks, and for what.
struct Asking {
    caller: Caller,
    at: At,
    query: Query,
}

async fn print(site: &Site, asking: Asking, known: &Known, kind: DocumentKind) -> Answer {
    let asked = asked(&asking.query, kind)?;
    answer(site, asking, known, &asked).await
}

async fn answer(site: &Site, asking: Asking, known: &Known, asked: &DocumentQuery) -> Answer {
    let Asking { caller, at, query } = asking;
    let format = query.get("format").and_then(FileFormat::of_name).ok_or_else(Problem::not_found)?;
    let manner = manner(&query);
    // A file is the same for whoever asks; its words are in the language of the table unless that is said.
    let language = query.get("lang").and_then(Language::of_tag).unwrap_or_default();
    let prepared = site.app.document(&caller, at.plan(), asked, InForm { format, manner, language }).await?;
    let sent = site.app.send(prepared, manner, &Progress::default()).await?;
    for warning in &sent.warnings {
        tracing::warn!(format = format.name(), warning, "a document is not as it should be");
    }
    if query.flag("about") {
        return respond::report(known, &sent.side_file());
    }
    Ok(download(known, &sent.name, sent.media_type, sent.content))
}

/// What a query asks for.
pub(crate) fn asked(query: &Query, kind: DocumentKind) -> Result<DocumentQuery, Problem> {
    Ok(DocumentQuery {
        look: look(query),
        from: query.text("from"),
        to: query.text("to"),
        meeting: query.text("meeting"),
        handed_out: query.text("handed_out"),
        item: query.text("item"),
        on: query.text("on"),
        year: query.text("year"),
        department: query.text("department"),
        cancelled: filter(query)?,
        ..DocumentQuery::of(kind)
    })
}

/// How it asks for it.
pub(crate) fn manner(query: &Query) -> Manner {
    let encoding = if query.flag("mark") { Encoding::Utf8WithMark } else { Encoding::Utf8 };
    let layout = if query.get("layout") == Some("print") { Layout::Print } else { Layout::Data };
    let (unguarded, ids) = (query.flag("raw"), query.flag("ids"));
    Manner { csv: Csv { encoding, unguarded, ids, ..Csv::default() }, layout }
}

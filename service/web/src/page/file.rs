//! A file of a report: handed out at once where it is soon made; else a page says how far it is, and shows itself again
//! until the file is there. It is made once, whoever asks meanwhile.

mod making;

pub(crate) use making::Makings;

use super::place::Place;
use super::{Frame, reader};
use crate::api::print::{asked, manner};
use crate::extract::{At, Known, Query};
use crate::problem::Problem;
use crate::respond::{Answer, download};
use crate::router::Site;
use app::request::DocumentKind;
use app::{FileFormat, InForm};
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use std::time::Duration;

/// How long a reader waits before the page says how far it is.
const PATIENCE: Duration = Duration::from_secs(2);
/// After how many seconds the page shows itself again.
const AGAIN: &str = "3";

#[derive(Template)]
#[template(path = "file.html")]
struct Waiting<'p> {
    frame: &'p Frame,
    place: &'p Place,
    name: &'p str,
    /// For how many seconds it has been under way.
    seconds: u64,
    /// Whether the page shows itself again.
    again: bool,
    /// This page, as it is and without showing itself again.
    here: String,
    still: String,
}

pub(crate) async fn file(site: State<Site>, frame: Frame, at: At, query: Query, known: Known) -> Answer {
    let kind = query.get("of").and_then(DocumentKind::of_name).ok_or_else(Problem::not_found)?;
    let format = query.get("format").and_then(FileFormat::of_name).ok_or_else(Problem::not_found)?;
    let manner = manner(&query);
    let form = InForm { format, manner, language: frame.language };
    let prepared = site.app.document(&reader(), at.plan(), &asked(&query, kind)?, form).await?;
    let name = prepared.name.clone();
    let making = site.makings.of(&site.app, prepared, manner);
    if !making.is_done_within(PATIENCE).await {
        let plan = site.app.plan(&reader(), at.plan()).await?.plan;
        let place = Place::of(&plan, None);
        let again = !query.flag("still");
        let here = frame.with_query(&place.at("file"));
        let page = Waiting {
            frame: &frame,
            place: &place,
            name: &name,
            seconds: making.seconds(),
            again,
            still: format!("{here}&still=true"),
            here,
        };
        let mut answer = frame.show(&known, &page)?;
        answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if again {
            answer.headers_mut().insert(HeaderName::from_static("refresh"), HeaderValue::from_static(AGAIN));
        }
        return Ok(answer);
    }
    let printed = site.makings.taken(&making)?;
    Ok(download(&known, &printed.name, printed.media_type, printed.bytes.clone()))
}

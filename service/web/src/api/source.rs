//! Kept files: taken in as they are, and given out as downloads only.

use crate::extract::{At, File, Known, Query, Who};
use crate::respond::{self, Answer, recorded};
use crate::router::Site;
use app::{NewSource, Outgoing};
use axum::extract::State;

pub(crate) async fn register(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    query: Query,
    file: File,
) -> Answer {
    let id = at.id()?;
    let name = query.text("name").unwrap_or_default();
    let file = NewSource { name, media_type: file.media_type, bytes: file.bytes };
    let done = site.app.register_source(&caller, at.plan(), id, &file).await?;
    recorded(&done, &format!("/sources/{id}"))
}

pub(crate) async fn download(site: State<Site>, Who(caller): Who, at: At, known: Known) -> Answer {
    let source = site.app.source(&caller, at.plan(), at.name("source")).await?;
    Ok(respond::download(&known, &source.name, &source.media_type, Outgoing::whole(source.bytes)))
}

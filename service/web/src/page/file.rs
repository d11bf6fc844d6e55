//! A file of a report: a text goes out as it is written, what is soon made at once. Of what takes its time a page says how
//! far it is, and shows itself again until the file is there; it is made once, whoever asks meanwhile.

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
use app::{FileFormat, InForm, Outgoing};
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use export::Progress;
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
    /// How much of it is done, in percent; none while it waits for its turn.
    percent: Option<u8>,
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
    if prepared.is_text() {
        let sent = site.app.send(prepared, manner, &Progress::default()).await?;
        return Ok(download(&known, &sent.name, sent.media_type, sent.content));
    }
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
            percent: making.percent(),
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
    Ok(download(&known, &printed.name, printed.media_type, Outgoing::whole(printed.bytes.clone())))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;
    use axum::http::HeaderMap;
    use domain::value::{Field, Text};
    use projections::report::PlanRef;

    fn shown(address: &str, percent: Option<u8>) -> String {
        let frame = Frame::new(&address.parse().unwrap(), &HeaderMap::new(), None);
        let text = |text| Text::parse(Field::Title, text).unwrap();
        let plan = PlanRef { id: None, organisation: text("市議会"), title: text("計画"), version: 1 };
        let place = Place::of(&plan, None);
        let (here, still) = (address.to_owned(), address.to_owned());
        let name = "計画.pdf";
        let page =
            Waiting { frame: &frame, place: &place, name, percent, seconds: 4, again: true, here, still };
        page.render().unwrap()
    }

    #[test]
    fn how_far_a_file_is_stands_in_words_and_in_the_bar() {
        let page = shown("/", Some(42));
        assert!(page.contains("を作成中です。42％まで進みました（4秒経過）。"), "{page}");
        assert!(page.contains("<progress max=\"100\" value=\"42\""), "{page}");
        assert!(shown("/?lang=en", Some(42)).contains("is being made: 42 % is done, after 4 seconds."));
    }

    #[test]
    fn a_file_that_waits_for_its_turn_says_so() {
        let page = shown("/", None);
        assert!(page.contains("は順番を待っています（4秒経過）。") && page.contains("value=\"0\""), "{page}");
        assert!(shown("/?lang=en", None).contains("waits for its turn, for 4 seconds now."));
    }
}

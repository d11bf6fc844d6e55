//! The Atom feed (RFC 4287) of what became public: editions, withdrawals, corrections; of one plan or of all.
//!
//! Addresses in it are relative, as the standard allows: the service does not know under which name it is reached.

use super::Frame;
use super::place::full;
use crate::extract::{At, Known};
use crate::problem::Problem;
use crate::respond::{Answer, tag};
use crate::router::Site;
use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use domain::digest::Digest;
use jiff::Timestamp;
use jiff::tz::{TimeZone, offset};
use projections::report::{ChangesReport, PublicChange, Published};
use projections::wording;
use uuid::{Builder, Uuid};

#[derive(Template)]
#[template(path = "feed.xml")]
struct Feed<'p> {
    frame: &'p Frame,
    id: Uuid,
    title: String,
    /// Its own address, and that of the page beside it.
    own: String,
    page: String,
    author: String,
    updated: String,
    entries: Vec<Item>,
}

/// One change.
pub(super) struct Item {
    id: Uuid,
    /// Which plan changed, and how.
    pub(super) plan: String,
    pub(super) what: String,
    /// In the language that the reader has chosen.
    pub(super) address: String,
    /// When it was recorded, for machines.
    pub(super) at: String,
    /// The day of it, for people.
    pub(super) day: String,
    author: String,
    pub(super) summary: String,
}

/// More entries than these are found on the pages.
const MOST: usize = 100;

pub(crate) async fn feed(site: State<Site>, frame: Frame, known: Known) -> Answer {
    let reports = site.app.news(MOST).await?;
    let title = frame.of("見直し：公開された変更", "minaoshi: what became public").to_owned();
    let oldest = site.app.oldest().await?;
    let feed = Feed {
        frame: &frame,
        // Plans are never deleted, so that the oldest one names its register for good.
        id: named(&format!("feed:{}", oldest.map(|plan| plan.to_string()).unwrap_or_default())),
        own: frame.to("/feed.atom"),
        page: frame.to("/"),
        author: frame.of("見直し", "minaoshi").to_owned(),
        updated: updated(&reports),
        entries: entries(&reports, &frame),
        title,
    };
    feed.answer(&known)
}

pub(crate) async fn plan_feed(site: State<Site>, frame: Frame, at: At, known: Known) -> Answer {
    let reports = [site.app.changes(at.plan()).await?];
    let plan = &reports[0].plan;
    let id = plan.id.map(|id| id.to_string()).unwrap_or_default();
    let feed = Feed {
        frame: &frame,
        title: full(plan),
        own: frame.to(&format!("/p/{id}/feed.atom")),
        page: frame.to(&format!("/p/{id}/")),
        author: plan.organisation.to_string(),
        updated: updated(&reports),
        entries: entries(&reports, &frame),
        id: named(&format!("feed:plan:{id}")),
    };
    feed.answer(&known)
}

/// An id that follows from what it names, for ever.
fn named(what: &str) -> Uuid {
    let digest = Digest::of_bytes(format!("minaoshi:{what}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.bytes()[..16]);
    Builder::from_custom_bytes(bytes).into_uuid()
}

/// When the newest change was recorded; a feed without any has not changed since the beginning.
fn updated(reports: &[ChangesReport]) -> String {
    let newest = reports.iter().flat_map(|report| &report.changes).map(|change| change.at).max();
    moment(newest.unwrap_or(Timestamp::UNIX_EPOCH))
}

fn moment(at: Timestamp) -> String {
    format!("{at:.3}")
}

/// The newest changes of these plans, the newest first.
pub(super) fn entries(reports: &[ChangesReport], frame: &Frame) -> Vec<Item> {
    let all = reports.iter().flat_map(|report| report.changes.iter().map(move |change| (report, change)));
    let mut items: Vec<Item> = all.map(|(report, change)| Item::of(report, change, frame)).collect();
    items.sort_by(|one, other| other.at.cmp(&one.at));
    items.truncate(MOST);
    items
}

impl Item {
    fn of(report: &ChangesReport, change: &PublicChange, frame: &Frame) -> Self {
        let plan = report.plan.id.map(|id| id.to_string()).unwrap_or_default();
        let label = &change.edition.label;
        let edition = format!("/p/{plan}/e/{}/", change.edition.id);
        let (what, summary, address) = match &change.what {
            Published::Edition(adoption) => (
                format!("{label}{}", frame.of("の版を公開しました", ": edition published")),
                adoption.as_ref().map(|by| {
                    let result = wording::resolution(&by.result, frame.language);
                    let day = wording::day(by.resolved_on, frame.language);
                    format!("{} {} {day} {result}", by.body, by.meeting)
                }),
                edition,
            ),
            Published::Withdrawal(withdrawal) => (
                format!("{label}{}", frame.of("の版を取り下げました", ": edition withdrawn")),
                Some(format!("{}：{}", withdrawal.authority, withdrawal.reason)),
                edition,
            ),
            Published::Correction(corrected) => {
                let erratum = &corrected.erratum;
                let number = corrected.item.full_label.clone().unwrap_or_default();
                let kind = wording::correction(erratum.kind, frame.language);
                (
                    format!(
                        "{label}{} {kind}{}{number} {}",
                        frame.of("", ":"),
                        frame.of("：", ", "),
                        corrected.column
                    ),
                    Some(format!("{} → {}（{}）", erratum.printed, erratum.corrected, erratum.reason)),
                    format!("{edition}#n-{}", corrected.item.node),
                )
            }
        };
        Self {
            id: named(&format!("change:{plan}:{}", change.sequence)),
            plan: report.plan.title.to_string(),
            what,
            address: frame.to(&address),
            at: moment(change.at),
            day: wording::day(change.at.to_zoned(TimeZone::fixed(offset(9))).date(), frame.language),
            author: report.plan.organisation.to_string(),
            summary: summary.unwrap_or_default(),
        }
    }
}

impl Feed<'_> {
    fn answer(&self, known: &Known) -> Answer {
        let xml = self.render().map_err(|error| Problem::internal(&error))?;
        let tag = tag(None, xml.as_bytes());
        if known.has(&tag) {
            return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
        }
        let headers = [
            (header::ETAG, tag),
            (header::CONTENT_TYPE, "application/atom+xml; charset=utf-8".to_owned()),
            (header::CONTENT_LANGUAGE, self.frame.tag().to_owned()),
        ];
        Ok((headers, xml).into_response())
    }
}

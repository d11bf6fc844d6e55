//! One writer: what it sends, what it knows to be recorded, and what it must repeat.

use crate::ledger::Acknowledged;
use crate::support::id;
use domain::id::NodeId;
use reqwest::StatusCode;
use reqwest::blocking::{Client, Response};
use serde_json::{Value, json};
use std::sync::mpsc::Sender;
use uuid::Uuid;

/// A server that runs until it is killed.
pub(crate) struct Round {
    pub(crate) address: String,
    pub(crate) secret: String,
    pub(crate) client: Client,
}

/// A request under an id that was chosen before it was first sent.
#[derive(Debug, Clone)]
struct Request {
    id: Uuid,
    path: String,
    body: Value,
}

enum Work {
    /// Progress of an item: one event each.
    Progress(NodeId),
    /// A cycle is opened, everything in it decided in one command, and abandoned: what comes next.
    Cycles(u8),
}

/// One writer.
pub(crate) struct Writer {
    plan: String,
    work: Work,
    unanswered: Option<Request>,
    /// The id of every request that was ever sent.
    pub(crate) sent: Vec<Uuid>,
    /// Every answer.
    pub(crate) acknowledged: Vec<Acknowledged>,
    /// How many repeated requests were recorded already.
    pub(crate) found_recorded: u64,
}

impl Writer {
    /// One who reports progress of an item.
    pub(crate) fn of_progress(plan: &str, item: NodeId) -> Self {
        Self::new(plan, Work::Progress(item))
    }

    /// One who runs cycles; a plan has at most one.
    pub(crate) fn of_cycles(plan: &str) -> Self {
        Self::new(plan, Work::Cycles(0))
    }

    fn new(plan: &str, work: Work) -> Self {
        let (plan, unanswered, sent, acknowledged) = (plan.to_owned(), None, Vec::new(), Vec::new());
        Self { plan, work, unanswered, sent, acknowledged, found_recorded: 0 }
    }

    /// Writes until the server is gone, and tells each answer.
    pub(crate) fn write(&mut self, round: &Round, answered: &Sender<()>) {
        loop {
            if self.unanswered.is_none() {
                let request = self.next();
                self.sent.push(request.id);
                self.unanswered = Some(request);
            }
            if !self.send(round) {
                return;
            }
            // Nobody counts any more once the server is about to be killed.
            let _ = answered.send(());
        }
    }

    pub(crate) fn has_unanswered(&self) -> bool {
        self.unanswered.is_some()
    }

    /// Sends what was not answered once more, to a server that lives.
    pub(crate) fn repeat_unanswered(&mut self, round: &Round) {
        assert!(self.send(round), "a server that nobody has killed answers");
    }

    /// Sends the request until it is answered; false where the server is gone.
    fn send(&mut self, round: &Round) -> bool {
        while let Some(request) = &self.unanswered {
            let url = format!("{}/api/v1/plans/{}/{}", round.address, self.plan, request.path);
            let sending = round.client.put(url).bearer_auth(&round.secret).json(&request.body).send();
            // An answer of which the body is missing is none.
            let Some((status, body)) = sending.ok().and_then(read) else { return false };
            match status {
                StatusCode::CREATED | StatusCode::OK => {
                    let version = body["version"].as_u64().unwrap_or_else(|| panic!("no version: {body}"));
                    self.acknowledged.push(Acknowledged { command: request.id, version });
                    self.found_recorded += u64::from(status == StatusCode::OK);
                    self.unanswered = None;
                }
                // It is not known whether it was recorded, or too many others write: the same again will tell.
                StatusCode::SERVICE_UNAVAILABLE => {}
                _ => panic!("{} {}: {status} {body}", request.path, request.body),
            }
        }
        true
    }

    fn next(&mut self) -> Request {
        let (id, number) = (id(), self.sent.len());
        let (path, body) = match &mut self.work {
            Work::Progress(item) => (
                format!("progress/{id}"),
                json!({ "item": item, "bullets": [format!("第{number}報")], "reported_on": "2022-05-01" }),
            ),
            Work::Cycles(step) => {
                let now = *step;
                *step = (now + 1) % 3;
                match now {
                    0 => (format!("cycles/{id}"), json!({ "label": "令和6年3月" })),
                    1 => (format!("decisions/rest/{id}"), json!({})),
                    _ => (format!("abandonments/{id}"), json!({ "reason": "試行のため" })),
                }
            }
        };
        Request { id, path, body }
    }
}

fn read(response: Response) -> Option<(StatusCode, Value)> {
    let status = response.status();
    let bytes = response.bytes().ok()?;
    Some((status, serde_json::from_slice(&bytes).unwrap_or(Value::Null)))
}

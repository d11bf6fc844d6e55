//! The kinds of problems: each address that an answer gives as its `type` is a page that says what it means.

use super::Frame;
use crate::extract::{At, Known};
use crate::problem::{self, Described, Problem};
use crate::respond::Answer;
use askama::Template;

#[derive(Template)]
#[template(path = "problems.html")]
struct Problems<'p> {
    frame: &'p Frame,
    kinds: &'p [Described],
}

#[derive(Template)]
#[template(path = "kind.html")]
struct OneKind<'p> {
    frame: &'p Frame,
    kind: &'p Described,
    example: String,
}

pub(crate) async fn problems(frame: Frame, known: Known) -> Answer {
    frame.show(&known, &Problems { frame: &frame, kinds: &problem::all(frame.language) })
}

pub(crate) async fn kind(frame: Frame, known: Known, at: At) -> Answer {
    let kind = problem::find(at.name("kind"), frame.language).ok_or_else(Problem::not_found)?;
    let example = serde_json::to_string_pretty(&kind.example()).expect("a JSON value can be written");
    frame.show(&known, &OneKind { frame: &frame, kind: &kind, example })
}

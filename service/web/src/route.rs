//! What a route is: its address, who may use it, what it takes, what it answers, and the handler.

use crate::router::Site;
use crate::said::{Said, said};
use crate::schema::Object;
use app::permission::Operation;
use axum::routing::MethodRouter;
use std::time::Duration;

/// A body that is not a file, in bytes.
pub(crate) const SMALL: usize = 1024 * 1024;
/// A body with files, in bytes.
pub(crate) const LARGE: usize = 20 * 1024 * 1024;

/// How a route is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Records something under an id that the caller has chosen.
    Put,
    /// Asks with a body, and records nothing.
    Post,
}

impl Method {
    /// As requests name it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
        }
    }
}

/// What a parameter holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// Any text.
    Text,
    /// A number that is not negative.
    Number,
    /// `true` or `false`.
    Flag,
    /// One of these.
    OneOf(&'static [&'static str]),
    /// A file, in a form.
    File,
    /// A file, as often as needed, in a form.
    Files,
}

/// A parameter of a query, or a field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub value: Value,
    /// Whether a request without it is refused.
    pub required: bool,
    /// What it says.
    pub about: Said,
}

/// What a route takes.
#[derive(Debug, Clone, Copy)]
pub enum Body {
    /// Nothing.
    Nothing,
    /// An object in JSON.
    Json(&'static Object),
    /// The bytes of a file, with its media type.
    File,
    /// A form with files.
    Form(&'static [Parameter]),
}

/// What a route answers when nothing stands in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// A report under that name in the API's document, with an `ETag`.
    Report(&'static str),
    /// What was recorded: 201, and 200 when it had been recorded before.
    Recorded,
    /// What an import made of its files, under that name: 201, and 200 when there was nothing to record.
    Imported(&'static str),
    /// A file to download.
    File,
    /// A page.
    Page,
}

/// One route.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// How it is called.
    pub method: Method,
    /// Where, below the base of its table.
    pub path: &'static str,
    /// Its stable name.
    pub name: &'static str,
    /// What the caller must be allowed to do. [`Operation::ReadPublished`] shows what is published to everyone, and what
    /// is not to those who may [`Operation::ReadDraft`].
    pub operation: Operation,
    /// What it is for, in a line.
    pub summary: Said,
    /// The parameters of its query; others are refused.
    pub query: &'static [Parameter],
    /// What it takes.
    pub body: Body,
    /// Whether the request must say which revision its author saw.
    pub seen: bool,
    /// What it answers.
    pub answer: Answer,
    handler: fn() -> MethodRouter<Site>,
}

impl Route {
    /// A route that reads.
    pub(crate) const fn get(
        path: &'static str,
        name: &'static str,
        handler: fn() -> MethodRouter<Site>,
    ) -> Self {
        Self {
            method: Method::Get,
            path,
            name,
            operation: Operation::ReadPublished,
            summary: said("", ""),
            query: &[],
            body: Body::Nothing,
            seen: false,
            answer: Answer::Page,
            handler,
        }
    }

    /// A route that records.
    pub(crate) const fn put(
        path: &'static str,
        name: &'static str,
        operation: Operation,
        handler: fn() -> MethodRouter<Site>,
    ) -> Self {
        Self { method: Method::Put, operation, answer: Answer::Recorded, ..Self::get(path, name, handler) }
    }

    /// A route that asks with a body.
    pub(crate) const fn post(
        path: &'static str,
        name: &'static str,
        operation: Operation,
        handler: fn() -> MethodRouter<Site>,
    ) -> Self {
        Self { method: Method::Post, operation, ..Self::get(path, name, handler) }
    }

    pub(crate) const fn may(self, operation: Operation) -> Self {
        Self { operation, ..self }
    }

    /// What a page is for; its own words stand in its template.
    pub(crate) const fn about(self, en: &'static str) -> Self {
        self.described("", en)
    }

    /// What it is for, in Japanese and in English.
    pub(crate) const fn described(self, ja: &'static str, en: &'static str) -> Self {
        Self { summary: said(ja, en), ..self }
    }

    pub(crate) const fn query(self, query: &'static [Parameter]) -> Self {
        Self { query, ..self }
    }

    pub(crate) const fn takes(self, body: Body) -> Self {
        Self { body, ..self }
    }

    pub(crate) const fn sees(self) -> Self {
        Self { seen: true, ..self }
    }

    pub(crate) const fn answers(self, answer: Answer) -> Self {
        Self { answer, ..self }
    }

    /// How to answer it.
    pub(crate) fn handler(&self) -> MethodRouter<Site> {
        (self.handler)()
    }

    /// The greatest body, in bytes.
    pub const fn limit(&self) -> usize {
        match self.body {
            Body::Nothing | Body::Json(_) => SMALL,
            // What is around the files of a form comes on top.
            Body::File => LARGE,
            Body::Form(_) => LARGE + SMALL,
        }
    }

    /// How long an answer may take.
    pub const fn patience(&self) -> Duration {
        match self.body {
            Body::Nothing | Body::Json(_) => match self.answer {
                // Documents may have to wait for a place where they are printed.
                Answer::File => Duration::from_secs(60),
                Answer::Report(_) | Answer::Recorded | Answer::Imported(_) | Answer::Page => {
                    Duration::from_secs(15)
                }
            },
            Body::File | Body::Form(_) => Duration::from_secs(60),
        }
    }

    /// The names in its path, in order.
    pub fn segments(&self) -> impl Iterator<Item = &'static str> {
        self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }
}

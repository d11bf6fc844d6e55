//! One operation of the API: its parameters, its body, its answers, and examples that are known to work.

use super::Frame;
use super::reference::callers;
use crate::header::encoded;
use crate::openapi::examples::{Bearer, Example};
use crate::openapi::{answers, examples};
use crate::route::{Body, Method, Route, Value};
use crate::said::{Said, said};
use crate::schema::{Kind, Object};
use crate::table::BASE;
use askama::Template;
use serde_json::Value as Json;
use std::fmt::Write as _;

#[derive(Template)]
#[template(path = "operation.html")]
pub(super) struct OperationPage<'p> {
    frame: &'p Frame,
    name: &'static str,
    method: &'static str,
    path: String,
    summary: &'static str,
    callers: String,
    /// Names in the path, parameters, headers.
    parameters: Vec<Entry>,
    /// Which media type the body has.
    takes: Option<&'static str>,
    fields: Vec<Entry>,
    answers: Vec<(u16, &'static str)>,
    examples: Vec<Shown>,
}

/// A parameter or a field.
struct Entry {
    name: String,
    place: &'static str,
    needed: bool,
    kind: String,
    about: &'static str,
}

/// An example as it can be sent from a command line.
struct Shown {
    title: String,
    request: String,
    status: u16,
    answer: Option<String>,
}

impl<'p> OperationPage<'p> {
    pub(super) fn of(frame: &'p Frame, route: &'static Route) -> Self {
        let language = frame.language;
        let (takes, fields) = body(frame, route);
        let good: &[(u16, Said)] = &match route.method {
            Method::Get | Method::Post => [
                (200, said("結果", "the answer")),
                (304, said("手元のものと同じ（If-None-Match）", "the caller has the answer (If-None-Match)")),
            ],
            Method::Put => [
                (201, said("記録した", "recorded")),
                (200, said("すでに記録されていた", "it was recorded before")),
            ],
        };
        let answers = good.iter().copied().chain(answers::problems(route));
        Self {
            frame,
            name: route.name,
            method: route.method.name(),
            path: format!("{BASE}{}", route.path),
            summary: route.summary.of(language),
            callers: callers(route, frame),
            parameters: parameters(frame, route),
            takes,
            fields,
            answers: answers.map(|(status, about)| (status, about.of(language))).collect(),
            examples: examples::of(route.name).iter().map(|example| shown(frame, route, example)).collect(),
        }
    }
}

fn parameters(frame: &Frame, route: &Route) -> Vec<Entry> {
    let segments = route.segments().enumerate().map(|(place, name)| {
        let chosen = route.method == Method::Put && place + 1 == route.segments().count();
        Entry {
            name: name.to_owned(),
            place: frame.of("アドレス", "address"),
            needed: true,
            kind: if chosen { "UUID".to_owned() } else { frame.of("文字列", "text").to_owned() },
            about: crate::openapi::segment_about(name, chosen).of(frame.language),
        }
    });
    let query = route.query.iter().map(|parameter| Entry {
        name: parameter.name.to_owned(),
        place: frame.of("クエリ", "query"),
        needed: parameter.required,
        kind: value(frame, parameter.value),
        about: parameter.about.of(frame.language),
    });
    let seen = route.seen.then(|| Entry {
        name: "If-Match".to_owned(),
        place: frame.of("ヘッダー", "header"),
        needed: false,
        kind: frame.of("文字列", "text").to_owned(),
        about: crate::openapi::IF_MATCH.of(frame.language),
    });
    segments.chain(query).chain(seen).collect()
}

fn body(frame: &Frame, route: &Route) -> (Option<&'static str>, Vec<Entry>) {
    match route.body {
        Body::Nothing => (None, Vec::new()),
        Body::Json(object) => (Some("application/json"), fields(frame, "", object)),
        Body::File => (Some("*/*"), Vec::new()),
        Body::Form(parameters) => {
            let entry = |parameter: &crate::route::Parameter| Entry {
                name: parameter.name.to_owned(),
                place: "",
                needed: parameter.required,
                kind: value(frame, parameter.value),
                about: parameter.about.of(frame.language),
            };
            (Some("multipart/form-data"), parameters.iter().map(entry).collect())
        }
    }
}

/// The fields of an object, and of those in it.
fn fields(frame: &Frame, above: &str, object: &Object) -> Vec<Entry> {
    let mut all = Vec::new();
    for field in object.fields {
        let name = format!("{above}{}", field.name);
        let (kind, inner) = match field.kind {
            Kind::Text => (frame.of("文字列", "text").to_owned(), None),
            Kind::Word(words) => (words.join(" | "), None),
            Kind::Flag => ("true | false".to_owned(), None),
            Kind::Number => (frame.of("0以上の整数", "whole number").to_owned(), None),
            Kind::Texts => (frame.of("文字列の並び", "list of texts").to_owned(), None),
            Kind::Objects(inner) => (frame.of("並び", "list").to_owned(), Some(inner)),
        };
        let below = format!("{name}[].");
        all.push(Entry {
            name,
            place: "",
            needed: field.required,
            kind,
            about: field.about.of(frame.language),
        });
        all.extend(inner.into_iter().flat_map(|inner| fields(frame, &below, inner)));
    }
    all
}

fn value(frame: &Frame, value: Value) -> String {
    match value {
        Value::Text => frame.of("文字列", "text").to_owned(),
        Value::Number => frame.of("0以上の整数", "whole number").to_owned(),
        Value::Flag => "true | false".to_owned(),
        Value::OneOf(words) => words.join(" | "),
        Value::File => frame.of("ファイル", "file").to_owned(),
        Value::Files => frame.of("ファイル（複数可）", "files").to_owned(),
    }
}

fn shown(frame: &Frame, route: &Route, example: &Example) -> Shown {
    Shown {
        title: example.shows(frame.language).to_owned(),
        request: command(route, example),
        status: example.status,
        answer: example.answer.as_ref().map(|answer| match answer {
            Json::String(text) => text.clone(),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => pretty(answer),
        }),
    }
}

/// The request as a command for curl. What a file says stands below the command, not in it.
fn command(route: &Route, example: &Example) -> String {
    let text = |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let path = example.path.iter().fold(route.path.to_owned(), |path, (name, value)| {
        path.replace(&format!("{{{name}}}"), &encoded(&text(value)))
    });
    let pairs: Vec<String> =
        example.query.iter().map(|(name, value)| format!("{name}={}", encoded(&text(value)))).collect();
    let query = if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) };
    let mut command = format!("curl -X {} \"$SERVER{BASE}{path}{query}\"", route.method.name());
    let mut option = |option: String| {
        write!(command, " \\\n  {option}").expect("a string takes all that is written");
    };
    match example.by {
        Bearer::Public => {}
        Bearer::Auditor | Bearer::Staff | Bearer::Second => {
            option("-H \"Authorization: Bearer $TOKEN\"".to_owned());
        }
    }
    for (name, value) in &example.headers {
        option(format!("-H '{name}: {}'", text(value)));
    }
    if let Some(body) = &example.body {
        option("-H 'Content-Type: application/json'".to_owned());
        option(format!("-d '{}'", pretty(body)));
    }
    for (name, value) in example.form.iter().flatten() {
        match file_of(route, name) {
            Some(file) => option(format!("-F '{name}=@{file}'")),
            None => option(format!("-F '{name}={}'", text(value))),
        }
    }
    if let Some(file) = &example.file {
        option(format!("-H 'Content-Type: {}'", file.media_type));
        option(format!("--data-binary '{}'", file.text));
    }
    for (name, value) in example.form.iter().flatten() {
        if let (Some(file), Json::String(said)) = (file_of(route, name), value) {
            write!(command, "\n\n# {file}\n{said}").expect("a string takes all that is written");
        }
    }
    command
}

/// What the file of a form's field may be called; none where the field is no file.
fn file_of(route: &Route, name: &str) -> Option<String> {
    let fields = match route.body {
        Body::Form(fields) => fields,
        Body::Nothing | Body::Json(_) | Body::File => &[],
    };
    let field = fields.iter().find(|field| field.name == name)?;
    match (field.value, name) {
        (Value::Text | Value::Number | Value::Flag | Value::OneOf(_), _) => None,
        (Value::File | Value::Files, "profile" | "about") => Some(format!("{name}.toml")),
        (Value::File | Value::Files, "file") => Some("table.tsv".to_owned()),
        (Value::File | Value::Files, _) => Some(format!("{name}.tsv")),
    }
}

fn pretty(value: &Json) -> String {
    serde_json::to_string_pretty(value).expect("a JSON value can be written")
}

//! Every example of the document is sent, in the order of the story that they tell on the real sample. The answer has
//! the status, the media type and exactly the fields that the document promises, and it is the one that is written down.
//!
//! `MINAOSHI_EXAMPLES=write` writes the answers into `service/web/examples`, and with them the revisions that are seen.

use crate::site::{PLAN, Site};
use reqwest::Method;
use reqwest::blocking::multipart::{Form, Part};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use system_tests::document::{Document, Operation};
use system_tests::{TestDatabase, on_both_blocking};
use uuid::Uuid;

/// As much of a list as an example shows.
const SHOWN: usize = 2;
/// As many lines of a file as an example shows.
const LINES: usize = 6;

on_both_blocking!(every_example_is_answered_as_it_is_written, a_document_that_lies_is_caught);

fn every_example_is_answered_as_it_is_written(db: TestDatabase) {
    let site = Site::open(&db);
    let mut files = read();
    let write = std::env::var("MINAOSHI_EXAMPLES").is_ok_and(|how| how == "write");
    let mut wrong = Vec::new();
    for (name, place) in in_order(&files) {
        let example = &mut files.get_mut(&name).unwrap()[place];
        let step = example["step"].clone();
        if write {
            see(&site, example);
        }
        let operation = site.document.operation(&name).unwrap_or_else(|| panic!("no operation {name}"));
        let reply = send(&site, &operation, example);
        let faults = site.document.faults(&operation, reply.status, &reply.kind, &reply.body);
        wrong.extend(faults.into_iter().map(|fault| format!("{name}, step {step}: {fault}")));
        let shown = reply.shown(&name);
        if !shown.is_string() {
            let faults =
                site.document.faults(&operation, reply.status, &reply.kind, shown.to_string().as_bytes());
            wrong.extend(faults.into_iter().map(|fault| format!("{name}, step {step}, as shown: {fault}")));
        }
        if reply.status != example["status"] {
            wrong.push(format!("{name}, step {step}: {} {shown}", reply.status));
        }
        if write {
            example["answer"] = shown;
        } else if masked(shown.clone()) != masked(example["answer"].clone()) {
            wrong.push(format!("{name}, step {step}: now answered with {shown:#}"));
        }
    }
    if write {
        files.iter().for_each(|(name, examples)| fs::write(path(name), text(examples)).unwrap());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The control: a document that says something else of the same answers.
fn a_document_that_lies_is_caught(db: TestDatabase) {
    let site = Site::open(&db);
    let files = read();
    let faults = |document: &Document, name: &str| {
        let operation = document.operation(name).unwrap();
        let reply = send(&site, &operation, &files[name][0]);
        document.faults(&operation, reply.status, &reply.kind, &reply.body).len()
    };
    let lie = |change: fn(&mut Value)| site.document.clone().changed(change);
    assert_eq!(faults(&site.document, "table"), 0);
    let silent = |document: &mut Value| {
        document["components"]["schemas"]["TableRow"]["properties"].as_object_mut().unwrap().remove("cells");
    };
    assert!(faults(&lie(silent), "table") > 0, "a field that the document does not name");
    let wanting = |document: &mut Value| {
        document["components"]["schemas"]["TableReport"]["required"]
            .as_array_mut()
            .unwrap()
            .push(json!("weight"));
    };
    assert!(faults(&lie(wanting), "table") > 0, "a field that is not answered");
    let other = |document: &mut Value| {
        document["components"]["schemas"]["CanonicalState"] = json!({"type": "integer"});
    };
    assert!(faults(&lie(other), "report") > 0, "a field of another type");
    let mute = |document: &mut Value| {
        document["paths"]["/plans"]["get"]["responses"].as_object_mut().unwrap().remove("200");
    };
    assert!(faults(&lie(mute), "plans") > 0, "a status that is not documented");
}

struct Reply {
    status: u16,
    kind: String,
    body: Vec<u8>,
}

fn send(site: &Site, operation: &Operation, example: &Value) -> Reply {
    let fields = |name: &str| example[name].as_object().into_iter().flatten();
    let path = fields("path").fold(operation.path.clone(), |path, (name, value)| {
        path.replace(&format!("{{{name}}}"), value.as_str().unwrap())
    });
    assert!(!path.contains('{'), "an example does not say all names of {path}");
    let method = Method::from_bytes(operation.method.to_uppercase().as_bytes()).unwrap();
    let mut request = site.ask(method, &path, example["by"].as_str().unwrap());
    request = request.query(&fields("query").collect::<Vec<_>>());
    for (name, value) in fields("headers") {
        request = request.header(name, value.as_str().unwrap());
    }
    if let Some(body) = example.get("body") {
        request = request.json(body);
    }
    if let Some(file) = example.get("file") {
        let kind = file["type"].as_str().unwrap();
        request = request.header("content-type", kind).body(file["text"].as_str().unwrap().to_owned());
    }
    if let Some(form) = example["form"].as_object() {
        request = request.multipart(multipart(form));
    }
    let response = request.send().unwrap();
    let kind = response.headers().get("content-type").map(|kind| kind.to_str().unwrap().to_owned());
    let (status, kind) = (response.status().as_u16(), kind.unwrap_or_default());
    Reply { status, kind, body: response.bytes().unwrap().to_vec() }
}

/// Writes down which revision the author of an example sees; one that is stale on purpose says so by its status.
fn see(site: &Site, example: &mut Value) {
    if example["headers"]["If-Match"].is_null() || example["status"] == 409 {
        return;
    }
    let path = format!("/plans/{PLAN}/items/{}/history", example["body"]["item"].as_str().unwrap());
    let history: Value = site.ask(Method::GET, &path, "staff").send().unwrap().json().unwrap();
    example["headers"]["If-Match"] = json!(format!("\"{}\"", history["revision"]));
}

fn multipart(form: &Map<String, Value>) -> Form {
    form.iter().fold(Form::new(), |form, (name, value)| {
        let text = value.as_str().unwrap().to_owned();
        let file = match name.as_str() {
            "file" => "table.tsv",
            "policies" => "policies.tsv",
            "profile" => "profile.toml",
            "about" => "about.toml",
            _ => return form.text(name.clone(), text),
        };
        form.part(name.clone(), Part::bytes(text.into_bytes()).file_name(file))
    })
}

impl Reply {
    /// As much of the answer as an example shows.
    fn shown(&self, name: &str) -> Value {
        if self.kind == "application/zip" {
            // Its bytes follow from ids that differ from run to run; those of an archive begin so.
            return String::from_utf8_lossy(&self.body[..2]).into();
        }
        if !self.kind.split(';').next().unwrap_or_default().ends_with("json") {
            let text = String::from_utf8_lossy(&self.body);
            return text.split_inclusive('\n').take(LINES).collect::<String>().into();
        }
        let mut answer: Value = serde_json::from_slice(&self.body).unwrap();
        if name == "document" {
            answer.as_object_mut().unwrap().retain(|field, _| matches!(field.as_str(), "openapi" | "info"));
        }
        shortened(answer)
    }
}

/// The same with the first few of each list.
fn shortened(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().take(SHOWN).map(shortened).collect(),
        Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, shortened(value))).collect(),
        other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => other,
    }
}

/// The same without what differs from run to run: ids that the service chose, digests, moments, the version.
fn masked(value: Value) -> Value {
    match value {
        // Addresses have ids in them.
        Value::String(text) if text.starts_with("/p/") => {
            text.split('/').map(|part| masked(part.into())).collect()
        }
        Value::String(text) => {
            let id = text.strip_prefix("urn:uuid:").unwrap_or(&text);
            let ours = text.starts_with("019362a0-0000-");
            let differs = Uuid::try_parse(id).is_ok() && !ours
                || text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
                || text.parse::<jiff::Timestamp>().is_ok()
                || text == env!("CARGO_PKG_VERSION");
            if differs { "…".into() } else { text.into() }
        }
        Value::Array(items) => items.into_iter().map(masked).collect(),
        Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, masked(value))).collect(),
        other @ (Value::Null | Value::Bool(_) | Value::Number(_)) => other,
    }
}

type Files = BTreeMap<String, Vec<Value>>;

fn directory() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../service/web/examples")
}

fn path(name: &str) -> PathBuf {
    directory().join(format!("{name}.json"))
}

/// Every example, by operation.
fn read() -> Files {
    let entries = fs::read_dir(directory()).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.map(|path| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        (name, serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
    });
    files.collect()
}

fn in_order(files: &Files) -> Vec<(String, usize)> {
    let places = files.iter().flat_map(|(name, all)| {
        all.iter().enumerate().map(move |(place, example)| (example["step"].as_u64(), name.clone(), place))
    });
    let mut places: Vec<_> = places.collect();
    places.sort();
    assert!(places.len() > 50, "the examples were not found");
    places.into_iter().map(|(_, name, place)| (name, place)).collect()
}

fn text(examples: &[Value]) -> String {
    format!("{}\n", serde_json::to_string_pretty(examples).unwrap())
}

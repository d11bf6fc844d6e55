//! The API's document, and whether an answer is what it promises.

use serde_json::{Map, Value, json};

/// The document of a service.
#[derive(Debug, Clone)]
pub struct Document {
    document: Value,
}

/// An operation of the document: how it is called, and where, below the base of the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// `get`, `put` or `post`.
    pub method: String,
    /// With its names in braces.
    pub path: String,
}

impl Document {
    /// The document as a service answers it.
    #[must_use]
    pub fn new(document: Value) -> Self {
        Self { document }
    }

    /// The document itself.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.document
    }

    /// The same, changed: for a control that must be caught.
    #[must_use]
    pub fn changed(mut self, change: impl FnOnce(&mut Value)) -> Self {
        change(&mut self.document);
        self
    }

    /// The operation of that name.
    #[must_use]
    pub fn operation(&self, name: &str) -> Option<Operation> {
        let paths = self.document["paths"].as_object()?;
        let mut all = paths.iter().flat_map(|(path, item)| {
            item.as_object().into_iter().flatten().map(move |(method, operation)| (path, method, operation))
        });
        let (path, method, _) = all.find(|(_, _, operation)| operation["operationId"] == name)?;
        Some(Operation { method: method.clone(), path: path.clone() })
    }

    /// What is wrong with an answer: its status, its media type or its body is not what the document says. A field of
    /// which the document says nothing is wrong, too.
    #[must_use]
    pub fn faults(&self, operation: &Operation, status: u16, kind: &str, body: &[u8]) -> Vec<String> {
        let answers = &self.document["paths"][&operation.path][&operation.method]["responses"];
        let answer = &answers[status.to_string()];
        if answer.is_null() {
            return vec![format!("{status} is not documented")];
        }
        let kind = kind.split(';').next().unwrap_or_default();
        let empty = Map::new();
        let contents = answer["content"].as_object().unwrap_or(&empty);
        let content = match contents.get(kind).or_else(|| contents.get("*/*")) {
            Some(content) => content,
            None if contents.is_empty() && body.is_empty() => return Vec::new(),
            None => return vec![format!("{status} is answered as {kind:?}")],
        };
        if !kind.ends_with("json") {
            return Vec::new();
        }
        match serde_json::from_slice(body) {
            Ok(body) => self.misfits(&content["schema"], &body),
            Err(error) => vec![format!("no JSON: {error}")],
        }
    }

    /// How a value differs from a schema of the document.
    fn misfits(&self, schema: &Value, value: &Value) -> Vec<String> {
        let mut components = self.document["components"].clone();
        if let Some(schemas) = components["schemas"].as_object_mut() {
            // The data of a case stand beside those that every problem has.
            schemas.iter_mut().filter(|(name, _)| *name != "Problem").for_each(|(_, schema)| close(schema));
        }
        let mut whole = schema.clone();
        close(&mut whole);
        whole["components"] = components;
        let validator = match jsonschema::draft202012::new(&whole) {
            Ok(validator) => validator,
            Err(error) => return vec![format!("the schema is none: {error}")],
        };
        let fault = |error: jsonschema::ValidationError<'_>| format!("{}: {error}", error.instance_path());
        validator.iter_errors(value).map(fault).collect()
    }
}

/// Lets objects have no other fields than those that the schema names.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            fields.values_mut().for_each(close);
            let is_open = fields.get("properties").is_some_and(Value::is_object)
                && !fields.contains_key("additionalProperties");
            if is_open && fields.get("type") == Some(&json!("object")) {
                let beside = ["oneOf", "anyOf", "allOf", "$ref"].iter().any(|key| fields.contains_key(*key));
                let key = if beside { "unevaluatedProperties" } else { "additionalProperties" };
                fields.insert(key.to_owned(), json!(false));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        Document::new(json!({
            "paths": {"/a/{b}": {"get": {"operationId": "a", "responses": {
                "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}},
                "304": {"description": "known"},
            }}}},
            "components": {"schemas": {"A": {
                "type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"],
            }}},
        }))
    }

    #[track_caller]
    fn check(status: u16, kind: &str, body: &str, fault: Option<&str>) {
        let document = document();
        let operation = document.operation("a").expect("it is there");
        assert_eq!(operation, Operation { method: "get".to_owned(), path: "/a/{b}".to_owned() });
        let faults = document.faults(&operation, status, kind, body.as_bytes());
        assert_eq!(faults.len(), usize::from(fault.is_some()), "{faults:?}");
        assert!(faults.iter().zip(fault).all(|(found, expected)| found.contains(expected)), "{faults:?}");
    }

    #[test]
    fn whatever_the_document_does_not_say_is_a_fault() {
        check(200, "application/json", r#"{"n": 1}"#, None);
        check(304, "", "", None);
        check(200, "application/json", r#"{"n": "1"}"#, Some("not of type"));
        check(200, "application/json", "{}", Some("required"));
        check(200, "application/json", r#"{"n": 1, "m": 2}"#, Some("'m'"));
        check(200, "application/json", "{", Some("no JSON"));
        check(200, "text/html", "", Some("text/html"));
        check(304, "text/html", "x", Some("text/html"));
        check(201, "application/json", r#"{"n": 1}"#, Some("not documented"));
    }
}

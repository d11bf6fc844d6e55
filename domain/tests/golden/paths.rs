//! Paths into a stored fact, as redactable fields are declared.

use serde_json::{Value, json};

/// Every text of a fact's body with its path: names joined by `.`, `[]` for each element of a list.
pub(crate) fn texts(body: &Value) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    walk(body, String::new(), &mut texts);
    texts
}

fn walk(value: &Value, path: String, texts: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => texts.push((path, text.clone())),
        Value::Array(elements) => elements.iter().for_each(|each| walk(each, format!("{path}[]"), texts)),
        Value::Object(fields) => {
            for (name, value) in fields {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                walk(value, path, texts);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Whether the rules read the text at that path, so that it is not masked: dates, numbers, status words.
pub(crate) fn is_read_by_the_rules(path: &str) -> bool {
    const READ: [&str; 17] = [
        "label.text",
        "label.printed",
        "date.text",
        "date.note",
        "effective.text",
        "review.text",
        "schedule.text",
        "schedule.note",
        "review.note",
        "effective.note",
        "period.note",
        "period.text",
        "wording",
        "seen.row.schedule",
        "seen.row.status",
        "seen.row.review",
        "value.quantity.unit",
    ];
    READ.iter().any(|read| path == *read || path.ends_with(&format!(".{read}")))
}

/// Adds a field that no program knows to the body and to every struct inside it; an object with one field may be a
/// tag and stays as it is.
pub(crate) fn add_unknown_fields(body: &mut Value) {
    fn inside(value: &mut Value) {
        match value {
            Value::Array(elements) => elements.iter_mut().for_each(inside),
            Value::Object(fields) => {
                fields.values_mut().for_each(inside);
                if fields.len() > 1 {
                    fields.insert("since_2031".to_owned(), json!("新しい項目"));
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    inside(body);
    body["since_2032"] = json!(null);
}

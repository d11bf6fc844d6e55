//! JSON Schema (draft 2020-12) of a table's JSON, from its columns.

use super::codes::Code;
use super::column::{Column, Holds};
use super::ordered::Object;
use super::table::Table;
use projections::wording::Language;
use serde_json::{Value, json};

/// The dialect.
const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of a table, with the codes that its cells may have; `address` is where it can be read.
///
/// # Errors
/// [`serde_json::Error`], which no table causes.
pub fn schema(
    table: &Table,
    codes: &[Code],
    address: Option<&str>,
    language: Language,
) -> Result<Vec<u8>, serde_json::Error> {
    let properties = table.columns.iter().fold(Object::default(), |properties, column| {
        properties.with(&column.name, property(column, codes, language))
    });
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let row = Object::default()
        .with("type", "object")
        .with("properties", properties)
        .with("required", names)
        .with("additionalProperties", false);
    let schema = Object::default()
        .with("$schema", DRAFT)
        .with_some("$id", address)
        .with("title", table.title.in_language(language))
        .with("description", table.about.in_language(language))
        .with("type", "array")
        .with("items", row);
    let mut bytes = serde_json::to_vec_pretty(&schema)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn property(column: &Column, codes: &[Code], language: Language) -> Object {
    let about = column.about.in_language(language);
    let (kind, format) = match column.holds {
        Holds::Id => ("string", Some("uuid")),
        Holds::Text | Holds::Name | Holds::Code(_) => ("string", None),
        Holds::Number => ("integer", None),
        Holds::Decimal => ("number", None),
        Holds::Date => ("string", Some("date")),
        Holds::Flag => ("boolean", None),
    };
    let allowed = column.holds.codes().map(|list| {
        let codes = codes.iter().filter(|code| code.list == list).map(|code| json!(code.code));
        Value::Array(codes.chain((!column.required).then_some(Value::Null)).collect())
    });
    let least = match column.holds {
        Holds::Number => Some(json!(0)),
        Holds::Id
        | Holds::Text
        | Holds::Name
        | Holds::Decimal
        | Holds::Date
        | Holds::Flag
        | Holds::Code(_) => None,
    };
    Object::default()
        .with("title", column.title.in_language(language))
        .with_some("description", (!about.is_empty()).then_some(about))
        .with("type", if column.required { json!(kind) } else { json!([kind, "null"]) })
        .with_some("format", format)
        .with_some("minimum", least)
        .with_some("enum", allowed)
}

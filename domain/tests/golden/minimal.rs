//! The minimal form of an event: every field that its reader can do without is left out.

use domain::Event;
use serde_json::Value;

/// Takes away field after field, as long as the event still decodes.
pub(crate) fn of(full: &Value) -> Value {
    let mut event = full.clone();
    let mut pointers = Vec::new();
    fields(full, String::new(), &mut pointers);
    for (object, field) in pointers {
        let mut fewer = event.clone();
        let Some(fields) = fewer.pointer_mut(&object).and_then(Value::as_object_mut) else { continue };
        fields.remove(&field);
        if serde_json::from_value::<Event>(fewer.clone()).is_ok() {
            event = fewer;
        }
    }
    event
}

/// Every field of every object, the outer ones first.
fn fields(value: &Value, pointer: String, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(object) => {
            found.extend(object.keys().map(|field| (pointer.clone(), field.clone())));
            for (field, value) in object {
                fields(value, format!("{pointer}/{field}"), found);
            }
        }
        Value::Array(elements) => {
            for (index, value) in elements.iter().enumerate() {
                fields(value, format!("{pointer}/{index}"), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

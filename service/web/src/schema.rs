//! The bodies that the API takes, field by field: for its document, and to say which field cannot be read and why
//! before a request is made of it.

use crate::said::Said;
use serde_json::Value;

/// An object in JSON.
#[derive(Debug)]
pub struct Object {
    /// Its name in the API's document.
    pub name: &'static str,
    /// Its fields; others are refused.
    pub fields: &'static [Field],
}

/// One field.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether an object without it is refused.
    pub required: bool,
    /// What it says.
    pub about: Said,
}

/// What a field holds.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// A text.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// A whole number that is not negative.
    Number,
    /// A list of texts.
    Texts,
    /// A list of such objects.
    Objects(&'static Object),
}

/// A field that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unread {
    /// Which, with the way to it: `evidence[0].citation`.
    pub(crate) field: String,
    /// What was found.
    pub(crate) found: String,
    /// What would be accepted.
    pub(crate) accepted: String,
}

impl Field {
    pub(crate) const fn needed(name: &'static str, kind: Kind, about: Said) -> Self {
        Self { name, kind, required: true, about }
    }

    pub(crate) const fn maybe(name: &'static str, kind: Kind, about: Said) -> Self {
        Self { name, kind, required: false, about }
    }
}

impl Object {
    /// Finds the first field that cannot be read.
    pub(crate) fn check(&self, value: &Value) -> Result<(), Unread> {
        self.check_at("", value)
    }

    fn check_at(&self, at: &str, value: &Value) -> Result<(), Unread> {
        let Value::Object(given) = value else {
            let field = if at.is_empty() { "body" } else { at };
            return Err(unread(field, value, "an object"));
        };
        let inside = |name: &str| if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") };
        if let Some(other) = given.keys().find(|name| self.fields.iter().all(|field| field.name != *name)) {
            let names: Vec<_> = self.fields.iter().map(|field| field.name).collect();
            let accepted = if names.is_empty() { "no field".to_owned() } else { names.join(", ") };
            let found = "an unknown field".to_owned();
            return Err(Unread { field: inside(&shortened(other)), found, accepted });
        }
        for field in self.fields {
            let at = inside(field.name);
            match given.get(field.name) {
                Some(Value::Null) if !field.required && field.kind.is_single() => {}
                Some(value) => field.kind.check(&at, value)?,
                None if field.required => {
                    let accepted = field.kind.accepted();
                    return Err(Unread { field: at, found: "nothing".to_owned(), accepted });
                }
                None => {}
            }
        }
        Ok(())
    }
}

impl Kind {
    fn check(self, at: &str, value: &Value) -> Result<(), Unread> {
        let fits = match (self, value) {
            // Which of the words it is, the use case reads: it answers in the same way.
            (Self::Text | Self::Word(_), Value::String(_)) | (Self::Flag, Value::Bool(_)) => true,
            (Self::Number, Value::Number(number)) => number.as_u64().is_some(),
            (Self::Texts, Value::Array(items)) => {
                let mut all = items.iter().enumerate();
                return all.try_for_each(|(n, item)| Self::Text.check(&format!("{at}[{n}]"), item));
            }
            (Self::Objects(object), Value::Array(items)) => {
                let mut all = items.iter().enumerate();
                return all.try_for_each(|(n, item)| object.check_at(&format!("{at}[{n}]"), item));
            }
            (_, _) => false,
        };
        if fits { Ok(()) } else { Err(unread(at, value, &self.accepted())) }
    }

    /// Whether nothing can be said as `null`, too; an empty list and `false` say it already.
    const fn is_single(self) -> bool {
        match self {
            Self::Text | Self::Word(_) | Self::Number => true,
            Self::Flag | Self::Texts | Self::Objects(_) => false,
        }
    }

    /// What would be accepted.
    fn accepted(self) -> String {
        match self {
            Self::Text => "a text".to_owned(),
            Self::Word(words) => words.join(", "),
            Self::Flag => "true or false".to_owned(),
            Self::Number => "a whole number, 0 or more".to_owned(),
            Self::Texts => "a list of texts".to_owned(),
            Self::Objects(_) => "a list of objects".to_owned(),
        }
    }
}

fn unread(field: &str, value: &Value, accepted: &str) -> Unread {
    Unread { field: field.to_owned(), found: shortened(&value.to_string()), accepted: accepted.to_owned() }
}

/// As much of what was sent as a message needs.
pub(crate) fn shortened(text: &str) -> String {
    const LONGEST: usize = 80;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;
    use crate::said::said;
    use serde_json::json;

    static INNER: Object =
        Object { name: "Inner", fields: &[Field::needed("word", Kind::Text, said("", ""))] };
    static OUTER: Object = Object {
        name: "Outer",
        fields: &[
            Field::needed("item", Kind::Text, said("", "")),
            Field::maybe("seen", Kind::Number, said("", "")),
            Field::maybe("inner", Kind::Objects(&INNER), said("", "")),
        ],
    };

    #[track_caller]
    fn check(value: Value, expected: Option<[&str; 3]>) {
        let found = OUTER.check(&value).err().map(|unread| [unread.field, unread.found, unread.accepted]);
        assert_eq!(found, expected.map(|parts| parts.map(str::to_owned)));
    }

    #[test]
    fn a_field_that_cannot_be_read_is_named_with_what_would_be() {
        check(json!({"item": "1-1", "seen": 3, "inner": [{"word": "a"}]}), None);
        check(json!({"item": "1-1", "seen": null}), None);
        check(json!([]), Some(["body", "[]", "an object"]));
        check(json!({}), Some(["item", "nothing", "a text"]));
        check(json!({"item": null}), Some(["item", "null", "a text"]));
        check(json!({"item": 3}), Some(["item", "3", "a text"]));
        check(json!({"item": "1", "seen": -1}), Some(["seen", "-1", "a whole number, 0 or more"]));
        check(json!({"item": "1", "inner": {}}), Some(["inner", "{}", "a list of objects"]));
        check(json!({"item": "1", "inner": [{"word": 1}]}), Some(["inner[0].word", "1", "a text"]));
        check(json!({"item": "1", "x": 1}), Some(["x", "an unknown field", "item, seen, inner"]));
    }

    #[test]
    fn what_was_sent_is_not_echoed_at_length() {
        let unread = OUTER.check(&json!({"item": vec![1; 10_000]})).unwrap_err();
        assert_eq!(unread.found.chars().count(), 81);
    }
}

//! What one cell holds: one value, or nothing.

use domain::value::Text;
use jiff::civil::Date;
use serde::Serialize;
use std::fmt;

/// One value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// Nothing: `null` in JSON, an empty cell in CSV.
    Nothing,
    /// Words, ids and codes.
    Text(String),
    /// A whole number.
    Number(u64),
    /// Yes or no: `true` or `false`.
    Flag(bool),
    /// A day, as ISO 8601 has it.
    Date(Date),
}

impl Value {
    /// The name by which a code is stored: of any type that is stored as a word.
    pub(super) fn code(code: &impl Serialize) -> Self {
        match serde_json::to_value(code) {
            Ok(serde_json::Value::String(name)) => Self::Text(name),
            Ok(_) | Err(_) => Self::Nothing,
        }
    }

    /// Anything that prints itself: ids, codes of an authority.
    pub(super) fn printed(value: impl fmt::Display) -> Self {
        Self::Text(value.to_string())
    }
}

/// As a cell of a CSV has it.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => number.fmt(f),
            Self::Flag(flag) => flag.fmt(f),
            Self::Date(date) => date.fmt(f),
        }
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

/// A text without anything in it is nothing.
impl From<&str> for Value {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text.to_owned()) }
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<&Text> for Value {
    fn from(text: &Text) -> Self {
        text.as_str().into()
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

//! What one cell holds: one value, or nothing.

use domain::value::Text;
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use std::fmt;

/// One value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// Nothing: `null` in JSON, an empty cell in CSV.
    Nothing,
    /// Words, ids and codes.
    Text(String),
    /// A whole number.
    Number(u64),
    /// A number in decimal digits: `12.5`.
    Decimal(String),
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

/// As a value of JSON; a decimal that is none stays words.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Decimal(digits) => match digits.parse::<i64>() {
                Ok(whole) => serializer.serialize_i64(whole),
                Err(_) => match digits.parse::<f64>() {
                    Ok(number) if number.is_finite() => serializer.serialize_f64(number),
                    Ok(_) | Err(_) => serializer.serialize_str(digits),
                },
            },
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Date(date) => date.serialize(serializer),
        }
    }
}

/// As a cell of a CSV has it.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => Ok(()),
            Self::Text(text) | Self::Decimal(text) => f.write_str(text),
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

//! Free text as it was entered: nothing is normalised but line ends, and control characters are refused.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a text is for; decides how long it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema, Deserialize)]
pub enum Field {
    /// A title, a heading, a name: at most 1,000 characters.
    #[serde(rename = "title")]
    Title,
    /// A label, a date or a status as printed: at most 200 characters.
    #[serde(rename = "short")]
    Short,
    /// A remark, a reason, a comment, a note: at most 20,000 characters.
    #[serde(rename = "remark")]
    Remark,
    /// Body text (事業内容, 本文): at most 200,000 characters.
    #[serde(rename = "body")]
    Body,
}

impl Field {
    /// The greatest number of characters (Unicode scalar values).
    pub const fn limit(self) -> usize {
        match self {
            Self::Title => 1_000,
            Self::Short => 200,
            Self::Remark => 20_000,
            Self::Body => 200_000,
        }
    }
}

/// Why a text was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, JsonSchema)]
pub enum TextError {
    /// A control character other than TAB and the line feed.
    #[error(
        "control character U+{code:04X} at character {at}; accepted are printable characters, TAB and line ends"
    )]
    Control {
        /// The character's code point.
        code: u32,
        /// Its place, counted in characters from 1.
        at: usize,
    },
    /// More characters than the field holds.
    #[error("{length} characters; accepted are at most {limit}")]
    TooLong {
        /// How long it is.
        length: usize,
        /// How long it may be.
        limit: usize,
    },
    /// Nothing but white space where something is needed.
    #[error("empty; accepted is at least one printable character")]
    Empty,
}

/// A text as entered. CR LF and CR are stored as LF.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, JsonSchema, Deserialize)]
#[serde(transparent)]
pub struct Text(String);

impl Text {
    /// Reads a text that may be empty.
    ///
    /// # Errors
    /// [`TextError`] for a control character or for one character too many.
    pub fn parse(field: Field, text: &str) -> Result<Self, TextError> {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let mut length = 0;
        for (index, c) in text.chars().enumerate() {
            length = index + 1;
            if c.is_control() && c != '\t' && c != '\n' {
                return Err(TextError::Control { code: c.into(), at: index + 1 });
            }
        }
        if length > field.limit() {
            return Err(TextError::TooLong { length, limit: field.limit() });
        }
        Ok(Self(text))
    }

    /// Reads a text that must say something.
    ///
    /// # Errors
    /// [`TextError::Empty`] besides those of [`Text::parse`].
    pub fn parse_filled(field: Field, text: &str) -> Result<Self, TextError> {
        let text = Self::parse(field, text)?;
        if text.0.trim().is_empty() { Err(TextError::Empty) } else { Ok(text) }
    }

    /// The text as entered.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

//! Numbers of headings and items. A number is a label, not an identity.
//!
//! [`Label::split`] finds the number before a title, [`natural_cmp`] sorts numbers as people do. Nothing here knows
//! the outline: whether a label is free under its parent is the plan's business.

mod order;
mod plain;
mod split;

pub use order::natural_cmp;
pub use plain::{plain, sort_key};
pub use split::is_dash;

use super::text::Field;
use super::{LabelScheme, Text, TextError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A label as printed and what identifies it under its parent.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct Label {
    /// The label without its closing punctuation: `1-1-1`, `①`, `施策1-1`.
    pub text: String,
    /// As printed before the title, with punctuation and spaces: `1-1-1. `, `①`.
    pub printed: String,
}

/// Why a label was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, JsonSchema)]
pub enum LabelError {
    /// A control character, too long, or nothing in it.
    #[error("label: {0}")]
    Text(#[from] TextError),
    /// White space or a line end inside what identifies the item.
    #[error(
        "white space in the label {text:?}; accepted is a number such as 1-1-1, ①, (1), 第1, ア or 施策1-1"
    )]
    Space {
        /// The label as given.
        text: String,
    },
    /// What is printed before the title does not show the label.
    #[error("the printed label {printed:?} does not contain {text:?}; accepted is for example \"{text}. \"")]
    NotInPrinted {
        /// The label as given.
        text: String,
        /// What was said to be printed.
        printed: String,
    },
}

impl Label {
    /// Splits the label from the title that follows it. Label as printed and title together are always the cell.
    ///
    /// Where it is in doubt whether a leading number belongs to the title (「2018年…」, 「3 つの…」, 「1.5倍」,
    /// 「5-1から5-6」) there is no label.
    pub fn split(cell: &str) -> (Option<Self>, &str) {
        match split::split(cell) {
            Some((text, length)) => {
                let (printed, title) = cell.split_at(length);
                (Some(Self { text, printed: printed.to_owned() }), title)
            }
            None => (None, cell),
        }
    }

    /// Reads a label and what is printed before the title.
    ///
    /// Any text without white space is a label, because plans number in their own ways (`A-1`, `Ⅱ`). Digits,
    /// dashes and brackets of the text are stored in their narrow form, so that `１－１` and `1-1` are one label.
    ///
    /// # Errors
    /// [`LabelError`] when the text is empty, too long or has white space, or when it is not part of what is printed.
    pub fn parse(text: &str, printed: &str) -> Result<Self, LabelError> {
        let narrow = canonical(Text::parse_filled(Field::Short, text)?.as_str());
        let shown = Text::parse(Field::Short, printed)?;
        if narrow.contains(char::is_whitespace) {
            return Err(LabelError::Space { text: narrow });
        }
        if !canonical(shown.as_str()).split_whitespace().collect::<String>().contains(&narrow) {
            return Err(LabelError::NotInPrinted { text: narrow, printed: printed.to_owned() });
        }
        Ok(Self { text: narrow, printed: shown.as_str().to_owned() })
    }

    /// Reads a cell of a column that holds nothing but numbers: `1`, `(2)`, `A-1`.
    ///
    /// # Errors
    /// [`LabelError`] as [`Label::parse`].
    pub fn of_cell(cell: &str) -> Result<Self, LabelError> {
        match Self::split(cell) {
            (Some(label), "") => Self::parse(&label.text, cell),
            (Some(_) | None, _) => Self::parse(cell.trim(), cell),
        }
    }

    /// How the label looks; a text of no known look counts as a word with a number.
    pub fn scheme(&self) -> LabelScheme {
        split::scheme(&self.text)
    }

    /// Whether it is counted under its parent, so that the parent's number is needed to name the item.
    pub fn is_relative(&self) -> bool {
        match self.scheme() {
            LabelScheme::Circled | LabelScheme::Parenthesised | LabelScheme::Kana => true,
            LabelScheme::Path | LabelScheme::Ordinal | LabelScheme::Worded => false,
        }
    }

    /// The number by which people name the item: `1-1-1①` for `①` under `1-1-1`, `5-1-2` for itself.
    pub fn full_under(&self, parent: Option<&str>) -> String {
        match parent {
            Some(parent) if self.is_relative() => format!("{parent}{}", self.text),
            Some(_) | None => self.text.clone(),
        }
    }

    /// The path of the parent that the number names: `1-1` for `1-1-1` and for `施策1-1-1`, none for `1` and `①`.
    pub fn parent_path(&self) -> Option<String> {
        match self.scheme() {
            LabelScheme::Path | LabelScheme::Worded => {
                let path = self.text.find(|c: char| c.is_ascii_digit()).map(|at| &self.text[at..])?;
                let (parent, last) = path.rsplit_once('-')?;
                let numbers = |text: &str| text.split('-').all(split::is_number);
                (numbers(parent) && split::is_number(last)).then(|| parent.to_owned())
            }
            LabelScheme::Circled | LabelScheme::Parenthesised | LabelScheme::Ordinal | LabelScheme::Kana => {
                None
            }
        }
    }
}

/// Prints the label as it stands before the title.
impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.printed)
    }
}

/// The text of a label with narrow digits, dashes and brackets, as it is stored and looked up: `１－１（２）` is
/// `1-1(2)`. A long-vowel mark between two digits is a dash.
pub fn canonical(text: &str) -> String {
    let mut narrow = text.chars().map(split::narrow).peekable();
    let (mut canonical, mut after_digit) = (String::with_capacity(text.len()), false);
    while let Some(c) = narrow.next() {
        let between = c == 'ー' && after_digit && narrow.peek().is_some_and(char::is_ascii_digit);
        canonical.push(if between { '-' } else { c });
        after_digit = c.is_ascii_digit();
    }
    canonical
}

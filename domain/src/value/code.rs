//! 全国地方公共団体コード: the six digits of a prefecture or a municipality.
//!
//! Whether a municipality of that code exists or existed is not known here, only that the code can be one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Five digits and their check digit, such as `122203` for 流山市.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LocalGovernmentCode(String);

/// Why a text is no code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, JsonSchema)]
pub enum CodeError {
    /// Something other than six digits.
    #[error("not a local government code: {text:?}; accepted are six digits such as 122203")]
    NotSixDigits {
        /// The text as given.
        text: String,
    },
    /// Five digits and no check digit.
    #[error("the check digit is missing in {text:?}; with it the code is {code}")]
    CheckDigitMissing {
        /// The text as given.
        text: String,
        /// The code with its check digit.
        code: String,
    },
    /// The sixth digit does not fit the other five.
    #[error("wrong check digit in {text:?}; the code that begins so is {code}")]
    WrongCheckDigit {
        /// The text as given.
        text: String,
        /// The code with the right check digit.
        code: String,
    },
    /// The first two digits name no prefecture.
    #[error("no prefecture {prefecture:02} in {text:?}; accepted are 01 to 47")]
    NoSuchPrefecture {
        /// The text as given.
        text: String,
        /// The first two digits.
        prefecture: u8,
    },
}

impl LocalGovernmentCode {
    /// Reads six digits, narrow or full-width, with white space around them.
    ///
    /// The check digit is that of JIS X 0401 and 0402: the five digits weighted 6, 5, 4, 3, 2; the last digit of 11
    /// less the remainder of their sum by 11.
    ///
    /// # Errors
    /// [`CodeError`], which names the right code where only the check digit is wrong or missing.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let refused = || CodeError::NotSixDigits { text: text.to_owned() };
        let digits = text.trim().chars().map(digit).collect::<Option<Vec<u8>>>().ok_or_else(refused)?;
        let [a, b, c, d, e, check @ ..] = digits.as_slice() else { return Err(refused()) };
        let five = [*a, *b, *c, *d, *e];
        let right = check_digit(five);
        let print = |digit: &u8| char::from(b'0' + digit);
        let code: String = five.iter().chain([&right]).map(print).collect();
        let text = text.to_owned();
        let prefecture = a * 10 + b;
        if check.len() < 2 && !(1..=47).contains(&prefecture) {
            return Err(CodeError::NoSuchPrefecture { text, prefecture });
        }
        match check {
            [] => Err(CodeError::CheckDigitMissing { text, code }),
            [check] if *check != right => Err(CodeError::WrongCheckDigit { text, code }),
            [_] => Ok(Self(code)),
            [_, _, ..] => Err(refused()),
        }
    }

    /// The six digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The prefecture's number: 12 for 千葉県.
    pub fn prefecture(&self) -> u8 {
        self.0.bytes().take(2).fold(0, |number, digit| number * 10 + (digit - b'0'))
    }
}

impl fmt::Display for LocalGovernmentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for LocalGovernmentCode {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for LocalGovernmentCode {
    type Error = CodeError;

    fn try_from(text: String) -> Result<Self, CodeError> {
        Self::parse(&text)
    }
}

impl From<LocalGovernmentCode> for String {
    fn from(code: LocalGovernmentCode) -> Self {
        code.0
    }
}

fn digit(c: char) -> Option<u8> {
    let zero = match c {
        '0'..='9' => '0',
        '０'..='９' => '０',
        _ => return None,
    };
    u8::try_from(u32::from(c) - u32::from(zero)).ok()
}

fn check_digit(five: [u8; 5]) -> u8 {
    let sum: u8 = five.into_iter().zip([6, 5, 4, 3, 2]).map(|(digit, weight)| digit * weight).sum();
    (11 - sum % 11) % 10
}

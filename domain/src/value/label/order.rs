//! Natural order of labels: numbers by value, everything else by character.

use super::canonical;
use super::split::{circled, is_dash, parenthesised};
use std::cmp::Ordering;

/// Compares label texts, also full ones, as people sort them: 1-2 before 1-10, ⑩ before ㉑, 1-1-1 before 1-1-1①
/// before 1-1-2. Only equal texts are equal.
pub fn natural_cmp(a: &str, b: &str) -> Ordering {
    pieces(a).cmp(&pieces(b)).then_with(|| a.cmp(b))
}

/// A piece of a label; pieces of different kinds sort in the order of the variants.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Piece {
    /// A dash, whichever.
    Dash,
    /// Digits without leading zeros; the count first, so that a longer number is a greater one.
    Number(usize, String),
    /// `⑴`.
    Parenthesised(u32),
    /// `①`.
    Circled(u32),
    /// Anything else.
    Other(char),
}

pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let text = canonical(text);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        pieces.push(if c.is_ascii_digit() {
            let mut digits = String::from(c);
            while let Some(digit) = chars.next_if(char::is_ascii_digit) {
                digits.push(digit);
            }
            let digits = digits.trim_start_matches('0').to_owned();
            Piece::Number(digits.len(), digits)
        } else if is_dash(c) {
            Piece::Dash
        } else if let Some(number) = circled(c) {
            Piece::Circled(number)
        } else if let Some(number) = parenthesised(c) {
            Piece::Parenthesised(number)
        } else {
            Piece::Other(c)
        });
    }
    pieces
}

//! Finds a date inside other words: 「一部試行の上 平成30年11月 中止」.

use super::read::points;
use super::scan::{Scan, narrow};
use super::year::Unit;
use super::{DateError, suffix};

/// Where a date stands in a text, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::value) struct Found {
    /// Where it begins.
    pub(in crate::value) start: usize,
    /// Where it ends, with the words behind it that are surely its own (末, 以降).
    pub(in crate::value) end: usize,
    /// Every place where it may end: words behind it may as well begin what follows (中 to 中止).
    pub(in crate::value) ends: Vec<usize>,
}

/// The first date in the text. A year alone is none unless 年 or 年度 says so.
///
/// # Errors
/// [`DateError`] for something that looks like a date and is none, such as 平成30年13月; other numbers are passed over.
pub(in crate::value) fn find(text: &str) -> Result<Option<Found>, DateError> {
    let mut before = ' ';
    for (start, c) in text.char_indices() {
        let c = narrow(c);
        let inside_word = before.is_ascii_alphanumeric() && c.is_ascii_alphanumeric();
        before = c;
        if inside_word || c.is_whitespace() {
            continue;
        }
        let (points, rest) = match points(Scan::new(text, start)) {
            Ok(Some(found)) => found,
            Ok(None) | Err(DateError::NoSuchYear { .. }) => continue,
            Err(error) => return Err(error),
        };
        let last = points.to.unwrap_or(points.from);
        if last.unit == Unit::Bare && last.month.is_none() {
            continue;
        }
        // A range that runs backwards is no date.
        points.span(text)?;
        let places = suffix::places(rest);
        let end = places.iter().rfind(|(_, sure)| *sure).map_or(rest.at(), |(at, _)| *at);
        let ends = std::iter::once(rest.at()).chain(places.into_iter().map(|(at, _)| at)).collect();
        return Ok(Some(Found { start, end, ends }));
    }
    Ok(None)
}

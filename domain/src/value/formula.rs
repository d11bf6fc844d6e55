//! What a spreadsheet program would take for a formula, and the apostrophe that says that it is text.
//!
//! A file for such programs writes an apostrophe before a text that begins as a formula does; a reader of such files takes
//! it away again. So a text comes back as it was, one that begins with apostrophes too.

use std::borrow::Cow;

/// By what programs know a formula: the signs in either width, and what some of them drop before they look.
const SIGNS: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

/// The apostrophe.
const MARK: char = '\'';

/// Whether a program would begin to calculate. A sign by itself is none: 「－」 stands where there is nothing.
pub fn is_live(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|first| SIGNS.contains(&first)) && characters.next().is_some()
}

/// The text with an apostrophe before it where it would be live, or where its own apostrophes would be taken away.
pub fn guarded(text: &str) -> Cow<'_, str> {
    match is_live(text.trim_start_matches(MARK)) {
        true => Cow::Owned(format!("{MARK}{text}")),
        false => Cow::Borrowed(text),
    }
}

/// The text of a cell that [`guarded`] has written.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix(MARK) {
        Some(text) if is_live(text.trim_start_matches(MARK)) => text,
        Some(_) | None => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_begins_as_a_formula_does_is_written_as_text() {
        for live in ["=1+1", "+81", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠a", "\t=1", "\r=1", "\n=1"]
        {
            assert!(is_live(live), "{live:?}");
            assert_eq!(guarded(live), format!("'{live}"));
        }
    }

    #[test]
    fn everything_else_stays_as_it_is() {
        for text in ["", "－", "-", "=", "'", "''", "'90年代", "令和6年3月", "1-1-1①", "a=b", " =1", "〜"]
        {
            assert_eq!(guarded(text), text);
            assert_eq!(unguarded(text), text);
        }
    }

    #[test]
    fn an_apostrophe_of_its_own_is_not_lost() {
        assert_eq!(guarded("'=1"), "''=1");
        assert_eq!(unguarded("''=1"), "'=1");
        assert_eq!(unguarded("'=1"), "=1");
    }

    proptest! {
        #[test]
        fn any_text_comes_back_and_none_is_live(text in "['=＝a\t－-]{0,5}") {
            let written = guarded(&text).into_owned();
            prop_assert!(!is_live(&written));
            prop_assert_eq!(unguarded(&written), text);
        }
    }
}

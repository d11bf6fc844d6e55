//! The category of a cell: the wording as printed, or the one that is ticked (□新規 ■継続).

use super::rows::is_dash;
use domain::value::Field;

/// What a cell says of one axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Category {
    /// Nothing.
    Nothing,
    /// One.
    One(String),
    /// Several, or none of several: a person has to tell.
    Unclear,
}

/// Reads one cell.
pub(super) fn read(cell: &str) -> Category {
    let text = cell.trim();
    if text.is_empty() || is_dash(text) {
        return Category::Nothing;
    }
    if text.chars().count() > Field::Short.limit() {
        return Category::Unclear;
    }
    if !text.chars().any(|c| is_box(c) || is_ticked(c)) {
        return Category::One(text.to_owned());
    }
    let mut ticked: Vec<String> = Vec::new();
    let mut taking = false;
    for c in text.chars() {
        if is_box(c) || is_ticked(c) {
            taking = is_ticked(c);
            if taking {
                ticked.push(String::new());
            }
        } else if taking && let Some(word) = ticked.last_mut() {
            word.push(c);
        }
    }
    let mut words = ticked.iter().map(|word| word.trim_matches(is_edge)).filter(|word| !word.is_empty());
    match (words.next(), words.next()) {
        (Some(word), None) => Category::One(word.to_owned()),
        (None | Some(_), _) => Category::Unclear,
    }
}

fn is_box(c: char) -> bool {
    matches!(c, '□' | '☐' | '▢' | '◻' | '⬜')
}

fn is_ticked(c: char) -> bool {
    matches!(c, '■' | '☑' | '☒' | '✓' | '✔' | '◼' | '✅' | '🗹')
}

fn is_edge(c: char) -> bool {
    c.is_whitespace() || matches!(c, '・' | '、' | '/' | '／')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ticked_word_is_the_category() {
        let one = |word: &str| Category::One(word.to_owned());
        assert_eq!(read("□新規 ■継続"), one("継続"));
        assert_eq!(read("☑新規\n☐継続"), one("新規"));
        assert_eq!(read("新規"), one("新規"));
        assert_eq!(read("重点・推進"), one("重点・推進"), "a wording is kept as printed");
        assert_eq!(read("－"), Category::Nothing);
        assert_eq!(read(" \n"), Category::Nothing);
        assert_eq!(read("■新規 ■継続"), Category::Unclear);
        assert_eq!(read("□新規 □継続"), Category::Unclear);
    }
}

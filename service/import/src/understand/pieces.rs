//! Cells that say several things: where one ends and the next begins. Nothing is divided inside brackets.

/// The pieces of a text between the separators that stand outside brackets, and the separators; none where a bracket is
/// never closed or was never opened, because nobody can tell then. `separates` sees the text and the place in bytes.
pub(super) fn divide(
    text: &str,
    separates: impl Fn(&str, usize, char) -> bool,
) -> Option<(Vec<&str>, Vec<char>)> {
    let (mut pieces, mut separators) = (Vec::new(), Vec::new());
    let (mut depth, mut start) = (0_u32, 0);
    for (at, c) in text.char_indices() {
        if is_opening(c) {
            depth += 1;
        } else if is_closing(c) {
            depth = depth.checked_sub(1)?;
        } else if depth == 0 && separates(text, at, c) {
            pieces.push(&text[start..at]);
            separators.push(c);
            start = at + c.len_utf8();
        }
    }
    pieces.push(&text[start..]);
    (depth == 0).then_some((pieces, separators))
}

pub(super) fn is_opening(c: char) -> bool {
    matches!(c, '(' | '（' | '[' | '［' | '〔' | '【' | '「' | '『' | '<' | '＜' | '〈' | '《')
}

pub(super) fn is_closing(c: char) -> bool {
    matches!(c, ')' | '）' | ']' | '］' | '〕' | '】' | '」' | '』' | '>' | '＞' | '〉' | '》')
}

#[cfg(test)]
mod tests {
    use super::divide;

    #[test]
    fn nothing_is_divided_inside_brackets() {
        let at_dots = |text| divide(text, |_, _, c| c == '・').map(|(pieces, _)| pieces);
        assert_eq!(at_dots("総務課（庶務・法規）・市民課"), Some(vec!["総務課（庶務・法規）", "市民課"]));
        assert_eq!(at_dots("総務課"), Some(vec!["総務課"]));
        assert_eq!(at_dots("総務課（庶務・市民課"), None, "a bracket that is never closed");
        assert_eq!(at_dots("総務課）・市民課"), None, "a bracket that was never opened");
    }
}

//! What a document calls its edition.

use domain::value::PrintedDate;

/// Words beside which a document prints the date of its edition.
const WORDS: [&str; 8] = ["見直し", "改定", "改訂", "策定", "更新", "作成", "現在", "時点"];

/// The label in the title lines, or the sheet's name where that is a date.
pub(super) fn label(title_lines: &[String], sheet: Option<&str>) -> Option<String> {
    let named = title_lines.iter().find_map(|line| behind_colon(line));
    let dated = || title_lines.iter().find_map(|line| before_word(line));
    let sheet = || sheet.map(str::trim).filter(|name| names_a_time(name)).map(str::to_owned);
    named.or_else(dated).or_else(sheet)
}

/// 「見直し：令和3年3月」: whatever stands behind the colon, date or not.
fn behind_colon(line: &str) -> Option<String> {
    WORDS.iter().find_map(|word| {
        let (_, rest) = line.split_once(word)?;
        let rest = rest.trim_start().strip_prefix(['：', ':'])?;
        let label = rest.split('\t').next().unwrap_or(rest).trim_matches(is_edge);
        (!label.is_empty()).then(|| label.to_owned())
    })
}

/// 「（令和3年3月改訂）」: a date that ends where the word begins.
fn before_word(line: &str) -> Option<String> {
    WORDS.iter().find_map(|word| {
        let (before, _) = line.split_once(word)?;
        let from = before
            .trim_end()
            .rfind(is_edge)
            .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
        let label = before.get(from..)?.trim();
        names_a_time(label).then(|| label.to_owned())
    })
}

fn names_a_time(text: &str) -> bool {
    PrintedDate::parse(text).is_ok_and(|date| !date.is_undecided())
}

fn is_edge(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '（' | '）' | '【' | '】' | '〔' | '〕' | '[' | ']')
}

#[cfg(test)]
mod tests {
    use super::label;

    #[track_caller]
    fn check(lines: &[&str], sheet: Option<&str>, expected: Option<&str>) {
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        assert_eq!(label(&lines, sheet).as_deref(), expected);
    }

    #[test]
    fn the_edition_is_named_by_the_title_lines_or_by_the_sheet() {
        check(&["計画一覧", "", "見直し：令和3年3月", ""], Some("平成30年11月"), Some("令和3年3月"));
        check(&["計画一覧（令和3年3月改訂）"], None, Some("令和3年3月"));
        check(&["計画 平成30年11月 見直し"], None, Some("平成30年11月"));
        check(&["見直し: 第2回"], None, Some("第2回"));
        check(&["計画一覧"], Some("平成30年11月"), Some("平成30年11月"));
        check(&["計画の見直しについて"], Some("Sheet1"), None);
        check(&[], None, None);
    }
}

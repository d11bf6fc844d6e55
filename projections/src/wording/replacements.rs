//! What stands on 差替ページ表, beside the words of the pages themselves.

use super::{Language, named};
use crate::report::{HandedFile, PageDiffers, PageRow, ReplacementsReport};

/// 差替ページ表.
pub const fn replacements(language: Language) -> &'static str {
    language.of("差替ページ表", "Pages to replace")
}

/// The number of a page of what was handed out before, and now.
pub const fn page_before(language: Language) -> &'static str {
    language.of("差替前の頁", "Page before")
}

/// The number of a page now.
pub const fn page_after(language: Language) -> &'static str {
    language.of("差替後の頁", "Page now")
}

/// What differs on it.
pub const fn first_words(language: Language) -> &'static str {
    language.of("異なる箇所の冒頭", "First words of what differs")
}

/// When what was handed out before was recorded.
pub const fn handed_out_before(language: Language) -> &'static str {
    language.of("前回配付した資料の記録時点", "Handed out before, as recorded at")
}

/// The file that was handed out before.
pub const fn handed_file(language: Language) -> &'static str {
    language.of("前回配付したPDF", "The PDF handed out before")
}

/// Which file that is: its title, and what tells it from every other.
pub fn which_file(file: &HandedFile, language: Language) -> String {
    let title = file.title.as_deref().unwrap_or(language.of("（表題なし）", "(without a title)"));
    format!("{title}\nSHA-256 {}", file.sha256)
}

/// What is to be known of that file before its pages are believed.
fn of_file(file: &HandedFile, language: Language) -> Vec<String> {
    let other = (!file.names_the_plan).then(|| {
        language.of(
            "前回配付したPDFとして渡されたファイルには、表題にも1頁目にもこの計画の名称がありません。別の計画の資料でないか、確かめてください。",
            "Neither the title nor the first page of the PDF that was given names this plan. See that it is not another plan's.",
        )
    });
    let by_words = file.by_words.then(|| {
        language.of(
            "二つのPDFは行の区切り方が異なるため、頁の違いは行ではなく語で調べました。",
            "The lines of the two PDFs are broken in other places, so that their pages were compared by words.",
        )
    });
    let silent = (file.without_text > 0).then(|| {
        language.say(
            format!("前回配付したPDFの{}頁には、読み取れる文字がありません。", file.without_text),
            format!(
                "{} pages of the PDF handed out before have no text that can be read.",
                file.without_text
            ),
        )
    });
    other.into_iter().chain(by_words).map(str::to_owned).chain(silent).collect()
}

/// How a page differs.
pub const fn page_differs(differs: PageDiffers, language: Language) -> &'static str {
    match differs {
        PageDiffers::Changed => language.of("差替", "replace"),
        PageDiffers::Added => language.of("追加", "add"),
        PageDiffers::Removed => language.of("除去", "take out"),
        PageDiffers::Moved => language.of("頁番号のみ変更", "only the page number"),
    }
}

/// The numbers of the pages of a row, before and now: 「5～9」.
pub fn page_range(first: Option<u32>, row: &PageRow, language: Language) -> String {
    match first {
        None => language.of("－", "–").to_owned(),
        Some(first) if row.pages > 1 => {
            let last = first + row.pages - 1;
            language.say(format!("{first}～{last}"), format!("{first}–{last}"))
        }
        Some(first) => first.to_string(),
    }
}

/// How many pages differ, in a line.
pub fn replaced_pages(report: &ReplacementsReport, language: Language) -> String {
    let ReplacementsReport { pages_before, pages, unchanged, moved, replaced, removed, .. } = report;
    language.say(
        format!(
            "全{pages_before}頁から全{pages}頁へ。差替・追加{replaced}頁、除去{removed}頁、頁番号のみ変更{moved}頁、変更なし{unchanged}頁"
        ),
        format!(
            "{pages_before} pages before, {pages} now: {replaced} to replace or to add, {removed} to take out, \
             {moved} with another number only, {unchanged} the same"
        ),
    )
}

/// What holds for every page, and is in no row.
pub fn every_page(report: &ReplacementsReport, language: Language) -> Vec<String> {
    let total = (report.pages_before != report.pages).then(|| {
        language.say(
            format!("全頁数の表示（／{}）は、すべての頁で変わります。", report.pages),
            format!("The number of all pages (/ {}) is another on every page.", report.pages),
        )
    });
    let foot = report.foot_differs.then(|| {
        language
            .of(
                "頁の下部の記載は、変更のない頁でも変わります。",
                "What stands at the foot differs on pages that are the same, too.",
            )
            .to_owned()
    });
    let file = report.file.iter().flat_map(|file| of_file(file, language));
    file.chain(total).chain(foot).collect()
}

/// That nothing has to be replaced.
pub const fn no_replacements(language: Language) -> &'static str {
    language.of(
        "前回配付した資料と同じで、差し替える頁はありません。",
        "Nothing differs from what was handed out before.",
    )
}

/// The words of a page before and now.
pub fn words_of_page(row: &PageRow, language: Language) -> String {
    let side = |name: &'static str, says: &Option<String>| {
        says.as_ref().map(|says| named(name, &first_of(says), language))
    };
    let sides = [
        side(language.of("前", "Before"), &row.says_before),
        side(language.of("後", "Now"), &row.says_after),
    ];
    sides.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// The first words of a line.
fn first_of(line: &str) -> String {
    const MOST: usize = 60;
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

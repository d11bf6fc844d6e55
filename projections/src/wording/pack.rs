//! What stands on the papers of a committee beside its tables: the cover, the agenda, what is replaced.

use super::{Language, bracketed, called, day, items, named, resolution};
use crate::report::{HandedFile, PackPart, PackReport, PackSums, PageDiffers, PageRow, ReplacementsReport};
use domain::plan::cycle::Adoption;

/// 資料1: the mark of a part, which stands at its head and at the foot of its pages.
pub fn pack_mark(part: PackPart, language: Language) -> String {
    let number = part.number();
    language.say(format!("資料{number}"), format!("Paper {number}"))
}

/// What a part is called.
pub const fn pack_title(part: PackPart, language: Language) -> &'static str {
    match part {
        PackPart::Changes => language.of("変更のあった事業（新旧対照表）", "What changed (comparison)"),
        PackPart::Table => language.of("実施計画一覧", "The table of the plan"),
        PackPart::Ended => language.of("中止一覧", "Ended items"),
        PackPart::Counts => language.of("集計", "Counts"),
        PackPart::Narrative => language.of("見直しの結果について（報告）", "Report on the review"),
    }
}

/// What stands in a part, in a line of the agenda.
pub fn pack_about(report: &PackReport, part: PackPart, language: Language) -> String {
    let sums = &report.sums;
    let (to, from) = (called(&report.changes.to, language), called(&report.changes.from, language));
    match part {
        PackPart::Changes => language.say(
            format!("{from}から{to}へ　変更{}件、追加{}件、削除{}件", sums.changed, sums.added, sums.removed),
            format!(
                "from {from} to {to}: {} changed, {} added, {} removed",
                sums.changed, sums.added, sums.removed
            ),
        ),
        PackPart::Table => {
            let all = items(sums.items.distinct, language);
            language.say(format!("{to}　実施事業{all}"), format!("{to}: {all}"))
        }
        PackPart::Ended => language.say(
            format!("{}件（うち新たなもの{}件）", sums.ended, sums.newly_ended),
            format!("{}, {} of them new", items(sums.ended, language), sums.newly_ended),
        ),
        PackPart::Counts => {
            language.of("状況別の件数、移り変わり、図", "by status, how they moved, charts").to_owned()
        }
        PackPart::Narrative => {
            language.of("見直しの経過と結果", "how it was reviewed, and what came of it").to_owned()
        }
    }
}

/// How many items differ, and how many headings do where any does.
pub fn pack_differences(report: &PackReport, language: Language) -> String {
    let PackSums { changed, added, removed, unchanged, headings, .. } = report.sums;
    let besides = (headings > 0).then(|| {
        language.say(
            format!("。このほか見出しの変更{headings}件"),
            format!("; besides, {headings} of the headings"),
        )
    });
    let items = language.say(
        format!("実施事業の変更{changed}件、追加{added}件、削除{removed}件、変更なし{unchanged}件"),
        format!("items: {changed} changed, {added} added, {removed} removed, {unchanged} the same"),
    );
    format!("{items}{}", besides.unwrap_or_default())
}

/// What the papers are about, on their cover: the result of a review, or what is proposed.
pub fn pack_subject(report: &PackReport, language: Language) -> String {
    let to = called(&report.changes.to, language);
    if !is_proposal(report) {
        return language
            .say(format!("見直しの結果について（{to}）"), format!("What came of the review ({to})"));
    }
    let label = cycle_label(report).unwrap_or(to.as_str());
    language.say(format!("見直しの案について（{label}）"), format!("What the review proposes ({label})"))
}

/// For which meeting, or at which one it was resolved; none where neither is known.
pub fn pack_meeting(report: &PackReport, language: Language) -> Option<String> {
    let resolved = adoption(report).map(|adoption| resolved_at(adoption, language));
    report.meeting.clone().or(resolved)
}

/// The resolution of a body in one line: which, at which meeting, when and how.
pub fn resolved_at(adoption: &Adoption, language: Language) -> String {
    let Adoption { body, meeting, resolved_on, result, evidence: _ } = adoption;
    let (on, how) = (day(*resolved_on, language), resolution(result, language));
    language.say(format!("{body}（{meeting}）　{on}　{how}"), format!("{body} ({meeting}), {on}, {how}"))
}

/// What the papers are: 会議資料.
pub const fn pack_name(language: Language) -> &'static str {
    language.of("会議資料", "Papers for the committee")
}

/// 次第.
pub const fn agenda(language: Language) -> &'static str {
    language.of("次第", "Agenda")
}

/// What leads back to the agenda.
pub const fn to_the_agenda(language: Language) -> &'static str {
    language.of("次第へ戻る", "Back to the agenda")
}

/// 資料番号.
pub const fn paper_number(language: Language) -> &'static str {
    language.of("資料番号", "Paper")
}

/// 件名.
pub const fn subject(language: Language) -> &'static str {
    language.of("件名", "Subject")
}

/// 会議.
pub const fn meeting(language: Language) -> &'static str {
    language.of("会議", "Meeting")
}

/// 配付資料.
pub const fn handed_out(language: Language) -> &'static str {
    language.of("配付資料", "Handed out")
}

/// Which two tables are held against each other.
pub const fn compared_tables(language: Language) -> &'static str {
    language.of("比べる表", "Compared")
}

/// That the papers propose something that nobody has resolved.
pub const fn is_a_proposal(language: Language) -> &'static str {
    language.of("見直しの案であり、議決前のものです。", "This is a proposal. It is not resolved.")
}

/// Whether nobody has resolved what the papers tell.
pub fn is_proposal(report: &PackReport) -> bool {
    report.changes.to.cycle.is_some() && adoption(report).is_none()
}

/// The pages before the first paper.
pub const fn before_the_papers(language: Language) -> &'static str {
    language.of("表紙・次第", "Cover and agenda")
}

/// How the items stood and stand.
pub const fn states_of_both(language: Language) -> &'static str {
    language.of("状況別件数の比較", "Items by status, before and after")
}

/// By how many something went up or down.
pub const fn increase(language: Language) -> &'static str {
    language.of("増減", "Difference")
}

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

fn adoption(report: &PackReport) -> Option<&Adoption> {
    report.review.as_ref()?.cycle.adoption.as_ref()
}

fn cycle_label(report: &PackReport) -> Option<&str> {
    report.changes.to.cycle.as_ref().map(|cycle| cycle.label.as_str())
}

/// What a part is called with its mark, as its bookmark says it.
pub fn marked_title(mark: &str, title: &str, language: Language) -> String {
    language.say(format!("{mark}　{title}"), format!("{mark}: {title}"))
}

/// The table's title with which table it is.
pub fn table_title(report: &PackReport, language: Language) -> String {
    bracketed(pack_title(PackPart::Table, language), &called(&report.changes.to, language), language)
}

//! What stands on the papers of a committee beside its tables: the cover, the agenda.

use super::{Language, bracketed, called, day, items, resolution};
use crate::report::{PackPart, PackReport, PackSums};
use domain::plan::cycle::Adoption;

/// 資料1: the mark of a part, which stands at its head and at the foot of its pages.
pub fn pack_mark(part: PackPart, language: Language) -> String {
    let number = part.number();
    language.say(format!("資料{number}"), format!("Paper {number}"))
}

/// What a part is called: what nobody has resolved is a proposal, not a result.
pub fn pack_title(report: &PackReport, part: PackPart, language: Language) -> &'static str {
    match part {
        PackPart::Changes => language.of("変更のあった事業（新旧対照表）", "What changed (comparison)"),
        PackPart::Table => language.of("実施計画一覧", "The table of the plan"),
        PackPart::Ended => language.of("中止一覧", "Ended items"),
        PackPart::Counts => language.of("集計", "Counts"),
        PackPart::Narrative if is_proposal(report) => {
            language.of("見直しの案について（報告）", "Report on what the review proposes")
        }
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
        PackPart::Narrative if is_proposal(report) => {
            language.of("見直しの経過と案", "how it was reviewed, and what is proposed").to_owned()
        }
        PackPart::Narrative => {
            language.of("見直しの経過と結果", "how it was reviewed, and what came of it").to_owned()
        }
    }
}

/// How many items differ, and how many headings do where any does.
pub fn pack_differences(report: &PackReport, language: Language) -> String {
    let PackSums { changed, added, removed, undecided, headings, .. } = report.sums;
    let left = report.sums.left_as_before();
    let besides = (headings > 0).then(|| {
        language.say(
            format!("。このほか見出しの変更{headings}件"),
            format!("; besides, {headings} of the headings"),
        )
    });
    let items = language.say(
        format!("実施事業の変更{changed}件、追加{added}件、削除{removed}件、変更なし{left}件"),
        format!("items: {changed} changed, {added} added, {removed} removed, {left} the same"),
    );
    let open = (undecided > 0).then(|| {
        language.say(
            format!("、未決定で従前のまま{undecided}件"),
            format!(", {undecided} undecided and so far as before"),
        )
    });
    format!("{items}{}{}", open.unwrap_or_default(), besides.unwrap_or_default())
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
    bracketed(pack_title(report, PackPart::Table, language), &called(&report.changes.to, language), language)
}

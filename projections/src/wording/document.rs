//! What documents say in their own words, in whole sentences and lines.

use super::{
    Language, Word, bracketed, certainty, count_axis, cue, day, difference, ended_after, extent, lineage,
    proposal, reason_code, started, word,
};
use crate::report::{
    AxisCounts, CancelledFilter, CompareReport, ComparedSide, Difference, Execution, LineageEnd, LineageRef,
    TableOf,
};
use domain::plan::CycleState;
use domain::value::{CanonicalState, Certainty, Text};

/// A table as documents call it: by its edition, its day, its review.
pub fn called(side: &ComparedSide, language: Language) -> String {
    match (side.of, &side.edition) {
        (TableOf::Edition(_), Some(edition)) => edition.label.to_string(),
        (TableOf::AsOf(on), _) => {
            let on = day(on, language);
            language.say(format!("{on}現在"), format!("as of {on}"))
        }
        (TableOf::Cycle(_), _) if !is_resolved(side) => {
            let called = super::side(side, language);
            language.say(called.clone(), format!("proposal of the {called}"))
        }
        (TableOf::Edition(_) | TableOf::Current | TableOf::Cycle(_), _) => super::side(side, language),
    }
}

/// What kind of table it is, where it is no edition; none for an edition.
pub fn no_edition(side: &ComparedSide, language: Language) -> Option<String> {
    let (japanese, english) = match side.of {
        TableOf::Edition(_) => return None,
        TableOf::Current => ("現在の内容で、版として定めた表ではない", "as things stand now; no edition"),
        TableOf::AsOf(_) => {
            ("その日に分かっている内容で、版として定めた表ではない", "what is known of that day; no edition")
        }
        TableOf::Cycle(_) if is_resolved(side) => {
            ("見直しの結果で、版として定めた表ではない", "what the review resolved; no edition")
        }
        TableOf::Cycle(_) => ("議決前", "not resolved"),
    };
    let called = called(side, language);
    Some(language.say(format!("{called}（{japanese}）"), format!("{called} ({english})")))
}

/// Whether the review of that table has resolved.
fn is_resolved(side: &ComparedSide) -> bool {
    side.cycle.as_ref().is_some_and(|cycle| match cycle.state {
        CycleState::Adopted => true,
        CycleState::Open
        | CycleState::Submitted
        | CycleState::Returned
        | CycleState::Approved
        | CycleState::Abandoned => false,
    })
}

/// What is not certain of an item's status on a day: nothing is known of it, or it may have begun later.
pub const fn doubt(unknown: bool, language: Language) -> &'static str {
    match unknown {
        true => language.of("この日の状況は分かりません", "not known for this day"),
        false => {
            language.of("頃（この日にはまだだったかもしれません）", "about then; perhaps not yet on this day")
        }
    }
}

/// That nothing stands there.
pub const fn nothing(language: Language) -> &'static str {
    language.of("（記載なし）", "(nothing)")
}

/// That a list is empty.
pub const fn none_of_these(language: Language) -> &'static str {
    language.of("該当するものはありません。", "There is none.")
}

/// A name with what it says, where both stand in one line.
pub fn named(name: &str, says: &str, language: Language) -> String {
    language.say(format!("{name}：{says}"), format!("{name}: {says}"))
}

/// That an edition does not count any more.
pub const fn withdrawn(language: Language) -> &'static str {
    language.of("この版は取り下げられました", "This edition was withdrawn")
}

/// That two tables do not differ.
pub const fn same_tables(language: Language) -> &'static str {
    language.of("二つの表に違いはありません。", "The two tables do not differ.")
}

/// How many rows of two tables differ, and how.
pub fn compared(report: &CompareReport, language: Language) -> String {
    let CompareReport { changed, added, removed, renumbered, unchanged, .. } = report;
    let [change, add, remove] =
        [Difference::Changed, Difference::Added, Difference::Removed].map(|how| difference(how, language));
    language.say(
        format!("{change}{changed}件、{add}{added}件、{remove}{removed}件（うち番号の変更{renumbered}件）、変更なし{unchanged}件"),
        format!("{changed} {change}, {added} {add}, {removed} {remove} ({renumbered} renumbered), {unchanged} the same"),
    )
}

/// A link of the lineage in one line: in which way, from what, to what, and what the document says.
pub fn lineage_line(link: &LineageRef, language: Language) -> String {
    let kind = lineage(link.kind, language);
    let [from, to] = [&link.from, &link.to].map(|ends| {
        let names: Vec<String> = ends.iter().map(|end| lineage_end(end, language)).collect();
        if names.is_empty() { nothing(language).to_owned() } else { names.join(language.of("＋", " + ")) }
    });
    let mut text = named(kind, &format!("{from} → {to}"), language);
    if link.certainty != Certainty::Stated {
        text = bracketed(&text, certainty(link.certainty, language), language);
    }
    if let Some(note) = &link.note {
        text.push_str(&format!(" {note}"));
    }
    text
}

/// One side of a link: plan and edition, number and title.
fn lineage_end(end: &LineageEnd, language: Language) -> String {
    let text = |text: &Option<Text>| text.as_ref().map(ToString::to_string);
    let title = text(&end.title)
        .unwrap_or_else(|| language.of("他の計画の事業", "an item of another plan").to_owned());
    let parts = [text(&end.plan_title), text(&end.edition_label), end.number.clone(), Some(title)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Whether an item ever ran, and that it is only a proposal where nobody has stated it.
pub fn execution(execution: &Execution, ended: Option<CanonicalState>, language: Language) -> String {
    match (execution, ended) {
        (Execution::Proposed(proposed), Some(ended)) => proposal(proposed, ended, language),
        (Execution::Stated(stated), Some(ended)) => ended_after(stated.extent, ended, language),
        (Execution::Proposed(_) | Execution::Stated(_), None) => {
            extent(execution.extent(), language).to_owned()
        }
    }
}

/// What speaks for it: the grounds of whoever stated it, else the cues.
pub fn execution_grounds(execution: &Execution, language: Language) -> Vec<String> {
    match execution {
        Execution::Stated(stated) => vec![stated.grounds.to_string()],
        Execution::Proposed(proposed) => proposed.cues.iter().map(|one| cue(one, language)).collect(),
    }
}

/// That the table does not list an item any more.
pub const fn not_listed(language: Language) -> &'static str {
    language.of("表にない", "not listed")
}

/// By what a list of ended items is narrowed down, a part for each condition.
pub fn narrowed(filter: &CancelledFilter, language: Language) -> Vec<String> {
    let said = |word_of: Word, says: Option<String>| {
        says.map(|says| named(word(word_of, language), &says, language))
    };
    let CancelledFilter { code, unclassified, cycle, body, department, text, started: ran } = filter;
    let unclassified = unclassified.then(|| not_classified(language).to_owned());
    let code = code.map(|code| reason_code(code, language).to_owned()).or(unclassified);
    let words = text.as_ref().map(|text| text.typed.as_str());
    let words = words.map(|text| language.say(format!("「{text}」"), format!("\"{text}\"")));
    let parts = [
        said(Word::Codes, code),
        said(Word::Cycle, cycle.clone()),
        said(Word::Decided, body.clone()),
        said(Word::Departments, department.clone()),
        said(Word::EverRan, ran.map(|ran| started(ran, language).to_owned())),
        words,
    ];
    parts.into_iter().flatten().collect()
}

/// A reason that has no class.
pub const fn not_classified(language: Language) -> &'static str {
    language.of("未分類", "not classified")
}

/// Everything that is counted.
pub const fn report_title(language: Language) -> &'static str {
    language.of("集計", "Counts")
}

/// What is counted along an axis: 担当部署別.
pub fn by_axis(counts: &AxisCounts, language: Language) -> String {
    let by = counts.name.as_deref().unwrap_or(count_axis(counts.axis, language));
    language.say(format!("{by}別"), format!("By {by}"))
}

/// That a review has not resolved.
pub const fn not_resolved(language: Language) -> &'static str {
    language.of("議決前", "not resolved")
}

/// A name as it begins a line.
pub fn capital(name: &str) -> String {
    let mut characters = name.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

//! Tables to take over: the published one and a small one, read without the importer.

use crate::story::{Story, column, date, status, text};
use domain::command::{Identity, NamedCycle, TranscribeRow};
use domain::event::{Cell, NodeKind, Reading};
use domain::value::{Label, Meaning, PrintedDate};

/// The table of 令和3年3月 as published.
pub(crate) const SAMPLE: &str = include_str!("../../../tests/fixtures/nagareyama-2021-03.source.tsv");
/// Its full numbers and parents, worked out by hand.
pub(crate) const DERIVED: &str = include_str!("../../../tests/fixtures/nagareyama-2021-03.derived.tsv");

/// Seven rows: an item that goes on, one of the cycle itself, one not started, one that an earlier cycle cancelled.
pub(crate) const SMALL: &str = "\
実施事業\t実施時期\t状況\t見直し時期\t備考
1. 市民との情報共有の拡充\t\t\t\t
1-1. 本会議のインターネット中継\t平成18年9月\t継続中\t\t
①中継・録画の画質改善を行う。\t令和元年9月\t実施済み\t令和3年3月\tカメラを交換しました。
②議事録と録画の連携\t未定\t平成30年11月 中止\t平成30年11月\t費用の増大を招くため中止としました。
2. ペーパーレスの促進\t\t\t\t
2-1. 減冊の検討\t令和4年3月\t未着手\t令和3年3月\t協議していきます。
2-2. 議員履歴の電子化\t平成23年4月\t中止\t平成30年11月\t漏洩リスクにつながるため。";

/// The same plan two years before: ② goes on, 2-1 is not there yet, 2-9 is not there any more later.
pub(crate) const OLDER: &str = "\
実施事業\t実施時期\t状況\t見直し時期\t備考
1. 市民との情報共有の拡充\t\t\t\t
1-1. 本会議のインターネット中継\t平成18年9月\t継続中\t\t
①中継・録画の画質改善を行う。\t平成26年11月\t未着手\t\t
②議事録と録画の連携\t未定\t中止\t平成30年11月\t費用がかかるため。
2. ペーパーレスの促進\t\t\t\t
2-2. 議員履歴の電子化\t平成23年4月\t中止\t平成30年11月\t個人情報であるため。
2-9. 議会だよりの電子化\t平成24年4月\t継続中\t平成30年11月\t";

/// The rows below the header row, with fresh ids.
#[track_caller]
pub(crate) fn rows(story: &mut Story, tsv: &str) -> Vec<TranscribeRow> {
    let mut rows: Vec<TranscribeRow> = Vec::new();
    let lines = tsv.lines().zip(1..).skip_while(|(line, _)| !line.starts_with("実施事業\t")).skip(1);
    for (line, number) in lines {
        let row = row(story, line, number, &rows);
        rows.push(row);
    }
    rows
}

#[track_caller]
fn row(story: &mut Story, line: &str, number: u32, above: &[TranscribeRow]) -> TranscribeRow {
    let printed: Vec<&str> = line.split('\t').collect();
    let [whole, schedule, wording, review, remark] = printed[..] else { panic!("line {number}: {line}") };
    let (label, title) = Label::split(whole);
    let parent = label.as_ref().and_then(|label| parent(label, above));
    let full = |index: usize| above[index].full_label.as_deref();
    let cells = [Meaning::Title, Meaning::Schedule, Meaning::Status, Meaning::Review, Meaning::Remark]
        .into_iter()
        .zip(&printed)
        .filter(|(_, cell)| !cell.is_empty())
        .map(|(meaning, cell)| Cell { column: column(meaning), text: text(cell) });
    let dated = |cell: &str| (!cell.is_empty()).then(|| date(cell));
    TranscribeRow {
        line: number,
        cells: cells.collect(),
        full_label: label.as_ref().map(|label| label.full_under(parent.and_then(full))),
        reading: Reading {
            kind: if schedule.is_empty() && wording.is_empty() { NodeKind::Heading } else { NodeKind::Item },
            label,
            title: text(title),
            schedule: dated(schedule),
            status: (!wording.is_empty()).then(|| status(wording)),
            review: dated(review),
        },
        identity: Identity::ByNumber,
        relists: None,
        details: Vec::new(),
        decided: false,
        parent,
        remark: (!remark.is_empty()).then(|| text(remark)),
        node: story.fresh(),
        placement: story.fresh(),
        decision: story.fresh(),
    }
}

/// A number counted under its parent stands under the last row that has a path, a path under the row it continues.
fn parent(label: &Label, above: &[TranscribeRow]) -> Option<usize> {
    let is =
        |row: &TranscribeRow, wanted: &dyn Fn(&Label) -> bool| row.reading.label.as_ref().is_some_and(wanted);
    if label.is_relative() {
        above.iter().rposition(|row| is(row, &|label| !label.is_relative()))
    } else {
        let path = label.parent_path()?;
        above.iter().rposition(|row| is(row, &|label| label.text == path))
    }
}

/// An id for every 見直し時期 of the rows and for the edition's own cycle.
pub(crate) fn cycles(story: &mut Story, label: &str, rows: &[TranscribeRow]) -> Vec<NamedCycle> {
    let mut dates: Vec<PrintedDate> = vec![date(label)];
    for review in rows.iter().filter_map(|row| row.reading.review.as_ref()) {
        if dates.iter().all(|known| known.text != review.text) {
            dates.push(review.clone());
        }
    }
    dates.into_iter().map(|date| NamedCycle { date, cycle: story.fresh() }).collect()
}

/// The published table as it may have looked in 平成30年11月: what that cycle decided as printed later, what 令和3年3月
/// decided not yet there.
pub(crate) fn sample_of_2018() -> String {
    let changed = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        match cells[..] {
            [title, schedule, _, "令和3年3月", _] => format!("{title}\t{schedule}\t検討中\t\t"),
            _ => line.to_owned(),
        }
    };
    SAMPLE
        .replace("見直し：令和3年3月", "見直し：平成30年11月")
        .lines()
        .map(changed)
        .collect::<Vec<_>>()
        .join("\n")
}

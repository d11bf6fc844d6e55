//! Text to values, once, at the edge; a field that cannot be read is answered with what would be accepted.

use crate::desk::Desk;
use crate::error::{AppError, Thing};
use crate::request;
use domain::event::{
    ConsultationState, CorrectionKind, ExecutionExtent, FiscalYears, LineageKind, PlanRelation, Resolution,
    TextChange, Verdict, WithdrawalKind,
};
use domain::id::{SourceId, TermId};
use domain::value::status::StatusError;
use domain::value::{
    Certainty, Evidence, Field, FiscalYear, Label, Orientation, PaperSize, Precision, PrintedDate,
    ReasonCode, Status, Text, VocabularyKind,
};
use jiff::civil::Date;

/// A text that must say something.
pub(crate) fn filled(name: &'static str, field: Field, text: &str) -> Result<Text, AppError> {
    Text::parse_filled(field, text).map_err(|error| AppError::invalid(name, shortened(text), error))
}

/// A text that may be missing; an empty one counts as missing.
pub(crate) fn optional(
    name: &'static str,
    field: Field,
    text: Option<&str>,
) -> Result<Option<Text>, AppError> {
    text.filter(|text| !text.trim().is_empty()).map(|text| filled(name, field, text)).transpose()
}

/// A text that may be empty.
pub(crate) fn any(name: &'static str, field: Field, text: &str) -> Result<Text, AppError> {
    Text::parse(field, text).map_err(|error| AppError::invalid(name, shortened(text), error))
}

/// A printed date.
pub(crate) fn date(name: &'static str, text: &str) -> Result<PrintedDate, AppError> {
    PrintedDate::parse(text).map_err(|error| AppError::invalid(name, shortened(text), error))
}

/// A printed date that may be missing.
pub(crate) fn optional_date(name: &'static str, text: Option<&str>) -> Result<Option<PrintedDate>, AppError> {
    text.filter(|text| !text.trim().is_empty()).map(|text| date(name, text)).transpose()
}

/// One day, in any form of a printed date that names a day.
pub(crate) fn day(name: &'static str, text: &str) -> Result<Date, AppError> {
    let printed = date(name, text)?;
    match (printed.start, printed.end) {
        (Some(start), Some(end)) if start == end => Ok(start),
        (Some(_) | None, _) => {
            Err(AppError::invalid(name, text, "a day, such as 2024-03-22 or 令和6年3月22日"))
        }
    }
}

/// A day for looking back: the last one of a coarser date, so that 令和6年3月 means all of that month.
pub(crate) fn last_day(name: &'static str, text: &str) -> Result<Date, AppError> {
    date(name, text)?.end.ok_or_else(|| {
        AppError::invalid(name, text, "a day, a month or a year, such as 2024-03 or 令和6年3月")
    })
}

/// One of a few words.
fn word<T: Copy>(name: &'static str, text: &str, words: &[(&[&str], T)]) -> Result<T, AppError> {
    words.iter().find(|(names, _)| names.contains(&text)).map(|(_, value)| *value).ok_or_else(|| {
        let accepted: Vec<&str> = words.iter().flat_map(|(names, _)| names.iter().copied()).collect();
        AppError::invalid(name, text, accepted.join(", "))
    })
}

pub(crate) fn verdict(text: &str) -> Result<Verdict, AppError> {
    word(
        "verdict",
        text,
        &[(&["approved", "承認"], Verdict::Approved), (&["returned", "差戻し"], Verdict::Returned)],
    )
}

pub(crate) fn withdrawal(text: &str) -> Result<WithdrawalKind, AppError> {
    word(
        "kind",
        text,
        &[(&["void", "無効"], WithdrawalKind::Void), (&["unpublish", "公開停止"], WithdrawalKind::Unpublish)],
    )
}

pub(crate) fn extent(text: &str) -> Result<ExecutionExtent, AppError> {
    word(
        "extent",
        text,
        &[
            (&["never", "未実施"], ExecutionExtent::Never),
            (&["partly", "一部実施"], ExecutionExtent::Partly),
            (&["ran", "実施"], ExecutionExtent::Ran),
        ],
    )
}

pub(crate) fn correction(text: &str) -> Result<CorrectionKind, AppError> {
    word(
        "kind",
        text,
        &[
            (&["typo", "誤字訂正"], CorrectionKind::Typo),
            (&["wording", "表記統一"], CorrectionKind::Wording),
            (&["substance", "内容変更"], CorrectionKind::Substance),
            (&["erratum", "正誤"], CorrectionKind::Erratum),
            (&["transcription", "転記訂正"], CorrectionKind::Transcription),
        ],
    )
}

pub(crate) fn change(text: &str) -> Result<TextChange, AppError> {
    word(
        "kind",
        text,
        &[
            (&["typo", "誤字訂正"], TextChange::Typo),
            (&["wording", "表記統一"], TextChange::Wording),
            (&["substance", "内容変更"], TextChange::Substance),
        ],
    )
}

pub(crate) fn lineage(text: &str) -> Result<LineageKind, AppError> {
    word(
        "kind",
        text,
        &[
            (&["same", "同一"], LineageKind::Same),
            (&["retitled", "名称変更"], LineageKind::Retitled),
            (&["renumbered", "番号変更"], LineageKind::Renumbered),
            (&["both", "名称・番号変更"], LineageKind::Both),
            (&["moved", "移動"], LineageKind::Moved),
            (&["merged", "統合"], LineageKind::Merged),
            (&["split", "分割"], LineageKind::Split),
            (&["new", "新規"], LineageKind::New),
            (&["abolished", "廃止"], LineageKind::Abolished),
            (&["revived", "再開"], LineageKind::Revived),
            (&["related", "関連"], LineageKind::Related),
        ],
    )
}

pub(crate) fn certainty(text: &str) -> Result<Certainty, AppError> {
    word(
        "certainty",
        text,
        &[
            (&["stated", "明記"], Certainty::Stated),
            (&["inferred", "推定"], Certainty::Inferred),
            (&["confirmed", "確認済み"], Certainty::Confirmed),
        ],
    )
}

pub(crate) fn relation(text: &str) -> Result<PlanRelation, AppError> {
    word(
        "relation",
        text,
        &[
            (&["parent", "上位計画"], PlanRelation::Parent),
            (&["predecessor", "前計画"], PlanRelation::Predecessor),
            (&["successor", "後継計画"], PlanRelation::Successor),
        ],
    )
}

pub(crate) fn orientation(text: &str) -> Result<Orientation, AppError> {
    let words =
        [(&["landscape", "横"][..], Orientation::Landscape), (&["portrait", "縦"], Orientation::Portrait)];
    word("orientation", text, &words)
}

pub(crate) fn paper(text: &str) -> Result<PaperSize, AppError> {
    word("paper", text, &[(&["a4", "A4"], PaperSize::A4), (&["a3", "A3"], PaperSize::A3)])
}

/// One fiscal year or several, as printed.
pub(crate) fn fiscal_years(name: &'static str, text: &str) -> Result<FiscalYears, AppError> {
    let printed = date(name, text)?;
    match (printed.precision, printed.start, printed.end) {
        (Precision::FiscalYear, Some(start), Some(end)) => {
            Ok(FiscalYears { from: FiscalYear::of(start), to: FiscalYear::of(end) })
        }
        (_, _, _) => Err(AppError::invalid(name, text, "fiscal years, such as 令和3年度 or 平成29～31年度")),
    }
}

pub(crate) fn consultation_state(text: &str) -> Result<ConsultationState, AppError> {
    word(
        "state",
        text,
        &[(&["open", "募集中"], ConsultationState::Open), (&["closed", "終了"], ConsultationState::Closed)],
    )
}

/// The first and the last day of a period as printed, as far as they can be read: 「平成24年1月6日（金）から2月6日（月）まで」. A
/// last day without its year is of the year of the first one, or of the next.
pub(crate) fn period(text: &str) -> (Option<Date>, Option<Date>) {
    let (first, last) = match ["から", "～", "〜", "~"].iter().find_map(|mark| text.split_once(mark)) {
        Some((first, last)) => (first, Some(last)),
        None => (text, None),
    };
    let bare = |text: &str| {
        let mut depth = 0_u32;
        let kept = text.chars().filter(|c| {
            match c {
                '(' | '（' => depth += 1,
                ')' | '）' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0 && !c.is_whitespace()
        });
        kept.collect::<String>().trim_end_matches("まで").to_owned()
    };
    let on = |text: &str| {
        let date = PrintedDate::parse(text).ok()?;
        date.start.filter(|_| date.start == date.end)
    };
    let from = on(&bare(first));
    let to = last.map(bare).and_then(|last| {
        let of = |year: i16| on(&format!("{year}年{last}"));
        let year = from.map(|from| from.year());
        on(&last).or_else(|| of(year?).filter(|to| Some(*to) >= from).or_else(|| of(year? + 1)))
    });
    (from, to)
}

pub(crate) fn resolution(text: &str) -> Result<Resolution, AppError> {
    match text {
        "unanimous" | "全会一致" => Ok(Resolution::Unanimous),
        "majority" | "賛成多数" => Ok(Resolution::Majority),
        other => filled("result", Field::Short, other).map(Resolution::Other),
    }
}

/// A number as printed before a title.
pub(crate) fn label(text: &str) -> Result<Label, AppError> {
    let spaced = format!("{text}x");
    match Label::split(&spaced) {
        (Some(label), "x") => Ok(label),
        (Some(_) | None, _) => Label::of_cell(text).map_err(|error| AppError::invalid("label", text, error)),
    }
}

/// Reason codes by their stored names, or terms of the plan's own by id.
pub(crate) fn codes(texts: &[String]) -> Result<Vec<ReasonCode>, AppError> {
    let accepted = || {
        let names: Vec<&str> = ReasonCode::DEFAULT.iter().filter_map(|code| code.name()).collect();
        names.join(", ")
    };
    texts
        .iter()
        .map(|text| {
            ReasonCode::of_name(text)
                .or_else(|| TermId::parse(text).ok().map(ReasonCode::Own))
                .ok_or_else(|| AppError::invalid("codes", text, accepted()))
        })
        .collect()
}

impl Desk<'_> {
    /// A status in a word of the plan.
    pub(crate) fn status(&self, field: &'static str, wording: &str) -> Result<Status, AppError> {
        let vocabulary =
            self.plan.head.latest_vocabulary(VocabularyKind::Status).ok_or_else(|| {
                AppError::invalid(field, wording, "nothing: the plan has no status words yet")
            })?;
        vocabulary.read(wording).map_err(|error| {
            let accepted = match &error {
                StatusError::Unknown { known, .. } => known.join(", "),
                StatusError::Text(_)
                | StatusError::Empty { .. }
                | StatusError::Date { .. }
                | StatusError::WithoutState { .. } => error.to_string(),
            };
            AppError::invalid(field, wording, accepted)
        })
    }

    /// What a decision or a correction rests on.
    pub(crate) fn evidence(&self, requests: &[request::Evidence]) -> Result<Vec<Evidence>, AppError> {
        requests.iter().map(|request| self.one_evidence(request)).collect()
    }

    fn one_evidence(&self, request: &request::Evidence) -> Result<Evidence, AppError> {
        let place = optional("evidence.place", Field::Short, request.place.as_deref())?;
        match (&request.source, &request.citation) {
            (Some(source), None) => {
                let missing = || AppError::not_found(Thing::Source, source);
                let id = SourceId::parse(source).map_err(|_| missing())?;
                let source = self.plan.head.sources.get(&id).ok_or_else(missing)?;
                Ok(Evidence::File { source: id, sha256: source.sha256, name: source.name.clone(), place })
            }
            (None, Some(citation)) => Ok(Evidence::Citation {
                document: filled("evidence.citation", Field::Title, citation)?,
                place,
            }),
            (Some(_), Some(_)) | (None, None) => {
                Err(AppError::invalid("evidence", "", "either a source or a citation"))
            }
        }
    }
}

/// The beginning of a text, for a message.
fn shortened(text: &str) -> String {
    text.chars().take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::period;
    use jiff::civil::{Date, date};

    #[track_caller]
    fn check(text: &str, from: Option<Date>, to: Option<Date>) {
        assert_eq!(period(text), (from, to), "{text}");
    }

    #[test]
    fn a_period_is_two_days_whatever_stands_beside_them() {
        let (from, to) = (Some(date(2012, 1, 6)), Some(date(2012, 2, 6)));
        check("平成24年1月6日（金）から2月6日（月）まで", from, to);
        check("平成24年1月6日(金) ～ 平成24年2月6日(月)", from, to);
        check("2012-01-06〜2012-02-06", from, to);
        check(
            "令和5年12月18日（月）から1月17日（水）まで",
            Some(date(2023, 12, 18)),
            Some(date(2024, 1, 17)),
        );
        check("平成24年1月6日（金）", from, None);
        check("おおむね一か月", None, None);
    }
}

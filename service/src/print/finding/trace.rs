//! What was found in the tables of a trace, in Japanese.

use crate::lang::Lang;
use crate::print::one_line;
use domain::value::TraceLevel;
use import::TraceFinding;
use projections::wording;

fn name(level: TraceLevel) -> &'static str {
    wording::trace_level(level, Lang::Japanese)
}

/// What was found.
pub(super) fn found(finding: &TraceFinding) -> String {
    match finding {
        TraceFinding::NoLevels => "どの列が理念・課題・方針などであるかが定められていません".to_owned(),
        TraceFinding::NoColumn { level, headings } => {
            format!("{}の列がありません（見出し: {}）", name(*level), headings.join("、"))
        }
        TraceFinding::HeadingMissing { heading } => {
            format!("定義ファイルにある列「{}」が表にありません", one_line(heading))
        }
        TraceFinding::HeadingTwice { heading } => format!("列「{}」が二つあります", one_line(heading)),
        TraceFinding::AsAbove { text } => {
            format!("空欄です（上の行と同じ「{}」として読み取り）", one_line(text))
        }
        TraceFinding::Without { level } => format!("{}がありません", name(*level)),
        TraceFinding::Repeated { first } => format!("{first}行目と同じ文です"),
        TraceFinding::ClassUnknown { class, nearest: Some(nearest) } => {
            format!("分類「{class}」という方針がありません（最も近い名称は「{nearest}」）")
        }
        TraceFinding::ClassUnknown { class, nearest: None } => {
            format!("分類「{class}」という方針がありません")
        }
        TraceFinding::LinkRetracted { from, to } => format!(
            "「{}」から「{}」への対応付けは取り消されているため、作り直しません",
            one_line(from),
            one_line(to)
        ),
        TraceFinding::Gone { text } => format!("「{}」が表にありません", one_line(text)),
    }
}

/// What would be accepted.
pub(super) fn accepted(finding: &TraceFinding) -> String {
    let accepted = match finding {
        TraceFinding::NoLevels | TraceFinding::NoColumn { .. } | TraceFinding::HeadingMissing { .. } => {
            "定義ファイル（--profile）の [trace] に、表の見出しと段階（issue など）"
        }
        TraceFinding::HeadingTwice { .. } => "列ごとに異なる見出し",
        TraceFinding::AsAbove { .. } => "上の行と異なる場合は、その文",
        TraceFinding::Without { .. } => "その文（ないまま取り込みます）",
        TraceFinding::Repeated { .. } => "課題ごとに一行（どちらも取り込みます）",
        TraceFinding::ClassUnknown { .. } => "方針の名称、または人による対応付け（minaoshi trace link）",
        TraceFinding::LinkRetracted { .. } => "改めて対応付ける場合は minaoshi trace link",
        TraceFinding::Gone { .. } => "その行（記録はそのまま残ります）",
    };
    accepted.to_owned()
}

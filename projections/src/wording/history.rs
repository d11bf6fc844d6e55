//! Events as sentences for a history.

use super::{Language, names};
use crate::report::{Occasion, Through, What};
use domain::value::Text;

/// On which occasion.
pub fn occasion(occasion: &Occasion, language: Language) -> String {
    match occasion {
        Occasion::Cycle(cycle) => {
            let origin = names::cycle_origin(cycle.origin, language);
            language.say(
                format!("見直し {}（{origin}）", cycle.label),
                format!("review {} ({origin})", cycle.label),
            )
        }
        Occasion::Edition(edition) => {
            language.say(format!("版 {}", edition.label), format!("edition {}", edition.label))
        }
        Occasion::Between => language.of("見直しの間の記録", "between reviews").to_owned(),
    }
}

/// Through what an event came in.
pub fn through(through: &Through, language: Language) -> String {
    match through {
        Through::Page => language.of("画面", "page").to_owned(),
        Through::Api => "API".to_owned(),
        Through::Cli => language.of("コマンド", "command line").to_owned(),
        Through::File { name, row: None } => language.say(format!("ファイル {name}"), format!("file {name}")),
        Through::File { name, row: Some(row) } => {
            language.say(format!("ファイル {name} の {row} 行目"), format!("file {name}, row {row}"))
        }
    }
}

/// What became true, in one line.
pub fn summary(what: &What, language: Language) -> String {
    let (ja, en) = match what {
        What::Added { kind, label, title } => {
            let kind = names::node_kind(*kind, language);
            let label = label.as_deref().unwrap_or_default();
            (format!("{kind}「{label} {title}」を追加"), format!("{kind} \"{label} {title}\" added"))
        }
        What::Relisted { label } => {
            let label = label.as_deref().unwrap_or("－");
            (format!("再掲（番号 {label}）"), format!("listed again as {label}"))
        }
        What::Moved { label } => {
            let label = label.as_deref().unwrap_or("－");
            (format!("位置または番号を変更（番号 {label}）"), format!("moved or renumbered to {label}"))
        }
        What::Unlisted => ("一覧から外す".to_owned(), "no longer listed".to_owned()),
        What::Printed { label, row, .. } => {
            (format!("{label}の版の {row} 行目に掲載"), format!("printed in edition {label}, row {row}"))
        }
        What::Corrected { label, row, column, kind, .. } => {
            let kind = names::correction(*kind, language);
            (
                format!("{label}の版の {row} 行目「{column}」を訂正（{kind}）"),
                format!("edition {label}, row {row}, \"{column}\" corrected ({kind})"),
            )
        }
        What::ChangeDeclared { label } => {
            (format!("{label}の版が変更として掲げる"), format!("declared as changed by edition {label}"))
        }
        What::TextStated { field, change, .. } => {
            let (field, change) = (names::field(field, language), names::text_change(*change, language));
            (format!("{field}を記載（{change}）"), format!("{field} stated ({change})"))
        }
        What::ScheduleStated { date: None } => ("実施時期を空欄とする".to_owned(), "date emptied".to_owned()),
        What::ScheduleStated { date: Some(date) } => {
            (format!("実施時期を「{date}」とする"), format!("date stated: {date}"))
        }
        What::DepartmentsAssigned { departments, .. } => {
            let departments = joined(departments, language);
            (format!("担当部署：{departments}"), format!("departments: {departments}"))
        }
        What::CategorySet { term } => {
            let term = term.as_deref().unwrap_or("－");
            (format!("区分：{term}"), format!("category: {term}"))
        }
        What::YearStatusStated { year, side, wording } => {
            let side = names::year_side(*side, language);
            (
                format!("{}の{side}：{wording}", year.printed()),
                format!("{side} {}: {wording}", year.printed()),
            )
        }
        What::IndicatorStated { name, year, side, printed } => {
            let side = names::indicator_side(*side, language);
            let name = name.as_ref().map(Text::as_str).unwrap_or_else(|| language.of("指標", "indicator"));
            (
                format!("{name} {}の{side}：{printed}", year.printed()),
                format!("{name}, {side} {}: {printed}", year.printed()),
            )
        }
        What::ExecutionStated { extent, grounds } => {
            let extent = names::extent(*extent, language);
            (
                format!("実施の有無を「{extent}」と確定（根拠：{grounds}）"),
                format!("stated that it {extent} (grounds: {grounds})"),
            )
        }
        What::LineageStated { kind, note } => {
            let kind = names::lineage(*kind, language);
            let note = note.as_ref().map(|note| format!(" {note}")).unwrap_or_default();
            (format!("他の版の事業との関係：{kind}{note}"), format!("lineage: {kind}{note}"))
        }
        What::TraceLinked { relation } => {
            let relation = relation.as_ref().map(|relation| format!(" {relation}")).unwrap_or_default();
            (format!("対応関係を記録{relation}"), format!("trace link recorded{relation}"))
        }
        What::LinkRetracted => ("関係の取消し".to_owned(), "link retracted".to_owned()),
        What::Decided { outcome, status, effective, supersedes, .. } => {
            let outcome = names::outcome(*outcome, language);
            let wording = status.as_ref().map_or("－", |status| &status.wording);
            let (from_ja, from_en) = effective
                .as_ref()
                .map(|date| (format!("（{date}から）"), format!(" (from {date})")))
                .unwrap_or_default();
            let (again_ja, again_en) =
                supersedes.map_or(("", ""), |_| ("。前の決定を差し替え", "; replaces an earlier decision"));
            (
                format!("{outcome}：「{wording}」{from_ja}{again_ja}"),
                format!("{outcome}: \"{wording}\"{from_en}{again_en}"),
            )
        }
        What::DecisionWithdrawn { .. } => ("決定の取下げ".to_owned(), "decision taken back".to_owned()),
        What::ReasonClassified { replaces, .. } => {
            let before = names::codes(replaces, language);
            if replaces.is_empty() {
                ("理由を分類".to_owned(), "reason classified".to_owned())
            } else {
                (
                    format!("理由の分類を変更（前：{before}）"),
                    format!("class of reason changed (before: {before})"),
                )
            }
        }
        What::ProgressReported { on, bullets, .. } => {
            let bullets = joined(bullets, language);
            (format!("進捗報告（{on}）：{bullets}"), format!("progress of {on}: {bullets}"))
        }
        What::QuestionAsked { text } => (format!("質問：{text}"), format!("question: {text}")),
        What::QuestionAnswered { text } => (format!("回答：{text}"), format!("answer: {text}")),
        What::OpinionRecorded { number, gist } => {
            (format!("意見 {number}：{gist}"), format!("opinion {number}: {gist}"))
        }
        What::OpinionAnswered { view, .. } => {
            (format!("意見に対する考え方：{view}"), format!("view of the opinion: {view}"))
        }
        What::TextRedacted { event, authority, .. } => (
            format!("第 {event} 号の記録の一部を墨塗り（指示：{authority}）"),
            format!("a text of event {event} masked by order of {authority}"),
        ),
        What::CycleOpened => ("見直しを開始".to_owned(), "review opened".to_owned()),
        What::CycleSubmitted { round } => {
            (format!("付議（{round} 回目）"), format!("submitted, round {round}"))
        }
        What::Reviewed { verdict, comment, named } => {
            let verdict = names::verdict(*verdict, language);
            let (of_ja, of_en) = if *named { ("この決定を", "this decision ") } else { ("", "") };
            let comment_ja = comment.as_ref().map(|comment| format!("：{comment}")).unwrap_or_default();
            let comment_en = comment.as_ref().map(|comment| format!(": {comment}")).unwrap_or_default();
            (format!("{of_ja}{verdict}{comment_ja}"), format!("{of_en}{verdict}{comment_en}"))
        }
        What::CycleAdopted { body, meeting, resolved_on, result, label } => {
            let result = names::resolution(result, language);
            (
                format!("{body}（{meeting}、{resolved_on}）で議決：{result}。{label}の版となる"),
                format!("resolved by {body} ({meeting}, {resolved_on}), {result}; became edition {label}"),
            )
        }
        What::CycleAbandoned => ("見直しを取りやめ".to_owned(), "review abandoned".to_owned()),
        What::EditionPublished { address } => {
            (format!("版を公開（{address}）"), format!("edition published at {address}"))
        }
        What::EditionWithdrawn { kind, authority } => {
            let kind = names::withdrawal(*kind, language);
            (
                format!("版を取下げ（{kind}、指示：{authority}）"),
                format!("edition withdrawn ({kind}) by order of {authority}"),
            )
        }
    };
    language.say(ja, en)
}

fn joined(texts: &[Text], language: Language) -> String {
    let texts: Vec<&str> = texts.iter().map(Text::as_str).collect();
    texts.join(language.of("、", ", "))
}

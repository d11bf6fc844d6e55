//! What was found in a table of opinions, in Japanese.

use import::OpinionFinding;

/// What was found.
pub(super) fn found(finding: &OpinionFinding) -> String {
    match finding {
        OpinionFinding::NoColumn { name } => format!("「{name}」の列がありません"),
        OpinionFinding::NoNumber => "番号のない意見です".to_owned(),
        OpinionFinding::NoGist => "意見の趣旨がありません".to_owned(),
        OpinionFinding::NumberTwice { number, first } => {
            format!("番号 {number} が {first}行目と重複しています")
        }
        OpinionFinding::UnknownCode { code, .. } => format!("区分「{code}」は定められていません"),
        OpinionFinding::UnknownItem { item } => format!("番号「{item}」の事業がありません"),
        OpinionFinding::Differs { number } => {
            format!("No. {number} の意見は、異なる内容で記録されています")
        }
        OpinionFinding::UnknownOpinion { number } => format!("No. {number} の意見が表にありません"),
        OpinionFinding::Unanswered { number } => format!("No. {number} の意見に考え方がありません"),
        OpinionFinding::CodeAlone { number } => {
            format!("No. {number} の意見は区分だけで、考え方がありません")
        }
        OpinionFinding::ReplacedSince { number } => {
            format!("No. {number} の考え方は、その後に差し替えられています（元に戻しません）")
        }
        OpinionFinding::ClosedSince => "意見募集は、その後に終了しています（再開しません）".to_owned(),
        OpinionFinding::Weekday { text, is } => format!("「{text}」は{is}曜日です"),
        OpinionFinding::Total { printed, counted } => {
            format!("提出方法別の計は {printed} 件、意見の表は {counted} 件です")
        }
    }
}

/// What would be accepted.
pub(super) fn accepted(finding: &OpinionFinding) -> String {
    match finding {
        OpinionFinding::NoColumn { name } => format!("{name} などの見出し、または [columns] で定めた見出し"),
        OpinionFinding::NoNumber | OpinionFinding::NumberTwice { .. } => "意見ごとに異なる番号".to_owned(),
        OpinionFinding::NoGist => "意見の趣旨".to_owned(),
        OpinionFinding::UnknownCode { known, .. } => known.join("、"),
        OpinionFinding::UnknownItem { .. } => "現在の表にある事業の番号".to_owned(),
        OpinionFinding::Differs { .. } => "記録のとおりの内容（記録した意見は書き換えません）".to_owned(),
        OpinionFinding::UnknownOpinion { .. } => "表にある意見の番号".to_owned(),
        OpinionFinding::Unanswered { .. } => "考え方（全てそろうまで結果は公開されません）".to_owned(),
        OpinionFinding::CodeAlone { .. } => "区分とともに考え方".to_owned(),
        OpinionFinding::ReplacedSince { .. } => "今の考え方、または minaoshi comments answer".to_owned(),
        OpinionFinding::ClosedSince => "state = \"closed\"".to_owned(),
        OpinionFinding::Weekday { .. } => "日付に合う曜日（印刷のとおりに残します）".to_owned(),
        OpinionFinding::Total { .. } => "同じ件数（どちらも印刷のとおりに残します）".to_owned(),
    }
}

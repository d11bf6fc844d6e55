//! What was found in a file that went out with ids, in Japanese.

use domain::value::ID_HEADING;
use import::IdFinding;

/// What was found.
pub(super) fn found(finding: &IdFinding) -> String {
    match finding {
        IdFinding::NotAnId { text } => format!("「{text}」は{ID_HEADING}ではありません"),
        IdFinding::Unknown { id } => format!("{ID_HEADING} {id} の行は、この表にありません"),
        IdFinding::Foreign { count } => {
            format!("{ID_HEADING}（{count} 件）のいずれも、この表のものではありません")
        }
        IdFinding::Twice { first } => format!("{ID_HEADING}が {first}行目と重複しています"),
        IdFinding::NumberTaken { number, by } => format!("番号 {number} は、{by} の番号のままです"),
        IdFinding::NotInEdition { edition } => format!("印刷された版「{edition}」にない行です"),
        IdFinding::ColumnLeftOut { heading } if heading.trim().is_empty() => {
            "この表にない、見出しのない列です（取り込みません）".to_owned()
        }
        IdFinding::ColumnLeftOut { heading } => {
            format!("列「{}」はこの表にありません（取り込みません）", super::super::one_line(heading))
        }
        IdFinding::ColumnMissing { heading } => {
            format!("列「{}」がありません（その内容は変わりません）", super::super::one_line(heading))
        }
        IdFinding::SheetBeside => "別の表のシートです（取り込みません）".to_owned(),
        IdFinding::Sorted => {
            "行の順が元の表と異なります（並べ替えたものとみなし、行の位置は読み取りません）".to_owned()
        }
    }
}

/// What would be accepted.
pub(super) fn accepted(finding: &IdFinding) -> String {
    match finding {
        IdFinding::NotAnId { .. } | IdFinding::Unknown { .. } => {
            format!("出力されたままの{ID_HEADING}（列は非表示のことがあります）。新しい行では空欄")
        }
        IdFinding::Foreign { .. } => {
            format!("この表から出力したファイル、または{ID_HEADING}の列を削除したファイル")
        }
        IdFinding::Twice { .. } => format!(
            "行ごとに異なる{ID_HEADING}（行をコピーして新しい行を作った場合は、その行の{ID_HEADING}を消す。列は非表示のことがあります）"
        ),
        IdFinding::NumberTaken { .. } => "ほかにない番号（またはその行の番号も変える）".to_owned(),
        IdFinding::NotInEdition { .. } => {
            "印刷された行（行を加えるには、版を無効にして取り込み直す）".to_owned()
        }
        IdFinding::ColumnLeftOut { .. } => {
            "この表の列、または見出しを定義したファイル（--profile）".to_owned()
        }
        IdFinding::ColumnMissing { .. } => "出力されたときの列".to_owned(),
        IdFinding::SheetBeside => "取り込む表のシートだけ".to_owned(),
        IdFinding::Sorted => "元の表の順（行を移す場合）".to_owned(),
    }
}

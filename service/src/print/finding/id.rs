//! What was found in a file of a table that the plan has, in Japanese.

use super::super::one_line;
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
            format!("列「{}」はこの表にありません（取り込みません）", one_line(heading))
        }
        IdFinding::ColumnMissing { heading } => {
            format!("列「{}」がありません（その内容は変わりません）", one_line(heading))
        }
        IdFinding::SheetBeside => "別の表のシートです（取り込みません）".to_owned(),
        IdFinding::Sorted => {
            "行の順が元の表と異なります（並べ替えたものとみなし、行の位置は読み取りません）".to_owned()
        }
        IdFinding::OrderOfNumbers { rows } => format!(
            "見出しの中での行の順が元の表と異なります（{} 行: {}）。番号の順のままとし、行の順は取り込みません",
            rows.len(),
            listed(rows)
        ),
        IdFinding::OrderOfPrint { rows } => format!(
            "行の順が印刷された版と異なります（{} 行: {}）。印刷された順のままとし、行の順は取り込みません",
            rows.len(),
            listed(rows)
        ),
        IdFinding::BecameItem { name, columns } => {
            format!("見出し「{}」に{}の記入があり、事業の行になっています", one_line(name), quoted(columns))
        }
        IdFinding::BecameHeading { name, columns } => {
            format!("事業「{}」の{}が空欄で、見出しの行になっています", one_line(name), quoted(columns))
        }
        IdFinding::ListedDifferently { first, there, here, before } => format!(
            "「{}」です。同じ事業を掲載した {first}行目では「{}」です（元は「{}」）。どちらが正しいか分かりません",
            one_line(here),
            one_line(there),
            one_line(before)
        ),
        IdFinding::ListedAsBefore { first, there, here } => format!(
            "以前の「{}」のままです。同じ事業を掲載した {first}行目の「{}」によります（この行からは取り込みません）",
            one_line(here),
            one_line(there)
        ),
        IdFinding::Adopted { before, after } => {
            format!("「{}」です。議決された版では「{}」です", one_line(after), one_line(before))
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
        IdFinding::OrderOfNumbers { .. } => "別の番号（行を移す場合）".to_owned(),
        IdFinding::OrderOfPrint { .. } => "印刷された順".to_owned(),
        IdFinding::BecameItem { .. } => {
            format!("これらの欄が空の見出し（事業を加える場合は、{ID_HEADING}のない別の行に書く）")
        }
        IdFinding::BecameHeading { .. } => {
            "これらの欄のいずれかに記入のある事業（終える場合は、その状況と、備考に理由を書く）".to_owned()
        }
        IdFinding::ListedDifferently { .. } | IdFinding::ListedAsBefore { .. } => {
            "どちらの行も同じ内容、または一方の行だけの変更".to_owned()
        }
        IdFinding::Adopted { .. } => {
            "議決されたままの内容（訂正は edition correct で、セルごとに理由を付ける）".to_owned()
        }
    }
}

/// Names of rows; of many the first.
fn listed(rows: &[String]) -> String {
    one_line(&import::first_named(rows, "、"))
}

/// Headings of columns.
fn quoted(columns: &[String]) -> String {
    columns.iter().map(|heading| format!("「{}」", one_line(heading))).collect()
}

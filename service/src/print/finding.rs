//! What was found in a file, with its place and what would be accepted, in either language.
//!
//! The English is the import's own; here it is said in Japanese.

mod id;
mod opinion;
mod trace;

use crate::lang::Lang;
use domain::value::Meaning;
use domain::value::date::{DateError, DateHint};
use domain::value::status::StatusError;
use import::{Finding, Oversize, Place, Problem};

/// The headings that are accepted for the title.
const TITLES: &str = "実施事業・事業名・施策名・取組項目・名称";

/// One problem in one line: file, row, column, what was found, what would be accepted.
pub(crate) fn problem(problem: &Problem, lang: Lang) -> String {
    match lang {
        Lang::Japanese => {
            let (place, found) = (place(&problem.place), found(&problem.finding));
            format!("{place}: {found}。受け付けるもの: {}", accepted(problem))
        }
        Lang::English => problem.to_string(),
    }
}

fn place(place: &Place) -> String {
    let mut text = place.file.clone();
    if let Some(sheet) = &place.sheet {
        text.push_str(&format!("、シート「{sheet}」"));
    }
    if let Some(row) = place.row {
        text.push_str(&format!("、{row}行目"));
    }
    if let Some(column) = &place.column {
        text.push_str(&format!("、列「{}」", super::one_line(column)));
    }
    text
}

fn found(finding: &Finding) -> String {
    match finding {
        Finding::Empty => "ファイルに内容がありません".to_owned(),
        Finding::TooLarge { what, found, .. } => format!("大きすぎます（{} {found}）", unit(*what)),
        Finding::OtherForm { form } => format!("{form} 形式のファイルです"),
        Finding::Utf16 => "UTF-16 の文字です".to_owned(),
        Finding::Encoding { byte, encoding } => format!("{encoding} にないバイト 0x{byte:02X} があります"),
        Finding::OpenQuote => "引用符が閉じていません".to_owned(),
        Finding::ControlCharacter { code, at } => format!("{at}文字目に制御文字 U+{code:04X} があります"),
        Finding::BrokenWorkbook { detail } => format!("ブックを読めません（{detail}）"),
        Finding::CellError { text } => format!("数式のエラー {text} です"),
        Finding::NoHeader => "見出し行がありません".to_owned(),
        Finding::MissingColumn { meaning, headings } => {
            format!("{}の列がありません（見出し: {}）", meaning_name(*meaning), headings.join("、"))
        }
        Finding::NoRows => "見出し行の下に行がありません".to_owned(),
        Finding::BeyondColumns { text, .. } => format!("見出しのない列に「{text}」があります"),
        Finding::NoTitle => "名称のない行です".to_owned(),
        Finding::NotAStatus { wording, error } => match error {
            StatusError::Unknown { .. } => format!("「{wording}」は状況の用語にありません"),
            StatusError::Empty { .. } => "状況がありません".to_owned(),
            StatusError::Date { error, .. } => format!("状況「{wording}」: {}", date_found(wording, error)),
            StatusError::WithoutState { .. } => format!("用語「{wording}」の意味が決められていません"),
            StatusError::Text(error) => format!("状況「{wording}」を読み取れません（{error}）"),
        },
        Finding::TwoStatuses { wording, words } => {
            format!(
                "「{}」に状況が{}つあります（{}）",
                super::one_line(wording),
                words.len(),
                words.join("、")
            )
        }
        Finding::NotADate { text, error } => date_found(text, error),
        Finding::NumberBecameDate { text } => {
            format!("「{text}」は日付に変わってしまった番号です（元に戻せません）")
        }
        Finding::NotANumber { text } => format!("「{text}」は番号ではありません"),
        Finding::TextTooLong { length, .. } => format!("{length} 文字あります"),
        Finding::BadProfile { detail } => format!("定義ファイルを読み取れません（{detail}）"),
        Finding::DateHint { text, hint } => match hint {
            DateHint::EraEnded { also, .. } => {
                format!("「{text}」は改元後の日付です（{also} として読み取り）")
            }
            DateHint::EraNotBegun { also, .. } => {
                format!("「{text}」は改元前の日付です（{also} として読み取り）")
            }
        },
        Finding::DateCell { text } => {
            format!("日付のセルを「{text}」として読み取りました（印刷時の表記はファイルにありません）")
        }
        Finding::DuplicateNumber { label, first } => format!("番号 {label} が {first}行目と重複しています"),
        Finding::MissingParent { label, parent } => {
            format!("番号 {label} の上に {parent} の行がありません")
        }
        Finding::Unnumbered { title } => format!("「{title}」に番号がありません"),
        Finding::EndingWithoutRemark { wording } => format!("「{wording}」の理由が備考にありません"),
        Finding::NoStatus => "状況のない事業です".to_owned(),
        Finding::UnknownHeading { heading } => {
            format!("見出し「{}」の意味が分かりません（列はそのまま残します）", super::one_line(heading))
        }
        Finding::UnnamedColumn => "見出しのない列です（そのまま残します）".to_owned(),
        Finding::FormerColumnMissing { heading } => {
            format!("前の版の列「{heading}」が表にありません")
        }
        Finding::FormerDate { text } => format!("前の版の日付「{text}」は日付ではありません"),
        Finding::UnknownChange { word, .. } => format!("変化の語「{word}」の意味が分かりません"),
        Finding::MergedIntoUnknown { text } => {
            format!("統合先の事業が表に見つかりません（「{}」）", super::one_line(text))
        }
        Finding::RepeatedMeaning { heading, first } => {
            format!("見出し「{heading}」は「{first}」と同じ意味です（列はそのまま残します）")
        }
        Finding::DepartmentUnclear { text } => format!(
            "「{}」が一つの部署か複数の部署か分かりません（一つとして取り込みます）",
            super::one_line(text)
        ),
        Finding::CategoryUnclear { text } => {
            format!("「{}」の印が一つではありません（区分は取り込みません）", super::one_line(text))
        }
        Finding::YearUnknown => "どの年度の計画・実施状況か分かりません（読み取りません）".to_owned(),
        Finding::YearOfDate { text, year } => {
            format!("年度の記載がないため、{text} の年度（{year}）として読み取りました")
        }
        Finding::BlankCells { count } => format!("空欄が {count} 件あります（記載なしとして取り込みます）"),
        Finding::NothingAbove { text } => format!("「{text}」の上に内容がありません"),
        Finding::TotalRow { text } => {
            format!("「{text}」は合計の行です（そのまま残し、事業として数えません）")
        }
        Finding::Relisted { title, first } => {
            format!("「{}」は {first}行目の再掲と思われます", super::one_line(title))
        }
        Finding::RelistedUnclear { title, candidates } if candidates.is_empty() => {
            format!("「{}」は再掲ですが、同じ名称の事業がありません", super::one_line(title))
        }
        Finding::RelistedUnclear { title, candidates } => format!(
            "「{}」は再掲ですが、どの行の再掲か決められません（{}行目）",
            super::one_line(title),
            candidates.iter().map(ToString::to_string).collect::<Vec<_>>().join("、")
        ),
        Finding::NoReason => "変更の理由がありません".to_owned(),
        Finding::SheetSkipped => "見出し行のないシートです（取り込みません）".to_owned(),
        Finding::Id(finding) => id::found(finding),
        Finding::Trace(finding) => trace::found(finding),
        Finding::Opinion(finding) => opinion::found(finding),
        Finding::More { count, .. } => format!("ほかに {count} 件あります"),
    }
}

fn accepted(problem: &Problem) -> String {
    match &problem.finding {
        Finding::Id(finding) => id::accepted(finding),
        Finding::Trace(finding) => trace::accepted(finding),
        Finding::Opinion(finding) => opinion::accepted(finding),
        Finding::Empty | Finding::NoHeader | Finding::SheetSkipped => {
            format!("見出し行に {TITLES} のいずれかと、状況などの見出しがある表")
        }
        Finding::TooLarge { what, limit, .. } => format!("{} {limit} まで", unit(*what)),
        Finding::OtherForm { .. } => "xlsx、CSV、またはタブ区切りの文書".to_owned(),
        Finding::Utf16 | Finding::Encoding { .. } => "UTF-8 または CP932（Shift_JIS）".to_owned(),
        Finding::OpenQuote => "セルの終わりに引用符".to_owned(),
        Finding::ControlCharacter { .. } => "表示できる文字、タブ、改行".to_owned(),
        Finding::BrokenWorkbook { .. } => "表計算ソフトで保存した、パスワードのない xlsx".to_owned(),
        Finding::CellError { .. } => "文字または数値".to_owned(),
        Finding::MissingColumn { meaning: Meaning::Title, .. } => {
            format!("見出し行に {TITLES} のいずれか、または見出しを定義したファイル（--profile）")
        }
        Finding::MissingColumn { meaning, .. } => format!("見出し行に{}の見出し", meaning_name(*meaning)),
        Finding::NoRows => "名称のある行".to_owned(),
        Finding::BeyondColumns { columns, .. } => format!("見出しの数（{columns}）までのセル"),
        Finding::NoTitle => "名称、または空の行".to_owned(),
        Finding::NotAStatus { error, .. } => match error {
            StatusError::Unknown { known, .. } | StatusError::Empty { known } => {
                format!(
                    "{}、または --status 用語=意味 や --profile で定義した用語（状況の列でなければ、見出しを other に）",
                    known.join("、")
                )
            }
            StatusError::Date { error, .. } => date_accepted(error),
            StatusError::WithoutState { .. } | StatusError::Text(_) => problem.accepted(),
        },
        Finding::TwoStatuses { .. } => {
            "一つの状況、または全体の意味を --status 用語=意味 や --profile で定義した用語".to_owned()
        }
        Finding::NotADate { error, .. } => date_accepted(error),
        Finding::NumberBecameDate { .. } => {
            "文字列としての番号（列の書式を文字列にして入力し直す）".to_owned()
        }
        Finding::NotANumber { .. } => "1-1-1、①、(1)、第1、ア、施策1-1 などの番号".to_owned(),
        Finding::TextTooLong { limit, .. } => format!("{limit} 文字まで"),
        Finding::BadProfile { .. } => {
            "[headings]、[statuses]、[edition]、[changes]、[former] を定めた TOML ファイル".to_owned()
        }
        Finding::DateHint { hint, .. } => match hint {
            DateHint::EraEnded { also, .. } | DateHint::EraNotBegun { also, .. } => {
                format!("印刷されたとおり（{also} と同じ時期）")
            }
        },
        Finding::DateCell { .. } => "「令和3年3月」のような文字列の日付".to_owned(),
        Finding::DuplicateNumber { .. } => "異なる番号（印刷されたとおりに取り込みます）".to_owned(),
        Finding::MissingParent { .. } => "上位の行（できるだけ上に置きます）".to_owned(),
        Finding::Unnumbered { .. } => "番号のない行（印刷されたとおりに取り込みます）".to_owned(),
        Finding::EndingWithoutRemark { .. } => "備考、または後で「原資料に理由記載なし」".to_owned(),
        Finding::NoStatus => "状況（ないまま取り込みます）".to_owned(),
        Finding::UnknownHeading { .. } | Finding::UnnamedColumn | Finding::RepeatedMeaning { .. } => {
            "意味の分かる見出し、または見出しを定義したファイル（--profile）".to_owned()
        }
        Finding::DepartmentUnclear { .. } => "「、」で区切った部署名".to_owned(),
        Finding::CategoryUnclear { .. } => "印を一つだけ付けた区分".to_owned(),
        Finding::YearUnknown => {
            "題名の行に「平成24年度」など、または --profile の [edition] に fiscal_year".to_owned()
        }
        Finding::YearOfDate { .. } => "--profile の [edition] に fiscal_year（別の年度の場合）".to_owned(),
        Finding::BlankCells { .. } => {
            "上と同じ意味の空欄であれば、--profile の fill_down に見出し".to_owned()
        }
        Finding::NothingAbove { .. } => "同じ見出しの下に、上の行の内容".to_owned(),
        Finding::TotalRow { .. } => "そのまま（数えた値と突き合わせます）".to_owned(),
        Finding::Relisted { .. } => {
            "同じ事業であれば確認（--confirm-relisted）。確認がなければ別の事業として取り込みます".to_owned()
        }
        Finding::RelistedUnclear { .. } => {
            "上の行に、名称と担当部署が同じ事業が一つ（別の事業として取り込みます）".to_owned()
        }
        Finding::NoReason => "理由（なければ変更として取り込みません）".to_owned(),
        Finding::FormerColumnMissing { .. } => "表にある見出し（--profile の [former] を直す）".to_owned(),
        Finding::FormerDate { .. } => "平成29年3月 のような日付".to_owned(),
        Finding::UnknownChange { known, .. } => {
            format!("{}、または --profile の [former.words] で定義した語", known.join("、"))
        }
        Finding::MergedIntoUnknown { .. } => "統合先の名称（「」で囲む）、または前の版の番号".to_owned(),
        Finding::More { .. } => "上の問題を直したファイル".to_owned(),
    }
}

fn date_found(text: &str, error: &DateError) -> String {
    match error {
        DateError::Empty => "日付がありません".to_owned(),
        DateError::NotADate { text } => format!("「{text}」は日付ではありません"),
        DateError::Trailing { text, rest } => format!("「{text}」の「{rest}」を読み取れません"),
        DateError::NoSuchYear { text, year } => format!("「{text}」の {year} 年はありません"),
        DateError::NoSuchMonth { text, month } => format!("「{text}」の {month} 月はありません"),
        DateError::NoSuchDay { text, day, .. } => format!("「{text}」の {day} 日はありません"),
        DateError::YearsDisagree { text, first, second } => {
            format!("「{text}」の年が食い違っています（{first} と {second}）")
        }
        DateError::NotAFiscalYear { text } => format!("「{text}」は年度ではありません"),
        DateError::Reversed { text } => format!("「{text}」の終わりが始まりより前です"),
        DateError::Text(error) => format!("「{text}」を読み取れません（{error}）"),
    }
}

fn date_accepted(error: &DateError) -> String {
    match error {
        DateError::NoSuchMonth { .. } => "1 から 12 まで".to_owned(),
        DateError::NoSuchDay { last, .. } => format!("1 から {last} まで"),
        DateError::NoSuchYear { .. } => "元年、1 以上の年、西暦 1873 から 2999 まで".to_owned(),
        DateError::Trailing { .. } => "末・頃・以降など、または括弧書きの注記".to_owned(),
        DateError::YearsDisagree { .. } => "同じ年を表す二つの表記".to_owned(),
        DateError::NotAFiscalYear { .. } => "平成31年度、令和元年度、2019年度".to_owned(),
        DateError::Reversed { .. } => "早い日付から遅い日付まで".to_owned(),
        DateError::Empty | DateError::NotADate { .. } | DateError::Text(_) => {
            "平成30年11月、平成23年度、H30.11.1、2021-03-15、未定 など".to_owned()
        }
    }
}

fn unit(what: Oversize) -> &'static str {
    match what {
        Oversize::FileBytes => "バイト数",
        Oversize::UnpackedBytes => "展開後のバイト数",
        Oversize::Ratio => "圧縮の倍率",
        Oversize::Parts => "ブックの部品数",
        Oversize::Tags => "ブックの XML タグ数",
        Oversize::Sheets => "シート数",
        Oversize::Rows => "行数",
        Oversize::Columns => "列数",
        Oversize::Cells => "セル数",
    }
}

fn meaning_name(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Number => "番号",
        Meaning::Title => "実施事業",
        Meaning::Schedule => "実施時期",
        Meaning::Status => "状況",
        Meaning::PlannedStatus => "計画事項",
        Meaning::Review => "見直し時期",
        Meaning::Remark => "備考",
        Meaning::Body => "事業内容",
        Meaning::Department => "担当部署",
        Meaning::Category => "区分",
        Meaning::YearPlanned(_) => "年度の計画",
        Meaning::YearActual(_) => "年度の実績",
        Meaning::Indicator => "指標",
        Meaning::Trace(level) => projections::wording::trace_level(level, Lang::Japanese),
        Meaning::Other => "その他",
    }
}

//! The tables of open data, a file for each kind.

mod codes;
mod decisions;
mod details;
mod editions;
mod items;
mod lineage;
mod statuses;

use super::column::Field;
use super::table::Table;
use super::value::Value;
use domain::value::label;
use projections::report::OpenData;

/// The tables of what a plan says; the codes come last.
pub fn tables(data: &OpenData) -> Vec<Table> {
    vec![
        items::items(data),
        items::headings(data),
        editions::editions(data),
        statuses::status_by_edition(data),
        statuses::item_departments(data),
        details::item_categories(data),
        details::status_by_year(data),
        details::indicators(data),
        details::declared_changes(data),
        statuses::corrections(data),
        decisions::decisions(data),
        decisions::reasons(data),
        decisions::evidence(data),
        lineage::lineage(data),
        codes::codes(data),
    ]
}

/// A whole number: as printed, plain, and as a key to sort by.
fn numbered<'d, R: 'd>(
    prefix: &str,
    [before, behind]: [&str; 2],
    of: impl Fn(&R) -> Option<&String> + Copy + 'd,
) -> [Field<'d, R>; 3] {
    let field = |name: &str, [japanese, english]: [&str; 2], value: fn(&String) -> Value| {
        let name = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}_{name}") };
        let (japanese, english) = (format!("{before}{japanese}"), format!("{english}{behind}"));
        Field::text(&name, [&japanese, &english], move |row| of(row).map_or(Value::Nothing, value))
    };
    [
        field("number_printed", ["番号（記載のまま）", "number, as printed"], |number| number.into()).about([
            "資料に印刷された番号。丸数字などを含む（例：1-1-1①）。表計算ソフトで開くと日付に変わることがあるため、文字列として読み込むこと",
            "with circled digits and the like; read it as text, because a spreadsheet program may take it for a date",
        ]),
        field("number_plain", ["番号（数字とハイフン）", "number, plain"], |number| {
            label::plain(number).as_str().into()
        })
        .about([
            "機種依存文字を使わない番号（例：1-1-1-1）。検索用で、一意とは限らない",
            "in digits and hyphens, for looking up; it need not be unique",
        ]),
        field("sort_key", ["並べ替え用の番号", "sort key"], |number| label::sort_key(number).as_str().into())
            .about(["文字列として昇順に並べると番号の順になる", "sorts as text in the order of the numbers"]),
    ]
}

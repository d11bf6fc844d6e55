//! What each edition states of an item beside its row: categories, years, indicators, declared changes.

use crate::open_data::codes::{self, CodeList};
use crate::open_data::column::Field;
use crate::open_data::table::Table;
use crate::open_data::value::Value;
use domain::event::{IndicatorSide, IndicatorValue, YearSide};
use domain::id::{EditionId, IndicatorId, NodeId};
use domain::plan::Detail;
use domain::value::{FiscalYear, Status, Text};
use projections::report::{OpenData, OpenWord};

/// Something that an edition states of an item.
struct Row<T> {
    edition: EditionId,
    item: NodeId,
    stated: T,
}

/// The status of a year.
struct Year<'d> {
    year: FiscalYear,
    side: YearSide,
    status: &'d Status,
}

/// An indicator in a year.
struct Indicator<'d> {
    indicator: IndicatorId,
    name: Option<&'d Text>,
    year: FiscalYear,
    side: IndicatorSide,
    value: &'d IndicatorValue,
    printed: &'d Text,
}

/// Details that a question picks, of the row in which each item is counted.
fn rows<'d, T>(data: &'d OpenData, pick: impl Fn(&'d Detail) -> Option<T>) -> Vec<Row<T>> {
    let mut rows = Vec::new();
    for edition in &data.editions {
        for row in edition.rows.iter().filter(|row| row.counted) {
            let stated = row.details.iter().filter_map(&pick);
            rows.extend(stated.map(|stated| Row {
                edition: edition.edition.id,
                item: row.item.node,
                stated,
            }));
        }
    }
    rows
}

/// Of which item in which edition.
fn whose<'d, T: 'd>() -> Vec<Field<'d, Row<T>>> {
    vec![
        Field::id("edition_id", ["版ID", "edition id"], |row: &Row<T>| Value::printed(row.edition)).key(),
        Field::id("item_id", ["事業ID", "item id"], |row: &Row<T>| Value::printed(row.item)).key(),
    ]
}

/// A fiscal year, by the western year in which it begins and by its days.
fn year<'d, T: 'd>(of: fn(&T) -> FiscalYear) -> [Field<'d, Row<T>>; 4] {
    [
        Field::number("fiscal_year", ["年度（西暦）", "fiscal year"], move |row: &Row<T>| {
            Value::Number(u64::try_from(of(&row.stated).year()).unwrap_or_default())
        })
        .key()
        .about([
            "年度が始まる年（2012は2012年4月から2013年3月まで）",
            "the year in which it begins, in April",
        ]),
        Field::text(
            "fiscal_year_printed",
            ["年度（和暦）", "fiscal year, by era"],
            move |row: &Row<T>| of(&row.stated).printed().as_str().into(),
        )
        .required(),
        Field::date("fiscal_year_start", ["年度の開始日", "first day"], move |row: &Row<T>| {
            of(&row.stated).start().into()
        })
        .required(),
        Field::date("fiscal_year_end", ["年度の終了日", "last day"], move |row: &Row<T>| {
            of(&row.stated).end().into()
        })
        .required(),
    ]
}

pub(super) fn item_categories(data: &OpenData) -> Table {
    type Stated<'d> = Row<&'d OpenWord>;
    let mut fields = whose();
    fields.extend([
        Field::id("axis_id", ["区分の軸ID", "axis id"], |row: &Stated<'_>| {
            Value::printed(row.stated.vocabulary)
        })
        .key(),
        Field::text("axis", ["区分の軸", "axis"], |row: &Stated<'_>| row.stated.axis.as_ref().into()),
        Field::code(CodeList::Category, "category_id", ["区分ID", "category id"], |row: &Stated<'_>| {
            Value::printed(row.stated.term.id)
        })
        .required(),
        Field::name("category", ["区分", "category"], |row: &Stated<'_>| (&row.stated.term.wording).into())
            .required(),
    ]);
    let word = |detail: &Detail| match detail {
        Detail::Category { term: Some(term), .. } => data.words.iter().find(|word| word.term.id == *term),
        Detail::Category { term: None, .. }
        | Detail::Departments { .. }
        | Detail::Year { .. }
        | Detail::Indicator { .. }
        | Detail::DeclaredChange { .. } => None,
    };
    Table::of(
        "item_categories",
        ["事業の区分", "categories of items"],
        [
            "1行が1つの版の1つの実施事業の1つの軸での区分",
            "a row for each category of each item of each edition",
        ],
        fields,
        &rows(data, word),
    )
}

pub(super) fn status_by_year(data: &OpenData) -> Table {
    type Stated<'d> = Row<Year<'d>>;
    let mut fields = whose();
    fields.extend(year(|stated: &Year<'_>| stated.year));
    fields.extend([
        Field::code(
            CodeList::YearSide,
            "year_side",
            ["計画・実施の別", "plan or result"],
            |row: &Stated<'_>| Value::code(&row.stated.side),
        )
        .key(),
        Field::text(
            "status_printed",
            ["状況（記載のまま）", "status, as printed"],
            |row: &Stated<'_>| (&row.stated.status.wording).into(),
        )
        .required(),
        Field::code(CodeList::State, "state", ["状況の区分", "canonical state"], |row: &Stated<'_>| {
            Value::code(&row.stated.status.state)
        })
        .required(),
        Field::id("status_word_id", ["状況の語ID", "status word id"], |row: &Stated<'_>| {
            Value::printed(row.stated.status.term)
        })
        .required(),
    ]);
    Table::of(
        "status_by_year",
        ["年度ごとの計画と実施状況", "status by fiscal year"],
        [
            "1行が1つの版の1つの実施事業の1つの年度の計画または実施状況",
            "a row for the plan or the result of each fiscal year of each item of each edition",
        ],
        fields,
        &rows(data, Year::of),
    )
}

pub(super) fn indicators(data: &OpenData) -> Table {
    type Stated<'d> = Row<Indicator<'d>>;
    let mut fields = whose();
    fields.extend([
        Field::id("indicator_id", ["指標ID", "indicator id"], |row: &Stated<'_>| {
            Value::printed(row.stated.indicator)
        })
        .key(),
        Field::text("indicator", ["指標の名称", "indicator"], |row: &Stated<'_>| row.stated.name.into()),
    ]);
    fields.extend(year(|stated: &Indicator<'_>| stated.year));
    fields.extend([
        Field::code(
            CodeList::IndicatorSide,
            "indicator_side",
            ["目標・実績の別", "target or result"],
            |row: &Stated<'_>| Value::code(&row.stated.side),
        )
        .key(),
        Field::code(
            CodeList::IndicatorKind,
            "indicator_kind",
            ["値の種類", "kind of value"],
            |row: &Stated<'_>| codes::indicator(row.stated.value).into(),
        )
        .required(),
        Field::decimal("number", ["数値", "number"], |row: &Stated<'_>| match row.stated.value {
            IndicatorValue::Quantity { number, .. } => Value::Decimal(number.to_string()),
            IndicatorValue::Milestone(_) | IndicatorValue::Nothing => Value::Nothing,
        }),
        Field::text("unit", ["単位", "unit"], |row: &Stated<'_>| match row.stated.value {
            IndicatorValue::Quantity { unit, .. } => unit.as_ref().into(),
            IndicatorValue::Milestone(_) | IndicatorValue::Nothing => Value::Nothing,
        }),
        Field::text(
            "value_printed",
            ["値（記載のまま）", "value, as printed"],
            |row: &Stated<'_>| row.stated.printed.into(),
        ),
    ]);
    Table::of(
        "indicators",
        ["指標", "indicators"],
        [
            "1行が1つの版の1つの実施事業の1つの指標の、1つの年度の目標または実績",
            "a row for the target or the result of each indicator of each item in a fiscal year",
        ],
        fields,
        &rows(data, Indicator::of),
    )
}

pub(super) fn declared_changes(data: &OpenData) -> Table {
    let mut fields = whose();
    fields.push(
        Field::text(
            "reason",
            ["理由等（記載のまま）", "reason, as printed"],
            |row: &Row<&Text>| row.stated.into(),
        )
        .required(),
    );
    Table::of(
        "declared_changes",
        ["計画に変更が生じた事業", "declared changes"],
        [
            "1行が、計画に変更が生じたと版に記載された1つの実施事業",
            "a row for each item of which an edition says that its plan has changed",
        ],
        fields,
        &rows(data, declared),
    )
}

impl<'d> Year<'d> {
    fn of(detail: &'d Detail) -> Option<Self> {
        match detail {
            Detail::Year { year, side, status } => Some(Self { year: *year, side: *side, status }),
            Detail::Category { .. }
            | Detail::Departments { .. }
            | Detail::Indicator { .. }
            | Detail::DeclaredChange { .. } => None,
        }
    }
}

impl<'d> Indicator<'d> {
    fn of(detail: &'d Detail) -> Option<Self> {
        match detail {
            Detail::Indicator { indicator, name, year, side, value, printed } => Some(Self {
                indicator: *indicator,
                name: name.as_ref(),
                year: *year,
                side: *side,
                value,
                printed,
            }),
            Detail::Category { .. }
            | Detail::Departments { .. }
            | Detail::Year { .. }
            | Detail::DeclaredChange { .. } => None,
        }
    }
}

/// Why a plan has changed, where the edition says that it has.
fn declared(detail: &Detail) -> Option<&Text> {
    match detail {
        Detail::DeclaredChange { reason } => Some(reason),
        Detail::Category { .. }
        | Detail::Departments { .. }
        | Detail::Year { .. }
        | Detail::Indicator { .. } => None,
    }
}

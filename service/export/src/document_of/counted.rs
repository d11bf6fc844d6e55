//! What is counted, as tables: one for each part of a report. Words of the plan go out as printed; names of codes are in
//! the reader's language.

use super::{listed, row, row_of, total};
use crate::document::{Cell, Column, Holds, Row, Table};
use crate::side::{Side, words};
use projections::report::{
    AxisCounts, Count, CountsReport, CrossTable, DeclaredChanges, Department, Grid, ItemRef, PlannedActual,
    Standing, TotalCheck,
};
use projections::wording::{self, Language, Title, Word};

/// How many items stand how; a second column for the rows (のべ) where anything is re-listed.
pub fn counts(report: &CountsReport, language: Language) -> Table {
    let relisted = report.items.distinct != report.items.listed;
    let mut columns = vec![
        Column::text(wording::word(Word::Status, language), 500),
        Column::number(wording::word(Word::Count, language), 150),
    ];
    columns.extend(relisted.then(|| Column::number(wording::word(Word::Rows, language), 150)));
    let cells = |name: &str, count: Count| {
        let both = std::iter::once(count.distinct).chain(relisted.then_some(count.listed));
        let both = both.map(|number| Cell::plain(number.to_string()));
        std::iter::once(Cell::plain(name)).chain(both).collect()
    };
    let states = report.by_state.iter().map(|counted| {
        row(cells(wording::standing(Standing::stated(counted.state), language), counted.count))
    });
    let sum = total(cells(wording::word(Word::Total, language), report.items));
    listed(wording::title(Title::Counts, language), columns, states.chain([sum]).collect())
}

/// A cross-table with its sums. Where anything is re-listed, a second column for each counts the rows (のべ).
pub fn cross(table: &CrossTable, name: &str, corner: &str, language: Language) -> Table {
    let relisted = table.total.distinct != table.total.listed;
    let sum = language.of("計", "total").to_owned();
    let names = table.columns.iter().map(|head| wording::cross_head(head, language));
    let names: Vec<String> = names.filter(|_| has_columns(table)).chain([sum.clone()]).collect();
    let headings = names.iter().flat_map(|name| {
        let listed = relisted.then(|| language.of("（のべ）", " (rows)"));
        std::iter::once(name.clone()).chain(listed.map(|listed| format!("{name}{listed}")))
    });
    let both = |count: &Count| {
        std::iter::once(count.distinct.to_string()).chain(relisted.then(|| count.listed.to_string()))
    };
    let line = |name: String, cells: &[Count], sum: &Count| -> Vec<Cell> {
        let cells = cells.iter().filter(|_| has_columns(table)).chain([sum]);
        std::iter::once(name).chain(cells.flat_map(both)).map(Cell::plain).collect()
    };
    let rows = table.rows.iter().zip(&table.cells);
    let rows = rows.map(|(head, cells)| row(line(wording::cross_head(head, language), cells, &head.count)));
    let sums: Vec<Count> = table.columns.iter().map(|head| head.count).collect();
    let columns = std::iter::once(Column::text(corner, 0));
    let columns = columns.chain(headings.map(|heading| Column::number(heading, 0))).collect();
    listed(name, columns, rows.chain([total(line(sum, &sums, &table.total))]).collect())
}

/// Items with both sides of a year.
pub fn planned(report: &PlannedActual, name: &str, language: Language) -> Table {
    let columns = texts(
        match language {
            Language::Japanese => ["番号", "事業名", "計画事項", "実施状況", "計画との比較"],
            Language::English => ["No.", "item", "planned", "actual", "compared"],
        },
        [80, 370, 190, 190, 170],
    );
    let rows = report.rows.iter().map(|of| {
        let [number, title] = named(&of.item);
        let differ = wording::sides_differ(of.differ, language).to_owned();
        let planned = words(of.planned.as_ref(), of.planned_printed.as_deref());
        let actual = words(of.actual.as_ref(), of.actual_printed.as_deref());
        of_item(&of.item, [number, title, planned, actual, differ])
    });
    listed(name, columns, rows.collect())
}

/// Declared changes and differences.
pub fn declared(changes: &DeclaredChanges, name: &str, language: Language) -> Table {
    let columns = texts(
        match language {
            Language::Japanese => ["番号", "事業名", "理由等", "計画事項", "実施状況", "照合"],
            Language::English => ["No.", "item", "reason as declared", "planned", "actual", "held together"],
        },
        [80, 260, 260, 120, 120, 170],
    );
    let rows = changes.rows.iter().map(|of| {
        let [number, title] = named(&of.item);
        let reason = of.reason.as_ref().map(ToString::to_string).unwrap_or_default();
        let standing = wording::declared_standing(of.standing, language).to_owned();
        let planned = words(of.planned.as_ref(), of.planned_printed.as_deref());
        let actual = words(of.actual.as_ref(), of.actual_printed.as_deref());
        of_item(&of.item, [number, title, reason, planned, actual, standing])
    });
    listed(name, columns, rows.collect())
}

/// The counts along one axis. Where an item belongs to several, the entries add up to more than the total.
pub fn axis(counts: &AxisCounts, language: Language) -> Table {
    let name = counts.name.as_deref().unwrap_or(wording::count_axis(counts.axis, language));
    let columns = vec![
        Column::text(name, 330),
        Column::number(language.of("事業数", "items"), 90),
        Column::number(language.of("のべ", "rows"), 90),
        Column::text(language.of("状況の内訳", "by state"), 490),
    ];
    let line = |name: String, count: Count, about: String| {
        let cells = [name, count.distinct.to_string(), count.listed.to_string(), about];
        cells.map(Cell::plain).to_vec()
    };
    let entries = counts.entries.iter().map(|entry| {
        let states = entry.by_state.iter().map(|counted| {
            format!("{} {}", wording::state_or_none(counted.state, language), counted.count.distinct)
        });
        let states: Vec<String> = states.collect();
        let number = entry.heading.as_ref().and_then(|heading| heading.full_label.as_deref());
        let name = entry.name.as_deref().unwrap_or(language.of("記載なし", "not stated"));
        let name = [number.unwrap_or_default(), name].join(" ").trim().to_owned();
        row(line(name, entry.count, states.join(language.of("、", ", "))))
    });
    let sum = line(language.of("実数", "items in all").to_owned(), counts.total, String::new());
    listed(wording::by_axis(counts, language), columns, entries.chain([total(sum)]).collect())
}

/// Printed totals, reconciled.
pub fn totals(totals: &[TotalCheck], name: &str, language: Language) -> Table {
    let mut columns = texts(
        match language {
            Language::Japanese => ["表", "行", "列", "原資料の記載", "のべ", "実数", "照合"],
            Language::English => ["table", "row", "column", "as printed", "rows", "items", "agrees"],
        },
        [190, 190, 150, 110, 80, 80, 200],
    );
    columns[4..6].iter_mut().for_each(|column| column.holds = Holds::Number);
    let rows = totals.iter().map(|check| {
        let number = |of: fn(Count) -> u32| check.computed.map(of).map(|n| n.to_string()).unwrap_or_default();
        let cells = [
            check.table.to_string(),
            check.row.to_string(),
            check.column.to_string(),
            check.printed.to_string(),
            number(|count| count.listed),
            number(|count| count.distinct),
            wording::total_agrees(check.agrees, language).to_owned(),
        ];
        row(cells.map(Cell::plain).to_vec())
    });
    listed(name, columns, rows.collect())
}

/// Items down, years across: of each year the sides of which anything is stated.
pub fn years(grid: &Grid, name: &str, language: Language) -> Table {
    let mut columns = texts(
        match language {
            Language::Japanese => ["番号", "事業名", "担当部署"],
            Language::English => ["No.", "item", "departments"],
        },
        [80, 260, 120],
    );
    let sides: Vec<(usize, Side)> = (0..grid.years.len())
        .flat_map(|at| Side::ALL.map(|side| (at, side)))
        .filter(|(at, side)| grid.rows.iter().any(|row| side.is_stated(&row.years[*at])))
        .collect();
    let room = u32::try_from(540 / sides.len().max(1)).unwrap_or(0).clamp(40, 180);
    columns.extend(sides.iter().map(|(at, side)| {
        let year = wording::fiscal_year(grid.years[*at], language);
        Column::text(format!("{year} {}", side.name(language)), room)
    }));
    let rows = grid.rows.iter().map(|of| {
        let [number, title] = named(&of.item);
        let years = sides.iter().map(|(at, side)| side.text(&of.years[*at], language));
        let first = [number, title, departments(&of.departments)];
        of_item(&of.item, first.into_iter().chain(years))
    });
    listed(name, columns, rows.collect())
}

/// Columns of words.
fn texts<const N: usize>(headings: [&str; N], widths: [u32; N]) -> Vec<Column> {
    headings.into_iter().zip(widths).map(|(heading, width)| Column::text(heading, width)).collect()
}

fn of_item(item: &ItemRef, cells: impl IntoIterator<Item = String>) -> Row {
    row_of(item, cells.into_iter().map(Cell::plain).collect())
}

/// Whether the columns of a cross-table divide anything: the one column of what has no categories does not.
fn has_columns(table: &CrossTable) -> bool {
    table.columns.iter().any(|head| !head.is_rest())
}

fn named(item: &ItemRef) -> [String; 2] {
    [item.full_label.clone().unwrap_or_default(), item.title.to_string()]
}

pub(super) fn departments(departments: &[Department]) -> String {
    departments.iter().map(ToString::to_string).collect::<Vec<_>>().join("、")
}

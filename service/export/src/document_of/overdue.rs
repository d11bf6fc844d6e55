//! 期限超過: what should have begun before a day, and how long ago.

use super::{About, Making, listed, or_nothing, row_of, without_empty};
use crate::document::{Cell, Document, Paper, Table};
use projections::report::{OverdueReport, OverdueRow};
use projections::wording::{self, Language, Title, Word};

/// The items that are overdue on a day.
pub fn overdue(report: &OverdueReport, language: Language, about: &About) -> Document {
    let making = Making { plan: &report.plan, language, about };
    let on = wording::day(report.on, language);
    let title = wording::bracketed(making.title(Title::Overdue), &on, language);
    let facts =
        [making.fact(Word::AsOf, on), making.fact(Word::Count, wording::items(report.rows.len(), language))];
    let mut blocks = making.opening(making.title(Title::Overdue), facts);
    blocks.push(or_nothing(list(making, report), language));
    making.document(&title, Paper::Landscape, blocks)
}

/// The list. Columns of which nothing is known are left out.
pub(super) fn list(making: Making<'_>, report: &OverdueReport) -> Table {
    let columns = vec![
        making.text(Word::Number, 80),
        making.text(Word::Item, 230),
        making.text(Word::Departments, 110),
        making.text(Word::Schedule, 110),
        making.text(Word::Due, 135),
        making.count(Word::DaysLate, 75),
        making.text(Word::Status, 110),
        making.text(Word::Review, 100),
        making.text(Word::Remark, 230),
    ];
    let rows = report.rows.iter().map(|row| row_of(&row.item, cells(making, row)));
    without_empty(listed(making.title(Title::Overdue), columns, rows.collect()))
}

fn cells(making: Making<'_>, row: &OverdueRow) -> Vec<Cell> {
    let [number, title] = making.item(&row.item);
    vec![
        number,
        title,
        Cell::plain(row.department.as_deref().unwrap_or_default()),
        Cell::plain(&row.schedule.text),
        Cell::plain(wording::day(row.due, making.language)),
        Cell::plain(row.days.to_string()),
        Cell::plain(&row.status.wording),
        Cell::plain(row.review.as_ref().map_or("", |date| &date.text)),
        Cell::plain(row.remark.as_deref().unwrap_or_default()),
    ]
}

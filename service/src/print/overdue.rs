//! 期限超過.

use super::{Grid, number, one_line, plan_line};
use crate::lang::{Lang, Pick as _};
use projections::report::OverdueReport;

/// The items that are overdue, and since when.
pub(crate) fn text(report: &OverdueReport, lang: Lang) -> String {
    let mut text = plan_line(&report.plan, lang);
    let on = report.on;
    text.push_str(&lang.pick(format!("{on} 現在の期限超過\n\n"), format!("overdue as of {on}\n\n")));
    let mut grid = Grid::new(lang.pick(
        ["番号", "事業", "実施時期", "期限", "超過日数", "状況", "担当部署", "備考"],
        ["No.", "item", "schedule", "due", "days", "status", "department", "remark"],
    ))
    .numbers([4]);
    for row in &report.rows {
        grid.row([
            number(&row.item),
            one_line(row.item.title.as_str()),
            row.schedule.text.clone(),
            row.due.to_string(),
            row.days.to_string(),
            row.status.wording.clone(),
            row.department.clone().unwrap_or_default(),
            row.remark.clone().unwrap_or_default(),
        ]);
    }
    text.push_str(&grid.print());
    let count = report.rows.len();
    text.push_str(&lang.pick(format!("計 {count} 件\n"), format!("total: {count}\n")));
    text
}

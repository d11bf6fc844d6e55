//! 期限超過: items whose 実施時期 has passed and that have not begun, as of a day.

use super::badge::Badge;
use super::departmental::Departmental;
use super::place::{Place, Tab, named};
use super::{Frame, reader};
use crate::extract::{At, Known, Query};
use crate::header::encoded;
use crate::respond::Answer;
use crate::router::Site;
use crate::schema::shortened;
use app::AppError;
use askama::Template;
use axum::extract::State;
use jiff::civil::Date;
use projections::report::{OverdueReport, OverdueRow, PlanRef, department_names};
use projections::wording::{self, Language};

#[derive(Template)]
#[template(path = "overdue.html")]
struct Overdue<'p> {
    frame: &'p Frame,
    place: &'p Place,
    /// As the reader typed the day.
    typed: String,
    department: Departmental,
    /// None where the day cannot be read.
    list: Option<List>,
}

struct List {
    day: Date,
    on: String,
    rows: Vec<Row>,
    departments: bool,
}

struct Row {
    name: String,
    path: String,
    schedule: String,
    /// Since when, in words.
    late: String,
    badge: Badge,
    status: String,
    review: Option<String>,
    remark: Option<String>,
    department: Option<String>,
}

pub(crate) async fn overdue(site: State<Site>, frame: Frame, at: At, query: Query, known: Known) -> Answer {
    let as_of = query.get("as_of");
    let typed = shortened(as_of.unwrap_or_default());
    let show = |plan: &PlanRef, list: Option<List>, department: Departmental| {
        let place = Place::of(plan, Tab::Overdue);
        let unread = list.is_none();
        let page = Overdue { frame: &frame, place: &place, typed, department, list };
        if unread { frame.refuse(&page) } else { frame.show(&known, &page) }
    };
    match site.app.overdue(&reader(), at.plan(), as_of).await {
        Ok(mut report) => {
            let names = department_names(report.rows.iter().flat_map(|row| &row.departments));
            let department = Departmental::of(&query, names);
            department.wanted().into_iter().for_each(|department| report.narrow(department));
            let list = List::of(&report, frame.language);
            show(&report.plan, Some(list), department)
        }
        Err(AppError::Invalid { .. }) => {
            let plan = site.app.plan(&reader(), at.plan()).await?.plan;
            show(&plan, None, Departmental::of(&query, Vec::new()))
        }
        Err(error) => Err(error.into()),
    }
}

impl Overdue<'_> {
    /// What the list asks for, as a further part of an address.
    fn query(&self, list: &List) -> String {
        let department = self.department.wanted().map(|name| format!("&department={}", encoded(name)));
        format!("&on={}{}", list.day, department.unwrap_or_default())
    }
}

impl List {
    fn of(report: &OverdueReport, language: Language) -> Self {
        let place = Place::of(&report.plan, Tab::Overdue);
        Self {
            day: report.on,
            on: wording::day(report.on, language),
            rows: report.rows.iter().map(|row| Row::of(row, report.on, &place, language)).collect(),
            departments: report.rows.iter().any(|row| row.department.is_some()),
        }
    }
}

impl Row {
    fn of(row: &OverdueRow, on: Date, place: &Place, language: Language) -> Self {
        Self {
            name: named(&row.item),
            path: place.item(&row.item),
            schedule: row.schedule.text.clone(),
            late: late(row.due, on, row.days, language),
            badge: Badge::of(row.state, language),
            status: row.status.wording.clone(),
            review: row.review.as_ref().map(|date| date.text.clone()),
            remark: row.remark.clone().filter(|remark| !remark.is_empty()),
            department: row.department.clone().filter(|department| !department.is_empty()),
        }
    }
}

/// How long ago the last day was: in years and months, in days within the first month.
fn late(due: Date, on: Date, days: i32, language: Language) -> String {
    let months = (i32::from(on.year()) - i32::from(due.year())) * 12 + i32::from(on.month())
        - i32::from(due.month())
        - i32::from(on.day() < due.day() && on != on.last_of_month());
    let elapsed = u32::try_from(months).ok().and_then(|months| wording::elapsed(months, language));
    elapsed.unwrap_or_else(|| wording::days(days, language))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn lateness_is_told_in_whole_months_and_before_that_in_days() {
        let due = date(2019, 3, 31);
        let told = |on| late(due, on, (on - due).get_days(), Language::English);
        assert_eq!(told(date(2019, 4, 1)), "1 day");
        assert_eq!(told(date(2019, 4, 29)), "29 days");
        assert_eq!(told(date(2019, 4, 30)), "1 month");
        assert_eq!(told(date(2024, 3, 31)), "5 years");
        assert_eq!(told(date(2024, 3, 30)), "4 years 11 months");
    }
}

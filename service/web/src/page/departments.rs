//! 担当部署: which there are on a day, what each continues, and which items it has.

use super::place::{Place, Tab, named};
use super::{Frame, reader};
use crate::extract::{At, Known, Query};
use crate::respond::Answer;
use crate::router::Site;
use crate::schema::shortened;
use app::AppError;
use askama::Template;
use axum::extract::State;
use domain::value::Text;
use projections::report::{DepartmentItem, DepartmentOnDay, DepartmentsReport, PlanRef};
use projections::wording::{self, Language};

#[derive(Template)]
#[template(path = "departments.html")]
struct Departments<'p> {
    frame: &'p Frame,
    place: &'p Place,
    /// As the reader typed the day.
    typed: String,
    /// None where the day cannot be read.
    list: Option<List>,
}

struct List {
    on: String,
    departments: Vec<Department>,
}

struct Department {
    /// For the address of its section.
    anchor: usize,
    name: String,
    from: Option<String>,
    until: Option<String>,
    continues: Vec<String>,
    continued_by: Vec<String>,
    items: Vec<Item>,
}

struct Item {
    name: String,
    path: String,
    qualifier: Option<String>,
    /// As printed, where that is another name.
    printed: Option<String>,
}

pub(crate) async fn departments(
    site: State<Site>,
    frame: Frame,
    at: At,
    query: Query,
    known: Known,
) -> Answer {
    let as_of = query.get("as_of");
    let typed = shortened(as_of.unwrap_or_default());
    let show = |plan: &PlanRef, list: Option<List>| {
        let place = Place::of(plan, Tab::Report);
        let unread = list.is_none();
        let page = Departments { frame: &frame, place: &place, typed, list };
        if unread { frame.refuse(&page) } else { frame.show(&known, &page) }
    };
    match site.app.departments(&reader(), at.plan(), as_of).await {
        Ok(report) => show(&report.plan, Some(List::of(&report, frame.language))),
        Err(AppError::Invalid { .. }) => show(&site.app.plan(&reader(), at.plan()).await?.plan, None),
        Err(error) => Err(error.into()),
    }
}

impl List {
    fn of(report: &DepartmentsReport, language: Language) -> Self {
        let place = Place::of(&report.plan, Tab::Report);
        let departments = report.departments.iter().enumerate();
        Self {
            on: wording::day(report.on, language),
            departments: departments.map(|(at, one)| Department::of(at, one, &place, language)).collect(),
        }
    }
}

impl Department {
    fn of(anchor: usize, department: &DepartmentOnDay, place: &Place, language: Language) -> Self {
        let names = |names: &[Text]| names.iter().map(ToString::to_string).collect();
        Self {
            anchor,
            name: department.name.to_string(),
            from: department.from.map(|day| wording::day(day, language)),
            until: department.until.map(|day| wording::day(day, language)),
            continues: names(&department.continues),
            continued_by: names(&department.continued_by),
            items: department.items.iter().map(|item| Item::of(item, &department.name, place)).collect(),
        }
    }
}

impl Item {
    fn of(item: &DepartmentItem, department: &Text, place: &Place) -> Self {
        Self {
            name: named(&item.item),
            path: place.item(&item.item),
            qualifier: item.qualifier.as_ref().map(ToString::to_string),
            printed: (!item.printed.as_str().starts_with(department.as_str()))
                .then(|| item.printed.to_string()),
        }
    }
}

//! The API's document for people: every operation, who may call it, what it takes and answers, with examples. It is made
//! of the same table as the router and needs no script; the viewer is an extra.

use super::Frame;
use super::operation::OperationPage;
use crate::extract::{At, Known};
use crate::problem::Problem;
use crate::respond::Answer;
use crate::route::Route;
use crate::said::{Said, said};
use crate::table::{API, BASE};
use app::permission::{Access, Operation};
use askama::Template;
use domain::value::Role;
use projections::wording;

/// The parts of the document: their names, and the operation that each begins with.
const PARTS: &[(Said, &str)] = &[
    (said("計画と表", "Plans and tables"), "document"),
    (said("経緯と検索", "What became of it"), "history"),
    (said("計画と取込みの記録", "Plans and imports"), "create_plan"),
    (said("見直し", "The live cycle"), "open_cycle"),
    (said("版", "Editions"), "publish_edition"),
    (said("見出しと事業", "Headings and items"), "state_execution"),
];

#[derive(Template)]
#[template(path = "api.html")]
struct Reference<'p> {
    frame: &'p Frame,
    base: &'static str,
    parts: Vec<Part>,
}

struct Part {
    name: &'static str,
    operations: Vec<Line>,
}

/// An operation in the list.
struct Line {
    name: &'static str,
    method: &'static str,
    path: String,
    summary: &'static str,
    callers: String,
}

pub(crate) async fn reference(frame: Frame, known: Known) -> Answer {
    let mut parts: Vec<Part> = Vec::new();
    for route in API {
        if let Some((name, _)) = PARTS.iter().find(|(_, first)| *first == route.name) {
            parts.push(Part { name: name.of(frame.language), operations: Vec::new() });
        }
        let part = parts.last_mut().expect("the first part begins with the first operation");
        part.operations.push(Line {
            name: route.name,
            method: route.method.name(),
            path: format!("{BASE}{}", route.path),
            summary: route.summary.of(frame.language),
            callers: callers(route, &frame),
        });
    }
    frame.show(&known, &Reference { frame: &frame, base: BASE, parts })
}

pub(crate) async fn operation(frame: Frame, known: Known, at: At) -> Answer {
    let name = at.name("operation");
    let route = API.iter().find(|route| route.name == name).ok_or_else(Problem::not_found)?;
    frame.show(&known, &OperationPage::of(&frame, route))
}

/// Who may call an operation, as the access matrix says.
pub(super) fn callers(route: &Route, frame: &Frame) -> String {
    if route.operation == Operation::ReadPublished {
        let drafts = allowed(Operation::ReadDraft, frame);
        let published = frame
            .of("公開されているものは誰でも。公開前のものは", "what is published: everyone; what is not: ");
        return format!("{published}{drafts}");
    }
    allowed(route.operation, frame)
}

fn allowed(operation: Operation, frame: &Frame) -> String {
    let roles = [Role::Public, Role::Auditor, Role::Member, Role::Staff, Role::Admin];
    let named = roles.into_iter().filter_map(|role| {
        let name = wording::role(role, frame.language);
        match operation.access(role) {
            Access::Allowed => Some(name.to_owned()),
            Access::Granted => {
                Some(format!("{name}{}", frame.of("（担当の計画）", " (of a plan that is theirs)")))
            }
            Access::Refused | Access::Hidden => None,
        }
    });
    named.collect::<Vec<_>>().join(frame.of("、", ", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_begins_with_an_operation_in_the_order_of_the_table() {
        let places: Vec<_> =
            PARTS.iter().map(|(_, first)| API.iter().position(|route| route.name == *first)).collect();
        assert_eq!(places.first(), Some(&Some(0)));
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
    }
}

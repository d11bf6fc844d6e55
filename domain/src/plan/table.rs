//! A table made from the outline: the cells that an edition adopted here will print.

use super::outline::Line;
use super::{Lens, Plan, Row};
use crate::digest::Digest;
use crate::event::{Cell, NodeKind, Reading};
use crate::id::EditionId;
use crate::value::{Column, Field, Meaning, Profile, Text};
use schemars::JsonSchema;
use serde::Serialize;

/// What the digest of a table is taken over.
#[derive(Serialize, JsonSchema)]
struct Printed<'t> {
    title_lines: &'t [Text],
    headings: Vec<&'t str>,
    rows: Vec<&'t [Cell]>,
}

/// The digest of a table as printed: its title lines, headings and cells.
pub fn digest(title_lines: &[Text], profile: &Profile, rows: &[Row]) -> Digest {
    Digest::of_value(&Printed {
        title_lines,
        headings: profile.in_order().into_iter().map(|column| column.heading.as_str()).collect(),
        rows: rows.iter().map(|row| row.cells.as_slice()).collect(),
    })
}

/// What a line prints in a column; empty where it has nothing.
pub fn cell(profile: &Profile, column: &Column, line: &Line) -> String {
    let view = &line.view;
    match column.meaning {
        Meaning::Number => line.label.as_ref().map(|label| label.printed.clone()).unwrap_or_default(),
        Meaning::Title => {
            let number = match profile.column(Meaning::Number) {
                Some(_) => "",
                None => line.label.as_ref().map_or("", |label| &label.printed),
            };
            format!("{number}{}", view.title)
        }
        Meaning::Schedule => view.schedule.as_ref().map(|date| date.text.clone()).unwrap_or_default(),
        Meaning::Status => view.status.as_ref().map(|status| status.wording.clone()).unwrap_or_default(),
        Meaning::Review => view.review.as_ref().map(|date| date.text.clone()).unwrap_or_default(),
        Meaning::Remark => view.remark.as_ref().map(ToString::to_string).unwrap_or_default(),
        Meaning::Body => view.body.as_ref().map(ToString::to_string).unwrap_or_default(),
        Meaning::PlannedStatus
        | Meaning::Department
        | Meaning::Category
        | Meaning::YearPlanned(_)
        | Meaning::YearActual(_)
        | Meaning::Indicator
        | Meaning::Trace(_)
        | Meaning::Other => view.others.get(&column.id).map(ToString::to_string).unwrap_or_default(),
    }
}

impl Plan {
    /// The rows of the table through a lens, as an edition would print them.
    pub fn table(&self, lens: Lens, edition: EditionId, profile: &Profile) -> Vec<Row> {
        self.outline(lens)
            .into_iter()
            .filter(|line| line.view.kind != NodeKind::Term)
            .zip(1..)
            .map(|(line, row)| Row {
                edition,
                row,
                node: line.view.node,
                placement: line.placement,
                parent: line.parent,
                cells: profile
                    .in_order()
                    .into_iter()
                    .filter_map(|column| {
                        let text = Text::parse(Field::Body, &cell(profile, column, &line)).ok()?;
                        (!text.is_empty()).then_some(Cell { column: column.id, text })
                    })
                    .collect(),
                reading: Reading {
                    kind: line.view.kind,
                    label: line.label,
                    title: line.view.title,
                    schedule: line.view.schedule,
                    status: line.view.status,
                    review: line.view.review,
                },
                corrections: Vec::new(),
            })
            .collect()
    }
}

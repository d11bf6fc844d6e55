//! Editions: publish, withdraw, correct.

use crate::desk::Desk;
use crate::error::{AppError, Thing};
use crate::execute::{Done, Order};
use crate::parse::{self, any, filled};
use crate::permission::Operation;
use crate::{App, Caller, request};
use domain::command::{Action, CorrectEdition, PublishEdition, WithdrawEdition};
use domain::event::{CellReading, CorrectionKind};
use domain::id::{ColumnId, CorrectionId, PlanId};
use domain::plan::{Edition, Row};
use domain::value::{Column, Field, Label, Meaning, Text};
use uuid::Uuid;

impl App {
    /// Makes an edition public under its permanent address.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn publish_edition(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        edition: &str,
    ) -> Result<Done, AppError> {
        let (plan, action) = self
            .at_desk(caller, Operation::Adopt, plan, |desk| {
                desk.edition(edition).and_then(|edition| {
                    let address = filled("address", Field::Short, &address(desk.id, edition))?;
                    Ok(Action::PublishEdition(PublishEdition { edition: edition.id, address }))
                })
            })
            .await?;
        self.settle(caller, Order::new(plan, id, "publish_edition", &edition), action).await
    }

    /// Withdraws an edition: voids a mistaken import, or takes it from the public.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn withdraw_edition(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::WithdrawEdition,
    ) -> Result<Done, AppError> {
        let (plan, action) =
            self.at_desk(caller, Operation::Adopt, plan, |desk| withdrawal(desk, request)).await?;
        self.settle(caller, Order::new(plan, id, "withdraw_edition", request), action).await
    }

    /// Corrects a cell of an edition; the caller's id is the correction's. Both readings are kept.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn correct_edition(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &request::Correct,
    ) -> Result<Done, AppError> {
        let (plan, action) =
            self.at_desk(caller, Operation::Edit, plan, |desk| correction(desk, id, request)).await?;
        self.settle(caller, Order::new(plan, id, "correct_edition", request), action).await
    }
}

/// The path of an edition, for ever.
fn address(plan: PlanId, edition: &Edition) -> String {
    format!("/p/{plan}/e/{}/", edition.id)
}

fn withdrawal(desk: &Desk, request: &request::WithdrawEdition) -> Result<Action, AppError> {
    Ok(Action::WithdrawEdition(WithdrawEdition {
        edition: desk.edition(&request.edition)?.id,
        kind: parse::withdrawal(&request.kind)?,
        reason: filled("reason", Field::Remark, &request.reason)?,
        authority: filled("authority", Field::Title, &request.authority)?,
    }))
}

fn correction(desk: &Desk, id: Uuid, request: &request::Correct) -> Result<Action, AppError> {
    let edition = desk.edition(&request.edition)?;
    let node = desk.item(&request.item, Some(&edition.id.to_string()))?;
    let rows = desk.plan.rows.get(&edition.id);
    let row = rows
        .and_then(|rows| rows.values().find(|row| row.node == node))
        .ok_or_else(|| AppError::not_found(Thing::Item, &request.item))?;
    let column = column(desk, edition, &request.column)?;
    let kind = parse::correction(&request.kind)?;
    let seen = match &request.seen {
        Some(seen) => any("seen", Field::Body, seen)?,
        None if kind == CorrectionKind::Transcription => any("seen", Field::Body, row.printed(column.id))?,
        None => any("seen", Field::Body, row.corrected(column.id))?,
    };
    Ok(Action::CorrectEdition(CorrectEdition {
        correction: CorrectionId::new(id),
        edition: edition.id,
        row: row.row,
        column: column.id,
        kind,
        seen,
        reading: desk.cell_reading(row, column, &request.corrected)?,
        corrected: any("corrected", Field::Body, &request.corrected)?,
        reason: filled("reason", Field::Remark, &request.reason)?,
        evidence: desk.evidence(&request.evidence)?,
    }))
}

/// A column by its id, its heading, or the beginning of its heading: 備考 for 備考 (現在の状況の補足…).
fn column<'d>(desk: &'d Desk, edition: &Edition, name: &str) -> Result<&'d Column, AppError> {
    let columns = desk.plan.head.profile(edition.profile).map(|p| p.columns.as_slice()).unwrap_or_default();
    if let Ok(id) = ColumnId::parse(name)
        && let Some(column) = columns.iter().find(|column| column.id == id)
    {
        return Ok(column);
    }
    let mut named = columns.iter().filter(|column| column.heading == name);
    let mut begun = columns.iter().filter(|column| !name.is_empty() && column.heading.starts_with(name));
    match (named.next(), begun.next(), begun.next()) {
        (Some(column), _, _) | (None, Some(column), None) => Ok(column),
        (None, _, _) => {
            let headings: Vec<&str> = columns.iter().map(|column| column.heading.as_str()).collect();
            Err(AppError::invalid("column", name, headings.join(", ")))
        }
    }
}

impl Desk<'_> {
    /// How a cell of that column is understood when it says this.
    fn cell_reading(&self, row: &Row, column: &Column, text: &str) -> Result<CellReading, AppError> {
        let date = |text: &str| parse::optional_date("corrected", Some(text));
        let head = &self.plan.head;
        let profile = head.editions.get(&row.edition).and_then(|edition| head.profile(edition.profile));
        // Where the number has a column of its own, the title is all of its cell.
        let numbered = profile.is_some_and(|profile| profile.column(Meaning::Number).is_some());
        Ok(match column.meaning {
            Meaning::Title if numbered => CellReading::Title {
                label: row.reading.label.clone(),
                title: filled("corrected", Field::Title, text)?,
            },
            Meaning::Title if row.reading.label.is_some() => {
                let (label, title) = Label::split(text);
                CellReading::Title { label, title: filled("corrected", Field::Title, title)? }
            }
            Meaning::Title => {
                CellReading::Title { label: None, title: filled("corrected", Field::Title, text)? }
            }
            Meaning::Number => {
                let label = Label::of_cell(text).map_err(|e| AppError::invalid("corrected", text, e))?;
                CellReading::Title { label: Some(label), title: Text::clone(&row.reading.title) }
            }
            Meaning::Schedule => CellReading::Schedule(date(text)?),
            Meaning::Review => CellReading::Review(date(text)?),
            Meaning::Status if text.trim().is_empty() => CellReading::Status(None),
            Meaning::Status => CellReading::Status(Some(self.status("corrected", text)?)),
            Meaning::PlannedStatus
            | Meaning::Remark
            | Meaning::Body
            | Meaning::Department
            | Meaning::Category
            | Meaning::YearPlanned(_)
            | Meaning::YearActual(_)
            | Meaning::Indicator
            | Meaning::Trace(_)
            | Meaning::Other => CellReading::Text,
        })
    }
}

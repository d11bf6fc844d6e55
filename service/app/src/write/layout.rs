//! How a plan's table is printed: the paper, and which share of it each column has. What it prints is not touched.

use crate::error::AppError;
use crate::execute::{Done, Order};
use crate::parse;
use crate::permission::Operation;
use crate::request::LayOut;
use crate::{App, Caller};
use domain::command::Action;
use domain::refusal::Refusal;
use domain::value::Profile;
use uuid::Uuid;

/// All of the width, in 1/1000.
const WHOLE: u32 = 1000;

impl App {
    /// Says how a plan's table is printed, in every edition; what the request leaves out stays.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn lay_out(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        request: &LayOut,
    ) -> Result<Done, AppError> {
        let (plan, action) = self
            .at_desk(caller, Operation::Edit, plan, |desk| {
                let latest = desk.plan.head.latest_profile().ok_or(Refusal::NoProfile)?;
                let next = Profile { version: latest.version + 1, ..laid_out(latest, request)? };
                let same = next.columns == latest.columns && next.layout == latest.layout;
                if same { Err(Refusal::NothingChanges.into()) } else { Ok(Action::DefineProfile(next)) }
            })
            .await?;
        self.settle(caller, Order::new(plan, id, "lay_out", request), action).await
    }
}

/// The same columns as that request lays them out.
pub(crate) fn laid_out(profile: &Profile, request: &LayOut) -> Result<Profile, AppError> {
    let mut laid = profile.clone();
    if let Some(text) = &request.orientation {
        laid.layout.orientation = parse::orientation(text)?;
    }
    if let Some(text) = &request.paper {
        laid.layout.paper = parse::paper(text)?;
    }
    for wanted in &request.widths {
        let headings: Vec<String> = profile.in_order().iter().map(|column| column.heading.clone()).collect();
        let column = laid.columns.iter_mut().find(|column| same_heading(&column.heading, &wanted.column));
        let column =
            column.ok_or_else(|| AppError::invalid("widths.column", &wanted.column, headings.join(", ")))?;
        column.width = wanted.width;
    }
    let sum = laid.columns.iter().map(|column| u64::from(column.width)).sum::<u64>();
    if sum > u64::from(WHOLE) {
        return Err(AppError::invalid("widths", sum.to_string(), format!("{WHOLE} for all columns at most")));
    }
    Ok(laid)
}

/// White space does not matter in the name of a column.
fn same_heading(heading: &str, wanted: &str) -> bool {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    bare(heading) == bare(wanted)
}

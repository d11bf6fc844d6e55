//! What is counted of a table, its grid of years, its cards.

use crate::error::AppError;
use crate::request::Look;
use crate::{App, Caller};
use domain::value::FiscalYear;
use projections::report::{self, CardsReport, GridReport, PlanReport};

impl App {
    /// Everything that is counted of a table; `year` is the one of which plan and result are held against each other.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn report(
        &self,
        caller: &Caller,
        plan: &str,
        look: &Look,
        year: Option<&str>,
    ) -> Result<PlanReport, AppError> {
        let desk = self.looking(caller, plan, look).await?;
        let year = year.map(fiscal_year).transpose()?;
        Ok(report::plan_report(&desk.plan, desk.at_hand(desk.table_of(look)?)?, year)?)
    }

    /// Items down, fiscal years across; of one department where it is given.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn grid(
        &self,
        caller: &Caller,
        plan: &str,
        look: &Look,
        department: Option<&str>,
    ) -> Result<GridReport, AppError> {
        let desk = self.looking(caller, plan, look).await?;
        let mut grid = report::grid(&desk.plan, desk.at_hand(desk.table_of(look)?)?)?;
        department.into_iter().for_each(|department| grid.narrow(department));
        Ok(grid)
    }

    /// A card for each item; of one department where it is given.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn cards(
        &self,
        caller: &Caller,
        plan: &str,
        look: &Look,
        department: Option<&str>,
    ) -> Result<CardsReport, AppError> {
        let desk = self.looking(caller, plan, look).await?;
        let mut cards = report::cards(&desk.plan, desk.at_hand(desk.table_of(look)?)?)?;
        department.into_iter().for_each(|department| cards.narrow(department));
        Ok(cards)
    }
}

/// A fiscal year as printed, or the western year in which it begins.
fn fiscal_year(text: &str) -> Result<FiscalYear, AppError> {
    let western = text.parse().ok().filter(|_| text.len() == 4).map(FiscalYear::new);
    western.or_else(|| FiscalYear::parse(text).ok()).ok_or_else(|| {
        AppError::invalid(
            "year",
            text,
            "a fiscal year, such as 平成24年度 or the year in which it begins, 2012",
        )
    })
}

//! What a committee is handed out.

use crate::desk::Desk;
use crate::error::AppError;
use crate::parse::last_day;
use crate::request::{DocumentQuery, Look};
use crate::{App, Caller};
use domain::plan::Edition;
use projections::report::{self, PackReport, TableOf};

impl App {
    /// What a committee is handed out about two tables, as it was recorded at the moment that a look names. The later
    /// table is what the live cycle proposes, else the newest edition, and the earlier one is the edition before it.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn pack(
        &self,
        caller: &Caller,
        plan: &str,
        query: &DocumentQuery,
        look: &Look,
    ) -> Result<PackReport, AppError> {
        let desk = self.looking(caller, plan, look).await?;
        let to = desk.later(query.to.as_deref())?;
        let from = desk.earlier(query.from.as_deref(), to)?;
        let on = query.on.as_deref().map(|text| last_day("on", text)).transpose()?;
        let pack = report::pack(&desk.plan, desk.at_hand(from)?, desk.at_hand(to)?, on)?;
        Ok(PackReport { meeting: query.meeting.clone(), ..pack })
    }
}

impl Desk<'_> {
    fn later(&self, name: Option<&str>) -> Result<TableOf, AppError> {
        if let Some(name) = name {
            return self.side("to", name);
        }
        let live = self.plan.head.live_cycle().map(|cycle| TableOf::Cycle(cycle.id));
        let newest = || self.plan.editions_at_hand().pop().map(|edition| TableOf::Edition(edition.id));
        live.or_else(newest).ok_or_else(|| two("to"))
    }

    fn earlier(&self, name: Option<&str>, later: TableOf) -> Result<TableOf, AppError> {
        if let Some(name) = name {
            return self.side("from", name);
        }
        let editions = self.plan.editions_at_hand();
        let before = match later {
            TableOf::Edition(id) => {
                let at = editions.iter().position(|edition| edition.id == id);
                at.and_then(|at| at.checked_sub(1)).and_then(|at| editions.get(at).copied())
            }
            TableOf::Cycle(id) => {
                let baseline = self.plan.head.cycles.get(&id).and_then(|cycle| cycle.baseline);
                let of_baseline = editions.iter().find(|edition| Some(edition.id) == baseline);
                of_baseline.or(editions.last()).copied()
            }
            TableOf::AsOf(day) => editions.iter().rfind(|edition| edition.day() < day).copied(),
            TableOf::Current => editions.last().copied(),
        };
        before.map(|edition: &Edition| TableOf::Edition(edition.id)).ok_or_else(|| two("from"))
    }
}

/// There is nothing to hold against each other.
fn two(field: &'static str) -> AppError {
    AppError::invalid(field, "", "two tables: editions, or an edition and a live cycle")
}

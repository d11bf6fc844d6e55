//! Answers: report models of `projections`, made of a plan as the caller may see it.

mod charts;
mod counted;
mod lineage;
mod open_data;
mod pack;
mod trace;

use crate::desk::Desk;
use crate::error::{AppError, Thing};
use crate::everywhere::From;
use crate::parse::last_day;
use crate::permission::{Answer, Operation};
use crate::request::{Look, Sides};
use crate::{App, Caller};
use domain::digest::Digest;
use domain::id::{DecisionId, PlanId, SourceId};
use jiff::Timestamp;
use projections::fold::{Entry, Key, Kind};
use projections::report::{
    self, CancelledFilter, CancelledReport, CompareReport, CycleReport, DecisionReport, DepartmentsReport,
    EditionRef, GapsReport, HistoryReport, LintReport, OverdueReport, PlanOverview, RewritesReport,
    SearchReport, SearchText, TableReport, TimelineReport,
};
use std::collections::BTreeSet;

/// The most events of one page.
const EVENTS_LIMIT: u64 = 1000;

/// A kept file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// Its media type, as it was handed in.
    pub media_type: String,
    /// Of its bytes.
    pub sha256: Digest,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// An item with its whole course.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its history.
    pub history: HistoryReport,
    /// How it stood from when to when.
    pub timeline: TimelineReport,
}

/// A table, and the plan that it is of.
#[derive(Debug)]
pub struct Shown {
    /// The plan.
    pub plan: PlanOverview,
    /// The table; or why there is none to look at.
    pub table: Result<TableReport, AppError>,
}

/// That something was public once: with which edition it was withdrawn, by whom and why, and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Gone {
    /// The edition.
    pub edition: EditionRef,
    /// When the withdrawal was recorded.
    pub withdrawn_at: Option<Timestamp>,
}

/// What differs between two tables, with the tables.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// What differs.
    pub report: CompareReport,
    /// The earlier table.
    pub from: TableReport,
    /// The later table.
    pub to: TableReport,
    /// The departments of both, whichever was asked for.
    pub departments: BTreeSet<String>,
}

impl App {
    /// Every plan that the caller may see.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn plans(&self, caller: &Caller) -> Result<Vec<PlanOverview>, AppError> {
        let mut plans = Vec::new();
        for desk in self.visible(caller).await? {
            plans.push(self.tied(caller, report::overview(&desk.plan)).await?);
        }
        Ok(plans)
    }

    /// One plan: its editions, its cycles, its sources.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn plan(&self, caller: &Caller, plan: &str) -> Result<PlanOverview, AppError> {
        self.tied(caller, report::overview(&self.reading(caller, plan).await?.plan)).await
    }

    /// The table from where the caller looks; of the current edition where that is not said. Of an edition that was
    /// withdrawn from the public, the public gets no rows, but who withdrew it, when and why.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn table(&self, caller: &Caller, plan: &str, look: &Look) -> Result<TableReport, AppError> {
        let desk = self.reading(caller, plan).await?;
        self.table_at(desk, plan, look).await
    }

    /// That table, and the plan of which it is.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn shown(&self, caller: &Caller, plan: &str, look: &Look) -> Result<Shown, AppError> {
        let desk = self.reading(caller, plan).await?;
        let overview = self.tied(caller, report::overview(&desk.plan)).await?;
        Ok(Shown { plan: overview, table: self.table_at(desk, plan, look).await })
    }

    async fn table_at(&self, desk: Desk<'static>, plan: &str, look: &Look) -> Result<TableReport, AppError> {
        let desk = self.looked(desk, plan, look).await?;
        let mut table = report::table(&desk.plan, desk.table_of(look)?)?;
        if let Some(edition) = &table.edition {
            table.withdrawn_at = self.withdrawn_at(desk.id, edition).await?;
        }
        Ok(table)
    }

    /// The whole history of an item. Who only sees what is published sees no persons.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn history(
        &self,
        caller: &Caller,
        plan: &str,
        item: &str,
        edition: Option<&str>,
    ) -> Result<HistoryReport, AppError> {
        let desk = self.reading(caller, plan).await?;
        self.history_at(caller, &desk, item, edition).await
    }

    /// The same, with how the item stood from when to when.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn item(&self, caller: &Caller, plan: &str, item: &str) -> Result<Item, AppError> {
        let desk = self.reading(caller, plan).await?;
        let history = self.history_at(caller, &desk, item, None).await?;
        let timeline = report::timeline(&desk.plan, history.item.node)?;
        Ok(Item { history, timeline })
    }

    async fn history_at(
        &self,
        caller: &Caller,
        desk: &Desk<'_>,
        item: &str,
        edition: Option<&str>,
    ) -> Result<HistoryReport, AppError> {
        let node = desk.item(item, edition)?;
        let mut entries: Vec<Entry> = Vec::new();
        if caller.may(Operation::ReadHistory, Some(desk.id)) == Answer::Yes {
            // The plan's own entries say who submitted, reviewed, adopted and published.
            for of in [Some(node), None] {
                let prefix = Key::entries_of(of);
                for document in self.store.documents_prefix(desk.id, Kind::Entry, &prefix).await? {
                    entries.push(document.read()?);
                }
            }
        }
        let history = report::history(&desk.plan, node, &entries);
        let history = history.map_err(|_| AppError::not_found(Thing::Item, item))?;
        self.told_of_other_plans(caller, HistoryReport { sources: desk.sources(), ..history }, &desk.plan)
            .await
    }

    /// One decision, whether it counts or was replaced.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn decision(
        &self,
        caller: &Caller,
        plan: &str,
        decision: &str,
    ) -> Result<DecisionReport, AppError> {
        let missing = || AppError::not_found(Thing::Decision, decision);
        let (whole, desk) = (self.whole(caller, plan).await?, self.reading(caller, plan).await?);
        let id = DecisionId::parse(decision).map_err(|_| missing())?;
        let report = report::decision(&desk.plan, &whole.plan, id).ok_or_else(missing)?;
        Ok(DecisionReport { sources: desk.sources(), ..report })
    }

    /// With which edition the item or the decision of that id was withdrawn from the public, and when; none where it
    /// never was public.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn gone(&self, caller: &Caller, plan: &str, id: &str) -> Result<Option<Gone>, AppError> {
        let desk = self.whole(caller, plan).await?;
        let Some(edition) = report::gone(&desk.plan, id) else { return Ok(None) };
        let withdrawn_at = self.withdrawn_at(desk.id, &edition).await?;
        Ok(Some(Gone { edition, withdrawn_at }))
    }

    /// When it was recorded that an edition is withdrawn.
    async fn withdrawn_at(&self, plan: PlanId, edition: &EditionRef) -> Result<Option<Timestamp>, AppError> {
        let Some(withdrawn) = &edition.withdrawn else { return Ok(None) };
        let event = self.store.events_page(plan, withdrawn.sequence.saturating_sub(1), 1).await?;
        Ok(event.first().map(|event| event.metadata.recorded_at))
    }

    /// What differs between two looks: an edition, a cycle, a day, a moment of recording, or `current`.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn compare(
        &self,
        caller: &Caller,
        plan: &str,
        from: &str,
        to: &str,
    ) -> Result<CompareReport, AppError> {
        let sides = Sides { from, to, department: None };
        Ok(self.compared(caller, plan, sides).await?.report)
    }

    /// The same, with the two tables, of one department where that is asked for.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn compared(
        &self,
        caller: &Caller,
        plan: &str,
        sides: Sides<'_>,
    ) -> Result<Compared, AppError> {
        let desk = self.reading(caller, plan).await?;
        let mut from = self.side(&desk, "from", sides.from).await?;
        let mut to = self.side(&desk, "to", sides.to).await?;
        let departments = [&from, &to].into_iter().flat_map(TableReport::department_names).collect();
        if let Some(department) = sides.department {
            report::narrow_pair(&mut from, &mut to, department);
        }
        Ok(Compared { report: report::compare_tables(&desk.plan, &from, &to), from, to, departments })
    }

    /// 中止一覧 of a plan, or of every plan that the caller may see.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn cancelled(
        &self,
        caller: &Caller,
        plan: Option<&str>,
        filter: &CancelledFilter,
    ) -> Result<Vec<CancelledReport>, AppError> {
        let desks = match plan {
            Some(plan) => vec![self.reading(caller, plan).await?],
            None => self.visible(caller).await?,
        };
        Ok(desks.iter().map(|desk| report::cancelled(&desk.plan, filter)).collect())
    }

    /// 期限超過 as of a day; today where that is not said.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn overdue(
        &self,
        caller: &Caller,
        plan: &str,
        on: Option<&str>,
    ) -> Result<OverdueReport, AppError> {
        let desk = self.reading(caller, plan).await?;
        let on = on.map_or_else(|| Ok(today()), |text| last_day("as_of", text))?;
        Ok(report::overdue(&desk.plan, on)?)
    }

    /// Which texts name numbers that the live cycle gives to others, for those who may read drafts.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn rewrites(&self, caller: &Caller, plan: &str) -> Result<RewritesReport, AppError> {
        self.permitted(caller, Operation::ReadDraft, plan).await?;
        let desk = self.reading(caller, plan).await?;
        Ok(report::rewrites(&desk.plan, desk.cycle(None)?.id)?)
    }

    /// 担当部署 as of a day; today where that is not said.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn departments(
        &self,
        caller: &Caller,
        plan: &str,
        on: Option<&str>,
    ) -> Result<DepartmentsReport, AppError> {
        let desk = self.reading(caller, plan).await?;
        let on = on.map_or_else(|| Ok(today()), |text| last_day("as_of", text))?;
        Ok(report::departments(&desk.plan, on))
    }

    /// What the record of a plan does not say.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn gaps(&self, caller: &Caller, plan: &str) -> Result<GapsReport, AppError> {
        Ok(report::gaps(&self.reading(caller, plan).await?.plan))
    }

    /// What in the words of a plan looks like a mistake, for those who may read drafts: who keeps the plan looks into it
    /// before anybody else is told.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn lint(&self, caller: &Caller, plan: &str) -> Result<LintReport, AppError> {
        self.permitted(caller, Operation::ReadDraft, plan).await?;
        Ok(report::lint(&self.reading(caller, plan).await?.plan))
    }

    /// A cycle's work list; the live one's where that is not said.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn cycle(
        &self,
        caller: &Caller,
        plan: &str,
        cycle: Option<&str>,
    ) -> Result<CycleReport, AppError> {
        let desk = self.reading(caller, plan).await?;
        let cycle = desk.cycle(cycle)?;
        let mut report = report::cycle(&desk.plan, cycle.id)?;
        if caller.may(Operation::ReadHistory, Some(desk.id)) == Answer::Yes {
            let events = self.store.events(desk.id, cycle.sequence).await?.into_iter();
            let names = events.map(|recorded| (recorded.metadata.actor.id, recorded.metadata.actor.name));
            report.name_actors(&names.collect());
        }
        Ok(report)
    }

    /// Where a text of two characters and more is found, in one plan or in all that the caller may see.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn search(
        &self,
        caller: &Caller,
        text: &str,
        plan: Option<&str>,
    ) -> Result<Vec<SearchReport>, AppError> {
        let text = SearchText::parse(text)
            .map_err(|error| AppError::invalid("text", text.chars().take(80).collect::<String>(), error))?;
        match plan {
            Some(plan) => Ok(vec![report::search(&self.reading(caller, plan).await?.plan, &text)]),
            None => Ok(self.search_from(caller, &text, None, From::EVERYTHING).await?.reports),
        }
    }

    /// The events of a plan in order, after a sequence.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn events(
        &self,
        caller: &Caller,
        plan: &str,
        after: u64,
        limit: u64,
    ) -> Result<Vec<Entry>, AppError> {
        let id = self.permitted(caller, Operation::ReadHistory, plan).await?;
        let events = self.store.events_page(id, after, limit.clamp(1, EVENTS_LIMIT)).await?;
        if events.is_empty() && self.load_head(id).await?.is_none() {
            return Err(AppError::not_found(Thing::Plan, plan));
        }
        let entries = events.into_iter().map(|recorded| Entry {
            sequence: recorded.sequence,
            metadata: recorded.metadata.to_map().into_iter().collect(),
            fact: recorded.event.fact,
        });
        Ok(entries.collect())
    }

    /// A kept file: any for who sees drafts; for everyone what is public with what cites it, or was taken over from it
    /// ([`report::published`]).
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn source(&self, caller: &Caller, plan: &str, source: &str) -> Result<Source, AppError> {
        let missing = || AppError::not_found(Thing::Source, source);
        let desk = self.reading(caller, plan).await?;
        let wanted = SourceId::parse(source).map_err(|_| missing())?;
        if !desk.sources().contains(&wanted) {
            return Err(missing());
        }
        let whole = self.whole(caller, plan).await?;
        let registered = whole.plan.head.sources.get(&wanted).ok_or_else(missing)?;
        let content = self.store.get_content(registered.sha256).await?.ok_or_else(missing)?;
        Ok(Source {
            name: registered.name.to_string(),
            media_type: registered.media_type.to_string(),
            sha256: registered.sha256,
            bytes: content.bytes,
        })
    }

    /// The short name of a plan.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn slug_of(&self, plan: PlanId) -> Result<Option<String>, AppError> {
        Ok(self.store.slug_of_plan(plan).await?)
    }
}

/// Today, where plans are kept.
fn today() -> jiff::civil::Date {
    let tokyo = jiff::tz::TimeZone::fixed(jiff::tz::offset(9));
    Timestamp::now().to_zoned(tokyo).date()
}

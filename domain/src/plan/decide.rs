//! Which facts follow from a command, or why it is refused. Nothing here changes the state.

mod comments;
mod cycle;
mod edition;
mod facts;
mod links;
mod outline;
mod transcribe;

use super::Plan;
use super::ids::taken_by;
use crate::command::{Action, Command};
use crate::event::{
    Cause, Event, Fact, PlanClosed, PlanDescribed, PlanOpened, ProfileDefined, VocabularyDefined,
};
use crate::id::{ActorId, NodeId};
use crate::refusal::Refusal;
use crate::value::{Basis, Seen};
use std::collections::HashSet;

impl Plan {
    /// The events of a command. None when the same command is recorded already.
    ///
    /// # Errors
    /// [`Refusal`] with the reason; the plan is as before.
    pub fn decide(&self, command: &Command) -> Result<Vec<Event>, Refusal> {
        if let Some(recorded) = self.commands.get(&command.id) {
            return if recorded.content == Some(command.content) {
                Ok(Vec::new())
            } else {
                Err(Refusal::OtherContent { command: command.id })
            };
        }
        let facts = self.facts_of(&command.action, command.actor)?;
        self.must_be_new(&facts)?;
        if facts.is_empty() {
            return Err(Refusal::NothingChanges);
        }
        let events = facts.into_iter().enumerate().map(|(part, fact)| Event {
            command: Cause {
                id: command.id,
                actor: command.actor,
                digest: (part == 0).then_some(command.content),
            },
            fact,
        });
        Ok(events.collect())
    }

    fn facts_of(&self, action: &Action, actor: ActorId) -> Result<Vec<Fact>, Refusal> {
        match action {
            Action::OpenPlan(_) | Action::Together(_) => {}
            Action::DescribePlan(_)
            | Action::LinkPlan(_)
            | Action::ClosePlan(_)
            | Action::DefineProfile(_)
            | Action::DefineVocabulary(_)
            | Action::DefineUnit(_)
            | Action::RegisterSource(_)
            | Action::TranscribeEdition(_)
            | Action::RecordImport(_)
            | Action::PublishEdition(_)
            | Action::WithdrawEdition(_)
            | Action::CorrectEdition(_)
            | Action::AddNode(_)
            | Action::MoveNode(_)
            | Action::EndNode(_)
            | Action::StateText(_)
            | Action::StateSchedule(_)
            | Action::StateExecution(_)
            | Action::StateDetail(_)
            | Action::RelistNode(_)
            | Action::DeclareTotal(_)
            | Action::StateLineage(_)
            | Action::LinkTrace(_)
            | Action::RetractLink(_)
            | Action::RecordConsultation(_)
            | Action::RecordOpinion(_)
            | Action::AnswerOpinion(_)
            | Action::ReportProgress(_)
            | Action::OpenCycle(_)
            | Action::Decide(_)
            | Action::WithdrawDecision(_)
            | Action::SubmitCycle(_)
            | Action::ReviewCycle(_)
            | Action::AdoptCycle(_)
            | Action::AbandonCycle(_)
            | Action::ClassifyReason(_) => self.must_be_kept()?,
        }
        match action {
            Action::OpenPlan(open) => {
                if self.head.id.is_some() {
                    return Err(Refusal::PlanAlreadyOpened);
                }
                Ok(vec![
                    PlanOpened {
                        plan: open.plan,
                        title: open.title.clone(),
                        organisation: open.organisation.clone(),
                        code: open.code.clone(),
                    }
                    .into(),
                ])
            }
            Action::DescribePlan(describe) => Ok(vec![
                PlanDescribed {
                    title: describe.title.clone(),
                    title_lines: describe.title_lines.clone(),
                    fiscal_years: describe.fiscal_years.clone(),
                    periods: describe.periods.clone(),
                }
                .into(),
            ]),
            Action::LinkPlan(link) => {
                fresh(self.head.plan_links.contains_key(&link.link), link.link)?;
                Ok(vec![link.clone().into()])
            }
            Action::ClosePlan(close) => {
                if let Some(cycle) = self.head.live_cycle() {
                    return Err(Refusal::LiveCycleExists { cycle: cycle.id, label: cycle.label.clone() });
                }
                Ok(vec![PlanClosed { reason: close.reason.clone(), successor: close.successor }.into()])
            }
            Action::DefineProfile(profile) => {
                follows(self.head.profile_version(profile.id), profile.version)?;
                Ok(vec![ProfileDefined { profile: profile.clone() }.into()])
            }
            Action::DefineVocabulary(vocabulary) => {
                follows(self.head.vocabulary_version(vocabulary.id), vocabulary.version)?;
                Ok(vec![VocabularyDefined { vocabulary: vocabulary.clone() }.into()])
            }
            Action::DefineUnit(unit) => self.unit(unit),
            Action::RegisterSource(source) => {
                fresh(self.head.sources.contains_key(&source.source), source.source)?;
                Ok(vec![source.clone().into()])
            }
            Action::TranscribeEdition(transcribe) => self.transcribe(transcribe),
            Action::RecordImport(import) => self.record_import(import),
            Action::PublishEdition(publish) => self.publish(publish),
            Action::WithdrawEdition(withdraw) => self.withdraw_edition(withdraw),
            Action::CorrectEdition(correct) => self.correct(correct),
            Action::AddNode(add) => self.add(add),
            Action::MoveNode(to) => self.move_node(to),
            Action::EndNode(end) => self.end(end),
            Action::StateText(state) => self.state(state),
            Action::StateSchedule(state) => self.schedule(state),
            Action::StateExecution(state) => self.execution(state),
            Action::StateDetail(state) => self.detail(state),
            Action::RelistNode(relist) => self.relist(relist),
            Action::DeclareTotal(total) => {
                self.edition(total.edition)?;
                Ok(vec![total.clone().into()])
            }
            Action::StateLineage(lineage) => self.lineage(lineage),
            Action::LinkTrace(trace) => self.trace(trace),
            Action::RetractLink(retract) => self.retract(retract),
            Action::RecordConsultation(consultation) => self.consult(consultation),
            Action::RecordOpinion(opinion) => self.opinion(opinion),
            Action::AnswerOpinion(answer) => self.answer(answer),
            Action::ReportProgress(report) => {
                self.node(report.node)?;
                Ok(vec![report.clone().into()])
            }
            Action::OpenCycle(open) => self.open(open),
            Action::Decide(decide) => self.decide_item(decide),
            Action::WithdrawDecision(withdraw) => self.withdraw_decision(withdraw),
            Action::SubmitCycle(submit) => self.submit(submit),
            Action::ReviewCycle(review) => self.review_cycle(review, actor),
            Action::AdoptCycle(adopt) => self.adopt_cycle(adopt),
            Action::AbandonCycle(abandon) => self.abandon(abandon),
            Action::ClassifyReason(classify) => self.classify(classify),
            Action::Together(actions) => self.together(actions, actor),
        }
    }

    /// Decides one action after the other, from the second on a copy, so that a refusal leaves no trace.
    fn together(&self, actions: &[Action], actor: ActorId) -> Result<Vec<Fact>, Refusal> {
        let Some((first, rest)) = actions.split_first() else { return Ok(Vec::new()) };
        let mut facts = self.facts_of(first, actor)?;
        if rest.is_empty() {
            return Ok(facts);
        }
        let mut scratch = self.clone();
        facts.iter().for_each(|fact| scratch.take(fact, actor));
        for action in rest {
            for fact in scratch.facts_of(action, actor)? {
                scratch.take(&fact, actor);
                facts.push(fact);
            }
        }
        Ok(facts)
    }

    /// Ids are never used again, not even those of what was replaced or taken back (invariant 4).
    fn must_be_new(&self, facts: &[Fact]) -> Result<(), Refusal> {
        let mut now = HashSet::new();
        for id in facts.iter().flat_map(taken_by) {
            fresh(self.taken.contains(&id) || !now.insert(id), id.uuid())?;
        }
        Ok(())
    }

    fn must_be_kept(&self) -> Result<(), Refusal> {
        if self.head.id.is_none() {
            Err(Refusal::PlanNotOpened)
        } else if self.head.closed.is_some() {
            Err(Refusal::PlanClosed)
        } else {
            Ok(())
        }
    }

    /// The row that the author saw, or a refusal with the row as it is now.
    fn seen(&self, node: NodeId, revision: Option<u64>, basis: Basis) -> Result<Seen, Refusal> {
        let now = self.lens_of(basis).view(&self.head, self.node(node)?).as_seen();
        match revision {
            None => Ok(Seen::Unknown),
            Some(revision) if revision == now.revision => Ok(Seen::Row(now)),
            Some(seen) => Err(Refusal::Stale { node, seen, now: Box::new(now) }),
        }
    }

    fn lens_of(&self, basis: Basis) -> super::Lens {
        match basis {
            Basis::Cycle(cycle) => super::Lens::Cycle(cycle),
            Basis::Edition(_) | Basis::Progress(_) => super::Lens::Current,
        }
    }

    /// A statement in a cycle needs that cycle open; one of an edition is the import's alone.
    fn may_state(&self, basis: Basis, node: Option<NodeId>) -> Result<(), Refusal> {
        match basis {
            Basis::Cycle(cycle) => {
                let cycle = self.cycle(cycle)?;
                match node {
                    _ if !cycle.is_open() => {
                        Err(Refusal::CycleNotReady { cycle: cycle.id, state: cycle.state })
                    }
                    Some(node) if !cycle.is_open_for(node) => Err(Refusal::NotReopened { node }),
                    Some(_) | None => Ok(()),
                }
            }
            Basis::Edition(edition) => match self.edition(edition)? {
                void if void.is_void() => Err(Refusal::Withdrawn { edition }),
                _ => Ok(()),
            },
            Basis::Progress(_) => Ok(()),
        }
    }
}

fn follows(last: u32, given: u32) -> Result<(), Refusal> {
    if given == last + 1 { Ok(()) } else { Err(Refusal::VersionGap { last, given }) }
}

fn fresh(taken: bool, id: impl ToString) -> Result<(), Refusal> {
    if taken { Err(Refusal::IdTaken { id: id.to_string() }) } else { Ok(()) }
}

//! Tells the events of one node: what each says, on which occasion, and what it changed.

use super::before::{self, Parts};
use super::what::What;
use super::{HistoryEntry, HistoryError, RecordedBy, cycle_of, edition_label, heading};
use crate::fold::Entry;
use crate::report::named::{Change, Code, DecisionRef, FieldName, counted};
use domain::event::{Fact, Reviewed, RowTranscribed, StatusDecided};
use domain::id::{CycleId, DecisionId, EditionId, LinkId, OpinionId, QuestionId};
use domain::plan::{Node, Plan};
use domain::value::{Basis, Certainty, Evidence, Reason, Seen};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// On which occasion, by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Occasion {
    Cycle(CycleId),
    Edition(EditionId),
    Between,
}

impl Occasion {
    /// For order: what was said between cycles comes last.
    pub(super) fn day(self, plan: &Plan) -> (bool, Date) {
        let day = match self {
            Self::Cycle(id) => plan.head.cycles.get(&id).and_then(|cycle| cycle.date.start),
            Self::Edition(id) => plan.head.editions.get(&id).and_then(|edition| edition.date.start),
            Self::Between => return (true, Date::MAX),
        };
        (false, day.unwrap_or(Date::MAX))
    }

    fn of_edition(plan: &Plan, edition: EditionId) -> Self {
        cycle_of(plan, edition).map_or(Self::Edition(edition), Self::Cycle)
    }

    fn of_basis(plan: &Plan, basis: Basis) -> Self {
        match basis {
            Basis::Cycle(cycle) => Self::Cycle(cycle),
            Basis::Edition(edition) => Self::of_edition(plan, edition),
            Basis::Progress(_) => Self::Between,
        }
    }
}

/// What an event says besides.
#[derive(Default)]
struct Aside {
    changes: Vec<Change>,
    reason: Option<Reason>,
    codes: Vec<Code>,
    evidence: Vec<Evidence>,
    decision: Option<DecisionRef>,
    certainty: Option<Certainty>,
    seen: Option<Seen>,
    superseded: bool,
}

/// Tells the events of one node.
pub(super) struct Teller<'p> {
    plan: &'p Plan,
    node: &'p Node,
    sequences: BTreeSet<u64>,
    decisions: Vec<(DecisionId, CycleId)>,
    editions: BTreeSet<EditionId>,
    links: BTreeSet<LinkId>,
    questions: BTreeSet<QuestionId>,
    opinions: BTreeSet<OpinionId>,
}

impl<'p> Teller<'p> {
    /// Learns from the entries what else belongs to the node.
    pub(super) fn new(plan: &'p Plan, node: &'p Node, entries: &[&Entry]) -> Self {
        let rows = plan.rows.iter();
        let editions =
            rows.filter(|(_, rows)| rows.values().any(|row| row.node == node.id)).map(|(id, _)| *id);
        let mut teller = Self {
            plan,
            node,
            sequences: BTreeSet::new(),
            decisions: Vec::new(),
            editions: editions.collect(),
            links: BTreeSet::new(),
            questions: BTreeSet::new(),
            opinions: BTreeSet::new(),
        };
        for entry in entries {
            if teller.is_of_node(&entry.fact) {
                teller.sequences.insert(entry.sequence);
                teller.learn(&entry.fact);
            }
        }
        teller
    }

    fn is_of_node(&self, fact: &Fact) -> bool {
        domain::plan::touched_nodes(fact).contains(&self.node.id)
    }

    fn learn(&mut self, fact: &Fact) {
        if let Fact::StatusDecided(f) = fact {
            self.decisions.push((f.decision, f.cycle));
        } else if let Fact::LineageStated(f) = fact {
            self.links.insert(f.link);
        } else if let Fact::TraceLinked(f) = fact {
            self.links.insert(f.link);
        } else if let Fact::QuestionAsked(f) = fact {
            self.questions.insert(f.question);
        } else if let Fact::OpinionRecorded(f) = fact {
            self.opinions.insert(f.opinion);
        }
    }

    /// The entry and its occasion; none where it has nothing to do with the node.
    pub(super) fn tell(&self, entry: &Entry) -> Result<Option<(Occasion, HistoryEntry)>, HistoryError> {
        let of_plan = domain::plan::touched_nodes(&entry.fact).is_empty();
        if !of_plan && !self.is_of_node(&entry.fact) {
            return Ok(None);
        }
        let Some((occasion, what, aside)) = self.what(&entry.fact, entry.sequence) else { return Ok(None) };
        let decision = aside.decision.as_ref();
        let evidence = decision.map(|decision| decision.evidence.clone()).unwrap_or(aside.evidence);
        let told = HistoryEntry {
            sequence: entry.sequence,
            recorded: RecordedBy::of(entry)?,
            what,
            changes: aside.changes,
            reason: aside.reason.or_else(|| decision.and_then(|decision| decision.reason.clone())),
            codes: decision.map(|decision| decision.codes.clone()).unwrap_or(aside.codes),
            evidence,
            body: decision.and_then(|decision| decision.body.clone()),
            decided_on: decision.and_then(|decision| decision.decided_on),
            resolution: decision.and_then(|decision| decision.cycle.adoption.clone()),
            certainty: decision.map(|decision| decision.certainty).or(aside.certainty),
            seen: decision.map(|decision| decision.seen.clone()).or(aside.seen),
            counts: !aside.superseded,
        };
        Ok(Some((occasion, told)))
    }

    fn what(&self, fact: &Fact, sequence: u64) -> Option<(Occasion, What, Aside)> {
        let plan = self.plan;
        let none = Aside::default;
        let text = |label: &Option<domain::value::Label>| label.as_ref().map(|label| label.text.clone());
        let of_basis = |basis| Occasion::of_basis(plan, basis);
        let of_edition = |edition| Occasion::of_edition(plan, edition);
        let told = match fact {
            Fact::NodeAdded(f) => {
                let (kind, label, title) = (f.kind, text(&f.label), f.title.clone());
                (of_basis(f.basis), What::Added { kind, label, title }, none())
            }
            Fact::PlacementAdded(f) => {
                let aside = Aside { certainty: Some(f.certainty), ..none() };
                (of_basis(f.basis), What::Relisted { label: text(&f.label) }, aside)
            }
            // The number of a further place is not the item's own.
            Fact::PlacementChanged(f) if f.placement != self.node.primary => {
                (of_basis(f.basis), What::Relisted { label: text(&f.label) }, none())
            }
            Fact::PlacementChanged(f) => {
                let after = Parts::from([(FieldName::Number, text(&f.label).unwrap_or_default())]);
                let aside = Aside { changes: self.changes(f.basis, &after), ..none() };
                (of_basis(f.basis), What::Moved { label: text(&f.label) }, aside)
            }
            Fact::PlacementEnded(f) => {
                let aside = Aside { reason: f.reason.clone().map(Reason::Stated), ..none() };
                (of_basis(f.basis), What::Unlisted, aside)
            }
            Fact::RowTranscribed(f) => {
                let changes = self.row_changes(f);
                let label = edition_label(plan, f.edition);
                let what = What::Printed { edition: f.edition, label, row: f.row };
                (of_edition(f.edition), what, Aside { changes, ..none() })
            }
            Fact::EditionCorrected(f) => {
                let column = heading(plan, f.column);
                let field = FieldName::Column(column.clone());
                let change = Change::between(field, f.printed.as_str(), f.corrected.as_str());
                let aside = Aside {
                    changes: change.into_iter().collect(),
                    reason: Some(Reason::Stated(f.reason.clone())),
                    evidence: f.evidence.clone(),
                    ..none()
                };
                let label = edition_label(plan, f.edition);
                let what = What::Corrected { edition: f.edition, label, row: f.row, column, kind: f.kind };
                (of_edition(f.edition), what, aside)
            }
            Fact::ChangeDeclared(f) => {
                let aside = Aside { reason: Some(Reason::Stated(f.reason.clone())), ..none() };
                (of_edition(f.edition), What::ChangeDeclared { label: edition_label(plan, f.edition) }, aside)
            }
            Fact::TextStated(f) => {
                let field = before::field(plan, &f.field);
                let after = Parts::from([(field.clone(), f.text.to_string())]);
                let aside =
                    Aside { changes: self.changes(f.basis, &after), seen: Some(f.seen.clone()), ..none() };
                let what = What::TextStated { field, change: f.change, text: f.text.clone() };
                (of_basis(f.basis), what, aside)
            }
            Fact::ScheduleStated(f) => {
                let after = Parts::from([(
                    FieldName::Schedule,
                    f.date.as_ref().map(|date| date.text.clone()).unwrap_or_default(),
                )]);
                let aside =
                    Aside { changes: self.changes(f.basis, &after), seen: Some(f.seen.clone()), ..none() };
                (of_basis(f.basis), What::ScheduleStated { date: f.date.clone() }, aside)
            }
            Fact::DepartmentsAssigned(f) => {
                let departments = f.departments.iter().map(|department| department.printed.clone()).collect();
                (of_basis(f.basis), What::DepartmentsAssigned { departments, from: f.from }, none())
            }
            Fact::CategorySet(f) => {
                let vocabularies = plan.head.vocabularies.iter().rev().filter(|v| v.id == f.axis);
                let term = vocabularies.filter_map(|vocabulary| vocabulary.term(f.term?)).next();
                let term = term.map(|term| term.wording.clone());
                (of_basis(f.basis), What::CategorySet { term }, none())
            }
            Fact::YearStatusStated(f) => {
                let wording = f.status.wording.clone();
                (of_basis(f.basis), What::YearStatusStated { year: f.year, side: f.side, wording }, none())
            }
            Fact::IndicatorStated(f) => {
                let printed = f.printed.clone();
                (
                    of_basis(f.basis),
                    What::IndicatorStated { name: f.name.clone(), year: f.year, side: f.side, printed },
                    none(),
                )
            }
            Fact::ExecutionStated(f) => {
                let aside = Aside { evidence: f.evidence.clone(), ..none() };
                let what = What::ExecutionStated { extent: f.extent, grounds: f.grounds.clone() };
                (Occasion::Between, what, aside)
            }
            Fact::LineageStated(f) => {
                let aside = Aside { certainty: Some(f.certainty), ..none() };
                (Occasion::Between, What::LineageStated { kind: f.kind, note: f.note.clone() }, aside)
            }
            Fact::TraceLinked(f) => {
                (of_basis(f.basis), What::TraceLinked { relation: f.relation.clone() }, none())
            }
            Fact::LinkRetracted(f) if self.links.contains(&f.link) => {
                let aside = Aside { reason: Some(Reason::Stated(f.reason.clone())), ..none() };
                (Occasion::Between, What::LinkRetracted, aside)
            }
            Fact::StatusDecided(f) => self.decided(f, sequence),
            Fact::DecisionWithdrawn(f) => {
                let aside = Aside { reason: Some(Reason::Stated(f.reason.clone())), ..none() };
                (self.of_decision(f.decision), What::DecisionWithdrawn { decision: f.decision }, aside)
            }
            Fact::ReasonClassified(f) => {
                let replaces = Code::all(&plan.head, &f.replaces);
                let aside = Aside { codes: Code::all(&plan.head, &f.codes), ..none() };
                let what = What::ReasonClassified { decision: f.decision, replaces };
                (self.of_decision(f.decision), what, aside)
            }
            Fact::ProgressReported(f) => {
                let (period, bullets) = (f.period.clone(), f.bullets.clone());
                (Occasion::Between, What::ProgressReported { on: f.reported_on, period, bullets }, none())
            }
            Fact::QuestionAsked(f) => {
                (Occasion::Between, What::QuestionAsked { text: f.text.clone() }, none())
            }
            Fact::QuestionAnswered(f) if self.questions.contains(&f.question) => {
                (Occasion::Between, What::QuestionAnswered { text: f.text.clone() }, none())
            }
            Fact::OpinionRecorded(f) => {
                let what = What::OpinionRecorded { number: f.number.clone(), gist: f.gist.clone() };
                (Occasion::Between, what, none())
            }
            Fact::OpinionAnswered(f) if self.opinions.contains(&f.opinion) => {
                let (view, disposition) = (f.view.clone(), f.disposition.clone());
                (Occasion::Between, What::OpinionAnswered { view, disposition }, none())
            }
            Fact::TextRedacted(f) if self.sequences.contains(&f.sequence) => {
                let (field, authority) = (f.field.clone(), f.authority.clone());
                let aside = Aside { reason: Some(Reason::Stated(f.reason.clone())), ..none() };
                (Occasion::Between, What::TextRedacted { event: f.sequence, field, authority }, aside)
            }
            Fact::CycleOpened(f) if self.decided_in(f.cycle) => {
                (Occasion::Cycle(f.cycle), What::CycleOpened, none())
            }
            Fact::CycleSubmitted(f) if self.decided_in(f.cycle) => {
                (Occasion::Cycle(f.cycle), What::CycleSubmitted { round: f.round }, none())
            }
            Fact::ReviewGiven(f) if self.decided_in(f.cycle) => {
                let named = match &f.reviewed {
                    Reviewed::All => false,
                    Reviewed::Decisions(named) => {
                        self.decisions.iter().any(|(decision, _)| named.contains(decision))
                    }
                };
                let what = What::Reviewed { verdict: f.verdict, comment: f.comment.clone(), named };
                (Occasion::Cycle(f.cycle), what, none())
            }
            Fact::CycleAdopted(f) if self.decided_in(f.cycle) || self.editions.contains(&f.edition) => {
                let what = What::CycleAdopted {
                    body: f.body.clone(),
                    meeting: f.meeting.clone(),
                    resolved_on: f.resolved_on,
                    result: f.result.clone(),
                    label: f.label.clone(),
                };
                (Occasion::Cycle(f.cycle), what, Aside { evidence: f.evidence.clone(), ..none() })
            }
            Fact::CycleAbandoned(f) if self.decided_in(f.cycle) => {
                let aside = Aside { reason: Some(Reason::Stated(f.reason.clone())), ..none() };
                (Occasion::Cycle(f.cycle), What::CycleAbandoned, aside)
            }
            Fact::EditionPublished(f) if self.editions.contains(&f.edition) => {
                (of_edition(f.edition), What::EditionPublished { address: f.address.clone() }, none())
            }
            Fact::EditionWithdrawn(f) if self.editions.contains(&f.edition) => {
                let aside = Aside { reason: Some(Reason::Stated(f.reason.clone())), ..none() };
                let what = What::EditionWithdrawn { kind: f.kind, authority: f.authority.clone() };
                (of_edition(f.edition), what, aside)
            }
            // What has nothing to do with this node, and what is said of the plan as a whole.
            Fact::LinkRetracted(_)
            | Fact::QuestionAnswered(_)
            | Fact::OpinionAnswered(_)
            | Fact::TextRedacted(_)
            | Fact::CycleOpened(_)
            | Fact::CycleSubmitted(_)
            | Fact::ReviewGiven(_)
            | Fact::CycleAdopted(_)
            | Fact::CycleAbandoned(_)
            | Fact::EditionPublished(_)
            | Fact::EditionWithdrawn(_)
            | Fact::PlanOpened(_)
            | Fact::PlanDescribed(_)
            | Fact::PlanLinked(_)
            | Fact::PlanClosed(_)
            | Fact::ProfileDefined(_)
            | Fact::VocabularyDefined(_)
            | Fact::OrganUnitDefined(_)
            | Fact::SourceRegistered(_)
            | Fact::ImportRecorded(_)
            | Fact::EditionTranscribed(_)
            | Fact::TotalDeclared(_)
            | Fact::ConsultationRecorded(_) => return None,
        };
        Some(told)
    }

    fn decided(&self, f: &StatusDecided, sequence: u64) -> (Occasion, What, Aside) {
        let mut decision = DecisionRef::of(&self.plan.head, f, sequence);
        if let Some(decision) = &mut decision {
            // The codes as recorded then; those of today are in what the item's row says.
            decision.codes = Code::all(&self.plan.head, &f.codes);
        }
        let counted = counted(&self.plan.head, self.node, f.cycle);
        let counts = counted.is_some_and(|counted| counted.decision.decision == f.decision);
        let aside = Aside {
            changes: self.changes(Basis::Cycle(f.cycle), &before::decision(f)),
            decision,
            superseded: !counts,
            ..Aside::default()
        };
        let what = What::Decided {
            decision: f.decision,
            outcome: f.outcome,
            status: f.status.clone(),
            effective: f.effective.clone(),
            supersedes: f.supersedes,
        };
        (Occasion::Cycle(f.cycle), what, aside)
    }

    /// What differs from what held before that occasion.
    fn changes(&self, basis: Basis, after: &Parts) -> Vec<Change> {
        let day = match basis {
            Basis::Cycle(cycle) => before::cycle_day(self.plan, cycle),
            Basis::Edition(edition) => self.plan.head.editions.get(&edition).map(domain::plan::Edition::day),
            Basis::Progress(day) => Some(day),
        };
        let before = before::before(self.plan, self.node, day.unwrap_or(Date::MAX));
        before::changes(&before, after)
    }

    /// What a row changed, in the columns that the table before has too.
    fn row_changes(&self, row: &RowTranscribed) -> Vec<Change> {
        let day = self.plan.head.editions.get(&row.edition).map(domain::plan::Edition::day);
        let before = before::before(self.plan, self.node, day.unwrap_or(Date::MAX));
        let after = before::row(self.plan, row);
        before::changes(&before, &before::shared(self.plan, self.node, row.edition, &before, after))
    }

    fn decided_in(&self, cycle: CycleId) -> bool {
        self.decisions.iter().any(|(_, decided)| *decided == cycle)
    }

    fn of_decision(&self, decision: DecisionId) -> Occasion {
        let cycle = self.decisions.iter().find(|(known, _)| *known == decision).map(|(_, cycle)| *cycle);
        cycle.map_or(Occasion::Between, Occasion::Cycle)
    }
}

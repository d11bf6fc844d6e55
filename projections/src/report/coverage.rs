//! Coverage of a trace (S8): which issues have a policy, which policies an issue, and what stands alone on either side.
//!
//! A name that is not the same is never taken for it: what stands alone is shown with the nearest name, and a person says
//! whether both are one.

use super::named::PlanRef;
use super::trace::{Term, TermRef, Terms};
use domain::plan::Plan;
use domain::value::TraceLevel;
use domain::value::search_key::search_key;
use schemars::JsonSchema;
use serde::Serialize;
use strsim::normalized_levenshtein;

/// How like a name has to be, in percent, to be worth showing.
const NEAR: u32 = 40;

/// How many terms a column has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LevelCount {
    /// The level.
    pub level: TraceLevel,
    /// The heading of the column.
    pub heading: String,
    /// How many different terms.
    pub terms: u32,
}

/// The name that is nearest to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NearestName {
    /// The term that has it.
    pub term: TermRef,
    /// How like it is, in percent.
    pub percent: u32,
}

/// A class of issues.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ClassCoverage {
    /// The class.
    pub class: TermRef,
    /// How many issues it has.
    pub issues: u32,
    /// The policies that answer to it.
    pub policies: Vec<TermRef>,
}

/// A policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PolicyCoverage {
    /// The policy.
    pub policy: TermRef,
    /// What it stands under, from the broad to the narrow.
    pub under: Vec<TermRef>,
    /// The classes that it answers to.
    pub classes: Vec<TermRef>,
    /// How many issues it answers to.
    pub issues: u32,
}

/// How something stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrphanKind {
    /// An opportunity of which no issue is known.
    OpportunityWithoutIssue,
    /// An issue without a class.
    IssueWithoutClass,
    /// An issue without a countermeasure.
    IssueWithoutCountermeasure,
    /// A class that no policy answers to.
    ClassWithoutPolicy,
    /// A policy that answers to no issue.
    PolicyWithoutIssue,
}

impl OrphanKind {
    /// Every kind, from the concept's side to the policy's.
    pub const ALL: [Self; 5] = [
        Self::OpportunityWithoutIssue,
        Self::IssueWithoutClass,
        Self::IssueWithoutCountermeasure,
        Self::ClassWithoutPolicy,
        Self::PolicyWithoutIssue,
    ];
}

/// Something that stands alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Orphan {
    /// How.
    pub kind: OrphanKind,
    /// The term.
    pub term: TermRef,
    /// The nearest name on the other side, where any is near.
    pub nearest: Option<NearestName>,
}

/// How far the policies answer to the issues.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CoverageReport {
    /// The plan.
    pub plan: PlanRef,
    /// How many terms each column has.
    pub levels: Vec<LevelCount>,
    /// How many issues there are.
    pub issues: u32,
    /// How many of these a policy answers to.
    pub covered: u32,
    /// How many policies there are.
    pub policies: u32,
    /// The classes, those with most issues first.
    pub by_class: Vec<ClassCoverage>,
    /// The policies in their order.
    pub by_policy: Vec<PolicyCoverage>,
    /// What stands alone, kind by kind.
    pub orphans: Vec<Orphan>,
}

impl CoverageReport {
    /// What stands alone in one way.
    pub fn of_kind(&self, kind: OrphanKind) -> impl Iterator<Item = &Orphan> {
        self.orphans.iter().filter(move |orphan| orphan.kind == kind)
    }
}

/// How far the policies of a plan answer to its issues, as it is now.
pub fn coverage(plan: &Plan) -> CoverageReport {
    let terms = Terms::of(plan);
    let issues: Vec<&Term> = terms.of_level(TraceLevel::Issue).collect();
    let policies: Vec<&Term> = terms.of_level(TraceLevel::Policy).collect();
    CoverageReport {
        plan: PlanRef::of(plan),
        levels: levels(&terms),
        issues: count(issues.len()),
        covered: count(issues.iter().filter(|issue| !terms.policies_of(issue.node).is_empty()).count()),
        policies: count(policies.len()),
        by_class: by_class(&terms),
        by_policy: policies.iter().map(|policy| by_policy(&terms, policy)).collect(),
        orphans: OrphanKind::ALL.into_iter().flat_map(|kind| orphans(&terms, kind)).collect(),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn levels(terms: &Terms) -> Vec<LevelCount> {
    let counted = terms.columns().into_iter().map(|(level, heading)| {
        let own = terms.terms.iter().filter(|term| term.level == level && term.heading == heading);
        LevelCount { level, heading: heading.to_owned(), terms: count(own.count()) }
    });
    let mut counted: Vec<LevelCount> = counted.filter(|counted| counted.terms > 0).collect();
    counted.sort_by_key(|counted| counted.level);
    counted
}

/// The terms of a level that answer to a node.
fn answering<'t>(terms: &'t Terms, node: &Term, level: TraceLevel) -> Vec<&'t Term> {
    let of_level = |term: &&Term| term.level == level && term.narrow;
    terms.answers(node.node).filter_map(|node| terms.term(node)).filter(of_level).collect()
}

/// The terms of a level that a node answers to.
fn answered<'t>(terms: &'t Terms, node: &Term, level: TraceLevel) -> Vec<&'t Term> {
    let of_level = |term: &&Term| term.level == level && term.node != node.node;
    terms.answered(node.node).filter_map(|node| terms.term(node)).filter(of_level).collect()
}

fn named(terms: &[&Term]) -> Vec<TermRef> {
    terms.iter().map(|term| term.name()).collect()
}

fn by_class(terms: &Terms) -> Vec<ClassCoverage> {
    let covered = terms.of_level(TraceLevel::Class).map(|class| ClassCoverage {
        class: class.name(),
        issues: count(answered(terms, class, TraceLevel::Issue).len()),
        policies: named(&answering(terms, class, TraceLevel::Policy)),
    });
    let mut classes: Vec<ClassCoverage> = covered.collect();
    classes.sort_by_key(|class| std::cmp::Reverse(class.issues));
    classes
}

fn by_policy(terms: &Terms, policy: &Term) -> PolicyCoverage {
    let mut under: Vec<TermRef> = Vec::new();
    let mut at = policy.node;
    let broader = |at| {
        terms
            .answered(at)
            .filter_map(|node| terms.term(node))
            .find(|term| term.level == TraceLevel::Policy && !term.narrow)
    };
    while let Some(above) = broader(at).filter(|above| under.iter().all(|seen| seen.node != above.node)) {
        under.push(above.name());
        at = above.node;
    }
    under.reverse();
    PolicyCoverage {
        policy: policy.name(),
        under,
        classes: named(&answered(terms, policy, TraceLevel::Class)),
        issues: count(terms.issues_of(policy.node).len()),
    }
}

/// What stands alone in one way. Where there is no level on the other side at all, nothing does.
fn orphans(terms: &Terms, kind: OrphanKind) -> Vec<Orphan> {
    let (level, other) = match kind {
        OrphanKind::OpportunityWithoutIssue => (TraceLevel::Opportunity, TraceLevel::Issue),
        OrphanKind::IssueWithoutClass => (TraceLevel::Issue, TraceLevel::Class),
        OrphanKind::IssueWithoutCountermeasure => (TraceLevel::Issue, TraceLevel::Countermeasure),
        OrphanKind::ClassWithoutPolicy => (TraceLevel::Class, TraceLevel::Policy),
        OrphanKind::PolicyWithoutIssue => (TraceLevel::Policy, TraceLevel::Issue),
    };
    if !terms.has(other) {
        return Vec::new();
    }
    let stands_alone = |term: &&Term| match kind {
        OrphanKind::PolicyWithoutIssue => terms.issues_of(term.node).is_empty(),
        OrphanKind::OpportunityWithoutIssue
        | OrphanKind::IssueWithoutClass
        | OrphanKind::IssueWithoutCountermeasure
        | OrphanKind::ClassWithoutPolicy => answering(terms, term, other).is_empty(),
    };
    let candidates: Vec<&Term> = match kind {
        OrphanKind::ClassWithoutPolicy => terms.of_level(TraceLevel::Policy).collect(),
        // A class that has its policy is not another policy's.
        OrphanKind::PolicyWithoutIssue => terms
            .of_level(TraceLevel::Class)
            .filter(|class| answering(terms, class, TraceLevel::Policy).is_empty())
            .collect(),
        OrphanKind::OpportunityWithoutIssue
        | OrphanKind::IssueWithoutClass
        | OrphanKind::IssueWithoutCountermeasure => Vec::new(),
    };
    let alone = terms.of_level(level).filter(stands_alone);
    alone.map(|term| Orphan { kind, term: term.name(), nearest: nearest(term, &candidates) }).collect()
}

/// The term whose name is most like another's.
fn nearest(term: &Term, among: &[&Term]) -> Option<NearestName> {
    let key = |term: &Term| search_key(term.title.as_str());
    let wanted = key(term);
    let likeness = among.iter().map(|other| {
        let percent = (normalized_levenshtein(&wanted, &key(other)) * 100.0).round();
        // From 0 to 100 by definition.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is a percentage")]
        (percent as u32, *other)
    });
    let best = likeness.rev().max_by_key(|(percent, _)| *percent)?;
    (best.0 >= NEAR).then(|| NearestName { term: best.1.name(), percent: best.0 })
}

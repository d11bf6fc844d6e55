//! Which lineage looks likely. A suggestion is never stated by itself: titles that are alike prove nothing.

use crate::report::named::{ItemRef, PlanRef};
use crate::report::numbers::Numbers;
use domain::event::{LineageKind, NodeKind, NodeRef};
use domain::id::NodeId;
use domain::plan::{Lens, Plan};
use domain::value::search_key::search_key;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// How much of an ended item's title a later one must share, in percent, to be worth a look.
const REVIVED: u32 = 30;
/// The same between two plans, which share many more words by chance.
const CONTINUED: u32 = 60;

/// An item that another one may continue.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Likely {
    /// The item.
    pub item: ItemRef,
    /// How much of the two titles is alike, in percent of the pairs of characters; 100 where they say the same.
    pub likeness: u32,
}

/// A lineage that looks likely, for a person to state or to leave.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LineageSuggestion {
    /// In which way.
    pub kind: LineageKind,
    /// The plan of the earlier items; none where it is the same plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<PlanRef>,
    /// Before, the likeliest first.
    pub from: Vec<Likely>,
    /// After.
    pub to: ItemRef,
}

/// Items that may take up what has ended before: under the same heading, begun after the end, with a title alike.
pub(super) fn revivals(plan: &Plan, numbers: &Numbers) -> Vec<LineageSuggestion> {
    let items = items(plan, numbers);
    let linked = linked(plan);
    let mut suggestions = Vec::new();
    for after in items.iter().filter(|item| item.ended.is_none()) {
        let Some(begins) = after.begins else { continue };
        let may = |before: &&Listed| {
            before.ended.flatten().is_some_and(|end| end < begins)
                && before.parent == after.parent
                && !linked.contains(&(before.item.node, after.item.node))
        };
        let from = likely(items.iter().filter(may), after, REVIVED);
        if !from.is_empty() {
            let (kind, to) = (LineageKind::Revived, after.item.clone());
            suggestions.push(LineageSuggestion { kind, plan: None, from, to });
        }
    }
    suggestions
}

/// Items of a plan that may continue items of the plan before it: the one whose title is most alike.
pub fn continued(before: &Plan, plan: &Plan) -> Vec<LineageSuggestion> {
    let (old, new) = (items(before, &Numbers::of(before)), items(plan, &Numbers::of(plan)));
    let linked = linked(plan);
    let mut suggestions = Vec::new();
    for after in &new {
        let free = |before: &&Listed| !linked.contains(&(before.item.node, after.item.node));
        let from = likely(old.iter().filter(free), after, CONTINUED);
        let Some(best) = from.first() else { continue };
        let from: Vec<Likely> =
            from.iter().filter(|other| other.likeness == best.likeness).cloned().collect();
        let kind = match (best.likeness, from.as_slice()) {
            (_, [_, _, ..]) => LineageKind::Related,
            (100, _) if best.item.full_label == after.item.full_label => LineageKind::Same,
            (100, _) => LineageKind::Renumbered,
            (_, _) if best.item.full_label == after.item.full_label => LineageKind::Retitled,
            (_, _) => LineageKind::Both,
        };
        let plan = Some(PlanRef::of(before));
        suggestions.push(LineageSuggestion { kind, plan, from, to: after.item.clone() });
    }
    suggestions
}

/// An item as the table lists it now.
struct Listed {
    item: ItemRef,
    parent: Option<NodeId>,
    /// Its title for comparing.
    title: String,
    /// The pairs of neighbouring characters in that, sorted.
    pairs: Vec<(char, char)>,
    /// When it ended, where it has, and where that is known.
    ended: Option<Option<Date>>,
    begins: Option<Date>,
}

fn items(plan: &Plan, numbers: &Numbers) -> Vec<Listed> {
    let lines = plan.outline(Lens::Current).into_iter();
    let items = lines.filter(|line| line.view.kind == NodeKind::Item && !line.relisted);
    let listed = items.filter_map(|line| {
        let view = line.view;
        let has_ended = view.status.as_ref().is_some_and(|status| status.state.is_ending());
        let end = view.effective.as_ref().or(view.review.as_ref()).and_then(|date| date.start);
        let title: String = search_key(view.title.as_str()).chars().filter(|c| c.is_alphanumeric()).collect();
        Some(Listed {
            item: numbers.item(plan, view.node)?,
            parent: line.parent,
            pairs: pairs(&title),
            title,
            ended: has_ended.then_some(end),
            begins: view.schedule.and_then(|date| date.start),
        })
    });
    listed.collect()
}

fn likely<'l>(before: impl Iterator<Item = &'l Listed>, after: &Listed, least: u32) -> Vec<Likely> {
    let alike = before.map(|before| Likely { item: before.item.clone(), likeness: before.likeness(after) });
    let mut alike: Vec<Likely> = alike.filter(|likely| likely.likeness >= least).collect();
    alike.sort_by_key(|likely| std::cmp::Reverse(likely.likeness));
    alike
}

impl Listed {
    /// The share of the pairs of neighbouring characters that two titles have in common (Sørensen and Dice), in percent,
    /// rounded down, so that only equal titles have all of it.
    fn likeness(&self, other: &Self) -> u32 {
        if self.title == other.title {
            return 100;
        }
        let (mut left, mut right) = (self.pairs.as_slice(), other.pairs.as_slice());
        let (all, mut common) = (left.len() + right.len(), 0);
        while let ([a, lefts @ ..], [b, rights @ ..]) = (left, right) {
            common += usize::from(a == b);
            left = if a <= b { lefts } else { left };
            right = if b <= a { rights } else { right };
        }
        u32::try_from(200 * common / all.max(1)).unwrap_or(u32::MAX).min(99)
    }
}

fn pairs(text: &str) -> Vec<(char, char)> {
    let mut pairs: Vec<(char, char)> = text.chars().zip(text.chars().skip(1)).collect();
    pairs.sort_unstable();
    pairs
}

/// Which items of any plan are linked to which of this one already.
fn linked(plan: &Plan) -> BTreeSet<(NodeId, NodeId)> {
    let nodes = |ends: &[NodeRef]| ends.iter().map(|end| end.node).collect::<Vec<_>>();
    let links = plan.head.lineage().into_iter().map(|link| (nodes(&link.from), nodes(&link.to)));
    let pairs = links.flat_map(|(from, to)| {
        from.into_iter().flat_map(move |from| to.clone().into_iter().map(move |to| (from, to)))
    });
    pairs.collect()
}

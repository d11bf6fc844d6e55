//! References that a renumbering leaves behind (S3): what a live cycle renumbers, prose still names by the old number.
//!
//! The offer is only for texts that the cycle has not changed itself: what was written since may name new numbers already.

use super::named::{CycleRef, FieldName, ItemRef, PlanRef};
use super::numbers::Numbers;
use super::references::{Known, Reference, references};
use domain::event::TextField;
use domain::id::{CycleId, NodeId};
use domain::plan::{Lens, Plan, View};
use domain::refusal::Refusal;
use domain::value::label::canonical;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// A number that a text names, and what it is called from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Renumbered {
    /// As the text names it: `6-6`, `5-1から5-6`.
    pub before: String,
    /// From now on; none where the items of a range do not stand in a row any more, so that a person must say it anew.
    pub after: Option<String>,
}

/// A text that names old numbers.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Rewrite {
    /// Whose text it is.
    pub item: ItemRef,
    /// Which text.
    pub field: FieldName,
    /// Which text, for a command to name.
    pub text_field: TextField,
    /// As it stands.
    pub before: String,
    /// With the numbers of the cycle, as far as they can be told.
    pub after: String,
    /// Which numbers.
    pub numbers: Vec<Renumbered>,
    /// The node's revision, for a command to carry.
    pub revision: u64,
}

/// The texts that name old numbers.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RewritesReport {
    /// The plan.
    pub plan: PlanRef,
    /// The cycle.
    pub cycle: CycleRef,
    /// In the order of the table.
    pub rewrites: Vec<Rewrite>,
}

/// The texts that name old numbers of what a cycle renumbers.
///
/// # Errors
/// [`Refusal::UnknownCycle`].
pub fn rewrites(plan: &Plan, cycle: CycleId) -> Result<RewritesReport, Refusal> {
    let known = plan.head.cycles.get(&cycle).ok_or(Refusal::UnknownCycle { cycle })?;
    let lens = Lens::Cycle(cycle);
    let baseline = known.baseline.or_else(|| plan.head.current_edition().map(|edition| edition.id));
    let mut lines = plan.outline(lens);
    lines.retain(|line| !line.relisted);
    let numbered = lines.iter().filter_map(|line| Some((line.view.node, line.full_label.clone()?)));
    let old = baseline.map(|edition| Known::of_edition(plan, edition)).unwrap_or_default();
    let numbering = Numbering::new(old, numbered);
    let numbers = Numbers::of(plan);
    let mut found = Vec::new();
    for line in lines {
        let Some(node) = plan.nodes.get(&line.view.node) else { continue };
        let settled = texts(plan, &Lens::Current.view(&plan.head, node));
        let Some(item) = numbers.item(plan, node.id) else { continue };
        for (field, text_field, text) in texts(plan, &line.view) {
            if !settled.iter().any(|(_, field, known)| (field, known) == (&text_field, &text)) {
                continue;
            }
            let (after, numbers) = numbering.rewrite(&text);
            if !numbers.is_empty() {
                let (item, revision) = (item.clone(), node.revision);
                found.push(Rewrite { item, field, text_field, before: text, after, numbers, revision });
            }
        }
    }
    Ok(RewritesReport { plan: PlanRef::of(plan), cycle: CycleRef::of(known), rewrites: found })
}

/// The texts of a row that are prose.
fn texts(plan: &Plan, view: &View) -> Vec<(FieldName, TextField, String)> {
    let remark = view.remark.iter().map(|text| (FieldName::Remark, TextField::Remark, text.to_string()));
    let body = view.body.iter().map(|text| (FieldName::Body, TextField::Body, text.to_string()));
    let others = view.others.iter().map(|(column, text)| {
        let name = super::history::heading(plan, *column);
        (FieldName::Column(name), TextField::Column(*column), text.to_string())
    });
    remark.chain(body).chain(others).collect()
}

/// The numbers of the baseline, and those of the cycle.
struct Numbering {
    old: Known,
    new: BTreeMap<NodeId, String>,
    /// Who has which of the new numbers.
    nodes: Known,
}

impl Numbering {
    fn new(old: Known, new: impl Iterator<Item = (NodeId, String)>) -> Self {
        let new: BTreeMap<NodeId, String> = new.collect();
        let nodes = Known::new(new.iter().map(|(node, label)| (label.clone(), *node)));
        Self { old, new, nodes }
    }

    /// The text with new numbers, and which numbers these are.
    fn rewrite(&self, text: &str) -> (String, Vec<Renumbered>) {
        let (mut after, mut at, mut numbers) = (String::new(), 0, Vec::new());
        for reference in references(text, &self.old) {
            let before = &text[reference.range.clone()];
            let Some(renumbered) = self.renumbered(&reference, before) else { continue };
            after.push_str(&text[at..reference.range.start]);
            after.push_str(renumbered.as_deref().unwrap_or(before));
            at = reference.range.end;
            numbers.push(Renumbered { before: before.to_owned(), after: renumbered });
        }
        after.push_str(&text[at..]);
        (after, numbers)
    }

    /// What a reference says from now on; none where it says the same, none inside where a person must say it.
    fn renumbered(&self, reference: &Reference, before: &str) -> Option<Option<String>> {
        let was = reference.names.iter().filter_map(|name| Some((name.label.as_str(), name.node?)));
        let was: Vec<(&str, NodeId)> = was.collect();
        let is: Vec<Option<&str>> = was.iter().map(|(_, node)| self.number(*node)).collect();
        if was.iter().zip(&is).all(|((label, _), now)| now.is_none_or(|now| now == *label)) {
            return None;
        }
        let (first, last) = (reference.names.first()?, reference.names.last()?);
        let Some(start) = prefix(before, &first.label) else { return Some(None) };
        if reference.names.len() == 1 {
            let now = is.first().copied().flatten()?;
            return Some(Some(format!("{}{}", styled(start, now), &before[start.len()..])));
        }
        Some(self.range(&was, &is).and_then(|(from, to)| {
            let end = suffix(before, &last.label)?;
            let between = before.get(start.len()..before.len() - end.len())?;
            Some(format!("{}{between}{}", styled(start, from), styled(end, to)))
        }))
    }

    /// Both ends of a range, where exactly the same items stand between them in the same order.
    fn range<'n>(&self, was: &[(&str, NodeId)], is: &[Option<&'n str>]) -> Option<(&'n str, &'n str)> {
        let (from, to) = ((*is.first()?)?, (*is.last()?)?);
        let joined = format!("{from}から{to}");
        let [reference] = references(&joined, &self.nodes).try_into().ok()?;
        let Reference { names, .. } = reference;
        let nodes: Vec<NodeId> = names.iter().filter_map(|name| name.node).collect();
        (nodes == was.iter().map(|(_, node)| *node).collect::<Vec<_>>()).then_some((from, to))
    }

    /// The number of a node in the cycle, without a word before it (施策).
    fn number(&self, node: NodeId) -> Option<&str> {
        self.new.get(&node).map(String::as_str)
    }
}

/// The beginning of a text that says the number.
fn prefix<'t>(text: &'t str, number: &str) -> Option<&'t str> {
    let ends = text.char_indices().rev().map(|(at, c)| at + c.len_utf8());
    ends.map(|end| &text[..end]).find(|start| canonical(start) == number)
}

/// The end of a text that says the number.
fn suffix<'t>(text: &'t str, number: &str) -> Option<&'t str> {
    text.char_indices().map(|(at, _)| &text[at..]).find(|end| canonical(end) == number)
}

/// A number in the width and with the dash of another.
fn styled(like: &str, number: &str) -> String {
    let wide = !like.chars().any(|c| c.is_ascii_digit());
    let dash = like.chars().find(|c| !c.is_alphanumeric()).unwrap_or('-');
    let digit = |c: char| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c);
    let styled = number.chars().map(|c| match c {
        '-' => dash,
        '0'..='9' if wide => digit(c),
        c => c,
    });
    styled.collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    fn node(n: u32) -> NodeId {
        NodeId::parse(&format!("0190b5a8-7c1e-7000-8000-{n:012}")).unwrap()
    }

    fn numbering(numbers: &[(&str, &str)]) -> Numbering {
        let nodes = || numbers.iter().zip(1..);
        let old = Known::new(nodes().map(|((old, _), n)| ((*old).to_owned(), node(n))));
        Numbering::new(old, nodes().map(|((_, new), n)| (node(n), (*new).to_owned())))
    }

    #[track_caller]
    fn check(numbers: &[(&str, &str)], text: &str, expected: &str) {
        assert_eq!(numbering(numbers).rewrite(text).0, expected);
    }

    #[test]
    fn a_number_is_replaced_in_its_own_width_and_with_its_own_dash() {
        let moved = [("6-6", "6-7"), ("6-7", "6-6"), ("5-1", "5-1")];
        check(&moved, "情報端末の導入（6-6）まで、5-1と6-7は", "情報端末の導入（6-7）まで、5-1と6-6は");
        check(&moved, "（６－６）まで", "（６－７）まで");
        check(&moved, "5-1のみ、H30-6-6は別", "5-1のみ、H30-6-6は別");
    }

    #[test]
    fn a_range_is_replaced_where_its_items_still_stand_in_a_row() {
        let shifted = [("5-1", "5-2"), ("5-2", "5-3"), ("5-3", "5-4"), ("5-8", "5-1")];
        check(&shifted, "5-1から5-3及び5-8", "5-2から5-4及び5-1");
        let torn = [("5-1", "5-1"), ("5-2", "5-3"), ("5-3", "5-2")];
        let (text, numbers) = numbering(&torn).rewrite("5-1から5-3は");
        assert_eq!(text, "5-1から5-3は");
        assert_eq!(numbers, [Renumbered { before: "5-1から5-3".to_owned(), after: None }]);
    }
}

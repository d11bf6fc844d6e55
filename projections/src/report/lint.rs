//! What in the words of a plan looks like a mistake (U8). Everything is only pointed out: nothing is repaired.

mod doubled;
mod remark;
mod variants;
pub(super) mod weekday;

use super::named::{FieldName, ItemRef, PlanRef};
use super::numbers::Numbers;
use super::references::{Known, references};
use super::totals::{TotalAgrees, checked};
use domain::event::{NodeKind, NodeRef};
use domain::id::{ColumnId, EditionId, NodeId};
use domain::plan::{Lens, Plan, View};
use domain::value::search_key::search_key;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// What looks like a mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LintKind {
    /// Words that stand twice in a row: におけるにおける.
    DoubledWords,
    /// A word that the plan mostly writes in another way: サーバ, サーバー.
    NameVariant,
    /// A weekday that is not the day's: 平成24年1月6日（月）.
    Weekday,
    /// A remark that seems to say the opposite of the status.
    StatusAgainstRemark,
    /// A number in a text that no item has.
    UnknownReference,
    /// A link to an item that is not listed.
    OrphanLink,
    /// A printed total that is no number.
    UnreadTotal,
    /// A printed total that the table does not add up to, neither with nor without what is listed again.
    Sum,
}

impl LintKind {
    /// Every kind, in the order in which the report lists them.
    pub const ALL: [Self; 8] = [
        Self::DoubledWords,
        Self::NameVariant,
        Self::Weekday,
        Self::StatusAgainstRemark,
        Self::UnknownReference,
        Self::OrphanLink,
        Self::UnreadTotal,
        Self::Sum,
    ];
}

/// Something that looks like a mistake.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Finding {
    /// What looks like one.
    pub kind: LintKind,
    /// The item; none of a total, and where the plan does not have what a link names.
    pub item: Option<ItemRef>,
    /// In which part of its row, where it is in one.
    pub field: Option<FieldName>,
    /// The words as they stand there; of a link the number or title that it names; of a total where it stands and what is printed.
    pub words: String,
    /// What they stand against: the usual way to write it, the right weekday, the status, the other end of the link, the
    /// table, row and column of the total, or what the table adds up to (and without what is listed again).
    pub against: Option<String>,
}

/// What in the words of a plan looks like a mistake.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LintReport {
    /// The plan.
    pub plan: PlanRef,
    /// Kind by kind, and of each kind in the order of the table.
    pub findings: Vec<Finding>,
}

impl LintReport {
    /// The findings of one kind.
    pub fn of_kind(&self, kind: LintKind) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.kind == kind)
    }
}

/// What in the words of the table as it is now looks like a mistake.
pub fn lint(plan: &Plan) -> LintReport {
    let numbers = Numbers::of(plan);
    let rows: Vec<Row> = plan
        .outline(Lens::Current)
        .into_iter()
        .filter(|line| !line.relisted)
        .filter_map(|line| Some(Row::of(plan, numbers.item(plan, line.view.node)?, &line.view)))
        .collect();
    let known = Known::of(plan, &numbers);
    let mut ways = variants::Ways::default();
    rows.iter().flat_map(|row| &row.texts).for_each(|(_, text)| ways.count(text));
    let mut findings = Vec::new();
    for row in &rows {
        for (field, text) in &row.texts {
            let mut found = |kind, words: &str, against: Option<String>| {
                let (item, field) = (Some(row.item.clone()), Some(field.clone()));
                findings.push(Finding { kind, item, field, words: words.to_owned(), against });
            };
            for range in doubled::doubled(text) {
                found(LintKind::DoubledWords, &text[range], None);
            }
            for (range, usual) in ways.rarer(text) {
                found(LintKind::NameVariant, &text[range], Some(usual.to_owned()));
            }
            for mistaken in weekday::mistaken(text) {
                found(LintKind::Weekday, &text[mistaken.range], Some(mistaken.is.to_string()));
            }
            for reference in references(text, &known) {
                for name in reference.names.iter().filter(|name| name.node.is_none()) {
                    let range = &text[reference.range.clone()];
                    let whole = (range != name.label).then(|| range.to_owned());
                    found(LintKind::UnknownReference, &name.label, whole);
                }
            }
        }
        findings.extend(row.against_remark());
    }
    findings.extend(orphans(plan, &numbers));
    findings.extend(unread_totals(plan));
    findings.extend(wrong_sums(plan));
    findings.sort_by_key(|finding| finding.kind);
    LintReport { plan: PlanRef::of(plan), findings }
}

/// The texts of a row, and how it stands.
struct Row {
    item: ItemRef,
    texts: Vec<(FieldName, String)>,
    status: Option<domain::value::Status>,
}

impl Row {
    fn of(plan: &Plan, item: ItemRef, view: &View) -> Self {
        let columns = plan.head.profiles.iter().rev().flat_map(|profile| &profile.columns);
        let heading = |id: ColumnId| {
            columns.clone().find(|column| column.id == id).map(|column| column.heading.clone())
        };
        let own = match view.kind {
            // A row of a trace has the texts of the terms that it is linked with too, which speak for themselves.
            NodeKind::Term => plan.head.profiles.iter().flat_map(|profile| &profile.columns).collect(),
            NodeKind::Heading | NodeKind::Item => Vec::new(),
        };
        let is_another_terms = |id: ColumnId| {
            own.iter().any(|column: &&domain::value::Column| column.id == id && column.trace().is_some())
        };
        let title = (FieldName::Title, view.title.to_string());
        let remark = view.remark.iter().map(|text| (FieldName::Remark, text.to_string()));
        let body = view.body.iter().map(|text| (FieldName::Body, text.to_string()));
        let others = view
            .others
            .iter()
            .filter(|(column, _)| !is_another_terms(**column))
            .filter_map(|(column, text)| Some((FieldName::Column(heading(*column)?), text.to_string())));
        let texts = std::iter::once(title).chain(remark).chain(body).chain(others).collect();
        Self { item, texts, status: view.status.clone() }
    }

    fn against_remark(&self) -> Option<Finding> {
        let status = self.status.as_ref()?;
        let (field, remark) = self.texts.iter().find(|(field, _)| *field == FieldName::Remark)?;
        let words = remark::against(status.state, remark)?;
        Some(Finding {
            kind: LintKind::StatusAgainstRemark,
            item: Some(self.item.clone()),
            field: Some(field.clone()),
            words: words.to_owned(),
            against: Some(status.wording.replace('\n', " ")),
        })
    }
}

/// The ends of links that are not listed where they should be. What an item came from is looked for in its edition, or
/// in any; what it became, and both ends of a trace, in the edition that is named, or in the table as it is now.
fn orphans(plan: &Plan, numbers: &Numbers) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut found = |node: NodeId, other: Option<NodeId>| {
        findings.push(Finding {
            kind: LintKind::OrphanLink,
            item: numbers.item(plan, node),
            field: None,
            words: called(plan, numbers, node),
            against: other.map(|other| called(plan, numbers, other)),
        });
    };
    for lineage in plan.head.lineage() {
        let first = |nodes: &[NodeRef]| nodes.first().map(|node| node.node);
        for node in lineage.from.iter().filter(|node| is_here(plan, node)) {
            if !is_listed(plan, numbers, node) && !was_listed(plan, node) {
                found(node.node, first(&lineage.to));
            }
        }
        for node in lineage.to.iter().filter(|node| is_here(plan, node)) {
            if !is_listed(plan, numbers, node) {
                found(node.node, first(&lineage.from));
            }
        }
    }
    for trace in plan.head.traces() {
        for (node, other) in [(trace.from, trace.to), (trace.to, trace.from)] {
            if !numbers.is_listed(node) {
                found(node, Some(other));
            }
        }
    }
    findings
}

/// Whether the node is of this plan; those of others are not looked up.
fn is_here(plan: &Plan, node: &NodeRef) -> bool {
    plan.head.id == Some(node.plan)
}

fn is_listed(plan: &Plan, numbers: &Numbers, node: &NodeRef) -> bool {
    match node.edition {
        None => numbers.is_listed(node.node),
        Some(edition) => plan.nodes.get(&node.node).is_some_and(|known| {
            let counts = plan.head.editions.get(&edition).is_some_and(|edition| !edition.is_void());
            counts && known.listed.contains_key(&edition)
        }),
    }
}

/// Whether any edition that counts lists a node of which no edition is named.
fn was_listed(plan: &Plan, node: &NodeRef) -> bool {
    let known = plan.nodes.get(&node.node).filter(|_| node.edition.is_none());
    let editions = known.into_iter().flat_map(|known| known.listed.keys());
    editions.filter_map(|id| plan.head.editions.get(id)).any(|edition| !edition.is_void())
}

/// The number and title of a node, or its id where the plan does not have it.
fn called(plan: &Plan, numbers: &Numbers, node: NodeId) -> String {
    match numbers.item(plan, node) {
        Some(item) => {
            let number = item.full_label.unwrap_or_default();
            format!("{number} {}", item.title).trim().replace('\n', " ")
        }
        None => node.to_string(),
    }
}

/// Printed totals that nobody can add up: neither a number nor a number with a counter (139件).
fn unread_totals(plan: &Plan) -> Vec<Finding> {
    let counts = |edition| plan.head.editions.get(edition).is_none_or(|known| !known.is_void());
    let totals =
        plan.head.totals.iter().filter(|total| counts(&total.edition) && !is_number(total.printed.as_str()));
    let findings = totals.map(|total| Finding {
        kind: LintKind::UnreadTotal,
        item: None,
        field: None,
        words: total.printed.to_string(),
        against: Some(format!("{} {} {}", total.table, total.row, total.column)),
    });
    findings.collect()
}

/// Printed totals that their tables do not add up to, of every edition whose rows are at hand.
fn wrong_sums(plan: &Plan) -> Vec<Finding> {
    let printing: BTreeSet<EditionId> = plan.head.totals.iter().map(|total| total.edition).collect();
    let editions = plan.editions_at_hand().into_iter().filter(|edition| printing.contains(&edition.id));
    let checks = editions.filter_map(|edition| checked(plan, edition.id).ok()).flatten();
    let wrong = checks.filter(|check| check.agrees == TotalAgrees::WithNeither);
    let findings = wrong.map(|check| Finding {
        kind: LintKind::Sum,
        item: None,
        field: None,
        words: format!("{} {} {} {}", check.table, check.row, check.column, check.printed),
        against: check.computed.map(|count| match count.listed == count.distinct {
            true => count.distinct.to_string(),
            false => format!("{} ({})", count.listed, count.distinct),
        }),
    });
    findings.collect()
}

/// What stands behind a number of things.
const COUNTERS: [&str; 8] = ["", "件", "事業", "項目", "人", "通", "課題", "施策"];

fn is_number(printed: &str) -> bool {
    digits(printed).is_some()
}

/// The number that a printed total says.
pub(super) fn number(printed: &str) -> Option<u32> {
    digits(printed)?.replace(',', "").parse().ok()
}

fn digits(printed: &str) -> Option<String> {
    let mut key = search_key(printed);
    let end = key.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(key.len());
    let counter = key.split_off(end);
    let is_number = key.starts_with(|c: char| c.is_ascii_digit()) && COUNTERS.contains(&counter.trim());
    is_number.then_some(key)
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn totals_are_numbers_in_any_width_with_or_without_a_counter() {
        for printed in ["139", "１３９", "1,234", "139件", "139 事業"] {
            assert!(is_number(printed), "{printed}");
        }
        for printed in ["多数", "", "件", "約139", "13O", "139件程度", ","] {
            assert!(!is_number(printed), "{printed}");
        }
    }
}

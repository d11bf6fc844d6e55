//! What was published and is not any more: an item or a decision of an edition that was withdrawn keeps an answer that
//! says who withdrew it, when and why (P8).

use super::named::EditionRef;
use domain::id::{DecisionId, NodeId};
use domain::plan::node::Decided;
use domain::plan::{Edition, Node, Plan};

/// The edition with which the item or the decision of that id was withdrawn; none where it was never public. `whole` is
/// the plan with everything, not what is published of it.
pub fn gone(whole: &Plan, id: &str) -> Option<EditionRef> {
    let node = NodeId::parse(id).ok().and_then(|id| whole.nodes.get(&id));
    let editions: Vec<&Edition> = match node {
        Some(node) => node.listed.keys().filter_map(|edition| whole.head.editions.get(edition)).collect(),
        None => {
            let id = DecisionId::parse(id).ok()?;
            let of_node = |node| said_by(whole, node, id);
            whole.nodes.values().find_map(of_node).into_iter().collect()
        }
    };
    let withdrawn =
        editions.into_iter().filter(|edition| edition.published.is_some() && !edition.is_public());
    withdrawn.max_by_key(|edition| edition.sequence).map(EditionRef::of)
}

/// The edition that printed the decision.
fn said_by<'p>(whole: &'p Plan, node: &Node, id: DecisionId) -> Option<&'p Edition> {
    node.decisions.iter().find_map(|(cycle, decisions)| {
        let is_it = |decided: &&Decided| decided.decision.decision == id;
        let last = decisions.last();
        let decided = decisions.every().find(is_it)?;
        let adopted = whole.head.cycles.get(cycle).and_then(|cycle| cycle.adopted_as);
        // What a live review replaced before it resolved was never printed.
        let adopted = adopted.filter(|_| is_it(&last));
        whole.head.editions.get(&decided.decision.edition.or(adopted)?)
    })
}

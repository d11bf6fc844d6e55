//! A plan put together again from its documents.

use super::document::{CYCLE, Document, EDITION, FoldError, IMPORT, Kind, LINK, OPINION, SOURCE};
use domain::event::SourceRegistered;
use domain::id::{EditionId, ImportId, NodeId};
use domain::plan::{Cycle, Edition, Head, Link, Node, NodePart, Opinion, Plan, Row};
use serde::de::Error;
use std::collections::BTreeMap;

/// The plan of which these are documents, in any order: with the nodes and rows that are among them, and a whole head
/// where all of [`Kind::Plan`] are. None without the plan's own document.
///
/// # Errors
/// [`FoldError`] when one of them cannot be read.
pub fn assemble(documents: &[Document]) -> Result<Option<Plan>, FoldError> {
    let (mut head, mut beside) = (None, Vec::new());
    let mut nodes = BTreeMap::new();
    let mut parts = Vec::new();
    let mut rows: BTreeMap<EditionId, BTreeMap<u32, Row>> = BTreeMap::new();
    for document in documents {
        match document.key.kind {
            Kind::Plan if document.key.name.contains('/') => beside.push(document),
            Kind::Plan => head = Some(document.read::<Head>()?),
            Kind::Node => match document.key.name.split_once('/') {
                Some((node, _)) => parts.push((node, document)),
                None => {
                    let node: Node = document.read()?;
                    nodes.insert(node.id, node);
                }
            },
            Kind::Row => {
                let row: Row = document.read()?;
                rows.entry(row.edition).or_default().insert(row.row, row);
            }
            Kind::Entry => {}
        }
    }
    for (node, document) in parts {
        let id = NodeId::parse(node).map_err(|_| misnamed(document))?;
        let part: NodePart = document.read()?;
        // A part without its node is no node: it is superfluous, which a rebuild finds.
        if let Some(node) = nodes.get_mut(&id) {
            node.rejoin(part);
        }
    }
    let Some(mut head) = head else { return Ok(None) };
    for document in beside {
        put_beside(&mut head, document)?;
    }
    Ok(Some(Plan::of_parts(head, nodes, rows)))
}

fn put_beside(head: &mut Head, document: &Document) -> Result<(), FoldError> {
    let name = document.key.name.as_str();
    if name.starts_with(EDITION) {
        let edition: Edition = document.read()?;
        head.editions.insert(edition.id, edition);
    } else if name.starts_with(CYCLE) {
        let cycle: Cycle = document.read()?;
        head.cycles.insert(cycle.id, cycle);
    } else if name.starts_with(SOURCE) {
        let source: SourceRegistered = document.read()?;
        head.sources.insert(source.source, source);
    } else if let Some(import) = name.strip_prefix(IMPORT) {
        let id = ImportId::parse(import).map_err(|_| misnamed(document))?;
        head.imports.insert(id, document.read()?);
    } else if name.starts_with(LINK) {
        let link: Link = document.read()?;
        head.links.insert(link.id(), link);
    } else if name.starts_with(OPINION) {
        let opinion: Opinion = document.read()?;
        head.opinions.insert(opinion.recorded.opinion, opinion);
    } else {
        return Err(misnamed(document));
    }
    Ok(())
}

fn misnamed(document: &Document) -> FoldError {
    document.unreadable(serde_json::Error::custom("its name says nothing"))
}

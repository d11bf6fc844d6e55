//! Charts of a plan: how the items of every edition stand, and how they moved between two; each with its numbers.

use super::{About, Making, heading};
use crate::chart::{self, Figure};
use crate::document::{Block, Document, Paper};
use projections::report::{FlowReport, StatesReport};
use projections::wording::{Language, Title};

/// The charts of a plan.
pub fn charts(
    states: &StatesReport,
    flow: Option<&FlowReport>,
    language: Language,
    about: &About,
) -> Document {
    let making = Making { plan: &states.plan, language, about };
    let title = making.title(Title::Charts);
    let mut blocks = making.opening(title, []);
    blocks.extend(figure(&chart::states(states, language, "states")));
    blocks.extend(flow.into_iter().flat_map(|flow| figure(&chart::flow(flow, language, "flow"))));
    making.document(title, Paper::Landscape, blocks)
}

/// A heading, the picture, and its numbers where it has any.
pub(super) fn figure(figure: &Figure) -> Vec<Block> {
    let mut blocks = vec![heading(2, figure.caption()), Block::Picture(figure.picture())];
    let table = figure.table();
    if !table.rows.is_empty() {
        blocks.push(Block::Table(table));
    }
    blocks
}

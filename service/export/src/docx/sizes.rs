//! Sizes of a page and of what stands on it. Word processors count in twentieths of a point.

use crate::document::Paper;

/// The margins at the other sides.
pub(super) const MARGIN: u32 = 850;
/// The margin below, in which the foot stands.
pub(super) const BELOW: u32 = 1020;
/// From the edge of the paper to what stands at the bottom of every page.
pub(super) const FOOT: u32 = 425;
/// The padding of a cell at the left and right.
pub(super) const PADDING: u32 = 85;
/// The size of the words of a table.
pub(super) const EM: u32 = 200;
/// How much deeper a row begins for each heading above it.
pub(super) const STEP: u32 = 170;

/// The room across.
pub(super) const fn room(of: Paper) -> u32 {
    of.sides().0 - 2 * MARGIN
}

/// The room down.
pub(super) const fn height(of: Paper) -> u32 {
    of.sides().1 - MARGIN - BELOW
}

//! How many rows are set: the typesetter tells nobody how far it is, but asks for a file when it comes to a `read`. So a
//! few rows of a long table carry a number, and the template reads an empty file of that name where it sets them.

use super::press::named;
use super::table::RowData;
use crate::Stretch;
use std::sync::LazyLock;
use typst::syntax::FileId;

/// How many rows carry a number. The typesetter keeps each name for ever, so there are few.
const NUMBERS: u8 = 50;
/// From how many rows on: what is shorter is soon set.
const LEAST: usize = 500;

static FILES: LazyLock<Vec<FileId>> =
    LazyLock::new(|| (1..=NUMBERS).map(|number| named(&format!("passed-{number}"))).collect());

/// Numbers rows of a document's tables, at like distances.
pub(super) fn number<'r>(rows: impl Iterator<Item = &'r mut RowData>) {
    let mut rows: Vec<_> = rows.collect();
    let total = rows.len();
    if total < LEAST {
        return;
    }
    for number in 1..=NUMBERS {
        rows[total * usize::from(number) / usize::from(NUMBERS) - 1].passed = number;
    }
}

/// The number whose file that is.
pub(super) fn of_file(file: FileId) -> Option<u8> {
    FILES.iter().zip(1..).find(|(known, _)| **known == file).map(|(_, number)| number)
}

/// The row of that number is set.
pub(super) fn passed(number: u8, rows: Stretch<'_>) {
    rows.reach(u32::from(number), u32::from(NUMBERS));
}

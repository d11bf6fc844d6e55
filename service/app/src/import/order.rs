//! In which order the rows of one heading stand in a file, beside the order of the table.

use super::matching::Matched;
use ::import::Table;
use domain::event::NodeKind;
use std::collections::BTreeSet;

/// What a row says of its place among those under its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counts {
    /// It has a number, which says more than the place does.
    ByNumber,
    /// It has no number, or is printed: it stands where it stands.
    ByPlace,
    /// It has another number than it had, and stands where that says.
    Not,
}

impl Counts {
    /// How much has to speak against it before a row counts as displaced.
    const fn weight(self) -> u64 {
        match self {
            Self::ByNumber => 1 << 32,
            Self::ByPlace => 1,
            Self::Not => 0,
        }
    }
}

/// Of the rows under one heading, in the order of the file with their places in the table, those that are out of order:
/// as few as possible, and rather those without a number.
pub(super) fn displaced(rows: &[(usize, usize)], counts: impl Fn(usize) -> Counts) -> Vec<usize> {
    let mut places: Vec<usize> = rows.iter().map(|(_, place)| *place).collect();
    places.sort_unstable();
    let mut heaviest = Heaviest(vec![None; rows.len() + 1]);
    let mut before = vec![None; rows.len()];
    for (at, (row, place)) in rows.iter().enumerate() {
        let rank = places.partition_point(|other| other < place);
        let sum = heaviest.below(rank);
        before[at] = sum.map(|(_, last)| last);
        heaviest.add(rank, (sum.map_or(0, |(sum, _)| sum) + counts(*row).weight(), at));
    }
    let mut last = heaviest.below(rows.len()).map(|(_, last)| last);
    let mut kept = BTreeSet::new();
    while let Some(at) = last {
        kept.insert(at);
        last = before[at];
    }
    (0..rows.len()).filter(|at| !kept.contains(at)).map(|at| rows[at].0).collect()
}

/// The heaviest rising sequence that ends below a rank: its weight and its last member, as a Fenwick tree.
struct Heaviest(Vec<Option<(u64, usize)>>);

impl Heaviest {
    fn below(&self, rank: usize) -> Option<(u64, usize)> {
        let (mut at, mut found) = (rank, None);
        while at > 0 {
            found = heavier(found, self.0[at]);
            at &= at - 1;
        }
        found
    }

    fn add(&mut self, rank: usize, sequence: (u64, usize)) {
        let mut at = rank + 1;
        while at < self.0.len() {
            self.0[at] = heavier(self.0[at], Some(sequence));
            at += at & at.wrapping_neg();
        }
    }
}

fn heavier(one: Option<(u64, usize)>, other: Option<(u64, usize)>) -> Option<(u64, usize)> {
    let weight = |sequence: Option<(u64, usize)>| sequence.map(|(weight, _)| weight);
    if weight(other) > weight(one) { other } else { one }
}

/// Whether people have sorted the items by a column: what is the same in it stands together in the file, and did not in
/// the table.
pub(super) fn is_sorted_by_a_column(table: &Table, matched: &Matched) -> bool {
    let is_item = |at: &usize| table.rows[*at].kind == NodeKind::Item && matched[*at].is_some();
    let in_file: Vec<usize> = (0..table.rows.len()).filter(is_item).collect();
    let mut in_table = in_file.clone();
    in_table.sort_by_key(|at| matched[*at].map(|(place, _)| place));
    let runs = |rows: &[usize], column: usize| {
        let cells: Vec<&str> = rows.iter().map(|at| table.rows[*at].cells[column].as_str()).collect();
        cells.chunk_by(|one, other| one == other).count()
    };
    let different = |column: usize| {
        let cells = in_file.iter().map(|at| table.rows[*at].cells[column].as_str());
        cells.collect::<BTreeSet<&str>>().len()
    };
    (0..table.columns.len()).any(|column| {
        let different = different(column);
        runs(&in_file, column) == different && runs(&in_table, column) > different
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(order: &[usize], numbered: &[usize], expected: &[usize]) {
        let rows: Vec<(usize, usize)> = order.iter().copied().enumerate().collect();
        let counts =
            |row: usize| if numbered.contains(&order[row]) { Counts::ByNumber } else { Counts::ByPlace };
        let found: Vec<usize> = displaced(&rows, counts).into_iter().map(|row| order[row]).collect();
        assert_eq!(found, expected, "{order:?}");
    }

    #[test]
    fn as_few_rows_as_possible_are_out_of_order_and_rather_those_without_a_number() {
        check(&[], &[], &[]);
        check(&[3, 5, 8], &[], &[]);
        check(&[8, 3, 5], &[], &[8]);
        check(&[3, 8, 5, 9], &[5], &[8]);
        check(&[3, 8, 5, 9], &[8], &[5]);
        check(&[1, 9, 2, 3, 4], &[9], &[2, 3, 4]);
        check(&[1, 9, 2, 3, 4], &[9, 2], &[9]);
    }
}

//! The items of a table with what is stated of each beside its row: what counts, cross-tables, grids and cards begin with.

use super::counts::Count;
use super::named::ItemRef;
use super::table::{TableOf, TableReport, TableRow, table};
use domain::event::{NodeKind, YearSide};
use domain::id::{NodeId, TermId, VocabularyId};
use domain::plan::{Detail, Lens, Plan};
use domain::refusal::Refusal;
use domain::value::{FiscalYear, Meaning, Status};
use std::collections::{BTreeMap, BTreeSet};

/// A table and what is stated of its nodes.
pub(super) struct Listing<'p> {
    pub(super) plan: &'p Plan,
    pub(super) table: TableReport,
    details: BTreeMap<NodeId, Vec<&'p Detail>>,
    firsts: BTreeSet<u32>,
    places: BTreeMap<NodeId, usize>,
    year_columns: Vec<YearColumn>,
}

/// A column that prints one side of a year.
struct YearColumn {
    at: usize,
    year: FiscalYear,
    side: YearSide,
}

/// An axis of categories.
pub(super) struct CategoryAxis {
    /// None where it is only a column of words.
    pub(super) vocabulary: Option<VocabularyId>,
    /// The heading of its column; empty where that is not known.
    pub(super) name: String,
    pub(super) terms: Vec<(Option<TermId>, String)>,
}

/// Through what the details of a table are seen: those of an older edition as of its day, of the newest as they are now.
pub(super) fn lens_of(plan: &Plan, of: TableOf) -> Lens {
    match of {
        TableOf::Edition(id) => {
            let newest = plan.editions_at_hand().pop();
            let edition = plan.head.editions.get(&id);
            match edition.filter(|_| newest.is_none_or(|newest| newest.id != id)) {
                Some(older) => Lens::AsOf(older.day()),
                None => Lens::Current,
            }
        }
        TableOf::Current => Lens::Current,
        TableOf::Cycle(cycle) => Lens::Cycle(cycle),
        TableOf::AsOf(day) => Lens::AsOf(day),
    }
}

/// What is stated of a node through a lens.
pub(super) fn details(plan: &Plan, lens: Lens, node: NodeId) -> Vec<&Detail> {
    let known = plan.nodes.get(&node).filter(|node| !node.details.is_empty());
    known.map(|node| lens.details(&plan.head, node)).unwrap_or_default()
}

impl<'p> Listing<'p> {
    /// # Errors
    /// Those of [`table`].
    pub(super) fn of(plan: &'p Plan, of: TableOf) -> Result<Self, Refusal> {
        let table = table(plan, of)?;
        let lens = lens_of(plan, of);
        let nodes: BTreeSet<NodeId> = table.rows.iter().map(|row| row.node).collect();
        let details: BTreeMap<NodeId, Vec<&Detail>> =
            nodes.into_iter().map(|node| (node, details(plan, lens, node))).collect();
        let places = table.rows.iter().enumerate().filter(|(_, row)| !row.relisted);
        Ok(Self {
            firsts: table.firsts(),
            places: places.map(|(at, row)| (row.node, at)).collect(),
            plan,
            year_columns: year_columns(&table, details.values().flatten().copied()),
            details,
            table,
        })
    }

    /// The rows of items, further places too.
    pub(super) fn rows(&self) -> impl Iterator<Item = &TableRow> {
        self.table.rows.iter().filter(|row| row.kind == NodeKind::Item)
    }

    /// The rows of items, each item once.
    pub(super) fn items(&self) -> impl Iterator<Item = &TableRow> {
        self.rows().filter(|row| self.is_first(row))
    }

    /// Whether the item is counted in that row.
    pub(super) fn is_first(&self, row: &TableRow) -> bool {
        self.firsts.contains(&row.row)
    }

    /// What a row adds to a count.
    pub(super) fn weight(&self, row: &TableRow) -> Count {
        Count { distinct: u32::from(self.is_first(row)), listed: 1 }
    }

    /// How many items are so.
    pub(super) fn count(&self, is_so: impl Fn(&TableRow) -> bool) -> Count {
        let mut count = Count::default();
        self.rows().filter(|row| is_so(row)).for_each(|row| count += self.weight(row));
        count
    }

    /// What is stated of a node.
    pub(super) fn details(&self, node: NodeId) -> &[&'p Detail] {
        self.details.get(&node).map(Vec::as_slice).unwrap_or_default()
    }

    /// Everything that is stated of the items of the table.
    pub(super) fn every_detail(&self) -> impl Iterator<Item = &'p Detail> {
        self.details.values().flatten().copied()
    }

    /// The status of a year.
    pub(super) fn status(&self, node: NodeId, of: FiscalYear, wanted: YearSide) -> Option<&'p Status> {
        self.details(node).iter().find_map(|detail| match detail {
            Detail::Year { year, side, status } if *year == of && *side == wanted => Some(status),
            Detail::Departments { .. }
            | Detail::Category { .. }
            | Detail::Year { .. }
            | Detail::Indicator { .. }
            | Detail::DeclaredChange { .. } => None,
        })
    }

    /// Of which sides of years the row prints that there is nothing (「－」), and how.
    pub(super) fn dashes<'r>(
        &'r self,
        row: &'r TableRow,
    ) -> impl Iterator<Item = (FiscalYear, YearSide, &'r str)> {
        let cells = self.year_columns.iter().filter_map(|column| Some((column, row.cells.get(column.at)?)));
        cells
            .filter(|(_, cell)| is_dash(cell))
            .map(|(column, cell)| (column.year, column.side, cell.as_str()))
    }

    /// The dash that the row prints for one side of a year, where no status is stated for it.
    pub(super) fn dash(&self, row: &TableRow, of: FiscalYear, wanted: YearSide) -> Option<String> {
        if self.status(row.node, of, wanted).is_some() {
            return None;
        }
        let mut dashes = self.dashes(row).filter(|(year, side, _)| (*year, *side) == (of, wanted));
        dashes.next().map(|(_, _, cell)| cell.to_owned())
    }

    /// The axes of categories, in the order in which they were defined; a column of words where there is none.
    pub(super) fn axes(&self) -> Vec<CategoryAxis> {
        let columns = self.table.columns.iter().filter(|column| column.meaning == Meaning::Category);
        let names: Vec<&str> = columns.map(|column| column.heading.as_str()).collect();
        let latest = self.plan.head.axes();
        if latest.is_empty() {
            return self.printed_axis(names.first().copied()).into_iter().collect();
        }
        let named = |at: usize| names.get(at).filter(|_| names.len() == latest.len());
        let named = |at: usize, axis: VocabularyId| self.plan.head.axis_name(axis).or(named(at).copied());
        let axes = latest.iter().enumerate().map(|(at, vocabulary)| CategoryAxis {
            vocabulary: Some(vocabulary.id),
            name: named(at, vocabulary.id).unwrap_or_default().to_owned(),
            terms: vocabulary.terms.iter().map(|term| (Some(term.id), term.wording.clone())).collect(),
        });
        axes.collect()
    }

    fn printed_axis(&self, name: Option<&str>) -> Option<CategoryAxis> {
        let mut terms: Vec<(Option<TermId>, String)> = Vec::new();
        for cell in self.rows().filter_map(|row| self.table.cell(row, Meaning::Category)) {
            if terms.iter().all(|(_, known)| known != cell) {
                terms.push((None, cell.to_owned()));
            }
        }
        Some(CategoryAxis { vocabulary: None, name: name?.to_owned(), terms })
    }

    /// Which term of an axis a row has.
    pub(super) fn category(&self, row: &TableRow, axis: &CategoryAxis) -> Option<usize> {
        let Some(vocabulary) = axis.vocabulary else {
            let cell = self.table.cell(row, Meaning::Category)?;
            return axis.terms.iter().position(|(_, wording)| wording == cell);
        };
        let stated = self.details(row.node).iter().find_map(|detail| match detail {
            Detail::Category { axis, term } if *axis == vocabulary => *term,
            Detail::Departments { .. }
            | Detail::Category { .. }
            | Detail::Year { .. }
            | Detail::Indicator { .. }
            | Detail::DeclaredChange { .. } => None,
        })?;
        axis.terms.iter().position(|(term, _)| *term == Some(stated))
    }

    /// What stands above a row, from the top: headings, and items that have items under them.
    pub(super) fn above(&self, row: &TableRow) -> Vec<&TableRow> {
        let mut above: Vec<&TableRow> = Vec::new();
        let mut parent = row.parent;
        while let Some(at) = parent.and_then(|node| self.places.get(&node)) {
            let found = &self.table.rows[*at];
            // The outline is a forest; a table that is none must not keep anybody here for ever.
            if above.iter().any(|other| other.node == found.node) {
                break;
            }
            above.push(found);
            parent = found.parent;
        }
        above.reverse();
        above
    }
}

/// Whether a cell prints that there is nothing, as the import understands it.
fn is_dash(cell: &str) -> bool {
    let cell = cell.trim();
    !cell.is_empty() && cell.chars().all(|c| matches!(c, '-' | '－' | '―' | '‐' | '—' | '–' | 'ー' | '−'))
}

/// The columns of a table that print the sides of years. Plan and result without a year in their headings are of the
/// year that is stated, where that is one only.
fn year_columns<'d>(table: &TableReport, details: impl Iterator<Item = &'d Detail>) -> Vec<YearColumn> {
    let stated: BTreeSet<FiscalYear> = details
        .filter_map(|detail| match detail {
            Detail::Year { year, .. } => Some(*year),
            Detail::Departments { .. }
            | Detail::Category { .. }
            | Detail::Indicator { .. }
            | Detail::DeclaredChange { .. } => None,
        })
        .collect();
    let only = stated.first().copied().filter(|_| stated.len() == 1);
    let beside_a_plan = table.column(Meaning::PlannedStatus).is_some();
    let of = |meaning| match meaning {
        Meaning::YearPlanned(year) => Some((year, YearSide::Planned)),
        Meaning::YearActual(year) => Some((year, YearSide::Actual)),
        Meaning::PlannedStatus => Some((only?, YearSide::Planned)),
        Meaning::Status if beside_a_plan => Some((only?, YearSide::Actual)),
        Meaning::Status
        | Meaning::Number
        | Meaning::Title
        | Meaning::Schedule
        | Meaning::Review
        | Meaning::Remark
        | Meaning::Body
        | Meaning::Department
        | Meaning::Category
        | Meaning::Indicator
        | Meaning::Trace(_)
        | Meaning::Other => None,
    };
    let columns = table.columns.iter().enumerate();
    columns
        .filter_map(|(at, column)| of(column.meaning).map(|(year, side)| YearColumn { at, year, side }))
        .collect()
}

impl TableReport {
    /// The rows in which each node is counted once: where it stands itself, else at its first further place (再掲).
    pub fn firsts(&self) -> BTreeSet<u32> {
        let mut firsts: BTreeMap<NodeId, (bool, u32)> = BTreeMap::new();
        for row in &self.rows {
            let first = firsts.entry(row.node).or_insert((row.relisted, row.row));
            *first = (*first).min((row.relisted, row.row));
        }
        firsts.into_values().map(|(_, row)| row).collect()
    }
}

impl TableRow {
    /// The item or the heading, by the number of this place.
    pub fn item(&self) -> ItemRef {
        ItemRef {
            node: self.node,
            kind: self.kind,
            full_label: self.full_label.clone(),
            title: self.title.clone(),
        }
    }
}

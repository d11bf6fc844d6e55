//! Report models to documents, a file for each: what stands where, in the reader's language.
//!
//! Architecture invariant: pure functions of a report model. Words of the plan go out as printed; names of codes come from
//! `projections::wording`. No person is named who is not public.

mod cancelled;
mod card_list;
mod cards;
mod charts;
mod comments;
mod compare;
mod counted;
mod coverage;
mod errata;
mod history;
mod overdue;
mod pack;
mod replacements;
mod report;
mod table;
mod trace;

pub use cancelled::cancelled;
pub use card_list::{card_list, card_table};
pub use cards::cards;
pub use charts::charts;
pub use comments::comments;
pub use compare::compare;
pub use counted::{axis, counts, cross, declared, planned, totals, years};
pub use coverage::coverage;
pub use history::history;
pub use overdue::overdue;
pub use pack::pack;
pub(crate) use replacements::handed_pages;
pub use replacements::{handed, replacements};
pub(crate) use report::tables as report_tables;
pub use report::{grid, report, report_part};
pub use table::{table, table_block};
pub use trace::trace;

use crate::changed;
use crate::document::{Block, Cell, Column, Document, Foot, Looks, NoRows, Paper, Row, RowKind, Run, Table};
use domain::event::NodeKind;
use jiff::civil::Date;
use projections::report::{ComparedSide, DecisionRef, ItemRef, PlanRef};
use projections::wording::{self, Language, Word};

/// What a document says of itself that no report model knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The permanent address of what is shown, whole.
    pub address: Option<String>,
    /// The fingerprint of the checkpoint that covers it.
    pub fingerprint: Option<String>,
    /// The day of the data.
    pub day: Date,
    /// Where the pages are (`https://example.jp`), so that items lead to theirs; nothing leads anywhere without.
    pub site: Option<String>,
    /// The department that the report is narrowed down to; the report does not know of the rest any more.
    pub department: Option<String>,
}

impl About {
    /// About data of that day, and nothing else is known.
    pub const fn day(day: Date) -> Self {
        Self { address: None, fingerprint: None, day, site: None, department: None }
    }

    /// The page of an item or a heading.
    fn page(&self, plan: &PlanRef, item: &ItemRef) -> Option<String> {
        let (site, plan) = (self.site.as_deref()?.trim_end_matches('/'), plan.id?);
        let node = item.node;
        Some(match item.kind {
            NodeKind::Item => format!("{site}/p/{plan}/i/{node}"),
            NodeKind::Heading => format!("{site}/p/{plan}/#n-{node}"),
            NodeKind::Term => format!("{site}/p/{plan}/trace#n-{node}"),
        })
    }
}

/// A name and what it stands for.
type Fact = (String, Vec<Run>);

/// With what a document is made.
#[derive(Clone, Copy)]
struct Making<'m> {
    plan: &'m PlanRef,
    language: Language,
    about: &'m About,
}

impl Making<'_> {
    /// The document; `name` is what stands behind the plan's title in its own title and at the bottom of every page.
    fn document(self, name: &str, paper: Paper, blocks: Vec<Block>) -> Document {
        let name = match self.narrowed() {
            Some(narrowed) => wording::bracketed(name, &narrowed, self.language),
            None => name.to_owned(),
        };
        let title = format!("{} {name}", self.plan.title.as_str().replace('\n', " ")).trim().to_owned();
        Document {
            organisation: self.plan.organisation.to_string(),
            language: self.language,
            date: self.about.day,
            paper,
            blocks,
            foot: Foot {
                name: title.clone(),
                address: self.about.address.clone(),
                fingerprint: self.about.fingerprint.clone(),
            },
            title,
        }
    }

    /// What a document begins with: its heading, whose plan it is about, and what else is to be known of it.
    fn opening(self, title: &str, more: impl IntoIterator<Item = Fact>) -> Vec<Block> {
        let facts = [
            self.fact(Word::Plan, self.plan.title.to_string()),
            self.fact(Word::Organisation, self.plan.organisation.to_string()),
        ];
        let facts = facts.into_iter().chain(self.narrowed_down()).chain(more);
        vec![heading(1, title), Block::Facts(facts.collect())]
    }

    /// To what the report is narrowed down, so that nobody takes a part for the whole.
    fn narrowed_down(self) -> Option<Fact> {
        self.narrowed().map(|narrowed| self.fact(Word::Narrowed, narrowed))
    }

    fn narrowed(self) -> Option<String> {
        let department = self.about.department.as_deref()?;
        Some(wording::named(self.word(Word::Departments), department, self.language))
    }

    /// The same of what is made of a table: which one it is.
    fn opening_of(self, title: &str, side: &ComparedSide) -> Vec<Block> {
        let told = wording::no_edition(side, self.language);
        let told = told.unwrap_or_else(|| wording::called(side, self.language));
        let based_on = side.in_force.as_ref();
        let based_on = based_on.map(|based_on| self.fact(Word::BasedOn, based_on.label.to_string()));
        self.opening(title, [self.fact(Word::ThisTable, told)].into_iter().chain(based_on))
    }

    fn word(self, word: Word) -> &'static str {
        wording::word(word, self.language)
    }

    fn title(self, title: wording::Title) -> &'static str {
        wording::title(title, self.language)
    }

    fn fact(self, word: Word, says: impl Into<String>) -> Fact {
        (self.word(word).to_owned(), vec![Run::plain(says)])
    }

    /// A column of words.
    fn text(self, word: Word, width: u32) -> Column {
        Column::text(self.word(word), width)
    }

    /// A column of numbers.
    fn count(self, word: Word, width: u32) -> Column {
        Column::number(self.word(word), width)
    }

    /// Parts of a list in one line.
    fn list(self, parts: impl IntoIterator<Item = String>) -> String {
        parts.into_iter().collect::<Vec<_>>().join(self.language.of("、", ", "))
    }

    /// Number and name of an item in two cells, which lead to its page.
    fn item(self, item: &ItemRef) -> [Cell; 2] {
        let link = self.about.page(self.plan, item);
        let cell = |text: String| {
            let run = Run { link: link.clone(), ..Run::plain(text) };
            Cell { runs: if run.text.is_empty() { Vec::new() } else { vec![run] } }
        };
        [cell(item.full_label.clone().unwrap_or_default()), cell(item.title.to_string())]
    }
}

/// Which body decided, at which meeting, on which day.
fn decided(making: Making<'_>, decision: &DecisionRef) -> String {
    let meeting = decision.cycle.adoption.as_ref().map(|adoption| adoption.meeting.to_string());
    let day = decision.decided_on.map(|day| wording::day(day, making.language));
    let body = decision.body.as_ref().map(ToString::to_string);
    [body, meeting, day].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn heading(level: u8, text: impl Into<String>) -> Block {
    Block::Heading { level, text: text.into() }
}

fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph(vec![Run::plain(text)])
}

/// A table without title lines.
fn listed(name: impl Into<String>, columns: Vec<Column>, rows: Vec<Row>) -> Table {
    Table { name: name.into(), title_lines: Vec::new(), columns, rows }
}

/// The table without the columns in which nothing stands; the first two name a row and stay. Without rows, all stay.
fn without_empty(table: Table) -> Table {
    let filled = |at: usize| {
        at < 2 || table.rows.is_empty() || table.rows.iter().any(|row| !row.cells[at].runs.is_empty())
    };
    let keep: Vec<bool> = (0..table.columns.len()).map(filled).collect();
    fn kept<T>(of: Vec<T>, keep: &[bool]) -> Vec<T> {
        of.into_iter().zip(keep).filter(|(_, keep)| **keep).map(|(one, _)| one).collect()
    }
    let rows = table.rows.into_iter().map(|row| Row { cells: kept(row.cells, &keep), ..row });
    Table { rows: rows.collect(), columns: kept(table.columns, &keep), ..table }
}

/// A table, or that there is nothing to list.
fn or_nothing(table: Table, language: Language) -> Block {
    or_saying(table, wording::none_of_these(language))
}

/// The same in other words.
fn or_saying(table: Table, says: &str) -> Block {
    match table.rows.is_empty() {
        true => Block::NoRows(NoRows { says: vec![Run::plain(says)], table }),
        false => Block::Table(table),
    }
}

/// The row of an item, or of whatever is listed.
fn row(cells: Vec<Cell>) -> Row {
    Row { kind: RowKind::Item(0), cells, id: None }
}

/// The same of a node.
fn row_of(item: &ItemRef, cells: Vec<Cell>) -> Row {
    Row { id: Some(item.node.to_string()), ..row(cells) }
}

fn total(cells: Vec<Cell>) -> Row {
    Row { kind: RowKind::Total, ..row(cells) }
}

/// Number and name in one line.
fn name_of(item: &ItemRef) -> String {
    let number = item.full_label.as_deref().unwrap_or_default();
    format!("{number} {}", item.title).trim().replace('\n', " ")
}

/// Marked words as documents show them.
fn marked<'r>(runs: impl Iterator<Item = &'r changed::Run>) -> Vec<Run> {
    let runs = runs.map(|run| {
        let look = match run.fate {
            changed::Fate::Kept => Looks::Plain,
            changed::Fate::Struck => Looks::Removed,
            changed::Fate::Added => Looks::Added,
        };
        Run::looking(run.text.clone(), look)
    });
    runs.collect()
}

/// Parts of a cell, a line each.
fn lines(parts: impl IntoIterator<Item = Vec<Run>>) -> Cell {
    let mut runs: Vec<Run> = Vec::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !runs.is_empty() {
            runs.push(Run::plain("\n"));
        }
        runs.extend(part);
    }
    Cell { runs }
}

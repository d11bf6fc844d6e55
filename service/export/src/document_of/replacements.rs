//! 差替ページ表: which pages are to be replaced in what was handed out before.

use super::{About, Making, listed, paragraph, row};
use crate::document::{Block, Cell, Column, Document, Paper, Row, Run, Table};
use crate::pdf::PageText;
use projections::report::{HandedPage, PageRow, ReplacementsReport};
use projections::wording::{self, Language, Word};

/// Which pages differ from those handed out before.
pub fn replacements(report: &ReplacementsReport, language: Language, about: &About) -> Document {
    let making = Making { plan: &report.plan, language, about };
    let title = wording::replacements(language);
    let handed_out = report.handed_out.map(|at| {
        (wording::handed_out_before(language).to_owned(), vec![Run::plain(wording::recorded_at(at))])
    });
    let sums = making.fact(Word::Difference, wording::replaced_pages(report, language));
    let mut blocks = making.opening(title, handed_out.into_iter().chain([sums]));
    blocks.extend(wording::every_page(report, language).into_iter().map(paragraph));
    blocks.push(match report.rows.is_empty() {
        true => paragraph(wording::no_replacements(language)),
        false => Block::Table(table(making, report)),
    });
    making.document(title, Paper::Portrait, blocks)
}

/// Pages as they are held against each other.
pub fn handed_pages(pages: Vec<PageText>) -> Vec<HandedPage> {
    pages.into_iter().map(|PageText { mark, lines, foot }| HandedPage { part: mark, lines, foot }).collect()
}

fn table(making: Making<'_>, report: &ReplacementsReport) -> Table {
    let language = making.language;
    let columns = vec![
        Column::text(wording::paper_number(language), 110),
        Column::text(wording::page_before(language), 120),
        Column::text(wording::page_after(language), 120),
        making.text(Word::Difference, 170),
        Column::text(wording::first_words(language), 480),
    ];
    let rows: Vec<Row> = report.rows.iter().map(|of| line(making, of)).collect();
    listed(wording::replacements(language), columns, rows)
}

fn line(making: Making<'_>, of: &PageRow) -> Row {
    let language = making.language;
    let part = of.part.as_deref().unwrap_or(wording::before_the_papers(language));
    let cells = [
        part.to_owned(),
        wording::page_range(of.before, of, language),
        wording::page_range(of.after, of, language),
        wording::page_differs(of.differs, language).to_owned(),
        wording::words_of_page(of, language),
    ];
    row(cells.map(Cell::plain).to_vec())
}

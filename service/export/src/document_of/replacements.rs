//! 差替ページ表: which pages are to be replaced in what was handed out before.

use super::{About, Making, listed, or_saying, paragraph, row};
use crate::document::{Cell, Column, Document, Paper, Row, Run, Table};
use crate::pdf::PageText;
use projections::report::{Handed, HandedPage, PageRow, ReplacementsReport};
use projections::wording::{self, Language, Word};

/// Which pages differ from those handed out before.
pub fn replacements(report: &ReplacementsReport, language: Language, about: &About) -> Document {
    let making = Making { plan: &report.plan, language, about };
    let title = wording::replacements(language);
    let handed_out = report.handed_out.map(|at| {
        (wording::handed_out_before(language).to_owned(), vec![Run::plain(wording::recorded_at(at))])
    });
    let file = report.file.as_ref().map(|file| {
        let says = wording::which_file(file, language);
        (wording::handed_file(language).to_owned(), vec![Run::plain(says)])
    });
    let sums = making.fact(Word::Difference, wording::replaced_pages(report, language));
    let told = |name: &str, says: &str| (name.to_owned(), vec![Run::plain(says)]);
    let titles = match report.title_before == report.title || report.file.is_some() {
        true => vec![told(wording::handed_out(language), &report.title)],
        false => vec![
            told(wording::word(Word::Before, language), &report.title_before),
            told(wording::word(Word::After, language), &report.title),
        ],
    };
    let mut blocks = making.opening(title, titles.into_iter().chain(handed_out).chain(file).chain([sums]));
    blocks.extend(wording::every_page(report, language).into_iter().map(paragraph));
    blocks.push(or_saying(table(making, report), wording::no_replacements(language)));
    making.document(title, Paper::Portrait, blocks)
}

/// A document that is handed out, as it is held against another.
pub fn handed(document: &Document, pages: Vec<PageText>) -> Handed {
    handed_pages(document.title.clone(), pages)
}

/// Pages of that title.
pub(crate) fn handed_pages(title: String, pages: Vec<PageText>) -> Handed {
    let page = |PageText { mark, lines, foot }: PageText| HandedPage { part: mark, lines, foot };
    Handed { title, pages: pages.into_iter().map(page).collect() }
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

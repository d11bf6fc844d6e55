//! What stands in a document beside its tables, on a sheet of its own: headings, prose, facts, what pictures show.

use super::error::XlsxError;
use super::looks::{Is, Look, SIZE, size};
use super::words::Page;
use super::{Layout, page};
use crate::document::{Block, Cell, Cover, Document, NoRows, Run};
use crate::measure;
use projections::wording::{Language, marked_title};
use rust_xlsxwriter::RowNum;

/// Of the page's width, in 1/1000: names of facts, and everything else.
const SHARES: [u32; 2] = [200, 800];
const EM: f64 = SIZE * 96.0 / 72.0;
const HIGHEST: f64 = 409.0;

/// Whether there is anything to say.
pub(super) fn has_any(document: &Document) -> bool {
    document.blocks.iter().any(|block| match block {
        Block::Heading { .. }
        | Block::Paragraph(_)
        | Block::NoRows(_)
        | Block::Facts(_)
        | Block::Picture(_)
        | Block::Cover(_)
        | Block::Agenda(_)
        | Block::Part(_) => true,
        Block::Table(_) | Block::NewPage => false,
    })
}

/// Writes it on an empty sheet; `sheets` are the names of the tables' sheets, in their order.
pub(super) fn write(
    page: &mut Page<'_>,
    document: &Document,
    sheets: &[String],
    layout: Layout,
) -> Result<(), XlsxError> {
    let room = page::room(document.paper);
    for (at, share) in (0..).zip(SHARES) {
        page.sheet.set_column_width_pixels(at, share * room / 1000)?;
    }
    let mut sheets = sheets.iter();
    let mut writer = Writer { page, layout, room, at: 0 };
    for block in &document.blocks {
        match block {
            Block::Heading { level, text } => writer.heading(*level, text)?,
            Block::Paragraph(runs) | Block::NoRows(NoRows { says: runs, table: _ }) => {
                writer.paragraph(runs)?
            }
            Block::Facts(facts) => writer.facts(facts)?,
            Block::Picture(picture) => {
                let named = document.language.of("図：", "Figure: ");
                writer.paragraph(&[Run::plain(format!("{named}{}", picture.alternative))])?;
            }
            Block::Table(table) => {
                let sheet = sheets.next().unwrap_or(&table.name);
                writer.paragraph(&[Run::plain(elsewhere(sheet, document.language))])?;
            }
            // The tables, for which pages are begun, stand elsewhere.
            Block::NewPage => {}
            Block::Cover(Cover { above, title, below }) => {
                for line in above {
                    writer.paragraph(&[Run::plain(line)])?;
                }
                writer.heading(1, title)?;
                for line in below {
                    writer.paragraph(&[Run::plain(line)])?;
                }
            }
            Block::Agenda(agenda) => {
                let papers = agenda.papers.iter();
                let papers = papers.map(|[mark, title, about]| {
                    (mark.clone(), vec![Run::plain(format!("{title}\n{about}"))])
                });
                writer.facts(&papers.collect::<Vec<_>>())?;
            }
            Block::Part(part) => {
                writer.heading(1, &marked_title(&part.mark, &part.title, document.language))?;
            }
        }
    }
    Ok(())
}

fn elsewhere(sheet: &str, language: Language) -> String {
    match language {
        Language::Japanese => format!("表：シート「{sheet}」"),
        Language::English => format!("Table: sheet “{sheet}”"),
    }
}

struct Writer<'p, 'b> {
    page: &'p mut Page<'b>,
    layout: Layout,
    room: u32,
    at: RowNum,
}

impl Writer<'_, '_> {
    fn heading(&mut self, level: u8, text: &str) -> Result<(), XlsxError> {
        let is = Is::Chapter(level.max(1));
        self.page.words((self.at, 0), text, Look::of(is))?;
        self.end(size(is).0 * 1.9)
    }

    /// In the second column, or across both where cells may be merged.
    fn paragraph(&mut self, runs: &[Run]) -> Result<(), XlsxError> {
        let cell = Cell { runs: runs.to_vec() };
        let look = Look::of(Is::Prose);
        let share = match self.layout {
            Layout::Data => {
                self.page.cell((self.at, 1), &cell, look)?;
                SHARES[1]
            }
            Layout::Print => {
                self.page.merged((self.at, 0), (self.at, 1), &cell, Look { across: true, ..look })?;
                1000
            }
        };
        let height = self.height(&cell.text(), share);
        self.end(height)
    }

    fn facts(&mut self, facts: &[(String, Vec<Run>)]) -> Result<(), XlsxError> {
        for (name, runs) in facts {
            let cell = Cell { runs: runs.clone() };
            self.page.words((self.at, 0), name, Look::of(Is::Name))?;
            self.page.cell((self.at, 1), &cell, Look::of(Is::Fact))?;
            let height = self.height(name, SHARES[0]).max(self.height(&cell.text(), SHARES[1]));
            self.end(height)?;
        }
        Ok(())
    }

    fn height(&self, text: &str, share: u32) -> f64 {
        let room = f64::from(share * self.room / 1000 - 8) / EM * 95.0;
        f64::from(measure::lines(text, room as u32)) * SIZE * 1.22 + 6.0
    }

    fn end(&mut self, height: f64) -> Result<(), XlsxError> {
        self.page.sheet.set_row_height(self.at, height.min(HIGHEST).round())?;
        self.at += 1;
        Ok(())
    }
}

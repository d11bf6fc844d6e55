//! Files to a proposed table, with what was understood and what was not.
//!
//! Architecture invariant: no database, no clock, no randomness, no file access. Bytes and [`Hints`] go in, a
//! [`Table`] or [`Problems`] come out; nobody but the caller decides what becomes of it.
//!
//! [`read()`] turns bytes of any accepted form into [`Sheet`]s of plain cells, [`understand()`] turns one sheet into a
//! table, [`propose`] does both for a whole file.

pub mod fuzz;
pub mod limits;
pub mod opinions;
pub mod problem;
pub mod profile_file;
pub mod read;
pub mod trace;
pub mod understand;

pub use opinions::{ConsultationFile, OpinionRead, OpinionTable, opinions};
pub use problem::{
    Finding, IdFinding, OpinionFinding, Oversize, Place, Problem, Problems, Severity, TraceFinding,
    first_named,
};
pub use profile_file::ProfileFile;
pub use read::{Note, NoteKind, Sheet, SheetRow, read};
pub use trace::{TraceColumn, TraceRow, TraceTable};
pub use understand::{Column, Hints, Row, Table, understand};

/// Every table of a file: one, or one for each sheet that has a header row.
///
/// Sheets without a header row are left out with a warning on the first table.
///
/// # Errors
/// [`Problems`]: all that were found in the file, warnings too, when one of them is an error.
pub fn propose(name: &str, bytes: &[u8], hints: &Hints) -> Result<Vec<Table>, Problems> {
    let sheets = read(name, bytes)?;
    let several = sheets.len() > 1;
    let (mut tables, mut skipped, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
    let beside = several.then(|| sheets_beside(&sheets, hints)).flatten();
    for (at, sheet) in sheets.iter().enumerate() {
        if beside.as_ref().is_some_and(|beside| beside[at]) {
            let place = Place { file: name.to_owned(), sheet: sheet.name.clone(), ..Place::default() };
            skipped.push(Problem { place, finding: Finding::Id(IdFinding::SheetBeside) });
            continue;
        }
        match understand(sheet, hints) {
            Ok(table) => tables.push(table),
            // What went out with ids has a sheet of its own for what is no table.
            Err(problems) if beside.is_some() && problems.is_no_table() => {}
            Err(problems) if several && problems.is_no_table() => {
                let place = Place { file: name.to_owned(), sheet: sheet.name.clone(), ..Place::default() };
                skipped.push(Problem { place, finding: Finding::SheetSkipped });
            }
            Err(problems) => wrong.extend(problems.0),
        }
    }
    if wrong.is_empty()
        && let Some(first) = tables.first_mut()
    {
        first.warnings.splice(0..0, skipped);
        return Ok(tables);
    }
    if wrong.is_empty() {
        let place = Place { file: name.to_owned(), ..Place::default() };
        wrong.push(Problem { place, finding: Finding::NoHeader });
    }
    let warnings = tables.into_iter().flat_map(|table| table.warnings);
    Err(Problems(skipped.into_iter().chain(warnings).chain(wrong).collect()))
}

/// Which sheets of a workbook that went out with ids hold another table than the plan's: what was corrected, what is in
/// doubt. The plan's has most of the plan's columns, and is the first of those. None where no sheet has ids.
fn sheets_beside(sheets: &[Sheet], hints: &Hints) -> Option<Vec<bool>> {
    let headings: Vec<_> = sheets.iter().map(|sheet| understand::headings(sheet, hints)).collect();
    let of_plan = |headings: &[String]| headings.iter().filter(|one| hints.printed.contains(one)).count();
    let with_ids = headings.iter().flatten().filter(|(_, has_ids)| *has_ids);
    let most = with_ids.rev().max_by_key(|(headings, _)| of_plan(headings));
    let (most, _) = most?;
    Some(headings.iter().map(|found| found.as_ref().is_some_and(|(headings, _)| headings != most)).collect())
}

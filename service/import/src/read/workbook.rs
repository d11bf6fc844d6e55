//! Workbooks: xlsx, one sheet after the other, values only.
//!
//! Cells are streamed, so that a filled cell in a far corner costs nothing before it is refused. Of merged cells the
//! first holds the value, as in the file; those below it are marked.

use super::{Meter, Note, NoteKind, Sheet, SheetRow, guard, wide};
use crate::limits;
use crate::problem::{Collector, Finding, Oversize, Place, Problem};
use calamine::{DataRef, Dimensions, ExcelDateTime, Reader, SheetType, Xlsx, XlsxError};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::catch_unwind;

/// The sheets in the order of the workbook. A limit that is passed inside a sheet is a problem; the `Err` is a workbook
/// that is none.
///
/// The reader of workbooks has places where it panics on parts that no program writes. What is known of them is refused
/// by [`guard`]; should there be another, it is a broken workbook too.
pub(super) fn read(bytes: &[u8], file: &Place, problems: &mut Collector) -> Result<Vec<Sheet>, Finding> {
    guard::check(bytes)?;
    let caught = catch_unwind(|| {
        let mut problems = Collector::default();
        read_sheets(bytes, file, &mut problems).map(|sheets| (sheets, problems))
    });
    let (sheets, found) = caught.unwrap_or_else(|_| Err(broken("its reader gave up")))?;
    problems.append(found);
    Ok(sheets)
}

fn read_sheets(bytes: &[u8], file: &Place, problems: &mut Collector) -> Result<Vec<Sheet>, Finding> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let names: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| matches!(sheet.typ, SheetType::WorkSheet))
        .map(|sheet| sheet.name.clone())
        .collect();
    if names.len() > limits::SHEETS {
        let (found, limit) = (wide(names.len()), wide(limits::SHEETS));
        return Err(Finding::TooLarge { what: Oversize::Sheets, found, limit });
    }
    let mut meter = Meter::default();
    let mut sheets = Vec::new();
    for name in names {
        let place = Place { sheet: Some(name), ..file.clone() };
        match read_sheet(&mut workbook, &place, &mut meter) {
            Ok(sheet) => sheets.push(sheet),
            Err(problem) => {
                let endless = matches!(problem.finding, Finding::TooLarge { what: Oversize::Cells, .. });
                problems.add(problem.place, problem.finding);
                if endless {
                    break;
                }
            }
        }
    }
    Ok(sheets)
}

fn read_sheet(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    place: &Place,
    meter: &mut Meter,
) -> Result<Sheet, Box<Problem>> {
    let name = place.sheet.clone().unwrap_or_default();
    let stop = |error: XlsxError| Box::new(Problem { place: place.clone(), finding: broken(error) });
    let mut cells = workbook.worksheet_cells_reader(&name).map_err(stop)?;
    let mut rows: BTreeMap<u32, SheetRow> = BTreeMap::new();
    while let Some(cell) = cells.next_cell().map_err(stop)? {
        let (row, column) = cell.get_position();
        let Some((text, kind)) = value(cell.get_value()) else { continue };
        let (line, column) = (row.saturating_add(1), column as usize);
        let kept = rows.get(&line).map_or(0, |row| row.cells.len());
        if let Some(finding) = meter.keep((column + 1).saturating_sub(kept), line, column + 1) {
            let place = Place { row: Some(line), column: Some((column + 1).to_string()), ..place.clone() };
            return Err(Box::new(Problem { place, finding }));
        }
        let row = rows.entry(line).or_insert_with(|| SheetRow { line, ..SheetRow::default() });
        if row.cells.len() <= column {
            row.cells.resize(column + 1, String::new());
        }
        row.cells[column] = text;
        row.notes.extend(kind.map(|kind| Note { column, kind }));
    }
    drop(cells);
    let regions = workbook.merge_cells_by_sheet_name(&name).map_err(stop)?;
    for (line, column) in covered(&regions, rows.last_key_value().map_or(0, |(line, _)| *line)) {
        if let Some(row) = rows.get_mut(&line).filter(|row| row.cell(column).is_empty()) {
            row.notes.push(Note { column, kind: NoteKind::MergedAbove });
        }
    }
    let last = rows.last_key_value().map_or(0, |(line, _)| *line);
    let blank = |line| SheetRow { line, ..SheetRow::default() };
    let rows = (1..=last).map(|line| rows.remove(&line).unwrap_or_else(|| blank(line))).collect();
    Ok(Sheet { file: place.file.clone(), name: Some(name), rows })
}

/// The cells that are one with the cell above them, by line from 1 and column from 0, as far as there are rows; no more of
/// them than a file has cells.
fn covered(regions: &[Dimensions], last: u32) -> impl Iterator<Item = (u32, usize)> {
    let below = move |region: &Dimensions| {
        let column = region.start.1 as usize;
        (region.start.0.saturating_add(2)..=region.end.0.saturating_add(1).min(last))
            .map(move |line| (line, column))
    };
    regions.iter().flat_map(below).take(limits::CELLS)
}

/// The text of a cell and what is odd about it; none for an empty one.
fn value(data: &DataRef<'_>) -> Option<(String, Option<NoteKind>)> {
    match data {
        DataRef::Empty => None,
        DataRef::String(text) => filled(text),
        DataRef::SharedString(text) => filled(text),
        DataRef::Int(number) => Some((number.to_string(), None)),
        DataRef::Float(number) => Some((plain(*number), None)),
        DataRef::Bool(value) => Some((if *value { "TRUE" } else { "FALSE" }.to_owned(), None)),
        DataRef::DateTime(moment) => Some(date(moment)),
        DataRef::DateTimeIso(text) => Some((text.clone(), Some(NoteKind::Date))),
        DataRef::DurationIso(text) => Some((text.clone(), None)),
        DataRef::Error(error) => Some((error.to_string(), Some(NoteKind::Error))),
    }
}

/// Excel writes `_x000D_` for CR; the reader has decoded it, and line ends become LF.
fn filled(text: &str) -> Option<(String, Option<NoteKind>)> {
    (!text.is_empty()).then(|| (text.replace("\r\n", "\n").replace('\r', "\n"), None))
}

/// A number as people type it: 1 and not 1.0.
fn plain(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 { format!("{number:.0}") } else { number.to_string() }
}

/// The ISO form of a day; a time without a day is a number.
fn date(moment: &ExcelDateTime) -> (String, Option<NoteKind>) {
    let serial = moment.as_f64();
    if moment.is_duration() || serial.is_nan() || !(1.0..2_958_466.0).contains(&serial) {
        return (plain(serial), None);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let mut text = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) != (0, 0, 0) {
        text.push_str(&format!("T{hour:02}:{minute:02}:{second:02}"));
    }
    (text, Some(NoteKind::Date))
}

fn broken(error: impl std::fmt::Display) -> Finding {
    Finding::BrokenWorkbook { detail: error.to_string() }
}

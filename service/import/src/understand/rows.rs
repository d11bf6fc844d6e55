//! The rows under the header, each by itself.

use super::header::Header;
use super::heading::squeezed;
use super::{Desk, Details, Hints, Row, joined, statuses, totals};
use crate::problem::{Finding, IdFinding};
use crate::read::{NoteKind, SheetRow};
use domain::event::outline::NodeKind;
use domain::id::NodeId;
use domain::value::{Field, ID_HEADING, Label, Meaning, PrintedDate, Status};

/// Every row that says something; what a printed page repeats is left out.
pub(super) fn read(desk: &mut Desk<'_>, header: &Header, title_lines: &[String], hints: &Hints) -> Vec<Row> {
    let titles: Vec<String> =
        title_lines.iter().map(|line| squeezed(line)).filter(|line| !line.is_empty()).collect();
    let sheet = desk.sheet;
    let mut rows = Vec::new();
    for row in &sheet.rows[header.last + 1..] {
        let repeated = || header.is_repeated_by(row) || titles.contains(&squeezed(&joined(row)));
        // A row that says nothing but its id was cleared.
        let says = |(at, cell): (usize, &String)| !header.is_beside(at) && !cell.trim().is_empty();
        if row.cells.iter().enumerate().any(says) && !repeated() {
            rows.push(Reader { desk, header, row, side_by_side: hints.former.is_some() }.read(hints));
        }
    }
    rows
}

/// One row at hand.
struct Reader<'a, 'b> {
    desk: &'a mut Desk<'b>,
    header: &'a Header,
    row: &'b SheetRow,
    /// The table prints the edition before beside each row, so that a row may name nothing of its own.
    side_by_side: bool,
}

impl<'b> Reader<'_, 'b> {
    fn read(mut self, hints: &Hints) -> Row {
        self.check_cells();
        let id = self.id();
        if self.is_total() {
            return Row { id, ..self.total() };
        }
        let (label, title) = self.label_and_title();
        let schedule = self.date(Meaning::Schedule);
        let (status_wording, status) = self.status(hints);
        let review = self.date(Meaning::Review);
        let is_item = self.header.is_item(|at| !self.row.cell(at).trim().is_empty());
        if let Some(status) = &status
            && status.state.is_ending()
            && self.has(Meaning::Remark)
            && self.filled(Meaning::Remark).is_none()
        {
            self.report(Meaning::Remark, Finding::EndingWithoutRemark { wording: status.wording.clone() });
        }
        if is_item && status_wording.is_none() && self.has(Meaning::Status) {
            self.report(Meaning::Status, Finding::NoStatus);
        }
        let kind = if is_item { NodeKind::Item } else { NodeKind::Heading };
        Row { id, kind, label, schedule, status_wording, status, review, ..self.plain(title) }
    }

    fn is_total(&self) -> bool {
        let cell = |meaning| self.filled(meaning).unwrap_or_default();
        totals::is_total(cell(Meaning::Number), cell(Meaning::Title))
    }

    /// A row that adds up others is kept as printed, as a heading with nothing under it.
    fn total(&mut self) -> Row {
        let name = self.filled(Meaning::Title).or(self.filled(Meaning::Number)).unwrap_or_default();
        self.report(Meaning::Title, Finding::TotalRow { text: start(name) });
        Row { is_total: true, ..self.plain(name.to_owned()) }
    }

    /// The cells and the title.
    fn plain(&self, title: String) -> Row {
        Row {
            line: self.row.line,
            id: None,
            cells: self.header.columns.iter().map(|(at, _)| self.row.cell(*at).to_owned()).collect(),
            kind: NodeKind::Heading,
            label: None,
            full_label: None,
            title,
            parent: None,
            schedule: None,
            status_wording: None,
            status: None,
            review: None,
            former: None,
            details: Details::default(),
            relisted: None,
            declared: None,
            is_total: false,
        }
    }

    fn check_cells(&mut self) {
        for (at, cell) in self.row.cells.iter().enumerate() {
            if cell.trim().is_empty() || self.header.is_beside(at) {
                continue;
            }
            let Some(index) = self.header.columns.iter().position(|(column, _)| *column == at) else {
                let finding =
                    Finding::BeyondColumns { text: start(cell), columns: self.header.columns.len() };
                self.desk.report(Some(self.row.line), Some(&(at + 1).to_string()), finding);
                continue;
            };
            let (name, meaning) = (self.header.name(index), self.header.columns[index].1.meaning);
            self.desk.check_text(self.row.line, &name, field(meaning), cell);
            if let Some(finding) = self.odd(at, meaning, cell) {
                self.desk.report(Some(self.row.line), Some(&name), finding);
            }
        }
    }

    /// The id that the file gives the row.
    fn id(&mut self) -> Option<NodeId> {
        let text = self.row.cell(self.header.ids?).trim();
        if text.is_empty() {
            return None;
        }
        let id = NodeId::parse(text).ok();
        if id.is_none() {
            let finding = Finding::Id(IdFinding::NotAnId { text: start(text) });
            self.desk.report(Some(self.row.line), Some(ID_HEADING), finding);
        }
        id
    }

    /// What a spreadsheet program did to the cell.
    fn odd(&self, at: usize, meaning: Meaning, cell: &str) -> Option<Finding> {
        let note = self.row.notes.iter().find(|note| note.column == at).map(|note| note.kind);
        let text = || start(cell);
        match (note, meaning) {
            (Some(NoteKind::Error), _) => Some(Finding::CellError { text: text() }),
            (Some(NoteKind::Date), Meaning::Number | Meaning::Title) => {
                Some(Finding::NumberBecameDate { text: text() })
            }
            (Some(NoteKind::Date), _) => Some(Finding::DateCell { text: text() }),
            (None | Some(NoteKind::MergedAbove), Meaning::Number) if became_date(cell) => {
                Some(Finding::NumberBecameDate { text: text() })
            }
            (None | Some(NoteKind::MergedAbove), _) => None,
        }
    }

    fn label_and_title(&mut self) -> (Option<Label>, String) {
        let cell = self.filled(Meaning::Title).unwrap_or_default();
        let number = self.filled(Meaning::Number);
        let (label, title) = match number {
            Some(number) if became_date(number) => (None, cell.to_owned()),
            Some(number) => match Label::of_cell(number) {
                Ok(label) => (Some(label), cell.to_owned()),
                Err(_) => {
                    self.report(Meaning::Number, Finding::NotANumber { text: start(number) });
                    (None, cell.to_owned())
                }
            },
            None => {
                let (label, title) = Label::split(cell);
                (label, title.to_owned())
            }
        };
        if title.trim().is_empty() && !self.side_by_side {
            self.report(Meaning::Title, Finding::NoTitle);
        }
        (label, title)
    }

    fn date(&mut self, meaning: Meaning) -> Option<PrintedDate> {
        let text = self.filled(meaning).filter(|text| !is_dash(text))?;
        match PrintedDate::parse(text) {
            Ok(date) => {
                for hint in date.hints() {
                    self.report(meaning, Finding::DateHint { text: text.to_owned(), hint });
                }
                Some(date)
            }
            Err(error) => {
                self.report(meaning, Finding::NotADate { text: start(text), error });
                None
            }
        }
    }

    fn status(&mut self, hints: &Hints) -> (Option<String>, Option<Status>) {
        let Some(wording) = self.filled(Meaning::Status) else { return (None, None) };
        let mut read = statuses::read(wording, &hints.vocabulary);
        // Beside a plan the column says what came of a year, in words of its own.
        if read.is_err() && self.has(Meaning::PlannedStatus) {
            read = statuses::read(wording, &hints.actual);
        }
        let status = match read {
            Ok(status) => Some(status),
            Err(finding) => {
                self.report(Meaning::Status, finding);
                None
            }
        };
        (Some(wording.to_owned()), status)
    }

    /// The cell of that meaning, as printed, when there is something in it.
    fn filled(&self, meaning: Meaning) -> Option<&'b str> {
        let (at, _) = self.header.columns.iter().find(|(_, column)| column.meaning == meaning)?;
        let cell = self.row.cells.get(*at)?;
        (!cell.trim().is_empty()).then_some(cell.as_str())
    }

    fn has(&self, meaning: Meaning) -> bool {
        self.header.has(meaning)
    }

    fn report(&mut self, meaning: Meaning, finding: Finding) {
        let index = self.header.columns.iter().position(|(_, column)| column.meaning == meaning);
        let name = index.map(|index| self.header.name(index));
        self.desk.report(Some(self.row.line), name.as_deref(), finding);
    }
}

/// Which field of the domain the cell becomes.
fn field(meaning: Meaning) -> Field {
    match meaning {
        Meaning::Title => Field::Title,
        Meaning::Number | Meaning::Schedule | Meaning::Status | Meaning::PlannedStatus | Meaning::Review => {
            Field::Short
        }
        Meaning::Body => Field::Body,
        Meaning::Remark
        | Meaning::Department
        | Meaning::Category
        | Meaning::YearPlanned(_)
        | Meaning::YearActual(_)
        | Meaning::Indicator
        | Meaning::Trace(_)
        | Meaning::Other => Field::Remark,
    }
}

/// 「－」 in the place of a date: the document says nothing.
pub(super) fn is_dash(text: &str) -> bool {
    text.trim().chars().all(|c| matches!(c, '-' | '－' | '―' | '‐' | '—' | '–' | 'ー' | '−'))
}

/// Whether the cell looks like what a spreadsheet program makes of 1-1 or 1-1-1: 1月1日, 2001/1/1, Jan-01.
fn became_date(cell: &str) -> bool {
    let text = squeezed(cell);
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(rest) = text.strip_suffix('日') {
        return rest.split_once('月').is_some_and(|(month, day)| {
            is_number(month.rsplit('年').next().unwrap_or(month)) && is_number(day)
        });
    }
    let parts: Vec<&str> = text.split(['/', '-']).collect();
    let is_month = |part: &str| {
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].contains(&part)
    };
    match parts.as_slice() {
        [a, b] => (is_month(a) && is_number(b)) || (is_number(a) && is_month(b)),
        [year, month, day] => year.len() == 4 && [year, month, day].iter().all(|part| is_number(part)),
        _ => false,
    }
}

/// The beginning of a text, for a message.
pub(super) fn start(text: &str) -> String {
    const LENGTH: usize = 60;
    let mut start: String = text.chars().take(LENGTH).collect();
    if text.chars().nth(LENGTH).is_some() {
        start.push('…');
    }
    start
}

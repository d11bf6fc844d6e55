//! The table of a plan.

use super::{Grid, one_line, plan_line};
use crate::lang::{Lang, Pick as _};
use domain::event::NodeKind;
use domain::value::Meaning;
use projections::report::{EditionRef, TableReport, TableRow};
use projections::wording;

/// The table with its title lines, a total line and its errata.
pub(crate) fn text(report: &TableReport, lang: Lang) -> String {
    let mut text = head(report, lang);
    let (grid, errata) = grid(report, lang);
    text.push_str(&grid.print());
    text.push_str(&total(report, lang));
    if !errata.is_empty() {
        text.push_str(lang.pick("\n訂正\n", "\nErrata\n"));
        text.extend(errata);
    }
    text
}

fn head(report: &TableReport, lang: Lang) -> String {
    let mut text = plan_line(&report.plan, lang);
    let titles = report.title_lines.iter().map(|line| line.as_str().trim());
    let plan = report.plan.title.as_str();
    for line in titles.filter(|line| !line.is_empty() && *line != plan) {
        text.push_str(line);
        text.push('\n');
    }
    if let Some(edition) = &report.edition {
        text.push_str(&edition_line(edition, lang));
    }
    if let Some(cycle) = &report.cycle {
        let state = wording::cycle_state(cycle.state, lang);
        let line = lang.pick(
            format!("見直し「{}」の案（{state}）\n", cycle.label),
            format!("as the cycle {} proposes it ({state})\n", cycle.label),
        );
        text.push_str(&line);
    }
    text.push('\n');
    text
}

/// How an edition is named with what became of it.
pub(super) fn edition_line(edition: &EditionRef, lang: Lang) -> String {
    let mut notes = vec![wording::edition_kind(edition.kind, lang).to_owned()];
    notes.extend(
        edition
            .published
            .as_ref()
            .map(|address| lang.pick(format!("公表済み {address}"), format!("published {address}"))),
    );
    notes.extend(edition.withdrawn.as_ref().map(|withdrawn| {
        let kind = wording::withdrawal(withdrawn.kind, lang);
        format!("{kind}: {}", withdrawn.reason)
    }));
    let notes = notes.join(lang.pick("、", ", "));
    lang.pick(
        format!("版: {}（{notes}）\n", edition.label),
        format!("edition: {} ({notes})\n", edition.label),
    )
}

fn grid(report: &TableReport, lang: Lang) -> (Grid, Vec<String>) {
    let is_own = |meaning: Meaning| !matches!(meaning, Meaning::Number | Meaning::Title);
    let title = report.column(Meaning::Title).map(|at| one_line(&report.columns[at].heading));
    let mut headings = vec![
        lang.pick("番号", "No.").to_owned(),
        title.unwrap_or_else(|| lang.pick("名称", "title").to_owned()),
    ];
    let others = report.columns.iter().filter(|column| is_own(column.meaning));
    headings.extend(others.map(|column| one_line(&column.heading)));
    let mut grid = Grid::new(headings);
    let mut errata = Vec::new();
    for row in &report.rows {
        let marks: Vec<String> = row
            .errata
            .iter()
            .map(|erratum| {
                let mark = format!("※{}", errata.len() + 1);
                let heading = report.columns.iter().find(|column| column.id == erratum.column);
                let heading = heading.map(|column| one_line(&column.heading)).unwrap_or_default();
                errata.push(format!(
                    "{mark} {} {heading}: 「{}」→「{}」（{}: {}）\n",
                    row.full_label.as_deref().unwrap_or_default(),
                    one_line(erratum.printed.as_str()),
                    one_line(erratum.corrected.as_str()),
                    wording::correction(erratum.kind, lang),
                    one_line(erratum.reason.as_str()),
                ));
                mark
            })
            .collect();
        let mut cells = vec![row.full_label.clone().unwrap_or_default(), title_of(row, &marks, lang)];
        for (column, cell) in
            report.columns.iter().zip(&row.cells).filter(|(column, _)| is_own(column.meaning))
        {
            let is_status = column.meaning == Meaning::Status;
            cells.push(if is_status { status(row, cell, lang) } else { cell.clone() });
        }
        grid.row(cells);
    }
    (grid, errata)
}

fn title_of(row: &TableRow, marks: &[String], lang: Lang) -> String {
    let indent = "  ".repeat(row.depth as usize);
    let relisted = if row.relisted { lang.pick("（再掲）", " (again)") } else { "" };
    let marks = if marks.is_empty() { String::new() } else { format!(" {}", marks.concat()) };
    format!("{indent}{}{relisted}{marks}", one_line(row.title.as_str()))
}

fn status(row: &TableRow, cell: &str, lang: Lang) -> String {
    if row.unknown {
        return lang.pick("（不明）", "(unknown)").to_owned();
    }
    let about = if row.approximate { lang.pick("（頃）", " (about then)") } else { "" };
    format!("{cell}{about}")
}

fn total(report: &TableReport, lang: Lang) -> String {
    let count = |kind| report.rows.iter().filter(|row| row.kind == kind && !row.relisted).count();
    let (items, headings, rows) = (count(NodeKind::Item), count(NodeKind::Heading), report.rows.len());
    lang.pick(
        format!("計 事業 {items}、見出し {headings}（{rows} 行）\n"),
        format!("total: {items} items, {headings} headings ({rows} rows)\n"),
    )
}

//! What an import understood, and what became or would become of it.

use super::{Grid, finding, one_line};
use crate::lang::{Lang, Pick as _};
use app::import::{CellDifference, Imported, Outcome, Preview, TablePreview};
use domain::event::NodeKind;
use domain::value::PrintedDate;
use import::{Problem, Row};
use projections::wording;

/// What was understood row by row, every warning with its row, and what it would become.
pub(crate) fn preview(preview: &Preview, lang: Lang) -> String {
    let mut text = String::new();
    for table in &preview.tables {
        text.push_str(&heading(table, lang));
        text.push_str(&rows(table, lang).print());
        text.push_str(&warnings(&table.table.warnings, lang));
        text.push_str(&outcome(&table.outcome, lang));
        text.push('\n');
    }
    text.push_str(match (preview.changes, preview.new_plan) {
        (true, true) => lang.pick(
            "新しい計画を作って取り込みます（--dry-run のため、何も書き込んでいません）\n",
            "this would make a new plan (--dry-run: nothing was written)\n",
        ),
        (true, false) => lang.pick(
            "取り込みます（--dry-run のため、何も書き込んでいません）\n",
            "this would be imported (--dry-run: nothing was written)\n",
        ),
        (false, _) => lang.pick("変更はありません\n", "nothing would change\n"),
    });
    text
}

/// A summary of what was written.
pub(crate) fn imported(imported: &Imported, lang: Lang) -> String {
    let mut text = String::new();
    for table in &imported.preview.tables {
        text.push_str(&heading(table, lang));
        text.push_str(&warnings(&table.table.warnings, lang));
        text.push_str(&outcome(&table.outcome, lang));
    }
    match &imported.done {
        Some(done) => {
            text.push_str(&super::done::text(done, lang.pick("取り込みました", "imported"), lang));
        }
        None => text.push_str(lang.pick("変更はありません\n", "nothing to change\n")),
    }
    text
}

fn heading(preview: &TablePreview, lang: Lang) -> String {
    let table = &preview.table;
    let sheet =
        table.sheet.as_ref().map(|sheet| lang.pick(format!("、シート {sheet}"), format!(", sheet {sheet}")));
    let items = table.rows.iter().filter(|row| row.kind == NodeKind::Item).count();
    let headings = table.rows.iter().filter(|row| row.kind == NodeKind::Heading).count();
    let (file, sheet) = (&table.file, sheet.unwrap_or_default());
    lang.pick(
        format!("{file}{sheet}: 事業 {items}、見出し {headings}\n"),
        format!("{file}{sheet}: {items} items, {headings} headings\n"),
    )
}

fn rows(preview: &TablePreview, lang: Lang) -> Grid {
    let mut grid = Grid::new(lang.pick(
        ["行", "番号", "種別", "名称", "実施時期", "読み取り", "状況", "読み取り", "見直し時期"],
        ["row", "No.", "kind", "title", "schedule", "read as", "status", "read as", "review"],
    ))
    .numbers([0]);
    for row in &preview.table.rows {
        grid.row(understood(row, lang));
    }
    grid
}

fn understood(row: &Row, lang: Lang) -> [String; 9] {
    let text = |date: &Option<PrintedDate>| date.as_ref().map(|date| date.text.clone()).unwrap_or_default();
    let status = row.status.as_ref();
    [
        row.line.to_string(),
        row.full_label.clone().unwrap_or_default(),
        wording::node_kind(row.kind, lang).to_owned(),
        one_line(&row.title),
        text(&row.schedule),
        row.schedule.as_ref().map(|date| meaning(date, lang)).unwrap_or_default(),
        row.status_wording.clone().unwrap_or_default(),
        status.map(|status| wording::state(status.state, lang).to_owned()).unwrap_or_default(),
        text(&row.review),
    ]
}

/// A printed date as days.
fn meaning(date: &PrintedDate, lang: Lang) -> String {
    match (date.start, date.end) {
        (Some(start), Some(end)) if start == end => start.to_string(),
        (Some(start), Some(end)) => format!("{start}..{end}"),
        (Some(start), None) => format!("{start}.."),
        (None, Some(end)) => format!("..{end}"),
        (None, None) => lang.pick("未定", "undecided").to_owned(),
    }
}

fn warnings(warnings: &[Problem], lang: Lang) -> String {
    if warnings.is_empty() {
        return String::new();
    }
    let count = warnings.len();
    let mut text = lang.pick(format!("注意 {count} 件\n"), format!("{count} warnings\n"));
    for warning in warnings {
        text.push_str(&format!("  {}\n", finding::problem(warning, lang)));
    }
    text
}

fn outcome(outcome: &Outcome, lang: Lang) -> String {
    match outcome {
        Outcome::NewEdition { label, headings: _, items: _, new_nodes, cycles, lineage } => {
            let mut text = lang.pick(
                format!("→ 新しい版「{label}」（新しい見出し・事業 {new_nodes}）\n"),
                format!("→ the new edition {label} ({new_nodes} new headings and items)\n"),
            );
            for cycle in cycles {
                let (origin, certainty) =
                    (wording::cycle_origin(cycle.origin, lang), wording::certainty(cycle.certainty, lang));
                let (label, decisions) = (&cycle.label, cycle.decisions);
                text.push_str(&lang.pick(
                    format!("   見直し「{label}」（{origin}）: 決定 {decisions} 件（{certainty}）\n"),
                    format!("   the cycle {label} ({origin}): {decisions} decisions ({certainty})\n"),
                ));
            }
            if !lineage.is_empty() {
                let counts = lineage
                    .iter()
                    .map(|count| format!("{} {}", wording::lineage(count.kind, lang), count.rows));
                let counts: Vec<String> = counts.collect();
                text.push_str(&lang.pick(
                    format!("   前の版との関係: {}\n", counts.join("、")),
                    format!("   against the edition before: {}\n", counts.join(", ")),
                ));
            }
            text
        }
        Outcome::Corrections { edition: _, label, differences } => {
            let count = differences.len();
            lang.pick(
                format!("→ 版「{label}」の転記訂正 {count} 件\n"),
                format!("→ {count} corrections of our transcription of the edition {label}\n"),
            ) + &cells(differences, lang)
        }
        Outcome::Proposals { label, differences, added, missing } => {
            let count = differences.len();
            let mut text = lang.pick(
                format!("→ 見直し「{label}」の案 {count} 件\n"),
                format!("→ {count} proposals in the cycle {label}\n"),
            );
            text.push_str(&cells(differences, lang));
            for row in added {
                text.push_str(&lang.pick(format!("   追加: {row}\n"), format!("   added: {row}\n")));
            }
            for row in missing {
                let line = lang.pick(
                    format!("   この表にない: {row}（そのまま残ります）\n"),
                    format!("   not in this table: {row} (it stays)\n"),
                );
                text.push_str(&line);
            }
            text
        }
        Outcome::Nothing { label } => lang
            .pick(format!("→ 版「{label}」と同じ内容です\n"), format!("→ the same as the edition {label}\n")),
    }
}

fn cells(differences: &[CellDifference], lang: Lang) -> String {
    let line = |cell: &CellDifference| {
        let CellDifference { line, item, column, before, after } = cell;
        let place = lang.pick(format!("{line}行目"), format!("row {line}"));
        format!("   {place} {item} {}: 「{}」→「{}」\n", one_line(column), one_line(before), one_line(after))
    };
    differences.iter().map(line).collect()
}

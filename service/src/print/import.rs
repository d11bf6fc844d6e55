//! What an import understood, and what became or would become of it.

use super::{Grid, finding, one_line};
use crate::lang::{Lang, Pick as _};
use app::import::{
    CellDifference, Change, Defined, Imported, MatchedBy, Outcome, Preview, RowMove, TablePreview,
};
use domain::event::NodeKind;
use domain::value::PrintedDate;
use import::understand::YearStatus;
use import::{Problem, Row};
use projections::wording;

/// What was understood row by row, every warning with its row, and what it would become.
pub(crate) fn preview(preview: &Preview, lang: Lang) -> String {
    let mut text = String::new();
    for table in &preview.tables {
        text.push_str(&heading(table, lang));
        // Of a file that went out from here a person wants to see what differs.
        if !is_known(table) {
            text.push_str(&rows(table, lang).print());
            text.push_str(&details(table, lang));
        }
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

fn is_known(preview: &TablePreview) -> bool {
    let compared = match preview.outcome {
        Outcome::Corrections { .. } | Outcome::Proposals { .. } | Outcome::Nothing { .. } => true,
        Outcome::NewEdition { .. } | Outcome::Declared { .. } => false,
    };
    preview.table.has_ids && compared
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
        Outcome::NewEdition {
            label,
            headings: _,
            items: _,
            new_nodes,
            cycles,
            lineage,
            defines,
            totals,
            relisted,
        } => {
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
            text.push_str(&defined(defines, lang));
            if *relisted > 0 {
                text.push_str(&lang.pick(
                    format!("   再掲として扱う行 {relisted}\n"),
                    format!("   {relisted} rows list an item again\n"),
                ));
            }
            if *totals > 0 {
                text.push_str(&lang.pick(
                    format!("   資料に印刷された合計 {totals} 件\n"),
                    format!("   {totals} totals as printed\n"),
                ));
            }
            text
        }
        Outcome::Declared { label, changes } => lang.pick(
            format!("→ 版「{label}」の計画に変更が生じた事業 {changes} 件\n"),
            format!("→ {changes} declared changes of the edition {label}\n"),
        ),
        Outcome::Corrections { edition: _, label, differences, missing, moved } => {
            let count = differences.len();
            lang.pick(
                format!("→ 版「{label}」の転記訂正 {count} 件\n"),
                format!("→ {count} corrections of our transcription of the edition {label}\n"),
            ) + &cells(differences, lang)
                + &moves(moved, lang)
                + &gone(missing, lang)
        }
        Outcome::Proposals { label, differences, added, missing, moved } => {
            let count = differences.len() + moved.iter().filter(|row| row.proposed).count();
            let mut text = lang.pick(
                format!("→ 見直し「{label}」の案 {count} 件\n"),
                format!("→ {count} proposals in the cycle {label}\n"),
            );
            text.push_str(&cells(differences, lang));
            text.push_str(&moves(moved, lang));
            for row in added {
                text.push_str(&lang.pick(format!("   追加: {row}\n"), format!("   added: {row}\n")));
            }
            text.push_str(&gone(missing, lang));
            text
        }
        Outcome::Nothing { label } => lang
            .pick(format!("→ 版「{label}」と同じ内容です\n"), format!("→ the same as the edition {label}\n")),
    }
}

/// What a table names for the first time.
fn defined(defines: &Defined, lang: Lang) -> String {
    let mut text = String::new();
    let between = lang.pick("、", ", ");
    let named = |names: &[String]| names.iter().map(|name| one_line(name)).collect::<Vec<_>>().join(between);
    if !defines.departments.is_empty() {
        let names = named(&defines.departments);
        text.push_str(
            &lang.pick(format!("   新しい部署: {names}\n"), format!("   new departments: {names}\n")),
        );
    }
    for (axis, words) in &defines.categories {
        let words = named(words);
        let axis = one_line(axis);
        let line = lang.pick(
            format!("   新しい区分（{axis}）: {words}\n"),
            format!("   new categories ({axis}): {words}\n"),
        );
        text.push_str(&line);
    }
    text
}

/// What was read of the other columns, a line for each row that has something in them.
fn details(preview: &TablePreview, lang: Lang) -> String {
    let mut grid = Grid::new(lang.pick(
        ["行", "番号", "担当部署", "区分", "年度の計画・実施", "指標"],
        ["row", "No.", "departments", "categories", "plan and result", "indicators"],
    ))
    .numbers([0]);
    let mut any = false;
    for row in preview.table.rows.iter().filter(|row| !row.details.is_empty()) {
        any = true;
        grid.row(read_beside(row, lang));
    }
    if any { grid.print() } else { String::new() }
}

fn read_beside(row: &Row, lang: Lang) -> [String; 6] {
    let between = lang.pick("、", ", ");
    let details = &row.details;
    let join = |texts: Vec<String>| one_line(&texts.join(between));
    let year = |year: &YearStatus| {
        let (side, state) = (wording::year_side(year.side, lang), wording::state(year.status.state, lang));
        format!("{}{side}={state}", year.year.printed())
    };
    [
        row.line.to_string(),
        row.full_label.clone().unwrap_or_default(),
        join(details.departments.iter().map(|department| department.printed.clone()).collect()),
        join(details.categories.iter().map(|category| category.word.clone()).collect()),
        join(details.years.iter().map(year).collect()),
        join(details.indicators.iter().map(|indicator| indicator.printed.clone()).collect()),
    ]
}

/// What differs, row by row.
fn cells(differences: &[CellDifference], lang: Lang) -> String {
    let mut text = String::new();
    for row in differences.chunk_by(|one, other| one.line == other.line) {
        let CellDifference { line, item, title, by, relisted, .. } = &row[0];
        text.push_str(&named(*line, item, title, (*by, *relisted), lang));
        for CellDifference { column, before, after, .. } in row {
            text.push_str(&format!("      {}\n", changed(&one_line(column), before, after)));
        }
    }
    text
}

/// Which row, and by what it was recognised as which listing of its item.
fn named(
    line: u32,
    item: &str,
    title: &str,
    (by, relisted): (Option<MatchedBy>, bool),
    lang: Lang,
) -> String {
    let place = lang.pick(format!("{line}行目"), format!("row {line}"));
    let title = if item == title { String::new() } else { format!(" {}", one_line(title)) };
    let by = match by {
        Some(MatchedBy::Id) => lang.pick("管理番号で照合", "by its id"),
        Some(MatchedBy::Number) => lang.pick("番号で照合", "by its number"),
        Some(MatchedBy::Title) => lang.pick("名称で照合", "by its title"),
        Some(MatchedBy::Place) => lang.pick("行の順で照合", "by its place"),
        None => lang.pick("新しい行", "new"),
    };
    let again = if relisted { lang.pick("、再掲の行", ", listed again") } else { "" };
    lang.pick(
        format!("   {place} {}{title}（{by}{again}）\n", one_line(item)),
        format!("   {place} {}{title} ({by}{again})\n", one_line(item)),
    )
}

fn changed(name: &str, before: &str, after: &str) -> String {
    format!("{name}: 「{}」→「{}」", one_line(before), one_line(after))
}

/// Rows with another number, under another heading or in another order.
fn moves(moved: &[RowMove], lang: Lang) -> String {
    let mut text = String::new();
    for RowMove { line, item, title, by, relisted, number, under, behind, proposed } in moved {
        text.push_str(&named(*line, item, title, (Some(*by), *relisted), lang));
        if let Some(Change { before, after }) = number {
            text.push_str(&format!("      {}\n", changed(lang.pick("番号", "number"), before, after)));
        }
        if let Some(Change { before, after }) = under {
            let stays = lang
                .pick("（移しません。番号を変えると移ります）", " (it stays; another number would move it)");
            let stays = if *proposed { "" } else { stays };
            text.push_str(&format!(
                "      {}{stays}\n",
                changed(lang.pick("上の見出し", "under"), before, after)
            ));
        }
        if let Some(Change { before, after }) = behind {
            text.push_str(&format!("      {}\n", changed(lang.pick("直前の行", "behind"), before, after)));
        }
    }
    text
}

/// Rows that the file does not have.
fn gone(missing: &[String], lang: Lang) -> String {
    let line = |row: &String| {
        lang.pick(
            format!("   行がありません: {row}（そのまま残ります）\n"),
            format!("   no row for {row} (it stays)\n"),
        )
    };
    missing.iter().map(line).collect()
}

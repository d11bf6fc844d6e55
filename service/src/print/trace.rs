//! An import of a trace, and its links.

use super::finding;
use super::grid::Grid;
use super::{coverage, one_line};
use crate::lang::{Lang, Pick as _};
use app::import::{TraceImported, TracePreview, TraceTablePreview};
use projections::report::TraceLink;
use projections::wording;

/// What an import would do.
pub(crate) fn preview(preview: &TracePreview, lang: Lang) -> String {
    let mut text: String = preview.tables.iter().map(|table| one_table(table, lang)).collect();
    text.push_str(&coverage::text(&preview.coverage, lang));
    text.push_str(match preview.changes {
        true => lang.pick("\nまだ何も書き込まれていません\n", "\nnothing was written yet\n"),
        false => lang.pick("\n変更はありません\n", "\nnothing would change\n"),
    });
    text
}

/// What an import did.
pub(crate) fn imported(imported: &TraceImported, lang: Lang) -> String {
    let mut text = String::new();
    if let Some(preview) = &imported.preview {
        text.extend(preview.tables.iter().map(|table| one_table(table, lang)));
        if let Some(edition) = &preview.new_edition {
            text.push_str(
                &lang.pick(format!("→ 新しい版「{edition}」\n"), format!("→ the new edition {edition}\n")),
            );
        }
    }
    match &imported.done {
        Some(done) => {
            let what = lang.pick("課題と方針を取り込みました", "the trace is imported");
            text + &super::done::text(done, what, lang)
        }
        None => text + lang.pick("変更はありません\n", "nothing changes\n"),
    }
}

fn one_table(preview: &TraceTablePreview, lang: Lang) -> String {
    let TraceTablePreview { new_terms, new_links, changed_cells, table } = preview;
    let (file, rows) = (&table.file, table.rows.len());
    let anchor = wording::trace_level(table.anchor, lang);
    let mut text = lang.pick(
        format!(
            "{file}: {anchor} {rows} 行（新しい用語 {new_terms}、対応付け {new_links}、変わるセル {changed_cells}）\n"
        ),
        format!(
            "{file}: {rows} rows of {anchor} ({new_terms} new terms, {new_links} links, {changed_cells} changed cells)\n"
        ),
    );
    for warning in &table.warnings {
        text.push_str(&format!("  {}\n", finding::problem(warning, lang)));
    }
    text
}

/// The links that hold.
pub(crate) fn links(links: &[TraceLink], lang: Lang) -> String {
    let mut grid = Grid::new(lang.pick(
        ["識別子", "関係", "対応するもの", "対応される側"],
        ["id", "relation", "what answers", "what is answered to"],
    ));
    for link in links {
        let end = |term: &projections::report::TermRef| {
            let level = term.level.map(|level| format!("[{}] ", wording::trace_level(level, lang)));
            format!("{}{}", level.unwrap_or_default(), one_line(term.title.as_str()))
        };
        let relation = link.relation.as_ref().map(ToString::to_string).unwrap_or_default();
        grid.row([link.link.to_string(), relation, end(&link.from), end(&link.to)]);
    }
    grid.print()
}

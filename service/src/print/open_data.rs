//! What a publisher looks at before open data go out.

use super::plan_line;
use crate::lang::{Lang, Pick as _};
use export::open_data::{Finding, Looked, Loss, grouped};

/// The tables, what was found in them with what would be accepted, and what the encoding would lose.
pub(crate) fn text(looked: &Looked, lang: Lang) -> String {
    let mut text = plan_line(&looked.plan, lang);
    for table in &looked.tables {
        let (title, rows) = (lang.of(&table.title_ja, &table.title_en), table.rows);
        let name = &table.table;
        text.push_str(&lang.pick(format!("  {name}（{title}） {rows} 行\n"), format!("  {name}: {rows}\n")));
    }
    let (found, lost) = (looked.findings.len(), looked.losses.len());
    text.push_str(&lang.pick(format!("\n指摘: {found} 件\n"), format!("\nfindings: {found}\n")));
    for (finding, further) in grouped(&looked.findings) {
        text.push_str(&told(finding, further, lang));
    }
    text.push_str(&lang.pick(
        format!("\n{} で失われる文字: {lost} 件\n", looked.encoding),
        format!("\nlost in {}: {lost}\n", looked.encoding),
    ));
    looked.losses.iter().for_each(|loss| text.push_str(&replaced(loss, lang)));
    text
}

/// What somebody should know who wrote the files without looking.
pub(crate) fn notes(findings: &[Finding], losses: &[Loss], lang: Lang) -> Vec<String> {
    let (found, lost) = (findings.len(), losses.len());
    let found = (found > 0).then(|| {
        lang.pick(
            format!("指摘が {found} 件あります（--check で表示）"),
            format!("findings: {found} (--check shows them)"),
        )
    });
    let lost = (lost > 0).then(|| {
        lang.pick(
            format!("この文字コードにない文字を {lost} 箇所で置き換えました（losses.csv）"),
            format!("places with characters that the encoding does not have: {lost} (losses.csv)"),
        )
    });
    found.into_iter().chain(lost).collect()
}

fn told(finding: &Finding, further: usize, lang: Lang) -> String {
    let (level, place) = (finding.level.title(lang), finding.place(lang));
    let further = match further {
        0 => String::new(),
        more => lang.pick(format!("（この列にほか {more} 件）"), format!(" ({more} more in this column)")),
    };
    let (title, advice) = (finding.what.title(lang), finding.what.advice(lang));
    format!("  [{level}] {place}: {title}{further}\n    → {advice}\n")
}

fn replaced(loss: &Loss, lang: Lang) -> String {
    let Loss { file, row, column, character, replacement, times } = loss;
    let instead = if replacement.is_empty() { lang.of("（なし）", "(nothing)") } else { replacement };
    let times = if *times > 1 { format!(" ×{times}") } else { String::new() };
    lang.pick(
        format!("  {file} {row}行目 列{column}: {character} → {instead}{times}\n"),
        format!("  {file} row {row} column {column}: {character} → {instead}{times}\n"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use export::open_data::What;

    #[test]
    fn how_many_more_a_column_has_is_said_behind_the_first() {
        let what = What::Vendors { character: '①' };
        let (file, column) = ("items.csv".into(), Some("number_printed".into()));
        let finding = Finding { file, row: Some(2), column, level: what.level(), what };
        assert!(told(&finding, 1, Lang::Japanese).contains("「①」があります（この列にほか 1 件）"));
    }
}

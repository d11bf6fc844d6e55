//! Public comments: what came in, what was answered, how many of each.

use super::finding;
use super::grid::Grid;
use super::{named, one_line, plan_line};
use crate::lang::{Lang, Pick as _};
use app::import::{OpinionsImported, OpinionsPreview};
use projections::report::{CommentsReport, ConsultationReport, OpinionRow, Respondent, Results};
use projections::wording;

/// What an import would do.
pub(crate) fn preview(preview: &OpinionsPreview, lang: Lang) -> String {
    let mut text = read(preview, lang);
    text.push_str(&counts_of(&preview.consultation, lang));
    text.push_str(match preview.changes {
        true => lang.pick("\nまだ何も書き込まれていません\n", "\nnothing was written yet\n"),
        false => lang.pick("\n変更はありません\n", "\nnothing would change\n"),
    });
    text
}

/// What an import did.
pub(crate) fn imported(imported: &OpinionsImported, lang: Lang) -> String {
    let text = imported.preview.as_ref().map(|preview| read(preview, lang)).unwrap_or_default();
    match &imported.done {
        Some(done) => {
            let what = lang.pick("意見募集を取り込みました", "the consultation is imported");
            text + &super::done::text(done, what, lang)
        }
        None => text + lang.pick("変更はありません\n", "nothing changes\n"),
    }
}

fn read(preview: &OpinionsPreview, lang: Lang) -> String {
    let OpinionsPreview { new_opinions, new_answers, replaced, .. } = preview;
    let mut text = lang.pick(
        format!("新しい意見 {new_opinions} 件、考え方 {new_answers} 件（うち差替え {replaced} 件）\n"),
        format!("{new_opinions} new opinions, {new_answers} answers ({replaced} of them replace one)\n"),
    );
    for warning in &preview.warnings {
        text.push_str(&format!("  {}\n", finding::problem(warning, lang)));
    }
    text
}

/// Every consultation with its counts.
pub(crate) fn counts(report: &CommentsReport, lang: Lang) -> String {
    let mut text = plan_line(&report.plan, lang);
    if report.consultations.is_empty() {
        text.push_str(lang.pick("意見募集はありません\n", "no consultation\n"));
    }
    for consultation in &report.consultations {
        text.push('\n');
        text.push_str(&counts_of(consultation, lang));
    }
    text
}

/// Every consultation with its opinions, or with those only that have no answer.
pub(crate) fn list(report: &CommentsReport, unanswered: bool, lang: Lang) -> String {
    let mut text = plan_line(&report.plan, lang);
    for consultation in &report.consultations {
        text.push_str(&format!("\n{}", heading(consultation, lang)));
        let rows = consultation.results.iter().flat_map(|results| &results.rows);
        for row in rows.filter(|row| !unanswered || row.view.is_none()) {
            text.push_str(&opinion(row, lang));
        }
    }
    text
}

fn heading(consultation: &ConsultationReport, lang: Lang) -> String {
    let period = consultation.printed_period.as_ref().map(ToString::to_string).unwrap_or_default();
    let state = wording::consultation_state(consultation.state, lang);
    let mut text = format!("{period}  [{state}]  {}\n", consultation.consultation);
    for wrong in &consultation.wrong_weekdays {
        text.push_str(&lang.pick(
            format!("  曜日の不一致: {}（{}曜日）\n", wrong.words, wrong.is),
            format!("  a weekday that is not the day's: {} ({})\n", wrong.words, wrong.is),
        ));
    }
    text
}

fn counts_of(consultation: &ConsultationReport, lang: Lang) -> String {
    let mut text = heading(consultation, lang);
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let mut channels =
        Grid::new(lang.pick(["提出方法", "通", "件"], ["by", "letters", "opinions"])).numbers([1, 2]);
    for channel in &consultation.channels {
        channels.row([channel.name.to_string(), number(channel.letters), number(channel.opinions)]);
    }
    if consultation.channels.len() > 1 {
        let total = lang.pick("計", "total").to_owned();
        channels.row([total, number(consultation.letters), number(consultation.channel_opinions)]);
    }
    text.push_str(&channels.print());
    match &consultation.results {
        Some(results) => text.push_str(&results_of(results, lang)),
        None => {
            text.push_str(lang.pick("結果はまだ公表されていません\n", "the results are not public yet\n"))
        }
    }
    text
}

fn results_of(results: &Results, lang: Lang) -> String {
    let Results { opinions, answered, .. } = results;
    let mut text = lang.pick(
        format!("意見 {opinions} 件（考え方のあるもの {answered} 件）\n"),
        format!("{opinions} opinions ({answered} of them answered)\n"),
    );
    if let Some(difference) = results.difference.filter(|difference| *difference != 0) {
        text.push_str(&lang.pick(
            format!("  提出方法別の計との差: {difference:+} 件\n"),
            format!("  the channels differ by {difference:+}\n"),
        ));
    }
    let mut codes =
        Grid::new(lang.pick(["区分", "件数", "内容"], ["code", "opinions", "means"])).numbers([1]);
    for code in &results.by_disposition {
        let definition = code.definition.as_deref().map(one_line).unwrap_or_default();
        codes.row([code.code.clone(), code.opinions.to_string(), definition]);
    }
    if results.without_disposition > 0 {
        let none = lang.pick("（区分なし）", "(none)").to_owned();
        codes.row([none, results.without_disposition.to_string(), String::new()]);
    }
    text + &codes.print()
}

fn opinion(row: &OpinionRow, lang: Lang) -> String {
    let items: Vec<String> = row.items.iter().map(named).collect();
    let mut text = format!("\nNo. {}  {}\n", row.number, one_line(row.gist.as_str()));
    if !items.is_empty() {
        text.push_str(
            &lang.pick(format!("  対象: {}\n", items.join("、")), format!("  about: {}\n", items.join(", "))),
        );
    }
    match &row.view {
        Some(view) => {
            let code = row.disposition.as_ref().map(|code| format!("[{code}] ")).unwrap_or_default();
            text.push_str(&format!("  → {code}{}\n", one_line(view.as_str())));
        }
        None => text.push_str(lang.pick("  → 考え方はまだありません\n", "  → not answered yet\n")),
    }
    if let Some(Respondent { name: Some(name), at: Some(at), .. }) = &row.answered {
        text.push_str(&format!("     {name}  {}\n", wording::recorded_at(*at)));
    }
    if row.replaced > 0 {
        let replaced = row.replaced;
        text.push_str(&lang.pick(
            format!("     前の考え方 {replaced} 件を差替え\n"),
            format!("     replaces {replaced} earlier answers\n"),
        ));
    }
    text
}

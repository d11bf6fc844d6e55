//! 意見募集の結果: how many opinions came in by which way, what became of them, and every opinion with its answer. Who
//! answered is not public and stands in no document.

use super::{About, Fact, Making, heading, listed, name_of, or_nothing, paragraph, row, total};
use crate::document::{Block, Cell, Document, Paper, Row, Table};
use projections::report::{CommentsReport, ConsultationReport, OpinionRow, Results};
use projections::wording::{self, Language, Title, Word};

/// The consultations of a plan.
pub fn comments(report: &CommentsReport, language: Language, about: &About) -> Document {
    let making = Making { plan: &report.plan, language, about };
    let title = making.title(Title::Comments);
    let mut blocks = making.opening(title, []);
    if report.consultations.is_empty() {
        blocks.push(paragraph(wording::none_of_these(language)));
    }
    for consultation in &report.consultations {
        blocks.extend(one(making, consultation));
    }
    making.document(title, Paper::Portrait, blocks)
}

fn one(making: Making<'_>, consultation: &ConsultationReport) -> Vec<Block> {
    let period = period(making, consultation);
    let mut blocks = vec![heading(2, period.clone()), Block::Facts(facts(making, consultation))];
    let Some(results) = &consultation.results else {
        blocks.push(paragraph(wording::results_not_public(making.language)));
        return blocks;
    };
    let tables = [channels(making, consultation), dispositions(making, results), opinions(making, results)];
    for (title, table) in tables {
        let title = making.title(title);
        blocks.push(heading(3, title));
        let name = wording::bracketed(title, &period, making.language);
        blocks.push(or_nothing(Table { name, ..table }, making.language));
    }
    blocks
}

/// As printed, else by its days.
fn period(making: Making<'_>, consultation: &ConsultationReport) -> String {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| wording::day(day, making.language));
    let days = [day(consultation.from), day(consultation.to)];
    let days = days.map(Option::unwrap_or_default).join(making.language.of("～", " to "));
    consultation.printed_period.as_ref().map_or(days, ToString::to_string)
}

fn facts(making: Making<'_>, consultation: &ConsultationReport) -> Vec<Fact> {
    let language = making.language;
    let mut facts = vec![making.fact(Word::State, wording::consultation_state(consultation.state, language))];
    facts.extend(
        consultation
            .wrong_weekdays
            .iter()
            .map(|wrong| making.fact(Word::Note, wording::wrong_weekday(&wrong.words, &wrong.is, language))),
    );
    if let Some(results) = &consultation.results {
        let Results { opinions, answered, .. } = results;
        facts.push(making.fact(Word::Opinions, wording::opinions(*opinions, *answered, language)));
        let differs = results.difference.filter(|difference| *difference != 0);
        facts.extend(differs.map(|by| making.fact(Word::Note, wording::channels_differ(by, language))));
    }
    facts
}

/// How many came by which way, 通 and 件.
fn channels(making: Making<'_>, consultation: &ConsultationReport) -> (Title, Table) {
    let columns = vec![
        making.text(Word::Channel, 500),
        making.count(Word::Letters, 200),
        making.count(Word::Opinions, 200),
    ];
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let cells = |name: &str, letters, opinions| {
        [name.to_owned(), number(letters), number(opinions)].map(Cell::plain).to_vec()
    };
    let rows = consultation.channels.iter();
    let rows = rows.map(|channel| row(cells(channel.name.as_str(), channel.letters, channel.opinions)));
    let sum = (consultation.channels.len() > 1).then(|| {
        let name = making.word(Word::Total);
        total(cells(name, consultation.letters, consultation.channel_opinions))
    });
    (Title::Channels, listed("", columns, rows.chain(sum).collect()))
}

/// How many were answered with which code, those of no opinion too.
fn dispositions(making: Making<'_>, results: &Results) -> (Title, Table) {
    let columns = vec![
        making.text(Word::Disposition, 150),
        making.text(Word::Meaning, 650),
        making.count(Word::Opinions, 200),
    ];
    let line = |code: &str, meaning: &str, opinions: u32| {
        row([code, meaning, &opinions.to_string()].map(Cell::plain).to_vec())
    };
    let rows = results.by_disposition.iter();
    let rows = rows.map(|of| line(&of.code, of.definition.as_deref().unwrap_or_default(), of.opinions));
    let without = Some(results.without_disposition).filter(|number| *number > 0);
    let without = without.map(|number| line(wording::nothing(making.language), "", number));
    (Title::Dispositions, listed("", columns, rows.chain(without).collect()))
}

/// Every opinion with its answer.
fn opinions(making: Making<'_>, results: &Results) -> (Title, Table) {
    let about = results.rows.iter().any(|row| !row.items.is_empty());
    let mut columns = vec![
        making.text(Word::Number, 60),
        making.text(Word::Gist, 400),
        making.text(Word::View, 400),
        making.text(Word::Disposition, 70),
    ];
    if about {
        columns.insert(2, making.text(Word::About, 150));
    }
    let rows = results.rows.iter().map(|opinion| line(opinion, about));
    (Title::Opinions, listed("", columns, rows.collect()))
}

fn line(opinion: &OpinionRow, about: bool) -> Row {
    let items: Vec<String> = opinion.items.iter().map(name_of).collect();
    let text = |text: &Option<domain::value::Text>| text.as_ref().map(ToString::to_string);
    let cells = [
        Some(opinion.number.to_string()),
        Some(opinion.gist.to_string()),
        about.then(|| items.join("\n")),
        Some(text(&opinion.view).unwrap_or_default()),
        Some(text(&opinion.disposition).unwrap_or_default()),
    ];
    row(cells.into_iter().flatten().map(Cell::plain).collect())
}

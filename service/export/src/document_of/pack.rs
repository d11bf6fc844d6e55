//! 会議資料: cover, agenda and five papers, each with its mark at the head and at the foot of its pages.

use super::charts::figure;
use super::report::capitals;
use super::{
    About, Fact, Making, cancelled, compare, counted, heading, listed, or_nothing, overdue, row, table_block,
    total,
};
use crate::chart;
use crate::document::{Agenda, Block, Cell, Column, Cover, Document, Looks, Paper, Part, Run, Table};
use projections::report::{Count, CountsReport, PackPart, PackReport, Standing};
use projections::wording::{self, Language, Title, Word};

/// What a committee is handed out.
pub fn pack(report: &PackReport, language: Language, about: &About) -> Document {
    let making = Making { plan: &report.plan, language, about };
    let mut blocks = cover(making, report);
    blocks.extend(next(making, report));
    for part in PackPart::ALL {
        blocks.push(Block::Part(head(report, part, language)));
        blocks.extend(match part {
            PackPart::Changes => changes(making, report),
            PackPart::Table => vec![Block::Table(table_block(&report.table, language))],
            PackPart::Ended => ended(making, report),
            PackPart::Counts => counts(making, report),
            PackPart::Narrative => narrative(report, language),
        });
    }
    let to = wording::called(&report.changes.to, language);
    let name = wording::bracketed(wording::pack_name(language), &to, language);
    making.document(&name, Paper::Portrait, blocks)
}

fn cover(making: Making<'_>, report: &PackReport) -> Vec<Block> {
    let language = making.language;
    let meeting = wording::pack_meeting(report, language);
    let changes = &report.changes;
    let sides = [&changes.from, &changes.to]
        .map(|side| wording::no_edition(side, language).unwrap_or_else(|| wording::called(side, language)));
    let papers = PackPart::ALL.map(|part| {
        wording::marked_title(&wording::pack_mark(part, language), &title(report, part, language), language)
    });
    let told = |name: &str, says: String| -> Fact { (name.to_owned(), vec![Run::plain(says)]) };
    let facts = vec![
        told(wording::compared_tables(language), sides.join(" → ")),
        told(wording::handed_out(language), papers.join("\n")),
    ];
    let cover = Cover {
        above: std::iter::once(wording::pack_name(language).to_owned()).chain(meeting).collect(),
        title: making.plan.title.as_str().replace('\n', " "),
        below: vec![wording::pack_subject(report, language), making.plan.organisation.to_string()],
    };
    let proposal = wording::is_proposal(report)
        .then(|| Block::Paragraph(vec![Run::looking(wording::is_a_proposal(language), Looks::Strong)]));
    [Block::Cover(cover)].into_iter().chain(proposal).chain([Block::Facts(facts)]).collect()
}

/// The agenda, which says of what it is, because it is a sheet of its own.
fn next(making: Making<'_>, report: &PackReport) -> Vec<Block> {
    let language = making.language;
    let mut facts = vec![making.fact(Word::Plan, making.plan.title.to_string())];
    let meeting = wording::pack_meeting(report, language);
    facts.extend(meeting.map(|meeting| (wording::meeting(language).to_owned(), vec![Run::plain(meeting)])));
    vec![
        Block::NewPage,
        heading(1, wording::agenda(language)),
        Block::Facts(facts),
        Block::Agenda(agenda(report, language)),
    ]
}

fn agenda(report: &PackReport, language: Language) -> Agenda {
    let papers = PackPart::ALL.map(|part| {
        let mark = wording::pack_mark(part, language);
        [mark, title(report, part, language), wording::pack_about(report, part, language)]
    });
    let headings =
        [wording::paper_number(language), wording::subject(language), wording::word(Word::Meaning, language)];
    Agenda { headings: headings.map(str::to_owned), papers: papers.to_vec() }
}

fn head(report: &PackReport, part: PackPart, language: Language) -> Part {
    let paper = match part {
        PackPart::Changes | PackPart::Table | PackPart::Ended | PackPart::Counts => Paper::Landscape,
        PackPart::Narrative => Paper::Portrait,
    };
    Part { mark: wording::pack_mark(part, language), title: title(report, part, language), paper }
}

fn title(report: &PackReport, part: PackPart, language: Language) -> String {
    match part {
        PackPart::Table => wording::table_title(report, language),
        PackPart::Changes | PackPart::Ended | PackPart::Counts | PackPart::Narrative => {
            wording::pack_title(report, part, language).to_owned()
        }
    }
}

fn changes(making: Making<'_>, report: &PackReport) -> Vec<Block> {
    let differences = wording::pack_differences(report, making.language);
    vec![
        Block::Facts(vec![making.fact(Word::Difference, differences)]),
        compare::differing(making, &report.changes),
    ]
}

fn ended(making: Making<'_>, report: &PackReport) -> Vec<Block> {
    let ended = &report.ended;
    let number = wording::pack_about(report, PackPart::Ended, making.language);
    let list = cancelled::list(making, making.title(Title::Cancelled), ended);
    let mut blocks =
        vec![Block::Facts(vec![making.fact(Word::Count, number)]), or_nothing(list, making.language)];
    if !ended.by_code.is_empty() {
        let by_reason = cancelled::by_reason(making, &ended.by_code);
        blocks.extend([heading(2, making.title(Title::ByReason)), Block::Table(by_reason)]);
    }
    blocks
}

fn counts(making: Making<'_>, report: &PackReport) -> Vec<Block> {
    let language = making.language;
    let mut blocks = vec![heading(2, wording::states_of_both(language)), Block::Table(both(making, report))];
    // The numbers first: the picture takes most of a page, and what stands below it would begin there.
    let flow = chart::flow(&report.flow, language, "flow");
    let [from, to] = [&report.changes.from, &report.changes.to].map(|side| wording::called(side, language));
    blocks.push(heading(2, wording::flow_title(&from, &to, language)));
    blocks.extend(Some(flow.table()).filter(|table| !table.rows.is_empty()).map(Block::Table));
    blocks.push(Block::Picture(flow.picture()));
    if report.states.editions.len() > 1 {
        blocks.extend(figure(&chart::states(&report.states, language, "states")));
    }
    if let Some(year) = report.planned_actual.year {
        let name = crate::Part::CrossStates.title(language);
        let name = wording::bracketed(name, &wording::fiscal_year(year, language), language);
        let corner = language.of("計画＼実施", "planned \\ actual");
        let cross = capitals(counted::cross(&report.planned_actual.by_state, &name, corner, language));
        blocks.extend([heading(2, name), Block::Table(cross)]);
    }
    if let Some(late) = report.overdue.as_ref().filter(|late| !late.rows.is_empty()) {
        let on = wording::day(late.on, language);
        let name = wording::bracketed(making.title(Title::Overdue), &on, language);
        blocks.extend([heading(2, name), Block::Table(overdue::list(making, late))]);
    }
    blocks
}

/// How many items stood and stand how, each once; where anything is re-listed, a column for the rows (のべ) too.
fn both(making: Making<'_>, report: &PackReport) -> Table {
    let language = making.language;
    let (before, after) = (&report.counts_before, &report.counts);
    let relisted = [before, after].iter().any(|counts| counts.items.distinct != counts.items.listed);
    let rows_of = language.of("（のべ）", " (rows)");
    let mut columns = vec![making.text(Word::Status, 300)];
    for (word, side) in [(Word::Before, &report.changes.from), (Word::After, &report.changes.to)] {
        let name = wording::bracketed(making.word(word), &wording::called(side, language), language);
        columns.push(Column::number(name.clone(), 170));
        columns.extend(relisted.then(|| Column::number(format!("{name}{rows_of}"), 170)));
    }
    columns.push(Column::number(wording::increase(language), 120));
    let line = |name: &str, before: Count, after: Count| -> Vec<Cell> {
        let both = |count: Count| {
            [count.distinct]
                .into_iter()
                .chain(relisted.then_some(count.listed))
                .map(|number| number.to_string())
        };
        let more = i64::from(after.distinct) - i64::from(before.distinct);
        let more = if more == 0 { "0".to_owned() } else { format!("{more:+}") };
        let numbers = both(before).chain(both(after)).chain([more]);
        std::iter::once(name.to_owned()).chain(numbers).map(Cell::plain).collect()
    };
    let mut states: Vec<Standing> = [before, after].into_iter().flat_map(standings).collect();
    states.sort();
    states.dedup();
    let rows = states.into_iter().map(|state| {
        row(line(wording::standing(state, language), number(before, state), number(after, state)))
    });
    let sum = total(line(making.word(Word::Total), before.items, after.items));
    listed(wording::states_of_both(language), columns, rows.chain([sum]).collect())
}

fn standings(counts: &CountsReport) -> impl Iterator<Item = Standing> {
    counts.by_state.iter().map(|counted| Standing::stated(counted.state))
}

fn number(counts: &CountsReport, state: Standing) -> Count {
    let found = counts.by_state.iter().find(|counted| Standing::stated(counted.state) == state);
    found.map(|counted| counted.count).unwrap_or_default()
}

fn narrative(report: &PackReport, language: Language) -> Vec<Block> {
    let passages = (1..).zip(wording::narrative(report, language));
    let blocks = passages.flat_map(|(number, passage)| {
        let between = language.of("", " ");
        [
            heading(2, format!("{number}　{}", passage.heading)),
            super::paragraph(passage.sentences.join(between)),
        ]
    });
    blocks.collect()
}

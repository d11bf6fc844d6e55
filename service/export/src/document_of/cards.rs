//! 事業票: a block of facts for each item, with every category of which it has one (□新規 ■継続).

use super::{About, Fact, Making, counted, heading, name_of};
use crate::document::{Block, Document, Paper, Run};
use crate::part::Part;
use crate::side::Side;
use projections::report::{Card, CardCategory, CardsReport, ComparedSide};
use projections::wording::{self, Language, Word};

/// A card for each item.
pub fn cards(report: &CardsReport, language: Language, about: &About) -> Document {
    let making = Making { plan: &report.plan, language, about };
    let title = Part::Cards.title(language);
    let mut blocks = opening(making, report);
    for card in &report.cards {
        blocks.push(heading(2, name_of(&card.item)));
        blocks.push(Block::Facts(facts(making, card)));
    }
    if report.cards.is_empty() {
        blocks.push(super::paragraph(wording::none_of_these(language)));
    }
    making.document(title, Paper::Portrait, blocks)
}

/// What stands above the cards, and above the list of them.
pub(super) fn opening(making: Making<'_>, report: &CardsReport) -> Vec<Block> {
    let side = ComparedSide {
        of: report.of,
        version: report.plan.version,
        edition: report.edition.clone(),
        in_force: report.in_force.clone(),
        cycle: report.cycle.clone(),
    };
    making.opening_of(Part::Cards.title(making.language), &side)
}

fn facts(making: Making<'_>, card: &Card) -> Vec<Fact> {
    let language = making.language;
    let boxes = card.categories.iter().map(|category| boxes(making, category));
    let under = card.under.iter().map(name_of).collect::<Vec<_>>().join(" › ");
    let departments =
        card.departments_printed.clone().unwrap_or_else(|| counted::departments(&card.departments));
    let word = |word| making.word(word).to_owned();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let first = [
        (word(Word::Under), under),
        (word(Word::AlsoAt), making.list(card.also_at.iter().cloned())),
        (word(Word::Departments), departments),
        (word(Word::Body), text(&card.body)),
        (word(Word::Schedule), card.schedule.as_ref().map(|date| date.text.clone()).unwrap_or_default()),
        (word(Word::Status), card.status.as_ref().map(|status| status.wording.clone()).unwrap_or_default()),
    ];
    let others = card.others.iter().map(|other| (other.heading.clone(), other.text.clone()));
    let years = card.years.iter().map(|year| {
        let said = Side::ALL.into_iter().filter(|side| side.is_stated(year));
        let said = said.map(|side| {
            wording::named(&wording::capital(side.name(language)), &side.text(year, language), language)
        });
        (wording::fiscal_year(year.year, language), said.collect::<Vec<_>>().join("\n"))
    });
    let remark = (word(Word::Remark), text(&card.remark));
    let said = boxes.chain(first).chain(others).chain(years).chain([remark]);
    said.filter(|(_, says)| !says.is_empty()).map(|(name, says)| (name, vec![Run::plain(says)])).collect()
}

/// ■ before what the item is, □ before what it is not.
fn boxes(making: Making<'_>, category: &CardCategory) -> (String, String) {
    let choices = category.choices.iter();
    let choices =
        choices.map(|choice| format!("{}{}", if choice.chosen { "■" } else { "□" }, choice.wording));
    let name = category.name.clone().unwrap_or_else(|| making.word(Word::Category).to_owned());
    (name, choices.collect::<Vec<_>>().join(making.language.of("　", "  ")))
}

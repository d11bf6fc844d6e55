//! Cards on paper: a short one is not broken, and on the pages of a long one it is said whose they are.

use super::{document, read};
use export::document::{Block, Document, Paper, Run};
use export::pdf::Warning;
use projections::wording::Language;

/// A heading, and facts below it.
fn card(name: &str, facts: &[(String, String)]) -> [Block; 2] {
    let facts = facts.iter().map(|(name, says)| (name.clone(), vec![Run::plain(says)]));
    [Block::Heading { level: 2, text: name.to_owned() }, Block::Facts(facts.collect())]
}

/// Facts of a card, each with its name in it.
fn facts(of: &str, number: usize) -> Vec<(String, String)> {
    (0..number).map(|at| (format!("欄{at}"), format!("{of}の記載{at}。"))).collect()
}

fn portrait(cards: impl IntoIterator<Item = [Block; 2]>) -> Document {
    let title = Block::Heading { level: 1, text: "事業票".to_owned() };
    let blocks = [title].into_iter().chain(cards.into_iter().flatten()).collect();
    Document { paper: Paper::Portrait, ..document(blocks) }
}

#[test]
fn a_card_that_fits_on_a_page_is_not_broken_and_stands_below_its_heading() {
    for number in 3..13 {
        let cards = (0..12).map(|at| card(&format!("事業{at}号"), &facts(&format!("第{at}票"), number)));
        let (pdf, file) = read(&portrait(cards));
        assert_eq!(pdf.warnings, []);
        assert!(pdf.pages > 1, "{} pages", pdf.pages);
        for at in 0..12 {
            let on = |words: String| file.pages.iter().position(|page| page.contains(&words)).unwrap();
            let pages: Vec<usize> = (0..number).map(|row| on(format!("第{at}票の記載{row}。"))).collect();
            assert_eq!(pages, vec![on(format!("事業{at}号")); number], "card {at} of {number} rows");
        }
    }
}

#[test]
fn a_card_that_is_longer_than_a_page_says_on_each_whose_it_is_and_is_read_once() {
    let long = card("4-2 地図情報の公開", &facts("長票", 90));
    let (pdf, file) =
        read(&portrait([card("1 前", &facts("前票", 3)), long, card("5 後", &facts("後票", 3))]));

    assert_eq!(pdf.warnings, []);
    let pages: Vec<&String> = file.pages.iter().filter(|page| page.contains("長票の記載")).collect();
    assert!(pages.len() >= 3, "{} pages", pages.len());
    assert!(pages[0].contains("4-2 地図情報の公開") && !pages[0].contains("続き"), "{}", pages[0]);
    for page in &pages[1..] {
        let (before, _) = page.split_once("長票の記載").unwrap();
        assert!(before.starts_with("4-2 地図情報の公開（続き）"), "{before}");
    }
    let structure = file.structure();
    assert_eq!(structure.text.matches("4-2 地図情報の公開").count(), 1);
    assert_eq!(structure.text.matches("続き").count(), 0, "what stands again is not read");
    let rows = structure.all("Table")[1].rows();
    assert_eq!(rows.len(), 91, "the heading and the facts");
    assert_eq!(rows[90], [("TH", "欄89"), ("TD", "長票の記載89。")]);
    let bookmarks = ["事業票", "1 前", "4-2 地図情報の公開", "5 後"];
    let levels = [1, 2, 2, 2];
    let expected = levels.into_iter().zip(bookmarks.map(str::to_owned));
    assert_eq!(file.bookmarks(), expected.collect::<Vec<_>>());
}

#[test]
fn two_long_cards_each_begin_with_a_heading_and_go_on_with_words() {
    let mut papers = portrait([card("1 甲", &facts("甲票", 70)), card("2 乙", &facts("乙票", 70))]);
    papers.language = Language::English;
    let (pdf, file) = read(&papers);

    assert_eq!(pdf.warnings, []);
    let titles: Vec<String> = file.bookmarks().into_iter().map(|(_, title)| title).collect();
    assert_eq!(titles, ["事業票", "1 甲", "2 乙"]);
    let again = |words: &str| file.pages.iter().filter(|page| page.contains(words)).count();
    assert!(again("1 甲 (continued)") >= 1 && again("2 乙 (continued)") >= 1);
}

#[test]
fn a_card_with_a_row_or_a_name_that_is_higher_than_a_page_is_printed_whole() {
    let text: String = "長い記載を、途中で失わずに印刷する。".chars().cycle().take(4_000).collect();
    let rows = [facts("票", 2), vec![("事業内容".to_owned(), text.clone())], facts("票", 2)].concat();
    let (pdf, file) = read(&portrait([card("1 甲", &rows)]));
    assert_eq!(pdf.warnings, []);
    assert!(file.structure().text.contains(&text));
    for page in &file.pages[1..] {
        assert!(page.starts_with("1 甲（続き）"), "{page}");
    }

    let (pdf, file) = read(&portrait([card(&text, &facts("票", 60))]));
    assert!(pdf.warnings.iter().all(|warning| *warning == Warning::Broken), "{:?}", pdf.warnings);
    assert!(file.structure().text.contains(&text));
    assert!(file.structure().text.contains("票の記載59。"));
}

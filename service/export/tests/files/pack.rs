//! 会議資料 as files: one PDF with a bookmark for each paper, one page that opens anywhere, a text for word processors,
//! a workbook.

use crate::fixture::{about, full, packed};
use crate::pdf::reader::File;
use crate::sample::Register;
use export::document::{Block, Document};
use export::{Fonts, Layout, Stretch, document_of, docx, html, pdf, xlsx};
use projections::report::{PackPart, PackReport, TableOf, pack};
use projections::wording::{self, Language};
use roxmltree::{Node, ParsingOptions};
use std::collections::BTreeSet;
use std::io::Read as _;

fn papers(language: Language) -> (PackReport, Document) {
    let report = packed(&full());
    let document = document_of::pack(&report, language, &about());
    (report, document)
}

fn marks(language: Language) -> [String; 5] {
    PackPart::ALL.map(|part| wording::pack_mark(part, language))
}

/// What is said in the report of the papers, a text for each paragraph.
fn told(report: &PackReport, language: Language) -> Vec<String> {
    let passages = wording::narrative(report, language);
    passages.into_iter().map(|passage| passage.sentences.join(language.of("", " "))).collect()
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn the_pdf_has_a_bookmark_for_each_paper_and_each_begins_a_page_with_its_mark() {
    for language in Language::ALL {
        let (_, document) = papers(language);
        let bytes = pdf(&document, &Fonts::embedded(), Stretch::unseen()).unwrap().bytes;
        let bookmarks = File::read(&bytes).bookmarks().into_iter().filter(|(level, _)| *level == 1);
        let first: Vec<String> = bookmarks.map(|(_, title)| title).collect();
        assert_eq!(first.len(), 2 + 5, "{first:?}");
        assert_eq!(first[1], wording::agenda(language));
        for (bookmark, part) in first[2..].iter().zip(document.parts()) {
            assert_eq!(*bookmark, format!("{} {}", part.mark, part.title));
        }

        let pages = export::pdf::pages(&document, &Fonts::embedded(), Stretch::unseen()).unwrap();
        let [cover, agenda, papers @ ..] = pages.as_slice() else { panic!("{pages:?}") };
        assert_eq!((&cover.mark, &agenda.mark), (&None, &None));
        let mut begun = Vec::new();
        for page in papers {
            let mark = page.mark.clone().expect("every page of a paper has its mark");
            if begun.last() != Some(&mark) {
                assert!(page.lines[..2].contains(&mark), "{:?}", page.lines);
                begun.push(mark);
            }
        }
        assert_eq!(begun, marks(language));
    }
}

#[test]
fn the_pdf_says_every_number_of_the_report() {
    let (report, document) = papers(Language::Japanese);
    let pages = export::pdf::pages(&document, &Fonts::embedded(), Stretch::unseen()).unwrap();
    let last = pages.iter().filter(|page| page.mark.as_deref() == Some("資料5"));
    let said = without_blanks(&last.flat_map(|page| page.lines.clone()).collect::<String>());
    let told = told(&report, Language::Japanese);
    assert!(told.len() > 4);
    for paragraph in told {
        assert!(said.contains(&without_blanks(&paragraph)), "{paragraph}\n{said}");
    }
    assert!(!said.contains("合わせて23件"), "the control");
}

#[test]
fn the_pages_of_a_document_are_the_pages_of_its_pdf_without_their_numbers() {
    let (_, document) = papers(Language::Japanese);
    let pages = export::pdf::pages(&document, &Fonts::embedded(), Stretch::unseen()).unwrap();
    let file = pdf(&document, &Fonts::embedded(), Stretch::unseen()).unwrap();
    assert_eq!(pages.len(), file.pages);
    for (page, of_file) in pages.iter().zip(File::read(&file.bytes).pages) {
        let of_file = without_blanks(&of_file);
        for line in page
            .lines
            .iter()
            .filter(|line| !line.starts_with("状況の移り変わり") && !line.starts_with("版ごとの"))
        {
            assert!(of_file.contains(&without_blanks(line)), "{line}\n{of_file}");
        }
        assert!(page.foot.contains("会議資料") && page.foot.contains("3f8a-91c2"), "{}", page.foot);
        assert!(!page.foot.contains(" / "), "{}", page.foot);
    }
    assert_eq!(pages, export::pdf::pages(&document, &Fonts::embedded(), Stretch::unseen()).unwrap());
}

#[test]
fn another_number_at_the_foot_is_the_only_thing_that_differs_behind_a_new_page() {
    let (_, document) = papers(Language::Japanese);
    let mut longer = document.clone();
    let agenda = longer.blocks.iter().position(|block| matches!(block, Block::Part(_))).unwrap();
    longer.blocks.splice(agenda..agenda, [Block::NewPage, document.blocks[1].clone()]);
    let set = |document| {
        document_of::handed(
            document,
            export::pdf::pages(document, &Fonts::embedded(), Stretch::unseen()).unwrap(),
        )
    };
    let (before, after) = (set(&document), set(&longer));
    let report = packed(&full());
    let held = projections::report::replacements(report.plan, None, &before, &after);
    assert_eq!((held.replaced, held.removed, held.unchanged), (1, 0, 2));
    assert_eq!(usize::try_from(held.moved).unwrap(), before.pages.len() - 2);
    let file = html(&document_of::replacements(&held, Language::Japanese, &about()));
    for said in ["頁番号のみ変更", "4～", "全頁数の表示"] {
        assert!(file.contains(said), "{said}");
    }
}

#[test]
fn the_papers_of_an_open_review_are_called_a_proposal_on_every_sheet() {
    let mut register = Register::nagareyama();
    let cycle = register.open_cycle();
    let from = TableOf::Edition(register.edition("令和3年3月"));
    let report = pack(&register.plan, from, TableOf::Cycle(cycle), None).unwrap();
    let proposal = html(&document_of::pack(&report, Language::Japanese, &about()));
    let (_, resolved) = papers(Language::Japanese);
    let resolved = html(&resolved);
    let times = |file: &str, said: &str| file.matches(said).count();
    assert_eq!(
        times(&proposal, "見直しの案について（報告）"),
        times(&resolved, "見直しの結果について（報告）")
    );
    assert!(times(&proposal, "見直しの案について（報告）") >= 3, "cover, agenda, paper");
    assert_eq!((times(&proposal, "見直しの結果"), times(&resolved, "見直しの案")), (0, 0));
}

/// What differs between a proposal and what became of it after three decisions.
#[test]
fn the_papers_of_before_and_of_now_differ_where_something_was_decided() {
    let mut register = Register::nagareyama();
    let cycle = register.open_cycle();
    let from = TableOf::Edition(register.edition("令和3年3月"));
    let pages = |register: &Register| {
        let report = pack(&register.plan, from, TableOf::Cycle(cycle), None).unwrap();
        let document = document_of::pack(&report, Language::Japanese, &about());
        (
            report.plan,
            document_of::handed(
                &document,
                export::pdf::pages(&document, &Fonts::embedded(), Stretch::unseen()).unwrap(),
            ),
        )
    };
    let (_, before) = pages(&register);
    register.decide_three(cycle);
    let (plan, after) = pages(&register);
    let held = projections::report::replacements(plan.clone(), None, &before, &after);
    let parts: BTreeSet<&str> = held.rows.iter().filter_map(|row| row.part.as_deref()).collect();
    assert_eq!(parts.into_iter().collect::<Vec<_>>(), ["資料1", "資料2", "資料3", "資料4", "資料5"]);
    assert!(held.unchanged + held.moved > 0, "the first pages of the table are the same: {held:?}");
    let same = projections::report::replacements(plan, None, &after, &after);
    assert!(same.rows.is_empty());
    let file = html(&document_of::replacements(&same, Language::Japanese, &about()));
    assert!(file.contains("差し替える頁はありません"));
}

fn named<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(move |node| node.has_tag_name(name))
}

fn text(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
}

#[test]
fn the_page_leads_from_its_agenda_to_each_paper_and_needs_nothing_else() {
    for language in Language::ALL {
        let (report, document) = papers(language);
        let file = html(&document);
        let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
        let read = roxmltree::Document::parse_with_options(&file, options).unwrap();
        let root = read.root_element();
        let agenda = root.descendants().find(|node| node.attribute("id") == Some("agenda")).unwrap();
        let links: Vec<&str> = named(agenda, "a").filter_map(|link| link.attribute("href")).collect();
        let sections: Vec<_> = named(root, "section").collect();
        assert_eq!((links.len(), sections.len()), (5, 5));
        for ((link, section), part) in links.iter().zip(&sections).zip(document.parts()) {
            let heading = named(*section, "h2").next().unwrap();
            assert_eq!(heading.attribute("id").map(|id| format!("#{id}")).as_deref(), Some(*link));
            assert!(text(heading).contains(&part.mark) && text(heading).contains(&part.title));
        }
        assert_eq!(named(root, "h1").count(), 1);
        let narrative = text(sections[4]);
        for paragraph in told(&report, language) {
            assert!(narrative.contains(&paragraph), "{paragraph}");
        }
        let style = named(root, "style").next().map(text).unwrap();
        assert!(
            style.contains("@page part-5 { size: A4 portrait")
                && style.contains("@page part-1 { size: A4 landscape")
        );
        assert!(!file.contains("<script") && !file.contains(" src=") && !style.contains("url("));
    }
}

/// A part of a package.
fn part_of(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_text_for_word_processors_has_a_section_with_its_foot_for_each_paper() {
    let (_, document) = papers(Language::Japanese);
    let file = docx(&document).unwrap();
    let body = part_of(&file, "word/document.xml");
    assert_eq!(body.matches("<w:sectPr>").count(), 6);
    assert_eq!(body.matches("w:orient=\"portrait\"").count(), 2, "before the papers, and the report");
    for (number, mark) in (1..).zip(marks(Language::Japanese)) {
        assert!(body.contains(&format!("w:anchor=\"part-{number}\"")));
        assert!(body.contains(&format!("w:name=\"part-{number}\"")));
        assert!(part_of(&file, &format!("word/footer{}.xml", number + 1)).contains(&mark));
    }
    assert!(!part_of(&file, "word/footer1.xml").contains("資料1"));
}

#[test]
fn the_workbook_has_a_sheet_for_each_table() {
    let (_, document) = papers(Language::Japanese);
    let book = part_of(&xlsx(&document, Layout::Data).unwrap(), "xl/workbook.xml");
    assert_eq!(book.matches("<sheet ").count(), 1 + document.tables().count());
}

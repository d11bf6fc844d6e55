//! Papers that come back as PDF: their pages are those that were set, and what differs is what is told of them anew.

mod hostile;
mod made;

use crate::fixture::{about, full, packed};
use crate::sample::Register;
use export::document::{Block, Document, Foot, Run};
use export::handed_out::{read, replacements};
use export::pdf::{PageText, pages};
use export::{Fonts, Stretch, Unreadable, document_of, pdf};
use lopdf::content::Content;
use projections::report::{PageDiffers, PlanRef, ReplacementsReport, TableOf, pack};
use projections::wording::Language;

fn papers(language: Language) -> (PlanRef, Document) {
    let report = packed(&full());
    let document = document_of::pack(&report, language, &about());
    (report.plan, document)
}

fn printed(document: &Document) -> Vec<u8> {
    pdf(document, &Fonts::embedded(), Stretch::unseen()).unwrap().bytes
}

/// Where the pages that differ are, and how.
fn rows(report: &ReplacementsReport) -> Vec<(Option<String>, [Option<u32>; 2], PageDiffers)> {
    report.rows.iter().map(|row| (row.part.clone(), [row.before, row.after], row.differs)).collect()
}

/// The file as another program writes it.
fn rewritten(bytes: &[u8], change: impl Fn(&mut lopdf::Document)) -> Vec<u8> {
    let mut file = lopdf::Document::load_mem(bytes).unwrap();
    change(&mut file);
    let mut written = Vec::new();
    file.save_modern(&mut written).unwrap();
    written
}

#[test]
fn a_pdf_that_comes_back_says_on_each_page_what_was_set_there() {
    for language in Language::ALL {
        let (_, document) = papers(language);
        let (set, read) = (
            pages(&document, &Fonts::embedded(), Stretch::unseen()).unwrap(),
            read(&printed(&document)).unwrap(),
        );
        assert_eq!(read.title.as_deref(), Some(document.title.as_str()));
        assert_eq!(read.pages.len(), set.len());
        let foot = |page: &PageText| (page.mark.clone(), page.foot.clone());
        assert_eq!(read.pages.iter().map(foot).collect::<Vec<_>>(), set.iter().map(foot).collect::<Vec<_>>());
        let mut pictures = 0;
        for (read, set) in read.pages.iter().zip(&set) {
            let set: Vec<&str> = set.lines.iter().map(|line| line.trim()).collect();
            if read.lines.len() == set.len() {
                assert_eq!(read.lines, set);
            } else {
                // What is drawn in a picture stands in the file beside what the picture says.
                pictures += 1;
                assert!(set.iter().all(|line| read.lines.iter().any(|own| own == line)), "{set:?}");
            }
        }
        assert_eq!(pictures, 2);
    }
}

#[test]
fn what_another_program_has_packed_anew_is_still_the_same() {
    let (plan, document) = papers(Language::Japanese);
    let file = rewritten(&printed(&document), |_| ());
    assert!(file.windows(7).any(|seven| seven == b"/ObjStm"), "the objects are packed");
    let held = replacements(plan, &file, &document, &Fonts::embedded(), Stretch::unseen()).unwrap();
    assert_eq!((rows(&held), held.unchanged, held.foot_differs), (vec![], held.pages, false));
    let of_file = held.file.unwrap();
    assert!(of_file.names_the_plan && !of_file.by_words && of_file.without_text == 0);
}

/// As a program does that keeps no structure.
#[test]
fn without_what_says_where_a_foot_is_it_is_found_by_standing_on_most_pages() {
    let (plan, document) = papers(Language::Japanese);
    let before = printed(&document);
    let file = rewritten(&before, |file| {
        for id in file.page_iter().collect::<Vec<_>>() {
            let mut content = Content::decode(&file.get_page_content(id)).unwrap();
            content.operations.retain(|one| !matches!(one.operator.as_str(), "BDC" | "BMC" | "EMC"));
            file.change_page_content(id, content.encode().unwrap()).unwrap();
        }
    });
    let (tagged, bare) = (read(&before).unwrap(), read(&file).unwrap());
    for (tagged, bare) in tagged.pages.iter().zip(&bare.pages) {
        assert_eq!((&tagged.mark, &tagged.foot), (&bare.mark, &bare.foot));
    }
    let held = replacements(plan, &file, &document, &Fonts::embedded(), Stretch::unseen()).unwrap();
    assert_eq!(rows(&held), []);
}

#[test]
fn the_same_pages_differ_as_when_both_are_set() {
    let mut register = Register::nagareyama();
    let cycle = register.open_cycle();
    let from = TableOf::Edition(register.edition("令和3年3月"));
    let papers = |register: &Register| {
        let report = pack(&register.plan, from, TableOf::Cycle(cycle), None).unwrap();
        (report.plan.clone(), document_of::pack(&report, Language::Japanese, &about()))
    };
    let (_, before) = papers(&register);
    register.decide_three(cycle);
    let (plan, after) = papers(&register);
    let set = |document| {
        document_of::handed(document, pages(document, &Fonts::embedded(), Stretch::unseen()).unwrap())
    };
    let both_set = projections::report::replacements(plan.clone(), None, &set(&before), &set(&after));
    let of_file =
        replacements(plan, &printed(&before), &after, &Fonts::embedded(), Stretch::unseen()).unwrap();
    assert!(of_file.replaced > 0 && of_file.unchanged + of_file.moved > 0);
    assert_eq!(rows(&of_file), rows(&both_set));
    assert_eq!((of_file.title_before, of_file.pages_before), (both_set.title_before, both_set.pages_before));
}

#[test]
fn the_papers_of_another_plan_are_compared_and_that_is_said() {
    let (plan, document) = papers(Language::Japanese);
    let other = Document {
        title: "別の計画 会議資料".to_owned(),
        blocks: vec![Block::Paragraph(vec![Run::plain("前回の資料")])],
        foot: Foot::default(),
        ..document.clone()
    };
    let held =
        replacements(plan, &printed(&other), &document, &Fonts::embedded(), Stretch::unseen()).unwrap();
    assert!(!held.file.as_ref().unwrap().names_the_plan);
    for (language, says) in
        [(Language::Japanese, "別の計画の資料でないか"), (Language::English, "See that it is not another")]
    {
        let page = export::html(&document_of::replacements(&held, language, &about()));
        assert!(page.contains(says) && page.contains("別の計画 会議資料") && page.contains("SHA-256"));
    }
}

#[test]
fn every_reason_is_said_in_both_languages_and_has_a_name() {
    let mut said: Vec<&str> =
        Unreadable::ALL.iter().flat_map(|why| Language::ALL.map(|l| why.said(l))).collect();
    said.extend(Unreadable::ALL.map(Unreadable::name));
    let number = said.len();
    said.sort_unstable();
    said.dedup();
    assert_eq!(said.len(), number);
}

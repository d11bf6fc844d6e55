//! 差替ページ表: which pages differ from those that were handed out before.

use crate::sample::text;
use domain::id::PlanId;
use projections::report::PageDiffers::{Added, Changed, Moved, Removed};
use projections::report::{Handed, HandedPage, PageDiffers, PlanRef, ReplacementsReport, replacements};

fn page(part: &str, lines: &[&str]) -> HandedPage {
    HandedPage {
        part: Some(part.to_owned()),
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        foot: "計画".to_owned(),
    }
}

/// Pages of one part, each with a heading that all have and two lines of its own.
fn pages(names: &str) -> Vec<HandedPage> {
    let of = |name: char| page("資料1", &["見出し", &format!("{name}一"), &format!("{name}二")]);
    names.chars().map(of).collect()
}

fn held(before: &[HandedPage], after: &[HandedPage]) -> ReplacementsReport {
    let plan = PlanRef { id: None::<PlanId>, title: text("計画"), organisation: text("市"), version: 1 };
    let handed = |pages: &[HandedPage]| Handed { title: "資料".to_owned(), pages: pages.to_vec() };
    replacements(plan, None, &handed(before), &handed(after))
}

fn rows(report: &ReplacementsReport) -> Vec<(Option<u32>, Option<u32>, u32, PageDiffers)> {
    report.rows.iter().map(|row| (row.before, row.after, row.pages, row.differs)).collect()
}

/// Every page of both is told of exactly once, or is the same at the same place.
#[track_caller]
fn adds_up(report: &ReplacementsReport) {
    let of = |differs: &[PageDiffers]| -> u32 {
        report.rows.iter().filter(|row| differs.contains(&row.differs)).map(|row| row.pages).sum()
    };
    assert_eq!(report.pages_before, report.unchanged + of(&[Changed, Removed, Moved]));
    assert_eq!(report.pages, report.unchanged + of(&[Changed, Added, Moved]));
    assert_eq!((report.moved, report.removed), (of(&[Moved]), of(&[Removed])));
    assert_eq!(report.replaced, of(&[Changed, Added]));
}

#[test]
fn the_same_pages_need_no_replacing() {
    let report = held(&pages("あいう"), &pages("あいう"));
    assert_eq!((rows(&report), report.unchanged, report.foot_differs), (vec![], 3, false));
    adds_up(&report);
}

#[test]
fn a_page_that_changed_says_what_is_other_on_it() {
    let (before, mut after) = (pages("あいう"), pages("あいう"));
    after[1].lines[2] = "い三".to_owned();
    let report = held(&before, &after);
    assert_eq!(rows(&report), [(Some(2), Some(2), 1, Changed)]);
    let row = &report.rows[0];
    assert_eq!((row.says_before.as_deref(), row.says_after.as_deref()), (Some("い二"), Some("い三")));
    assert_eq!(row.part.as_deref(), Some("資料1"));
    adds_up(&report);
}

#[test]
fn behind_a_new_page_only_the_numbers_differ_and_they_stand_in_one_row() {
    let report = held(&pages("あいうえ"), &pages("あ新いうえ"));
    assert_eq!(rows(&report), [(None, Some(2), 1, Added), (Some(2), Some(3), 3, Moved)]);
    assert_eq!(report.rows[0].says_after.as_deref(), Some("見出し"), "all of it is new");
    assert!(report.rows[1].says_before.is_none() && report.rows[1].says_after.is_none());
    adds_up(&report);
}

#[test]
fn a_page_that_is_gone_is_to_be_taken_out_and_moves_those_behind_it() {
    let report = held(&pages("あいうえ"), &pages("あうえ"));
    assert_eq!(rows(&report), [(Some(2), None, 1, Removed), (Some(3), Some(2), 2, Moved)]);
    adds_up(&report);
}

#[test]
fn a_changed_page_beside_a_new_one_is_known_by_what_stayed_on_it() {
    let before = pages("あいう");
    let mut after = pages("あ新いう");
    after[2].lines[2] = "い三".to_owned();
    let report = held(&before, &after);
    assert_eq!(
        rows(&report),
        [(None, Some(2), 1, Added), (Some(2), Some(3), 1, Changed), (Some(3), Some(4), 1, Moved)]
    );
    adds_up(&report);
}

#[test]
fn a_page_of_another_part_is_another_page() {
    let before = [page("資料1", &["表", "一"]), page("資料2", &["表", "二"])];
    let after = [page("資料1", &["表", "一"]), page("資料3", &["表", "二"])];
    let report = held(&before, &after);
    assert_eq!(rows(&report), [(Some(2), None, 1, Removed), (None, Some(2), 1, Added)]);
    adds_up(&report);
}

#[test]
fn a_line_that_stands_twice_is_missed_once() {
    let before = [page("資料1", &["継続中", "継続中", "中止"])];
    let after = [page("資料1", &["継続中", "実施済み", "中止"])];
    let row = held(&before, &after).rows.remove(0);
    assert_eq!((row.says_before.as_deref(), row.says_after.as_deref()), (Some("継続中"), Some("実施済み")));
}

#[test]
fn another_foot_is_told_of_once_and_makes_no_page_another() {
    let (before, mut after) = (pages("あい"), pages("あい"));
    after.iter_mut().for_each(|page| page.foot = "計画 第2版".to_owned());
    let report = held(&before, &after);
    assert!(report.foot_differs && report.rows.is_empty());
    assert_eq!(report.unchanged, 2);
}

#[test]
fn whatever_was_handed_out_before_every_page_is_told_of_once() {
    for (before, after) in [
        ("", "あ"),
        ("あ", ""),
        ("", ""),
        ("あいう", "うえあ"),
        ("あああ", "ああ"),
        ("あいうえお", "お新えうい"),
    ] {
        adds_up(&held(&pages(before), &pages(after)));
        adds_up(&held(&pages(after), &pages(before)));
    }
}

//! Cross-references in prose: 「5-1から5-6及び5-8」, 「（6-6）」, 「6-2・6-3」, 「1-1-1③」 (S3).
//!
//! Found are numbers of several steps, as a plan prints them: in any width, with any dash, alone, in lists and in ranges.
//! A single number is none, nor a sign that stands alone (①): it begins a line of a list more often than it names one.
//! Nothing is guessed: what is a date, a quantity, a telephone number or an address is passed over, and so is a number
//! whose first step no item has. Nothing is rewritten here.

use super::numbers::{Numbers, of_edition};
use domain::id::{EditionId, NodeId};
use domain::plan::Plan;
use domain::value::label::{self, canonical};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// An item as prose names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Named {
    /// The whole number, in narrow digits.
    pub label: String,
    /// Who has it; none where nobody does.
    pub node: Option<NodeId>,
}

/// A number, or a range of numbers, in a text. A list is several of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reference {
    /// Where it stands, in bytes of the text.
    pub range: Range<usize>,
    /// What it names, in order: one item; of a range both ends and whichever numbers between them there are.
    pub names: Vec<Named>,
}

/// The numbers that prose may name.
#[derive(Debug, Clone, Default)]
pub struct Known {
    nodes: BTreeMap<String, NodeId>,
    first_steps: BTreeSet<String>,
}

impl Known {
    /// The whole numbers with their nodes; of two nodes with one number the first counts. A number behind a word
    /// (施策1-1) is known without its word too, unless another item has that number.
    pub fn new(numbers: impl IntoIterator<Item = (String, NodeId)>) -> Self {
        let (mut known, mut worded) = (Self::default(), Vec::new());
        for (label, node) in numbers {
            let label = canonical(&label);
            match label.find(|c: char| c.is_ascii_digit()) {
                Some(at) if at > 0 => worded.push((label[at..].to_owned(), node)),
                Some(_) | None => {}
            }
            known.nodes.entry(label).or_insert(node);
        }
        for (label, node) in worded {
            known.nodes.entry(label).or_insert(node);
        }
        let first = |label: &String| label.split_once('-').map(|(first, _)| first.to_owned());
        known.first_steps = known.nodes.keys().filter_map(first).collect();
        known
    }

    /// The numbers of the table as it is now; then those of items that it does not list any more.
    pub fn of(plan: &Plan, numbers: &Numbers) -> Self {
        let nodes = numbers.in_order().into_iter().filter(|node| plan.nodes.contains_key(node));
        Self::new(nodes.filter_map(|node| Some((numbers.full(node)?.to_owned(), node))))
    }

    /// The numbers as an edition prints them.
    pub fn of_edition(plan: &Plan, edition: EditionId) -> Self {
        Self::new(of_edition(plan, edition).into_iter().map(|(node, label)| (label, node)))
    }

    fn named(&self, label: String) -> Named {
        let node = self.nodes.get(&label).copied();
        Named { label, node }
    }

    /// Whether an item under that number has a sign of its own (①).
    fn has_signs_under(&self, path: &str) -> bool {
        let behind = self.nodes.range(path.to_owned()..).take_while(|(label, _)| label.starts_with(path));
        behind.into_iter().any(|(label, _)| label[path.len()..].chars().next().is_some_and(is_sign))
    }
}

/// The cross-references of a text: in order, none over another, each at the bounds of characters.
pub fn references(text: &str, known: &Known) -> Vec<Reference> {
    let mut found: Vec<Reference> = Vec::new();
    let mut at = 0;
    // The path of the number before, for 「1-1-1①・②」.
    let mut path: Option<String> = None;
    while let Some(c) = text[at..].chars().next() {
        let begins = digit(c).is_some() && !is_inside(&text[..at]);
        let before = found.last().map(|reference| &text[reference.range.end..at]);
        let number = if begins { Number::read(text, at, known) } else { None };
        let number = number.or_else(|| {
            let listed = before.is_some_and(|between| LISTS.contains(&between)) && is_sign(c);
            let path = path.clone().filter(|_| listed)?;
            Some(Number { path, sign: Some(c), end: at + c.len_utf8() })
        });
        let Some(first) = number else {
            at = match begins {
                true => at + text[at..].find(|c| !in_number(c)).unwrap_or(text.len() - at),
                false => at + c.len_utf8(),
            };
            continue;
        };
        let last = range_to(text, &first, known);
        let end = last.as_ref().map_or(first.end, |last| last.end);
        path = last.as_ref().unwrap_or(&first).sign.map(|_| first.path.clone());
        let names = match last {
            Some(last) => between(&first, &last, known),
            None => vec![known.named(first.label())],
        };
        found.push(Reference { range: at..end, names });
        at = end;
    }
    found
}

/// What stands between the signs of a list.
const LISTS: [&str; 8] = ["、", "・", "，", ",", "及び", "と", "並びに", "又は"];

/// What stands between the ends of a range.
const RANGES: [&str; 6] = ["から", "〜", "～", "~", "ないし", "乃至"];

/// What follows a quantity, not the number of an item.
const COUNTERS: [&str; 30] = [
    "人",
    "名",
    "件",
    "日",
    "月",
    "年",
    "時",
    "分",
    "秒",
    "円",
    "回",
    "冊",
    "頁",
    "ページ",
    "階",
    "台",
    "%",
    "％",
    "か月",
    "ヶ",
    "ヵ",
    "カ月",
    "週",
    "歳",
    "倍",
    "割",
    "票",
    "号",
    "番地",
    "丁目",
];

/// What stands before a number of another kind: telephones, addresses, years.
const OTHERS: [&str; 14] =
    ["電話", "TEL", "Tel", "tel", "℡", "☎", "FAX", "Fax", "内線", "〒", "明治", "昭和", "平成", "令和"];

/// A number as read.
struct Number {
    path: String,
    sign: Option<char>,
    end: usize,
}

impl Number {
    fn label(&self) -> String {
        self.path.chars().chain(self.sign).collect()
    }

    fn read(text: &str, start: usize, known: &Known) -> Option<Self> {
        let (mut steps, mut at) = (Vec::new(), start);
        loop {
            let rest = &text[at..];
            let length = rest.find(|c| digit(c).is_none()).unwrap_or(rest.len());
            let step: String = rest[..length].chars().filter_map(digit).collect();
            // Years and telephone numbers have more digits, and these begin with a nought.
            if step.is_empty() || step.len() > 3 || step.starts_with('0') {
                return None;
            }
            steps.push(step);
            at += length;
            let mut next = text[at..].chars();
            match (next.next(), next.next()) {
                (Some(dash), Some(after)) if is_dash(dash) && digit(after).is_some() => at += dash.len_utf8(),
                (Some(_) | None, _) => break,
            }
        }
        let rest = &text[at..];
        let follows =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | ':' | '．' | '／' | '：');
        // A full stop ends a sentence where no digit follows.
        let stopped = rest.starts_with('.') && !rest[1..].starts_with(|c| digit(c).is_some());
        let other = rest.starts_with(follows) && !stopped;
        let counted = COUNTERS.iter().any(|counter| rest.starts_with(counter));
        if steps.len() < 2 || other || counted || !known.first_steps.contains(&steps[0]) {
            return None;
        }
        let path = steps.join("-");
        let sign = rest.chars().next().filter(|c| is_sign(*c) && known.has_signs_under(&path));
        Some(Self { path, sign, end: at + sign.map_or(0, char::len_utf8) })
    }
}

/// The end of the range that begins with that number.
fn range_to(text: &str, first: &Number, known: &Known) -> Option<Number> {
    let rest = &text[first.end..];
    let word = RANGES.iter().find(|word| rest.starts_with(**word))?;
    let start = first.end + word.len();
    let sign = text[start..].chars().next().filter(|c| is_sign(*c) && first.sign.is_some());
    match sign {
        Some(c) => Some(Number { path: first.path.clone(), sign, end: start + c.len_utf8() }),
        None => Number::read(text, start, known),
    }
}

/// Both ends, and whichever numbers between them there are; of ends that do not belong together only these.
fn between(first: &Number, last: &Number, known: &Known) -> Vec<Named> {
    let (from, to) = (first.label(), last.label());
    let inner: Vec<String> = match (first.sign, last.sign) {
        (Some(a), Some(b)) if first.path == last.path => {
            (a..b).skip(1).filter(|c| is_sign(*c)).map(|c| format!("{}{c}", first.path)).collect()
        }
        (None, None) => match (first.path.rsplit_once('-'), last.path.rsplit_once('-')) {
            (Some((above, a)), Some((other, b))) if above == other => {
                let step = |text: &str| text.parse::<u32>().unwrap_or_default();
                (step(a)..step(b)).skip(1).map(|n| format!("{above}-{n}")).collect()
            }
            (Some(_) | None, _) => Vec::new(),
        },
        (Some(_) | None, _) => Vec::new(),
    };
    let inner = inner.into_iter().map(|label| known.named(label)).filter(|named| named.node.is_some());
    std::iter::once(known.named(from)).chain(inner).chain([known.named(to)]).collect()
}

/// Whether what stands before makes a digit a part of something else.
fn is_inside(before: &str) -> bool {
    let joined = |c: char| {
        c.is_ascii_alphanumeric() || digit(c).is_some() || is_dash(c) || matches!(c, '.' | '/' | '．' | '／')
    };
    let trimmed = before.trim_end_matches([' ', '\u{3000}', ':', '：']);
    before.ends_with(joined) || OTHERS.iter().any(|other| trimmed.ends_with(other))
}

fn in_number(c: char) -> bool {
    digit(c).is_some() || is_dash(c)
}

fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ => None,
    }
}

/// Any dash between numbers; here also the long-vowel mark, which is typed for one.
fn is_dash(c: char) -> bool {
    label::is_dash(c) || c == 'ー'
}

/// `①` to `⑳`.
fn is_sign(c: char) -> bool {
    ('①'..='⑳').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NUMBERS: &str = include_str!("../../../tests/fixtures/nagareyama-2021-03.derived.tsv");
    const TABLE: &str = include_str!("../../../tests/fixtures/nagareyama-2021-03.tsv");

    fn node(at: usize) -> NodeId {
        NodeId::parse(&format!("0190b5a8-7c1e-7000-8000-{at:012x}")).unwrap()
    }

    /// The whole numbers of the published table.
    fn known() -> Known {
        let labels = NUMBERS.lines().skip(1).filter_map(|line| line.split('\t').nth(1));
        Known::new(labels.enumerate().map(|(at, label)| (label.to_owned(), node(at))))
    }

    fn remark(number: &str) -> &'static str {
        let row = TABLE.lines().find(|line| line.split('\t').next() == Some(number)).unwrap();
        row.split('\t').nth(7).unwrap()
    }

    /// Each reference as it stands in the text, with what it names; a number that nobody has in brackets.
    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let known = known();
        let found = references(text, &known);
        let name = |named: &Named| match named.node {
            Some(_) => named.label.clone(),
            None => format!("[{}]", named.label),
        };
        let said: Vec<(String, String)> = found
            .iter()
            .map(|one| {
                let names: Vec<String> = one.names.iter().map(name).collect();
                (text[one.range.clone()].to_owned(), names.join(" "))
            })
            .collect();
        let said: Vec<(&str, &str)> = said.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(said, expected, "{text}");
    }

    #[test]
    fn the_remark_of_heading_5_names_eight_items() {
        check(remark("5"), &[("6-6", "6-6"), ("5-1から5-6", "5-1 5-2 5-3 5-4 5-5 5-6"), ("5-8", "5-8")]);
    }

    #[test]
    fn the_signs_and_steps_of_a_list_name_nothing() {
        check(remark("6-6"), &[]);
        check(remark("6-7"), &[]);
    }

    #[test]
    fn no_other_remark_of_the_published_table_names_an_item() {
        let known = known();
        let naming = TABLE
            .lines()
            .skip(1)
            .filter(|line| line.split('\t').skip(7).any(|remark| !references(remark, &known).is_empty()));
        let naming: Vec<&str> = naming.map(|line| line.split('\t').next().unwrap()).collect();
        assert_eq!(naming, ["5"]);
    }

    #[test]
    fn lists_ranges_widths_and_dashes_are_read() {
        check("6-2・6-3を再開", &[("6-2", "6-2"), ("6-3", "6-3")]);
        check("6-2,6-3を再開", &[("6-2", "6-2"), ("6-3", "6-3")]);
        check("（６－６）のとおり", &[("６－６", "6-6")]);
        check("６ー６と6−7", &[("６ー６", "6-6"), ("6−7", "6-7")]);
        check("5-7～5-10", &[("5-7～5-10", "5-7 5-8 5-9 5-10")]);
        check("1-1-1①・③及び1-1-2①", &[("1-1-1①", "1-1-1①"), ("③", "1-1-1③"), ("1-1-2①", "1-1-2①")]);
        check("1-1-1①から③", &[("1-1-1①から③", "1-1-1① 1-1-1② 1-1-1③")]);
        check("6-6①の職員", &[("6-6", "6-6")]);
        check("5-1より5-3を優先", &[("5-1", "5-1"), ("5-3", "5-3")]);
        check("6-6番の事業", &[("6-6", "6-6")]);
    }

    #[test]
    fn what_nobody_has_stays_as_it_is() {
        check("6-99を参照", &[("6-99", "[6-99]")]);
        check("1-1-1⑨", &[("1-1-1⑨", "[1-1-1⑨]")]);
        check("5-9から5-12", &[("5-9から5-12", "5-9 5-10 [5-12]")]);
    }

    #[test]
    fn dates_quantities_telephones_and_addresses_name_nothing() {
        for text in [
            "平成30年11月",
            "2018-11-30",
            "2018-11",
            "H30-5-1",
            "平成 5-1",
            "5-6人",
            "1-2か月",
            "電話：5-1",
            "04-7150-6099",
            "5-1-2000",
            "3-5番地",
            "12-5を参照",
            "①から③",
            "5",
            "v5-1",
            "5-1.5",
        ] {
            check(text, &[]);
        }
        check("5-1. 予算", &[("5-1", "5-1")]);
    }

    #[test]
    fn a_number_behind_a_word_is_known_without_it() {
        let known = Known::new([("施策1-2".to_owned(), node(1))]);
        assert_eq!(references("施策1-2と同じ", &known)[0].names[0].node, Some(node(1)));
    }

    proptest! {
        #[test]
        fn references_stand_in_order_and_never_over_each_other(
            text in "(5-1|6-6|1-1-1|[0-9０-９①-③]|[-－ー〜、・,.]|から|及び|平成|年|人| |🗾|[\\PC]){0,24}"
        ) {
            let mut end = 0;
            for one in references(&text, &known()) {
                prop_assert!(end <= one.range.start && one.range.start < one.range.end);
                prop_assert!(text.get(one.range.clone()).is_some(), "not at the bounds of characters");
                prop_assert!(!one.names.is_empty());
                end = one.range.end;
            }
        }

        #[test]
        fn a_number_of_the_plan_in_a_sentence_is_found(at in 0_usize..65, before in "[ぁ-ん一-龥、。（]{0,6}") {
            let known = known();
            let label = known.nodes.keys().nth(at % known.nodes.len()).unwrap().clone();
            prop_assume!(label.contains('-'));
            let text = format!("{before}{label}を参照");
            let found = references(&text, &known);
            prop_assert_eq!(found.len(), 1, "{}", text);
            prop_assert_eq!(&found[0].names[0].label, &label);
        }
    }
}

//! The departments of a cell: 「情報政策課・総務課（庶務係）、市民課ほか」 names three, two of them with a qualifier.
//!
//! 、 and their like always part two names. A middle dot or a line end may stand inside a name (企画・財政課) or in the
//! middle of a wrapped one; they part names only where each of these looks like one. In doubt the cell is one name.

use super::heading::squeezed;
use super::pieces::{divide, is_closing, is_opening};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::HashSet;

/// A department as a cell names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "DepartmentRead")]
pub struct Department {
    /// Its name, without the qualifier.
    pub name: String,
    /// What is said beside the name: （全所属）, ほか.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<String>,
    /// As printed.
    pub printed: String,
}

/// How names of departments end.
const ENDINGS: [&str; 36] = [
    "課",
    "部",
    "局",
    "室",
    "係",
    "所",
    "館",
    "会",
    "署",
    "校",
    "園",
    "院",
    "庁",
    "区",
    "団",
    "班",
    "所属",
    "担当",
    "本部",
    "事務局",
    "センター",
    "チーム",
    "グループ",
    "企業",
    "機関",
    "公社",
    "協会",
    "議会",
    "社協",
    "プラザ",
    "窓口",
    "組合",
    "財団",
    "監",
    "省",
    "支部",
];

/// What is said of further ones behind the last name.
const OTHERS: [&str; 4] = ["ほか", "他", "など", "等"];

/// Names in a cell beyond which it is prose.
const MOST: usize = 50;

/// Characters of a cell beyond which it names no department.
const LONGEST: usize = 1_000;

/// The departments of a cell, in its order, and whether a person would hesitate how many there are; `known` are names of
/// departments that the plan has, squeezed.
pub(super) fn read(cell: &str, known: &HashSet<String>) -> (Vec<Department>, bool) {
    let text = cell.trim();
    if text.chars().count() > LONGEST {
        return (Vec::new(), true);
    }
    let Some((pieces, separators)) = divide(text, |_, _, c| parts(c) || may_part(c)) else {
        return (one(text).into_iter().collect(), true);
    };
    let known = |name: &str| known.contains(&squeezed(name));
    if separators.is_empty() || known(text) {
        return (one(text).into_iter().collect(), false);
    }
    if pieces.len() > MOST {
        return (one(text).into_iter().collect(), true);
    }
    // What 、 parts is looked at by itself.
    let (mut departments, mut doubtful) = (Vec::new(), false);
    let mut first = 0;
    for last in 0..pieces.len() {
        if separators.get(last).is_none_or(|c| parts(*c)) {
            let names: Vec<&str> =
                pieces[first..=last].iter().map(|p| p.trim()).filter(|p| !p.is_empty()).collect();
            let are_names = names.len() < 2
                || names
                    .iter()
                    .all(|name| one(name).is_some_and(|d| known(&d.name) || looks_like_one(&d.name)));
            if are_names {
                departments.extend(names.iter().filter_map(|name| one(name)));
            } else {
                doubtful = true;
                departments.extend(one(within(text, pieces[first], pieces[last]).trim()));
            }
            first = last + 1;
        }
    }
    (departments, doubtful)
}

/// Always between two names.
fn parts(c: char) -> bool {
    matches!(c, '、' | '，' | ',' | '､' | ';' | '；')
}

/// Between two names, or inside one.
fn may_part(c: char) -> bool {
    matches!(c, '・' | '･' | '\n' | '／' | '/')
}

/// The text from the beginning of one of its pieces to the end of another.
fn within<'t>(text: &'t str, first: &str, last: &str) -> &'t str {
    let start = first.as_ptr() as usize - text.as_ptr() as usize;
    let end = last.as_ptr() as usize - text.as_ptr() as usize + last.len();
    text.get(start..end).unwrap_or(text)
}

fn looks_like_one(name: &str) -> bool {
    let name = squeezed(name);
    name.chars().count() > 1 && ENDINGS.iter().any(|ending| name.ends_with(&squeezed(ending)))
}

/// One name and its qualifier; none where there is no name.
fn one(printed: &str) -> Option<Department> {
    let printed = printed.trim();
    let mut name = printed;
    let mut qualifiers: Vec<&str> = Vec::new();
    loop {
        let before = name;
        for word in OTHERS {
            if let Some(rest) = name.strip_suffix(word).map(str::trim_end)
                && !rest.is_empty()
            {
                (name, qualifiers) = (rest, [vec![word], qualifiers].concat());
                break;
            }
        }
        if name.ends_with(is_closing)
            && let Some(open) = opening(name)
            && !name[..open].trim().is_empty()
        {
            (name, qualifiers) = (name[..open].trim_end(), [vec![&name[open..]], qualifiers].concat());
        }
        if name == before {
            break;
        }
    }
    (!name.is_empty()).then(|| Department {
        name: name.to_owned(),
        qualifier: (!qualifiers.is_empty()).then(|| qualifiers.concat()),
        printed: printed.to_owned(),
    })
}

/// Where the bracket opens that closes at the end.
fn opening(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, c) in text.char_indices().rev() {
        if is_closing(c) {
            depth += 1;
        } else if is_opening(c) {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, expected: &[(&str, Option<&str>)], doubtful: bool) {
        let (departments, hesitates) = read(cell, &HashSet::from(["企画・調整課".to_owned()]));
        let read: Vec<(&str, Option<&str>)> =
            departments.iter().map(|d| (d.name.as_str(), d.qualifier.as_deref())).collect();
        assert_eq!((read.as_slice(), hesitates), (expected, doubtful), "{cell}");
    }

    #[test]
    fn a_cell_names_one_department_or_several() {
        check("情報政策課", &[("情報政策課", None)], false);
        check(
            "情報政策課・総務課、市民課",
            &[("情報政策課", None), ("総務課", None), ("市民課", None)],
            false,
        );
        check("情報政策課\n総務課", &[("情報政策課", None), ("総務課", None)], false);
        check("情報政策課、ＩＣＴ推進", &[("情報政策課", None), ("ＩＣＴ推進", None)], false);
        check("", &[], false);
    }

    #[test]
    fn what_stands_beside_a_name_is_its_qualifier() {
        check("総務課（全所属）", &[("総務課", Some("（全所属）"))], false);
        check(
            "総務課(庶務・法規)・市民課ほか",
            &[("総務課", Some("(庶務・法規)")), ("市民課", Some("ほか"))],
            false,
        );
        check("総務課（主管）ほか", &[("総務課", Some("（主管）ほか"))], false);
        check("（全所属）", &[("（全所属）", None)], false);
        check("全課", &[("全課", None)], false);
    }

    #[test]
    fn where_a_person_would_hesitate_nothing_is_divided() {
        check("企画・財政課", &[("企画・財政課", None)], true);
        check("情報政策\n課", &[("情報政策\n課", None)], true);
        check("総務課、企画・財政課", &[("総務課", None), ("企画・財政課", None)], true);
        check("総務課（庶務・市民課", &[("総務課（庶務・市民課", None)], true);
        check("企画・調整課", &[("企画・調整課", None)], false);
    }
}

//! Names of sheets as spreadsheet programs take them: short, without their own marks, and each one once.

use unicode_normalization::UnicodeNormalization as _;

/// How long a name may be, counted as UTF-16 does.
const LIMIT: usize = 31;

/// The names that were given.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: Vec<String>,
}

impl Names {
    /// A name like that one, which no other sheet has.
    pub(super) fn give(&mut self, wanted: &str, otherwise: &str) -> String {
        let clean = cleaned(wanted);
        let base = if clean.is_empty() { otherwise } else { &clean };
        let mut name = cut(base, LIMIT).to_owned();
        let mut number = 2;
        while self.taken.contains(&key(&name)) {
            let behind = format!(" ({number})");
            name = format!("{}{behind}", cut(base, LIMIT - behind.len()));
            number += 1;
        }
        self.taken.push(key(&name));
        name
    }
}

/// Letter case and width make no difference between two names.
fn key(name: &str) -> String {
    name.nfkc().collect::<String>().to_lowercase()
}

/// 「History」 is kept by one program for itself, and 「TRUE」 is a value to it.
fn cleaned(wanted: &str) -> String {
    let allowed = |character: char| match character {
        '[' => '［',
        ']' => '］',
        ':' => '：',
        '*' => '＊',
        '?' => '？',
        '/' => '／',
        '\\' => '＼',
        '\'' => '’',
        control if control.is_control() => ' ',
        other => other,
    };
    let name: String = wanted.chars().map(allowed).collect();
    let name = name.trim();
    if matches!(key(name).as_str(), "history" | "true" | "false") {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}

fn cut(name: &str, limit: usize) -> &str {
    let mut length = 0;
    let end = name.char_indices().find(|(_, character)| {
        length += character.len_utf16();
        length > limit
    });
    name[..end.map_or(name.len(), |(at, _)| at)].trim_end()
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[track_caller]
    fn check(wanted: &[&str], given: &[&str]) {
        let mut names = Names::default();
        let names: Vec<String> = wanted.iter().map(|name| names.give(name, "表")).collect();
        assert_eq!(names, given);
    }

    #[test]
    fn a_good_name_stays_as_it_is() {
        check(&["実施計画一覧", "令和3年3月"], &["実施計画一覧", "令和3年3月"]);
    }

    #[test]
    fn marks_that_programs_keep_for_themselves_are_replaced() {
        check(
            &["[計画]:*?/\\'", "", " \t", "History", "TRUE"],
            &["［計画］：＊？／＼’", "表", "表 (2)", "History_", "TRUE_"],
        );
    }

    #[test]
    fn the_same_name_is_given_once_whatever_its_case_and_width() {
        check(&["A", "a", "Ａ", "a (2)"], &["A", "a (2)", "Ａ (3)", "a (2) (2)"]);
    }

    #[test]
    fn a_long_name_is_cut_and_still_the_only_one() {
        let long = "計".repeat(40);
        let (first, second) = ("計".repeat(31), format!("{} (2)", "計".repeat(27)));
        check(&[&long, &long], &[&first, &second]);
        let rare = "𠮷".repeat(20);
        check(&[&rare], &[&"𠮷".repeat(15)]);
    }
}

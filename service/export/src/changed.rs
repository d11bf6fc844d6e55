//! Which words of a text changed: what was struck and what was added, in runs as a person would mark them.

use dissimilar::Chunk;

/// What became of a run of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Both texts have it.
    Kept,
    /// Only the text before has it.
    Struck,
    /// Only the text after has it.
    Added,
}

/// A run of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its words.
    pub text: String,
    /// What became of it.
    pub fate: Fate,
}

/// Two texts as one: what both have once, what was struck before what was added in its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changed {
    /// In the order in which they are read.
    pub runs: Vec<Run>,
}

impl Run {
    /// Both texts have it.
    pub fn is_kept(&self) -> bool {
        self.fate == Fate::Kept
    }
}

impl Changed {
    /// The runs of two texts. Texts that have little in common are one run each: crumbs that happen to be the same help
    /// nobody to read.
    pub fn of(before: &str, after: &str) -> Self {
        let chunks = dissimilar::diff(before, after);
        let kept = chunks.iter().map(|chunk| if let Chunk::Equal(text) = chunk { text.len() } else { 0 });
        let mut changed = Self::default();
        if kept.sum::<usize>() * 4 < before.len().max(after.len()) {
            changed.replace(before, after);
            return changed;
        }
        let (mut struck, mut added) = (String::new(), String::new());
        for (place, chunk) in chunks.iter().enumerate() {
            match chunk {
                // One character between two changes is kept by chance.
                Chunk::Equal(text) if place > 0 && place + 1 < chunks.len() && text.chars().count() == 1 => {
                    struck.push_str(text);
                    added.push_str(text);
                }
                Chunk::Equal(text) => {
                    changed.replace(&std::mem::take(&mut struck), &std::mem::take(&mut added));
                    changed.push(text, Fate::Kept);
                }
                Chunk::Delete(text) => struck.push_str(text),
                Chunk::Insert(text) => added.push_str(text),
            }
        }
        changed.replace(&struck, &added);
        changed
    }

    /// The text before, in runs.
    pub fn before(&self) -> impl Iterator<Item = &Run> {
        self.runs.iter().filter(|run| run.fate != Fate::Added)
    }

    /// The text after, in runs.
    pub fn after(&self) -> impl Iterator<Item = &Run> {
        self.runs.iter().filter(|run| run.fate != Fate::Struck)
    }

    fn replace(&mut self, before: &str, after: &str) {
        self.push(before, Fate::Struck);
        self.push(after, Fate::Added);
    }

    fn push(&mut self, text: &str, fate: Fate) {
        if !text.is_empty() {
            self.runs.push(Run { text: text.to_owned(), fate });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked<'r>(runs: impl Iterator<Item = &'r Run>) -> String {
        runs.map(|run| if run.fate == Fate::Kept { run.text.clone() } else { format!("[{}]", run.text) })
            .collect()
    }

    #[track_caller]
    fn check(before: &str, after: &str, expected: (&str, &str)) {
        let changed = Changed::of(before, after);
        assert_eq!((marked(changed.before()).as_str(), marked(changed.after()).as_str()), expected);
        let plain = |text: String| text.replace(['[', ']'], "");
        assert_eq!(
            (plain(marked(changed.before())).as_str(), plain(marked(changed.after())).as_str()),
            (before, after)
        );
    }

    #[test]
    fn the_words_that_changed_are_marked_and_nothing_else() {
        check(
            "端末の導入に係る経費について協議する。",
            "端末の導入に係る費用及び情報漏洩の防止策について協議する。",
            (
                "端末の導入に係る[経費]について協議する。",
                "端末の導入に係る[費用及び情報漏洩の防止策]について協議する。",
            ),
        );
        check("検討中", "検討中", ("検討中", "検討中"));
        check(
            "平成30年11月 中止",
            "平成30年11月 中止（費用）",
            ("平成30年11月 中止", "平成30年11月 中止[（費用）]"),
        );
    }

    #[test]
    fn texts_with_little_in_common_are_marked_whole() {
        check("未着手", "実施済み", ("[未着手]", "[実施済み]"));
        check("", "費用のため", ("", "[費用のため]"));
        check("費用のため", "", ("[費用のため]", ""));
    }
}

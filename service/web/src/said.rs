//! Words in both languages, side by side.

use projections::wording::Language;

/// One wording in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// In Japanese.
    pub ja: &'static str,
    /// In English.
    pub en: &'static str,
}

/// One wording in both languages.
pub(crate) const fn said(ja: &'static str, en: &'static str) -> Said {
    Said { ja, en }
}

impl Said {
    /// The words in a language.
    pub const fn of(&self, language: Language) -> &'static str {
        match language {
            Language::Japanese => self.ja,
            Language::English => self.en,
        }
    }

    /// Both, as the API's document prints them: English, then Japanese.
    pub(crate) fn both(&self) -> String {
        if self.ja.is_empty() { self.en.to_owned() } else { format!("{} · {}", self.en, self.ja) }
    }
}

//! In which language the program speaks: as asked for, else as the environment says, else Japanese.

pub(crate) use projections::wording::Language as Lang;

/// Chooses one of two wordings that stand side by side.
pub(crate) trait Pick {
    /// The one that is in this language.
    fn pick<T>(self, japanese: T, english: T) -> T;
}

impl Pick for Lang {
    fn pick<T>(self, japanese: T, english: T) -> T {
        match self {
            Self::Japanese => japanese,
            Self::English => english,
        }
    }
}

/// The language of an option.
///
/// # Errors
/// What would be accepted.
pub(crate) fn parse(tag: &str) -> Result<Lang, String> {
    Lang::of_tag(tag).ok_or_else(|| "accepted are ja and en".to_owned())
}

/// The language of the environment: English where it asks for English, Japanese otherwise.
pub(crate) fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| variable(name).filter(|value| !value.is_empty()));
    said.and_then(|locale| Lang::of_tag(&locale)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(variables: &[(&str, &str)]) -> Lang {
        of_environment(|name| {
            variables.iter().find(|(variable, _)| *variable == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_environment_chooses_and_japanese_is_the_default() {
        assert_eq!(with(&[]), Lang::Japanese);
        assert_eq!(with(&[("LANG", "C.UTF-8")]), Lang::Japanese);
        assert_eq!(with(&[("LANG", "ja_JP.UTF-8")]), Lang::Japanese);
        assert_eq!(with(&[("LANG", "en_GB.UTF-8")]), Lang::English);
        assert_eq!(with(&[("LANG", "en_GB.UTF-8"), ("LC_ALL", "ja_JP.UTF-8")]), Lang::Japanese);
        assert_eq!(with(&[("LANG", "en_GB.UTF-8"), ("LC_ALL", "")]), Lang::English);
    }
}

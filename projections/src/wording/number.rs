//! Numbers of things, with the noun in its right form: the one place that knows plurals.

use super::Language;
use std::fmt::Display;

/// A whole number of any width.
pub trait Number: Display + PartialEq + From<u8> {}

impl<N: Display + PartialEq + From<u8>> Number for N {}

/// A number of items.
pub fn items(number: impl Number, language: Language) -> String {
    language.say(format!("{number}件"), plural(number, "item"))
}

/// So many of so many items.
pub fn items_of(found: impl Number, all: impl Number, language: Language) -> String {
    language.say(format!("{all}件中 {found}件"), format!("{found} of {}", plural(all, "item")))
}

/// A number of editions.
pub fn editions(number: impl Number, language: Language) -> String {
    language.say(format!("{number}版"), plural(number, "edition"))
}

/// A number of days.
pub fn days(number: impl Number, language: Language) -> String {
    language.say(format!("{number}日"), plural(number, "day"))
}

/// A number of months.
pub fn months(number: impl Number, language: Language) -> String {
    language.say(format!("{number}か月"), plural(number, "month"))
}

/// A number of years.
pub fn years(number: impl Number, language: Language) -> String {
    language.say(format!("{number}年"), plural(number, "year"))
}

/// A number with an English noun.
fn plural(number: impl Number, one: &str) -> String {
    let ending = if number == 1.into() { "" } else { "s" };
    format!("{number} {one}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_one_item_and_everything_else_is_items() {
        let told = [0_u32, 1, 2].map(|number| items(number, Language::English));
        assert_eq!(told, ["0 items", "1 item", "2 items"]);
        assert_eq!(items_of(1_usize, 51_usize, Language::English), "1 of 51 items");
        assert_eq!(items_of(0_usize, 1_usize, Language::English), "0 of 1 item");
        assert_eq!(items_of(1_usize, 51_usize, Language::Japanese), "51件中 1件");
        assert_eq!((days(1, Language::English), days(2, Language::Japanese)), ("1 day".into(), "2日".into()));
        assert_eq!(editions(1_usize, Language::English), "1 edition");
    }
}

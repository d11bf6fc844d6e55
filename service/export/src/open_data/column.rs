//! What a column is: the one place from which header, cells, dictionary and schema come.

use super::codes::CodeList;
use super::value::Value;
use domain::value::PrintedDate;
use projections::wording::Language;

/// Words in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// 日本語.
    pub japanese: String,
    /// English.
    pub english: String,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A UUID.
    Id,
    /// Words, as many as there are.
    Text,
    /// The name of one thing.
    Name,
    /// A whole number, without its unit.
    Number,
    /// A number in decimal digits, without its unit.
    Decimal,
    /// A day: `2021-03-31`.
    Date,
    /// `true` or `false`.
    Flag,
    /// A code of that list.
    Code(CodeList),
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What the header calls it: `snake_case`, and the same for ever.
    pub name: String,
    /// What people call it.
    pub title: Words,
    /// What it says.
    pub about: Words,
    /// What stands in it.
    pub holds: Holds,
    /// Whether every row has something there.
    pub required: bool,
    /// Whether it tells rows apart, with the others of which that is said.
    pub key: bool,
}

/// A column with where its values come from.
pub(super) struct Field<'d, R> {
    pub(super) column: Column,
    pub(super) value: Box<dyn Fn(&R) -> Value + 'd>,
}

/// A date of a row.
pub(super) type DateOf<R> = fn(&R) -> Option<&PrintedDate>;

impl Words {
    /// The words in both languages, Japanese first.
    pub fn of([japanese, english]: [&str; 2]) -> Self {
        Self { japanese: japanese.to_owned(), english: english.to_owned() }
    }

    /// The words in that language.
    pub fn in_language(&self, language: Language) -> &str {
        language.of(&self.japanese, &self.english)
    }

    /// These and others behind them.
    fn with(&self, [japanese, english]: [&str; 2]) -> Self {
        Self {
            japanese: format!("{}{japanese}", self.japanese),
            english: format!("{}{english}", self.english),
        }
    }
}

impl Holds {
    /// What the dictionary calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Id => "uuid",
            Self::Text | Self::Name => "string",
            Self::Number => "integer",
            Self::Decimal => "decimal",
            Self::Date => "date",
            Self::Flag => "boolean",
            Self::Code(_) => "code",
        }
    }

    /// The list of its codes.
    pub const fn codes(self) -> Option<CodeList> {
        match self {
            Self::Code(list) => Some(list),
            Self::Id | Self::Text | Self::Name | Self::Number | Self::Decimal | Self::Date | Self::Flag => {
                None
            }
        }
    }
}

impl<'d, R> Field<'d, R> {
    fn new(holds: Holds, name: &str, title: [&str; 2], value: impl Fn(&R) -> Value + 'd) -> Self {
        let (title, about) = (Words::of(title), Words::default());
        let column = Column { name: name.to_owned(), title, about, holds, required: false, key: false };
        Self { column, value: Box::new(value) }
    }

    /// A column of ids.
    pub(super) fn id(name: &str, title: [&str; 2], value: impl Fn(&R) -> Value + 'd) -> Self {
        Self::new(Holds::Id, name, title, value)
    }

    /// A column of words.
    pub(super) fn text(name: &str, title: [&str; 2], value: impl Fn(&R) -> Value + 'd) -> Self {
        Self::new(Holds::Text, name, title, value)
    }

    /// A column of which each cell names one thing.
    pub(super) fn name(name: &str, title: [&str; 2], value: impl Fn(&R) -> Value + 'd) -> Self {
        Self::new(Holds::Name, name, title, value)
    }

    /// A column of whole numbers.
    pub(super) fn number(name: &str, title: [&str; 2], value: impl Fn(&R) -> Value + 'd) -> Self {
        Self::new(Holds::Number, name, title, value)
    }

    /// A column of numbers in decimal digits.
    pub(super) fn decimal(name: &str, title: [&str; 2], value: impl Fn(&R) -> Value + 'd) -> Self {
        Self::new(Holds::Decimal, name, title, value)
    }

    /// A column of days.
    pub(super) fn date(name: &str, title: [&str; 2], value: impl Fn(&R) -> Value + 'd) -> Self {
        Self::new(Holds::Date, name, title, value)
    }

    /// A column of yes and no, which every row answers.
    pub(super) fn flag(name: &str, title: [&str; 2], value: impl Fn(&R) -> Value + 'd) -> Self {
        Self::new(Holds::Flag, name, title, value).required()
    }

    /// A column of codes.
    pub(super) fn code(
        list: CodeList,
        name: &str,
        title: [&str; 2],
        value: impl Fn(&R) -> Value + 'd,
    ) -> Self {
        Self::new(Holds::Code(list), name, title, value)
    }

    /// What it says, where its name does not tell everything.
    pub(super) fn about(mut self, about: [&str; 2]) -> Self {
        self.column.about = Words::of(about);
        self
    }

    /// Every row has something there.
    pub(super) fn required(mut self) -> Self {
        self.column.required = true;
        self
    }

    /// It tells rows apart.
    pub(super) fn key(mut self) -> Self {
        self.column.key = true;
        self.required()
    }
}

/// What a date means: its first day, its last day, how exact it is.
pub(super) fn meaning_of_date<'d, R: 'd>(name: &str, title: [&str; 2], of: DateOf<R>) -> [Field<'d, R>; 3] {
    let title = Words::of(title);
    let field = |holds, ending: &str, suffix, about, value: fn(&PrintedDate) -> Value| {
        let title = title.with(suffix);
        let field =
            Field::new(holds, &format!("{name}_{ending}"), [&title.japanese, &title.english], move |row| {
                of(row).map_or(Value::Nothing, value)
            });
        field.about(about)
    };
    [
        field(
            Holds::Date,
            "start",
            ["の開始日", ": first day"],
            [
                "期間の最初の日（西暦）。日付のないもの（未定など）は空",
                "the first day; empty where no day is named",
            ],
            |date| date.start.into(),
        ),
        field(
            Holds::Date,
            "end",
            ["の終了日", ": last day"],
            [
                "期間の最後の日（西暦）。終わりのないもの（以降など）と日付のないものは空",
                "the last day; empty where the text names no end or no day",
            ],
            |date| date.end.into(),
        ),
        field(
            Holds::Code(CodeList::Precision),
            "precision",
            ["の精度", ": precision"],
            ["開始日と終了日がどの単位で書かれたか", "how exactly the text names its days"],
            |date| Value::code(&date.precision),
        ),
    ]
}

/// A date as printed and what it means.
pub(super) fn dates<'d, R: 'd>(name: &str, title: [&str; 2], of: DateOf<R>) -> Vec<Field<'d, R>> {
    let printed = printed_date(name, title, move |row: &R| of(row).map(|date| &date.text).into());
    std::iter::once(printed).chain(meaning_of_date(name, title, of)).collect()
}

/// A date as printed.
pub(super) fn printed_date<'d, R: 'd>(
    name: &str,
    title: [&str; 2],
    value: impl Fn(&R) -> Value + 'd,
) -> Field<'d, R> {
    let title = Words::of(title).with(["（記載のまま）", ", as printed"]);
    Field::text(&format!("{name}_printed"), [&title.japanese, &title.english], value)
        .about(["資料に書かれたとおりの表記（和暦など）", "the words of the document, with its eras"])
}

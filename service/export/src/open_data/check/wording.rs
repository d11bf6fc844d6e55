//! What people read about a finding: what it is, and what would be accepted.

use super::{Finding, Level, What};
use projections::wording::Language;

impl Finding {
    /// Where: the file, the row, the column.
    pub fn place(&self, language: Language) -> String {
        let row = self.row.map(|row| match language {
            Language::Japanese => format!(" {row}行目"),
            Language::English => format!(" row {row}"),
        });
        let column = self.column.as_ref().map(|column| match language {
            Language::Japanese => format!(" 列{column}"),
            Language::English => format!(" column {column}"),
        });
        format!("{}{}{}", self.file, row.unwrap_or_default(), column.unwrap_or_default())
    }
}

impl Level {
    /// What it is called.
    pub const fn title(self, language: Language) -> &'static str {
        match self {
            Self::Notice => language.of("確認", "notice"),
            Self::Fault => language.of("不備", "fault"),
        }
    }
}

impl What {
    /// What is wrong.
    pub fn title(&self, language: Language) -> String {
        let [japanese, english] = match self {
            Self::Nameless => both("列名がありません", "the column has no name"),
            Self::NameNotPlain { name } => [
                format!("列名「{name}」に使えない文字があります"),
                format!("the column name {name:?} has other characters"),
            ],
            Self::NameTaken { name } => {
                [format!("列名「{name}」が重複しています"), format!("another column is called {name:?} too")]
            }
            Self::Width { cells, columns } => [
                format!("セルが{cells}個あり、見出し行の{columns}列と合いません"),
                format!("{cells} cells under a header of {columns} columns"),
            ],
            Self::EmptyRow => both("何も書かれていない行です", "the row is empty"),
            Self::Missing => both("値がありません", "the value is missing"),
            Self::NotUnique { first } => {
                [format!("{first}行目と区別できません"), format!("it cannot be told from row {first}")]
            }
            Self::LineEnd => both("セルの中で改行しています", "a line end in the cell"),
            Self::Tab => both("セルの中にタブがあります", "a tab in the cell"),
            Self::SpaceAround => both("値の前後に空白があります", "white space around the value"),
            Self::SpaceInside => {
                both("字間を空けるための空白があります", "spaces that only push words apart")
            }
            Self::Several { separator } => {
                let separator = shown(*separator);
                [
                    format!("1つのセルに複数の値があります（区切り：{separator}）"),
                    format!("several values in one cell, separated by {separator}"),
                ]
            }
            Self::NotANumber { text, .. } => {
                [format!("数値の列に「{text}」とあります"), format!("{text:?} in a column of numbers")]
            }
            Self::NotADate { text, .. } => {
                [format!("日付の列に「{text}」とあります"), format!("{text:?} in a column of dates")]
            }
            Self::NotAFlag { text } => {
                [format!("真偽の列に「{text}」とあります"), format!("{text:?} in a column of true and false")]
            }
            Self::NotAnId { text } => {
                [format!("IDの列に「{text}」とあります"), format!("{text:?} in a column of ids")]
            }
            Self::NotACode { text, list } => [
                format!("「{text}」はコード表 {list} にありません"),
                format!("{text:?} is not in the list of codes {list}"),
            ],
            Self::Formula { sign } => [
                format!("「{sign}」で始まり、表計算ソフトが数式として扱うことがあります"),
                format!("it begins with {sign} and a spreadsheet program may take it for a formula"),
            ],
            Self::Vendors { character } => [
                format!("機種依存文字「{character}」があります"),
                format!("the vendor-dependent character {character}"),
            ],
            Self::Private { character } => [
                format!("外字など、他の環境で読めない文字（{}）があります", point(*character)),
                format!("the character {} that others cannot read", point(*character)),
            ],
            Self::Invisible { character } => [
                format!("目に見えない文字（{}）があります", point(*character)),
                format!("the invisible character {}", point(*character)),
            ],
            Self::TooLong { characters } => [
                format!("{characters}文字あり、表計算ソフトのセルに入りません"),
                format!("{characters} characters do not fit into a cell of a spreadsheet program"),
            ],
        };
        pick(language, japanese, english)
    }

    /// What would be accepted.
    pub fn advice(&self, language: Language) -> String {
        let [japanese, english] = match self {
            Self::Nameless | Self::NameNotPlain { .. } => both(
                "英小文字・数字・_ の列名を付けます（例：item_id）",
                "a name in small letters, digits and _, such as item_id",
            ),
            Self::NameTaken { .. } => both("列ごとに異なる名前を付けます", "a name that no other column has"),
            Self::Width { columns, .. } => {
                [format!("1行に{columns}個のセルを置きます"), format!("{columns} cells in every row")]
            }
            Self::EmptyRow => both("行を削除します", "no row at all"),
            Self::Missing => both("値を入れます", "a value"),
            Self::NotUnique { .. } => both("行を特定する列の値を重複させません", "one row for each key"),
            Self::LineEnd => both(
                "改行を取り除くか、値ごとに行を分けます。資料の表記である場合はこのままでも読み込めます",
                "one line, or a row for each value; where the document prints it so, programs can read it",
            ),
            Self::Tab => both("空白1つに置き換えます", "one space"),
            Self::SpaceAround => both("前後の空白を取り除きます", "the value without white space around it"),
            Self::SpaceInside => both("空白を取り除くか、1つにします", "one space, or none"),
            Self::Several { .. } => both("値ごとに行を分けます", "a row for each value"),
            Self::NotANumber { digits: Some(digits), .. } => [
                format!("数字だけにします：{digits}（単位は列名に書きます）"),
                format!("digits alone: {digits}; the unit belongs to the name of the column"),
            ],
            Self::NotANumber { digits: None, .. } => {
                both("半角数字だけにします。ないときは空にします", "digits alone, or nothing")
            }
            Self::NotADate { day: Some(day), .. } => [format!("西暦で {day} と書きます"), format!("{day}")],
            Self::NotADate { day: None, .. } => both(
                "西暦の年-月-日で書きます（例：2021-03-31）。和暦は記載のままの列に置きます",
                "year-month-day, such as 2021-03-31; the words as printed have a column of their own",
            ),
            Self::NotAFlag { .. } => both("true または false", "true or false"),
            Self::NotAnId { .. } => both("UUID を入れます", "a UUID"),
            Self::NotACode { list, .. } => {
                [format!("コード表 {list} のコードを入れます"), format!("a code of the list {list}")]
            }
            Self::Formula { .. } => both(
                "値は変えずに公開します。表計算ソフトではテキストとして読み込むよう案内します",
                "it is published as it is; tell readers to import it as text",
            ),
            Self::Vendors { .. } => both(
                "UTF-8 で公開するか、一般の文字に置き換えます（例：①は(1)、㈱は(株)）",
                "UTF-8, or other characters, such as (1)",
            ),
            Self::Private { .. } => both("標準の文字に置き換えます", "a character of Unicode"),
            Self::Invisible { .. } => both("取り除きます", "the text without it"),
            Self::TooLong { .. } => {
                both("文章を分けるか、別の資料に置きます", "a shorter text, or a document of its own")
            }
        };
        pick(language, japanese, english)
    }
}

fn both(japanese: &str, english: &str) -> [String; 2] {
    [japanese.to_owned(), english.to_owned()]
}

fn pick(language: Language, japanese: String, english: String) -> String {
    match language {
        Language::Japanese => japanese,
        Language::English => english,
    }
}

fn shown(separator: char) -> String {
    if separator == '\n' { "LF".to_owned() } else { separator.to_string() }
}

fn point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

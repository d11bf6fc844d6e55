//! Finds the label at the beginning of a cell. In doubt there is none: a title keeps its number.

use super::super::LabelScheme;

/// Words that plans put before a path (施策1-1).
const WORDS: [&str; 24] = [
    "基本施策",
    "個別施策",
    "重点施策",
    "主要施策",
    "具体的施策",
    "施策",
    "基本目標",
    "重点目標",
    "目標",
    "基本方針",
    "方針",
    "重点項目",
    "取組項目",
    "大項目",
    "中項目",
    "小項目",
    "項目",
    "取組",
    "重点事業",
    "事業",
    "課題",
    "政策",
    "戦略",
    "プロジェクト",
];

/// Counters of an ordinal (第1章).
const COUNTERS: [char; 5] = ['章', '節', '編', '部', '款'];

/// The identifying text and the length in bytes of the label as printed, when the cell begins with one.
pub(super) fn split(cell: &str) -> Option<(String, usize)> {
    let start = Rest { text: cell, at: 0 }.spaces();
    let (text, end) = symbol(start)
        .or_else(|| bracketed(start))
        .or_else(|| ordinal(start))
        .or_else(|| worded(start))
        .or_else(|| roman(start))
        .or_else(|| kana(start))
        .or_else(|| number(start))?;
    Some((text, end.spaces().at))
}

/// How the text of a label looks.
pub(super) fn scheme(text: &str) -> LabelScheme {
    let Some(first) = text.chars().next() else { return LabelScheme::Worded };
    let inner = text.strip_prefix('(').unwrap_or(text);
    let inner = inner.strip_suffix(')').unwrap_or(inner);
    if circled(first).is_some() {
        LabelScheme::Circled
    } else if parenthesised(first).is_some() || (inner.len() < text.len() && is_number(inner)) {
        LabelScheme::Parenthesised
    } else if inner.chars().count() == 1 && inner.chars().all(is_kana) {
        LabelScheme::Kana
    } else if first.is_ascii_digit() {
        LabelScheme::Path
    } else if first == '第' {
        LabelScheme::Ordinal
    } else {
        LabelScheme::Worded
    }
}

/// `①` to `㊿`.
pub(super) fn circled(c: char) -> Option<u32> {
    match c {
        '①'..='⑳' => Some(c as u32 - '①' as u32 + 1),
        '㉑'..='㉟' => Some(c as u32 - '㉑' as u32 + 21),
        '㊱'..='㊿' => Some(c as u32 - '㊱' as u32 + 36),
        _ => None,
    }
}

/// `⑴` to `⒇`.
pub(super) fn parenthesised(c: char) -> Option<u32> {
    ('⑴'..='⒇').contains(&c).then(|| c as u32 - '⑴' as u32 + 1)
}

/// The narrow form of digits, dashes, brackets and the full stop.
pub(super) fn narrow(c: char) -> char {
    match c {
        '０'..='９' => {
            char::from_u32(c as u32 - '０' as u32 + '0' as u32).expect("ten digits follow U+0030")
        }
        '（' => '(',
        '）' => ')',
        '．' => '.',
        c if is_dash(c) => '-',
        c => c,
    }
}

/// Any dash that stands between numbers. The long-vowel mark is not among them: 「データ」 keeps its own.
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '－' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹣')
}

/// Whether the text is ASCII digits and nothing else.
pub(super) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_kana(c: char) -> bool {
    ('ア'..='ン').contains(&c)
}

fn is_hiragana(c: char) -> bool {
    ('ぁ'..='ゖ').contains(&c)
}

/// What is left of the cell.
#[derive(Clone, Copy)]
struct Rest<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Rest<'a> {
    fn tail(self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(self) -> Option<char> {
        self.tail().chars().next().map(narrow)
    }

    fn take(self, wanted: impl Fn(char) -> bool) -> Option<(char, Self)> {
        let c = self.tail().chars().next()?;
        wanted(narrow(c)).then(|| (narrow(c), Self { at: self.at + c.len_utf8(), ..self }))
    }

    fn word(self, word: &str) -> Option<Self> {
        self.tail().starts_with(word).then(|| Self { at: self.at + word.len(), ..self })
    }

    fn spaces(mut self) -> Self {
        while let Some((_, next)) = self.take(|c| matches!(c, ' ' | '\t' | '\n' | '\u{3000}' | '\u{a0}')) {
            self = next;
        }
        self
    }

    /// One to three digits with no digit behind them; a year is not a label.
    fn digits(self) -> Option<(String, Self)> {
        let (mut digits, mut rest) = (String::new(), self);
        while let Some((digit, next)) = rest.take(|c| c.is_ascii_digit()) {
            digits.push(digit);
            rest = next;
        }
        (1..=3).contains(&digits.len()).then_some((digits, rest))
    }

    /// `1`, `1-1`, `1-1-1`: the text and how many numbers it has. Between two numbers a long-vowel mark is a dash.
    fn path(self) -> Option<(String, usize, Self)> {
        let (mut text, mut rest) = self.digits()?;
        let mut numbers = 1;
        while let Some((_, next)) = rest.take(|c| is_dash(c) || c == 'ー') {
            let (digits, next) = next.digits()?;
            text = format!("{text}-{digits}");
            numbers += 1;
            rest = next;
        }
        Some((text, numbers, rest))
    }

    /// The closing full stop or ideographic comma, unless a number goes on behind it (「1.5倍」, 「3、4年生」).
    fn stop(self) -> Option<Self> {
        let (_, next) = self.take(|c| matches!(c, '.' | '、'))?;
        (!next.peek().is_some_and(|c| c.is_ascii_digit())).then_some(next)
    }

    fn is_end(self) -> bool {
        self.tail().is_empty()
    }

    fn is_space(self) -> bool {
        self.spaces().at > self.at
    }

    /// Whether the title goes on as an enumeration of labels (「①～③の…」, 「②及び③」).
    fn enumerates(self) -> bool {
        let joined =
            ["～", "〜", "~", "・", "、", ",", "，", "-", "－", "と", "や", "及び", "または", "又は", "から"]
                .iter()
                .find_map(|mark| self.word(mark))
                .unwrap_or(self)
                .spaces();
        joined.peek().is_some_and(|c| {
            circled(c).is_some()
                || parenthesised(c).is_some()
                || (joined.at > self.at && (c.is_ascii_digit() || c == '('))
        })
    }
}

/// `①`, `⑴`.
fn symbol(start: Rest<'_>) -> Option<(String, Rest<'_>)> {
    let (c, rest) = start.take(|c| circled(c).is_some() || parenthesised(c).is_some())?;
    (!rest.enumerates()).then(|| (c.to_string(), rest.stop().unwrap_or(rest)))
}

/// `(1)`, `(1-1-1)`, `(ア)`.
fn bracketed(start: Rest<'_>) -> Option<(String, Rest<'_>)> {
    let (_, open) = start.take(|c| c == '(')?;
    let (text, inside) = match open.take(is_kana) {
        Some((c, rest)) => (format!("({c})"), rest),
        None => match open.path()? {
            (text, 1, rest) => (format!("({text})"), rest),
            (text, _, rest) => (text, rest),
        },
    };
    let (_, rest) = inside.take(|c| c == ')')?;
    (!rest.enumerates()).then(|| (text, rest.stop().unwrap_or(rest)))
}

/// `第1`, `第2章`, with something that closes it: 「第1回定例会」 is a title.
fn ordinal(start: Rest<'_>) -> Option<(String, Rest<'_>)> {
    let (digits, rest) = start.word("第")?.digits()?;
    let (text, rest) = match rest.take(|c| COUNTERS.contains(&c)) {
        Some((counter, rest)) => (format!("第{digits}{counter}"), rest),
        None => (format!("第{digits}"), rest),
    };
    Some((text, closed(rest)?))
}

/// `施策1-1`.
fn worded(start: Rest<'_>) -> Option<(String, Rest<'_>)> {
    let (word, rest) = WORDS.iter().find_map(|word| Some((word, start.word(word)?)))?;
    let (path, _, rest) = rest.spaces().path()?;
    Some((format!("{word}{path}"), closed(rest)?))
}

/// `Ⅰ`, with something that closes it: 「Ⅱ期工事」 is a title.
fn roman(start: Rest<'_>) -> Option<(String, Rest<'_>)> {
    let (c, rest) = start.take(|c| ('Ⅰ'..='Ⅻ').contains(&c) || ('ⅰ'..='ⅻ').contains(&c))?;
    Some((c.to_string(), closed(rest)?))
}

/// `ア`, with something that closes it.
fn kana(start: Rest<'_>) -> Option<(String, Rest<'_>)> {
    let (c, rest) = start.take(is_kana)?;
    let rest = match rest.take(|c| c == ')') {
        Some((_, rest)) => rest,
        None => closed(rest)?,
    };
    Some((c.to_string(), rest))
}

/// `1.`, `1-1. `, `1-1-1`, `1)`.
fn number(start: Rest<'_>) -> Option<(String, Rest<'_>)> {
    let (text, numbers, rest) = start.path()?;
    if numbers == 1 {
        if let Some((_, rest)) = rest.take(|c| c == ')') {
            return Some((format!("{text})"), rest));
        }
        let wide = rest.tail().starts_with('\u{3000}');
        return rest.stop().or_else(|| (wide || rest.is_end()).then_some(rest)).map(|rest| (text, rest));
    }
    if rest.enumerates() {
        return None;
    }
    let bare = numbers > 2
        && rest.peek().is_some_and(|c| {
            c.is_alphabetic() && !c.is_ascii() && !is_hiragana(c) && !matches!(c, '及' | '又')
        });
    closed(rest).or(bare.then_some(rest)).map(|rest| (text, rest))
}

/// What may stand behind a label that would otherwise run into the title: a stop, white space, an opening bracket, the end.
fn closed(rest: Rest<'_>) -> Option<Rest<'_>> {
    let opens = matches!(rest.peek(), Some('「' | '『' | '【' | '［'));
    rest.stop().or_else(|| (rest.is_end() || rest.is_space() || opens).then_some(rest))
}

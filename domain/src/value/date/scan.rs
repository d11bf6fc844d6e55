//! A place in a text, read by character in its narrow form. The text itself is never changed.

/// What is left of a text from a place on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    pub(super) const fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    /// The place, in bytes.
    pub(super) const fn at(self) -> usize {
        self.at
    }

    /// The whole text.
    pub(super) const fn whole(self) -> &'a str {
        self.text
    }

    /// What is left, as it is.
    pub(super) fn tail(self) -> &'a str {
        &self.text[self.at..]
    }

    pub(super) fn peek(self) -> Option<char> {
        self.tail().chars().next().map(narrow)
    }

    /// The next character when it is wanted.
    pub(super) fn take(self, wanted: impl Fn(char) -> bool) -> Option<(char, Self)> {
        let c = self.tail().chars().next()?;
        let narrow = narrow(c);
        wanted(narrow).then(|| (narrow, Self { at: self.at + c.len_utf8(), ..self }))
    }

    /// Behind the character.
    pub(super) fn sign(self, sign: char) -> Option<Self> {
        self.take(|c| c == sign).map(|(_, rest)| rest)
    }

    /// Behind the word, whose characters are narrow; white space inside the printed word does not count.
    pub(super) fn word(self, word: &str) -> Option<Self> {
        let mut rest = self;
        for wanted in word.chars() {
            rest = rest.spaces().sign(wanted)?;
        }
        Some(rest)
    }

    /// Behind white space.
    pub(super) fn spaces(mut self) -> Self {
        while let Some((_, rest)) = self.take(char::is_whitespace) {
            self = rest;
        }
        self
    }

    /// A number of `least` to `most` digits that ends there, with white space before it.
    pub(super) fn number(self, least: usize, most: usize) -> Option<(u32, Self)> {
        let (mut value, mut count, mut rest) = (0, 0, self.spaces());
        while let Some((digit, next)) = rest.take(|c| c.is_ascii_digit()) {
            count += 1;
            if count > most {
                return None;
            }
            value = value * 10 + digit.to_digit(10)?;
            rest = next;
        }
        (count >= least).then_some((value, rest))
    }
}

/// The narrow form of a character: full-width ASCII as ASCII, every dash as a hyphen, both wave marks as a tilde.
pub(super) fn narrow(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{301c}' | '\u{ff5e}' => '~',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '\u{ff0d}' => '-',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    }
}

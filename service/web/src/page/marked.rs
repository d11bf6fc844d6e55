//! A text with the words that were searched for marked in it.

use domain::id::NodeId;
use projections::report::{Reference, SearchText};

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    /// It is what was searched for.
    pub(super) hit: bool,
    /// Where the item stands that it names by number.
    pub(super) leads: Option<String>,
}

/// More marks than these help nobody.
const MOST: usize = 50;

/// A text in parts, with every place of what is searched for apart.
pub(super) fn pieces(text: &str, wanted: Option<&SearchText>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut push = |text: &str, hit| {
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), hit, leads: None });
        }
    };
    let mut rest = text;
    if let Some(wanted) = wanted {
        for _ in 0..MOST {
            let Some((start, end)) = wanted.range_in(rest) else { break };
            let (before, after) = (byte(rest, start), byte(rest, end));
            push(&rest[..before], false);
            push(&rest[before..after], true);
            rest = &rest[after..];
        }
    }
    push(rest, false);
    pieces
}

/// The same of prose: each number that names an item which `place` finds leads there; a range leads to its first.
pub(super) fn linked(
    text: &str,
    wanted: Option<&SearchText>,
    references: &[Reference],
    place: impl Fn(NodeId) -> Option<String>,
) -> Vec<Piece> {
    let (mut linked, mut at) = (Vec::new(), 0);
    for reference in references {
        let leads = reference.names.first().and_then(|name| place(name.node?));
        if leads.is_some() {
            linked.extend(pieces(&text[at..reference.range.start], wanted));
            let named = pieces(&text[reference.range.clone()], wanted).into_iter();
            linked.extend(named.map(|piece| Piece { leads: leads.clone(), ..piece }));
            at = reference.range.end;
        }
    }
    linked.extend(pieces(&text[at..], wanted));
    linked
}

/// A snippet whose place is known, in parts.
pub(super) fn at(text: &str, start: usize, length: usize) -> Vec<Piece> {
    let (from, to) = (byte(text, start), byte(text, start + length));
    let piece = |text: &str, hit| Piece { text: text.to_owned(), hit, leads: None };
    let all = [piece(&text[..from], false), piece(&text[from..to], true), piece(&text[to..], false)];
    all.into_iter().filter(|piece| !piece.text.is_empty()).collect()
}

/// Where a character begins.
fn byte(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;
    use projections::report::{Known, references};

    fn shown(pieces: &[Piece]) -> String {
        let shown = |piece: &Piece| if piece.hit { format!("[{}]", piece.text) } else { piece.text.clone() };
        pieces.iter().map(shown).collect()
    }

    #[test]
    fn every_place_is_marked_as_it_is_printed() {
        let wanted = SearchText::parse("ict").unwrap();
        assert_eq!(shown(&pieces("ＩＣＴとICT、ict", Some(&wanted))), "[ＩＣＴ]と[ICT]、[ict]");
        assert_eq!(shown(&pieces("なし", Some(&wanted))), "なし");
        assert_eq!(shown(&pieces("ICT", None)), "ICT");
        assert_eq!(pieces("", Some(&wanted)), []);
    }

    #[test]
    fn a_number_in_prose_leads_to_its_item() {
        let node = NodeId::parse("0190b5a8-7c1e-7000-8000-000000000001").unwrap();
        let known = Known::new([("6-6".to_owned(), node)]);
        let shown = |wanted: Option<&SearchText>, found: bool| {
            let text = "導入（6-6）と6-7、2021";
            let pieces = linked(text, wanted, &references(text, &known), |_| found.then(|| "#n".to_owned()));
            let piece = |piece: &Piece| match (&piece.leads, piece.hit) {
                (Some(leads), true) => format!("<{leads} [{}]>", piece.text),
                (Some(leads), false) => format!("<{leads} {}>", piece.text),
                (None, true) => format!("[{}]", piece.text),
                (None, false) => piece.text.clone(),
            };
            pieces.iter().map(piece).collect::<String>()
        };
        assert_eq!(shown(None, true), "導入（<#n 6-6>）と6-7、2021");
        assert_eq!(shown(None, false), "導入（6-6）と6-7、2021");
        let wanted = SearchText::parse("6-6").unwrap();
        assert_eq!(shown(Some(&wanted), true), "導入（<#n [6-6]>）と6-7、2021");
    }

    #[test]
    fn a_known_place_is_marked_even_where_it_does_not_fit() {
        assert_eq!(shown(&at("費用の増大", 0, 2)), "[費用]の増大");
        assert_eq!(shown(&at("費用", 1, 9)), "費[用]");
        assert_eq!(shown(&at("費用", 9, 9)), "費用");
    }
}

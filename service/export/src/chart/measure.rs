//! How wide a text will be, and texts that are too long. The font of the reader is not known, so this errs on the wide
//! side.

/// The width of a text in that size.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(share).sum::<f64>() * size
}

/// A text that is no wider than that; a longer one ends with 「…」.
pub(super) fn shortened(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let room = room - width("…", size);
    let mut used = 0.0;
    let kept = text.chars().take_while(|character| {
        used += share(*character) * size;
        used <= room
    });
    let kept: String = kept.collect();
    format!("{}…", kept.trim_end())
}

/// A text in two lines at most, each no wider than that.
pub(super) fn in_two(text: &str, size: f64, room: f64) -> Vec<String> {
    if width(text, size) <= room {
        return vec![text.to_owned()];
    }
    let mut used = 0.0;
    let fits = |(_, character): &(usize, char)| {
        used += share(*character) * size;
        used <= room
    };
    let cut = text.char_indices().take_while(fits).last();
    let cut = cut.map_or(0, |(at, character)| at + character.len_utf8());
    // Words stay whole where there are any.
    let cut = text[..cut].rfind(' ').map_or(cut, |space| space + 1);
    let (first, rest) = text.split_at(cut);
    vec![first.trim_end().to_owned(), shortened(rest, size, room)]
}

/// The width of a character in ems.
fn share(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | 'f' | 't' | ' ' | '.' | ',' | ':' | '\'' | '(' | ')' | '-' => 0.42,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.95,
        ' '..='~' => 0.6,
        '\u{ff61}'..='\u{ff9f}' => 0.6,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_fits_stays_and_a_longer_one_is_cut_to_its_room() {
        assert_eq!(shortened("継続中", 10.0, 30.0), "継続中");
        assert_eq!(shortened("必要に応じて実施", 10.0, 50.0), "必要に応…");
        for room in [20.0, 55.0, 200.0] {
            let cut = shortened("市民からの意見を議会ホームページに公表し、…", 12.0, room);
            assert!(width(&cut, 12.0) <= room, "{cut}");
        }
    }

    #[test]
    fn a_label_breaks_into_two_lines_between_words_where_it_has_any() {
        assert_eq!(in_two("継続中", 10.0, 30.0), ["継続中"]);
        assert_eq!(in_two("必要に応じて実施", 10.0, 60.0), ["必要に応じて", "実施"]);
        assert_eq!(in_two("under revision", 10.0, 60.0), ["under", "revision"]);
        assert_eq!(in_two("一二三四五六七八九十", 10.0, 40.0), ["一二三四", "五六七…"]);
    }
}

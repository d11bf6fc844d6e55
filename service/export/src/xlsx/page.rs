//! The paper of a sheet: how it lies, its margins and what stands at the bottom of every page.

use super::looks::FONT;
use crate::document::{Document, Foot, Paper};
use domain::value::PaperSize;
use rust_xlsxwriter::Worksheet;

/// How much a sheet's foot may hold, counted as UTF-16 does, its marks too.
const LIMIT: usize = 255;
/// As spreadsheet programs number papers.
const A4: u8 = 9;
const A3: u8 = 8;

/// What a point is of a pixel, as spreadsheet programs count the widths of columns.
const PIXELS_PER_POINT: f64 = 96.0 / 72.0;

/// The margins at the left and right, in inches.
const BESIDE: f64 = 0.4;

/// The room across a page, in pixels.
pub(super) fn room(paper: Paper) -> u32 {
    let across = f64::from(paper.sides().0) / 20.0;
    ((across - 2.0 * BESIDE * 72.0) * PIXELS_PER_POINT) as u32
}

/// Lays a sheet on its paper, one page wide.
pub(super) fn lay(sheet: &mut Worksheet, document: &Document) {
    if document.paper.is_landscape() {
        sheet.set_landscape()
    } else {
        sheet.set_portrait()
    };
    let size = match document.paper.size() {
        PaperSize::A4 => A4,
        PaperSize::A3 => A3,
    };
    sheet.set_paper_size(size).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    sheet.set_margins(BESIDE, BESIDE, 0.5, 0.75, 0.3, 0.3);
    sheet.set_footer(foot(&document.foot));
}

/// The address and the fingerprint, which stand in the file's description too.
pub(super) fn origin(foot: &Foot) -> String {
    let parts: Vec<&str> =
        [&foot.address, &foot.fingerprint].into_iter().filter_map(Option::as_deref).collect();
    parts.join("  ")
}

/// What stands at the bottom. Where there is no room for everything, the name is cut first; an address or a fingerprint
/// is whole or not there.
fn foot(foot: &Foot) -> String {
    let origin = escaped(&origin(foot));
    let name = escaped(&foot.name);
    let with = |name: &str, origin: &str| {
        let line = if origin.is_empty() { String::new() } else { format!("\n&7{}{origin}", apart(origin)) };
        format!("&L&8&\"{FONT},Regular\"{name}{line}&R&8&\"{FONT},Regular\"&P / &N")
    };
    let fits = |text: &String| text.encode_utf16().count() <= LIMIT;
    let short: String = foot.name.chars().take(40).collect();
    let short = format!("{}…", escaped(&short));
    [with(&name, &origin), with(&short, &origin), with(&name, ""), with(&short, "")]
        .into_iter()
        .find(fits)
        .unwrap_or_else(|| "&R&P / &N".to_owned())
}

/// A size and a text that begins with a digit would be another size.
fn apart(text: &str) -> &'static str {
    if text.starts_with(|first: char| first.is_ascii_digit()) { " " } else { "" }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(name: &str, address: &str, fingerprint: &str) -> String {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        foot(&Foot { name: name.to_owned(), address: some(address), fingerprint: some(fingerprint) })
    }

    #[test]
    fn a_foot_has_the_name_and_the_page_and_where_the_same_can_be_read() {
        let font = "&\"BIZ UDPGothic,Regular\"";
        let of = |left: &str| format!("&L&8{font}{left}&R&8{font}&P / &N");
        assert_eq!(made("令和3年3月", "", ""), of("令和3年3月"));
        assert_eq!(made("3月", "https://a.example/p?a=1&b=2", ""), of("3月\n&7https://a.example/p?a=1&&b=2"));
        assert_eq!(made("3月", "", "0a1b"), of("3月\n&7 0a1b"));
        assert_eq!(made("A&P", "", ""), of("A&&P"));
    }

    #[test]
    fn what_has_no_room_is_left_out_whole() {
        let (address, fingerprint) = (format!("https://a.example/{}", "a".repeat(60)), "f".repeat(64));
        let long = made(&"計".repeat(100), &address, &fingerprint);
        assert!(long.contains(&format!("{}…", "計".repeat(40))) && long.contains(&fingerprint), "{long}");
        let longer = made("一覧", &"a".repeat(300), &fingerprint);
        assert!(longer.contains("一覧") && !longer.contains("aaa") && !longer.contains("fff"), "{longer}");
        assert!([long, longer].iter().all(|foot| foot.encode_utf16().count() <= LIMIT));
    }
}

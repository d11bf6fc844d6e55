//! Files that are no papers, or that are made to keep the reader busy: each is refused by its reason, or read.

use super::made::{HELLO, file, packed, page, page_in, stream};
use super::{papers, printed, rewritten};
use export::Unreadable::{self, Damaged, Encrypted, NoPdf, NoText, TooLarge, TooMuch};
use export::handed_out::{MOST_BYTES, read};
use projections::wording::Language;
use proptest::prelude::*;
use std::sync::LazyLock;

#[track_caller]
fn refused(bytes: &[u8], why: Unreadable, what: &str) {
    assert_eq!(read(bytes).map(|read| read.pages.len()), Err(why), "{what}");
}

/// The control of everything below: the same file without its fault.
#[test]
fn a_file_that_is_made_by_hand_is_read() {
    let read = read(&page(HELLO, &[])).unwrap();
    assert_eq!(read.pages.len(), 1);
    assert_eq!(
        (read.title, read.pages[0].lines.as_slice()),
        (None, ["Handed out before".to_owned()].as_slice())
    );
}

#[test]
fn what_is_no_pdf_is_refused() {
    refused(b"", NoPdf, "nothing");
    refused("議事録".as_bytes(), NoPdf, "a text");
    refused(b"PK\x03\x04\x14\x00\x06\x00", NoPdf, "a workbook");
    refused(&[&[b' '; 4096], page(HELLO, &[]).as_slice()].concat(), NoPdf, "one behind something else");
    refused(&vec![b' '; MOST_BYTES + 1], TooLarge, "one that is too large");
}

#[test]
fn what_is_encrypted_is_refused_however_that_is_written() {
    let plain = page(HELLO, &[]);
    let with =
        |entry: &str| String::from_utf8_lossy(&plain).replace("/Root 1 0 R", &format!("/Root 1 0 R{entry}"));
    for entry in ["/Encrypt 6 0 R", "/Encrypt<</Filter/Standard/V 1/R 2>>", "/#45ncryp#74 6 0 R"] {
        refused(with(entry).as_bytes(), Encrypted, entry);
    }
    let told = with("/Encrypted true");
    assert!(!told.contains("/Encrypt ") && read(told.as_bytes()) != Err(Encrypted), "the control");
}

#[test]
fn what_was_cut_off_or_changed_is_refused() {
    let (_, document) = papers(Language::Japanese);
    let whole = printed(&document);
    for share in [1, 10, 50, 90, 99] {
        refused(&whole[..whole.len() * share / 100], Damaged, &format!("{share} % of it"));
    }
    let plain = String::from_utf8_lossy(&page(HELLO, &[])).into_owned();
    for (was, is) in [
        ("startxref\n", "startxref\n9"),
        ("0000000000 65535 f", "0000000000 65535 x"),
        ("/Root 1 0 R", "/Root 9 0 R"),
        ("/Count 1", "/Count 2"),
        ("/Kids[3 0 R]", "/Kids[2 0 R]"),
        ("/Type/Pages/Kids", "/Type/Other/Kies"),
        ("3 0 obj", "7 0 obj"),
    ] {
        let changed = plain.replacen(was, is, 1);
        assert_ne!(changed, plain, "{was}");
        refused(changed.as_bytes(), Damaged, was);
    }
}

#[test]
fn what_has_no_text_is_refused() {
    let image =
        stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", &[0]);
    refused(&page(b"q 595 0 0 842 0 0 cm /X Do Q", &[image]), NoText, "a scan");
    refused(&page(b"", &[]), NoText, "a page with nothing on it");
    let nameless =
        b"<</Type/Font/Subtype/Type0/BaseFont/Lost/Encoding/Identity-H/DescendantFonts[]>>".to_vec();
    refused(&page_in(nameless, stream("", HELLO), &[]), NoText, "a font that does not say what it shows");
}

#[test]
fn what_unpacks_to_more_than_is_read_is_refused() {
    let blanks = vec![b' '; 100 * 1024 * 1024];
    let font = || b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec();
    refused(&page_in(font(), packed("", &blanks), &[]), TooMuch, "the content of a page");
    let form = packed("/Type/XObject/Subtype/Form/BBox[0 0 1 1]", &blanks);
    refused(&page(b"/X Do", &[form]), TooMuch, "what a page shows");
    let with_table = b"<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R>>".to_vec();
    refused(&page_in(with_table, stream("", HELLO), &[packed("", &blanks)]), TooMuch, "the table of a font");
    let objects = packed("/Type/ObjStm/N 1/First 4", &[b"7 0 ".as_slice(), &blanks[..1024 * 1024]].concat());
    refused(&page(HELLO, &[objects]), TooMuch, "packed objects");
    let twice = {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut packer, &blanks).unwrap();
        packed("/Filter[/FlateDecode/FlateDecode]", &packer.finish().unwrap())
    };
    let twice = String::from_utf8_lossy(&twice).contains("/Filter[").then_some(twice).unwrap();
    let read = read(&page_in(font(), twice, &[]));
    assert!(matches!(read, Err(TooMuch | NoText | Damaged)), "packed twice: {read:?}");
}

#[test]
fn what_a_page_shows_again_and_again_is_refused() {
    let shows = |name: &str| {
        let resources =
            format!("/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</X {name} 0 R>>>>");
        stream(&resources, &b"/X Do ".repeat(64))
    };
    let each_the_next: Vec<Vec<u8>> = (7..13).map(|next| shows(&next.to_string())).collect();
    let last = stream("/Type/XObject/Subtype/Form/BBox[0 0 1 1]", b"BT /F 1 Tf (x) Tj ET");
    refused(&page(b"/X Do", &[each_the_next, vec![last]].concat()), TooMuch, "64 to the power of 6");
    refused(&page(b"/X Do", &[shows("6")]), TooMuch, "itself");
}

#[test]
fn objects_that_are_many_or_read_many_times_are_refused() {
    let many = [b"[".as_slice(), &b"0 ".repeat(5_000_000), b"]"].concat();
    refused(&page(HELLO, &[many]), TooMuch, "one with five million others");
    let deep = [b"[".repeat(10_000), b"]".repeat(10_000)].concat();
    refused(&page(HELLO, &[deep]), Damaged, "one in another, ten thousand deep");

    // A table of cross-references that names the same great object a hundred thousand times.
    let great = [b"[".as_slice(), &b"0 ".repeat(200_000), b"]"].concat();
    let plain = page(HELLO, &[great]);
    let begins = plain.windows(7).position(|seven| seven == b"6 0 obj").unwrap();
    let text = String::from_utf8_lossy(&plain[plain.len() - 1000..]).into_owned();
    let table = plain.len() - 1000 + text.find("xref\n").unwrap();
    let ends = plain.len() - 1000 + text.find("trailer").unwrap();
    let entries = String::from_utf8_lossy(&plain[table..ends]).replace("0 7\n", "0 100007\n")
        + &format!("{begins:010} 00000 n \n").repeat(100_000);
    let again = [&plain[..table], entries.as_bytes(), &plain[ends..]].concat();
    refused(&again, TooMuch, "one that is named a hundred thousand times");
}

#[test]
fn packed_objects_that_lie_within_each_other_are_refused() {
    let numbers: String = (10..1010).map(|number| format!("{number} 0 ")).collect();
    let inner = [numbers.as_bytes(), b"[", &b"0 ".repeat(100_000), b"]"].concat();
    let objects = packed(&format!("/Type/ObjStm/N 1000/First {}", numbers.len()), &inner);
    refused(&page(HELLO, &[objects]), TooMuch, "a thousand at the same place");
}

#[test]
fn a_font_that_says_too_much_is_read_as_far_as_it_goes() {
    let font =
        b"<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[7 0 R]>>".to_vec();
    let table = b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange \
        2 beginbfchar <0000> <0042> <0001> <00430044> endbfchar";
    let below = b"<</Type/Font/Subtype/CIDFontType2/W[0 4294967295 500 0 4294967295 600]>>".to_vec();
    let shown = stream("", b"BT /F 12 Tf 72 700 Td <0000> Tj <0001> Tj ET");
    let read = read(&page_in(font, shown, &[stream("", table), below])).unwrap();
    assert!(!read.pages[0].lines.is_empty());
}

#[test]
fn a_file_whose_pages_are_in_a_ring_is_refused() {
    let ring = file(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>".to_vec(),
        b"<</Type/Pages/Parent 3 0 R/Kids[2 0 R 3 0 R]/Count 2>>".to_vec(),
    ]);
    refused(&ring, Damaged, "a ring");
}

static SMALL: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| {
    let plain = page(HELLO, &[]);
    let modern = rewritten(&plain, |_| ());
    [plain, modern]
});

proptest! {
    /// Whatever happens to a file on its way, there is an answer.
    #[test]
    fn a_file_with_some_other_bytes_is_read_or_refused(
        of in 0..2_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let mut bytes = SMALL[of].clone();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if is_cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(read) = read(&bytes) {
            prop_assert!(!read.pages.is_empty());
        }
    }
}

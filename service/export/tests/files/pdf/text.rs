//! What is printed is what the document says, character for character.

use super::reader::File;
use super::{FONTS, SAMPLE, document, read, row, table};
use domain::value::CanonicalState;
use export::Stretch;
use export::badge::Badge;
use export::document::{Block, Cell, Document, Looks, Picture, Row, RowKind, Run};
use export::pdf::{Fonts, PdfError, Warning, pdf};
use projections::wording::Language;
use proptest::prelude::*;
use std::path::Path;

const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='80'><rect width='200' height='80' \
                   fill='#def'/><text x='9' y='40' font-family='sans-serif'>継続中 12件</text></svg>";

/// The texts of the rows of the only table, without the lines above it.
fn cells(file: &File) -> Vec<Vec<String>> {
    let structure = file.structure();
    let tables = structure.all("Table");
    assert_eq!(tables.len(), 1);
    let rows = tables[0].rows();
    rows.iter().map(|row| row.iter().map(|(_, text)| (*text).to_owned()).collect()).collect()
}

/// One cell, printed and read.
#[track_caller]
fn echoed(text: &str) -> (String, Vec<Warning>) {
    let (pdf, file) =
        read(&document(vec![Block::Table(table(&["欄"], vec![row(RowKind::Item(0), &[text])]))]));
    let cells = cells(&file);
    (cells.last().unwrap()[0].clone(), pdf.warnings)
}

#[test]
fn the_published_table_comes_out_cell_for_cell() {
    let (document, pdf, file) = &*SAMPLE;
    let table = document.tables().next().unwrap();
    let mut expected: Vec<Vec<String>> = Vec::new();
    expected.extend(table.title_lines.iter().filter(|line| !line.is_empty()).map(|line| vec![line.clone()]));
    expected.push(table.columns.iter().map(|column| column.heading.clone()).collect());
    for row in &table.rows {
        let cells: Vec<String> = row.cells.iter().map(Cell::text).collect();
        let spans = matches!(row.kind, RowKind::Heading(_)) && cells[1..].iter().all(String::is_empty);
        expected.push(if spans { cells[..1].to_vec() } else { cells });
    }

    assert_eq!(pdf.warnings, []);
    assert_eq!(table.rows.len(), 60);
    assert_eq!(cells(file), expected);
}

#[test]
fn text_that_looks_like_markup_is_text() {
    for hostile in [
        "#import \"x\": *",
        "#panic(1)",
        "$ x^2 $ \\u{41} \\ *強* _斜_ `raw` @ref <label>",
        "= 見出し",
        "- 項目 + 項目 / 語: 説明",
        "<script>alert(1)</script> &amp; <b>",
        "// 注 /* 注 */ ~ -- --- ... \"引用\" 'q'",
        "]}{[ \"\\\" {{figure}} %s ${x}",
        "https://example.jp/a_b?c=d#e",
    ] {
        assert_eq!(echoed(hostile), (hostile.to_owned(), vec![]));
    }
}

#[test]
fn odd_characters_of_japanese_are_printed() {
    for text in
        ["髙 﨑 𠮷 ㈱ ㋿ 〜 ～ − － ― ‐ ① ㉑ Ⅳ ㎡ ﾊﾝｶｸ", "葛󠄀飾区", "が ぱ", "１２３ ＡＢＣ　全角の空白"]
    {
        let (printed, warnings) = echoed(text);
        let seen = |text: &str| {
            text.chars().filter(|c| !('\u{e0100}'..='\u{e01ef}').contains(c)).collect::<String>()
        };
        assert_eq!((seen(&printed), warnings), (seen(text), vec![]));
    }
}

#[test]
fn the_signs_of_all_states_are_in_the_fonts_of_the_program() {
    for state in CanonicalState::ALL {
        let icon = Badge::of(state, Language::Japanese).icon;
        assert_eq!(echoed(icon), (icon.to_owned(), vec![]), "{}", state.name());
    }
}

#[test]
fn what_no_font_has_is_printed_as_geta_and_reported() {
    let (printed, warnings) = echoed("前\u{1fae8}後 \u{e000}\u{13000}");

    assert_eq!(printed, "前〓後 〓〓");
    assert_eq!(warnings, [Warning::NoGlyph(vec!['\u{e000}', '\u{13000}', '\u{1fae8}'])]);
    assert!(warnings[0].to_string().contains("U+1FAE8"));
}

#[test]
fn a_directory_of_fonts_has_what_the_program_has_not() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fonts = Fonts::with_directory(&here.join("tests/fonts")).unwrap();
    let document = document(vec![Block::Paragraph(vec![Run::plain("前\u{13000}後")])]);
    let printed = pdf(&document, &fonts, Stretch::unseen()).unwrap();

    assert_eq!(printed.warnings, []);
    assert_eq!(File::read(&printed.bytes).structure().text, "前\u{13000}後");
    assert_eq!(
        pdf(&document, &FONTS, Stretch::unseen()).unwrap().warnings,
        [Warning::NoGlyph(vec!['\u{13000}'])]
    );

    let nothing = Fonts::with_directory(&here.join("tests/files"));
    assert!(matches!(nothing, Err(PdfError::NoFont { .. })), "{nothing:?}");
    let nowhere = Fonts::with_directory(&here.join("tests/nowhere"));
    assert!(matches!(nowhere, Err(PdfError::FontDirectory { .. })), "{nowhere:?}");
}

#[test]
fn characters_that_no_font_draws_together_are_reported() {
    let (printed, warnings) = echoed("前か\u{20e3}後");

    assert!(printed.starts_with('前') && printed.ends_with('後'), "{printed}");
    assert!(printed.contains('〓'), "{printed}");
    assert!(
        matches!(&warnings[..], [Warning::NoGlyph(missing)] if missing.contains(&'\u{20e3}')),
        "{warnings:?}"
    );
}

#[test]
fn a_word_that_is_wider_than_its_column_is_broken_and_whole() {
    let long = "https://example.jp/".to_owned() + &"a".repeat(600);
    let rows = vec![row(RowKind::Item(0), &["短い", &long, &long, &long])];
    let (pdf, file) = read(&document(vec![Block::Table(table(&["一", "二", "三", "四"], rows))]));

    assert_eq!(pdf.warnings, []);
    assert_eq!(cells(&file).last().unwrap(), &["短い".to_owned(), long.clone(), long.clone(), long]);
}

#[test]
fn words_look_as_they_should_and_links_lead() {
    let runs = vec![
        Run::plain("前"),
        Run::looking("新", Looks::Added),
        Run::looking("旧", Looks::Removed),
        Run::looking("強", Looks::Strong),
        Run { link: Some("https://example.jp/p/1".to_owned()), ..Run::plain("番地") },
        Run { link: Some(" ".to_owned()), ..Run::plain("無") },
    ];
    let row = Row { kind: RowKind::Item(0), cells: vec![Cell { runs }], id: None };
    let (_, file) = read(&document(vec![Block::Table(table(&["欄"], vec![row]))]));
    let structure = file.structure();
    let decorated = |what: &str| -> Vec<&str> {
        let spans = structure.all("Span").into_iter().filter(|span| span.attributes.contains(what));
        spans.map(|span| span.text.as_str()).collect()
    };

    assert_eq!(cells(&file).last().unwrap(), &["前新旧強番地無"]);
    assert_eq!(decorated("LineThrough"), ["旧"]);
    assert_eq!(decorated("Underline"), ["新", "番地"]);
    assert_eq!(structure.all("Strong").iter().map(|strong| strong.text.as_str()).collect::<Vec<_>>(), ["強"]);
    assert_eq!(file.links(), ["https://example.jp/p/1"]);
}

#[test]
fn everything_but_tables_is_printed_too() {
    let (pdf, file) = read(&document(vec![
        Block::Heading { level: 1, text: "一 はじめに".to_owned() },
        Block::Paragraph(vec![Run::plain("本文\n二行目")]),
        Block::Facts(vec![("日時".to_owned(), vec![Run::plain("令和3年3月22日")])]),
        Block::NewPage,
        Block::Heading { level: 4, text: "図".to_owned() },
        Block::Picture(Picture { svg: SVG.to_owned(), alternative: "継続中は12件".to_owned() }),
    ]));
    let structure = file.structure();
    let texts = |tag: &str| structure.all(tag).iter().map(|node| node.text.clone()).collect::<Vec<_>>();

    assert_eq!((pdf.pages, pdf.warnings), (2, vec![]));
    assert_eq!((texts("H1"), texts("H2")), (vec!["一 はじめに".to_owned()], vec!["図".to_owned()]));
    assert_eq!(texts("P")[0], "本文二行目");
    assert_eq!((texts("TH"), texts("TD")), (vec!["日時".to_owned()], vec!["令和3年3月22日".to_owned()]));
    let figures: Vec<Option<&str>> =
        structure.all("Figure").iter().map(|one| one.alternative.as_deref()).collect();
    assert_eq!(figures, [Some("継続中は12件")]);
    assert_eq!(file.bookmarks(), [(1, "一 はじめに".to_owned()), (2, "図".to_owned())]);
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let (document, printed, _) = &*SAMPLE;
    let again = pdf(document, &FONTS, Stretch::unseen()).unwrap();
    assert!(printed.bytes == again.bytes, "the second file differs");

    let other = Document { date: jiff::civil::date(2021, 3, 23), ..document.clone() };
    assert!(
        pdf(&other, &FONTS, Stretch::unseen()).unwrap().bytes != printed.bytes,
        "the date is not in the file"
    );
}

#[test]
fn several_documents_may_be_printed_at_the_same_time() {
    let one =
        |word: &str| document(vec![Block::Table(table(&["欄"], vec![row(RowKind::Item(0), &[word]); 40]))]);
    let words = ["継続中", "中止", "実施済み", "未着手"];
    let alone = words.map(|word| pdf(&one(word), &FONTS, Stretch::unseen()).unwrap().bytes);
    let together = std::thread::scope(|scope| {
        let printers =
            words.map(|word| scope.spawn(move || pdf(&one(word), &FONTS, Stretch::unseen()).unwrap().bytes));
        printers.map(|printer| printer.join().unwrap())
    });

    assert!(alone == together, "a document that was printed beside others differs");
}

#[test]
fn a_document_with_little_or_nothing_in_it_is_printed() {
    for blocks in [
        vec![],
        vec![Block::NewPage],
        vec![Block::Table(table(&["欄"], vec![]))],
        vec![Block::Table(table(&[], vec![]))],
        vec![Block::Table(table(&["欄"], vec![row(RowKind::Heading(0), &["見出し"])]))],
        vec![Block::Table(table(&["欄"], vec![row(RowKind::Heading(3), &[""]), row(RowKind::Total, &[])]))],
        vec![Block::Table(table(&["欄"], vec![row(RowKind::Item(9), &["一", "二", "三"])]))],
        vec![Block::Facts(vec![]), Block::Paragraph(vec![])],
    ] {
        let (pdf, file) = read(&document(blocks.clone()));
        assert_eq!(pdf.warnings, [], "{blocks:?}");
        assert!(file.pages[0].contains("実施計画一覧 令和3年3月"), "{blocks:?}: {:?}", file.pages);
        let texts = file.pages.concat();
        assert!(!format!("{blocks:?}").contains("三") || texts.contains("三"), "{texts}");
    }
}

#[test]
fn the_file_says_what_it_is() {
    let (document, printed, file) = &*SAMPLE;
    let catalog = file.document.catalog().unwrap();
    let text = |object: &lopdf::Object| lopdf::decode_text_string(object).unwrap();
    let metadata = catalog.get_deref(b"Metadata", &file.document).unwrap().as_stream().unwrap();
    let metadata =
        String::from_utf8(metadata.get_plain_content().unwrap_or_else(|_| metadata.content.clone())).unwrap();

    assert_eq!(text(catalog.get(b"Lang").unwrap()), "ja");
    assert!(printed.bytes.starts_with(b"%PDF-1.7"));
    for says in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        &document.title,
        &document.organisation,
        "2021-03-22",
    ] {
        assert!(metadata.contains(says), "{says}: {metadata}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_is_printed_or_reported(texts in prop::collection::vec("(?s).{0,30}", 1..6)) {
        let cells: Vec<&str> = texts.iter().map(String::as_str).collect();
        let linked = Run { link: Some(texts[0].clone()), ..Run::looking(texts[0].as_str(), Looks::Added) };
        let mut document = document(vec![
            Block::Heading { level: 2, text: texts[0].clone() },
            Block::Paragraph(vec![linked]),
            Block::Table(table(&cells, vec![row(RowKind::Heading(1), &cells[..1]), row(RowKind::Item(2), &cells)])),
            Block::Picture(Picture { svg: SVG.to_owned(), alternative: format!("図 {}", texts[0]) }),
        ]);
        document.title.clone_from(&texts[0]);
        document.organisation.clone_from(&texts[0]);
        document.foot.name.clone_from(&texts[0]);
        let printed = pdf(&document, &FONTS, Stretch::unseen());
        prop_assert!(printed.is_ok(), "{:?}", printed.err());
        let file = File::read(&printed.unwrap().bytes);
        let structure = file.structure();
        let ascii = |text: &str| text.chars().filter(char::is_ascii_graphic).collect::<String>();
        for text in &texts {
            prop_assert!(ascii(&structure.text).contains(&ascii(text)), "{text:?} is not in {:?}", structure.text);
        }
    }
}

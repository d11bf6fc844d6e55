//! Texts for word processors: what stands in the parts, as a reader of XML finds it.

use crate::package::{names, part};
use crate::published::{self, of, report, table_of};
use export::document::{Block, Cell, Column, Document, Looks, Paper, Picture, RowKind, Run};
use export::docx;
use projections::wording::Language;
use proptest::prelude::*;
use roxmltree::Node;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn body(document: &Document) -> String {
    part(&docx(document).unwrap(), "word/document.xml")
}

fn is(node: &Node<'_, '_>, name: &str) -> bool {
    node.has_tag_name((W, name))
}

fn all<'a>(node: Node<'a, 'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.descendants().filter(move |found| is(found, name))
}

/// What an element or an attribute of it says.
fn says<'a>(node: Node<'a, 'a>, name: &'static str) -> Option<&'a str> {
    all(node, name).next()?.attribute((W, "val"))
}

/// The words of a paragraph or a cell; a line for each paragraph.
fn words(node: Node<'_, '_>) -> String {
    let paragraphs = node.descendants().filter(|found| is(found, "p"));
    let text = |paragraph: Node<'_, '_>| {
        let pieces = paragraph.descendants().map(|piece| match piece.tag_name().name() {
            "t" => piece.text().unwrap_or_default().to_owned(),
            "br" => "\n".to_owned(),
            "tab" if piece.parent().is_some_and(|run| is(&run, "r")) => "\t".to_owned(),
            _ => String::new(),
        });
        pieces.collect::<String>()
    };
    paragraphs.map(text).collect::<Vec<_>>().join("\n")
}

/// The cells of a row; empty ones behind a cell that stands across several columns.
fn cells(row: Node<'_, '_>) -> Vec<String> {
    let cells = row.children().filter(|child| is(child, "tc"));
    let spread = cells.flat_map(|cell| {
        let columns = says(cell, "gridSpan").map_or(1, |span| span.parse().unwrap());
        std::iter::once(words(cell)).chain(std::iter::repeat_n(String::new(), columns - 1))
    });
    spread.collect()
}

#[test]
fn the_published_table_comes_back_cell_for_cell() {
    let (text, report) = (body(&published::document()), report());
    let read = roxmltree::Document::parse(&text).unwrap();
    let rows: Vec<_> = all(read.root(), "tr").collect();
    let titles: Vec<String> = report.title_lines.iter().map(ToString::to_string).collect();
    assert_eq!(cells(rows[0])[0], titles.join("\n"));
    let headings: Vec<_> = report.columns.iter().map(|column| column.heading.as_str()).collect();
    assert_eq!(cells(rows[1]), headings);
    assert_eq!(rows.len(), 2 + 60);
    for (row, expected) in rows[2..].iter().zip(&report.rows) {
        assert_eq!(cells(*row), expected.cells);
    }
}

#[test]
fn title_lines_and_header_stand_on_every_page_and_no_row_is_broken() {
    let text = body(&published::document());
    let read = roxmltree::Document::parse(&text).unwrap();
    let rows: Vec<_> = all(read.root(), "tr").collect();
    let repeated: Vec<bool> = rows.iter().map(|row| all(*row, "tblHeader").next().is_some()).collect();
    assert!(repeated[..2].iter().all(|it| *it) && !repeated[2..].contains(&true));
    assert!(rows.iter().all(|row| all(*row, "cantSplit").next().is_some()));
    let widths =
        |name| all(read.root(), name).map(|it| it.attribute((W, "w")).unwrap().parse::<u32>().unwrap());
    let grid: Vec<u32> = widths("gridCol").collect();
    assert_eq!(grid.len(), 5);
    assert!((15_000..=15_138).contains(&grid.iter().sum::<u32>()), "{grid:?}");
    assert_eq!(widths("tcW").skip(1).take(5).collect::<Vec<_>>(), grid);
    assert_eq!(all(read.root(), "tblLayout").next().unwrap().attribute((W, "type")), Some("fixed"));
}

#[test]
fn a_row_that_fills_half_a_page_may_be_broken() {
    let long = "あ".repeat(4_000);
    let columns = vec![Column::text("番号", 100), Column::text("備考", 900)];
    let text = body(&of(vec![Block::Table(table_of(columns, &[&["1", &long], &["2", "短い"]]))]));
    let read = roxmltree::Document::parse(&text).unwrap();
    let rows: Vec<_> = all(read.root(), "tr").collect();
    let whole = rows.iter().map(|row| all(*row, "cantSplit").next().is_some());
    assert_eq!(whole.collect::<Vec<_>>(), [true, false, true]);
    assert_eq!(cells(rows[1])[1], long);
}

#[test]
fn a_heading_of_the_table_stands_across_it_and_stays_with_its_rows() {
    let text = body(&published::document());
    let read = roxmltree::Document::parse(&text).unwrap();
    let rows: Vec<_> = all(read.root(), "tr").skip(2).collect();
    for (row, expected) in rows.iter().zip(&published::document().tables().next().unwrap().rows) {
        let is_heading = matches!(expected.kind, RowKind::Heading(_));
        assert_eq!(all(*row, "keepNext").next().is_some(), is_heading);
        let alone = expected.cells[1..].iter().all(|cell| cell.runs.is_empty());
        assert_eq!(says(*row, "gridSpan"), (is_heading && alone).then_some("5"));
    }
}

#[test]
fn the_page_lies_as_the_document_says_with_its_foot_below() {
    for (paper, size) in [
        (Paper::Landscape, ["16838", "11906"]),
        (Paper::Portrait, ["11906", "16838"]),
        (Paper::A3Portrait, ["16838", "23811"]),
    ] {
        let document = Document { paper, ..published::document() };
        let bytes = docx(&document).unwrap();
        let text = part(&bytes, "word/document.xml");
        let read = roxmltree::Document::parse(&text).unwrap();
        let page = all(read.root(), "pgSz").next().unwrap();
        assert_eq!(["w", "h"].map(|name| page.attribute((W, name)).unwrap()), size);
        let foot = part(&bytes, "word/footer1.xml");
        let read = roxmltree::Document::parse(&foot).unwrap();
        let lines: Vec<String> = all(read.root(), "p").map(words).collect();
        let origin = "https://minaoshi.example/p/0190b5a8/e/0190b5a9  3f2a 9c41 77d0 be15";
        assert_eq!(lines, ["実施計画一覧 令和3年3月\t1 / 1", origin]);
        let fields: Vec<_> = all(read.root(), "fldSimple").map(|it| it.attribute((W, "instr"))).collect();
        assert_eq!(fields, [Some(" PAGE "), Some(" NUMPAGES ")]);
        let links = part(&bytes, "word/_rels/footer1.xml.rels");
        assert!(links.contains("Target=\"https://minaoshi.example/p/0190b5a8/e/0190b5a9\""), "{links}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes_with_its_own_date() {
    let bytes = docx(&published::document()).unwrap();
    assert!(bytes == docx(&published::document()).unwrap());
    let about = part(&bytes, "docProps/core.xml");
    let expected = "<dcterms:created xsi:type=\"dcterms:W3CDTF\">2021-03-24T00:00:00Z</dcterms:created>";
    assert!(about.contains(expected), "{about}");
    assert!(about.contains("<dc:creator>流山市議会</dc:creator>"), "{about}");
}

#[test]
fn every_part_is_well_formed_and_has_its_type_and_every_relation_its_part() {
    let bytes = docx(&published::document()).unwrap();
    let types = part(&bytes, "[Content_Types].xml");
    for name in names(&bytes).iter().filter(|name| !name.ends_with(".rels") && !name.starts_with('[')) {
        part(&bytes, name);
        assert!(types.contains(&format!("PartName=\"/{name}\"")), "{name}");
    }
    for (relations, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
        let text = part(&bytes, relations);
        let read = roxmltree::Document::parse(&text).unwrap();
        let targets = read.descendants().filter_map(|node| node.attribute("Target"));
        for target in targets {
            assert!(names(&bytes).contains(&format!("{folder}{target}")), "{target}");
        }
    }
}

#[test]
fn the_text_is_japanese_in_fonts_that_windows_has() {
    for (language, tag) in [(Language::Japanese, "ja-JP"), (Language::English, "en-US")] {
        let document = Document { language, ..published::document() };
        let styles = part(&docx(&document).unwrap(), "word/styles.xml");
        let read = roxmltree::Document::parse(&styles).unwrap();
        let of = |name, attribute| all(read.root(), name).next().unwrap().attribute((W, attribute));
        assert_eq!(of("rFonts", "eastAsia"), Some("BIZ UDPGothic"));
        assert_eq!((of("lang", "val"), of("lang", "eastAsia")), (Some(tag), Some("ja-JP")));
    }
    let fonts = part(&docx(&published::document()).unwrap(), "word/fontTable.xml");
    assert!(fonts.contains("w:altName w:val=\"MS Gothic\""), "{fonts}");
}

#[test]
fn every_style_that_a_paragraph_asks_for_is_there() {
    let blocks = (1..=12).map(|level| Block::Heading { level, text: "見出し".to_owned() });
    let picture = Picture { svg: "<svg/>".to_owned(), alternative: "件数".to_owned() };
    let more = [Block::Paragraph(vec![Run::plain("文")]), Block::Picture(picture), Block::NewPage];
    let mut document = of(blocks.chain(more).collect());
    document.blocks.extend(published::document().blocks);
    document.blocks.push(Block::Facts(vec![("名".to_owned(), vec![])]));
    let bytes = docx(&document).unwrap();
    let (text, styles) = (part(&bytes, "word/document.xml"), part(&bytes, "word/styles.xml"));
    let read = roxmltree::Document::parse(&text).unwrap();
    let asked: Vec<_> = all(read.root(), "pStyle").map(|it| it.attribute((W, "val")).unwrap()).collect();
    for style in &asked {
        assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "{style}");
    }
    assert_eq!(asked[..2], ["Heading1", "Heading2"]);
    assert_eq!(asked[8..12], ["Heading9"; 4]);
    let read = roxmltree::Document::parse(&styles).unwrap();
    let levels: Vec<_> = all(read.root(), "outlineLvl").map(|it| it.attribute((W, "val")).unwrap()).collect();
    assert_eq!(levels, ["0", "1", "2", "3", "4", "5", "6", "7", "8"]);
}

#[test]
fn what_follows_a_new_page_begins_one() {
    let heading = |text: &str| Block::Heading { level: 1, text: text.to_owned() };
    let table = || Block::Table(table_of(vec![Column::text("欄", 0)], &[]));
    let text =
        body(&of(vec![heading("一"), Block::NewPage, heading("二"), Block::NewPage, table(), table()]));
    let read = roxmltree::Document::parse(&text).unwrap();
    let blocks: Vec<(&str, bool)> = all(read.root(), "body")
        .next()
        .unwrap()
        .children()
        .map(|block| (block.tag_name().name(), all(block, "pageBreakBefore").next().is_some()))
        .collect();
    let (p, tbl) = (("p", false), ("tbl", false));
    assert_eq!(blocks, [p, ("p", true), ("p", true), tbl, p, tbl, p, ("sectPr", false)]);
}

#[test]
fn words_look_as_they_look_and_lead_where_they_lead() {
    let link = |text: &str, to: &str| Run { link: Some(to.to_owned()), ..Run::plain(text) };
    let runs = vec![
        Run::plain("前"),
        Run::looking("消", Looks::Removed),
        Run::looking("加", Looks::Added),
        Run::looking("強", Looks::Strong),
        link("5-1", "https://minaoshi.example/i/1?a&b"),
        link("5-1", "https://minaoshi.example/i/1?a&b"),
        link("悪", "javascript:alert(1)"),
    ];
    let bytes = docx(&of(vec![Block::Paragraph(runs)])).unwrap();
    let text = part(&bytes, "word/document.xml");
    let read = roxmltree::Document::parse(&text).unwrap();
    let runs: Vec<_> = all(read.root(), "r").collect();
    let has = |at: usize, name| all(runs[at], name).next().is_some();
    assert!(has(1, "strike") && has(2, "u") && has(3, "b") && !has(0, "rPr"));
    let links: Vec<_> = all(read.root(), "hyperlink").map(words_of_run).collect();
    assert_eq!(links, ["5-1", "5-1"]);
    let relations = part(&bytes, "word/_rels/document.xml.rels");
    assert_eq!(relations.matches("TargetMode=\"External\"").count(), 1, "{relations}");
    assert_eq!(words(all(read.root(), "p").next().unwrap()), "前消加強5-15-1悪");
}

fn words_of_run(node: Node<'_, '_>) -> String {
    all(node, "t").filter_map(|text| text.text()).collect()
}

#[test]
fn empty_tables_and_empty_documents_are_texts_too() {
    let mut none = table_of(Vec::new(), &[]);
    none.title_lines = vec!["表題".to_owned()];
    let header = table_of(vec![Column::text("欄", 0)], &[]);
    let blocks = vec![Block::Table(none), Block::Table(header), Block::Facts(Vec::new())];
    let text = body(&of(blocks));
    let read = roxmltree::Document::parse(&text).unwrap();
    assert_eq!(all(read.root(), "tbl").count(), 1);
    assert!(all(read.root(), "p").any(|paragraph| words(paragraph) == "表題"));
    let text = body(&of(Vec::new()));
    let read = roxmltree::Document::parse(&text).unwrap();
    assert_eq!((all(read.root(), "p").count(), all(read.root(), "sectPr").count()), (1, 1));
}

#[test]
fn ten_thousand_rows_come_back_whole() {
    let rows: Vec<[String; 2]> = (1..=10_000).map(|at| [at.to_string(), "髙﨑𠮷㈱㋿〜".to_owned()]).collect();
    let mut table = table_of(vec![Column::number("番号", 100), Column::text("備考", 900)], &[]);
    let row = table_of(Vec::new(), &[&[]]).rows.remove(0);
    table.rows = rows
        .iter()
        .map(|cells| export::document::Row { cells: cells.iter().map(Cell::plain).collect(), ..row.clone() })
        .collect();
    let text = body(&of(vec![Block::Table(table)]));
    let read = roxmltree::Document::parse(&text).unwrap();
    let found: Vec<Vec<String>> = all(read.root(), "tr").skip(1).map(cells).collect();
    assert!(found == rows);
}

proptest! {
    #[test]
    fn any_words_come_back(text in any::<String>(), look in 0..4_usize) {
        let look = [Looks::Plain, Looks::Strong, Looks::Added, Looks::Removed][look];
        let document = of(vec![Block::Paragraph(vec![Run::looking(text.as_str(), look)])]);
        let body = body(&document);
        let read = roxmltree::Document::parse(&body).unwrap();
        let expected = text.replace("\r\n", "\n").replace('\r', "\n");
        let shown = |c: char| if matches!(c, '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}') && !"\n\t".contains(c) { '\u{fffd}' } else { c };
        let expected: String = expected.chars().map(shown).collect();
        prop_assert_eq!(words(all(read.root(), "p").next().unwrap()), expected);
    }
}

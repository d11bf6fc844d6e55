//! A document as HTML, read back: its cells are those of the document, and no text becomes anything else.

use crate::fixture::{about, every, full};
use export::document::{
    Block, Cell, Column, Document, Foot, Looks, Paper, Picture, Row, RowKind, Run, Table,
};
use export::{Csv, document_of, html};
use projections::report::{TableOf, table};
use projections::wording::Language;
use roxmltree::{Node, ParsingOptions};
use std::collections::BTreeSet;

/// What no text of a file may do: end where it stands, begin something else.
const HOSTILE: &str =
    "</td></style><script>alert(1)</script>\"' onload='x' &lt; ]]> <!-- {{ 7*7 }}\n𠮷髙﨑㈱㋿〜";

/// Parses a file and hands its elements out.
#[track_caller]
fn with<T>(file: &str, look: impl FnOnce(Node<'_, '_>) -> T) -> T {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let parsed = roxmltree::Document::parse_with_options(file, options).expect("well-formed");
    look(parsed.root_element())
}

fn named<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(move |node| node.has_tag_name(name))
}

fn text(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
}

/// The cells of a table's body; one that stands for a whole row is followed by empty ones.
fn cells(table: Node<'_, '_>) -> Vec<Vec<String>> {
    let row = |row: Node<'_, '_>| {
        let cells = row.children().filter(|cell| cell.has_tag_name("td") || cell.has_tag_name("th"));
        let cells = cells.flat_map(|cell| {
            let wide: usize = cell.attribute("colspan").map_or(1, |wide| wide.parse().unwrap());
            std::iter::once(text(cell)).chain(std::iter::repeat_n(String::new(), wide - 1))
        });
        cells.collect()
    };
    named(table, "tbody").flat_map(|body| named(body, "tr").collect::<Vec<_>>()).map(row).collect()
}

#[track_caller]
fn check(name: &str, document: &Document) {
    let file = html(document);
    with(&file, |root| {
        assert_eq!(root.attribute("lang"), Some(document.language.tag()), "{name}");
        let title = named(root, "title").next().map(text);
        assert_eq!(title.as_deref(), Some(document.title.as_str()), "{name}");
        assert_eq!(named(root, "h1").count(), 1, "{name}");
        let printed: Vec<_> = named(root, "table").collect();
        let tables: Vec<_> = document.tables().collect();
        assert_eq!(printed.len(), tables.len(), "{name}");
        for (printed, table) in printed.into_iter().zip(tables) {
            let expected: Vec<Vec<String>> =
                table.rows.iter().map(|row| row.cells.iter().map(Cell::text).collect()).collect();
            assert_eq!(cells(printed), expected, "{name}");
            let head = named(printed, "thead").next().unwrap();
            let headings: Vec<String> = named(head, "th").map(text).collect();
            let expected: Vec<&str> = table.columns.iter().map(|column| column.heading.as_str()).collect();
            assert_eq!(headings, expected, "{name}");
            assert!(!text(named(printed, "caption").next().unwrap()).is_empty(), "{name}");
            assert!(named(printed, "th").all(|cell| cell.attribute("scope").is_some()), "{name}");
        }
        let ids: Vec<&str> = root.descendants().filter_map(|node| node.attribute("id")).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{name}: an id twice");
        for link in named(root, "a").filter_map(|link| link.attribute("href")) {
            let known = link.strip_prefix('#').map(|id| ids.contains(&id));
            assert!(known.unwrap_or_else(|| link.starts_with("https://example.jp/")), "{name}: {link}");
        }
        needs_nothing_else(root);
    });
}

/// No script, and nothing that a browser would fetch.
#[track_caller]
fn needs_nothing_else(root: Node<'_, '_>) {
    for node in root.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        assert!(!["script", "link", "img", "iframe", "object", "base", "form"].contains(&name), "<{name}>");
        for attribute in node.attributes() {
            let fetches = ["src", "srcset", "background", "data"].contains(&attribute.name());
            assert!(!fetches && !attribute.name().starts_with("on"), "{}", attribute.name());
        }
    }
    let style = named(root, "style").next().map(text).unwrap();
    assert!(!style.contains("url(") && !style.contains("@import"));
}

#[test]
fn every_document_comes_back_cell_for_cell() {
    for language in Language::ALL {
        for (name, document) in every(language) {
            check(&format!("{name} {}", language.tag()), &document);
        }
    }
}

#[test]
fn ten_thousand_rows_come_back_from_every_format_of_text() {
    let row = |at: u32| Row {
        kind: RowKind::Item(0),
        cells: vec![Cell::plain(at.to_string()), Cell::plain(format!("{at}：髙﨑𠮷㈱㋿〜、\"引用\""))],
        id: None,
    };
    let table = Table {
        name: "表".to_owned(),
        title_lines: Vec::new(),
        columns: vec![Column::number("番号", 0), Column::text("名前", 0)],
        rows: (1..=10_000).map(row).collect(),
    };
    let expected: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.cells.iter().map(Cell::text).collect()).collect();
    let document = Document { blocks: vec![Block::Table(table.clone())], ..hostile() };

    check("ten thousand rows", &document);
    let bytes = table.csv(Csv { unguarded: true, ..Csv::default() });
    let records = csv::Reader::from_reader(bytes.as_slice()).into_records();
    let read = records.map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
    assert!(read.eq(expected.iter().cloned()));
    let text = table.tsv();
    let lines = text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
    assert!(lines.eq(expected));
}

/// A document in which every text is hostile.
fn hostile() -> Document {
    let text = || HOSTILE.to_owned();
    let run = |look, link: &str| Run { text: text(), look, link: Some(link.to_owned()) };
    let cell = Cell {
        runs: vec![
            run(Looks::Plain, "javascript:alert(1)"),
            run(Looks::Added, "https://example.jp/\"><script>"),
            run(Looks::Removed, "data:text/html,x"),
            run(Looks::Strong, "/p/1"),
        ],
    };
    let table = Table {
        name: text(),
        title_lines: vec![text()],
        columns: vec![Column::text(text(), 1), Column::number(text(), 1)],
        rows: vec![
            Row {
                kind: RowKind::Heading(9),
                cells: vec![Cell::plain(text()), Cell::default()],
                id: Some(text()),
            },
            Row { kind: RowKind::Item(1), cells: vec![cell.clone(), cell], id: None },
            Row { kind: RowKind::Total, cells: vec![Cell::default(), Cell::plain("1")], id: None },
        ],
    };
    Document {
        title: text(),
        organisation: text(),
        language: Language::English,
        date: crate::fixture::DAY,
        paper: Paper::Portrait,
        blocks: vec![
            Block::Heading { level: 0, text: text() },
            Block::Heading { level: 9, text: text() },
            Block::Paragraph(vec![Run::plain(text())]),
            Block::Facts(vec![(text(), vec![Run::plain(text())])]),
            Block::Table(table),
            Block::Picture(Picture {
                svg: "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_owned(),
                alternative: text(),
            }),
            Block::NewPage,
        ],
        foot: Foot { name: text(), address: Some(text()), fingerprint: Some(text()) },
    }
}

#[test]
fn hostile_texts_stay_texts() {
    let document = hostile();
    check("hostile", &document);
    with(&html(&document), |root| {
        let picture = root.descendants().find(|node| node.attribute("role") == Some("img")).unwrap();
        // A line end in an attribute is a space to a reader of XML, and a line end to one of HTML.
        assert_eq!(picture.attribute("aria-label").unwrap(), HOSTILE.replace('\n', " "));
        assert_eq!(picture.children().filter(Node::is_element).count(), 1);
        let links: Vec<_> = named(root, "a").filter_map(|link| link.attribute("href")).collect();
        assert!(links.iter().all(|link| link.starts_with("https://example.jp/")), "{links:?}");
        let style = named(root, "style").next().map(text).unwrap();
        assert!(!style.contains("<script") && !style.contains("\"' onload"), "{style}");
    });
}

#[test]
fn added_and_removed_words_are_told_by_their_elements() {
    with(&html(&hostile()), |root| {
        let row = named(root, "tr").find(|row| row.attribute("class") == Some("item d1")).unwrap();
        for name in ["ins", "del", "strong"] {
            assert!(named(row, name).all(|node| text(node) == HOSTILE));
            assert_eq!(named(row, name).count(), 2, "{name}");
        }
    });
}

#[test]
fn japanese_words_in_an_english_file_are_said_to_be_japanese() {
    let register = full();
    let report = table(&register.plan, TableOf::Edition(register.edition("令和3年3月"))).unwrap();
    let file = html(&document_of::table(&report, Language::English, &about()));
    with(&file, |root| {
        let language = |said: &str| {
            let node = root.descendants().find(|node| node.is_element() && text(*node) == said).unwrap();
            let inner = node.descendants().rfind(Node::is_element).unwrap();
            inner.attribute("lang").map(str::to_owned)
        };
        assert_eq!(language("5. ペーパーレスの促進").as_deref(), Some("ja"));
        assert_eq!(language("実施時期").as_deref(), Some("ja"));
        assert_eq!(language("Errata and corrections (令和3年3月)"), None);
        let levels: Vec<&str> = root
            .descendants()
            .map(|node| node.tag_name().name())
            .filter(|name| ["h1", "h2", "h3"].contains(name))
            .collect();
        assert_eq!(levels, ["h1", "h2"], "no level is left out");
    });
}

#[test]
fn the_bottom_of_the_file_says_how_to_check_it() {
    let register = full();
    let report = table(&register.plan, TableOf::Current).unwrap();
    let file = html(&document_of::table(&report, Language::Japanese, &about()));
    with(&file, |root| {
        let footer = text(named(root, "footer").next().unwrap());
        for said in ["令和6年3月31日", "https://example.jp/p/1/e/2/", "3f8a-91c2"] {
            assert!(footer.contains(said), "{footer}");
        }
        let style = named(root, "style").next().map(text).unwrap();
        assert!(style.contains("size: A4 landscape") && style.contains("3f8a-91c2"), "on every page too");
    });
}

#[test]
fn the_same_document_is_the_same_file() {
    let [first, second] = [every(Language::Japanese), every(Language::Japanese)];
    for ((name, first), (_, second)) in first.iter().zip(&second) {
        assert_eq!(html(first), html(second), "{name}");
    }
}

//! What stands on the pages, from the top, and at the bottom of each.

use super::links::Links;
use super::sizes::{BELOW, FOOT, MARGIN, room};
use super::table;
use super::words::{Stands, paragraph, plain, write};
use super::xml::Xml;
use crate::document::{Block, Document, Paper, Run};

const NAMESPACES: [(&str, &str); 2] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
];

/// The part of the text.
pub(super) fn body(document: &Document) -> Xml {
    let links = Links::to(&[
        ("styles", "styles.xml"),
        ("settings", "settings.xml"),
        ("fontTable", "fontTable.xml"),
        ("footer", "footer1.xml"),
    ]);
    let mut xml = Xml::new(links);
    xml.within("w:document", &NAMESPACES, |xml| {
        xml.within("w:body", &[], |xml| {
            blocks(xml, document);
            section(xml, document.paper);
        });
    });
    xml
}

/// The part of what stands at the bottom of every page.
pub(super) fn foot(document: &Document) -> Xml {
    let mut xml = Xml::new(Links::default());
    let foot = &document.foot;
    xml.within("w:ftr", &NAMESPACES, |xml| {
        xml.within("w:p", &[], |xml| {
            xml.within("w:pPr", &[], |xml| {
                xml.says("w:pStyle", "Footer");
                xml.within("w:tabs", &[], |xml| {
                    let right = room(document.paper).to_string();
                    xml.empty("w:tab", &[("w:val", "right"), ("w:pos", &right)]);
                });
            });
            write(xml, &Run::plain(format!("{}\t", foot.name)));
            field(xml, " PAGE ");
            write(xml, &Run::plain(" / "));
            field(xml, " NUMPAGES ");
        });
        let address =
            foot.address.iter().map(|address| Run { link: Some(address.clone()), ..Run::plain(address) });
        let mut origin: Vec<Run> = address.collect();
        origin.extend(foot.fingerprint.iter().map(|fingerprint| Run::plain(format!("  {fingerprint}"))));
        if !origin.is_empty() {
            paragraph(xml, Stands::in_style("Footer"), &origin);
        }
    });
    xml
}

fn blocks(xml: &mut Xml, document: &Document) {
    let mut on_new_page = false;
    let mut behind_table = false;
    for block in &document.blocks {
        // Two tables without anything between them would be one; prose close below a table looks like a part of it.
        let apart = match block {
            Block::Table(_) | Block::Facts(_) => on_new_page || behind_table,
            Block::Paragraph(_) | Block::Picture(_) => behind_table && !on_new_page,
            Block::Heading { .. } | Block::NewPage => false,
        };
        if apart {
            plain(xml, Stands { on_new_page, ..Stands::in_style("Gap") }, "");
        }
        let stands = |style| Stands { on_new_page: on_new_page && !apart, ..Stands::in_style(style) };
        match block {
            Block::Heading { level, text } => {
                plain(xml, stands(&format!("Heading{}", (*level).clamp(1, 9))), text);
            }
            Block::Paragraph(runs) => paragraph(xml, stands("BodyText"), runs),
            Block::Picture(picture) => {
                let named = document.language.of("図：", "Figure: ");
                plain(xml, stands("BodyText"), &format!("{named}{}", picture.alternative));
            }
            Block::Table(of) => table::write(xml, document, of),
            Block::Facts(facts) => table::write_facts(xml, document.paper, facts),
            Block::NewPage => {}
        }
        on_new_page = matches!(block, Block::NewPage);
        behind_table = matches!(block, Block::Table(_) | Block::Facts(_));
    }
    // A text ends with a paragraph; this one takes no room.
    plain(xml, Stands::in_style("End"), "");
}

/// What a word processor works out; until it has, there is a number.
fn field(xml: &mut Xml, instruction: &str) {
    xml.within("w:fldSimple", &[("w:instr", instruction)], |xml| {
        xml.within("w:r", &[], |xml| xml.element("w:t", &[], "1"));
    });
}

fn section(xml: &mut Xml, lies: Paper) {
    let (width, height) = lies.sides();
    let [width, height, margin, below, foot] =
        [width, height, MARGIN, BELOW, FOOT].map(|size| size.to_string());
    let footer = xml.links.part("footer");
    xml.within("w:sectPr", &[], |xml| {
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", &footer)]);
        let size = [("w:w", width.as_str()), ("w:h", &height), ("w:orient", orientation(lies))];
        xml.empty("w:pgSz", &size);
        let margins = [
            ("w:top", margin.as_str()),
            ("w:right", &margin),
            ("w:bottom", &below),
            ("w:left", &margin),
            ("w:header", &foot),
            ("w:footer", &foot),
            ("w:gutter", "0"),
        ];
        xml.empty("w:pgMar", &margins);
    });
}

const fn orientation(paper: Paper) -> &'static str {
    if paper.is_landscape() { "landscape" } else { "portrait" }
}

//! What stands on the pages, from the top, and at the bottom of each.

use super::links::Links;
use super::sizes::{BELOW, FOOT, MARGIN, room};
use super::table;
use super::words::{Stands, named, paragraph, plain, write};
use super::xml::Xml;
use crate::document::{Block, Cover, Document, Looks, NoRows, Paper, Run};
use projections::wording::marked_title;

const NAMESPACES: [(&str, &str); 2] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
];

/// The part of the text.
pub(super) fn body(document: &Document) -> Xml {
    let links =
        Links::to(&[("styles", "styles.xml"), ("settings", "settings.xml"), ("fontTable", "fontTable.xml")]);
    let links = links.and_to("footer", feet(document).into_iter());
    let mut xml = Xml::new(links);
    xml.within("w:document", &NAMESPACES, |xml| {
        xml.within("w:body", &[], |xml| {
            blocks(xml, document);
            let paper = document.parts().last().map_or(document.paper, |part| part.paper);
            section(xml, paper, document.parts().count());
        });
    });
    xml
}

/// Where those parts of the package lie that say what stands at the bottom: of the pages before the first part of the
/// document, and of those of each.
pub(super) fn feet(document: &Document) -> Vec<String> {
    (0..=document.parts().count()).map(foot_of).collect()
}

fn foot_of(part: usize) -> String {
    format!("footer{}.xml", part + 1)
}

/// What stands at the bottom of every page of a part.
pub(super) fn foot(document: &Document, mark: &str, paper: Paper) -> Xml {
    let mut xml = Xml::new(Links::default());
    let foot = &document.foot;
    xml.within("w:ftr", &NAMESPACES, |xml| {
        xml.within("w:p", &[], |xml| {
            xml.within("w:pPr", &[], |xml| {
                xml.says("w:pStyle", "Footer");
                xml.within("w:tabs", &[], |xml| {
                    let right = room(paper).to_string();
                    xml.empty("w:tab", &[("w:val", "right"), ("w:pos", &right)]);
                });
            });
            if !mark.is_empty() {
                write(xml, &Run::looking(format!("{mark}　"), Looks::Strong));
            }
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
    let (mut paper, mut parts) = (document.paper, 0);
    let marks: Vec<&str> = document.parts().map(|part| part.mark.as_str()).collect();
    for (at, block) in document.blocks.iter().enumerate() {
        // Two tables without anything between them would be one; prose close below a table looks like a part of it.
        let apart = match block {
            Block::Table(_) | Block::Facts(_) | Block::Agenda(_) => on_new_page || behind_table,
            Block::Paragraph(_) | Block::NoRows(_) | Block::Picture(_) => behind_table && !on_new_page,
            Block::Heading { .. } | Block::NewPage | Block::Cover(_) | Block::Part(_) => false,
        };
        if apart {
            plain(xml, Stands { on_new_page, ..Stands::in_style("Gap") }, "");
        }
        let stands = |style| Stands { on_new_page: on_new_page && !apart, ..Stands::in_style(style) };
        match block {
            Block::Heading { level, text } => {
                plain(xml, stands(&format!("Heading{}", (*level).clamp(1, 9))), text);
            }
            Block::Paragraph(runs) | Block::NoRows(NoRows { says: runs, table: _ }) => {
                paragraph(xml, stands("BodyText"), runs)
            }
            Block::Picture(picture) => {
                let figure = document.language.of("図：", "Figure: ");
                plain(xml, stands("BodyText"), &format!("{figure}{}", picture.alternative));
            }
            Block::Table(of) => table::write(xml, paper, of),
            Block::Facts(facts) => table::write_facts(xml, paper, facts),
            Block::NewPage => {}
            Block::Cover(Cover { above, title, below }) => {
                above.iter().for_each(|line| plain(xml, Stands::in_style("CoverLine"), line));
                plain(xml, Stands::in_style("CoverTitle"), title);
                below.iter().for_each(|line| plain(xml, Stands::in_style("CoverLine"), line));
            }
            Block::Agenda(agenda) => table::write_agenda(xml, paper, agenda, &marks),
            Block::Part(part) => {
                // What stands before is a section of its own, which ends with a paragraph that takes no room.
                if at > 0 {
                    ending(xml, paper, parts);
                }
                let title = marked_title(&part.mark, &part.title, document.language);
                named(xml, Stands::in_style("Heading1"), &title, parts);
                (paper, parts) = (part.paper, parts + 1);
            }
        }
        on_new_page = matches!(block, Block::NewPage);
        behind_table = matches!(block, Block::Table(_) | Block::Facts(_) | Block::Agenda(_));
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

/// The end of a section.
fn ending(xml: &mut Xml, paper: Paper, part: usize) {
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| {
            xml.says("w:pStyle", "End");
            section(xml, paper, part);
        });
    });
}

/// How the paper of a part lies, and what stands at the bottom of its pages.
fn section(xml: &mut Xml, lies: Paper, part: usize) {
    let (width, height) = lies.sides();
    let [width, height, margin, below, foot] =
        [width, height, MARGIN, BELOW, FOOT].map(|size| size.to_string());
    let footer = xml.links.part(&foot_of(part));
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

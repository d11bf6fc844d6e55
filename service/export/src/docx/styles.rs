//! The parts that say how words look: styles, fonts, settings.

use super::sizes::PADDING;
use super::xml::Xml;
use projections::wording::Language;

const MAIN: [(&str, &str); 1] = [("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main")];
const FONT: &str = "BIZ UDPGothic";
const LINE: &str = "808080";

/// A style of paragraphs.
struct Style {
    id: &'static str,
    name: &'static str,
    /// Half points.
    size: u32,
    strong: bool,
    centred: bool,
    /// Above and below, in twentieths of a point.
    around: (u32, u32),
}

const STYLES: [Style; 11] = [
    Style { id: "CoverLine", name: "表紙の行", size: 26, strong: false, centred: true, around: (0, 120) },
    Style {
        id: "CoverTitle", name: "表紙の題名", size: 40, strong: true, centred: true, around: (900, 600)
    },
    Style { id: "BodyText", name: "Body Text", size: 21, strong: false, centred: false, around: (0, 120) },
    Style { id: "Cell", name: "表の文字", size: 20, strong: false, centred: false, around: (30, 30) },
    Style {
        id: "CellStrong", name: "表の見出し", size: 20, strong: true, centred: false, around: (40, 40)
    },
    Style {
        id: "CellHeader", name: "表の列見出し", size: 20, strong: true, centred: true, around: (50, 50)
    },
    Style { id: "TableTitle", name: "表題", size: 28, strong: true, centred: true, around: (0, 60) },
    Style { id: "TableLine", name: "表題の行", size: 20, strong: false, centred: false, around: (0, 60) },
    Style { id: "Gap", name: "空き", size: 10, strong: false, centred: false, around: (0, 0) },
    Style { id: "End", name: "文末", size: 2, strong: false, centred: false, around: (0, 0) },
    Style { id: "Footer", name: "footer", size: 16, strong: false, centred: false, around: (0, 0) },
];

/// The sizes of headings in half points, the greatest first; the deeper ones look alike.
const HEADINGS: [u32; 9] = [32, 26, 23, 21, 21, 21, 21, 21, 21];

/// The part of the styles.
pub(super) fn styles(language: Language) -> Xml {
    let mut xml = Xml::alone();
    xml.within("w:styles", &MAIN, |xml| {
        defaults(xml, language);
        named(xml, ("paragraph", "Normal", "Normal"), true, |xml| {
            xml.within("w:pPr", &[], |xml| {
                // No gaps between digits and kanji: 「平成30年11月」 is one word.
                xml.says("w:autoSpaceDE", "0");
                xml.says("w:autoSpaceDN", "0");
            });
        });
        STYLES.iter().for_each(|style| paragraph(xml, style));
        (1..).zip(HEADINGS).for_each(|(level, size)| heading(xml, level, size));
        named(xml, ("character", "DefaultParagraphFont", "Default Paragraph Font"), true, |_| {});
        named(xml, ("character", "Hyperlink", "Hyperlink"), false, |xml| {
            xml.within("w:rPr", &[], |xml| xml.says("w:color", "0B3D91"));
        });
        named(xml, ("table", "TableNormal", "Normal Table"), true, |xml| {
            xml.within("w:tblPr", &[], |xml| xml.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]));
        });
        named(xml, ("table", "TableGrid", "Table Grid"), false, table);
    });
    xml
}

/// The part of the fonts: what stands in where the font is not there.
pub(super) fn fonts() -> Xml {
    let mut xml = Xml::alone();
    xml.within("w:fonts", &MAIN, |xml| {
        xml.within("w:font", &[("w:name", FONT)], |xml| {
            xml.says("w:altName", "MS Gothic");
            xml.says("w:charset", "80");
            xml.says("w:family", "swiss");
            xml.says("w:pitch", "variable");
        });
    });
    xml
}

/// The part of the settings: without it word processors take a file for one of an old version.
pub(super) fn settings(language: Language) -> Xml {
    let mut xml = Xml::alone();
    xml.within("w:settings", &MAIN, |xml| {
        xml.says("w:defaultTabStop", "840");
        xml.says("w:characterSpacingControl", "doNotCompress");
        xml.within("w:compat", &[], |xml| {
            let office = "http://schemas.microsoft.com/office/word";
            let mode = [("w:name", "compatibilityMode"), ("w:uri", office), ("w:val", "15")];
            xml.empty("w:compatSetting", &mode);
        });
        xml.empty("w:themeFontLang", &[("w:val", tag(language)), ("w:eastAsia", "ja-JP")]);
    });
    xml
}

fn defaults(xml: &mut Xml, language: Language) {
    xml.within("w:docDefaults", &[], |xml| {
        xml.within("w:rPrDefault", &[], |xml| {
            xml.within("w:rPr", &[], |xml| {
                let fonts = [("w:ascii", FONT), ("w:eastAsia", FONT), ("w:hAnsi", FONT), ("w:cs", FONT)];
                xml.empty("w:rFonts", &fonts);
                xml.says("w:sz", "21");
                xml.says("w:szCs", "21");
                xml.empty(
                    "w:lang",
                    &[("w:val", tag(language)), ("w:eastAsia", "ja-JP"), ("w:bidi", "ar-SA")],
                );
            });
        });
        xml.within("w:pPrDefault", &[], |xml| {
            xml.within("w:pPr", &[], |xml| {
                let spacing =
                    [("w:before", "0"), ("w:after", "0"), ("w:line", "276"), ("w:lineRule", "auto")];
                xml.empty("w:spacing", &spacing);
            });
        });
    });
}

const fn tag(language: Language) -> &'static str {
    match language {
        Language::Japanese => "ja-JP",
        Language::English => "en-US",
    }
}

fn named(xml: &mut Xml, (kind, id, name): (&str, &str, &str), default: bool, inside: impl FnOnce(&mut Xml)) {
    let mut attributes = vec![("w:type", kind), ("w:styleId", id)];
    attributes.extend(default.then_some(("w:default", "1")));
    xml.within("w:style", &attributes, |xml| {
        xml.says("w:name", name);
        inside(xml);
    });
}

fn paragraph(xml: &mut Xml, style: &Style) {
    named(xml, ("paragraph", style.id, style.name), false, |xml| {
        xml.says("w:basedOn", "Normal");
        xml.empty("w:qFormat", &[]);
        xml.within("w:pPr", &[], |xml| {
            around(xml, style.around);
            if style.centred {
                xml.says("w:jc", "center");
            }
        });
        letters(xml, style.size, style.strong);
    });
}

fn heading(xml: &mut Xml, level: u32, size: u32) {
    let (id, name) = (format!("Heading{level}"), format!("heading {level}"));
    named(xml, ("paragraph", &id, &name), false, |xml| {
        xml.says("w:basedOn", "Normal");
        xml.says("w:next", "BodyText");
        xml.empty("w:qFormat", &[]);
        xml.within("w:pPr", &[], |xml| {
            xml.empty("w:keepNext", &[]);
            xml.empty("w:keepLines", &[]);
            around(xml, (if level == 1 { 240 } else { 180 }, 100));
            xml.says("w:outlineLvl", &(level - 1).to_string());
        });
        letters(xml, size, true);
    });
}

fn table(xml: &mut Xml) {
    xml.says("w:basedOn", "TableNormal");
    xml.within("w:tblPr", &[], |xml| {
        xml.within("w:tblBorders", &[], |xml| {
            for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
                let line = [("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", LINE)];
                xml.empty(side, &line);
            }
        });
        xml.within("w:tblCellMar", &[], |xml| {
            for side in ["w:left", "w:right"] {
                xml.empty(side, &[("w:w", &PADDING.to_string()), ("w:type", "dxa")]);
            }
        });
    });
}

fn around(xml: &mut Xml, (above, below): (u32, u32)) {
    xml.empty("w:spacing", &[("w:before", &above.to_string()), ("w:after", &below.to_string())]);
}

fn letters(xml: &mut Xml, size: u32, strong: bool) {
    xml.within("w:rPr", &[], |xml| {
        if strong {
            xml.empty("w:b", &[]);
            xml.empty("w:bCs", &[]);
        }
        xml.says("w:sz", &size.to_string());
        xml.says("w:szCs", &size.to_string());
    });
}

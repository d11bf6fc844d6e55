//! The grid of a table: rows and cells, in the order of the schema.

use super::xml::Xml;

/// How a row stands on pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// At the top of every page.
    OnEveryPage,
    /// On one page.
    Whole,
    /// It may go on on the next page.
    Broken,
}

/// How a cell looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    columns: usize,
    width: u32,
    fill: Option<&'static str>,
    bare: bool,
}

impl Look {
    /// A cell of a column.
    pub(super) const fn wide(width: u32) -> Self {
        Self { columns: 1, width, fill: None, bare: false }
    }

    /// A cell across all columns.
    pub(super) fn across(widths: &[u32]) -> Self {
        Self { columns: widths.len(), ..Self::wide(widths.iter().sum()) }
    }

    /// The same on a ground.
    pub(super) const fn on(self, fill: Option<&'static str>) -> Self {
        Self { fill, ..self }
    }

    /// A cell across all columns without lines around it.
    pub(super) fn bare(widths: &[u32]) -> Self {
        Self { bare: true, ..Self::across(widths) }
    }
}

/// Writes a table of such columns; its name is for those who do not see it.
pub(super) fn table(xml: &mut Xml, widths: &[u32], name: &str, rows: impl FnOnce(&mut Xml)) {
    let whole = widths.iter().sum::<u32>().to_string();
    xml.within("w:tbl", &[], |xml| {
        xml.within("w:tblPr", &[], |xml| {
            xml.says("w:tblStyle", "TableGrid");
            xml.empty("w:tblW", &[("w:w", &whole), ("w:type", "dxa")]);
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            xml.empty("w:tblLook", &[("w:val", "0020"), ("w:firstRow", "1")]);
            if !name.is_empty() {
                xml.says("w:tblCaption", name);
            }
        });
        xml.within("w:tblGrid", &[], |xml| {
            widths.iter().for_each(|width| xml.empty("w:gridCol", &[("w:w", &width.to_string())]));
        });
        rows(xml);
    });
}

/// Writes a row.
pub(super) fn row(xml: &mut Xml, rows: Rows, cells: impl FnOnce(&mut Xml)) {
    xml.within("w:tr", &[], |xml| {
        match rows {
            Rows::OnEveryPage => xml.within("w:trPr", &[], |xml| {
                xml.empty("w:cantSplit", &[]);
                xml.empty("w:tblHeader", &[]);
            }),
            Rows::Whole => xml.within("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[])),
            Rows::Broken => {}
        }
        cells(xml);
    });
}

/// Writes a cell, in which at least one paragraph has to stand.
pub(super) fn cell(xml: &mut Xml, look: Look, paragraphs: impl FnOnce(&mut Xml)) {
    xml.within("w:tc", &[], |xml| {
        xml.within("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &look.width.to_string()), ("w:type", "dxa")]);
            if look.columns > 1 {
                xml.says("w:gridSpan", &look.columns.to_string());
            }
            if look.bare {
                xml.within("w:tcBorders", &[], |xml| {
                    ["w:top", "w:left", "w:right"].iter().for_each(|side| xml.says(side, "nil"));
                });
            }
            if let Some(fill) = look.fill {
                xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)]);
            }
            xml.says("w:vAlign", "center");
        });
        paragraphs(xml);
    });
}

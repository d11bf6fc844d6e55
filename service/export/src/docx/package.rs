//! The package around the text: what its parts are, what the file says of itself, and the archive.

use super::DocxError;
use super::links::Links;
use super::xml::Xml;
use crate::document::Document;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const OFFICE: &str = "application/vnd.openxmlformats-officedocument";
const PACKAGE: &str = "application/vnd.openxmlformats-package";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";

/// What each part is; `feet` are where those lie that say what stands at the foot.
pub(super) fn types(feet: &[String]) -> String {
    let mut xml = Xml::alone();
    xml.within("Types", &[("xmlns", TYPES)], |xml| {
        let relations = format!("{PACKAGE}.relationships+xml");
        xml.empty("Default", &[("Extension", "rels"), ("ContentType", &relations)]);
        xml.empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")]);
        for (part, kind) in [
            ("/word/document.xml", format!("{WORD}.document.main+xml")),
            ("/word/styles.xml", format!("{WORD}.styles+xml")),
            ("/word/settings.xml", format!("{WORD}.settings+xml")),
            ("/word/fontTable.xml", format!("{WORD}.fontTable+xml")),
            ("/docProps/core.xml", format!("{PACKAGE}.core-properties+xml")),
            ("/docProps/app.xml", format!("{OFFICE}.extended-properties+xml")),
        ] {
            xml.empty("Override", &[("PartName", part), ("ContentType", &kind)]);
        }
        for foot in feet {
            let (part, kind) = (format!("/word/{foot}"), format!("{WORD}.footer+xml"));
            xml.empty("Override", &[("PartName", &part), ("ContentType", &kind)]);
        }
    });
    xml.finished().0
}

/// Where the package begins.
pub(super) fn relations() -> String {
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    let parts = [
        ("officeDocument", "word/document.xml"),
        (core, "docProps/core.xml"),
        ("extended-properties", "docProps/app.xml"),
    ];
    Links::to(&parts).finished()
}

/// What the file says of itself, its date from the data.
pub(super) fn about(document: &Document) -> String {
    let namespaces = [
        ("xmlns:cp", CORE),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let foot = &document.foot;
    let origin = [&foot.address, &foot.fingerprint].map(|part| part.as_deref().unwrap_or_default());
    let made = format!("{}T00:00:00Z", document.date);
    let mut xml = Xml::alone();
    xml.within("cp:coreProperties", &namespaces, |xml| {
        xml.element("dc:title", &[], &document.title);
        xml.element("dc:subject", &[], &foot.name);
        xml.element("dc:creator", &[], &document.organisation);
        xml.element("dc:description", &[], origin.join("  ").trim());
        xml.element("dc:language", &[], document.language.tag());
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.element(name, &[("xsi:type", "dcterms:W3CDTF")], &made);
        }
    });
    xml.finished().0
}

/// Which program has made it.
pub(super) fn program() -> String {
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    let mut xml = Xml::alone();
    xml.within("Properties", &[("xmlns", namespace)], |xml| xml.element("Application", &[], "minaoshi"));
    xml.finished().0
}

/// The archive, without the clock in it.
pub(super) fn pack(parts: &[(String, String)]) -> Result<Vec<u8>, DocxError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(name.as_str(), options)?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

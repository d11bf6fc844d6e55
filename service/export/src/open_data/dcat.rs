//! What the data are, for catalogues: DCAT as JSON-LD, in the manner of DCAT-AP.

use super::Options;
use super::file::File;
use super::ordered::{Json, Object};
use domain::digest::Digest;
use domain::value::{Precision, PrintedDate};
use projections::report::OpenData;
use projections::wording::Language;

/// The description of the data set and of its files.
///
/// # Errors
/// [`serde_json::Error`], which no description causes.
pub(super) fn dcat(data: &OpenData, files: &[File], options: &Options) -> Result<File, serde_json::Error> {
    let title = data.plan.title.as_str();
    let organisation = data.plan.organisation.as_str();
    let publisher = Object::default()
        .with("@type", "foaf:Organization")
        .with("foaf:name", said(organisation, Language::Japanese))
        .with_some("dct:identifier", data.code.as_ref().map(|code| code.as_str()));
    let distributions: Vec<Object> = files.iter().map(|file| distribution(file, options)).collect();
    let set = Object::default()
        .with("@context", context())
        .with_some("@id", options.address.as_deref())
        .with("@type", "dcat:Dataset")
        .with_some("dct:identifier", data.plan.id.map(|id| id.to_string()))
        .with("dct:title", vec![said(title, Language::Japanese)])
        .with("dct:description", described(title))
        .with("dct:publisher", publisher)
        .with_some("dct:issued", data.issued.as_ref().and_then(when))
        .with_some("dct:modified", data.modified.as_ref().and_then(when))
        .with("dct:language", reference("http://publications.europa.eu/resource/authority/language/JPN"))
        .with_some("dct:license", options.licence.as_deref().map(licence))
        .with(
            "dcat:keyword",
            vec![
                said("計画", Language::Japanese),
                said("進捗状況", Language::Japanese),
                said("plan", Language::English),
                said("progress", Language::English),
            ],
        )
        .with("dcat:distribution", distributions);
    let mut bytes = serde_json::to_vec_pretty(&set)?;
    bytes.push(b'\n');
    Ok(File { name: "dcat.jsonld".to_owned(), media_type: "application/ld+json", bytes })
}

fn described(title: &str) -> Vec<Json> {
    let japanese = format!("{title}の実施事業、版ごとの状況、決定とその理由、系譜");
    let english =
        format!("{title}: items, their status in each edition, decisions with their reasons, lineage");
    vec![said(&japanese, Language::Japanese), said(&english, Language::English)]
}

fn context() -> Object {
    Object::default()
        .with("dcat", "http://www.w3.org/ns/dcat#")
        .with("dct", "http://purl.org/dc/terms/")
        .with("foaf", "http://xmlns.com/foaf/0.1/")
        .with("rdfs", "http://www.w3.org/2000/01/rdf-schema#")
        .with("spdx", "http://spdx.org/rdf/terms#")
        .with("xsd", "http://www.w3.org/2001/XMLSchema#")
}

fn distribution(file: &File, options: &Options) -> Object {
    let address = options.address.as_deref().map(|address| address_of(address, &file.name));
    let media_type = file.media_type.split(';').next().unwrap_or_default();
    Object::default()
        .with_some("@id", address.as_deref())
        .with("@type", "dcat:Distribution")
        .with("dct:title", file.name.as_str())
        .with_some("dcat:accessURL", options.address.as_deref().map(reference))
        .with_some("dcat:downloadURL", address.as_deref().map(reference))
        .with(
            "dcat:mediaType",
            reference(&format!("http://www.iana.org/assignments/media-types/{media_type}")),
        )
        .with_some("dct:license", options.licence.as_deref().map(licence))
        .with("dcat:byteSize", typed(&file.bytes.len().to_string(), "xsd:nonNegativeInteger"))
        .with(
            "spdx:checksum",
            Object::default()
                .with("@type", "spdx:Checksum")
                .with("spdx:algorithm", reference("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"))
                .with(
                    "spdx:checksumValue",
                    typed(&Digest::of_bytes(&file.bytes).to_string(), "xsd:hexBinary"),
                ),
        )
}

/// Where a file is read, below the address of the data.
pub(super) fn address_of(address: &str, name: &str) -> String {
    format!("{}/{name}", address.trim_end_matches('/'))
}

/// A day or a month as the data name it; a longer time by its first day; nothing where no day is named.
fn when(date: &PrintedDate) -> Option<Object> {
    let start = date.start?;
    Some(match date.precision {
        Precision::Month => typed(&start.strftime("%Y-%m").to_string(), "xsd:gYearMonth"),
        Precision::Day | Precision::FiscalYear | Precision::Year | Precision::Undecided => {
            typed(&start.to_string(), "xsd:date")
        }
    })
}

/// A licence by its address, or by its name where it has none.
fn licence(licence: &str) -> Object {
    if licence.starts_with("https://") || licence.starts_with("http://") {
        return reference(licence);
    }
    Object::default().with("@type", "dct:LicenseDocument").with("rdfs:label", licence)
}

fn reference(address: &str) -> Object {
    Object::default().with("@id", address)
}

fn typed(value: &str, of: &str) -> Object {
    Object::default().with("@type", of).with("@value", value)
}

fn said(words: &str, language: Language) -> Json {
    Object::default().with("@language", language.tag()).with("@value", words).into()
}

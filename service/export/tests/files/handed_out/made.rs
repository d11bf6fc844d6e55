//! PDFs that are made by hand, byte for byte.

use std::fmt::Write as _;

/// A file of these objects, numbered from 1, of which the first is the catalogue.
pub(super) fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (object, number) in objects.iter().zip(1..) {
        writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let begins = file.len();
    let trailer =
        format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{begins}\n%%EOF\n", objects.len() + 1);
    file.extend(table.bytes().chain(trailer.bytes()));
    file
}

/// A file with a page of that content, a font as object 4, and further objects from 6.
pub(super) fn page(content: &[u8], further: &[Vec<u8>]) -> Vec<u8> {
    let font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec();
    page_in(font, stream("", content), further)
}

/// The same with this font and this content.
pub(super) fn page_in(font: Vec<u8>, content: Vec<u8>, further: &[Vec<u8>]) -> Vec<u8> {
    let of_page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R\
        /Resources<</Font<</F 4 0 R>>/XObject<</X 6 0 R>>>>>>";
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        of_page.as_bytes().to_vec(),
        font,
        content,
    ];
    objects.extend_from_slice(further);
    file(&objects)
}

/// A stream, with what its dictionary says besides.
pub(super) fn stream(says: &str, content: &[u8]) -> Vec<u8> {
    let mut object = format!("<</Length {}{says}>>\nstream\n", content.len()).into_bytes();
    object.extend(content);
    object.extend(b"\nendstream");
    object
}

/// The same, packed.
pub(super) fn packed(says: &str, content: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut packer, content).unwrap();
    stream(&format!("/Filter/FlateDecode{says}"), &packer.finish().unwrap())
}

pub(super) const HELLO: &[u8] = b"BT /F 12 Tf 72 700 Td (Handed out before) Tj ET";

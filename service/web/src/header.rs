//! Headers: read as text, and file names written so that every reader understands them.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use std::fmt::Write;

/// A header as text, where it is there and is text.
pub(crate) fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// A text as one segment of a path or one value of a query.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut all, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => all.push(byte.into()),
            _ => write!(all, "%{byte:02X}").expect("a string takes all that is written"),
        }
        all
    })
}

/// A download under that name, after RFC 6266: the whole name, and before it what of it is plain ASCII.
pub(crate) fn attachment(name: &str) -> HeaderValue {
    let plain = |c: char| if c.is_ascii_alphanumeric() || ".-_ ".contains(c) { c } else { '_' };
    let ascii: String = name.chars().map(plain).collect();
    let value = format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{}", encoded(name));
    HeaderValue::try_from(value).expect("both names are plain ASCII")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_cannot_leave_its_header() {
        assert_eq!(
            attachment("見直し \"表\"\r\nX: y.tsv"),
            "attachment; filename=\"___ _____X_ y.tsv\"; \
                filename*=UTF-8''%E8%A6%8B%E7%9B%B4%E3%81%97%20%22%E8%A1%A8%22%0D%0AX%3A%20y.tsv"
        );
    }
}

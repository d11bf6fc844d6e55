//! Addresses that a file may lead to.

use url::Url;

/// The address as programs write it, in ASCII; none where it leads elsewhere than to a page or a mailbox, or nowhere.
///
/// A broken address in a package makes office programs refuse the whole file.
pub(crate) fn safe(link: &str) -> Option<String> {
    let address = Url::parse(link).ok()?;
    matches!(address.scheme(), "https" | "http" | "mailto").then(|| address.into())
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn an_address_of_a_page_or_a_mailbox_is_written_in_ascii() {
        let check = |link: &str, expected: &str| assert_eq!(safe(link).as_deref(), Some(expected));
        check("https://minaoshi.example/p/1?a=b&c#d", "https://minaoshi.example/p/1?a=b&c#d");
        check(
            "http://流山.example/計画 一覧",
            "http://xn--rht140b.example/%E8%A8%88%E7%94%BB%20%E4%B8%80%E8%A6%A7",
        );
        check("mailto:gikai@example.jp", "mailto:gikai@example.jp");
    }

    #[test]
    fn what_leads_elsewhere_is_no_address() {
        for link in [
            "",
            "/p/1",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "http://",
            "https://a:b/",
            "internal:A1",
        ] {
            assert_eq!(safe(link), None, "{link}");
        }
    }
}

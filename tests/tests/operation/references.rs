//! Whether what is served makes a browser call another host: addresses of other hosts in what a browser loads by itself.
//!
//! A link that somebody may follow is no such call, and the name of an XML vocabulary is no address.

/// The attributes that a browser loads by itself, of whatever element.
const LOADED: [&str; 12] = [
    "src",
    "srcset",
    "href",
    "xlink:href",
    "data",
    "poster",
    "action",
    "formaction",
    "background",
    "ping",
    "manifest",
    "content",
];

/// The elements whose `href` is followed by people only.
const FOLLOWED: [&str; 2] = ["a", "area"];

/// Every reference to another host in a page, a drawing or a style.
pub(crate) fn outward(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for element in text.split('<').skip(1) {
        let element = element.split('>').next().unwrap_or_default();
        let name = element.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
        for (attribute, value) in attributes(element) {
            let attribute = attribute.to_ascii_lowercase();
            let followed = attribute == "href" && FOLLOWED.contains(&name.as_str());
            if LOADED.contains(&attribute.as_str()) && !followed && is_elsewhere(&value) {
                found.push(format!("<{name} {attribute}={value:?}>"));
            }
        }
    }
    for (word, end) in [("url(", ')'), ("@import", ';'), ("image-set(", ')')] {
        for rest in text.split(word).skip(1) {
            let value = rest.split(end).next().unwrap_or_default();
            if is_elsewhere(value.trim_matches(|c: char| c.is_whitespace() || "\"'(".contains(c))) {
                found.push(format!("{word}{value}"));
            }
        }
    }
    found
}

/// The addresses on the same host that a page leads to.
pub(crate) fn inward(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for element in text.split('<').skip(1) {
        let element = element.split('>').next().unwrap_or_default();
        for (attribute, value) in attributes(element) {
            if matches!(attribute.as_str(), "href" | "src")
                && value.starts_with('/')
                && !value.starts_with("//")
            {
                let address = value.split('#').next().unwrap_or_default();
                found.push(address.replace("&amp;", "&").replace("&#38;", "&"));
            }
        }
    }
    found
}

/// Whether an address has a host of its own; `srcset` and `content` hold it behind other words.
fn is_elsewhere(value: &str) -> bool {
    value.split(|c: char| c.is_whitespace() || c == ',' || c == '=' || c == '\'').any(|word| {
        let word = word.trim_start_matches("&#34;").to_ascii_lowercase();
        let scheme = word
            .split_once("://")
            .is_some_and(|(scheme, _)| scheme.bytes().all(|b| b.is_ascii_alphanumeric()));
        (scheme && !word.starts_with("://")) || (word.starts_with("//") && word.len() > 2)
    })
}

/// The attributes of an element, as they are written between its name and its end.
fn attributes(element: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = element;
    while let Some((before, after)) = rest.split_once('=') {
        let name = before.split_whitespace().next_back().unwrap_or_default().to_owned();
        let after = after.trim_start();
        let (value, next) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            Some(_) | None => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        found.push((name, value.to_owned()));
        rest = next;
    }
    found
}

#[test]
fn a_page_that_calls_another_host_is_caught() {
    for bad in [
        r#"<script src="https://cdn.example/a.js"></script>"#,
        "<img alt='a=b' src='//cdn.example/a.png'>",
        r#"<link rel="stylesheet" href="http://cdn.example/a.css">"#,
        r#"<img srcset="/a.png 1x, https://cdn.example/b.png 2x">"#,
        r#"<meta http-equiv="refresh" content="0; url=https://elsewhere.example/">"#,
        r#"<form action="https://elsewhere.example/">"#,
        r#"<svg><image xlink:href="https://cdn.example/a.png"/></svg>"#,
        "<base href=//elsewhere.example/>",
        "body { background: url('https://cdn.example/a.png') }",
        "@import \"//cdn.example/a.css\";",
    ] {
        assert_eq!(outward(bad).len(), 1, "{bad}: {:?}", outward(bad));
    }
}

#[test]
fn what_calls_nobody_is_not_caught() {
    for good in [
        r##"<svg xmlns="http://www.w3.org/2000/svg"><use href="#icon"/></svg>"##,
        r#"<a href="https://www.city.example.jp/plan.pdf">資料</a>"#,
        r#"<link rel="stylesheet" href="/assets/minaoshi.css">"#,
        r#"<p title="https://example.jp/">// 注</p>"#,
        r#"<meta name="viewport" content="width=device-width, initial-scale=1">"#,
        "body { background: url(/assets/a.svg) } /* https://example.jp */",
    ] {
        assert!(outward(good).is_empty(), "{good}: {:?}", outward(good));
    }
    assert_eq!(
        inward(r##"<a href="/p/a/?x=1&amp;y=2#row"><img src="//b/"><a href="?lang=en">"##),
        ["/p/a/?x=1&y=2"]
    );
}

//! Whether everything that is linked or built with may be given to a municipality: the list of `deny.toml`, read by
//! a test, because nobody can be relied on to have cargo-deny.

use crate::{assert_caught, assert_none, metadata_with_dependencies, root};

#[test]
fn every_dependency_has_an_allowed_licence() {
    let allowed = allowed();
    let metadata = metadata_with_dependencies();

    assert!(metadata.packages.len() > 100, "cargo has shown {} packages only", metadata.packages.len());
    let excepted = excepted();
    let findings = metadata
        .packages
        .iter()
        .filter(|package| !excepted.contains(&package.name.to_string()))
        .filter_map(|package| {
            finding(&format!("{} {}", package.name, package.version), package.license.as_deref(), &allowed)
        });
    assert_none("the licences", &findings.collect::<Vec<_>>());
}

#[test]
fn what_is_excepted_is_in_the_tests_only() {
    let tree = |package: &str, edges: &str| {
        let arguments =
            ["tree", "--locked", "--prefix=none", "--format={p}", "--edges", edges, "--package", package];
        let output = std::process::Command::new(env!("CARGO")).args(arguments).current_dir(root()).output();
        String::from_utf8(output.expect("cargo runs").stdout).expect("names are ASCII")
    };
    let (program, tests) = (tree("service", "normal,build"), tree("system-tests", "normal,build,dev"));
    let has = |tree: &str, name: &str| tree.lines().any(|line| line.split(' ').next() == Some(name));

    assert!(has(&program, "axum") && !has(&program, "fantoccini"), "{program}");
    for name in excepted() {
        assert!(has(&tests, &name), "{name} is excepted in deny.toml and used nowhere");
        assert!(!has(&program, &name), "{name} is excepted for the tests and is part of the program");
    }
}

#[test]
fn a_licence_that_is_not_on_the_list_is_caught() {
    let allowed = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "Unicode-3.0"].map(str::to_owned);
    let caught = |licence| finding("it", licence, &allowed).into_iter().collect::<Vec<_>>();

    assert_caught(&caught(Some("GPL-3.0-only")), &["it: GPL-3.0-only"]);
    assert_caught(&caught(Some("MIT AND OpenSSL")), &["it: MIT AND OpenSSL"]);
    assert_caught(&caught(Some("(MIT OR GPL-2.0) AND BSL-1.0")), &["it: (MIT OR GPL-2.0) AND BSL-1.0"]);
    assert_caught(&caught(Some("MIT OR (Apache-2.0")), &["it: MIT OR (Apache-2.0"]);
    assert_caught(&caught(None), &["it: no licence"]);
    assert_none("the licences", &caught(Some("LGPL-2.1-or-later OR MIT")));
    assert_none("the licences", &caught(Some("(MIT OR GPL-2.0) AND Unicode-3.0")));
    assert_none("the licences", &caught(Some("GPL-2.0 AND BSL-1.0 OR Apache-2.0 WITH LLVM-exception")));
    assert_none("the licences", &caught(Some("Unlicense/MIT")));
}

fn deny() -> toml::Table {
    let text = std::fs::read_to_string(root().join("deny.toml")).expect("deny.toml can be read");
    text.parse().expect("deny.toml is TOML")
}

/// The packages that may have another licence, because the tests alone use them.
fn excepted() -> Vec<String> {
    let table = deny();
    let list = table["licenses"]["exceptions"].as_array().expect("a list of exceptions");
    list.iter()
        .map(|exception| exception["crate"].as_str().expect("the name of a crate").to_owned())
        .collect()
}

fn allowed() -> Vec<String> {
    let table = deny();
    let list = table["licenses"]["allow"].as_array().expect("a list of licences");
    list.iter().map(|licence| licence.as_str().expect("the name of a licence").to_owned()).collect()
}

fn finding(package: &str, licence: Option<&str>, allowed: &[String]) -> Option<String> {
    let Some(licence) = licence else { return Some(format!("{package}: no licence")) };
    // «A/B» is how it was written before there was OR.
    let text = licence.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = text.split_whitespace().peekable();
    let good = either(&mut words, allowed) == Some(true) && words.next().is_none();
    (!good).then(|| format!("{package}: {licence}"))
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

/// `A OR B`: one of them is enough. Nothing if it is not an expression.
fn either(words: &mut Words<'_>, allowed: &[String]) -> Option<bool> {
    let mut good = both(words, allowed)?;
    while words.next_if_eq(&"OR").is_some() {
        good |= both(words, allowed)?;
    }
    Some(good)
}

/// `A AND B`, which binds more tightly: every one is needed.
fn both(words: &mut Words<'_>, allowed: &[String]) -> Option<bool> {
    let mut good = one(words, allowed)?;
    while words.next_if_eq(&"AND").is_some() {
        good &= one(words, allowed)?;
    }
    Some(good)
}

/// A name, a name with an exception, or an expression in brackets.
fn one(words: &mut Words<'_>, allowed: &[String]) -> Option<bool> {
    if words.next_if_eq(&"(").is_some() {
        let good = either(words, allowed)?;
        return words.next_if_eq(&")").map(|_| good);
    }
    let mut name = words.next()?.to_owned();
    if words.next_if_eq(&"WITH").is_some() {
        name = format!("{name} WITH {}", words.next()?);
    }
    Some(allowed.contains(&name))
}

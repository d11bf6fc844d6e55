//! Open data of the published table: every table, every format, and what was lost on the way.
use crate::sample::Register;
use export::open_data::{Options, package};
use projections::report::open_data;

#[test]
fn dump() {
    let mut register = Register::nagareyama();
    register.run_march_2024();
    let data = open_data(&register.plan).unwrap();
    let options = Options {
        address: Some("https://example.jp/d".into()),
        licence: Some("https://creativecommons.org/licenses/by/4.0/".into()),
        ..Options::default()
    };
    let package = package(&data, &options).unwrap();
    std::fs::create_dir_all("/tmp/od").unwrap();
    for file in &package.files {
        std::fs::write(format!("/tmp/od/{}", file.name), &file.bytes).unwrap();
    }
    std::fs::write("/tmp/od/all.zip", package.zip().unwrap()).unwrap();
    for f in &package.findings {
        println!(
            "{} {} {}",
            f.place(projections::wording::Language::Japanese),
            f.what.title(projections::wording::Language::Japanese),
            f.what.advice(projections::wording::Language::Japanese)
        );
    }
}

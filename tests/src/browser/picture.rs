//! Pictures of whole pages and printed pages, kept beside the program that was tested, for people to look at.

use super::{Browser, Language, Width};
use crate::binary;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Chromium draws nothing below.
const DEEPEST: f64 = 16_000.0;

impl Browser {
    /// Keeps a picture of the whole page as `NAME-WIDTH-LANGUAGE.png`.
    pub async fn picture(&self, name: &str, width: Width, language: Language) {
        let size = self.command("Page.getLayoutMetrics", json!({})).await;
        let height = size["cssContentSize"]["height"].as_f64().expect("a page has a height");
        let clip =
            json!({ "x": 0, "y": 0, "width": width.pixels(), "height": height.min(DEEPEST), "scale": 1 });
        let shot =
            json!({ "format": "png", "captureBeyondViewport": true, "optimizeForSpeed": true, "clip": clip });
        let shot = self.command("Page.captureScreenshot", shot).await;
        keep(&format!("{name}-{}-{}.png", width.pixels(), language.tag()), &shot);
    }

    /// Prints the page as a PDF on A4, keeps it as `NAME-LANGUAGE.pdf` and returns its bytes.
    pub async fn print(&self, name: &str, language: Language) -> Vec<u8> {
        let paper = json!({ "paperWidth": 8.27, "paperHeight": 11.69, "printBackground": true });
        let printed = self.command("Page.printToPDF", paper).await;
        keep(&format!("{name}-{}.pdf", language.tag()), &printed)
    }
}

/// Where pictures are kept.
fn directory() -> PathBuf {
    let program = binary::path();
    program.parent().expect("a program lies in a directory").join("screenshots")
}

fn keep(name: &str, answer: &Value) -> Vec<u8> {
    let bytes = BASE64_STANDARD.decode(answer["data"].as_str().expect("data")).expect("base64");
    let directory = directory();
    let kept =
        std::fs::create_dir_all(&directory).and_then(|()| std::fs::write(directory.join(name), &bytes));
    kept.unwrap_or_else(|error| panic!("cannot keep {name}: {error}"));
    bytes
}

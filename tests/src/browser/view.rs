//! How a page is looked at: width, language, medium, whether scripts run, and what readers do to the type.

use super::Browser;
use serde_json::{Value, json};

/// A width of the screen, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// A desk: 1280.
    Desk,
    /// A tablet: 820.
    Tablet,
    /// A phone: 375.
    Phone,
    /// What Chromium prints on A4: 717.
    Paper,
    /// The narrowest to which pages must reflow (WCAG 1.4.10): 320, which is also a desk at 400 %.
    Narrow,
}

impl Width {
    /// The widths at which every page is looked at.
    pub const EACH: [Self; 3] = [Self::Desk, Self::Tablet, Self::Phone];

    /// In CSS pixels.
    #[must_use]
    pub const fn pixels(self) -> u32 {
        match self {
            Self::Desk => 1280,
            Self::Tablet => 820,
            Self::Phone => 375,
            Self::Paper => 717,
            Self::Narrow => 320,
        }
    }

    const fn height(self) -> u32 {
        match self {
            Self::Desk => 900,
            Self::Tablet => 1180,
            Self::Paper => 1040,
            Self::Phone | Self::Narrow => 720,
        }
    }
}

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// 日本語
    Japanese,
    /// English
    English,
}

impl Language {
    /// Both.
    pub const EACH: [Self; 2] = [Self::Japanese, Self::English];

    /// As `Accept-Language` and `lang` say it.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Japanese => "ja",
            Self::English => "en",
        }
    }
}

/// What readers set to read more easily (WCAG 1.4.12), with importance: each text must bear it.
const SPACED: &str = "* { line-height: 1.5 !important; letter-spacing: .12em !important; \
    word-spacing: .16em !important } p { margin-bottom: 2em !important }";

impl Browser {
    /// Makes the screen as wide as this; a phone is one, with its touch and its own way to scale.
    pub async fn resize(&self, width: Width) {
        let mobile = matches!(width, Width::Phone | Width::Narrow);
        let screen = json!({
            "width": width.pixels(), "height": width.height(), "deviceScaleFactor": 1, "mobile": mobile,
        });
        let _ = self.command("Emulation.setDeviceMetricsOverride", screen).await;
    }

    /// Asks for pages in this language from now on.
    pub async fn speak(&self, language: Language) {
        let headers = json!({ "headers": { "Accept-Language": language.tag() } });
        let _ = self.command("Network.setExtraHTTPHeaders", headers).await;
    }

    /// Lets scripts of pages run, or not.
    pub async fn allow_scripts(&self, allowed: bool) {
        let _ = self.command("Emulation.setScriptExecutionDisabled", json!({ "value": !allowed })).await;
    }

    /// Shows pages as for print.
    pub async fn as_print(&self) {
        self.emulate("print", &[]).await;
    }

    /// Shows pages on a screen of a reader who prefers this, such as `("forced-colors", "active")`.
    pub async fn as_preferred(&self, preferences: &[(&str, &str)]) {
        self.emulate("screen", preferences).await;
    }

    async fn emulate(&self, medium: &str, preferences: &[(&str, &str)]) {
        let features: Vec<Value> =
            preferences.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        let media = json!({ "media": medium, "features": features });
        let _ = self.command("Emulation.setEmulatedMedia", media).await;
    }

    /// Sets type twice as large, as a reader may (WCAG 1.4.4): in the browser's settings, so that pages are laid out anew.
    pub async fn enlarge_type(&self) {
        self.set_type(32).await;
    }

    async fn set_type(&self, pixels: u32) {
        let sizes = json!({ "fontSizes": { "standard": pixels, "fixed": pixels * 13 / 16 } });
        let _ = self.command("Page.setFontSizes", sizes).await;
    }

    /// Sets type as wide as a reader may (WCAG 1.4.12), until the next page.
    pub async fn space_type(&self) {
        let script = format!(
            "(() => {{ const sheet = new CSSStyleSheet(); sheet.replaceSync({}); \
             document.adoptedStyleSheets = [sheet]; }})()",
            json!(SPACED)
        );
        let _ = self.evaluate(&script).await;
    }

    /// Undoes what was set to the type.
    pub async fn reset_type(&self) {
        let _ = self.evaluate("void (document.adoptedStyleSheets = [])").await;
        self.set_type(16).await;
    }
}

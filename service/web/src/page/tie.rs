//! How an item belongs to items of other editions and plans (系譜), in one line each.

use domain::value::Text;
use projections::report::{LineageEnd, LineageRef};
use projections::wording::{self, Language};

/// A link.
pub(super) struct Tie {
    /// In which way.
    pub(super) kind: &'static str,
    /// That nobody has stated it, where that is so.
    pub(super) certainty: Option<&'static str>,
    /// As the document says.
    pub(super) note: Option<String>,
    /// Before.
    pub(super) from: Vec<TiedItem>,
    /// After.
    pub(super) to: Vec<TiedItem>,
}

/// One side of a link.
pub(super) struct TiedItem {
    /// What the edition is called, after its plan where that is another one.
    pub(super) edition: String,
    /// Number and title there; empty for an item of another plan that is not known here.
    pub(super) name: String,
    /// Its page.
    pub(super) path: String,
}

impl Tie {
    pub(super) fn of(link: &LineageRef, language: Language) -> Self {
        let ends = |ends: &[LineageEnd]| ends.iter().map(TiedItem::of).collect();
        let stated = link.certainty == domain::value::Certainty::Stated;
        Self {
            kind: wording::lineage(link.kind, language),
            certainty: (!stated).then(|| wording::certainty(link.certainty, language)),
            note: link.note.as_ref().map(ToString::to_string),
            from: ends(&link.from),
            to: ends(&link.to),
        }
    }
}

impl TiedItem {
    fn of(end: &LineageEnd) -> Self {
        let text = |text: &Option<Text>| text.as_ref().map(ToString::to_string).unwrap_or_default();
        let title = text(&end.title);
        Self {
            edition: [&end.plan_title, &end.edition_label].map(text).join(" ").trim().to_owned(),
            name: format!("{} {title}", end.number.as_deref().unwrap_or_default()).trim().to_owned(),
            path: format!("/p/{}/i/{}", end.plan, end.node),
        }
    }
}

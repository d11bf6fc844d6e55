//! What document is asked for.

use super::Look;
use export::Part;
use projections::report::CancelledFilter;

/// Of what a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DocumentKind {
    /// The table.
    Table,
    /// 新旧対照表.
    Comparison,
    /// An item's history.
    History,
    /// 中止一覧.
    Cancelled,
    /// 期限超過.
    Overdue,
    /// Everything that is counted of a table.
    Report,
    /// A part of that.
    Part(Part),
    /// The tables of a trace.
    Trace,
    /// Which policy answers to which issue.
    Coverage,
    /// Public comments with their answers.
    Comments,
    /// 会議資料: what a committee is handed out about two tables.
    Pack,
    /// 差替ページ表: which pages of that differ from those handed out before.
    Replacements,
}

/// A document, and of what it is.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentQuery {
    /// Of what it is.
    pub kind: DocumentKind,
    /// From where a table is looked at.
    pub look: Look,
    /// The earlier table of a comparison.
    pub from: Option<String>,
    /// The later one.
    pub to: Option<String>,
    /// For which meeting papers are handed out, in words for their cover.
    pub meeting: Option<String>,
    /// When the papers were recorded that were handed out before.
    pub handed_out: Option<String>,
    /// The papers themselves that were handed out before, where somebody has them.
    pub before: Option<HandedIn>,
    /// The item of a history, by id or number.
    pub item: Option<String>,
    /// As of which day something is overdue.
    pub on: Option<String>,
    /// The year of which plan and result are held against each other.
    pub year: Option<String>,
    /// Of one department.
    pub department: Option<String>,
    /// Which ended items.
    pub cancelled: CancelledFilter,
}

/// A PDF that somebody hands in: papers that were handed out before.
#[derive(Clone, PartialEq, Eq)]
pub struct HandedIn(pub Vec<u8>);

impl std::fmt::Debug for HandedIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "HandedIn({} bytes)", self.0.len())
    }
}

impl DocumentKind {
    /// What is no part of a report.
    const WHOLE: [Self; 11] = [
        Self::Table,
        Self::Comparison,
        Self::History,
        Self::Cancelled,
        Self::Overdue,
        Self::Report,
        Self::Trace,
        Self::Coverage,
        Self::Comments,
        Self::Pack,
        Self::Replacements,
    ];

    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::WHOLE.into_iter().chain(Part::ALL.map(Self::Part))
    }

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Comparison => "comparison",
            Self::History => "history",
            Self::Cancelled => "cancelled",
            Self::Overdue => "overdue",
            Self::Report => "report",
            Self::Part(part) => part.name(),
            Self::Trace => "trace",
            Self::Coverage => "coverage",
            Self::Comments => "comments",
            Self::Pack => "pack",
            Self::Replacements => "replacements",
        }
    }

    /// The kind of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::all().find(|kind| kind.name() == name)
    }

    /// What stands in the name of a file behind plan and edition.
    pub(crate) fn suffix(self) -> String {
        match self {
            Self::Table => String::new(),
            Self::Comparison
            | Self::History
            | Self::Cancelled
            | Self::Overdue
            | Self::Report
            | Self::Part(_)
            | Self::Trace
            | Self::Coverage
            | Self::Comments
            | Self::Pack
            | Self::Replacements => format!("_{}", self.name()),
        }
    }
}

impl DocumentKind {
    /// By which names it may be told of what, of what not every kind knows.
    pub(crate) const fn knows(self) -> &'static [&'static str] {
        match self {
            Self::Table => &["edition", "as_of", "recorded_at", "cycle", "department"],
            Self::Comparison => &["from", "to", "department"],
            Self::History => &["item"],
            Self::Cancelled => &["cycle", "department", "reason", "unclassified", "body", "text", "started"],
            Self::Overdue => &["on", "department"],
            Self::Part(Part::Grid | Part::Cards) => {
                &["edition", "as_of", "recorded_at", "cycle", "year", "department"]
            }
            Self::Report
            | Self::Part(
                Part::Planned
                | Part::CrossWords
                | Part::CrossStates
                | Part::Changes
                | Part::Departments
                | Part::Categories
                | Part::Sections
                | Part::Totals,
            ) => &["edition", "as_of", "recorded_at", "cycle", "year"],
            Self::Trace | Self::Coverage | Self::Comments => &[],
            Self::Pack => &["from", "to", "meeting", "on", "recorded_at"],
            Self::Replacements => &["from", "to", "meeting", "on", "recorded_at", "handed_out"],
        }
    }
}

impl DocumentQuery {
    /// What the kind knows nothing of: its name, and what was said. Who asks for a list of a day gets no other one.
    pub(crate) fn unknown(&self) -> Option<(&'static str, String)> {
        let Look { edition, as_of, recorded_at, cycle } = &self.look;
        let CancelledFilter { code, unclassified, cycle: of_cycle, body, department, text, started } =
            &self.cancelled;
        let said = [
            ("edition", edition.clone()),
            ("as_of", as_of.clone()),
            ("recorded_at", recorded_at.clone()),
            ("cycle", cycle.clone().or_else(|| of_cycle.clone())),
            ("from", self.from.clone()),
            ("to", self.to.clone()),
            ("meeting", self.meeting.clone()),
            ("handed_out", self.handed_out.clone()),
            ("item", self.item.clone()),
            ("on", self.on.clone()),
            ("year", self.year.clone()),
            ("department", self.department.clone().or_else(|| department.clone())),
            ("reason", code.map(|code| format!("{code:?}"))),
            ("unclassified", unclassified.then(|| "true".to_owned())),
            ("body", body.clone()),
            ("text", text.as_ref().map(|text| text.typed.clone())),
            ("started", started.map(|started| format!("{started:?}"))),
        ];
        let unknown = said.into_iter().filter(|(name, _)| !self.kind.knows().contains(name));
        unknown.filter_map(|(name, said)| Some((name, said?))).next()
    }

    /// A document of that kind, with nothing else said.
    pub fn of(kind: DocumentKind) -> Self {
        Self {
            kind,
            look: Look::default(),
            from: None,
            to: None,
            meeting: None,
            handed_out: None,
            before: None,
            item: None,
            on: None,
            year: None,
            department: None,
            cancelled: CancelledFilter::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_name_of_its_own() {
        for kind in DocumentKind::all() {
            assert_eq!(DocumentKind::of_name(kind.name()), Some(kind));
        }
        assert_eq!(DocumentKind::of_name("everything"), None);
    }
}

//! Where in a plan the reader is: its name, and the way to its other pages.

use crate::table::BASE;
use domain::event::NodeKind;
use domain::id::SourceId;
use projections::report::{ItemRef, PlanRef};

/// The pages of a plan that its navigation names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    /// The table, of whatever edition or day.
    Table,
    /// What differs between two tables.
    Compare,
    /// 集計: counts, years, cards.
    Report,
    /// The plan in pictures.
    Charts,
    /// 中止一覧.
    Cancelled,
    /// 期限超過.
    Overdue,
    /// 記録の欠け.
    Gaps,
}

/// A page that the navigation names.
pub(super) struct Link {
    /// Below the plan's address.
    pub(super) path: &'static str,
    pub(super) ja: &'static str,
    pub(super) en: &'static str,
    /// The reader is there.
    pub(super) here: bool,
}

/// A plan that a page is about.
pub(super) struct Place {
    /// Its id, for addresses.
    pub(super) id: String,
    pub(super) title: String,
    /// Whose it is and what it is called.
    pub(super) full: String,
    /// None on a page below one of them, such as that of an item.
    tab: Option<Tab>,
}

impl Tab {
    const ALL: [Self; 7] =
        [Self::Table, Self::Compare, Self::Report, Self::Charts, Self::Cancelled, Self::Overdue, Self::Gaps];

    const fn link(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Table => ("", "見直し表", "Table"),
            Self::Compare => ("compare", "新旧対照", "Comparison"),
            Self::Report => ("report", "集計", "Counts"),
            Self::Charts => ("charts", "統計", "Charts"),
            Self::Cancelled => ("cancelled", "中止一覧", "Ended items"),
            Self::Overdue => ("overdue", "期限超過", "Overdue"),
            Self::Gaps => ("gaps", "記録の欠け", "Gaps"),
        }
    }
}

impl Place {
    pub(super) fn of(plan: &PlanRef, tab: impl Into<Option<Tab>>) -> Self {
        Self {
            id: plan.id.map(|id| id.to_string()).unwrap_or_default(),
            title: plan.title.to_string(),
            full: full(plan),
            tab: tab.into(),
        }
    }

    /// The plan's pages.
    pub(super) fn links(&self) -> Vec<Link> {
        let link = |tab: Tab| {
            let (path, ja, en) = tab.link();
            Link { path, ja, en, here: self.tab == Some(tab) }
        };
        Tab::ALL.into_iter().map(link).collect()
    }

    /// An address below that of the plan.
    pub(super) fn at(&self, path: &str) -> String {
        format!("/p/{}/{path}", self.id)
    }

    /// The address of a file of a report, up to its format.
    pub(super) fn file_of(&self, kind: &str) -> String {
        self.at(&format!("file?of={kind}&"))
    }

    /// The page of an item, or a heading's place in the table.
    pub(super) fn item(&self, item: &ItemRef) -> String {
        match item.kind {
            NodeKind::Item => self.at(&format!("i/{}", item.node)),
            NodeKind::Heading => self.at(&format!("#n-{}", item.node)),
            NodeKind::Term => self.at(&format!("trace#n-{}", item.node)),
        }
    }

    /// The plan's open data, with what follows of the address.
    pub(super) fn open_data(&self, rest: &str) -> String {
        format!("{BASE}/plans/{}/open-data{rest}", self.id)
    }

    /// One of its files.
    pub(super) fn open_data_file(&self, name: &str, ending: &str) -> String {
        self.open_data(&format!("/{name}.{ending}"))
    }

    /// A kept file, to download.
    pub(super) fn source(&self, source: SourceId) -> String {
        format!("{BASE}/plans/{}/sources/{source}", self.id)
    }
}

/// Whose a plan is, where its title does not begin with that anyway.
pub(super) fn owner(plan: &PlanRef) -> Option<String> {
    let (owner, title) = (plan.organisation.as_str(), plan.title.as_str());
    (!title.starts_with(owner)).then(|| owner.to_owned())
}

/// Whose a plan is and what it is called.
pub(super) fn full(plan: &PlanRef) -> String {
    owner(plan).map_or_else(|| plan.title.to_string(), |owner| format!("{owner} {}", plan.title))
}

/// A number and a title in one line.
pub(super) fn named(item: &ItemRef) -> String {
    match &item.full_label {
        Some(number) => format!("{number} {}", item.title),
        None => item.title.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::value::{Field, Text};

    fn plan(organisation: &str, title: &str) -> PlanRef {
        PlanRef { id: None, organisation: text(organisation), title: text(title), version: 0 }
    }

    fn text(text: &str) -> Text {
        Text::parse(Field::Title, text).expect("a text")
    }

    #[test]
    fn whose_a_plan_is_is_said_once() {
        assert_eq!(full(&plan("流山市議会", "流山市議会 ICT 推進基本計画")), "流山市議会 ICT 推進基本計画");
        assert_eq!(full(&plan("流山市議会", "ICT 推進基本計画")), "流山市議会 ICT 推進基本計画");
        assert_eq!(owner(&plan("流山市議会", "流山市議会 ICT 推進基本計画")), None);
    }
}

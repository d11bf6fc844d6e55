//! Plans of any size, as the commands that make them: columns, words, headings, items, and one review after another.
//!
//! The shape is that of the real tables: under each heading a few items; at each review every item is decided, one in
//! five changes and gets a new remark, the others stay 「変更なし」; the review is submitted, approved by another
//! person and adopted. The last review is left open, so that there is something to decide.

use domain::command::{AddNode, AdoptCycle, Decide, OpenCycle, OpenPlan, ReviewCycle, SubmitCycle};
use domain::digest::Digest;
use domain::event::{Channel, NodeKind, Outcome, Resolution, Reviewed, Verdict};
use domain::id::{ActorId, CommandId, CycleId, DecisionId, EditionId, NodeId, PlacementId, PlanId, ReviewId};
use domain::value::{
    Actor, Basis, Column, Field, Label, Meaning, PrintedDate, Profile, Role, Text, Vocabulary, VocabularyKind,
};
use domain::{Action, Command, Plan};
use jiff::Timestamp;
use uuid::Uuid;

/// How many items stand under one heading.
const UNDER_ONE_HEADING: u32 = 10;

/// The size of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Items; headings come on top.
    pub items: u32,
    /// Adopted reviews, the first of which lists the items.
    pub reviews: u32,
}

/// Writes a plan: keeps its state, and gives the commands that lead to it.
#[derive(Debug)]
pub struct Author {
    id: PlanId,
    plan: Plan,
    recorder: Actor,
    reviewer: Actor,
}

/// A command, and who gives it through what.
#[derive(Debug, Clone)]
pub struct Given {
    /// The command.
    pub command: Command,
    /// Who gives it.
    pub actor: Actor,
    /// Through what.
    pub channel: Channel,
    /// When.
    pub at: Timestamp,
}

impl Author {
    /// A plan that does not exist yet.
    ///
    /// # Panics
    /// Never: the texts are ours.
    #[must_use]
    pub fn new() -> Self {
        let person =
            |name: &str| Actor { id: ActorId::new(Uuid::now_v7()), role: Role::Staff, name: name.to_owned() };
        let (recorder, reviewer) = (person("事務局 一郎"), person("事務局 花子"));
        Self { id: PlanId::new(Uuid::now_v7()), plan: Plan::default(), recorder, reviewer }
    }

    /// The plan's id.
    #[must_use]
    pub fn id(&self) -> PlanId {
        self.id
    }

    /// How many events there are so far.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.plan.version()
    }

    /// The items with their revisions, in the order in which they were added.
    #[must_use]
    pub fn items(&self) -> Vec<(NodeId, u64)> {
        let items = self.plan.nodes.values().filter(|node| node.kind == NodeKind::Item);
        items.map(|node| (node.id, node.revision)).collect()
    }

    /// The commands that make a plan of this shape, with a further review that is open.
    ///
    /// # Panics
    /// Never: the rules accept them.
    #[must_use]
    pub fn write(&mut self, shape: Shape) -> Vec<Given> {
        let mut given = self.open();
        for number in 0..shape.reviews {
            let (cycle, open) = self.open_cycle(number);
            given.push(open);
            if number == 0 {
                given.extend(self.add_nodes(cycle, shape.items));
            }
            given.push(self.decide(cycle, number));
            given.extend(self.adopt(cycle));
        }
        let (cycle, open) = self.open_cycle(shape.reviews);
        given.push(open);
        if shape.reviews == 0 {
            given.extend(self.add_nodes(cycle, shape.items));
        }
        given
    }

    fn open(&mut self) -> Vec<Given> {
        let columns = [
            ("実施事業", Meaning::Title),
            ("実施時期", Meaning::Schedule),
            ("状況", Meaning::Status),
            ("見直し時期", Meaning::Review),
            ("備考", Meaning::Remark),
        ];
        let column = |((heading, meaning), order): ((&str, Meaning), u32)| Column {
            id: domain::id::ColumnId::new(Uuid::now_v7()),
            heading: heading.to_owned(),
            meaning,
            order,
            width: 0,
        };
        let profile = Profile {
            id: domain::id::ProfileId::new(Uuid::now_v7()),
            version: 1,
            columns: columns.into_iter().zip(0..).map(column).collect(),
            label_schemes: vec![domain::value::LabelScheme::Path],
            layout: domain::value::Layout::default(),
        };
        let words = Vocabulary::of_default_words(
            domain::id::VocabularyId::new(Uuid::now_v7()),
            VocabularyKind::Status,
            std::iter::repeat_with(|| domain::id::TermId::new(Uuid::now_v7())),
        );
        let open = OpenPlan {
            plan: self.id,
            title: text("議会基本条例に基づく実施計画"),
            organisation: text("流山市議会"),
            code: None,
        };
        [Action::OpenPlan(open), Action::DefineProfile(profile), Action::DefineVocabulary(words)]
            .map(|action| self.give(action))
            .into()
    }

    fn open_cycle(&mut self, number: u32) -> (CycleId, Given) {
        let cycle = CycleId::new(Uuid::now_v7());
        let year = i16::try_from(2001 + number / 4).expect("a benchmark has few reviews");
        let month = [3, 6, 9, 12][number as usize % 4];
        let date = PrintedDate::month(year, month).expect("a month after 1873");
        let open = OpenCycle { cycle, label: text(&date.text), date };
        (cycle, self.give(Action::OpenCycle(open)))
    }

    /// A thousand a command: as an import of a large table would do it.
    fn add_nodes(&mut self, cycle: CycleId, items: u32) -> Vec<Given> {
        let (mut actions, mut heading) = (Vec::new(), (0, None));
        for item in 0..items {
            if item % UNDER_ONE_HEADING == 0 {
                let node = NodeId::new(Uuid::now_v7());
                heading = (heading.0 + 1, Some(node));
                let title = format!("基本目標{} 開かれた議会", heading.0);
                let number = heading.0.to_string();
                actions.push(Added { node, parent: None, rank: heading.0, number, title }.to(cycle));
            }
            let place = item % UNDER_ONE_HEADING + 1;
            let number = format!("{}-{place}", heading.0);
            let title = format!("{number} タブレット端末による資料の共有と会議の中継");
            let node = NodeId::new(Uuid::now_v7());
            actions.push(Added { node, parent: heading.1, rank: place, number, title }.to(cycle));
        }
        actions.chunks(1_000).map(|chunk| self.give(Action::Together(chunk.to_vec()))).collect()
    }

    /// Every item at once.
    fn decide(&mut self, cycle: CycleId, number: u32) -> Given {
        let words = self.plan.head.latest_vocabulary(VocabularyKind::Status).expect("defined at the start");
        let statuses = ["未実施", "継続中", "一部実施", "実施済み"];
        let statuses = statuses.map(|word| words.read(word).expect("a default word"));
        let decisions = self.items().into_iter().zip(0..).map(|((node, revision), place): (_, u32)| {
            let changes = number == 0 || (place + number).is_multiple_of(5);
            let status = &statuses[(place as usize + number as usize / 5) % statuses.len()];
            Action::Decide(Box::new(Decide {
                decision: DecisionId::new(Uuid::now_v7()),
                cycle,
                node,
                outcome: if changes { Outcome::Changed } else { Outcome::Unchanged },
                status: changes.then(|| status.clone()),
                effective: None,
                codes: Vec::new(),
                reason: None,
                body: None,
                decided_on: None,
                evidence: Vec::new(),
                remark: changes
                    .then(|| text(&format!("第{number}回の見直しで確認した。関係部署と調整を続ける。"))),
                schedule: None,
                seen: Some(revision),
            }))
        });
        let decisions = decisions.collect();
        self.give(Action::Together(decisions))
    }

    fn adopt(&mut self, cycle: CycleId) -> [Given; 3] {
        let submit = self.give(Action::SubmitCycle(SubmitCycle { cycle }));
        let submitted = self.plan.head.cycles[&cycle].submitted.expect("it was submitted");
        let review = ReviewCycle {
            review: ReviewId::new(Uuid::now_v7()),
            cycle,
            reviewed: Reviewed::All,
            verdict: Verdict::Approved,
            comment: None,
            digest: submitted,
            four_eyes: true,
        };
        let reviewer = self.reviewer.clone();
        let review = self.give_as(reviewer, Action::ReviewCycle(review));
        let adopt = AdoptCycle {
            cycle,
            edition: EditionId::new(Uuid::now_v7()),
            label: None,
            date: None,
            title_lines: None,
            body: text("議会運営委員会"),
            meeting: text("第1回定例会"),
            resolved_on: jiff::civil::date(2024, 3, 22),
            result: Resolution::Unanimous,
            evidence: Vec::new(),
        };
        [submit, review, self.give(Action::AdoptCycle(adopt))]
    }

    fn give(&mut self, action: Action) -> Given {
        self.give_as(self.recorder.clone(), action)
    }

    fn give_as(&mut self, actor: Actor, action: Action) -> Given {
        let id = Uuid::now_v7();
        let content = Digest::of_bytes(id.as_bytes());
        let command = Command { id: CommandId::new(id), actor: actor.id, content, action };
        let events = self.plan.decide(&command).expect("the rules accept what a benchmark does");
        events.iter().for_each(|event| self.plan.apply(event));
        Given { command, actor, channel: Channel::Api, at: now() }
    }
}

impl Default for Author {
    fn default() -> Self {
        Self::new()
    }
}

/// A node that is added; what stands at the top is a heading.
struct Added {
    node: NodeId,
    parent: Option<NodeId>,
    rank: u32,
    number: String,
    title: String,
}

impl Added {
    fn to(self, cycle: CycleId) -> Action {
        let printed = format!("{}.", self.number);
        Action::AddNode(AddNode {
            node: self.node,
            placement: PlacementId::new(Uuid::now_v7()),
            kind: if self.parent.is_none() { NodeKind::Heading } else { NodeKind::Item },
            parent: self.parent,
            rank: self.rank,
            label: Some(Label::parse(&self.number, &printed).expect("a number")),
            title: text(&self.title),
            basis: Basis::Cycle(cycle),
        })
    }
}

fn text(text: &str) -> Text {
    Text::parse(Field::Title, text).expect("a text without control characters")
}

fn now() -> Timestamp {
    Timestamp::from_millisecond(Timestamp::now().as_millisecond()).expect("now is a time")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_has_the_shape_that_was_asked_for() {
        let mut author = Author::new();
        let given = author.write(Shape { items: 25, reviews: 3 });

        let (items, headings) = (25, 3);
        assert_eq!(author.items().len(), items);
        assert_eq!(author.plan.nodes.len(), items + headings);
        assert_eq!(author.plan.head.editions.len(), 3);
        assert!(author.plan.head.live_cycle().is_some());
        let decided = author.plan.nodes.values().map(|node| node.decisions.len()).sum::<usize>();
        assert_eq!(decided, items * 3);
        let mut again = Plan::default();
        for command in given {
            for event in again.decide(&command.command).unwrap() {
                again.apply(&event);
            }
        }
        assert_eq!(again, author.plan);
    }
}

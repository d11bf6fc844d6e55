//! A register in memory, made by the domain's own commands from the published table.

use domain::command::NamedCycle;
use domain::command::{
    AdoptCycle, Decide, Identity, OpenCycle, OpenPlan, ReviewCycle, SubmitCycle, TranscribeEdition,
    TranscribeRow,
};
use domain::digest::Digest;
use domain::event::{
    Authority, Cell, Channel, Metadata, NodeKind, Outcome, Reading, Recorded, Resolution, Reviewed,
    SourceRegistered, Verdict,
};
use domain::id::{ColumnId, CycleId, EditionId, NodeId, PlanId, ProfileId, TermId, VocabularyId};
use domain::plan::{Plan, touched_nodes};
use domain::value::{
    Actor, Column, Evidence, Field, Label, LabelScheme, Layout, Meaning, PrintedDate, Profile,
    ProfileVersion, Reason, ReasonCode, Role, Status, Text, Vocabulary, VocabularyKind, VocabularyVersion,
    vocabulary,
};
use domain::{Action, Command, Refusal};
use projections::fold::Entry;
use std::collections::HashMap;
use std::str::FromStr;

pub(crate) const PUBLISHED: &str = include_str!("../../../tests/fixtures/nagareyama-2021-03.source.tsv");
pub(crate) const OLDER: &str = include_str!("../../../tests/fixtures/nagareyama-2018-11.tsv");

const MEANINGS: [Meaning; 5] =
    [Meaning::Title, Meaning::Schedule, Meaning::Status, Meaning::Review, Meaning::Remark];

pub(crate) struct Register {
    pub(crate) plan: Plan,
    pub(crate) events: Vec<Recorded>,
    pub(crate) hanako: Actor,
    pub(crate) taro: Actor,
    id: PlanId,
    profile: Profile,
    pub(crate) vocabulary: Vocabulary,
    ids: u64,
}

/// What is decided about one item of a journey.
pub(crate) struct Decision<'d> {
    pub(crate) number: &'d str,
    pub(crate) status: &'d str,
    pub(crate) effective: Option<&'d str>,
    pub(crate) codes: Vec<ReasonCode>,
    pub(crate) reason: Option<Reason>,
    pub(crate) evidence: Vec<Evidence>,
}

impl<'d> Decision<'d> {
    pub(crate) fn of(number: &'d str, status: &'d str) -> Self {
        Self { number, status, effective: None, codes: vec![], reason: None, evidence: vec![] }
    }
}

pub(crate) fn text(text: &str) -> Text {
    Text::parse(Field::Body, text).unwrap()
}

pub(crate) fn date(text: &str) -> PrintedDate {
    PrintedDate::parse(text).unwrap()
}

/// The id of that number; the same one in every test.
fn id<T: FromStr<Err: std::fmt::Debug>>(number: u64) -> T {
    format!("0190b5a8-7c1e-7000-8000-{number:012x}").parse().unwrap()
}

impl Register {
    /// A plan with its columns and words, without an edition.
    pub(crate) fn opened() -> Self {
        Self::opened_with(&[])
    }

    /// The same with further columns behind those of the published table.
    pub(crate) fn opened_with(more: &[(&str, Meaning)]) -> Self {
        let published = PUBLISHED.lines().nth(4).unwrap().split('\t').zip(MEANINGS);
        let columns = published.chain(more.iter().copied()).zip(0..);
        let columns = columns.map(|((heading, meaning), order)| Column {
            id: id::<ColumnId>(100 + u64::from(order)),
            heading: heading.to_owned(),
            meaning,
            order,
            width: 0,
        });
        let profile = Profile {
            id: id::<ProfileId>(2),
            version: 1,
            columns: columns.collect(),
            label_schemes: vec![LabelScheme::Path, LabelScheme::Circled],
            layout: Layout::default(),
        };
        let words = vocabulary::default_terms().len() as u64;
        let vocabulary = Vocabulary::of_default_words(
            id::<VocabularyId>(3),
            VocabularyKind::Status,
            (0..words).map(|word| id::<TermId>(1000 + word)),
        );
        let actor = |number, name: &str| Actor { id: id(number), role: Role::Staff, name: name.to_owned() };
        let mut register = Self {
            plan: Plan::default(),
            events: Vec::new(),
            hanako: actor(10, "山田花子"),
            taro: actor(11, "鈴木太郎"),
            id: id(1),
            profile,
            vocabulary,
            ids: 10_000,
        };
        register.give(Action::Together(vec![
            Action::OpenPlan(OpenPlan {
                plan: register.id,
                title: text("流山市議会 ICT 推進基本計画に基づく実施計画"),
                organisation: text("流山市議会"),
                code: None,
            }),
            Action::DefineProfile(register.profile.clone()),
            Action::DefineVocabulary(register.vocabulary.clone()),
        ]));
        register
    }

    /// The published table of 令和3年3月 taken over.
    pub(crate) fn nagareyama() -> Self {
        let mut register = Self::opened();
        register.import("nagareyama-2021-03.tsv", PUBLISHED, "令和3年3月");
        register
    }

    pub(crate) fn fresh<T: FromStr<Err: std::fmt::Debug>>(&mut self) -> T {
        self.ids += 1;
        id(self.ids)
    }

    /// Gives a command that must be accepted.
    #[track_caller]
    pub(crate) fn give(&mut self, action: Action) {
        let hanako = self.hanako.clone();
        self.give_by(&hanako, action).unwrap();
    }

    pub(crate) fn give_by(&mut self, actor: &Actor, action: Action) -> Result<(), Refusal> {
        let imports = |action: &Action| matches!(action, Action::TranscribeEdition(_));
        let channel = if matches!(&action, Action::Together(actions) if actions.iter().any(imports)) {
            Channel::File { name: "nagareyama.tsv".to_owned(), row: None }
        } else {
            Channel::Page
        };
        let command = Command {
            id: self.fresh(),
            actor: actor.id,
            content: Digest::of_bytes(format!("{action:?}").as_bytes()),
            action,
        };
        let events = self.plan.decide(&command)?;
        let parts = u32::try_from(events.len()).unwrap();
        for (event, part) in events.into_iter().zip(1..) {
            self.plan.apply(&event);
            self.events.push(Recorded {
                plan: self.id,
                sequence: self.plan.version(),
                event,
                metadata: Metadata {
                    command: command.id,
                    part,
                    parts,
                    recorded_at: "2024-03-15T00:30:00.000Z".parse().unwrap(),
                    actor: actor.clone(),
                    channel: channel.clone(),
                    software: "0.1.0".to_owned(),
                },
            });
        }
        Ok(())
    }

    /// Takes a table over as an edition.
    pub(crate) fn import(&mut self, name: &str, table: &str, label: &str) -> EditionId {
        let source = self.fresh();
        let (edition, import) = (self.fresh(), self.fresh());
        let rows = self.rows(table);
        let mut named: Vec<NamedCycle> = Vec::new();
        for review in rows.iter().filter_map(|row| row.reading.review.clone()).chain([date(label)]) {
            if !named.iter().any(|known| known.date.text == review.text) {
                named.push(NamedCycle { date: review, cycle: self.fresh() });
            }
        }
        let transcribe = TranscribeEdition {
            import,
            source,
            sheet: None,
            reader: 1,
            edition,
            label: text(label),
            date: date(label),
            authority: Authority::Printed,
            title_lines: table.lines().take(4).map(text).collect(),
            profile: ProfileVersion { profile: self.profile.id, version: 1 },
            vocabularies: vec![VocabularyVersion { vocabulary: self.vocabulary.id, version: 1 }],
            rows,
            cycles: named,
            warnings: vec![],
        };
        self.give(Action::Together(vec![
            Action::RegisterSource(SourceRegistered {
                source,
                sha256: Digest::of_bytes(table.as_bytes()),
                bytes: table.len() as u64,
                media_type: text("text/tab-separated-values"),
                name: text(name),
                origin: None,
            }),
            Action::TranscribeEdition(Box::new(transcribe)),
        ]));
        edition
    }

    fn rows(&mut self, table: &str) -> Vec<TranscribeRow> {
        let mut rows: Vec<TranscribeRow> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut path = None;
        for (line, printed) in (1..).zip(table.lines()).skip(5) {
            let cells: Vec<&str> = printed.split('\t').collect();
            let (label, title) = Label::split(cells[0]);
            let relative = label.as_ref().is_some_and(Label::is_relative);
            let above = label.as_ref().and_then(Label::parent_path);
            let parent = if relative { path } else { above.and_then(|above| places.get(&above).copied()) };
            let above = parent.and_then(|parent: usize| rows[parent].full_label.clone());
            let full_label = label.as_ref().map(|label| label.full_under(above.as_deref()));
            if !relative {
                path = Some(rows.len());
            }
            places.extend(full_label.clone().map(|full| (full, rows.len())));
            let status = (!cells[2].is_empty()).then(|| self.vocabulary.read(cells[2]).unwrap());
            let filled = |at: usize| (!cells[at].is_empty()).then(|| cells[at]);
            let is_item = filled(1).is_some() || status.is_some();
            let columns = self.profile.columns.iter().zip(&cells).filter(|(_, cell)| !cell.is_empty());
            let columns =
                columns.map(|(column, cell)| Cell { column: column.id, text: text(cell) }).collect();
            let row = TranscribeRow {
                line,
                cells: columns,
                reading: Reading {
                    kind: if is_item { NodeKind::Item } else { NodeKind::Heading },
                    label,
                    title: text(title),
                    schedule: filled(1).map(date),
                    status,
                    review: filled(3).map(date),
                },
                identity: Identity::ByNumber,
                relists: None,
                details: Vec::new(),
                decided: false,
                full_label,
                parent,
                remark: filled(4).map(text),
                node: self.fresh(),
                placement: self.fresh(),
                decision: self.fresh(),
            };
            rows.push(row);
        }
        rows
    }

    /// The node of that number.
    #[track_caller]
    pub(crate) fn node(&self, number: &str) -> NodeId {
        projections::report::numbers::Numbers::of(&self.plan).node(number).expect(number)
    }

    pub(crate) fn edition(&self, label: &str) -> EditionId {
        self.plan.head.editions.values().find(|edition| edition.label.as_str() == label).expect(label).id
    }

    pub(crate) fn cycle(&self, label: &str) -> CycleId {
        self.plan.head.cycles.values().find(|cycle| cycle.label.as_str() == label).expect(label).id
    }

    pub(crate) fn column(&self, meaning: Meaning) -> ColumnId {
        self.profile.column(meaning).unwrap().id
    }

    pub(crate) fn status(&self, wording: &str) -> Status {
        self.vocabulary.read(wording).unwrap()
    }

    /// The entries of a node and those of the plan, as storage hands them out.
    pub(crate) fn entries(&self, node: NodeId) -> Vec<Entry> {
        let belongs = |recorded: &&Recorded| {
            let nodes = touched_nodes(&recorded.event.fact);
            nodes.is_empty() || nodes.contains(&node)
        };
        let entries = self.events.iter().filter(belongs).map(|recorded| Entry {
            sequence: recorded.sequence,
            metadata: recorded.metadata.to_map().into_iter().collect(),
            fact: recorded.event.fact.clone(),
        });
        entries.collect()
    }

    /// Opens the cycle 令和6年3月.
    pub(crate) fn open_cycle(&mut self) -> CycleId {
        let cycle = self.fresh();
        let label = text("令和6年3月");
        self.give(Action::OpenCycle(OpenCycle { cycle, label, date: date("令和6年3月") }));
        cycle
    }

    pub(crate) fn decide(&mut self, cycle: CycleId, decision: Decision<'_>) -> Result<(), Refusal> {
        let node = self.node(decision.number);
        let seen = Some(self.plan.nodes[&node].revision);
        let decide = Decide {
            decision: self.fresh(),
            cycle,
            node,
            outcome: Outcome::Changed,
            status: Some(self.status(decision.status)),
            effective: decision.effective.map(date),
            codes: decision.codes,
            reason: decision.reason,
            body: None,
            decided_on: None,
            evidence: decision.evidence,
            remark: None,
            schedule: None,
            seen,
        };
        let hanako = self.hanako.clone();
        self.give_by(&hanako, Action::Decide(Box::new(decide)))
    }

    /// 「変更なし」 for whatever is undecided.
    pub(crate) fn leave_the_rest(&mut self, cycle: CycleId) {
        for node in self.plan.undecided(cycle) {
            self.leave(cycle, node);
        }
    }

    /// Decides that an item stays as it is.
    pub(crate) fn leave(&mut self, cycle: CycleId, node: NodeId) {
        let decide = Decide {
            decision: self.fresh(),
            cycle,
            node,
            outcome: Outcome::Unchanged,
            status: None,
            effective: None,
            codes: vec![],
            reason: None,
            body: None,
            decided_on: None,
            evidence: vec![],
            remark: None,
            schedule: None,
            seen: None,
        };
        self.give(Action::Decide(Box::new(decide)));
    }

    /// The three changes of the journey.
    pub(crate) fn decide_three(&mut self, cycle: CycleId) {
        self.decide(cycle, Decision::of("6-6", "継続中")).unwrap();
        let minutes =
            Evidence::Citation { document: text("クラウド利用報告書"), place: Some(text("3頁")) };
        let done = Decision {
            effective: Some("令和5年4月"),
            evidence: vec![minutes],
            ..Decision::of("6-7", "実施済み")
        };
        self.decide(cycle, done).unwrap();
        let stopped = Decision {
            codes: vec![ReasonCode::Cost, ReasonCode::Alternative],
            reason: Some(Reason::Stated(text("減冊の費用対効果が見込めないため"))),
            ..Decision::of("5-1-2", "中止")
        };
        self.decide(cycle, stopped).unwrap();
    }

    pub(crate) fn submit(&mut self, cycle: CycleId) {
        self.give(Action::SubmitCycle(SubmitCycle { cycle }));
    }

    pub(crate) fn review(&mut self, cycle: CycleId, reviewed: Reviewed, verdict: Verdict) {
        let review = ReviewCycle {
            review: self.fresh(),
            cycle,
            reviewed,
            verdict,
            comment: (verdict == Verdict::Returned).then(|| text("適用日を確かめてください")),
            digest: self.plan.head.cycles[&cycle].submitted.unwrap(),
            four_eyes: true,
        };
        let taro = self.taro.clone();
        self.give_by(&taro, Action::ReviewCycle(review)).unwrap();
    }

    pub(crate) fn adopt(&mut self, cycle: CycleId) -> EditionId {
        let edition = self.fresh();
        self.give(Action::AdoptCycle(AdoptCycle {
            cycle,
            edition,
            label: None,
            date: None,
            title_lines: None,
            body: text("議会運営委員会"),
            meeting: text("令和6年第1回"),
            resolved_on: "2024-03-19".parse().unwrap(),
            result: Resolution::Unanimous,
            evidence: vec![Evidence::Citation { document: text("会議録"), place: None }],
        }));
        edition
    }

    /// 令和6年3月 from opening to adoption with three changes.
    pub(crate) fn run_march_2024(&mut self) -> EditionId {
        let cycle = self.open_cycle();
        self.decide_three(cycle);
        self.leave_the_rest(cycle);
        self.submit(cycle);
        self.review(cycle, Reviewed::All, Verdict::Approved);
        self.adopt(cycle)
    }
}

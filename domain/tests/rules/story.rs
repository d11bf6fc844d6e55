//! Shared plumbing of the rules' tests: a story gives commands to a plan and keeps its events.

use crate::table;
use domain::command::{
    AdoptCycle, Decide, OpenCycle, OpenPlan, ReviewCycle, SubmitCycle, TranscribeEdition, WithdrawEdition,
};
use domain::digest::Digest;
use domain::event::{Authority, Resolution, Reviewed, SourceRegistered, Verdict, WithdrawalKind};
use domain::event::{Outcome, StatusDecided};
use domain::id::*;
use domain::plan::{Lens, View};
use domain::value::vocabulary::VocabularyKind;
use domain::value::{
    Column, Field, LabelScheme, Layout, Meaning, PrintedDate, Profile, ProfileVersion, Reason, Status, Text,
    Vocabulary, VocabularyVersion,
};
use domain::{Action, Command, Event, Fact, Plan, Refusal};
use std::fmt::Debug;
use std::str::FromStr;

/// The person who records.
pub(crate) const RECORDER: u32 = 1;
/// Another person, who reviews.
pub(crate) const REVIEWER: u32 = 2;

/// A plan with everything that became of it.
#[derive(Debug, Clone)]
pub(crate) struct Story {
    pub(crate) plan: Plan,
    pub(crate) events: Vec<Event>,
    used: u32,
}

/// An id by number; numbers of people and of things do not collide.
#[track_caller]
pub(crate) fn id<T: FromStr<Err: Debug>>(number: u32) -> T {
    format!("0190b5a8-7c1e-7000-8000-{number:012x}").parse().unwrap()
}

#[track_caller]
pub(crate) fn text(text: &str) -> Text {
    Text::parse(Field::Body, text).unwrap()
}

#[track_caller]
pub(crate) fn date(text: &str) -> PrintedDate {
    PrintedDate::parse(text).unwrap()
}

#[track_caller]
pub(crate) fn day(text: &str) -> jiff::civil::Date {
    text.parse().unwrap()
}

pub(crate) fn vocabulary() -> Vocabulary {
    Vocabulary::of_default_words(id(800), VocabularyKind::Status, (801..).map(id))
}

#[track_caller]
pub(crate) fn status(wording: &str) -> Status {
    vocabulary().read(wording).unwrap()
}

/// The columns of the sample, from the left.
pub(crate) fn profile() -> Profile {
    let columns = [
        ("実施事業", Meaning::Title),
        ("実施時期", Meaning::Schedule),
        ("状況", Meaning::Status),
        ("見直し時期", Meaning::Review),
        ("備考 (現在の状況の補足、中止などの理由)", Meaning::Remark),
    ];
    let column = |((heading, meaning), order): ((&str, Meaning), u32)| Column {
        id: id(701 + order),
        heading: heading.to_owned(),
        meaning,
        order,
        width: 0,
    };
    Profile {
        id: id(700),
        version: 1,
        columns: columns.into_iter().zip(0..).map(column).collect(),
        label_schemes: vec![LabelScheme::Path, LabelScheme::Circled],
        layout: Layout::default(),
    }
}

#[track_caller]
pub(crate) fn column(meaning: Meaning) -> ColumnId {
    profile().column(meaning).unwrap().id
}

pub(crate) fn open_plan() -> Action {
    Action::OpenPlan(OpenPlan {
        plan: id(600),
        title: text("流山市議会ICT推進基本計画に基づく実施計画"),
        organisation: text("流山市議会"),
        code: Some("122203".parse().unwrap()),
    })
}

pub(crate) fn source() -> SourceRegistered {
    SourceRegistered {
        source: id(601),
        sha256: Digest::of_bytes(b"table"),
        bytes: 5,
        media_type: text("text/tab-separated-values"),
        name: text("実施計画一覧.tsv"),
        origin: None,
    }
}

impl Story {
    /// Nothing has happened.
    pub(crate) fn empty() -> Self {
        Self { plan: Plan::default(), events: Vec::new(), used: 1_000 }
    }

    /// A plan with its columns, its words and a registered file.
    pub(crate) fn opened() -> Self {
        let mut story = Self::empty();
        story.done(open_plan());
        story.done(Action::DefineProfile(profile()));
        story.done(Action::DefineVocabulary(vocabulary()));
        story.done(Action::RegisterSource(source()));
        story
    }

    /// A plan with the small table of 令和3年3月.
    pub(crate) fn printed() -> Self {
        let mut story = Self::opened();
        story.transcribed("令和3年3月", table::SMALL);
        story
    }

    /// The small table and an open cycle of 令和6年3月.
    pub(crate) fn reviewing() -> (Self, CycleId) {
        let mut story = Self::printed();
        let cycle = story.open_cycle("令和6年3月");
        (story, cycle)
    }

    /// An id that nothing has.
    pub(crate) fn fresh<T: FromStr<Err: Debug>>(&mut self) -> T {
        self.used += 1;
        id(self.used)
    }

    /// Gives a command and takes its events; a refusal leaves no trace.
    pub(crate) fn give(&mut self, who: u32, action: &Action) -> Result<Vec<Fact>, Refusal> {
        let command = self.command(who, action);
        let events = self.plan.decide(&command)?;
        for event in &events {
            self.plan.apply(event);
        }
        self.events.extend(events.iter().cloned());
        Ok(events.into_iter().map(|event| event.fact).collect())
    }

    pub(crate) fn command(&mut self, who: u32, action: &Action) -> Command {
        let content = Digest::of_bytes(format!("{action:?}").as_bytes());
        Command { id: self.fresh(), actor: id(who), content, action: action.clone() }
    }

    /// The recorder gives a command that is accepted.
    #[track_caller]
    pub(crate) fn done(&mut self, action: Action) -> Vec<Fact> {
        self.done_by(RECORDER, action)
    }

    #[track_caller]
    pub(crate) fn done_by(&mut self, who: u32, action: Action) -> Vec<Fact> {
        self.give(who, &action).unwrap_or_else(|refusal| panic!("refused: {refusal}: {action:?}"))
    }

    /// The recorder gives a command that is refused.
    #[track_caller]
    pub(crate) fn refused(&mut self, action: Action) -> Refusal {
        self.refused_by(RECORDER, action)
    }

    #[track_caller]
    pub(crate) fn refused_by(&mut self, who: u32, action: Action) -> Refusal {
        let before = self.plan.clone();
        let refusal = self.give(who, &action).expect_err("the command should be refused");
        assert_eq!(self.plan, before, "a refused command leaves no state");
        refusal
    }

    /// The node of that whole number in the table as it is now or as the live cycle proposes it.
    #[track_caller]
    pub(crate) fn node(&self, number: &str) -> NodeId {
        let lens = self.plan.head.live_cycle().map_or(Lens::Current, |cycle| Lens::Cycle(cycle.id));
        let mut lines = self.plan.outline(lens).into_iter();
        let line = lines.find(|line| line.full_label.as_deref() == Some(number));
        line.unwrap_or_else(|| panic!("no node {number}")).view.node
    }

    #[track_caller]
    pub(crate) fn seen_through(&self, lens: Lens, number: &str) -> View {
        lens.view(&self.plan.head, self.plan.node(self.node(number)).unwrap())
    }

    #[track_caller]
    pub(crate) fn now(&self, number: &str) -> View {
        self.seen_through(Lens::Current, number)
    }

    #[track_caller]
    pub(crate) fn revision(&self, number: &str) -> u64 {
        self.plan.node(self.node(number)).unwrap().revision
    }

    /// 状況 of a node now.
    #[track_caller]
    pub(crate) fn wording(&self, number: &str) -> String {
        self.now(number).status.map(|status| status.wording).unwrap_or_default()
    }

    /// Takes over a table under that label and date.
    #[track_caller]
    pub(crate) fn transcribed(&mut self, label: &str, tsv: &str) -> EditionId {
        let transcribe = self.transcribe(label, tsv);
        let edition = transcribe.edition;
        self.done(Action::TranscribeEdition(Box::new(transcribe)));
        edition
    }

    #[track_caller]
    pub(crate) fn transcribe(&mut self, label: &str, tsv: &str) -> TranscribeEdition {
        let rows = table::rows(self, tsv);
        TranscribeEdition {
            import: self.fresh(),
            source: source().source,
            sheet: None,
            reader: 1,
            edition: self.fresh(),
            label: text(label),
            date: date(label),
            authority: Authority::Printed,
            title_lines: vec![text("実施計画一覧"), text(""), text(&format!("見直し：{label}"))],
            profile: ProfileVersion { profile: profile().id, version: 1 },
            vocabularies: vec![VocabularyVersion { vocabulary: vocabulary().id, version: 1 }],
            cycles: table::cycles(self, label, &rows),
            rows,
            warnings: Vec::new(),
        }
    }

    #[track_caller]
    pub(crate) fn open_cycle(&mut self, label: &str) -> CycleId {
        let cycle = self.fresh();
        self.done(Action::OpenCycle(OpenCycle { cycle, label: text(label), date: date(label) }));
        cycle
    }

    /// A decision that changes nothing; change what a test is about.
    #[track_caller]
    pub(crate) fn unchanged(&mut self, cycle: CycleId, number: &str) -> Decide {
        Decide {
            decision: self.fresh(),
            cycle,
            node: self.node(number),
            outcome: Outcome::Unchanged,
            status: None,
            effective: None,
            codes: Vec::new(),
            reason: None,
            body: None,
            decided_on: None,
            evidence: Vec::new(),
            remark: None,
            schedule: None,
            seen: Some(self.revision(number)),
        }
    }

    #[track_caller]
    pub(crate) fn changed(&mut self, cycle: CycleId, number: &str, wording: &str) -> Decide {
        Decide { outcome: Outcome::Changed, status: Some(status(wording)), ..self.unchanged(cycle, number) }
    }

    #[track_caller]
    pub(crate) fn cancelled(&mut self, cycle: CycleId, number: &str, reason: &str) -> Decide {
        Decide { reason: Some(Reason::Stated(text(reason))), ..self.changed(cycle, number, "中止") }
    }

    #[track_caller]
    pub(crate) fn decided(&mut self, decide: Decide) -> DecisionId {
        let decision = decide.decision;
        self.done(Action::Decide(Box::new(decide)));
        decision
    }

    /// 変更なし for every item that has no decision yet.
    #[track_caller]
    pub(crate) fn rest_unchanged(&mut self, cycle: CycleId) {
        for node in self.plan.undecided(cycle) {
            let decide = Decide {
                decision: self.fresh(),
                cycle,
                node,
                outcome: Outcome::Unchanged,
                status: None,
                effective: None,
                codes: Vec::new(),
                reason: None,
                body: None,
                decided_on: None,
                evidence: Vec::new(),
                remark: None,
                schedule: None,
                seen: None,
            };
            self.decided(decide);
        }
    }

    #[track_caller]
    pub(crate) fn submitted(&mut self, cycle: CycleId) -> Digest {
        let facts = self.done(Action::SubmitCycle(SubmitCycle { cycle }));
        let [Fact::CycleSubmitted(submitted)] = facts.as_slice() else { panic!("{facts:?}") };
        submitted.digest
    }

    /// An approval of the whole cycle as it was submitted last; change what a test is about.
    #[track_caller]
    pub(crate) fn approval(&mut self, cycle: CycleId) -> ReviewCycle {
        let digest = self.plan.cycle(cycle).unwrap().submitted.unwrap_or(Digest::of_bytes(b"none"));
        ReviewCycle {
            review: self.fresh(),
            cycle,
            reviewed: Reviewed::All,
            verdict: Verdict::Approved,
            comment: None,
            digest,
            four_eyes: true,
        }
    }

    #[track_caller]
    pub(crate) fn returned(&mut self, cycle: CycleId, decisions: &[DecisionId]) {
        let approval = self.approval(cycle);
        let returned = ReviewCycle {
            reviewed: Reviewed::Decisions(decisions.to_vec()),
            verdict: Verdict::Returned,
            comment: Some(text("根拠資料を添えてください。")),
            ..approval
        };
        self.done_by(REVIEWER, Action::ReviewCycle(returned));
    }

    /// Decides the rest as unchanged, submits and approves.
    #[track_caller]
    pub(crate) fn approved(&mut self, cycle: CycleId) {
        self.rest_unchanged(cycle);
        self.submitted(cycle);
        let approval = self.approval(cycle);
        self.done_by(REVIEWER, Action::ReviewCycle(approval));
    }

    #[track_caller]
    pub(crate) fn adoption(&mut self, cycle: CycleId) -> AdoptCycle {
        AdoptCycle {
            cycle,
            edition: self.fresh(),
            label: None,
            date: None,
            title_lines: None,
            body: text("流山市議会"),
            meeting: text("令和6年第1回定例会"),
            resolved_on: day("2024-03-21"),
            result: Resolution::Unanimous,
            evidence: Vec::new(),
        }
    }

    #[track_caller]
    pub(crate) fn adopted(&mut self, cycle: CycleId) -> EditionId {
        let adopt = self.adoption(cycle);
        let edition = adopt.edition;
        self.done(Action::AdoptCycle(adopt));
        edition
    }

    #[track_caller]
    pub(crate) fn voided(&mut self, edition: EditionId) {
        self.done(Action::WithdrawEdition(WithdrawEdition {
            edition,
            kind: WithdrawalKind::Void,
            reason: text("別の表を取り込んだため"),
            authority: text("議会事務局長"),
        }));
    }

    /// The decision of a cycle about a node.
    #[track_caller]
    pub(crate) fn decision(&self, cycle: CycleId, number: &str) -> &StatusDecided {
        self.plan.node(self.node(number)).unwrap().decision(cycle).expect("a decision")
    }

    /// The cycle of that label.
    #[track_caller]
    pub(crate) fn cycle(&self, label: &str) -> &domain::plan::Cycle {
        let mut cycles = self.plan.head.cycles.values();
        cycles.find(|cycle| cycle.label.as_str() == label).unwrap_or_else(|| panic!("no cycle {label}"))
    }

    /// The table as it is now, a line a row.
    pub(crate) fn table_now(&self) -> Vec<String> {
        self.table_through(Lens::Current)
    }

    pub(crate) fn table_through(&self, lens: Lens) -> Vec<String> {
        let profile = profile();
        self.plan
            .outline(lens)
            .iter()
            .map(|line| {
                let cells =
                    profile.in_order().into_iter().map(|c| domain::plan::table::cell(&profile, c, line));
                cells.collect::<Vec<_>>().join("\t")
            })
            .collect()
    }

    /// The rows of an edition as it prints them.
    #[track_caller]
    pub(crate) fn printed_table(&self, edition: EditionId) -> Vec<String> {
        let profile = profile();
        let rows = self.plan.rows[&edition].values();
        rows.map(|row| {
            profile.in_order().into_iter().map(|column| row.printed(column.id)).collect::<Vec<_>>().join("\t")
        })
        .collect()
    }
}

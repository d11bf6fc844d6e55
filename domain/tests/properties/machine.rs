//! A second, much simpler model beside the plan: what a person would note on paper about cycles and statuses.

use crate::story::{RECORDER, REVIEWER, Story, date, status, text};
use crate::table::SMALL;
use domain::command::*;
use domain::event::{Outcome, Reviewed, Verdict};
use domain::id::CycleId;
use domain::value::Reason;
use domain::{Action, Plan};
use proptest::prelude::*;
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};
use std::collections::BTreeMap;

const ITEMS: [&str; 5] = ["1-1", "1-1①", "1-1②", "2-1", "2-2"];
const WORDS: [&str; 4] = ["継続中", "中止", "実施済み", "廃止"];
const ENDINGS: [&str; 3] = ["中止", "廃止", "平成30年11月 中止"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Open,
    Submitted,
    Approved,
}

/// The note on paper.
#[derive(Debug, Clone)]
pub(crate) struct Paper {
    now: BTreeMap<&'static str, &'static str>,
    live: Option<(Stage, BTreeMap<&'static str, &'static str>)>,
    editions: u32,
}

#[derive(Debug, Clone)]
pub(crate) enum Step {
    Open,
    Decide(&'static str, &'static str, bool),
    Keep,
    Submit,
    Approve(bool),
    ReturnAll,
    Adopt,
    Abandon,
    Restart,
}

impl Paper {
    fn ended(&self, item: &str) -> bool {
        ENDINGS.contains(&self.now[item])
    }

    /// Whether the step is accepted; what is accepted is noted.
    fn note(&mut self, step: &Step) -> bool {
        let complete = self.live.as_ref().is_some_and(|(_, decided)| decided.len() == ITEMS.len());
        match (step, self.live.as_ref().map(|(stage, _)| *stage)) {
            (Step::Restart, _) => true,
            (Step::Open, None) => {
                self.live = Some((Stage::Open, BTreeMap::new()));
                true
            }
            (Step::Decide(item, word, reasoned), Some(Stage::Open | Stage::Approved)) => {
                let ending = ENDINGS.contains(word);
                if (ending || self.ended(item)) && !reasoned {
                    return false;
                }
                let (stage, decided) = self.live.as_mut().expect("the cycle is live");
                *stage = Stage::Open;
                decided.insert(item, word);
                true
            }
            (Step::Keep, Some(Stage::Open)) => {
                let now = self.now.clone();
                let (_, decided) = self.live.as_mut().expect("the cycle is live");
                for item in ITEMS {
                    decided.entry(item).or_insert(now[item]);
                }
                true
            }
            (Step::Submit, Some(Stage::Open)) if complete => self.go(Stage::Submitted),
            (Step::Approve(other), Some(Stage::Submitted)) if *other => self.go(Stage::Approved),
            (Step::ReturnAll, Some(Stage::Submitted)) => self.go(Stage::Open),
            (Step::Adopt, Some(Stage::Approved)) => {
                let (_, decided) = self.live.take().expect("the cycle is live");
                self.now = decided;
                self.editions += 1;
                true
            }
            (Step::Abandon, Some(_)) => {
                self.live = None;
                true
            }
            (Step::Keep, Some(Stage::Approved)) => true,
            (
                Step::Open
                | Step::Decide(..)
                | Step::Keep
                | Step::Submit
                | Step::Approve(_)
                | Step::ReturnAll
                | Step::Adopt
                | Step::Abandon,
                _,
            ) => false,
        }
    }

    fn go(&mut self, to: Stage) -> bool {
        self.live.as_mut().expect("the cycle is live").0 = to;
        true
    }
}

impl ReferenceStateMachine for Paper {
    type State = Self;
    type Transition = Step;

    fn init_state() -> BoxedStrategy<Self> {
        let now = ITEMS.into_iter().zip(["継続中", "実施済み", "平成30年11月 中止", "未着手", "中止"]);
        Just(Self { now: now.collect(), live: None, editions: 1 }).boxed()
    }

    fn transitions(_: &Self) -> BoxedStrategy<Step> {
        let decide = (prop::sample::select(&ITEMS), prop::sample::select(&WORDS), prop::bool::weighted(0.8))
            .prop_map(|(item, word, reasoned)| Step::Decide(item, word, reasoned));
        prop_oneof![
            2 => Just(Step::Open),
            4 => decide,
            3 => Just(Step::Keep),
            4 => Just(Step::Submit),
            4 => any::<bool>().prop_map(Step::Approve),
            1 => Just(Step::ReturnAll),
            4 => Just(Step::Adopt),
            1 => Just(Step::Abandon),
            1 => Just(Step::Restart),
        ]
        .boxed()
    }

    fn apply(mut paper: Self, step: &Step) -> Self {
        paper.note(step);
        paper
    }
}

/// The plan under test.
pub(crate) struct Register {
    story: Story,
    cycle: Option<CycleId>,
    opened: i16,
    paper: Paper,
}

impl Register {
    fn give(&mut self, step: &Step) -> bool {
        let known = self.cycle.unwrap_or_else(|| crate::story::id(9));
        match step {
            Step::Open => {
                let cycle = self.story.fresh();
                self.opened += 1;
                let label = format!("{}年3月", 2021 + self.opened);
                let open = OpenCycle { cycle, label: text(&label), date: date(&label) };
                let accepted = self.story.give(RECORDER, &Action::OpenCycle(open)).is_ok();
                if accepted {
                    self.cycle = Some(cycle);
                }
                accepted
            }
            Step::Decide(item, word, reasoned) => {
                let ended = self.paper.ended(item);
                let ending = ENDINGS.contains(word);
                let decide = Decide {
                    outcome: if ended && !ending { Outcome::Revived } else { Outcome::Changed },
                    status: Some(status(word)),
                    reason: reasoned.then(|| Reason::Stated(text("協議の結果による。"))),
                    ..self.story.unchanged(known, item)
                };
                let needed = ending || ended;
                let decide = if needed { decide } else { Decide { reason: None, ..decide } };
                self.story.give(RECORDER, &Action::Decide(Box::new(decide))).is_ok()
            }
            Step::Keep => {
                let open = self.story.plan.head.live_cycle().is_some_and(domain::plan::Cycle::is_open);
                if open {
                    self.story.rest_unchanged(known);
                }
                open
            }
            Step::Submit => {
                self.story.give(RECORDER, &Action::SubmitCycle(SubmitCycle { cycle: known })).is_ok()
            }
            Step::Approve(_) | Step::ReturnAll => {
                let Ok(cycle) = self.story.plan.cycle(known) else { return false };
                let digest = cycle.submitted.unwrap_or_else(|| domain::digest::Digest::of_bytes(b"none"));
                let verdict = if let Step::Approve(_) = step { Verdict::Approved } else { Verdict::Returned };
                let who = if let Step::Approve(false) = step { RECORDER } else { REVIEWER };
                let review = ReviewCycle {
                    review: self.story.fresh(),
                    cycle: known,
                    reviewed: Reviewed::All,
                    verdict,
                    comment: Some(text("確認しました。")),
                    digest,
                    four_eyes: true,
                };
                self.story.give(who, &Action::ReviewCycle(review)).is_ok()
            }
            Step::Adopt => {
                let adopt = self.story.adoption(known);
                self.story.give(RECORDER, &Action::AdoptCycle(adopt)).is_ok()
            }
            Step::Abandon => {
                let abandon = AbandonCycle { cycle: known, reason: text("解散のため") };
                self.story.give(RECORDER, &Action::AbandonCycle(abandon)).is_ok()
            }
            Step::Restart => {
                let mut plan = Plan::default();
                for event in &self.story.events {
                    let stored = serde_json::to_string(event).unwrap();
                    plan.apply(&serde_json::from_str(&stored).unwrap());
                }
                assert_eq!(plan, self.story.plan);
                self.story.plan = plan;
                true
            }
        }
    }
}

impl StateMachineTest for Register {
    type SystemUnderTest = Self;
    type Reference = Paper;

    fn init_test(paper: &Paper) -> Self {
        let mut story = Story::opened();
        story.transcribed("令和3年3月", SMALL);
        Self { story, cycle: None, opened: 0, paper: paper.clone() }
    }

    fn apply(mut register: Self, _: &Paper, step: Step) -> Self {
        let accepted = register.give(&step);
        assert_eq!(accepted, register.paper.note(&step), "{step:?}");
        register
    }

    fn check_invariants(register: &Self, paper: &Paper) {
        crate::invariants::invariants(&register.story.plan);
        for item in ITEMS {
            assert_eq!(register.story.wording(item), paper.now[item], "{item}");
        }
        assert_eq!(register.story.plan.head.editions.len(), usize::try_from(paper.editions).unwrap());
        let live = register.story.plan.head.live_cycle().map(|cycle| cycle.decided);
        assert_eq!(live, paper.live.as_ref().map(|(_, decided)| u32::try_from(decided.len()).unwrap()));
    }
}

prop_state_machine! {
    #![proptest_config(crate::config())]

    #[test]
    fn the_plan_does_what_a_person_notes_on_paper(sequential 1..40 => Register);
}

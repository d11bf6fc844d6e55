//! One model and random commands, restarts and rebuilds: what the program says is what the model says, at once, after a
//! rebuild, and as of every version that there ever was.
//!
//! `MINAOSHI_CASES` sets how many sequences of commands are tried on each database.

mod model;
mod observed;
mod register;
mod transition;

use crate::support::option;
use model::Model;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use proptest_state_machine::{ReferenceStateMachine as _, StateMachineTest};
use register::Register;
use system_tests::Engine;

const CASES: u64 = 12;
const COMMANDS: std::ops::Range<usize> = 20..50;

#[test]
fn random_commands_leave_what_the_model_says_on_sqlite() {
    run::<Register<false>>(Engine::Sqlite);
}

#[test]
fn random_commands_leave_what_the_model_says_on_postgres() {
    run::<Register<true>>(Engine::Postgres);
}

fn run<Test: StateMachineTest<Reference = Model>>(engine: Engine) {
    let cases = u32::try_from(option("MINAOSHI_CASES", CASES)).unwrap();
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let mut runner = TestRunner::new(config.clone());
    let outcome = runner.run(&Model::sequential_strategy(COMMANDS), |(model, transitions, seen)| {
        Test::test_sequential(config.clone(), model, transitions, seen);
        Ok::<(), TestCaseError>(())
    });
    if let Err(failure) = outcome {
        panic!("{engine:?}: {failure}");
    }
}

mod control {
    //! What the model must be able to tell apart, or the runs above show nothing.

    use super::COMMANDS;
    use super::model::Model;
    use super::model::{Expected, State};
    use super::register::Register;
    use super::transition::{Transition, row};
    use proptest::strategy::{Strategy as _, ValueTree as _};
    use proptest::test_runner::TestRunner;
    use proptest_state_machine::{ReferenceStateMachine as _, StateMachineTest as _};
    use std::collections::BTreeSet;

    fn after(transitions: &[Transition]) -> (Register<false>, Model) {
        let mut model = Model::new();
        let mut register = Register::<false>::init_test(&model);
        for transition in transitions {
            model = Model::apply(model, transition);
            register = Register::<false>::apply(register, &model, transition.clone());
        }
        (register, model)
    }

    fn newer() -> Transition {
        Transition::Import { date: 3, rows: [row("実施済み"), row("継続中"), row("中止")].to_vec() }
    }

    /// Which kind of command became what, in a few sequences of the model alone.
    fn reached() -> (BTreeSet<(String, &'static str)>, usize) {
        let mut runner = TestRunner::deterministic();
        let (mut reached, mut adopted) = (BTreeSet::new(), 0);
        for _ in 0..60 {
            let sequence = Model::sequential_strategy(COMMANDS).new_tree(&mut runner).unwrap().current();
            let (mut model, transitions, _) = sequence;
            for transition in &transitions {
                model = Model::apply(model, transition);
                let said = format!("{transition:?}");
                let kind = said.split([' ', '{']).next().unwrap_or_default().to_owned();
                let became = match model.expected {
                    Expected::Done => "done",
                    Expected::Nothing => "nothing",
                    Expected::Refused => "refused",
                };
                reached.insert((kind, became));
            }
            adopted += model.cycles.iter().filter(|cycle| cycle.state == State::Adopted).count();
        }
        (reached, adopted)
    }

    #[test]
    fn the_commands_lead_to_every_end() {
        let (reached, adopted) = reached();
        let ends = |kind: &str, became| reached.contains(&(kind.to_owned(), became));
        for kind in [
            "Open",
            "Decide",
            "DecideRest",
            "Withdraw",
            "Submit",
            "Approve",
            "Return",
            "Adopt",
            "Abandon",
            "Publish",
            "Correct",
            "Classify",
        ] {
            assert!(ends(kind, "done") && ends(kind, "refused"), "{kind}: {reached:?}");
        }
        assert!(ends("Import", "done") && ends("Restart", "done") && ends("Rebuild", "done"));
        assert!(adopted >= 20, "{adopted} adoptions in 60 sequences");
    }

    #[test]
    fn a_register_that_has_everything_is_found_right() {
        let (register, model) = after(&[newer(), Transition::Open { date: 4 }, Transition::DecideRest]);
        Register::<false>::check_invariants(&register, &model);
        Register::<false>::teardown(register, model);
    }

    #[test]
    #[should_panic(expected = "what holds now")]
    fn a_register_that_has_missed_a_command_is_caught() {
        let (register, model) = after(&[]);
        Register::<false>::check_invariants(&register, &Model::apply(model, &newer()));
    }

    #[test]
    #[should_panic(expected = "as of version")]
    fn an_earlier_state_that_was_another_is_caught() {
        let (mut register, model) = after(&[newer(), Transition::Progress { item: 0 }]);
        register.remember_otherwise();
        Register::<false>::teardown(register, model);
    }
}

//! Names and sentences in both languages.

use crate::sample::{Register, text};
use domain::Refusal;
use domain::plan::CycleState;
use domain::value::{CanonicalState, ReasonCode, Role, SeenRow};
use projections::report::{GapKind, LintKind};
use projections::wording::{self, Language};
use std::collections::BTreeSet;

#[test]
fn codes_have_different_names_in_both_languages() {
    for language in Language::ALL {
        let states: BTreeSet<&str> =
            CanonicalState::ALL.iter().map(|state| wording::state(*state, language)).collect();
        assert_eq!(states.len(), CanonicalState::ALL.len());
        let codes: BTreeSet<&str> =
            ReasonCode::DEFAULT.iter().map(|code| wording::reason_code(*code, language)).collect();
        assert_eq!(codes.len(), ReasonCode::DEFAULT.len());
        let roles: BTreeSet<&str> = Role::ALL.iter().map(|role| wording::role(*role, language)).collect();
        assert_eq!(roles.len(), Role::ALL.len());
        let gaps: BTreeSet<&str> = GapKind::ALL.iter().map(|gap| wording::gap(*gap, language)).collect();
        assert_eq!(gaps.len(), GapKind::ALL.len());
        let lint: BTreeSet<&str> = LintKind::ALL.iter().map(|kind| wording::lint(*kind, language)).collect();
        assert_eq!(lint.len(), LintKind::ALL.len());
        let advice: BTreeSet<&str> =
            LintKind::ALL.iter().map(|kind| wording::lint_advice(*kind, language)).collect();
        assert_eq!(advice.len(), LintKind::ALL.len());
    }
}

#[test]
fn the_ten_codes_are_called_as_councils_call_them() {
    let names = ReasonCode::DEFAULT.map(|code| wording::reason_code(code, Language::Japanese));
    assert_eq!(
        names,
        [
            "費用",
            "人員・負担",
            "効果不明",
            "個人情報・安全",
            "代替あり",
            "所管外・個人の課題",
            "制度",
            "公開不適",
            "統合",
            "その他"
        ]
    );
}

#[test]
fn a_refusal_is_a_sentence_that_says_what_to_do() {
    let mut register = Register::opened();
    let (node, cycle, edition, column, command) =
        (register.fresh(), register.fresh(), register.fresh(), register.fresh(), register.fresh());
    let refusals = [
        Refusal::PlanClosed,
        Refusal::NoRows,
        Refusal::CommentMissing,
        Refusal::NothingChanges,
        Refusal::OwnDecision { cycle },
        Refusal::OtherContent { command },
        Refusal::UnknownEdition { edition },
        Refusal::UnknownRow { edition, row: 61 },
        Refusal::UnknownColumn { column },
        Refusal::ReasonMissing { node, state: CanonicalState::Cancelled },
        Refusal::ReasonMissing { node, state: CanonicalState::Ongoing },
        Refusal::CycleNotReady { cycle, state: CycleState::Submitted },
        Refusal::Undecided { nodes: vec![node] },
        Refusal::NumberTaken { label: "6-6".to_owned(), by: node },
        Refusal::CellDiffers { seen: text("継続中"), now: text("") },
        Refusal::DateMissing { date: "未定".to_owned() },
    ];
    for refusal in &refusals {
        let japanese = wording::refusal(refusal, Language::Japanese);
        assert!(japanese.ends_with('。') && japanese.matches('。').count() >= 1, "{japanese}");
        let english = wording::refusal(refusal, Language::English);
        let said = english.replace("令和6年3月", "").replace("継続中", "").replace("未定", "");
        assert!(said.ends_with('.') && said.is_ascii(), "{english}");
        assert_ne!(japanese, english);
    }
    assert_eq!(
        wording::refusal(&refusals[9], Language::Japanese),
        "中止などの終了には理由が必要です。原資料に記載がなければ「原資料に理由記載なし」を選んでください。"
    );
    assert!(wording::refusal(&refusals[14], Language::Japanese).contains("（空欄）"));
}

#[test]
fn a_stale_revision_is_told_with_the_row_as_it_is_now() {
    let mut register = Register::opened();
    let now = SeenRow { revision: 9, status: Some(text("中止")), ..SeenRow::default() };
    let stale = Refusal::Stale { node: register.fresh(), seen: 7, now: Box::new(now) };
    let said = wording::refusal(&stale, Language::Japanese);
    assert!(said.contains("状況「中止」") && said.contains('7') && said.contains('9'), "{said}");
}

#[test]
fn languages_are_found_by_their_tags() {
    assert_eq!(Language::of_tag("ja-JP"), Some(Language::Japanese));
    assert_eq!(Language::of_tag("en_US.UTF-8"), Some(Language::English));
    assert_eq!(Language::of_tag("fr"), None);
}

#[test]
fn times_are_those_of_tokyo_and_coarse_dates_are_about() {
    assert_eq!(wording::recorded_at("2024-03-31T15:30:00Z".parse().unwrap()), "2024-04-01 00:30");
    let month = crate::sample::date("平成30年11月");
    assert_eq!(wording::since(&month, Language::Japanese), "平成30年11月頃");
    let day = crate::sample::date("平成30年11月1日");
    assert_eq!(wording::since(&day, Language::Japanese), "平成30年11月1日");
}

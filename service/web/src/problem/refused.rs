//! What a refusal of the rules is as a problem: its status, its title, and a sample of each kind for its page.
//!
//! 409 where the caller may look again and decide anew, 422 where the command itself breaks a rule, 404 where it names
//! what is not there, 403 where somebody else must do it. What a refusal says of its case, and what to do instead, is
//! worded in `projections`.

use super::{Problem, Words, kind};
use crate::said::{Said, said};
use axum::http::StatusCode;
use domain::Refusal;
use domain::digest::Digest;
use domain::event::LineageKind;
use domain::id::{
    ColumnId, CommandId, ConsultationId, CycleId, DecisionId, EditionId, LinkId, NodeId, OpinionId,
    PlacementId, SourceId, TermId, UnitId, VocabularyId,
};
use domain::plan::CycleState;
use domain::refusal::LineageEnds;
use domain::value::Field;
use domain::value::{CanonicalState, SeenRow, Text};
use jiff::civil::date;
use projections::wording::{self, Language};
use serde_json::Value;
use uuid::Uuid;

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let said = |language| wording::refusal(&refusal, language);
        let detail = Words::new(said(Language::Japanese), said(Language::English));
        let (status, title) = (status(&refusal), title(&refusal));
        let Ok(Value::Object(mut data)) = serde_json::to_value(&refusal) else {
            return Self::new(&kind::INTERNAL);
        };
        let name = match data.remove("refusal") {
            Some(Value::String(name)) => name.replace('_', "-"),
            Some(_) | None => return Self::new(&kind::INTERNAL),
        };
        let problem = Self::named(status, name.into(), title).detail(detail);
        data.into_iter().fold(problem, |problem, (name, value)| problem.with(&name, value))
    }
}

fn status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::PlanAlreadyOpened
        | Refusal::PlanClosed
        | Refusal::OtherContent { .. }
        | Refusal::IdTaken { .. }
        | Refusal::VersionGap { .. }
        | Refusal::Stale { .. }
        | Refusal::LiveCycleExists { .. }
        | Refusal::CycleNotReady { .. }
        | Refusal::NotReopened { .. }
        | Refusal::Ended { .. }
        | Refusal::NotEnded { .. }
        | Refusal::DigestDiffers { .. }
        | Refusal::EditionExists { .. }
        | Refusal::Withdrawn { .. }
        | Refusal::AlreadyPublished { .. }
        | Refusal::NotPublished { .. }
        | Refusal::CellDiffers { .. }
        | Refusal::AnswerExists { .. }
        | Refusal::NumberTaken { .. } => StatusCode::CONFLICT,
        Refusal::OwnDecision { .. } => StatusCode::FORBIDDEN,
        Refusal::PlanNotOpened
        | Refusal::UnknownNode { .. }
        | Refusal::UnknownPlacement { .. }
        | Refusal::UnknownCycle { .. }
        | Refusal::UnknownEdition { .. }
        | Refusal::UnknownDecision { .. }
        | Refusal::UnknownSource { .. }
        | Refusal::UnknownRow { .. }
        | Refusal::UnknownColumn { .. }
        | Refusal::UnknownTerm { .. }
        | Refusal::UnknownUnit { .. }
        | Refusal::UnknownVocabulary { .. }
        | Refusal::UnknownCategory { .. }
        | Refusal::UnknownLink { .. }
        | Refusal::UnknownConsultation { .. }
        | Refusal::UnknownOpinion { .. } => StatusCode::NOT_FOUND,
        Refusal::NoProfile
        | Refusal::NotAnItem { .. }
        | Refusal::NotListed { .. }
        | Refusal::StatusMissing { .. }
        | Refusal::StatusChanged { .. }
        | Refusal::ReasonMissing { .. }
        | Refusal::Undecided { .. }
        | Refusal::CommentMissing
        | Refusal::DateMissing { .. }
        | Refusal::ReadingMisfits { .. }
        | Refusal::NothingChanges
        | Refusal::UnderItself { .. }
        | Refusal::StillAbove { .. }
        | Refusal::UnknownDisposition { .. }
        | Refusal::PeriodBackwards { .. }
        | Refusal::LineageMisfits { .. }
        | Refusal::LineageBackwards { .. }
        | Refusal::UnitContinuesItself { .. }
        | Refusal::EditionMissing
        | Refusal::RelistedMissing { .. }
        | Refusal::NoRows => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// What it is, in a few words.
fn title(refusal: &Refusal) -> Said {
    match refusal {
        Refusal::PlanNotOpened => said("計画が登録されていません", "The plan is not opened"),
        Refusal::PlanAlreadyOpened => said("計画は登録済みです", "The plan is opened already"),
        Refusal::PlanClosed => said("計画は終了しています", "The plan is closed"),
        Refusal::OtherContent { .. } => {
            said("同じIDが別の内容で使われています", "The id was used for other content")
        }
        Refusal::IdTaken { .. } => said("IDが使われています", "The id is taken"),
        Refusal::UnknownNode { .. } => said("見出し・事業が見つかりません", "No such heading or item"),
        Refusal::UnknownPlacement { .. } => said("掲載位置が見つかりません", "No such place in the outline"),
        Refusal::UnknownCycle { .. } => said("見直しが見つかりません", "No such review cycle"),
        Refusal::UnknownEdition { .. } => said("版が見つかりません", "No such edition"),
        Refusal::UnknownDecision { .. } => said("決定が見つかりません", "No such decision"),
        Refusal::UnknownSource { .. } => said("資料が見つかりません", "No such source"),
        Refusal::UnknownRow { .. } => said("行が見つかりません", "No such row"),
        Refusal::UnknownColumn { .. } => said("列が見つかりません", "No such column"),
        Refusal::UnknownTerm { .. } => said("状況の語が用語にありません", "No such word in the vocabulary"),
        Refusal::NoProfile => said("列が定められていません", "The plan has no columns yet"),
        Refusal::VersionGap { .. } => {
            said("版番号が続いていません", "The version does not follow the last one")
        }
        Refusal::Stale { .. } => kind::STALE.title,
        Refusal::LiveCycleExists { .. } => {
            said("終わっていない見直しがあります", "Another review is not finished")
        }
        Refusal::CycleNotReady { .. } => {
            said("見直しの状態ではこの操作ができません", "The review is not where this can be done")
        }
        Refusal::NotReopened { .. } => {
            said("差戻しの対象ではありません", "The return did not name this item")
        }
        Refusal::NotAnItem { .. } => said("見出しには決定できません", "Headings are not decided upon"),
        Refusal::NotListed { .. } => said("掲載されていません", "It is not listed any more"),
        Refusal::StatusMissing { .. } => said("状況が必要です", "A status is needed"),
        Refusal::StatusChanged { .. } => {
            said("「変更なし」では状況を変えられません", "Unchanged keeps the status")
        }
        Refusal::ReasonMissing { .. } => said("理由が必要です", "A reason is needed"),
        Refusal::Ended { .. } => said("事業は終了しています", "The item has ended"),
        Refusal::NotEnded { .. } => said("事業は終了していません", "The item has not ended"),
        Refusal::Undecided { .. } => said("未決定の事業があります", "Some items are undecided"),
        Refusal::DigestDiffers { .. } => {
            said("確認した内容と付議内容が異なります", "What was seen is not what was submitted")
        }
        Refusal::OwnDecision { .. } => {
            said("自分の記録は承認できません", "Who recorded it does not review it")
        }
        Refusal::CommentMissing => said("差戻しには意見が必要です", "A return needs a comment"),
        Refusal::EditionExists { .. } => said("同じ版があります", "The edition exists"),
        Refusal::DateMissing { .. } => said("日付が必要です", "A date is needed"),
        Refusal::Withdrawn { .. } => said("版は取り下げられています", "The edition is withdrawn"),
        Refusal::AlreadyPublished { .. } => said("版は公開済みです", "The edition is published already"),
        Refusal::NotPublished { .. } => said("版は公開されていません", "The edition is not published"),
        Refusal::CellDiffers { .. } => said("セルの内容が異なります", "The cell says something else"),
        Refusal::ReadingMisfits { .. } => {
            said("読み取りが列に合いません", "The reading does not fit the column")
        }
        Refusal::NothingChanges => said("変わるところがありません", "Nothing would change"),
        Refusal::NumberTaken { .. } => said("番号が使われています", "The number is taken"),
        Refusal::UnderItself { .. } => said("自分自身の下には置けません", "A row cannot stand under itself"),
        Refusal::StillAbove { .. } => said("下に掲載中の行があります", "Other rows stand under it"),
        Refusal::UnknownUnit { .. } => said("部署が見つかりません", "No such department"),
        Refusal::UnitContinuesItself { .. } => {
            said("自分自身を引き継ぐことはできません", "A department cannot continue itself")
        }
        Refusal::UnknownVocabulary { .. } => said("用語集が見つかりません", "No such vocabulary"),
        Refusal::UnknownCategory { .. } => said("区分が見つかりません", "No such category"),
        Refusal::UnknownLink { .. } => said("関連が見つかりません", "No such link"),
        Refusal::UnknownConsultation { .. } => said("意見募集が見つかりません", "No such consultation"),
        Refusal::UnknownOpinion { .. } => said("意見が見つかりません", "No such opinion"),
        Refusal::UnknownDisposition { .. } => said("定められていない区分です", "No such disposition"),
        Refusal::AnswerExists { .. } => said("回答の有無が異なります", "Whether there is an answer differs"),
        Refusal::PeriodBackwards { .. } => said("期間が逆です", "The period runs backwards"),
        Refusal::LineageMisfits { .. } => {
            said("系譜の件数が種類に合いません", "The lineage does not fit its kind")
        }
        Refusal::LineageBackwards { .. } => said("系譜の向きが逆です", "The lineage does not go forward"),
        Refusal::EditionMissing => said("版が必要です", "An edition is needed"),
        Refusal::RelistedMissing { .. } => said("再掲の元の行がありません", "The first listing is missing"),
        Refusal::NoRows => said("行がありません", "The table has no rows"),
    }
}

/// One refusal of every kind.
pub(super) fn samples() -> Vec<Refusal> {
    let id = Uuid::from_u128(0x0193_62a0_3c44_7d1a_8f63_5b0f_2c9a_6e21);
    let (node, cycle, edition) = (NodeId::new(id), CycleId::new(id), EditionId::new(id));
    let text = |text: &str| Text::parse(Field::Short, text).unwrap_or_default();
    let digest = |of: &str| Digest::of_bytes(of.as_bytes());
    let now = SeenRow {
        revision: 57,
        title: Some(text("委員会審査のビデオライブ中継")),
        status: Some(text("継続中")),
        ..SeenRow::default()
    };
    vec![
        Refusal::PlanNotOpened,
        Refusal::PlanAlreadyOpened,
        Refusal::PlanClosed,
        Refusal::OtherContent { command: CommandId::new(id) },
        Refusal::IdTaken { id: id.to_string() },
        Refusal::UnknownNode { node },
        Refusal::UnknownPlacement { placement: PlacementId::new(id) },
        Refusal::UnknownCycle { cycle },
        Refusal::UnknownEdition { edition },
        Refusal::UnknownDecision { decision: DecisionId::new(id) },
        Refusal::UnknownSource { source_id: SourceId::new(id) },
        Refusal::UnknownRow { edition, row: 52 },
        Refusal::UnknownColumn { column: ColumnId::new(id) },
        Refusal::UnknownTerm { term: TermId::new(id), state: CanonicalState::Ongoing },
        Refusal::NoProfile,
        Refusal::VersionGap { last: 1, given: 3 },
        Refusal::Stale { node, seen: 41, now: Box::new(now) },
        Refusal::LiveCycleExists { cycle, label: text("令和6年3月") },
        Refusal::CycleNotReady { cycle, state: CycleState::Submitted },
        Refusal::NotReopened { node },
        Refusal::NotAnItem { node },
        Refusal::NotListed { node },
        Refusal::StatusMissing { node },
        Refusal::StatusChanged { node },
        Refusal::ReasonMissing { node, state: CanonicalState::Cancelled },
        Refusal::Ended { node, state: CanonicalState::Cancelled },
        Refusal::NotEnded { node },
        Refusal::Undecided { nodes: vec![node] },
        Refusal::DigestDiffers { seen: digest("seen"), submitted: digest("submitted") },
        Refusal::OwnDecision { cycle },
        Refusal::CommentMissing,
        Refusal::EditionExists { edition, label: text("令和3年3月") },
        Refusal::DateMissing { date: "未定".to_owned() },
        Refusal::Withdrawn { edition },
        Refusal::AlreadyPublished { edition },
        Refusal::NotPublished { edition },
        Refusal::CellDiffers { seen: text("継続中"), now: text("中止") },
        Refusal::ReadingMisfits { column: ColumnId::new(id) },
        Refusal::NothingChanges,
        Refusal::NumberTaken { label: "1-1-1".to_owned(), by: node },
        Refusal::UnderItself { node },
        Refusal::StillAbove { node, by: node },
        Refusal::UnknownUnit { unit: UnitId::new(id) },
        Refusal::UnitContinuesItself { unit: UnitId::new(id) },
        Refusal::UnknownVocabulary { vocabulary: VocabularyId::new(id) },
        Refusal::UnknownCategory { axis: VocabularyId::new(id), term: TermId::new(id) },
        Refusal::UnknownLink { link: LinkId::new(id) },
        Refusal::UnknownConsultation { consultation: ConsultationId::new(id) },
        Refusal::UnknownOpinion { opinion: OpinionId::new(id) },
        Refusal::UnknownDisposition { code: text("F"), known: vec!["A".to_owned(), "B".to_owned()] },
        Refusal::AnswerExists { opinion: OpinionId::new(id), exists: true },
        Refusal::PeriodBackwards { from: date(2020, 2, 1), to: date(2020, 1, 6) },
        Refusal::LineageMisfits { kind: LineageKind::Merged, from: 0, to: 1, needs: LineageEnds::SomeToOne },
        Refusal::LineageBackwards { from: node, to: node },
        Refusal::EditionMissing,
        Refusal::RelistedMissing { row: 12 },
        Refusal::NoRows,
    ]
}

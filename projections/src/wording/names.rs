//! The name of every code.

use super::Language;
use crate::report::{
    Code, Count, Cue, Difference, EditionKind, ExecutionProposal, FieldName, GapKind, Started,
};
use domain::event::{
    CorrectionKind, CycleOrigin, ExecutionExtent, IndicatorSide, LineageKind, NodeKind, Outcome,
    PlanRelation, Resolution, TextChange, Verdict, WithdrawalKind, YearSide,
};
use domain::plan::CycleState;
use domain::value::{CanonicalState, Certainty, Evidence, Reason, ReasonCode, Role, VocabularyKind};

/// A canonical state.
pub const fn state(state: CanonicalState, language: Language) -> &'static str {
    match state {
        CanonicalState::NotStarted => language.of("未着手", "not started"),
        CanonicalState::UnderStudy => language.of("検討中", "under study"),
        CanonicalState::Ongoing => language.of("継続中", "ongoing"),
        CanonicalState::PartlyDone => language.of("一部実施", "partly done"),
        CanonicalState::Done => language.of("実施済み", "done"),
        CanonicalState::AsNeeded => language.of("必要に応じて実施", "as needed"),
        CanonicalState::UnderRevision => language.of("見直し中", "under revision"),
        CanonicalState::Cancelled => language.of("中止", "cancelled"),
        CanonicalState::Abolished => language.of("廃止", "abolished"),
        CanonicalState::Merged => language.of("統合", "merged"),
        CanonicalState::Transferred => language.of("移管", "transferred"),
        CanonicalState::OutOfScope => language.of("対象外", "out of scope"),
    }
}

/// A canonical state, or that the table has none.
pub const fn state_or_none(known: Option<CanonicalState>, language: Language) -> &'static str {
    match known {
        Some(known) => state(known, language),
        None => language.of("記載なし", "not stated"),
    }
}

/// A class of reasons that every plan has; a plan's own is named by its vocabulary, see [`code`].
pub const fn reason_code(code: ReasonCode, language: Language) -> &'static str {
    match code {
        ReasonCode::Cost => language.of("費用", "cost"),
        ReasonCode::Workload => language.of("人員・負担", "staff and workload"),
        ReasonCode::UnclearEffect => language.of("効果不明", "unclear effect"),
        ReasonCode::PrivacyOrSafety => language.of("個人情報・安全", "privacy or safety"),
        ReasonCode::Alternative => language.of("代替あり", "an alternative exists"),
        ReasonCode::OutsideRemit => language.of("所管外・個人の課題", "outside the remit"),
        ReasonCode::Legislation => language.of("制度", "law or system"),
        ReasonCode::UnfitForPublication => language.of("公開不適", "unfit for publication"),
        ReasonCode::Merged => language.of("統合", "merged"),
        ReasonCode::Other => language.of("その他", "other"),
        ReasonCode::Own(_) => language.of("独自の分類", "the plan's own"),
    }
}

/// A class of reasons, a plan's own too.
pub fn code(code: &Code, language: Language) -> String {
    code.wording.clone().unwrap_or_else(|| reason_code(code.code, language).to_owned())
}

/// Several classes of reasons.
pub fn codes(codes: &[Code], language: Language) -> String {
    let names: Vec<String> = codes.iter().map(|one| code(one, language)).collect();
    names.join(language.of("、", ", "))
}

/// A reason, or that the document gives none; nothing where no decision is known.
pub fn reason(reason: Option<&Reason>, language: Language) -> String {
    match reason {
        Some(Reason::Stated(text)) => text.to_string(),
        Some(Reason::NotInSource) => {
            language.of("原資料に理由記載なし", "no reason given in the source").to_owned()
        }
        None => language.of("理由の記録なし", "no reason recorded").to_owned(),
    }
}

/// Where a cycle stands.
pub const fn cycle_state(state: CycleState, language: Language) -> &'static str {
    match state {
        CycleState::Open => language.of("見直し中", "open"),
        CycleState::Submitted => language.of("付議中", "submitted"),
        CycleState::Returned => language.of("差戻し", "returned"),
        CycleState::Approved => language.of("承認済み（議決待ち）", "approved, not yet resolved"),
        CycleState::Adopted => language.of("議決済み", "adopted"),
        CycleState::Abandoned => language.of("取りやめ", "abandoned"),
    }
}

/// Where a cycle comes from.
pub const fn cycle_origin(origin: CycleOrigin, language: Language) -> &'static str {
    match origin {
        CycleOrigin::Live => language.of("本システムで実施", "run here"),
        CycleOrigin::Transcribed => language.of("原資料から転記", "transcribed"),
        CycleOrigin::Inferred => language.of("推定", "inferred"),
    }
}

/// How an edition came about.
pub const fn edition_kind(kind: EditionKind, language: Language) -> &'static str {
    match kind {
        EditionKind::Transcribed => language.of("原資料から転記", "transcribed"),
        EditionKind::Inferred => language.of("推定", "inferred"),
        EditionKind::Adopted => language.of("本システムで議決", "adopted here"),
    }
}

/// How sure a statement is.
pub const fn certainty(certainty: Certainty, language: Language) -> &'static str {
    match certainty {
        Certainty::Stated => language.of("明記", "stated"),
        Certainty::Inferred => language.of("推定", "inferred"),
        Certainty::Confirmed => language.of("確認済み", "confirmed"),
    }
}

/// What a decision does.
pub const fn outcome(outcome: Outcome, language: Language) -> &'static str {
    match outcome {
        Outcome::Changed => language.of("変更", "changed"),
        Outcome::Unchanged => language.of("変更なし", "unchanged"),
        Outcome::Revived => language.of("再開", "revived"),
    }
}

/// What a review says.
pub const fn verdict(verdict: Verdict, language: Language) -> &'static str {
    match verdict {
        Verdict::Approved => language.of("承認", "approved"),
        Verdict::Returned => language.of("差戻し", "returned"),
    }
}

/// How the body resolved.
pub fn resolution(resolution: &Resolution, language: Language) -> String {
    match resolution {
        Resolution::Unanimous => language.of("全会一致", "unanimous").to_owned(),
        Resolution::Majority => language.of("賛成多数", "by majority").to_owned(),
        Resolution::Other(text) => text.to_string(),
    }
}

/// What kind of change a correction is.
pub const fn correction(kind: CorrectionKind, language: Language) -> &'static str {
    match kind {
        CorrectionKind::Typo => language.of("誤字訂正", "typo"),
        CorrectionKind::Wording => language.of("表記統一", "uniform wording"),
        CorrectionKind::Substance => language.of("内容変更", "change of substance"),
        CorrectionKind::Erratum => language.of("正誤", "erratum"),
        CorrectionKind::Transcription => language.of("転記訂正", "transcription error"),
    }
}

/// What kind of change a text is.
pub const fn text_change(change: TextChange, language: Language) -> &'static str {
    match change {
        TextChange::Initial => language.of("新規", "new"),
        TextChange::Typo => language.of("誤字訂正", "typo"),
        TextChange::Wording => language.of("表記統一", "uniform wording"),
        TextChange::Substance => language.of("内容変更", "change of substance"),
    }
}

/// How an edition is withdrawn.
pub const fn withdrawal(kind: WithdrawalKind, language: Language) -> &'static str {
    match kind {
        WithdrawalKind::Void => language.of("無効", "void"),
        WithdrawalKind::Unpublish => language.of("公開取りやめ", "no longer public"),
    }
}

/// A piece of evidence.
pub fn evidence(evidence: &Evidence, language: Language) -> String {
    let (kind, name, place) = match evidence {
        Evidence::File { name, place, .. } => (language.of("資料", "file"), name, place),
        Evidence::Citation { document, place } => (language.of("引用", "citation"), document, place),
    };
    let place = place.as_ref().map(|place| language.say(format!("（{place}）"), format!(" ({place})")));
    language.say(
        format!("{kind}：{name}{}", place.clone().unwrap_or_default()),
        format!("{kind}: {name}{}", place.unwrap_or_default()),
    )
}

/// How far an item was carried out, as a person stated it.
pub const fn extent(extent: ExecutionExtent, language: Language) -> &'static str {
    match extent {
        ExecutionExtent::Never => language.of("未実施", "never ran"),
        ExecutionExtent::Partly => language.of("一部実施", "ran in part"),
        ExecutionExtent::Ran => language.of("実施", "ran"),
    }
}

/// How far an item was carried out before it ended: 「未実施のまま中止」.
pub fn ended_after(extent: ExecutionExtent, ended: CanonicalState, language: Language) -> String {
    let (how, ended) = (state(ended, Language::Japanese), state(ended, language));
    match extent {
        ExecutionExtent::Never => {
            language.say(format!("未実施のまま{how}"), format!("{ended} before it started"))
        }
        ExecutionExtent::Partly => {
            language.say(format!("一部実施・試行の後に{how}"), format!("{ended} after it ran in part"))
        }
        ExecutionExtent::Ran => language.say(format!("実施後に{how}"), format!("{ended} after it ran")),
    }
}

/// What the software proposes, always named a proposal.
pub fn proposal(proposal: &ExecutionProposal, ended: CanonicalState, language: Language) -> String {
    let what = ended_after(proposal.extent, ended, language);
    language.say(format!("{what}（提案・未確定）"), format!("{what} (a proposal, not stated)"))
}

/// What speaks for a proposal.
pub fn cue(cue: &Cue, language: Language) -> String {
    match cue {
        Cue::Status { wording } => {
            language.say(format!("状況に「{wording}」とある"), format!("the status says \"{wording}\""))
        }
        Cue::Remark { words } => {
            language.say(format!("備考に「{words}」とある"), format!("the remark says \"{words}\""))
        }
        Cue::ScheduleUndecided => {
            language.of("実施時期が決まっていなかった", "no date was ever decided").to_owned()
        }
        Cue::ScheduleNotReached => {
            language.of("実施時期の前に終了している", "it ended before its date").to_owned()
        }
        Cue::NothingSaysItRan => language
            .of(
                "実施時期は過ぎているが、実施したという記載がない",
                "its date has passed, but nothing says that it ran",
            )
            .to_owned(),
    }
}

/// Whether an item had started.
pub const fn started(started: Started, language: Language) -> &'static str {
    match started {
        Started::Yes => language.of("実施あり", "started"),
        Started::No => language.of("未実施", "never started"),
    }
}

/// A role.
pub const fn role(role: Role, language: Language) -> &'static str {
    match role {
        Role::Public => language.of("一般", "public"),
        Role::Auditor => language.of("監査", "auditor"),
        Role::Member => language.of("委員", "committee member"),
        Role::Staff => language.of("議会事務局", "staff"),
        Role::Admin => language.of("管理者", "administrator"),
        Role::Operator => language.of("運用担当者", "operator"),
    }
}

/// What a node is.
pub const fn node_kind(kind: NodeKind, language: Language) -> &'static str {
    match kind {
        NodeKind::Heading => language.of("見出し", "heading"),
        NodeKind::Item => language.of("実施事業", "item"),
        NodeKind::Term => language.of("用語", "term"),
    }
}

/// A part of a row.
pub fn field(field: &FieldName, language: Language) -> String {
    let name = match field {
        FieldName::Number => language.of("番号", "number"),
        FieldName::Title => language.of("実施事業", "title"),
        FieldName::Parent => language.of("上位の見出し", "under"),
        FieldName::Schedule => language.of("実施時期", "date"),
        FieldName::Status => language.of("状況", "status"),
        FieldName::Effective => language.of("適用日", "effective"),
        FieldName::Review => language.of("見直し時期", "reviewed"),
        FieldName::Remark => language.of("備考", "remark"),
        FieldName::Body => language.of("本文", "body"),
        FieldName::Reason => language.of("理由", "reason"),
        FieldName::Codes => language.of("理由の分類", "class of reason"),
        FieldName::Column(heading) => heading,
    };
    name.to_owned()
}

/// How a row differs.
pub const fn difference(difference: Difference, language: Language) -> &'static str {
    match difference {
        Difference::Changed => language.of("変更", "changed"),
        Difference::Added => language.of("追加", "added"),
        Difference::Removed => language.of("削除", "removed"),
    }
}

/// What is missing.
pub const fn gap(kind: GapKind, language: Language) -> &'static str {
    match kind {
        GapKind::EndingWithoutDecision => {
            language.of("終了した見直しの記録がない", "endings without a known decision")
        }
        GapKind::EndingWithoutReason => language.of("終了の理由がない", "endings without a reason"),
        GapKind::EndingWithoutBody => {
            language.of("終了を決めた会議体がない", "endings without a deciding body")
        }
        GapKind::EndingWithoutEvidence => language.of("終了の根拠資料がない", "endings without evidence"),
        GapKind::EndingWithoutDate => language.of("終了の日付がない", "endings without a date"),
        GapKind::EndingUnclassified => {
            language.of("終了の理由が分類されていない", "endings whose reason is not classified")
        }
        GapKind::EndingInferred => {
            language.of("終了が後の版からの推定である", "endings inferred from a later edition")
        }
        GapKind::ExecutionUnstated => {
            language.of("実施の有無が確定していない", "endings of which nobody stated whether they ran")
        }
        GapKind::NeverReviewed => language.of("一度も見直されていない", "items never reviewed"),
        GapKind::UnlistedWithoutEnding => {
            language.of("終了の記録なく一覧から消えた", "items no longer listed that did not end")
        }
        GapKind::WithoutStatus => language.of("状況の記載がない", "items without a status"),
    }
}

/// Why it matters that something is missing.
pub const fn gap_about(kind: GapKind, language: Language) -> &'static str {
    match kind {
        GapKind::EndingWithoutDecision => language.of(
            "表では終了していますが、どの見直しで決めたかの記録がありません。",
            "The table shows them as ended, but no review is recorded that decided it.",
        ),
        GapKind::EndingWithoutReason => language.of(
            "なぜ終了したかが書かれていません。原資料に理由の記載がない場合も含みます。",
            "It is not written why they ended; some documents give no reason.",
        ),
        GapKind::EndingWithoutBody => language.of(
            "どの会議体が終了を決めたかの記録がありません。",
            "It is not recorded which body decided the ending.",
        ),
        GapKind::EndingWithoutEvidence => language.of(
            "終了の決定を裏付ける会議録などの資料が結び付けられていません。",
            "No minutes or other documents are attached that show the decision.",
        ),
        GapKind::EndingWithoutDate => language.of(
            "適用日も、決定した日も記録されていません。",
            "Neither the day of effect nor the day of the decision is recorded.",
        ),
        GapKind::EndingUnclassified => language.of(
            "理由は書かれていますが分類されていないため、理由別の件数に入りません。",
            "The reason is not classified, so that these are missing from the counts by reason.",
        ),
        GapKind::EndingInferred => language.of(
            "終了した時の版がなく、後の版の「見直し時期」から読み取ったものです。",
            "The edition of that time is not kept; the ending was read from a later edition.",
        ),
        GapKind::ExecutionUnstated => language.of(
            "実施時期の記載だけでは、実施されたとは言えません。システムの提案だけがあります。",
            "A date in the table does not show that they ran; there is only a proposal of the software.",
        ),
        GapKind::NeverReviewed => language.of(
            "どの見直しでも決定がなく、表の「見直し時期」も空です。",
            "No review decided about them, and the table shows no review.",
        ),
        GapKind::UnlistedWithoutEnding => language.of(
            "以前の版にはありましたが、今の表にはなく、終了の記録もありません。",
            "An older edition lists them, the table does not, and no ending is recorded.",
        ),
        GapKind::WithoutStatus => {
            language.of("表の「状況」が空です。", "The table does not say how they stand.")
        }
    }
}

/// What the staff do about it.
pub const fn gap_remedy(kind: GapKind, language: Language) -> &'static str {
    match kind {
        GapKind::EndingWithoutDecision | GapKind::EndingInferred => language.of(
            "その時の版を取り込むと（minaoshi import）、決定の記録になります。",
            "Import the edition of that time (minaoshi import); it records the decision.",
        ),
        GapKind::EndingWithoutReason
        | GapKind::EndingWithoutBody
        | GapKind::EndingWithoutEvidence
        | GapKind::EndingWithoutDate => language.of(
            "次の見直しで、分かったことを添えて決定し直します（minaoshi cycle decide）。",
            "Decide again in the next review with what has been found (minaoshi cycle decide).",
        ),
        GapKind::EndingUnclassified => language.of(
            "理由の文を読み、分類を付けます（minaoshi classify）。",
            "Read the reason and classify it (minaoshi classify).",
        ),
        GapKind::ExecutionUnstated => language.of(
            "担当部署に確かめ、実施の有無を確定します（minaoshi execution）。",
            "Ask the department and state whether it ran (minaoshi execution).",
        ),
        GapKind::NeverReviewed => language.of(
            "次の見直しで決定します。変わらない場合も「変更なし」と記録します。",
            "Decide in the next review; that nothing changes is a decision too.",
        ),
        GapKind::UnlistedWithoutEnding => language.of(
            "終了したのであれば、理由を付けて終了を記録します。",
            "If they ended, record the ending with its reason.",
        ),
        GapKind::WithoutStatus => {
            language.of("次の見直しで状況を決めます。", "Decide how they stand in the next review.")
        }
    }
}

/// How another plan stands to a plan.
pub const fn plan_relation(relation: PlanRelation, language: Language) -> &'static str {
    match relation {
        PlanRelation::Parent => language.of("上位計画", "parent plan"),
        PlanRelation::Predecessor => language.of("前の計画", "the plan before"),
        PlanRelation::Successor => language.of("後継の計画", "the plan after"),
    }
}

/// How items of two editions belong together.
pub const fn lineage(kind: LineageKind, language: Language) -> &'static str {
    match kind {
        LineageKind::Same => language.of("同一", "same"),
        LineageKind::Retitled => language.of("名称変更", "retitled"),
        LineageKind::Renumbered => language.of("番号変更", "renumbered"),
        LineageKind::Both => language.of("名称・番号変更", "retitled and renumbered"),
        LineageKind::Moved => language.of("移動", "moved"),
        LineageKind::Merged => language.of("統合", "merged"),
        LineageKind::Split => language.of("分割", "split"),
        LineageKind::New => language.of("新規", "new"),
        LineageKind::Abolished => language.of("廃止", "abolished"),
        LineageKind::Revived => language.of("再開", "revived"),
        LineageKind::Related => language.of("関連", "related"),
    }
}

/// Plan or result of a year.
pub const fn year_side(side: YearSide, language: Language) -> &'static str {
    match side {
        YearSide::Planned => language.of("計画", "planned"),
        YearSide::Actual => language.of("実施", "actual"),
    }
}

/// Target or result of an indicator.
pub const fn indicator_side(side: IndicatorSide, language: Language) -> &'static str {
    match side {
        IndicatorSide::Target => language.of("目標", "target"),
        IndicatorSide::Result => language.of("実績", "result"),
    }
}

/// What words are for.
pub const fn vocabulary(kind: VocabularyKind, language: Language) -> &'static str {
    match kind {
        VocabularyKind::Status => language.of("状況", "status"),
        VocabularyKind::PlannedStatus => language.of("計画事項", "planned status"),
        VocabularyKind::ActualStatus => language.of("実施状況", "actual status"),
        VocabularyKind::Category => language.of("区分", "category"),
        VocabularyKind::Reason => language.of("理由の分類", "classes of reasons"),
        VocabularyKind::Disposition => language.of("意見への対応区分", "dispositions of opinions"),
    }
}

/// A number of items, both ways where they differ.
pub fn count(count: Count, language: Language) -> String {
    let Count { distinct, listed } = count;
    if distinct == listed {
        return distinct.to_string();
    }
    language.say(format!("{distinct}（のべ {listed}）"), format!("{distinct} ({listed} with re-listed ones)"))
}

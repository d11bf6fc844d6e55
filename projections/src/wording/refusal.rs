//! Why a command was refused, and what to do instead, as full sentences.

use super::{Language, names, number};
use domain::refusal::{LineageEnds, Refusal};
use domain::value::{SeenRow, Text};

/// A refusal for a person. Ids are named only where nothing better is known.
pub fn refusal(refusal: &Refusal, language: Language) -> String {
    let (ja, en) = match refusal {
        Refusal::PlanNotOpened => (
            "この計画はまだ登録されていません。先に計画を登録してください。".to_owned(),
            "This plan is not opened yet. Open it first.".to_owned(),
        ),
        Refusal::PlanAlreadyOpened => (
            "この計画はすでに登録されています。別の名前で登録するか、登録済みの計画をお使いください。".to_owned(),
            "This plan is opened already. Use it, or open another one under another name.".to_owned(),
        ),
        Refusal::PlanClosed => (
            "この計画は終了しているため、記録を加えられません。後継の計画に記録してください。".to_owned(),
            "This plan is closed and takes no more records. Record it in the plan that continues it.".to_owned(),
        ),
        Refusal::OtherContent { command } => (
            format!("同じ操作番号（{command}）が別の内容で記録されています。新しい操作番号でやり直してください。"),
            format!("The command id {command} was used for something else. Repeat it under a fresh id."),
        ),
        Refusal::IdTaken { id } => (
            format!("識別子 {id} はすでに使われています。新しい識別子でやり直してください。"),
            format!("The id {id} is taken. Repeat the command with a fresh id."),
        ),
        Refusal::UnknownNode { node } => (
            format!("見出し・実施事業 {node} は見つかりません。番号を一覧で確かめてください。"),
            format!("There is no heading or item {node}. Look its number up in the table."),
        ),
        Refusal::UnknownPlacement { placement } => (
            format!("掲載位置 {placement} は見つかりません。一覧を開き直してください。"),
            format!("There is no place {placement} in the outline. Open the table again."),
        ),
        Refusal::UnknownCycle { cycle } => (
            format!("見直し {cycle} は見つかりません。計画の見直しの一覧で確かめてください。"),
            format!("There is no review cycle {cycle}. Look it up in the plan's list of cycles."),
        ),
        Refusal::UnknownEdition { edition } => (
            format!("版 {edition} は見つかりません。計画の版の一覧で確かめてください。"),
            format!("There is no edition {edition}. Look it up in the plan's list of editions."),
        ),
        Refusal::UnknownDecision { decision } => (
            format!(
                "決定 {decision} は見つからないか、差し替えまたは取下げにより効力がありません。\
                 事業の履歴で今の決定を確かめてください。"
            ),
            format!(
                "There is no decision {decision}, or it was replaced or taken back. \
                 See the item's history for the decision that counts."
            ),
        ),
        Refusal::UnknownSource { source_id } => (
            format!("資料 {source_id} は登録されていません。先にファイルを登録してください。"),
            format!("The file {source_id} is not registered. Hand it in first."),
        ),
        Refusal::UnknownRow { edition, row } => (
            format!("版 {edition} に {row} 行目はありません。版の表で行番号を確かめてください。"),
            format!("Edition {edition} has no row {row}. Look the row up in the edition's table."),
        ),
        Refusal::UnknownColumn { column } => (
            format!("列 {column} はこの表にありません。表の列から選んでください。"),
            format!("The table has no column {column}. Choose one of its columns."),
        ),
        Refusal::UnknownTerm { term, state } => {
            let state = names::state(*state, language);
            (
                format!(
                    "状況の語 {term}（{state}）は、この計画の用語にないか、別の意味です。用語の一覧から選んでください。"
                ),
                format!(
                    "The word {term} ({state}) is not in the plan's vocabulary or means something else. \
                     Choose a word of the vocabulary."
                ),
            )
        }
        Refusal::NoProfile => (
            "この計画には表の列がまだ定められていません。先に列を定めるか、表を取り込んでください。".to_owned(),
            "The plan has no columns yet. Define them first, or import a table.".to_owned(),
        ),
        Refusal::VersionGap { last, given } => (
            format!(
                "版番号 {given} は前の版番号 {last} に続いていません。{} として送り直してください。",
                last.saturating_add(1)
            ),
            format!(
                "Version {given} does not follow version {last}. Send it again as version {}.",
                last.saturating_add(1)
            ),
        ),
        Refusal::Stale { seen, now, .. } => {
            let (row_ja, row_en) = (row(now, Language::Japanese), row(now, Language::English));
            (
                format!(
                    "画面を開いた後に、ほかの人がこの行を変更しました（見ていた版 {seen}、今の版 {}）。\
                     今の内容：{row_ja}。内容を確かめて、もう一度入力してください。",
                    now.revision
                ),
                format!(
                    "Someone changed this row after you opened it (you saw revision {seen}, it is at {}). \
                     It says now: {row_en}. Check it and enter your change again.",
                    now.revision
                ),
            )
        }
        Refusal::LiveCycleExists { label, .. } => (
            format!("見直し「{label}」が終わっていません。議決を記録するか取りやめてから、次を始めてください。"),
            format!("The review {label} is not finished. Adopt or abandon it before you go on."),
        ),
        Refusal::CycleNotReady { state, .. } => {
            let state = names::cycle_state(*state, language);
            (
                format!("この見直しは「{state}」のため、この操作はできません。見直しの状態を確かめてください。"),
                format!("The review is {state}, so this cannot be done now. See where the review stands."),
            )
        }
        Refusal::NotReopened { .. } => (
            "差戻しの対象ではない事業です。差戻しで指定された事業だけを変更できます。".to_owned(),
            "The return did not name this item. Change only the items that it named.".to_owned(),
        ),
        Refusal::NotAnItem { .. } => (
            "見出しには決定を記録できません。実施事業を選んでください。".to_owned(),
            "Headings are not decided upon. Choose an item.".to_owned(),
        ),
        Refusal::NotListed { .. } => (
            "この事業は今の一覧に掲載されていません。掲載されている事業を選んでください。".to_owned(),
            "This item is not listed any more. Choose one that is listed.".to_owned(),
        ),
        Refusal::StatusMissing { .. } => (
            "変更や再開には、新しい状況が必要です。状況を選んでください。".to_owned(),
            "A change or a revival needs a status. Choose one.".to_owned(),
        ),
        Refusal::StatusChanged { .. } => (
            "「変更なし」では状況を変えられません。状況を変えるときは「変更」としてください。".to_owned(),
            "\"Unchanged\" keeps the status. To give another status, decide \"changed\".".to_owned(),
        ),
        Refusal::ReasonMissing { state, .. } if state.is_ending() => (
            "中止などの終了には理由が必要です。原資料に記載がなければ「原資料に理由記載なし」を選んでください。"
                .to_owned(),
            "An ending needs a reason. If the source gives none, choose \"no reason given in the source\".".to_owned(),
        ),
        Refusal::ReasonMissing { .. } => (
            "終了した事業の再開には理由が必要です。原資料に記載がなければ「原資料に理由記載なし」を選んでください。"
                .to_owned(),
            "A revival needs a reason. If the source gives none, choose \"no reason given in the source\".".to_owned(),
        ),
        Refusal::Ended { state, .. } => {
            let state = names::state(*state, language);
            (
                format!("この事業は「{state}」で終了しています。再び取り組むときは「再開」とし、理由を記してください。"),
                format!("This item has ended ({state}). To take it up again, decide \"revived\" and give a reason."),
            )
        }
        Refusal::NotEnded { .. } => (
            "「再開」は、終了した事業に終了以外の状況を与えるときだけ使えます。ほかは「変更」としてください。".to_owned(),
            "Only an item that has ended can be revived, and not to another ending. Otherwise decide \"changed\"."
                .to_owned(),
        ),
        Refusal::Undecided { nodes } => (
            format!(
                "まだ決定していない事業が {} 件あります。すべての事業に決定（変更なしを含む）を記録してから付議してください。",
                nodes.len()
            ),
            format!(
                "Still undecided: {}. Decide every item, \"unchanged\" included, before you submit.",
                number::items(nodes.len(), Language::English)
            ),
        ),
        Refusal::DigestDiffers { .. } => (
            "確かめた内容と、付議された内容が違います。最新の内容を開いて、もう一度確かめてください。\
             付議の後に変更があったときは、付議し直してください。"
                .to_owned(),
            "What you saw is not what was submitted. Open it again and check it; \
             if it was changed after the submission, submit it again."
                .to_owned(),
        ),
        Refusal::OwnDecision { .. } => (
            "この見直しに自分で記録した人は、承認も差戻しもできません。別の人に確認を依頼してください。".to_owned(),
            "Who recorded something in this review does not approve or return it. Ask another person.".to_owned(),
        ),
        Refusal::CommentMissing => (
            "差戻しには、何を直すかのコメントが必要です。コメントを入力してください。".to_owned(),
            "A return needs a comment that says what to change. Enter one.".to_owned(),
        ),
        Refusal::EditionExists { label, .. } => (
            format!(
                "名称または日付が同じ版「{label}」がすでにあります。直すときは転記訂正とし、\
                 別の版なら名称と日付を変えてください。"
            ),
            format!(
                "The edition {label} has this label or this date. Correct it, or give another label and date."
            ),
        ),
        Refusal::DateMissing { date } => (
            format!("版や見直しには日付が必要です。「{date}」の代わりに「令和6年3月」のように入力してください。"),
            format!("An edition or a review needs a date. Enter one such as 令和6年3月 instead of \"{date}\"."),
        ),
        Refusal::Withdrawn { .. } => (
            "この版は取り下げられています。取り下げられていない版を選んでください。".to_owned(),
            "This edition is withdrawn. Choose one that is not.".to_owned(),
        ),
        Refusal::AlreadyPublished { .. } => (
            "この版はすでに公開されています。直すときは訂正を記録してください。".to_owned(),
            "This edition is published already. To change it, record a correction.".to_owned(),
        ),
        Refusal::NotPublished { .. } => (
            "この版は公開されていません。公開を取りやめる必要はありません。誤った取込みなら「無効」としてください。"
                .to_owned(),
            "This edition was never published. If it was imported by mistake, void it.".to_owned(),
        ),
        Refusal::CellDiffers { seen, now } => (
            format!(
                "訂正する欄の今の内容は「{}」で、見ていた「{}」と違います。今の内容を確かめて、訂正し直してください。",
                shown(now, Language::Japanese),
                shown(seen, Language::Japanese)
            ),
            format!(
                "The cell says \"{}\" now, not \"{}\" as you saw. Check it and correct it again.",
                shown(now, Language::English),
                shown(seen, Language::English)
            ),
        ),
        Refusal::ReadingMisfits { .. } => (
            "訂正後の欄の読み取り（番号、日付、状況など）が、欄の内容か列の意味と合いません。\
             欄の内容を確かめて、訂正し直してください。"
                .to_owned(),
            "What was understood of the corrected cell does not fit its text or its column. \
             Check the cell and correct it again."
                .to_owned(),
        ),
        Refusal::NothingChanges => (
            "変わるところがありません。変更する内容を入力してください。".to_owned(),
            "Nothing would change. Enter what should be different.".to_owned(),
        ),
        Refusal::NumberTaken { label, .. } => (
            format!("番号「{label}」は、同じ見出しの下ですでに使われています。別の番号を付けてください。"),
            format!("The number {label} is taken under this heading. Choose another one."),
        ),
        Refusal::StillAbove { .. } => (
            "この見出し・事業の下に、まだ掲載されているものがあります。先に移すか、掲載を終えてください。".to_owned(),
            "Other rows stand under this one. Move them or end them first.".to_owned(),
        ),
        Refusal::UnderItself { .. } => (
            "事業を自分自身の下に置くことはできません。別の見出しを選んでください。".to_owned(),
            "A row cannot stand under itself. Choose another heading.".to_owned(),
        ),
        Refusal::UnknownUnit { unit } => (
            format!("部署 {unit} は登録されていません。先に部署を登録してください。"),
            format!("There is no department {unit}. Define it first."),
        ),
        Refusal::UnitContinuesItself { unit } => (
            format!("部署 {unit} は自分自身を引き継ぐことになります。引き継ぐ元の部署を確かめてください。"),
            format!("Department {unit} would continue itself. Check which departments it continues."),
        ),
        Refusal::UnknownVocabulary { vocabulary } => (
            format!("用語集 {vocabulary} がないか、用途が違います。先に用語集を定めてください。"),
            format!("There is no vocabulary {vocabulary} for this. Define it first."),
        ),
        Refusal::UnknownCategory { term, .. } => (
            format!("区分 {term} はこの軸にありません。区分の一覧から選んでください。"),
            format!("The axis has no category {term}. Choose one of its categories."),
        ),
        Refusal::UnknownLink { link } => (
            format!("関連 {link} は見つからないか、すでに取り消されています。"),
            format!("There is no link {link}, or it was taken back already."),
        ),
        Refusal::UnknownConsultation { consultation } => (
            format!("意見募集 {consultation} は見つかりません。先に意見募集を記録してください。"),
            format!("There is no consultation {consultation}. Record it first."),
        ),
        Refusal::UnknownOpinion { opinion } => (
            format!("意見 {opinion} は見つかりません。意見の一覧で確かめてください。"),
            format!("There is no opinion {opinion}. Look it up in the list of opinions."),
        ),
        Refusal::UnknownDisposition { code, known } => (
            format!("区分「{code}」は定められていません。次から選んでください：{}。", known.join("、")),
            format!("There is no disposition {code}. Choose one of: {}.", known.join(", ")),
        ),
        Refusal::AnswerExists { exists: true, .. } => (
            "この意見にはすでに回答があります。改める場合は、差替えとして記録してください。".to_owned(),
            "The opinion has an answer. To change it, record one that replaces it.".to_owned(),
        ),
        Refusal::AnswerExists { exists: false, .. } => (
            "この意見にはまだ回答がないため、差し替えるものがありません。".to_owned(),
            "The opinion has no answer yet that could be replaced.".to_owned(),
        ),
        Refusal::PeriodBackwards { from, to } => (
            format!("期間の終わり（{to}）が始まり（{from}）より前です。日付を確かめてください。"),
            format!("The period ends on {to}, before it begins on {from}. Check the dates."),
        ),
        Refusal::LineageMisfits { from, to, needs, .. } => (
            format!(
                "この種類の系譜は{}です（前 {from} 件、後 {to} 件が示されました）。",
                lineage_ends(*needs, Language::Japanese)
            ),
            format!(
                "A lineage of this kind has {}; {from} before and {to} after were given.",
                lineage_ends(*needs, Language::English)
            ),
        ),
        Refusal::LineageBackwards { .. } => (
            "系譜は古い版から新しい版へ向かいます。前と後を確かめてください。".to_owned(),
            "A lineage leads from an older edition to a newer one. Check what is before and what is after.".to_owned(),
        ),
        Refusal::EditionMissing => (
            "計画の変更の宣言は、版について記録します。版を示してください。".to_owned(),
            "A declared change is recorded of an edition. Name the edition.".to_owned(),
        ),
        Refusal::RelistedMissing { row } => (
            format!("{row} 行目の再掲は、それより前の掲載行を示していません。"),
            format!("Row {row} is re-listed and names no row before it."),
        ),
        Refusal::NoRows => (
            "表に行がありません。見出し行の下に行がある表を取り込んでください。".to_owned(),
            "The table has no rows. Import one with rows under its header.".to_owned(),
        ),
    };
    language.say(ja, en)
}

/// A row as it is now, part by part.
fn row(row: &SeenRow, language: Language) -> String {
    let parts = [
        (language.of("実施事業", "title"), &row.title),
        (language.of("実施時期", "date"), &row.schedule),
        (language.of("状況", "status"), &row.status),
        (language.of("見直し時期", "reviewed"), &row.review),
        (language.of("備考", "remark"), &row.remark),
    ];
    let said = parts.into_iter().filter_map(|(name, text)| {
        let text = text.as_ref()?;
        Some(language.say(format!("{name}「{text}」"), format!("{name} \"{text}\"")))
    });
    said.collect::<Vec<_>>().join(language.of("、", ", "))
}

fn shown(text: &Text, language: Language) -> &str {
    if text.is_empty() { language.of("（空欄）", "(empty)") } else { text.as_str() }
}

fn lineage_ends(ends: LineageEnds, language: Language) -> &'static str {
    let (ja, en) = match ends {
        LineageEnds::OneToOne => ("前1件・後1件", "one item before and one after"),
        LineageEnds::SomeToOne => ("前1件以上・後1件", "one or more items before and one after"),
        LineageEnds::OneToSome => ("前1件・後1件以上", "one item before and one or more after"),
        LineageEnds::SomeToSome => ("前後とも1件以上", "one or more items before and after"),
        LineageEnds::NoneToSome => ("前なし・後1件以上", "none before and one or more items after"),
        LineageEnds::SomeToNone => ("前1件以上・後なし", "one or more items before and none after"),
    };
    match language {
        Language::Japanese => ja,
        Language::English => en,
    }
}

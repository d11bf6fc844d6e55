//! What lint points out, and what to do about it.

use super::Language;
use crate::report::LintKind;

/// What looks like a mistake.
pub const fn lint(kind: LintKind, language: Language) -> &'static str {
    match kind {
        LintKind::DoubledWords => language.of("語の重複", "doubled words"),
        LintKind::NameVariant => language.of("表記の揺れ", "written in two ways"),
        LintKind::Weekday => language.of("日付と曜日の不一致", "date and weekday disagree"),
        LintKind::StatusAgainstRemark => {
            language.of("状況と備考の食い違い（要確認）", "status against remark (to be checked)")
        }
        LintKind::UnknownReference => language.of("参照先のない番号", "a number that no item has"),
        LintKind::OrphanLink => {
            language.of("掲載のない事業への関連付け", "a link to an item that is not listed")
        }
        LintKind::UnreadTotal => language.of("数でない合計", "a total that is no number"),
        LintKind::Sum => language.of("合わない合計", "a total that does not add up"),
    }
}

/// What to do about it. Nothing is repaired by itself.
pub const fn lint_advice(kind: LintKind, language: Language) -> &'static str {
    match kind {
        LintKind::DoubledWords => language.of(
            "原資料も同じであれば、誤字訂正として改めます（minaoshi edit）。転記の誤りであれば転記訂正とします（minaoshi correct）。",
            "If the document says the same, change it as a typo (minaoshi edit); if only the transcription does, correct it (minaoshi correct).",
        ),
        LintKind::NameVariant => language.of(
            "同じものを指すのであれば、表記統一として改めます（minaoshi edit）。",
            "If both mean the same, make the wording uniform (minaoshi edit).",
        ),
        LintKind::Weekday => language.of(
            "原資料で日付と曜日のどちらが正しいかを確かめ、改めます（minaoshi edit）。",
            "Find out from the document which of the two is right and change the other (minaoshi edit).",
        ),
        LintKind::StatusAgainstRemark => language.of(
            "備考を読み、状況が今も正しいかを確かめます。変わるのであれば次の見直しで決定します（minaoshi cycle decide）。",
            "Read the remark and see whether the status still holds; if not, decide in the next review (minaoshi cycle decide).",
        ),
        LintKind::UnknownReference => language.of(
            "番号の付け替えや掲載の終了がなかったかを確かめ、今の番号に改めます（minaoshi edit）。",
            "See whether the item was renumbered or is no longer listed, and name it by its number of now (minaoshi edit).",
        ),
        LintKind::OrphanLink => language.of(
            "関連付けの相手を確かめ、誤りであれば取り消します。",
            "Find out which item was meant; retract the link if it does not hold.",
        ),
        LintKind::UnreadTotal => language.of(
            "原資料に印刷された合計を確かめます。",
            "Look the total up as the document prints it.",
        ),
        LintKind::Sum => language.of(
            "原資料の合計と表の行を数え直します。原資料の誤りであれば、そのまま残し正誤を付けます（minaoshi correct）。",
            "Count the rows of the document again. If its total is wrong, it stays as printed, with an erratum (minaoshi correct).",
        ),
    }
}

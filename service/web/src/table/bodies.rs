//! The bodies of requests, field by field. A test holds them against the requests of `app`.

mod comments;
mod linking;
mod trace;

pub(super) use comments::{ANSWER_OPINION, CLOSE_CONSULTATION, RECORD_CONSULTATION, RECORD_OPINION};
pub(super) use trace::LINK_TRACE;

use crate::said::said;
use crate::schema::Kind::{Flag, Number, Objects, Text, Texts, Word};
use crate::schema::{Field, Object};

pub(super) use linking::{
    CONFIRM_LINEAGE, DESCRIBE_PLAN, INFER_LINEAGE, LAY_OUT, LINK_PLAN, REORGANISE, RETRACT_LINK,
    REWRITE_REFERENCES, STATE_LINEAGE,
};

const ITEM: Field = Field::needed(
    "item",
    Text,
    said(
        "事業。IDまたは番号（見直し中の版または現在の番号）",
        "the item, by id or by its number in the live cycle or now",
    ),
);
const BASIS: Field = Field::maybe("evidence", Objects(&EVIDENCE), said("根拠資料", "on what evidence"));
const SEEN: Field = Field::maybe(
    "seen",
    Number,
    said(
        "入力者が見た時点の行の版番号。If-Matchで送ってもよい",
        "the revision of the row that the author saw; or send it as If-Match",
    ),
);

static EVIDENCE: Object = Object {
    name: "EvidenceGiven",
    fields: &[
        Field::maybe("source", Text, said("登録済み資料のID", "the id of a registered source")),
        Field::maybe("citation", Text, said("資料名などの記述", "a document in words")),
        Field::maybe("place", Text, said("ページまたは行", "page or row")),
    ],
};

pub(super) static CREATE_PLAN: Object = Object {
    name: "CreatePlan",
    fields: &[
        Field::needed(
            "slug",
            Text,
            said(
                "アドレスに使う計画の名前（英小文字・数字・ハイフン）",
                "the plan's name in addresses: lower-case letters, digits, hyphens",
            ),
        ),
        Field::needed("title", Text, said("名称", "its title")),
        Field::needed("organisation", Text, said("計画の主体（団体名）", "whose plan it is")),
        Field::maybe(
            "code",
            Text,
            said("全国地方公共団体コード", "the code of the local government, six digits"),
        ),
    ],
};

pub(super) static CLOSE_PLAN: Object = Object {
    name: "ClosePlan",
    fields: &[
        Field::needed("reason", Text, said("理由", "why")),
        Field::maybe(
            "successor",
            Text,
            said("後継の計画（名前またはID）", "what continues it, by slug or id"),
        ),
    ],
};

pub(super) static OPEN_CYCLE: Object = Object {
    name: "OpenCycle",
    fields: &[
        Field::needed(
            "label",
            Text,
            said(
                "見直しの名称。日付を兼ねる（例：令和6年3月）",
                "what it is called, which is also its date: 令和6年3月",
            ),
        ),
        Field::maybe("date", Text, said("名称が日付でない場合の日付", "its date, where the label is none")),
    ],
};

pub(super) static DECIDE: Object = Object {
    name: "Decide",
    fields: &[
        ITEM,
        Field::maybe(
            "unchanged",
            Flag,
            said("「変更なし」：事業を今のままとする", "「変更なし」: the item stays as it is"),
        ),
        Field::maybe(
            "status",
            Text,
            said("今後の状況（計画で使う語）", "the status from now on, in a word of the plan"),
        ),
        Field::maybe(
            "effective",
            Text,
            said("いつからか（印刷される表記）", "from when it holds, as printed"),
        ),
        Field::maybe(
            "codes",
            Texts,
            said(
                "理由の分類（cost、workloadなど、または計画独自の分類のID）",
                "reason codes: cost, workload, …, or ids of the plan's own",
            ),
        ),
        Field::maybe("reason", Text, said("理由（文章）", "why, in words")),
        Field::maybe(
            "no_reason_in_source",
            Flag,
            said("「原資料に理由記載なし」", "the source gives no reason (原資料に理由記載なし)"),
        ),
        Field::maybe(
            "body",
            Text,
            said(
                "決定した会議体（議決前に分かる場合）",
                "which body decided, where that is known before adoption",
            ),
        ),
        Field::maybe(
            "decided_on",
            Text,
            said("決定した日（議決前に分かる場合）", "on which day, where that is known before adoption"),
        ),
        BASIS,
        Field::maybe(
            "remark",
            Text,
            said(
                "今後の備考。終了する事業でこれがなければ理由を備考とする",
                "備考 from now on; where an item ends without it, the reason stands there",
            ),
        ),
        Field::maybe("schedule", Text, said("今後の実施時期", "実施時期 from now on")),
        SEEN,
    ],
};

pub(super) static DECIDE_REST: Object = Object { name: "DecideRest", fields: &[] };

pub(super) static WITHDRAW_DECISION: Object = Object {
    name: "WithdrawDecision",
    fields: &[ITEM, Field::needed("reason", Text, said("理由", "why"))],
};

pub(super) static REVIEW: Object = Object {
    name: "ReviewCycle",
    fields: &[
        Field::needed(
            "verdict",
            Word(&["approved", "returned"]),
            said("approved（承認）またはreturned（差戻し）", "approved (承認) or returned (差戻し)"),
        ),
        Field::maybe(
            "items",
            Texts,
            said(
                "対象とする事業。なければ見直し全体",
                "the items whose decisions are meant; none means the whole cycle",
            ),
        ),
        Field::maybe("comment", Text, said("意見（差戻しには必要）", "in words; a return needs it")),
        Field::maybe(
            "digest",
            Text,
            said(
                "確認した内容のダイジェスト。なければ今の付議内容",
                "the digest of what the person saw; none takes what is submitted now",
            ),
        ),
    ],
};

pub(super) static ADOPT: Object = Object {
    name: "Adopt",
    fields: &[
        Field::needed("body", Text, said("会議体", "which body")),
        Field::needed("meeting", Text, said("会議名", "at which meeting")),
        Field::needed(
            "resolved_on",
            Text,
            said("議決日（2024-03-22、または印刷される表記）", "on which day: 2024-03-22, or as printed"),
        ),
        Field::needed(
            "result",
            Text,
            said(
                "unanimous（全会一致）、majority（賛成多数）、またはその他の語",
                "unanimous (全会一致), majority (賛成多数), or other words",
            ),
        ),
        Field::maybe(
            "label",
            Text,
            said(
                "版の名称。なければ見直しの名称",
                "what the edition is called; none takes the cycle's label",
            ),
        ),
        BASIS,
    ],
};

pub(super) static ABANDON: Object =
    Object { name: "Abandon", fields: &[Field::needed("reason", Text, said("理由", "why"))] };

pub(super) static WITHDRAW_EDITION: Object = Object {
    name: "WithdrawEdition",
    fields: &[
        Field::needed(
            "kind",
            Word(&["void", "unpublish"]),
            said(
                "void（取込みの誤り）またはunpublish（公開停止）",
                "void (a mistaken import) or unpublish (公開停止)",
            ),
        ),
        Field::needed("reason", Text, said("理由", "why")),
        Field::needed("authority", Text, said("決定した者", "who decided it")),
    ],
};

pub(super) static CORRECT: Object = Object {
    name: "Correct",
    fields: &[
        Field::needed(
            "item",
            Text,
            said("事業。IDまたはその版での番号", "the item, by id or by its number in that edition"),
        ),
        Field::needed("column", Text, said("列の見出しまたはID", "the column's heading or id")),
        Field::needed(
            "kind",
            Word(&["typo", "wording", "substance", "erratum", "transcription"]),
            said(
                "typo（誤字訂正）、wording（表記統一）、substance（内容変更）、erratum（正誤）またはtranscription（転記訂正）",
                "誤字訂正, 表記統一, 内容変更, 正誤 or 転記訂正",
            ),
        ),
        Field::maybe(
            "seen",
            Text,
            said(
                "入力者が見たセルの内容。なければ今の内容",
                "what the cell says, as the author saw it; none takes what it says now",
            ),
        ),
        Field::needed("corrected", Text, said("正しい内容", "what it should say")),
        Field::needed("reason", Text, said("理由", "why")),
        BASIS,
    ],
};

pub(super) static STATE_EXECUTION: Object = Object {
    name: "StateExecution",
    fields: &[
        ITEM,
        Field::needed(
            "extent",
            Word(&["never", "partly", "ran"]),
            said("never（未実施）、partly（一部実施）またはran（実施）", "未実施, 一部実施 or 実施"),
        ),
        Field::needed("grounds", Text, said("そう判断した根拠", "on what grounds")),
        BASIS,
    ],
};

pub(super) static CLASSIFY: Object = Object {
    name: "Classify",
    fields: &[
        ITEM,
        Field::maybe(
            "decision",
            Text,
            said(
                "決定のID。なければ今の状況のもとになった決定",
                "the decision; none takes the one that the item's status comes from",
            ),
        ),
        Field::needed(
            "codes",
            Texts,
            said(
                "理由の分類（cost、workloadなど、または計画独自の分類のID）",
                "reason codes: cost, workload, …, or ids of the plan's own",
            ),
        ),
    ],
};

const NODE: Field = Field::needed(
    "item",
    Text,
    said("見出しまたは事業（IDまたは番号）", "the heading or item, by id or by number"),
);
const ON: Field = Field::maybe(
    "on",
    Text,
    said(
        "見直しの間に行う場合、いつからか。なければ見直しの中で行う",
        "from which day it holds, between cycles; none states it in the live cycle",
    ),
);

pub(super) static EDIT: Object = Object {
    name: "Edit",
    fields: &[
        NODE,
        Field::needed(
            "field",
            Text,
            said(
                "title（名称）、body（本文）、remark（備考）、schedule（実施時期）、または列の見出しかID",
                "title, body, remark, schedule, or a column by heading or id",
            ),
        ),
        Field::needed("text", Text, said("内容", "the text")),
        Field::maybe(
            "kind",
            Word(&["typo", "wording", "substance"]),
            said(
                "typo（誤字訂正）、wording（表記統一）またはsubstance（内容変更）",
                "誤字訂正, 表記統一 or 内容変更",
            ),
        ),
        ON,
        SEEN,
    ],
};

pub(super) static ADD_NODE: Object = Object {
    name: "AddNode",
    fields: &[
        Field::needed(
            "kind",
            Word(&["heading", "item"]),
            said("heading（見出し）またはitem（事業）", "heading or item"),
        ),
        Field::maybe(
            "parent",
            Text,
            said("どの下に置くか（IDまたは番号）", "what it stands under, by id or by number"),
        ),
        Field::maybe("label", Text, said("番号（印刷される表記）", "its number as printed")),
        Field::needed("title", Text, said("名称", "its title")),
    ],
};

pub(super) static MOVE_NODE: Object = Object {
    name: "MoveNode",
    fields: &[
        NODE,
        Field::maybe(
            "parent",
            Text,
            said(
                "どの下に置くか（IDまたは番号）。空なら最上位、なければ今のまま",
                "what it stands under, by id or by number; empty for the top; none keeps it",
            ),
        ),
        Field::maybe(
            "label",
            Text,
            said("番号（印刷される表記）。なければ今のまま", "its number as printed; none keeps it"),
        ),
        Field::maybe(
            "rank",
            Number,
            said(
                "同じ階層での順序（1から）。なければ今のまま、または末尾",
                "its order among its siblings, from 1; none keeps it or puts it last",
            ),
        ),
        ON,
        SEEN,
    ],
};

pub(super) static END_NODE: Object = Object {
    name: "EndNode",
    fields: &[
        NODE,
        Field::needed("reason", Text, said("表から外す理由", "why it is no longer listed")),
        ON,
        SEEN,
    ],
};

pub(super) static REPORT_PROGRESS: Object = Object {
    name: "ReportProgress",
    fields: &[
        ITEM,
        Field::maybe("period", Text, said("対象の期間（印刷される表記）", "over which time, as printed")),
        Field::needed("bullets", Texts, said("実施状況（1行ずつ）", "実施状況, a line each")),
        Field::needed("reported_on", Text, said("報告日（例：2022-05-01）", "on which day: 2022-05-01")),
    ],
};

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::comments::{CHANNEL, DISPOSITION};
    use super::linking::{COLUMN_WIDTH, LINEAGE_END, NEW_DEPARTMENT, PERIOD};
    use super::*;
    use app::request;
    use serde::de::DeserializeOwned;
    use serde_json::{Map, Value, json};

    fn example(object: &Object) -> Map<String, Value> {
        let value = |kind| match kind {
            Text => json!("a"),
            Word(words) => json!(words[0]),
            Flag => json!(true),
            Number => json!(1),
            Texts => json!(["a"]),
            Objects(object) => json!([example(object)]),
        };
        object.fields.iter().map(|field| (field.name.to_owned(), value(field.kind))).collect()
    }

    /// The description and the type take and refuse the same objects; what stands in the path is not in the body.
    #[track_caller]
    fn check<T: DeserializeOwned>(object: &Object) {
        check_but::<T>(object, 0);
    }

    #[track_caller]
    fn check_but<T: DeserializeOwned>(object: &Object, in_path: usize) {
        let reads = |fields: &Map<String, Value>| serde_json::from_value::<T>(fields.clone().into());
        let full = example(object);
        assert!(reads(&full).is_ok() && object.check(&full.clone().into()).is_ok(), "{}", object.name);
        for field in object.fields {
            let mut without = full.clone();
            without.remove(field.name);
            let at = format!("{}.{}", object.name, field.name);
            assert_eq!(reads(&without).is_err(), field.required, "{at}");
            assert_eq!(object.check(&without.clone().into()).is_err(), field.required, "{at}");
            for wrong in [json!(null), json!(-1), json!("a"), json!(1), json!([1]), json!({"x": 1})] {
                let mut with = full.clone();
                with.insert(field.name.to_owned(), wrong.clone());
                let described = object.check(&with.clone().into()).is_ok();
                assert_eq!(described, reads(&with).is_ok(), "{at} as {wrong}");
            }
        }
        // What the type would take besides, it says itself.
        let mut other = full.clone();
        other.insert("no such field".to_owned(), json!(1));
        let refused = reads(&other).err().unwrap().to_string();
        let known = refused.matches('`').count() / 2 - 1;
        assert_eq!(known, object.fields.len() + in_path, "{}: {refused}", object.name);
    }

    #[test]
    fn every_description_is_that_of_its_request() {
        check::<request::Evidence>(&EVIDENCE);
        check::<request::CreatePlan>(&CREATE_PLAN);
        check::<request::ClosePlan>(&CLOSE_PLAN);
        check::<request::OpenCycle>(&OPEN_CYCLE);
        check::<request::Decide>(&DECIDE);
        check::<request::DecideRest>(&DECIDE_REST);
        check_but::<request::WithdrawDecision>(&WITHDRAW_DECISION, 1);
        check::<request::Review>(&REVIEW);
        check::<request::Adopt>(&ADOPT);
        check::<request::Abandon>(&ABANDON);
        check_but::<request::WithdrawEdition>(&WITHDRAW_EDITION, 1);
        check_but::<request::Correct>(&CORRECT, 1);
        check::<request::StateExecution>(&STATE_EXECUTION);
        check::<request::Classify>(&CLASSIFY);
        check::<request::Edit>(&EDIT);
        check::<request::AddNode>(&ADD_NODE);
        check::<request::MoveNode>(&MOVE_NODE);
        check::<request::EndNode>(&END_NODE);
        check::<request::ReportProgress>(&REPORT_PROGRESS);
        check::<request::LinkTrace>(&LINK_TRACE);
        check::<request::Channel>(&CHANNEL);
        check::<request::Disposition>(&DISPOSITION);
        check::<request::RecordConsultation>(&RECORD_CONSULTATION);
        check::<request::CloseConsultation>(&CLOSE_CONSULTATION);
        check::<request::RecordOpinion>(&RECORD_OPINION);
        check::<request::AnswerOpinion>(&ANSWER_OPINION);
        check::<request::Period>(&PERIOD);
        check::<request::DescribePlan>(&DESCRIBE_PLAN);
        check::<request::LayOut>(&LAY_OUT);
        check::<request::ColumnWidth>(&COLUMN_WIDTH);
        check::<request::LinkPlan>(&LINK_PLAN);
        check::<request::LineageEnd>(&LINEAGE_END);
        check::<request::StateLineage>(&STATE_LINEAGE);
        check::<request::ConfirmLineage>(&CONFIRM_LINEAGE);
        check::<request::InferLineage>(&INFER_LINEAGE);
        check::<request::RetractLink>(&RETRACT_LINK);
        check::<request::NewDepartment>(&NEW_DEPARTMENT);
        check::<request::Reorganise>(&REORGANISE);
        check::<request::RewriteReferences>(&REWRITE_REFERENCES);
    }
}

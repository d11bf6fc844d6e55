//! The bodies of requests, field by field. A test holds them against the requests of `app`.

use crate::schema::Kind::{Flag, Number, Objects, Text, Texts, Word};
use crate::schema::{Field, Object};

const ITEM: Field = Field::needed("item", Text, "the item, by id or by its number in the live cycle or now");
const BASIS: Field = Field::maybe("evidence", Objects(&EVIDENCE), "on what evidence");
const SEEN: Field =
    Field::maybe("seen", Number, "the revision of the row that the author saw; or send it as If-Match");

static EVIDENCE: Object = Object {
    name: "Evidence",
    fields: &[
        Field::maybe("source", Text, "the id of a registered source"),
        Field::maybe("citation", Text, "a document in words"),
        Field::maybe("place", Text, "page or row"),
    ],
};

pub(super) static CREATE_PLAN: Object = Object {
    name: "CreatePlan",
    fields: &[
        Field::needed("slug", Text, "the plan's name in addresses: lower-case letters, digits, hyphens"),
        Field::needed("title", Text, "its title"),
        Field::needed("organisation", Text, "whose plan it is"),
        Field::maybe("code", Text, "全国地方公共団体コード"),
    ],
};

pub(super) static CLOSE_PLAN: Object = Object {
    name: "ClosePlan",
    fields: &[
        Field::needed("reason", Text, "why"),
        Field::maybe("successor", Text, "what continues it, by slug or id"),
    ],
};

pub(super) static OPEN_CYCLE: Object = Object {
    name: "OpenCycle",
    fields: &[
        Field::needed("label", Text, "what it is called, which is also its date: 令和6年3月"),
        Field::maybe("date", Text, "its date, where the label is none"),
    ],
};

pub(super) static DECIDE: Object = Object {
    name: "Decide",
    fields: &[
        ITEM,
        Field::maybe("unchanged", Flag, "「変更なし」: the item stays as it is"),
        Field::maybe("status", Text, "the status from now on, in a word of the plan"),
        Field::maybe("effective", Text, "from when it holds, as printed"),
        Field::maybe("codes", Texts, "reason codes: cost, workload, …, or ids of the plan's own"),
        Field::maybe("reason", Text, "why, in words"),
        Field::maybe("no_reason_in_source", Flag, "「原資料に理由記載なし」"),
        Field::maybe("body", Text, "which body decided, where that is known before adoption"),
        Field::maybe("decided_on", Text, "on which day, where that is known before adoption"),
        BASIS,
        Field::maybe(
            "remark",
            Text,
            "備考 from now on; where an item ends without it, the reason stands there",
        ),
        Field::maybe("schedule", Text, "実施時期 from now on"),
        SEEN,
    ],
};

pub(super) static DECIDE_REST: Object = Object { name: "DecideRest", fields: &[] };

pub(super) static WITHDRAW_DECISION: Object =
    Object { name: "WithdrawDecision", fields: &[ITEM, Field::needed("reason", Text, "why")] };

pub(super) static REVIEW: Object = Object {
    name: "Review",
    fields: &[
        Field::needed("verdict", Word(&["approved", "returned"]), "approved (承認) or returned (差戻し)"),
        Field::maybe("items", Texts, "the items whose decisions are meant; none means the whole cycle"),
        Field::maybe("comment", Text, "in words; a return needs it"),
        Field::maybe("digest", Text, "the digest of what the person saw; none takes what is submitted now"),
    ],
};

pub(super) static ADOPT: Object = Object {
    name: "Adopt",
    fields: &[
        Field::needed("body", Text, "which body"),
        Field::needed("meeting", Text, "at which meeting"),
        Field::needed("resolved_on", Text, "on which day: 2024-03-22, or as printed"),
        Field::needed("result", Text, "unanimous (全会一致), majority (賛成多数), or other words"),
        Field::maybe("label", Text, "what the edition is called; none takes the cycle's label"),
        BASIS,
    ],
};

pub(super) static ABANDON: Object =
    Object { name: "Abandon", fields: &[Field::needed("reason", Text, "why")] };

pub(super) static WITHDRAW_EDITION: Object = Object {
    name: "WithdrawEdition",
    fields: &[
        Field::needed(
            "kind",
            Word(&["void", "unpublish"]),
            "void (a mistaken import) or unpublish (公開停止)",
        ),
        Field::needed("reason", Text, "why"),
        Field::needed("authority", Text, "who decided it"),
    ],
};

pub(super) static CORRECT: Object = Object {
    name: "Correct",
    fields: &[
        Field::needed("item", Text, "the item, by id or by its number in that edition"),
        Field::needed("column", Text, "the column's heading or id"),
        Field::needed(
            "kind",
            Word(&["typo", "wording", "substance", "erratum", "transcription"]),
            "誤字訂正, 表記統一, 内容変更, 正誤 or 転記訂正",
        ),
        Field::maybe("seen", Text, "what the cell says, as the author saw it; none takes what it says now"),
        Field::needed("corrected", Text, "what it should say"),
        Field::needed("reason", Text, "why"),
        BASIS,
    ],
};

pub(super) static STATE_EXECUTION: Object = Object {
    name: "StateExecution",
    fields: &[
        ITEM,
        Field::needed("extent", Word(&["never", "partly", "ran"]), "未実施, 一部実施 or 実施"),
        Field::needed("grounds", Text, "on what grounds"),
        BASIS,
    ],
};

pub(super) static CLASSIFY: Object = Object {
    name: "Classify",
    fields: &[
        ITEM,
        Field::maybe("decision", Text, "the decision; none takes the one that the item's status comes from"),
        Field::needed("codes", Texts, "reason codes: cost, workload, …, or ids of the plan's own"),
    ],
};

const NODE: Field = Field::needed("item", Text, "the heading or item, by id or by number");
const ON: Field =
    Field::maybe("on", Text, "from which day it holds, between cycles; none states it in the live cycle");

pub(super) static EDIT: Object = Object {
    name: "Edit",
    fields: &[
        NODE,
        Field::needed("field", Text, "title, body, remark, schedule, or a column by heading or id"),
        Field::needed("text", Text, "the text"),
        Field::maybe("kind", Word(&["typo", "wording", "substance"]), "誤字訂正, 表記統一 or 内容変更"),
        ON,
        SEEN,
    ],
};

pub(super) static ADD_NODE: Object = Object {
    name: "AddNode",
    fields: &[
        Field::needed("kind", Word(&["heading", "item"]), "heading or item"),
        Field::maybe("parent", Text, "what it stands under, by id or by number"),
        Field::maybe("label", Text, "its number as printed"),
        Field::needed("title", Text, "its title"),
    ],
};

pub(super) static MOVE_NODE: Object = Object {
    name: "MoveNode",
    fields: &[
        NODE,
        Field::maybe(
            "parent",
            Text,
            "what it stands under, by id or by number; empty for the top; none keeps it",
        ),
        Field::maybe("label", Text, "its number as printed; none keeps it"),
        Field::maybe("rank", Number, "its order among its siblings, from 1; none keeps it or puts it last"),
        ON,
        SEEN,
    ],
};

pub(super) static END_NODE: Object = Object {
    name: "EndNode",
    fields: &[NODE, Field::needed("reason", Text, "why it is no longer listed"), ON, SEEN],
};

pub(super) static REPORT_PROGRESS: Object = Object {
    name: "ReportProgress",
    fields: &[
        ITEM,
        Field::maybe("period", Text, "over which time, as printed"),
        Field::needed("bullets", Texts, "実施状況, a line each"),
        Field::needed("reported_on", Text, "on which day: 2022-05-01"),
    ],
};

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

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
    }
}

//! The parameters of queries and the fields of forms.

use crate::route::{Parameter, Value};

const fn maybe(name: &'static str, value: Value, about: &'static str) -> Parameter {
    Parameter { name, value, required: false, about }
}

const fn needed(name: &'static str, value: Value, about: &'static str) -> Parameter {
    Parameter { name, value, required: true, about }
}

const EDITION: Parameter = maybe("edition", Value::Text, "an edition, by label, date or id");
const AS_OF: Parameter = maybe("as_of", Value::Text, "a day on the axis of effect, such as 2019-01-01");
const RECORDED_AT: Parameter =
    maybe("recorded_at", Value::Text, "a moment on the axis of recording, such as 2026-11-20T12:00:00Z");
const A_CYCLE: Parameter = maybe("cycle", Value::Text, "a cycle, by label, date or id");

pub(super) const LOOK: &[Parameter] = &[EDITION, AS_OF, RECORDED_AT, A_CYCLE];

const STATE: Parameter = maybe("state", Value::Text, "a canonical state such as cancelled, or unknown");
const REVIEW: Parameter = maybe("review", Value::Text, "見直し時期 as printed");
const DEPARTMENT: Parameter = maybe("department", Value::Text, "担当部署 as printed");
const CATEGORY: Parameter = maybe("category", Value::Text, "区分 as printed");
const WORDS: Parameter = maybe("q", Value::Text, "a text of two characters and more");

pub(super) const PAGE_EDITION: &[Parameter] = &[RECORDED_AT, WORDS, STATE, REVIEW, DEPARTMENT, CATEGORY];

pub(super) const PAGE_LOOK: &[Parameter] = &[AS_OF, RECORDED_AT, WORDS, STATE, REVIEW, DEPARTMENT, CATEGORY];

pub(super) const PAGE_SEARCH: &[Parameter] = &[WORDS, maybe("plan", Value::Text, "one plan, by slug or id")];

const BEFORE: Parameter = maybe(
    "from",
    Value::Text,
    "an edition, a cycle, a day, or current; the edition before the latest unless given",
);
const AFTER: Parameter = maybe("to", Value::Text, "the same; the latest edition unless given");

pub(super) const PAGE_CHARTS: &[Parameter] = &[BEFORE, AFTER];

pub(super) const PAGE_COMPARE: &[Parameter] = &[
    BEFORE,
    AFTER,
    maybe("view", Value::OneOf(&["list", "table"]), "what differs as a list, or in the whole table"),
];

pub(super) const EXPORT: &[Parameter] = &[
    needed("format", Value::OneOf(&["tsv", "csv", "json"]), "tsv, csv or json"),
    maybe("mark", Value::Flag, "begin a CSV with a byte order mark, by which Excel knows its encoding"),
    EDITION,
    AS_OF,
    RECORDED_AT,
    A_CYCLE,
];

pub(super) const CYCLE: &[Parameter] = &[A_CYCLE];

pub(super) const HISTORY: &[Parameter] =
    &[maybe("edition", Value::Text, "the edition in which the item has that number")];

pub(super) const COMPARISON: &[Parameter] = &[
    needed("from", Value::Text, "an edition, a cycle, a day, or current"),
    needed("to", Value::Text, "an edition, a cycle, a day, or current"),
];

const BODY: Parameter = maybe("body", Value::Text, "a part of the name of the body that decided");
const OF_DEPARTMENT: Parameter = maybe("department", Value::Text, "a part of the name of the department");
const SAYS: Parameter =
    maybe("text", Value::Text, "two characters and more of title, status, reason or remark");
const STARTED: Parameter = maybe("started", Value::Flag, "only those that had started, or had not");

pub(super) const CANCELLED: &[Parameter] = &[
    maybe("reason", Value::Text, "a reason code such as cost, or the id of one of the plan's own"),
    maybe("unclassified", Value::Flag, "only those without a reason code"),
    A_CYCLE,
    BODY,
    OF_DEPARTMENT,
    SAYS,
    STARTED,
];

pub(super) const PAGE_CANCELLED: &[Parameter] = &[
    maybe("reason", Value::Text, "a reason code, the id of one of the plan's own, or unclassified"),
    A_CYCLE,
    BODY,
    OF_DEPARTMENT,
    SAYS,
    STARTED,
];

pub(super) const PAGE_OVERDUE: &[Parameter] = &[AS_OF];

pub(super) const OVERDUE: &[Parameter] = &[maybe("on", Value::Text, "as of which day; today unless given")];

pub(super) const SEARCH: &[Parameter] = &[
    needed("q", Value::Text, "a text of two characters and more"),
    maybe("plan", Value::Text, "one plan, by slug or id"),
];

pub(super) const EVENTS: &[Parameter] = &[
    maybe("after", Value::Number, "the sequence after which the page begins; 0 unless given"),
    maybe("limit", Value::Number, "how many events, 1 to 500; 100 unless given"),
];

pub(super) const SOURCE: &[Parameter] = &[needed("name", Value::Text, "the file's name")];

pub(super) const IMPORT: &[Parameter] = &[
    needed("plan", Value::Text, "the plan, by slug or id; a slug that no plan has makes a new plan"),
    maybe("organisation", Value::Text, "whose plan it is, for a new one"),
    maybe("title", Value::Text, "the title of a new plan; else the first line of the table"),
    maybe("code", Value::Text, "全国地方公共団体コード, for a new plan"),
    maybe("edition", Value::Text, "what the edition is called, where the table does not say"),
    maybe(
        "status_word",
        Value::Text,
        "a word and its canonical state, such as 完了=done; as often as needed",
    ),
    needed("file", Value::Text, "a file: the document's text, TSV, CSV or xlsx; as often as needed"),
    maybe("profile", Value::Text, "a profile file in TOML"),
];

//! The parameters of queries.

use crate::route::{Parameter, Value};
use crate::said::{Said, said};

/// A parameter of a page; what it says to people stands in the page's form.
const fn maybe(name: &'static str, value: Value, about: &'static str) -> Parameter {
    optional(name, value, said("", about))
}

pub(super) const fn optional(name: &'static str, value: Value, about: Said) -> Parameter {
    Parameter { name, value, required: false, about }
}

pub(super) const fn needed(name: &'static str, value: Value, about: Said) -> Parameter {
    Parameter { name, value, required: true, about }
}

const EDITION: Parameter =
    optional("edition", Value::Text, said("版（名称、日付またはID）", "an edition, by label, date or id"));
const AS_OF: Parameter = optional(
    "as_of",
    Value::Text,
    said("効力の時間軸での日（例：2019-01-01）", "a day on the axis of effect, such as 2019-01-01"),
);
const RECORDED_AT: Parameter = optional(
    "recorded_at",
    Value::Text,
    said(
        "記録の時間軸での時刻（例：2026-11-20T12:00:00Z）",
        "a moment on the axis of recording, such as 2026-11-20T12:00:00Z",
    ),
);
const A_CYCLE: Parameter =
    optional("cycle", Value::Text, said("見直し（名称、日付またはID）", "a cycle, by label, date or id"));

const STATE: Parameter = maybe("state", Value::Text, "a canonical state such as cancelled, or unknown");
const REVIEW: Parameter = maybe("review", Value::Text, "見直し時期 as printed");
const DEPARTMENT: Parameter = maybe("department", Value::Text, "担当部署 as printed");
const CATEGORY: Parameter = maybe("category", Value::Text, "区分 as printed");
const WORDS: Parameter = maybe("q", Value::Text, "a text of two characters and more");

pub(super) const PAGE_EDITION: &[Parameter] = &[RECORDED_AT, WORDS, STATE, REVIEW, DEPARTMENT, CATEGORY];

pub(super) const PAGE_LOOK: &[Parameter] = &[AS_OF, RECORDED_AT, WORDS, STATE, REVIEW, DEPARTMENT, CATEGORY];

const NEXT: Parameter = maybe("after", Value::Text, "the last plan of the page before");

pub(super) const PAGE_PLANS: &[Parameter] = &[NEXT];

pub(super) const PAGE_SEARCH: &[Parameter] =
    &[WORDS, maybe("plan", Value::Text, "one plan, by slug or id"), OF_DEPARTMENT, NEXT];

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
    OF_DEPARTMENT,
];

const FORMAT: Parameter = needed(
    "format",
    Value::OneOf(&["tsv", "csv", "json", "xlsx", "docx", "pdf", "html"]),
    said(
        "ファイルの形式：tsv、csv、json、xlsx（Excel）、docx（Word）、pdf、html",
        "tsv, csv, json, xlsx, docx, pdf or html",
    ),
);
const MARK: Parameter = optional(
    "mark",
    Value::Flag,
    said(
        "CSVの先頭にバイト順マークを付ける（Excelが文字コードを判別する）",
        "begin a CSV with a byte order mark, by which Excel knows its encoding",
    ),
);

const RAW: Parameter = optional(
    "raw",
    Value::Flag,
    said(
        "CSVで、数式と読まれる値（=などで始まる値）に印を付けない。表計算ソフトで開かない場合だけに使う",
        "leave cells of a CSV as they are that a spreadsheet program would take for formulas",
    ),
);
const IDS: Parameter = optional(
    "ids",
    Value::Flag,
    said(
        "CSVの最後の列に管理番号を付ける（直したファイルを取り込み直すとき、行を見分けられる）",
        "the rows' ids in a last column of a CSV, so that the file can be imported again",
    ),
);
const LAYOUT: Parameter = optional(
    "layout",
    Value::OneOf(&["data", "print"]),
    said(
        "xlsxの体裁：data（再利用。結合なし）またはprint（印刷。見出しを結合）。なければdata",
        "of a workbook: data, to go on with, or print, with merged headings; data unless given",
    ),
);
const FILE_LANGUAGE: Parameter = optional(
    "lang",
    Value::OneOf(&["ja", "en"]),
    said("見出しなどの言語。なければja", "the language of the file's own words; ja unless given"),
);

const ABOUT: Parameter = optional(
    "about",
    Value::Flag,
    said(
        "ファイルの代わりに、その由来（版、アドレス、SHA-256）をJSONで返す",
        "in place of the file, as JSON, where it comes from: edition, address, SHA-256",
    ),
);

pub(super) const EXPORT: &[Parameter] = &[
    FORMAT,
    ABOUT,
    LAYOUT,
    MARK,
    RAW,
    IDS,
    FILE_LANGUAGE,
    EDITION,
    AS_OF,
    RECORDED_AT,
    A_CYCLE,
    OF_DEPARTMENT,
];

const OF: Parameter = needed(
    "of",
    Value::OneOf(&[
        "table",
        "comparison",
        "history",
        "cancelled",
        "overdue",
        "report",
        "trace",
        "coverage",
        "comments",
        "pack",
        "replacements",
        "grid",
        "cards",
        "planned",
        "cross-words",
        "cross-states",
        "changes",
        "departments",
        "categories",
        "sections",
        "totals",
    ]),
    said("どの報告か", "which report"),
);

const EARLIER: Parameter = optional(
    "from",
    Value::Text,
    said("新旧対照表・会議資料の前の表", "the earlier table of a comparison or of papers"),
);
const LATER: Parameter = optional(
    "to",
    Value::Text,
    said("新旧対照表・会議資料の後の表", "the later table of a comparison or of papers"),
);
const MEETING: Parameter = optional(
    "meeting",
    Value::Text,
    said("会議資料の表紙に記す会議", "the meeting for which papers are handed out, for their cover"),
);
const HANDED_OUT: Parameter = optional(
    "handed_out",
    Value::Text,
    said(
        "差替ページ表：前回配付した資料の記録時点（例：2026-11-20T12:00:00Z、日本時間で2026-11-20T21:00、または日）",
        "of replacements: when the papers were recorded that were handed out before, such as 2026-11-20T12:00:00Z, in Japan 2026-11-20T21:00, or a day",
    ),
);
const ITEM: Parameter = optional(
    "item",
    Value::Text,
    said("経過の事業（IDまたは番号）", "the item of a history, by id or number"),
);
const OVERDUE_ON: Parameter = optional(
    "on",
    Value::Text,
    said(
        "期限超過をいつの時点で見るか。なければ今日",
        "as of which day something is overdue; today unless given",
    ),
);

pub(super) const PRINT: &[Parameter] = &[
    OF,
    FORMAT,
    ABOUT,
    LAYOUT,
    MARK,
    RAW,
    IDS,
    FILE_LANGUAGE,
    EDITION,
    AS_OF,
    RECORDED_AT,
    A_CYCLE,
    EARLIER,
    LATER,
    MEETING,
    HANDED_OUT,
    ITEM,
    OVERDUE_ON,
    YEAR,
    OF_DEPARTMENT,
    REASON,
    UNCLASSIFIED,
    BODY,
    SAYS,
    STARTED,
];

pub(super) const REPLACEMENTS: &[Parameter] =
    &[FORMAT, ABOUT, LAYOUT, MARK, RAW, FILE_LANGUAGE, RECORDED_AT, EARLIER, LATER, MEETING, OVERDUE_ON];

pub(super) const PAGE_FILE: &[Parameter] = &[
    OF,
    FORMAT,
    LAYOUT,
    MARK,
    RAW,
    EDITION,
    AS_OF,
    RECORDED_AT,
    A_CYCLE,
    EARLIER,
    LATER,
    MEETING,
    HANDED_OUT,
    ITEM,
    OVERDUE_ON,
    YEAR,
    OF_DEPARTMENT,
    REASON,
    UNCLASSIFIED,
    BODY,
    SAYS,
    STARTED,
    maybe("still", Value::Flag, "whether the page that waits does not look again by itself"),
];

pub(super) const DEPARTMENTAL: &[Parameter] = &[EDITION, AS_OF, RECORDED_AT, A_CYCLE, OF_DEPARTMENT];

const YEAR: Parameter = optional(
    "year",
    Value::Text,
    said(
        "計画と実施状況を比べる年度（例：平成24年度、2012）。なければ両方の記載がある最新の年度",
        "the fiscal year whose plan and result are compared, such as 平成24年度 or 2012; the newest that states both unless given",
    ),
);

pub(super) const REPORT: &[Parameter] = &[EDITION, AS_OF, RECORDED_AT, A_CYCLE, YEAR];

pub(super) const PAGE_REPORT: &[Parameter] = &[EDITION, YEAR];

pub(super) const PAGE_DEPARTMENTAL: &[Parameter] = &[EDITION, OF_DEPARTMENT];

pub(super) const REPORT_PART: &[Parameter] = &[
    needed(
        "part",
        Value::OneOf(&[
            "grid",
            "cards",
            "planned",
            "cross-words",
            "cross-states",
            "changes",
            "departments",
            "categories",
            "sections",
            "totals",
        ]),
        said("報告のどの部分か", "which part of the report"),
    ),
    FORMAT,
    LAYOUT,
    MARK,
    RAW,
    IDS,
    FILE_LANGUAGE,
    EDITION,
    AS_OF,
    RECORDED_AT,
    A_CYCLE,
    YEAR,
    OF_DEPARTMENT,
];

pub(super) const TRACE_EXPORT: &[Parameter] = &[optional(
    "table",
    Value::OneOf(&["issues", "policies"]),
    said("issues（課題）またはpolicies（方針）。なければ課題", "issues or policies; issues unless given"),
)];

const DRAFT: Parameter = optional(
    "draft",
    Value::Flag,
    said(
        "公開していない版も公開したものとして含める（公開前の確認用）",
        "as if every edition were published, to look at before; for those who may read drafts",
    ),
);
const ENCODING: Parameter = optional(
    "encoding",
    Value::OneOf(&["utf8-bom", "utf8", "cp932"]),
    said(
        "CSVの文字コード。なければ utf8-bom（バイト順マーク付きのUTF-8）",
        "the encoding of CSV; UTF-8 with a byte order mark unless given",
    ),
);

pub(super) const OPEN_DATA: &[Parameter] = &[ENCODING, DRAFT];

pub(super) const CYCLE: &[Parameter] = &[A_CYCLE, OF_DEPARTMENT];

pub(super) const DEPARTMENT_ONLY: &[Parameter] = &[OF_DEPARTMENT];

pub(super) const HISTORY: &[Parameter] = &[optional(
    "edition",
    Value::Text,
    said("その番号が使われている版", "the edition in which the item has that number"),
)];

pub(super) const LINEAGE: &[Parameter] = &[optional(
    "before",
    Value::Text,
    said(
        "前の計画（名前またはID）。その計画からの候補だけを返す",
        "a plan before this one, by slug or id: only what looks as if it continued that plan",
    ),
)];

const FROM: Parameter = needed(
    "from",
    Value::Text,
    said("版、見直し、日、またはcurrent（現在）", "an edition, a cycle, a day, or current"),
);
const TO: Parameter = needed(
    "to",
    Value::Text,
    said("版、見直し、日、またはcurrent（現在）", "an edition, a cycle, a day, or current"),
);

pub(super) const COMPARISON: &[Parameter] = &[FROM, TO, OF_DEPARTMENT];

pub(super) const FLOW: &[Parameter] = &[FROM, TO];

const BODY: Parameter = optional(
    "body",
    Value::Text,
    said("決定した会議体の名称の一部", "a part of the name of the body that decided"),
);
const OF_DEPARTMENT: Parameter =
    optional("department", Value::Text, said("担当部署の名称の一部", "a part of the name of the department"));
const SAYS: Parameter = optional(
    "text",
    Value::Text,
    said(
        "名称・状況・理由・備考に含まれる2文字以上の語",
        "two characters and more of title, status, reason or remark",
    ),
);
const STARTED: Parameter = optional(
    "started",
    Value::Flag,
    said(
        "開始していたもの（true）またはいなかったもの（false）だけ",
        "only those that had started, or had not",
    ),
);

const REASON: Parameter = optional(
    "reason",
    Value::Text,
    said(
        "理由の分類（costなど、または計画独自の分類のID）",
        "a reason code such as cost, or the id of one of the plan's own",
    ),
);
const UNCLASSIFIED: Parameter = optional(
    "unclassified",
    Value::Flag,
    said("分類されていないものだけ", "only those without a reason code"),
);

pub(super) const CANCELLED: &[Parameter] =
    &[REASON, UNCLASSIFIED, A_CYCLE, BODY, OF_DEPARTMENT, SAYS, STARTED];

pub(super) const PAGE_CANCELLED: &[Parameter] = &[
    maybe("reason", Value::Text, "a reason code, the id of one of the plan's own, or unclassified"),
    A_CYCLE,
    BODY,
    OF_DEPARTMENT,
    SAYS,
    STARTED,
];

pub(super) const PAGE_CANCELLED_EVERYWHERE: &[Parameter] = &[
    maybe("reason", Value::Text, "a reason code, the id of one of the plan's own, or unclassified"),
    A_CYCLE,
    BODY,
    OF_DEPARTMENT,
    SAYS,
    STARTED,
    NEXT,
];

pub(super) const PAGE_OVERDUE: &[Parameter] = &[AS_OF, OF_DEPARTMENT];

pub(super) const OVERDUE: &[Parameter] = &[
    optional("on", Value::Text, said("いつの時点か。なければ今日", "as of which day; today unless given")),
    OF_DEPARTMENT,
];

pub(super) const SEARCH: &[Parameter] = &[
    needed("q", Value::Text, said("2文字以上の語", "a text of two characters and more")),
    optional("plan", Value::Text, said("1つの計画（名前またはID）", "one plan, by slug or id")),
    OF_DEPARTMENT,
];

pub(super) const EVENTS: &[Parameter] = &[
    optional(
        "after",
        Value::Number,
        said("この番号の次から始める。なければ0", "the sequence after which the page begins; 0 unless given"),
    ),
    optional(
        "limit",
        Value::Number,
        said("件数（1〜500）。なければ100", "how many events, 1 to 500; 100 unless given"),
    ),
];

pub(super) const SOURCE: &[Parameter] = &[needed("name", Value::Text, said("ファイル名", "the file's name"))];

#[cfg(test)]
mod tests {
    use super::*;
    use app::FileFormat;
    use app::request::DocumentKind;
    use export::Part;

    #[track_caller]
    fn names(parameters: &[Parameter], name: &str) -> Vec<&'static str> {
        let found = parameters.iter().find(|parameter| parameter.name == name).unwrap();
        let Value::OneOf(names) = found.value else { panic!("{name} is no choice") };
        names.to_vec()
    }

    /// A constant cannot be made of them, so that they stand in two places.
    #[test]
    fn every_document_and_every_format_can_be_asked_for_by_its_name() {
        let kinds: Vec<&str> = DocumentKind::all().map(DocumentKind::name).collect();
        assert_eq!(names(PRINT, "of"), kinds);
        assert_eq!(names(REPORT_PART, "part"), Part::ALL.map(Part::name));
        for parameters in [PRINT, EXPORT, REPORT_PART, REPLACEMENTS] {
            assert_eq!(names(parameters, "format"), FileFormat::ALL.map(FileFormat::name));
        }
    }
}

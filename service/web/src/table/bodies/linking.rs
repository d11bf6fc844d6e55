//! The bodies of what plans are, how plans and items belong together, and what departments become.

use crate::said::said;
use crate::schema::Kind::{Number, Objects, Text, Texts, Word};
use crate::schema::{Field, Object};

pub(super) static PERIOD: Object = Object {
    name: "PeriodGiven",
    fields: &[
        Field::needed("name", Text, said("期間の名称（前期など）", "what it is called, such as 前期")),
        Field::maybe("years", Text, said("対象年度（例：平成29～31年度）", "its fiscal years, as printed")),
    ],
};

pub(in crate::table) static DESCRIBE_PLAN: Object = Object {
    name: "DescribePlan",
    fields: &[
        Field::maybe("title", Text, said("名称", "its title")),
        Field::maybe(
            "years",
            Text,
            said("対象年度（例：平成29～31年度）", "which fiscal years it covers: 平成29～31年度"),
        ),
        Field::maybe(
            "periods",
            Objects(&PERIOD),
            said("期間。1つでもあれば、前の期間を置き換える", "its periods; they replace those before"),
        ),
    ],
};

pub(super) static COLUMN_WIDTH: Object = Object {
    name: "ColumnWidth",
    fields: &[
        Field::needed("column", Text, said("列の見出し", "the heading of the column")),
        Field::needed(
            "width",
            Number,
            said(
                "幅の割合（全体を1000とする。0は自動）",
                "its share of the width, in 1/1000; 0 leaves it to the printer",
            ),
        ),
    ],
};

pub(in crate::table) static LAY_OUT: Object = Object {
    name: "LayOut",
    fields: &[
        Field::maybe(
            "orientation",
            Word(&["landscape", "portrait"]),
            said("landscape（横）またはportrait（縦）", "landscape or portrait"),
        ),
        Field::maybe("paper", Word(&["a4", "a3"]), said("用紙", "the paper")),
        Field::maybe(
            "widths",
            Objects(&COLUMN_WIDTH),
            said("列の幅。ほかの列は残りを分け合う", "widths of columns; the others share what is left"),
        ),
    ],
};

pub(in crate::table) static LINK_PLAN: Object = Object {
    name: "LinkPlan",
    fields: &[
        Field::needed(
            "relation",
            Text,
            said(
                "parent（上位計画）、predecessor（前計画）またはsuccessor（後継計画）",
                "parent, predecessor or successor",
            ),
        ),
        Field::maybe(
            "plan",
            Text,
            said("この台帳の計画（名前またはID）", "a plan of this register, by slug or id"),
        ),
        Field::maybe(
            "citation",
            Text,
            said("この台帳にない計画（文言）", "a plan that is not in this register, in words"),
        ),
    ],
};

pub(super) static LINEAGE_END: Object = Object {
    name: "LineageEndGiven",
    fields: &[
        Field::needed(
            "item",
            Text,
            said("事業（IDまたはその版での番号）", "the item, by id or by its number in the edition"),
        ),
        Field::maybe("edition", Text, said("版（名称、日付またはID）", "an edition, by label, date or id")),
        Field::maybe("plan", Text, said("他の計画（名前またはID）", "another plan, by slug or id")),
    ],
};

pub(in crate::table) static STATE_LINEAGE: Object = Object {
    name: "StateLineage",
    fields: &[
        Field::needed(
            "kind",
            Text,
            said(
                "same、retitled、renumbered、both、moved、merged、split、new、abolished、revived、related（または「統合」などの語）",
                "same, retitled, renumbered, both, moved, merged, split, new, abolished, revived or related",
            ),
        ),
        Field::maybe("from", Objects(&LINEAGE_END), said("前", "before")),
        Field::maybe("to", Objects(&LINEAGE_END), said("後", "after")),
        Field::maybe(
            "certainty",
            Text,
            said(
                "stated（明記。指定がない場合）、inferred（推定）、confirmed（確認済み）",
                "stated (unless given), inferred or confirmed",
            ),
        ),
        Field::maybe("note", Text, said("資料の記載または理由", "as printed, or why it is so")),
    ],
};

pub(in crate::table) static CONFIRM_LINEAGE: Object = Object {
    name: "ConfirmLineage",
    fields: &[
        Field::needed("link", Text, said("系譜のID", "the link")),
        Field::maybe("note", Text, said("確認した理由", "why it is so")),
    ],
};

pub(in crate::table) static INFER_LINEAGE: Object = Object {
    name: "InferLineage",
    fields: &[Field::needed(
        "from",
        Text,
        said("前の計画（名前またはID）", "the plan before, by slug or id"),
    )],
};

pub(in crate::table) static RETRACT_LINK: Object = Object {
    name: "RetractLink",
    fields: &[
        Field::needed("link", Text, said("関連付けのID", "the link")),
        Field::needed("reason", Text, said("取り消す理由", "why it does not hold")),
    ],
};

pub(super) static NEW_DEPARTMENT: Object = Object {
    name: "NewDepartmentGiven",
    fields: &[
        Field::needed("name", Text, said("新しい部署の名称", "its name")),
        Field::needed(
            "continues",
            Texts,
            said(
                "引き継ぐ部署（それまでの名称）",
                "the departments that it continues, by their names until then",
            ),
        ),
    ],
};

pub(in crate::table) static REORGANISE: Object = Object {
    name: "Reorganise",
    fields: &[
        Field::needed("from", Text, said("いつから（例：2023-04-01）", "from which day: 2023-04-01")),
        Field::needed(
            "departments",
            Objects(&NEW_DEPARTMENT),
            said(
                "改正後の部署。一部を分けたうえで存続する部署は、自身も書く",
                "the departments from then on; one that goes on beside what continues a part of it names itself too",
            ),
        ),
    ],
};

pub(in crate::table) static REWRITE_REFERENCES: Object = Object {
    name: "RewriteReferences",
    fields: &[Field::maybe(
        "items",
        Texts,
        said(
            "対象の事業（IDまたは番号）。なければ全て",
            "whose texts, by id or number; of all items unless given",
        ),
    )],
};

//! The fields of forms.

use super::parameters::{needed, optional};
use crate::route::{Parameter, Value};
use crate::said::said;

pub(super) const IMPORT: &[Parameter] = &[
    needed(
        "plan",
        Value::Text,
        said(
            "計画（名前またはID）。まだない名前なら新しい計画を作る",
            "the plan, by slug or id; a slug that no plan has makes a new plan",
        ),
    ),
    optional(
        "organisation",
        Value::Text,
        said("新しい計画の主体（団体名）", "whose plan it is, for a new one"),
    ),
    optional(
        "title",
        Value::Text,
        said(
            "新しい計画の名称。なければ表の1行目",
            "the title of a new plan; else the first line of the table",
        ),
    ),
    optional(
        "code",
        Value::Text,
        said("新しい計画の全国地方公共団体コード", "全国地方公共団体コード, for a new plan"),
    ),
    optional(
        "edition",
        Value::Text,
        said("表に書かれていない場合の版の名称", "what the edition is called, where the table does not say"),
    ),
    optional(
        "date",
        Value::Text,
        said("版の日付（名称が日付でない場合）", "the edition's date, where its name is none"),
    ),
    optional(
        "status_word",
        Value::Text,
        said(
            "状況の語とその意味（例：完了=done）。必要なだけ繰り返す",
            "a word and its canonical state, such as 完了=done; as often as needed",
        ),
    ),
    optional(
        "planned_word",
        Value::Text,
        said(
            "計画事項だけに使う語とその意味。必要なだけ繰り返す",
            "the same for what is planned for a year alone; as often as needed",
        ),
    ),
    optional(
        "actual_word",
        Value::Text,
        said(
            "年度の実施状況だけに使う語とその意味。必要なだけ繰り返す",
            "the same for what came of a year alone; as often as needed",
        ),
    ),
    optional(
        "confirm_relisted",
        Value::Text,
        said(
            "再掲の候補のうち同じ事業と確認するもの。`all`、または行番号をコンマ区切りで",
            "which re-listed rows are the items that the preview proposes: `all`, or row numbers with commas between",
        ),
    ),
    needed(
        "file",
        Value::Files,
        said(
            "ファイル（文書のテキスト、TSV、CSVまたはxlsx）。必要なだけ繰り返す",
            "a file: the document's text, TSV, CSV or xlsx; as often as needed",
        ),
    ),
    optional("profile", Value::File, said("TOML形式のプロファイル", "a profile file in TOML")),
];

pub(super) const IMPORT_TRACE: &[Parameter] = &[
    optional(
        "edition",
        Value::Text,
        said(
            "表の属する版。なければ現在の版、まだない版なら作られる",
            "the edition that the tables belong to; the current one unless given, a new one where the plan has none of that name",
        ),
    ),
    optional(
        "date",
        Value::Text,
        said("新しい版の日付（名称が日付でない場合）", "the date of a new edition, where its name is none"),
    ),
    needed(
        "file",
        Value::Files,
        said(
            "課題の表（TSV、CSVまたはxlsx）。必要なだけ繰り返す",
            "a table of issues: TSV, CSV or xlsx; as often as needed",
        ),
    ),
    optional("policies", Value::File, said("方針の表", "the table of policies")),
    optional(
        "profile",
        Value::File,
        said(
            "列の定義（TOMLの[trace]）。なければ、計画がすでに持つ表と同じ列",
            "a file in TOML whose section [trace] says which column is which level; the columns of the tables that the plan has unless given",
        ),
    ),
];

pub(super) const IMPORT_COMMENTS: &[Parameter] = &[
    optional(
        "consultation",
        Value::Text,
        said(
            "意見募集のID（期間の表記が変わる場合）",
            "the consultation by its id, where its period reads otherwise than before",
        ),
    ),
    optional(
        "file",
        Value::File,
        said(
            "意見の表（TSV、CSVまたはxlsx）。なければ意見募集だけを記録",
            "the table of opinions: TSV, CSV or xlsx; without it the consultation alone is recorded",
        ),
    ),
    needed(
        "about",
        Value::File,
        said(
            "意見募集の定義（TOMLの[consultation]）",
            "a file in TOML whose section [consultation] says what the consultation was",
        ),
    ),
];

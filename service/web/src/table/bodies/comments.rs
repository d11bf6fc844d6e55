//! The bodies of requests about public comments.

use crate::said::said;
use crate::schema::Kind::{Number, Objects, Text, Texts};
use crate::schema::{Field, Object};

pub(super) static CHANNEL: Object = Object {
    name: "SubmissionChannelGiven",
    fields: &[
        Field::needed("name", Text, said("提出の方法（郵送など）", "by which way: 郵送, 電子メール …")),
        Field::maybe("letters", Number, said("通数", "通")),
        Field::maybe("opinions", Number, said("件数", "件")),
    ],
};

pub(super) static DISPOSITION: Object = Object {
    name: "DispositionGiven",
    fields: &[
        Field::needed("code", Text, said("区分（Aなど）", "the code, such as A")),
        Field::maybe("definition", Text, said("その意味", "what it means")),
    ],
};

const CONSULTATION: Field = Field::maybe(
    "consultation",
    Text,
    said("意見募集のID。なければ最新のもの", "the consultation's id; the newest unless given"),
);

pub(in crate::table) static RECORD_CONSULTATION: Object = Object {
    name: "RecordConsultation",
    fields: &[
        Field::maybe(
            "consultation",
            Text,
            said(
                "記録し直す意見募集のID。なければ新しい意見募集",
                "the one to record anew, by id; none records a new one",
            ),
        ),
        Field::needed(
            "period",
            Text,
            said(
                "期間（印刷される表記。曜日を含む）",
                "the period as printed, with its weekdays: 令和6年1月5日（金）から2月5日（月）まで",
            ),
        ),
        Field::maybe(
            "from",
            Text,
            said("最初の日（期間から読み取れない場合）", "the first day, where the period does not say"),
        ),
        Field::maybe(
            "to",
            Text,
            said("最後の日（期間から読み取れない場合）", "the last day, where the period does not say"),
        ),
        Field::needed(
            "state",
            Text,
            said("open（募集中）またはclosed（終了）", "open (募集中) or closed (終了)"),
        ),
        Field::maybe("channels", Objects(&CHANNEL), said("提出方法別の件数", "how many came by which way")),
        Field::maybe(
            "dispositions",
            Objects(&DISPOSITION),
            said("考え方の区分と意味", "the codes of the answers and what they mean"),
        ),
    ],
};

pub(in crate::table) static CLOSE_CONSULTATION: Object =
    Object { name: "CloseConsultation", fields: &[CONSULTATION] };

pub(in crate::table) static RECORD_OPINION: Object = Object {
    name: "RecordOpinion",
    fields: &[
        CONSULTATION,
        Field::needed("number", Text, said("番号（印刷される表記）", "its number as printed")),
        Field::needed("gist", Text, said("意見の趣旨", "意見の趣旨, what it says")),
        Field::maybe(
            "items",
            Texts,
            said("関係する事業（番号またはID）", "the items that it is about, by number or id"),
        ),
    ],
};

pub(in crate::table) static ANSWER_OPINION: Object = Object {
    name: "AnswerOpinion",
    fields: &[
        CONSULTATION,
        Field::needed("opinion", Text, said("意見（番号またはID）", "the opinion, by number or id")),
        Field::needed("view", Text, said("考え方", "考え方, the organisation's view")),
        Field::maybe(
            "disposition",
            Text,
            said("区分（意見募集で定めたもの）", "one of the codes of the consultation"),
        ),
    ],
};

//! The bodies of requests about the trace.

use crate::said::said;
use crate::schema::Kind::Text;
use crate::schema::{Field, Object};

pub(in crate::table) static LINK_TRACE: Object = Object {
    name: "LinkTrace",
    fields: &[
        Field::needed(
            "from",
            Text,
            said(
                "対応するもの。用語の文言、事業の番号またはID",
                "what answers: a term by its words, an item by its number, or an id",
            ),
        ),
        Field::needed("to", Text, said("対応される側", "what is answered to")),
        Field::maybe("relation", Text, said("どのような関係か", "in which relation")),
        Field::maybe(
            "edition",
            Text,
            said("根拠とする版。なければ現在の版", "the edition that says so; the current one unless given"),
        ),
    ],
};

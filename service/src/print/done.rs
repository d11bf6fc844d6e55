//! That something was recorded.

use crate::lang::{Lang, Pick as _};
use app::Done;

/// What was recorded, and under which id it may be repeated.
pub(crate) fn text(done: &Done, what: &str, lang: Lang) -> String {
    let Done { plan: _, id, version, already, shown } = done;
    let already = match already {
        true => lang.pick("（すでに記録済み）", " (recorded before)"),
        false => "",
    };
    let shown = match shown {
        true => "",
        false => lang.pick("、表示に反映中", "; the read models follow"),
    };
    lang.pick(
        format!("{what}{already}（記録番号 {version}{shown}）\n識別子 {id}\n"),
        format!("{what}{already} (version {version}{shown})\nid {id}\n"),
    )
}

//! Lists over all plans in parts: from where an address wants the list, and the address of what follows.

use crate::extract::Query;
use crate::header::encoded;
use app::From;
use domain::id::PlanId;

/// The name in addresses of the last plan of the part before.
const AFTER: &str = "after";

/// From where the list is wanted; from its beginning where the address says nothing that can be read.
pub(super) fn from(query: &Query, rows: usize) -> From {
    From { after: query.get(AFTER).and_then(|plan| PlanId::parse(plan).ok()), rows }
}

/// The address of what follows, with everything else that was asked for.
pub(super) fn address(path: &str, query: &Query, next: Option<PlanId>) -> Option<String> {
    let next = next?.to_string();
    let kept = query.pairs().filter(|(name, _)| !matches!(*name, AFTER | "lang"));
    let pairs: Vec<String> = kept
        .chain([(AFTER, next.as_str())])
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    Some(format!("{path}?{}", pairs.join("&")))
}

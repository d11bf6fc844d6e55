//! How an item stands in a table, and what is to be said where no state stands there.

use super::table::TableRow;
use domain::value::CanonicalState;
use schemars::JsonSchema;
use serde::Serialize;

/// How an item stands. The order is that in which reports and charts list it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Its status has a meaning.
    State(CanonicalState),
    /// 記載なし: it is listed without a status.
    NotStated,
    /// 掲載なし: the table does not list it.
    NotListed,
    /// 不明: nothing is known of it then.
    Unknown,
}

impl Standing {
    /// What a row says; no row says that the table does not list the item.
    pub fn of(row: Option<&TableRow>) -> Self {
        match row {
            None => Self::NotListed,
            Some(row) if row.unknown => Self::Unknown,
            Some(row) => Self::stated(row.state),
        }
    }

    /// A state, or that there is none.
    pub fn stated(state: Option<CanonicalState>) -> Self {
        state.map_or(Self::NotStated, Self::State)
    }

    /// The state, where there is one.
    pub const fn state(self) -> Option<CanonicalState> {
        match self {
            Self::State(state) => Some(state),
            Self::NotStated | Self::NotListed | Self::Unknown => None,
        }
    }
}

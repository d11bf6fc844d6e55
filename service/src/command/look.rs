//! From where a table is looked at.

use app::request;
use clap::Args;

/// The options that choose a table.
#[derive(Debug, Clone, Args)]
pub(crate) struct Look {
    /// 版 · an edition, by label or id
    #[arg(long, value_name = "LABEL", conflicts_with = "as_of")]
    edition: Option<String>,
    /// 現在日（効力） · as it was on a day: 2019-01-01, 令和元年5月1日
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// 記録時点 · as it was recorded at a moment: 2026-11-20T12:00:00Z
    #[arg(long, value_name = "TIME")]
    recorded_at: Option<String>,
}

/// The options that choose a table, a cycle's proposals included.
#[derive(Debug, Clone, Args)]
pub(crate) struct LookWithCycle {
    #[command(flatten)]
    look: Look,
    /// 見直しの案 · what a review cycle proposes, by label or id
    #[arg(long, value_name = "CYCLE", conflicts_with_all = ["edition", "as_of"])]
    cycle: Option<String>,
}

impl From<Look> for request::Look {
    fn from(look: Look) -> Self {
        let Look { edition, as_of, recorded_at } = look;
        Self { edition, as_of, recorded_at, cycle: None }
    }
}

impl From<LookWithCycle> for request::Look {
    fn from(look: LookWithCycle) -> Self {
        Self { cycle: look.cycle, ..look.look.into() }
    }
}

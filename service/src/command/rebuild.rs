//! `rebuild`: every read model again from the events.

use crate::Ended;
use crate::bar::Bar;
use crate::lang::Pick as _;
use crate::print;
use crate::session::Session;
use clap::Args;

/// `rebuild`
#[derive(Debug, Args)]
pub(crate) struct Rebuild {
    /// 相違があれば終了コード 1 · exit 1 where anything differed
    #[arg(long)]
    check: bool,
}

impl Rebuild {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let app = session.writing().await?;
        let bar = Bar::new(session.lang().pick("作り直し中", "rebuilding"));
        let report = app.rebuild(&session.caller(), move |at| bar.at(at.done, at.of)).await?;
        session.answer(&report, print::health::rebuilt)?;
        Ok(if self.check && report.differing > 0 { Ended::Finding } else { Ended::Done })
    }
}

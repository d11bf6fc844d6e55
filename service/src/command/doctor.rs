//! `doctor`: whether the register is sound.

use crate::Ended;
use crate::print;
use crate::session::Session;
use clap::Args;

/// `doctor`
#[derive(Debug, Args)]
pub(crate) struct Doctor {}

impl Doctor {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let app = session.reading().await?;
        let report = app.doctor(&session.caller()).await?;
        session.answer(&report, print::health::doctor)?;
        Ok(if report.findings.is_empty() { Ended::Done } else { Ended::Finding })
    }
}

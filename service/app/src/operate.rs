//! What the operator of the host asks: is everything well, and make the read models again.

use crate::error::AppError;
use crate::permission::Operation;
use crate::{App, Caller};
use domain::digest::Digest;
use projections::fold::{Kind, Rebuild};
use serde::Serialize;
use std::collections::BTreeMap;
use storage::Progress;

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What was looked at.
    pub check: &'static str,
    /// What was found.
    pub detail: String,
}

/// What the doctor found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Doctor {
    /// Which database.
    pub database: &'static str,
    /// Plans.
    pub plans: u64,
    /// Events.
    pub events: u64,
    /// Documents of the read side.
    pub documents: u64,
    /// Kept files.
    pub contents: u64,
    /// What was looked at.
    pub checks: Vec<&'static str>,
    /// What is not as it should be.
    pub findings: Vec<Finding>,
}

/// What a rebuild found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RebuildReport {
    /// Plans rebuilt.
    pub plans: u64,
    /// Events read.
    pub events: u64,
    /// Documents made.
    pub documents: u64,
    /// Documents that were not as they should be, and are now.
    pub differing: u64,
}

impl App {
    /// Makes every document again from the events, and says how many differed.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn rebuild(
        &self,
        caller: &Caller,
        progress: impl Fn(Progress) + Send + Sync,
    ) -> Result<RebuildReport, AppError> {
        caller.must(Operation::Host)?;
        let report = self.store.rebuild(progress).await?;
        Ok(RebuildReport {
            plans: report.plans,
            events: report.events,
            documents: report.documents,
            differing: report.differing,
        })
    }

    /// Looks at everything that can be looked at without writing: the log, the read models against the events, and
    /// that what events name is kept.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn doctor(&self, caller: &Caller) -> Result<Doctor, AppError> {
        caller.must(Operation::Host)?;
        let counts = self.store.counts().await?;
        let mut findings = self.health_findings().await;
        findings.extend(self.log_findings(counts.events).await?);
        for plan in self.store.plans().await? {
            findings.extend(self.plan_findings(plan).await?);
        }
        Ok(Doctor {
            database: self.store.kind().name(),
            plans: counts.plans,
            events: counts.events,
            documents: counts.documents,
            contents: counts.contents,
            checks: vec!["health", "log", "read models", "content"],
            findings,
        })
    }

    async fn health_findings(&self) -> Vec<Finding> {
        let health = self.store.health().await;
        let mut findings = Vec::new();
        let mut find = |detail: String| findings.push(Finding { check: "health", detail });
        for fault in [health.unreachable, health.sequencer, health.projector].into_iter().flatten() {
            find(fault);
        }
        if health.unnumbered > 0 {
            find(format!("{} events are not numbered yet", health.unnumbered));
        }
        if health.plans_behind > 0 {
            find(format!("the read models of {} plans are behind", health.plans_behind));
        }
        findings
    }

    /// Reads the whole log; a gap is an error of the reader.
    async fn log_findings(&self, events: u64) -> Result<Vec<Finding>, AppError> {
        const PAGE: u64 = 1000;
        let mut read = 0;
        loop {
            match self.store.log(read, PAGE).await {
                Ok(page) if page.is_empty() => break,
                Ok(page) => read += page.len() as u64,
                Err(storage::Error::Corrupt(corruption)) => {
                    return Ok(vec![Finding { check: "log", detail: corruption.to_string() }]);
                }
                Err(error) => return Err(error.into()),
            }
        }
        if read == events {
            return Ok(Vec::new());
        }
        Ok(vec![Finding { check: "log", detail: format!("{events} events are stored, the log has {read}") }])
    }

    async fn plan_findings(&self, plan: domain::id::PlanId) -> Result<Vec<Finding>, AppError> {
        let reflected = self.store.projected_version(plan).await?;
        let mut rebuild = Rebuild::default();
        let mut sources: Vec<Digest> = Vec::new();
        for recorded in self.store.events(plan, 0).await?.iter().filter(|event| event.sequence <= reflected) {
            if let domain::Fact::SourceRegistered(source) = &recorded.event.fact {
                sources.push(source.sha256);
            }
            rebuild.apply(recorded);
        }
        let mut findings = Vec::new();
        let mut expected: BTreeMap<_, _> =
            rebuild.finish().into_iter().map(|document| (document.key, document.body)).collect();
        let mut differing = 0_u64;
        for kind in Kind::ALL {
            for stored in self.store.documents(plan, kind).await? {
                if expected.remove(&stored.key).as_ref() != Some(&stored.body) {
                    differing += 1;
                }
            }
        }
        differing += expected.len() as u64;
        if differing > 0 {
            let detail =
                format!("{differing} documents of plan {plan} are not what its events say; run rebuild");
            findings.push(Finding { check: "read models", detail });
        }
        for digest in sources {
            if self.store.get_content(digest).await?.is_none() {
                let detail = format!("the file {digest} of plan {plan} is missing");
                findings.push(Finding { check: "content", detail });
            }
        }
        Ok(findings)
    }
}

//! One run of the command line: which register, who writes, in which language the answer is.

use crate::bar::Bar;
use crate::cli::Shared;
use crate::lang::{Lang, Pick as _};
use crate::output;
use crate::print;
use app::{App, Caller, Done, Printing, Settings};
use serde::Serialize;
use std::time::Duration;
use storage::{Access, OpenError, Store};

/// How long a command waits for the read models.
const SHOWN_WITHIN: Duration = Duration::from_secs(600);

/// What a command has at hand.
#[derive(Debug)]
pub(crate) struct Session {
    shared: Shared,
    lang: Lang,
}

impl Session {
    pub(crate) fn new(shared: Shared, lang: Lang) -> Self {
        Self { shared, lang }
    }

    /// In which language the answer is.
    pub(crate) fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether the answer is JSON.
    pub(crate) fn is_json(&self) -> bool {
        self.shared.json
    }

    /// The operator of this host, under the name that was given, else under the login name.
    pub(crate) fn caller(&self) -> Caller {
        let given = self.shared.name.clone().filter(|name| !name.trim().is_empty());
        let login = || ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok());
        let name = given.or_else(login).filter(|name| !name.trim().is_empty());
        Caller::operator(name.as_deref().unwrap_or("operator").trim())
    }

    /// The use cases, for reading; beside a service that writes, too.
    ///
    /// # Errors
    /// The register cannot be opened.
    pub(crate) async fn reading(&self) -> anyhow::Result<App> {
        self.open(Access::Read, self.settings()).await
    }

    /// The use cases, for one command that writes. What another version of the program has left unfolded is folded first;
    /// and the command waits until what it recorded can be read, because nobody may be there to fold it afterwards.
    ///
    /// # Errors
    /// The register cannot be opened, or another process writes to it.
    pub(crate) async fn writing(&self) -> anyhow::Result<App> {
        let app =
            self.open(Access::Write, Settings { shown_within: SHOWN_WITHIN, ..self.settings() }).await?;
        self.catch_up(&app, |_| {}).await?;
        Ok(app)
    }

    /// The use cases, for writing; nothing is folded yet.
    ///
    /// # Errors
    /// The register cannot be opened, or another process writes to it.
    pub(crate) async fn opened_for_writing(&self) -> anyhow::Result<App> {
        self.open(Access::Write, self.settings()).await
    }

    /// Folds what another version of the program has left unfolded, and says how far it is.
    ///
    /// # Errors
    /// The database fails, or a plan cannot be read.
    pub(crate) async fn catch_up(&self, app: &App, say: impl Fn(&str) + Send + Sync) -> anyhow::Result<()> {
        let what = self.lang.pick("読み取り用の表を準備中", "preparing the read models");
        let bar = Bar::new(what);
        let progress = |at: storage::Progress| {
            bar.at(at.done, at.of);
            if at.of > 1 {
                say(&format!("{what} {}/{}", at.done, at.of));
            }
        };
        Ok(app.store().catch_up(progress).await.map_err(app::AppError::from)?)
    }

    /// The use cases for reading, where there is a register of this program's schema.
    ///
    /// # Errors
    /// The register cannot be opened for another reason.
    pub(crate) async fn reading_if_there(&self) -> anyhow::Result<Option<App>> {
        match Store::open(&self.shared.database, Access::Read).await {
            Ok(store) => Ok(Some(App::new(store, self.settings()))),
            Err(OpenError::Missing(_) | OpenError::Older { found: 0, .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    async fn open(&self, access: Access, settings: Settings) -> anyhow::Result<App> {
        let store = Store::open(&self.shared.database, access).await?;
        Ok(App::new(store, settings))
    }

    fn settings(&self) -> Settings {
        let Shared { four_eyes, site, font_dir, .. } = self.shared.clone();
        Settings { four_eyes, printing: Printing { site, fonts: font_dir }, ..Settings::default() }
    }

    /// Prints a report: as JSON where that was asked for, for people otherwise.
    ///
    /// # Errors
    /// The output cannot be written.
    pub(crate) fn answer<T: Serialize>(
        &self,
        report: &T,
        print: impl FnOnce(&T, Lang) -> String,
    ) -> anyhow::Result<()> {
        let written =
            if self.is_json() { output::json(report) } else { output::text(&print(report, self.lang)) };
        Ok(written?)
    }

    /// Prints reports, one for each plan; as JSON the only one where one plan was asked for, else all as a list.
    ///
    /// # Errors
    /// The output cannot be written.
    pub(crate) fn answer_each<T: Serialize>(
        &self,
        one_plan: bool,
        reports: &[T],
        print: impl FnOnce(&[T], Lang) -> String,
    ) -> anyhow::Result<()> {
        let written = match reports {
            [only] if one_plan && self.is_json() => output::json(only),
            reports if self.is_json() => output::json(&reports),
            reports => output::text(&print(reports, self.lang)),
        };
        Ok(written?)
    }

    /// Prints that something was recorded.
    ///
    /// # Errors
    /// The output cannot be written.
    pub(crate) fn recorded(&self, done: &Done, what: &str) -> anyhow::Result<()> {
        self.answer(done, |done, lang| print::done::text(done, what, lang))
    }
}

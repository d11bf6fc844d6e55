//! `serve`: the service, from the address it listens on to its orderly end.

use super::sample;
use crate::Ended;
use crate::failure::Message;
use crate::lang::Pick as _;
use crate::output;
use crate::session::Session;
use clap::Args;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// `serve`
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// 待ち受けるアドレス（ポート 0 は空きを選ぶ） · where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080", env = "MINAOSHI_LISTEN")]
    listen: SocketAddr,
    /// 見本の計画を読み込む · load the sample plan
    #[arg(long)]
    sample: bool,
}

impl Serve {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        // The port first: a service that cannot be reached should not hold the register.
        let listener = TcpListener::bind(self.listen).await;
        let listener = listener.map_err(|error| Message::cannot_listen(self.listen, &error))?;
        let base = format!("http://{}", listener.local_addr()?);
        let app = session.writing().await?;
        app.store().announce(&base)?;
        let mut signals = Signals::listen()?;
        let (stop, stopped) = watch::channel(false);
        let projector = tokio::spawn({
            let (store, stopped) = (app.store().clone(), stopped.clone());
            async move { store.run_projector(until(stopped)).await }
        });
        let (mut page, mut notice) = ("/".to_owned(), None);
        if self.sample {
            page = sample::load(&app, &session.caller()).await?;
            notice = sample::notice(&app, &session.caller()).await?;
        }
        let lang = session.lang();
        let listens = lang.pick("画面", "open");
        output::text(&format!("minaoshi listens on {base}/\n{listens}: {base}{page}\n"))?;
        tokio::spawn(async move {
            signals.next().await;
            // Where this fails nobody waits any more.
            let _ = stop.send(true);
        });
        let router = web::router(app.clone(), web::Options { notice });
        web::serve(listener, router, until(stopped)).await;
        projector.await?;
        app.store().close().await;
        Ok(Ended::Done)
    }
}

/// Waits until the service is to end.
async fn until(mut stopped: watch::Receiver<bool>) {
    // A sender that is gone means the same.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

/// The signals by which an operator or a service manager asks the service to end, heard from their making on.
struct Signals {
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl Signals {
    #[cfg(unix)]
    fn listen() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    #[cfg(not(unix))]
    fn listen() -> std::io::Result<Self> {
        Ok(Self {})
    }

    /// Waits for the next one.
    async fn next(&mut self) {
        #[cfg(unix)]
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
        #[cfg(not(unix))]
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::warn!(%error, "no signal ends this service");
            std::future::pending::<()>().await;
        }
    }
}

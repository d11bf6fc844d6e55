//! `serve`: the service, from the address it listens on to its orderly end.

mod manager;
mod signals;

use super::sample;
use crate::Ended;
use crate::failure::Message;
use crate::lang::Pick as _;
use crate::output;
use crate::session::Session;
use app::App;
use clap::Args;
use signals::Signals;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use web::{Ending, Figures, Options};

/// `serve`
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// 待ち受けるアドレス（ポート 0 は空きを選ぶ） · where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080", env = "MINAOSHI_LISTEN")]
    listen: SocketAddr,
    /// 見本の計画を読み込む · load the sample plan
    #[arg(long)]
    sample: bool,
    /// 監視用のアドレス（/metrics /healthz /readyz） · where operators look; nowhere by default
    #[arg(long, value_name = "ADDRESS", env = "MINAOSHI_METRICS")]
    metrics: Option<SocketAddr>,
    /// 信頼する中継サーバー · proxies whose X-Forwarded-For and X-Forwarded-Proto are believed
    #[arg(long, value_name = "ADDRESS", env = "MINAOSHI_TRUSTED_PROXY", value_delimiter = ',')]
    trusted_proxy: Vec<IpAddr>,
    /// オープンデータの利用条件（URL または名称） · the licence of open data, by its address or its name
    #[arg(long, value_name = "LICENCE", env = "MINAOSHI_LICENCE")]
    licence: Option<String>,
    /// 終了前に「準備未了」と答え続ける秒数 · seconds of saying «not ready» before the service stops accepting
    #[arg(long, value_name = "SECONDS", env = "MINAOSHI_DRAIN", default_value_t = 0)]
    drain: u64,
}

impl Serve {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        crate::log::panics();
        // The ports first: a service that cannot be reached should not hold the register.
        let listener = bind(self.listen).await?;
        let operators = match self.metrics {
            Some(address) => Some((bind(address).await?, Figures::install()?)),
            None => None,
        };
        let base = format!("http://{}", listener.local_addr()?);
        let app = session.opened_for_writing().await?;
        app.store().announce(&base)?;
        let (ending, signals) = (Ending::default(), Signals::listen()?);
        let (stop, mut stopped) = watch::channel(false);
        tokio::spawn(stop_on_signals(signals, ending.clone(), Duration::from_secs(self.drain), stop));
        tokio::spawn(manager::watchdog());
        let mut options = Options {
            notice: None,
            licence: self.licence.clone(),
            proxies: self.trusted_proxy.clone(),
            ending,
        };
        let operators = operators
            .map(|(listener, figures)| self.tell_operators(listener, figures, app.clone(), options.clone()));
        let mut page = "/".to_owned();
        if self.sample {
            session.catch_up(&app, |_| {}).await?;
            page = sample::load(&app, &session.caller()).await?;
            options.notice = sample::notice(&app, &session.caller()).await?;
        }
        self.warn();
        let serving = tokio::spawn({
            let (app, stopped) = (app.clone(), stopped.clone());
            async move {
                let proxies = options.proxies.clone();
                web::serve(listener, web::router(app, options), &proxies, until(stopped)).await;
            }
        });
        // It answers from now on; what is not built yet it says to be so.
        manager::ready("building what is read");
        let built = tokio::select! {
            built = session.catch_up(&app, manager::status) => built.map(|()| true)?,
            _ = stopped.wait_for(|stopped| *stopped) => false,
        };
        if built {
            let lang = session.lang();
            let listens = lang.pick("画面", "open");
            output::text(&format!("minaoshi listens on {base}/\n{listens}: {base}{page}\n"))?;
            tracing::info!(address = %base, version = env!("CARGO_PKG_VERSION"), "listening");
            manager::status(&format!("listening on {base}"));
            app.store().run_projector(until(stopped)).await;
        }
        serving.await?;
        if let Some(operators) = operators {
            operators.abort();
        }
        app.store().close().await;
        tracing::info!("ended");
        Ok(Ended::Done)
    }

    /// Answers operators on a listener of their own, until the task is ended.
    fn tell_operators(
        &self,
        listener: TcpListener,
        figures: Figures,
        app: App,
        options: Options,
    ) -> JoinHandle<()> {
        if let Ok(address) = listener.local_addr() {
            tracing::info!(address = %format!("http://{address}/metrics"), "operators look here");
        }
        tokio::spawn(figures.clone().keep());
        let router = web::operations(app, options, figures);
        tokio::spawn(async move { web::serve(listener, router, &[], std::future::pending()).await })
    }

    fn warn(&self) {
        if !self.listen.ip().is_loopback() && self.trusted_proxy.is_empty() {
            tracing::warn!(
                address = %self.listen,
                "plain HTTP where others can reach it: put a proxy with TLS before it and name it by --trusted-proxy"
            );
        }
    }
}

async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    let listener = TcpListener::bind(address).await;
    Ok(listener.map_err(|error| Message::cannot_listen(address, &error))?)
}

/// The first signal ends the service in order, the second at once.
async fn stop_on_signals(mut signals: Signals, ending: Ending, drain: Duration, stop: watch::Sender<bool>) {
    signals.next().await;
    tracing::info!("ending");
    ending.begin();
    manager::stopping();
    tokio::select! {
        () = tokio::time::sleep(drain) => {}
        code = signals.next() => std::process::exit(code),
    }
    // Where this fails nobody waits any more.
    let _ = stop.send(true);
    std::process::exit(signals.next().await)
}

/// Waits until the service is to end.
async fn until(mut stopped: watch::Receiver<bool>) {
    // A sender that is gone means the same.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

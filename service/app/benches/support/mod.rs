//! The use cases over a database of a benchmark's own, with plans in it and the projector beside them, as in a service.

use app::{App, Settings};
use domain::id::{NodeId, PlanId};
use storage::{Access, Origin, Store};
use system_tests::bench::plan::{Author, Shape};
use tokio::sync::oneshot;

pub(crate) struct Service {
    pub(crate) app: App,
    projector: Option<(oneshot::Sender<()>, tokio::task::JoinHandle<()>)>,
}

impl Service {
    pub(crate) async fn open(address: &str) -> Self {
        let store = Store::open(address, Access::Write).await.unwrap();
        Self { app: App::new(store, Settings::default()), projector: None }
    }

    /// A new plan: its id, how many events it has, its items with their revisions.
    pub(crate) async fn plan(&self, shape: Shape) -> (PlanId, u64, Vec<(NodeId, u64)>) {
        let mut author = Author::new();
        for given in author.write(shape) {
            let origin = Origin {
                recorded_at: given.at,
                actor: given.actor,
                channel: given.channel,
                software: "benchmark".to_owned(),
            };
            self.app.store().execute(author.id(), given.command, origin).await.unwrap();
        }
        (author.id(), author.events(), author.items())
    }

    /// Folds what was written, and starts the projector.
    pub(crate) async fn serve(&mut self) {
        self.app.store().catch_up(|_| {}).await.unwrap();
        let (stop, stopped) = oneshot::channel();
        let store = self.app.store().clone();
        let projector = tokio::spawn(async move {
            store
                .run_projector(async {
                    let _ = stopped.await;
                })
                .await;
        });
        self.projector = Some((stop, projector));
    }

    pub(crate) async fn close(self) {
        if let Some((stop, projector)) = self.projector {
            let _ = stop.send(());
            projector.await.unwrap();
        }
        self.app.store().close().await;
    }
}

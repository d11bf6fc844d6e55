//! What the clients work on: plans that are written through the store before anything is measured.

use crate::client::Work;
use app::token::CreateToken;
use app::{App, Caller, Settings};
use storage::{Access, Origin, Store};
use system_tests::TestDatabase;
use system_tests::bench::plan::{Author, Shape};

/// A plan with an open review for each client, and a token for all.
pub(crate) async fn prepared(db: &TestDatabase, clients: usize, items: u32) -> (String, Vec<Work>) {
    let store = Store::open(&db.url(), Access::Write).await.unwrap();
    let mut works = Vec::new();
    for _ in 0..clients {
        let mut author = Author::new();
        for given in author.write(Shape { items, reviews: 1 }) {
            let origin = Origin {
                recorded_at: given.at,
                actor: given.actor,
                channel: given.channel,
                software: "benchmark".to_owned(),
            };
            store.execute(author.id(), given.command, origin).await.unwrap();
        }
        works.push(Work { plan: author.id(), items: author.items() });
    }
    store.catch_up(|_| {}).await.unwrap();
    let app = App::new(store, Settings::default());
    let asked =
        CreateToken {
            name: "事務局 一郎".to_owned(), role: "staff".to_owned(), plans: Vec::new(), days: 1
        };
    let token = app.create_token(&Caller::operator("benchmark"), &asked).await.unwrap();
    app.store().close().await;
    (token.secret, works)
}

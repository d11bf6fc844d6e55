//! A register on a file with the published table in it.

use app::import::{Import, ImportFile};
use app::{App, Caller, Settings, request};
use std::path::Path;
use storage::{Access, Store};
use tempfile::TempDir;
use uuid::Uuid;

pub(crate) const PLAN: &str = "nagareyama-ict";

pub(crate) fn id() -> Uuid {
    Uuid::now_v7()
}

/// The directory must live as long as the register.
pub(crate) async fn register() -> (TempDir, App, Caller) {
    let directory = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", directory.path().join("test.db").display());
    let app = App::new(Store::open(&address, Access::Write).await.unwrap(), Settings::default());
    let staff = Caller::operator("山田");
    let name = "nagareyama-2021-03.source.tsv";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(name);
    let import = Import {
        plan: PLAN.to_owned(),
        organisation: Some("流山市議会".to_owned()),
        files: vec![ImportFile { name: name.to_owned(), bytes: std::fs::read(path).unwrap() }],
        ..Import::default()
    };
    app.import(&staff, id(), &import).await.unwrap();
    (directory, app, staff)
}

/// The whole numbers of a table's rows, in order.
pub(crate) async fn numbers(app: &App, caller: &Caller, look: &request::Look) -> Vec<String> {
    let table = app.table(caller, PLAN, look).await.unwrap();
    table.rows.into_iter().filter_map(|row| row.full_label).collect()
}

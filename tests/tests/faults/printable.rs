//! Every non-empty cell of the published table is printable from events alone, by a reader that knows their JSON and
//! nothing of this program.

use crate::support::*;
use app::import::{Import, ImportFile};
use serde_json::Value;
use sqlx::Connection as _;
use std::collections::BTreeMap;
use system_tests::{Engine, TestDatabase, fixtures, on_both};

const IN_ORDER: &str = "SELECT events.event_type, CAST(events.payload AS text) FROM log JOIN events
    ON events.aggregate_id = log.plan AND events.sequence = log.sequence ORDER BY log.position";

on_both!(the_published_table_is_printed_from_events_alone);
async fn the_published_table_is_printed_from_events_alone(db: TestDatabase) {
    let source = fixtures::text("nagareyama-2021-03.source.tsv");
    let app = open(&db).await;
    let name = "nagareyama-2021-03.txt";
    let file = ImportFile { name: name.to_owned(), bytes: fixtures::bytes(name) };
    let organisation = Some("流山市議会".to_owned());
    let import =
        Import { plan: "nagareyama".to_owned(), organisation, files: vec![file], ..Import::default() };
    app.import(&staff("事務局"), id(), &import).await.unwrap();
    app.store().catch_up(|_| {}).await.unwrap();
    app.store().close().await;

    let facts = facts(&db).await;

    assert_eq!(print(&facts), source);
    let filled =
        source.lines().skip_while(|line| !line.contains('\t')).skip(1).flat_map(|line| line.split('\t'));
    assert_eq!(cells(&facts), filled.filter(|cell| !cell.is_empty()).count());
    each_cell_counts(facts, &source);
}

/// The control: without any one of its cells the table is another.
fn each_cell_counts(mut facts: Vec<Value>, source: &str) {
    for at in 0..facts.len() {
        let Some(cells) = facts[at].pointer_mut("/RowTranscribed/cells").and_then(Value::as_array_mut) else {
            continue;
        };
        let cell = cells.pop().expect("every row has a cell");
        assert_ne!(print(&facts), source);
        facts[at].pointer_mut("/RowTranscribed/cells").and_then(Value::as_array_mut).unwrap().push(cell);
    }
    assert_eq!(print(&facts), source, "all are back");
}

/// What the events say, in the order of the log, as JSON.
async fn facts(db: &TestDatabase) -> Vec<Value> {
    let stored: Vec<(String, String)> = match db.engine() {
        Engine::Sqlite => {
            let mut connection = sqlx::SqliteConnection::connect(&db.url()).await.unwrap();
            sqlx::query_as(IN_ORDER).fetch_all(&mut connection).await.unwrap()
        }
        Engine::Postgres => {
            let mut connection = sqlx::PgConnection::connect(&db.url()).await.unwrap();
            sqlx::query_as(IN_ORDER).fetch_all(&mut connection).await.unwrap()
        }
    };
    let fact = |(kind, payload): (String, String)| {
        let event: Value = serde_json::from_str(&payload).unwrap();
        let fact = event["fact"].clone();
        assert!(fact.get(&kind).is_some(), "{kind} is stored as {payload}");
        fact
    };
    stored.into_iter().map(fact).collect()
}

/// The table that the events transcribe: title lines, headings, and a line for each row.
fn print(facts: &[Value]) -> String {
    let said = |kind: &'static str| facts.iter().filter_map(move |fact| fact.get(kind));
    let edition = said("EditionTranscribed").next().unwrap();
    let profile = said("ProfileDefined")
        .map(|fact| &fact["profile"])
        .find(|profile| {
            profile["id"] == edition["profile"]["profile"]
                && profile["version"] == edition["profile"]["version"]
        })
        .unwrap();
    let mut columns: Vec<&Value> = profile["columns"].as_array().unwrap().iter().collect();
    columns.sort_by_key(|column| column["order"].as_u64());
    let rows: BTreeMap<u64, &Value> =
        said("RowTranscribed").map(|row| (row["row"].as_u64().unwrap(), row)).collect();

    let titles = edition["title_lines"].as_array().unwrap().iter().map(|line| text(line).to_owned());
    let headings = columns.iter().map(|column| text(&column["heading"])).collect::<Vec<_>>().join("\t");
    let table = rows.values().map(|row| {
        let cells = row["cells"].as_array().unwrap();
        let cell = |column: &&Value| {
            let cell = cells.iter().find(|cell| cell["column"] == column["id"]);
            cell.map_or("", |cell| text(&cell["text"]))
        };
        columns.iter().map(cell).collect::<Vec<_>>().join("\t")
    });
    titles.chain([headings]).chain(table).map(|line| line + "\n").collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// How many cells the events have.
fn cells(facts: &[Value]) -> usize {
    let rows = facts.iter().filter_map(|fact| fact.pointer("/RowTranscribed/cells")?.as_array());
    rows.map(Vec::len).sum()
}

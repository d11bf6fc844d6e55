//! The schemas of the reports that the API answers, derived from the very types that are written.
//!
//! A schema is that of what is *written*: fields that are left out where they are empty are not required. Readers take
//! the fields that they know; there may be more in a later version.

use crate::api::{Imported, Named, OpinionsImported, Page, TraceImported};
use crate::respond::Recorded;
use projections::report::{
    CancelledReport, CardsReport, CommentsReport, CompareReport, CoverageReport, CycleReport,
    DepartmentsReport, FlowReport, GapsReport, GridReport, HistoryReport, LineageReport, LintReport,
    OverdueReport, PlanReport, RewritesReport, SearchReport, StatesReport, TableReport, TimelineReport,
    TraceReport,
};
use schemars::generate::{SchemaGenerator, SchemaSettings};
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};

/// A report: its name in the document, and its schema.
type Report = (&'static str, fn(&mut SchemaGenerator) -> Schema);

/// Every report.
const REPORTS: &[Report] = &[
    ("Plans", of::<Vec<Named>>),
    ("Plan", of::<Named>),
    ("Table", of::<TableReport>),
    ("Report", of::<PlanReport>),
    ("Grid", of::<GridReport>),
    ("Cards", of::<CardsReport>),
    ("Cycle", of::<CycleReport>),
    ("History", of::<HistoryReport>),
    ("Comparison", of::<CompareReport>),
    ("Cancelled", of::<CancelledReport>),
    ("CancelledEverywhere", of::<Vec<CancelledReport>>),
    ("Departments", of::<DepartmentsReport>),
    ("Reorganisation", of::<app::Reorganised>),
    ("Overdue", of::<OverdueReport>),
    ("Gaps", of::<GapsReport>),
    ("Lint", of::<LintReport>),
    ("Rewrites", of::<RewritesReport>),
    ("Lineage", of::<LineageReport>),
    ("OpenDataCheck", of::<export::open_data::Looked>),
    ("Trace", of::<TraceReport>),
    ("Coverage", of::<CoverageReport>),
    ("Comments", of::<CommentsReport>),
    ("Search", of::<Vec<SearchReport>>),
    ("Events", of::<Page>),
    ("States", of::<StatesReport>),
    ("Flow", of::<FlowReport>),
    ("Timeline", of::<TimelineReport>),
    ("Preview", of::<app::import::Preview>),
    (super::schemas::RECORDED, of::<Recorded>),
    ("Imported", of::<Imported>),
    ("TracePreview", of::<app::import::TracePreview>),
    ("TraceImported", of::<TraceImported>),
    ("OpinionsPreview", of::<app::import::OpinionsPreview>),
    ("OpinionsImported", of::<OpinionsImported>),
];

fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// The schemas of the reports and of all that is in them, by name.
pub(super) fn schemas() -> Map<String, Value> {
    let mut settings = SchemaSettings::draft2020_12().for_serialize();
    settings.definitions_path = "/components/schemas".into();
    settings.meta_schema = None;
    let mut generator = settings.into_generator();
    let named: Vec<(&str, Schema)> =
        REPORTS.iter().map(|(name, schema)| (*name, schema(&mut generator))).collect();
    let mut all = generator.take_definitions(true);
    for (name, schema) in named {
        let other = all.insert(name.to_owned(), schema.into());
        assert!(other.is_none(), "a type is called {name}, as a report is");
    }
    let about = "An OpenAPI document, as openapis.org describes it.";
    all.insert(
        "Document".to_owned(),
        json!({"description": about, "type": "object", "required": ["openapi"]}),
    );
    all
}

//! The schemas of the document: requests field by field, problems, what was recorded; reports by their purpose.

use crate::route::{Body, Parameter};
use crate::schema::{Kind, Object};
use crate::table::API;
use utoipa::openapi::schema::{AdditionalProperties, SchemaType};
use utoipa::openapi::{
    ArrayBuilder, Components, ComponentsBuilder, KnownFormat, ObjectBuilder, Ref, RefOr, Schema,
    SchemaFormat, Type,
};

pub(super) const PROBLEM: &str = "Problem";
pub(super) const RECORDED: &str = "Recorded";
pub(super) const IMPORTED: &str = "Imported";

/// Every report: its name, whether it is a list, and what it says. Readers take the fields that they know.
pub(super) const REPORTS: &[(&str, bool, &str)] = &[
    ("Document", false, "this document"),
    ("Plans", true, "plans, each as Plan"),
    ("Plan", false, "slug, plan, code, periods, editions by date, current edition, cycles, sources, imports"),
    (
        "Table",
        false,
        "plan, edition, cycle, title lines, columns, rows with cells as printed and as understood",
    ),
    ("Counts", false, "items and headings, distinct and listed (のべ), by canonical state and by wording"),
    ("Cycle", false, "a cycle's figures, its digest, reviews, and each row with its decision and changes"),
    ("History", false, "an item now, its events by cycle with before and after, and the row of each edition"),
    ("Comparison", false, "two tables and each item in which they differ, part by part"),
    ("Cancelled", false, "the items that have ended with cycle, reason, codes, body, evidence, execution"),
    ("CancelledEverywhere", true, "plans, each as Cancelled"),
    ("Overdue", false, "items whose time has passed and that have not begun"),
    ("Gaps", false, "endings without reason, body, evidence or date; items never reviewed; orphan links"),
    ("Search", true, "plans with the items in which the text was found, and where"),
    ("Events", false, "events with sequence, metadata and fact; next is the after of the next page, or null"),
    (
        "States",
        false,
        "the states that occur, and each edition by date with how many items are in each of them",
    ),
    ("Flow", false, "two tables and each way from state to state, with how many items went it and which"),
    ("Timeline", false, "an item's states with their first days and certainty, its editions, its decisions"),
    ("Preview", false, "what each table of the files would become, what was understood, and every warning"),
];

pub(super) fn components() -> Components {
    let mut all = ComponentsBuilder::new()
        .schema(PROBLEM, problem())
        .schema(RECORDED, recorded())
        .schema(IMPORTED, imported());
    for (name, list, about) in REPORTS {
        all = all.schema(*name, report(*list, about));
    }
    for route in API {
        if let Body::Json(described) = route.body {
            all = with(all, described);
        }
    }
    all.build()
}

/// The schema of a request and of the objects in it.
fn with(all: ComponentsBuilder, described: &'static Object) -> ComponentsBuilder {
    let inner = described.fields.iter().filter_map(|field| match field.kind {
        Kind::Objects(inner) => Some(inner),
        Kind::Text | Kind::Word(_) | Kind::Flag | Kind::Number | Kind::Texts => None,
    });
    inner.fold(all.schema(described.name, object(described)), with)
}

fn object(described: &Object) -> Schema {
    let closed = AdditionalProperties::FreeForm(false);
    let mut object = ObjectBuilder::new().additional_properties(Some(closed));
    for field in described.fields {
        object = object.property(field.name, property(field.kind, field.about));
        if field.required {
            object = object.required(field.name);
        }
    }
    Schema::Object(object.build())
}

fn property(kind: Kind, about: &str) -> RefOr<Schema> {
    let plain = |kind: Type| ObjectBuilder::new().schema_type(kind).description(Some(about));
    let list = |items: RefOr<Schema>| {
        Schema::Array(ArrayBuilder::new().items(items).description(Some(about)).build()).into()
    };
    match kind {
        Kind::Text => plain(Type::String).into(),
        Kind::Word(words) => plain(Type::String).enum_values(Some(words.to_vec())).into(),
        Kind::Flag => plain(Type::Boolean).into(),
        Kind::Number => plain(Type::Integer).minimum(Some(0)).into(),
        Kind::Texts => list(ObjectBuilder::new().schema_type(Type::String).into()),
        Kind::Objects(object) => list(Ref::from_schema_name(object.name).into()),
    }
}

/// The bytes of a file.
pub(super) fn bytes() -> Schema {
    let binary = SchemaFormat::KnownFormat(KnownFormat::Binary);
    Schema::Object(ObjectBuilder::new().schema_type(Type::String).format(Some(binary)).build())
}

/// A form with files.
pub(super) fn form(fields: &[Parameter]) -> Schema {
    let mut form = ObjectBuilder::new();
    for field in fields {
        let value: RefOr<Schema> = match field.name {
            "file" => {
                let files = ArrayBuilder::new().items(RefOr::T(bytes())).description(Some(field.about));
                Schema::Array(files.build()).into()
            }
            "profile" => bytes().into(),
            _ => ObjectBuilder::new().schema_type(Type::String).description(Some(field.about)).into(),
        };
        form = form.property(field.name, value);
        if field.required {
            form = form.required(field.name);
        }
    }
    Schema::Object(form.build())
}

fn report(list: bool, about: &str) -> Schema {
    if list {
        let items = ObjectBuilder::new().schema_type(Type::Object);
        return Schema::Array(ArrayBuilder::new().items(items).description(Some(about)).build());
    }
    Schema::Object(ObjectBuilder::new().schema_type(Type::Object).description(Some(about)).build())
}

fn problem() -> Schema {
    let text = |about: &str| ObjectBuilder::new().schema_type(Type::String).description(Some(about));
    let problem = ObjectBuilder::new()
        .description(Some("RFC 9457; the data of a case stand beside, such as field, found and accepted"))
        .property("type", text("what kind of problem, for ever the same: /problems/reason-missing"))
        .property("title", text("the kind in words"))
        .property("status", ObjectBuilder::new().schema_type(Type::Integer))
        .property("detail", text("the case in words"))
        .property("instance", text("the request, as the service's log names it"))
        .property("field", text("which field cannot be read"))
        .property("found", any("what was found"))
        .property("accepted", any("what would be accepted"))
        .property("seen", any("what the author saw"))
        .property("now", any("what is there now"))
        .required("type")
        .required("title")
        .required("status");
    Schema::Object(problem.build())
}

/// A value of any type.
fn any(about: &str) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(SchemaType::AnyValue).description(Some(about))
}

fn recorded() -> Schema {
    let id = || {
        let format = SchemaFormat::KnownFormat(KnownFormat::Uuid);
        ObjectBuilder::new().schema_type(Type::String).format(Some(format))
    };
    let recorded = ObjectBuilder::new()
        .property("plan", id().description(Some("the plan")))
        .property("id", id().description(Some("the caller's id, which is that of the new thing too")))
        .property(
            "version",
            ObjectBuilder::new().schema_type(Type::Integer).description(Some("the plan's version after it")),
        )
        .property(
            "shown",
            ObjectBuilder::new()
                .schema_type(Type::Boolean)
                .description(Some("reading shows it; else it follows (反映中)")),
        );
    let recorded =
        ["plan", "id", "version", "shown"].into_iter().fold(recorded, |object, name| object.required(name));
    Schema::Object(recorded.build())
}

fn imported() -> Schema {
    let imported = ObjectBuilder::new()
        .property("done", Ref::from_schema_name(RECORDED))
        .property("preview", Ref::from_schema_name("Preview"))
        .required("preview");
    Schema::Object(imported.build())
}

//! The schemas of the document: requests field by field, problems. Those of the reports are derived, see [`super::reports`].

use crate::problem;
use crate::route::{Body, Parameter, Value};
use crate::schema::{Kind, Object};
use crate::table::API;
use projections::wording::Language;
use utoipa::openapi::schema::{AdditionalProperties, SchemaType};
use utoipa::openapi::{
    ArrayBuilder, Components, ComponentsBuilder, KnownFormat, ObjectBuilder, Ref, RefOr, Schema,
    SchemaFormat, Type,
};

pub(super) const PROBLEM: &str = "Problem";
pub(super) const RECORDED: &str = "Recorded";

pub(super) fn components() -> Components {
    let mut all = ComponentsBuilder::new().schema(PROBLEM, problem());
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
        object = object.property(field.name, property(field.kind, &field.about.both()));
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
    Schema::Object(binary().build())
}

fn binary() -> ObjectBuilder {
    let binary = SchemaFormat::KnownFormat(KnownFormat::Binary);
    ObjectBuilder::new().schema_type(Type::String).format(Some(binary))
}

/// A file in JSON: any value.
pub(super) fn value() -> Schema {
    Schema::Object(any("a file in JSON").build())
}

/// A form with files.
pub(super) fn form(fields: &[Parameter]) -> Schema {
    let mut form = ObjectBuilder::new();
    for field in fields {
        let about = Some(field.about.both());
        let value: RefOr<Schema> = match field.value {
            Value::Files => {
                let files = ArrayBuilder::new().items(RefOr::T(bytes())).description(about);
                Schema::Array(files.build()).into()
            }
            Value::File => binary().description(about).into(),
            Value::Text | Value::Number | Value::Flag | Value::OneOf(_) => {
                ObjectBuilder::new().schema_type(Type::String).description(about).into()
            }
        };
        form = form.property(field.name, value);
        if field.required {
            form = form.required(field.name);
        }
    }
    Schema::Object(form.build())
}

fn problem() -> Schema {
    let text = |about: &str| ObjectBuilder::new().schema_type(Type::String).description(Some(about));
    let problem = ObjectBuilder::new()
        .description(Some("RFC 9457; the data of a case stand beside, such as field, found and accepted"))
        .property(
            "type",
            text("what kind of problem, for ever the same; its page is there").enum_values(Some(kinds())),
        )
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

/// Every kind of problem, as its answers name it.
fn kinds() -> Vec<String> {
    problem::all(Language::English).iter().map(|kind| format!("/problems/{}", kind.name)).collect()
}

/// A value of any type.
fn any(about: &str) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(SchemaType::AnyValue).description(Some(about))
}

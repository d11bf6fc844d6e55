//! The API's document, OpenAPI 3.1, made from the table of routes.

pub(crate) mod answers;
pub(crate) mod examples;
mod reports;
mod schemas;

use crate::extract::Known;
use crate::respond::tag;
use crate::route::{Answer, Body, Method, Parameter, Route, Value};
use crate::said::{Said, said};
use crate::table::{API, BASE};
use app::permission::Operation;
use axum::body::Bytes;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::LazyLock;
use utoipa::openapi::path::{
    Operation as Documented, OperationBuilder, ParameterBuilder, ParameterIn, PathsBuilder,
};
use utoipa::openapi::request_body::{RequestBody, RequestBodyBuilder};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    Content, HttpMethod, InfoBuilder, KnownFormat, ObjectBuilder, OpenApi, OpenApiBuilder, Ref, Required,
    Schema, SchemaFormat, ServerBuilder, Type,
};

/// The name of the security scheme.
const BEARER: &str = "bearer";

/// What the header says that names the revision of a row.
pub(crate) const IF_MATCH: Said = said(
    "入力者が見た時点の行の版番号（例：\"17\"）。本文のseenでもよい",
    "the revision of the row that the author saw, such as \"17\"; or `seen` in the body",
);
const IF_NONE_MATCH: Said = said("手元にある応答のETag", "the ETag of an answer that the caller has");
const ACCEPT_LANGUAGE: Said =
    said("エラーの言葉を日本語（ja）または英語（en）にする", "ja or en, for the words of problems");

/// The document as JSON.
pub fn document() -> serde_json::Value {
    let mut document = serde_json::to_value(build()).expect("the document has string keys");
    let schemas = document["components"]["schemas"].as_object_mut().expect("problems have a schema");
    for (name, schema) in reports::schemas() {
        let other = schemas.insert(name, schema);
        assert!(other.is_none(), "what is answered is called as what is taken: {other:?}");
    }
    for route in API {
        let operation = &mut document["paths"][route.path][route.method.name().to_lowercase()];
        examples::put(operation, route);
    }
    document
}

/// The document as it is served, written when it is first asked for: a service starts without it.
static WRITTEN: LazyLock<Bytes> = LazyLock::new(|| {
    Bytes::from(serde_json::to_vec_pretty(&document()).expect("a JSON value can be written"))
});

pub(crate) async fn serve(known: Known) -> Response {
    let tag = tag(None, &WRITTEN);
    if known.has(&tag) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    let kind = "application/json".to_owned();
    ([(header::ETAG, tag), (header::CONTENT_TYPE, kind)], WRITTEN.clone()).into_response()
}

fn build() -> OpenApi {
    let info = InfoBuilder::new()
        .title("minaoshi")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "The progress of a council's or municipality's plans. Every write is a PUT under an id (a UUID, best \
             version 7) that the caller chooses: the same request again is answered with 200 and changes nothing, \
             another request with the same id is refused with 409. Times are UTC, days are those of Asia/Tokyo. Every \
             error is application/problem+json. Without a token, what is published can be read.",
        ))
        .build();
    let mut paths = PathsBuilder::new().build();
    for route in API {
        paths.add_path_operation(route.path, vec![method(route.method)], operation(route));
    }
    let mut components = schemas::components();
    let bearer = Http::new(HttpAuthScheme::Bearer);
    components.add_security_scheme(BEARER, SecurityScheme::Http(bearer));
    OpenApiBuilder::new()
        .info(info)
        .servers(Some([ServerBuilder::new().url(BASE).build()]))
        .paths(paths)
        .components(Some(components))
        .build()
}

fn method(method: Method) -> HttpMethod {
    match method {
        Method::Get => HttpMethod::Get,
        Method::Put => HttpMethod::Put,
        Method::Post => HttpMethod::Post,
    }
}

fn operation(route: &Route) -> Documented {
    let mut operation = OperationBuilder::new()
        .operation_id(Some(route.name))
        .summary(Some(route.summary.en))
        .description(Some(route.summary.ja))
        .tag(tag_of(route))
        .request_body(body(route))
        .responses(answers::of(route));
    let segments: Vec<_> = route.segments().collect();
    for (place, name) in segments.iter().enumerate() {
        let chosen = route.method == Method::Put && place + 1 == segments.len();
        operation = operation.parameter(segment(name, chosen));
    }
    for parameter in route.query {
        let required = if parameter.required { Required::True } else { Required::False };
        let documented = ParameterBuilder::new()
            .name(parameter.name)
            .parameter_in(ParameterIn::Query)
            .required(required)
            .description(Some(parameter.about.both()))
            .schema(Some(value(parameter)));
        operation = operation.parameter(documented);
    }
    if route.seen {
        operation = operation.parameter(asked("If-Match", IF_MATCH));
    }
    if matches!(route.answer, Answer::Report(_) | Answer::File) {
        operation = operation.parameter(asked("If-None-Match", IF_NONE_MATCH));
    }
    operation = operation.parameter(asked("Accept-Language", ACCEPT_LANGUAGE));
    let bearer = SecurityRequirement::new(BEARER, [] as [&str; 0]);
    if route.operation == Operation::ReadPublished {
        operation = operation.security(SecurityRequirement::default());
    }
    operation.security(bearer).build()
}

/// What stands first in the path that is not a name.
fn tag_of(route: &Route) -> &'static str {
    let mut parts = route.path.split('/').filter(|part| !part.is_empty() && !part.starts_with('{'));
    let first = parts.next().unwrap_or_default();
    parts.next().unwrap_or(first)
}

/// What a name in a path stands for; `chosen` for the caller's id.
pub(crate) fn segment_about(name: &str, chosen: bool) -> Said {
    match name {
        _ if chosen => said(
            "呼び出す側が決める記録のID。同じIDでは二重に記録されない",
            "the caller's id of what is recorded; the same id again records nothing twice",
        ),
        "plan" => said("計画（名前またはID）", "the plan, by slug or id"),
        "item" => said(
            "見出しまたは事業（番号（1-1-1①）またはID）",
            "the heading or item, by its number (1-1-1①) or id",
        ),
        "edition" => said("版（名称、日付またはID）", "the edition, by label, date or id"),
        "decision" => said("決定のID", "the decision's id"),
        _ => said("ID", "the id"),
    }
}

fn segment(name: &str, chosen: bool) -> ParameterBuilder {
    let format = chosen.then_some(SchemaFormat::KnownFormat(KnownFormat::Uuid));
    let text = ObjectBuilder::new().schema_type(Type::String).format(format);
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .description(Some(segment_about(name, chosen).both()))
        .schema(Some(Schema::Object(text.build())))
}

fn asked(name: &str, about: Said) -> ParameterBuilder {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(about.both()))
        .schema(Some(Schema::Object(ObjectBuilder::new().schema_type(Type::String).build())))
}

fn value(parameter: &Parameter) -> Schema {
    let object = ObjectBuilder::new();
    let object = match parameter.value {
        Value::Text | Value::File | Value::Files => object.schema_type(Type::String),
        Value::Number => object.schema_type(Type::Integer).minimum(Some(0)),
        Value::Flag => object.schema_type(Type::Boolean),
        Value::OneOf(words) => object.schema_type(Type::String).enum_values(Some(words.to_vec())),
    };
    Schema::Object(object.build())
}

fn body(route: &Route) -> Option<RequestBody> {
    let content = |kind: &str, content: Content| {
        RequestBodyBuilder::new().content(kind, content).required(Some(Required::True)).build()
    };
    match route.body {
        Body::Nothing => None,
        Body::Json(object) => {
            Some(content("application/json", Content::new(Some(Ref::from_schema_name(object.name)))))
        }
        Body::File => Some(content("*/*", Content::new(Some(schemas::bytes())))),
        Body::Form(fields) => Some(content("multipart/form-data", Content::new(Some(schemas::form(fields))))),
    }
}

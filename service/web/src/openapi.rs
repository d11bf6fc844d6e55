//! The API's document, OpenAPI 3.1, made from the table of routes.

mod answers;
mod schemas;

use crate::extract::Known;
use crate::respond::tag;
use crate::route::{Answer, Body, Method, Parameter, Route, Value};
use crate::router::Site;
use crate::table::{API, BASE};
use app::permission::Operation;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
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

/// The document as JSON.
pub fn document() -> serde_json::Value {
    serde_json::to_value(build()).expect("the document has string keys")
}

/// The document as it is served.
pub(crate) fn written() -> Vec<u8> {
    serde_json::to_vec_pretty(&document()).expect("a JSON value can be written")
}

pub(crate) async fn serve(site: State<Site>, known: Known) -> Response {
    let tag = tag(None, &site.document);
    if known.has(&tag) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    let kind = "application/json".to_owned();
    ([(header::ETAG, tag), (header::CONTENT_TYPE, kind)], site.document.clone()).into_response()
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
        .summary(Some(route.summary))
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
            .description(Some(parameter.about))
            .schema(Some(value(parameter)));
        operation = operation.parameter(documented);
    }
    if route.seen {
        operation = operation.parameter(asked(
            "If-Match",
            "the revision of the row that the author saw, such as \"17\"; or `seen` in the body",
        ));
    }
    if matches!(route.answer, Answer::Report(_) | Answer::File) {
        operation = operation.parameter(asked("If-None-Match", "the ETag of an answer that the caller has"));
    }
    operation = operation.parameter(asked("Accept-Language", "ja or en, for the words of problems"));
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

fn segment(name: &str, chosen: bool) -> ParameterBuilder {
    let about = match name {
        _ if chosen => "the caller's id of what is recorded; the same id again records nothing twice",
        "plan" => "the plan, by slug or id",
        "item" => "the heading or item, by its number (1-1-1①) or id",
        "edition" => "the edition, by label, date or id",
        "decision" => "the decision's id",
        _ => "the id",
    };
    let format = chosen.then_some(SchemaFormat::KnownFormat(KnownFormat::Uuid));
    let text = ObjectBuilder::new().schema_type(Type::String).format(format);
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .description(Some(about))
        .schema(Some(Schema::Object(text.build())))
}

fn asked(name: &str, about: &str) -> ParameterBuilder {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(about))
        .schema(Some(Schema::Object(ObjectBuilder::new().schema_type(Type::String).build())))
}

fn value(parameter: &Parameter) -> Schema {
    let object = ObjectBuilder::new();
    let object = match parameter.value {
        Value::Text => object.schema_type(Type::String),
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

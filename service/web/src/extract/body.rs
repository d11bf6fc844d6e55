//! Bodies: an object in JSON, or the bytes of a file.

use crate::header::text;
use crate::problem::Problem;
use crate::route::Body;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;

/// A request in JSON, as the route's row describes it.
#[derive(Debug)]
pub(crate) struct Json<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        const ACCEPTED: &str = "application/json";
        let route = super::route(request.extensions());
        let given = media_type(request.headers());
        if given.as_deref() != Some(ACCEPTED) {
            return Err(Problem::media_type(given.as_deref(), ACCEPTED));
        }
        let bytes = bytes(request, state, route.limit()).await?;
        let value = serde_json::from_slice(&bytes).map_err(|error| Problem::malformed(&error))?;
        if let Body::Json(object) = route.body {
            object.check(&value).map_err(|u| Problem::unread(&u.field, u.found, u.accepted))?;
        }
        // What the row describes is what the request is; a test holds both against each other.
        serde_json::from_value(value)
            .map(Self)
            .map_err(|error| Problem::unread("body", error.to_string(), "what the API's document says"))
    }
}

/// The bytes of a file, with its media type.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) media_type: String,
    pub(crate) bytes: Vec<u8>,
}

impl<S: Send + Sync> FromRequest<S> for File {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let route = super::route(request.extensions());
        let Some(media_type) = media_type(request.headers()) else {
            return Err(Problem::media_type(None, "the media type of the file"));
        };
        let bytes = bytes(request, state, route.limit()).await?;
        Ok(Self { media_type, bytes: bytes.to_vec() })
    }
}

/// The media type without its parameters, in lower case.
fn media_type(headers: &HeaderMap) -> Option<String> {
    let given = text(headers, header::CONTENT_TYPE)?.split(';').next()?.trim();
    (!given.is_empty()).then(|| given.to_ascii_lowercase())
}

async fn bytes<S: Send + Sync>(request: Request, state: &S, limit: usize) -> Result<Bytes, Problem> {
    Bytes::from_request(request, state).await.map_err(|rejection| {
        let too_large = rejection.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE;
        if too_large { Problem::too_large(limit) } else { Problem::bad_request() }
    })
}

//! Who calls: the bearer of a token, or anyone.

use crate::header::text;
use crate::problem::Problem;
use crate::router::Site;
use app::{AppError, Caller};
use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use domain::event::Channel;

/// Who calls the API.
#[derive(Debug)]
pub(crate) struct Who(pub(crate) Caller);

impl FromRequestParts<Site> for Who {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        if !parts.headers.contains_key(AUTHORIZATION) {
            return Ok(Self(Caller::public(Channel::Api)));
        }
        let (scheme, secret) = text(&parts.headers, AUTHORIZATION)
            .and_then(|value| value.trim().split_once(' '))
            .ok_or(AppError::Unauthenticated)?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(AppError::Unauthenticated.into());
        }
        Ok(Self(site.app.authenticate(secret.trim()).await?))
    }
}

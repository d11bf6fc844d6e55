//! The names in a path.

use crate::problem::Problem;
use crate::schema::shortened;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use uuid::Uuid;

/// The names in a path, decoded.
#[derive(Debug)]
pub(crate) struct At(Vec<(String, String)>);

impl<S: Send + Sync> FromRequestParts<S> for At {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let names =
            RawPathParams::from_request_parts(parts, state).await.map_err(|_| Problem::bad_request())?;
        Ok(Self(names.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()))
    }
}

impl At {
    /// The plan, by slug or id.
    pub(crate) fn plan(&self) -> &str {
        self.name("plan")
    }

    /// What stands in the path under that name.
    pub(crate) fn name(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == name);
        found
            .map(|(_, value)| value.as_str())
            .expect("the route's path has the name that its handler asks for")
    }

    /// The caller's id of what is to be recorded, which stands last.
    pub(crate) fn id(&self) -> Result<Uuid, Problem> {
        let (name, id) = self.0.last().expect("what is recorded has its id last in the path");
        Uuid::try_parse(id).map_err(|_| {
            Problem::unread(name, shortened(id), "a UUID such as 0190b5a8-7c1e-7000-8000-000000000001")
        })
    }
}

//! The parameters of a query: those that the route's row names, once each, and no others; pages pass over what they do
//! not know.

use crate::problem::Problem;
use crate::route::{Answer, Parameter, Route, Value};
use crate::schema::shortened;
use axum::extract::{FromRequestParts, Query as Pairs};
use axum::http::request::Parts;
use std::collections::BTreeMap;

/// The parameters of a query.
#[derive(Debug)]
pub(crate) struct Query(BTreeMap<&'static str, String>);

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let pairs = Pairs::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        let Pairs(pairs) = pairs.map_err(|_| Problem::bad_request())?;
        Self::of(super::route(&parts.extensions), pairs)
    }
}

impl Query {
    fn of(route: &Route, pairs: Vec<(String, String)>) -> Result<Self, Problem> {
        let mut given = BTreeMap::new();
        // A form sends its empty fields too, and who passes a page's address on may have added to it.
        let lenient = route.answer == Answer::Page;
        let ours = |(name, value): &(String, String)| {
            !lenient || (!value.is_empty() && route.query.iter().any(|known| known.name == name))
        };
        for (name, value) in pairs.into_iter().filter(ours) {
            let Some(known) = route.query.iter().find(|known| known.name == name) else {
                let names: Vec<_> = route.query.iter().map(|known| known.name).collect();
                let accepted = if names.is_empty() { "no parameter".to_owned() } else { names.join(", ") };
                return Err(Problem::unread(&shortened(&name), "an unknown parameter", accepted));
            };
            known.check(&value)?;
            if given.insert(known.name, value).is_some() {
                return Err(Problem::unread(known.name, "more than one", "one"));
            }
        }
        let missing = route.query.iter().find(|known| known.required && !given.contains_key(known.name));
        match missing {
            Some(missing) => Err(Problem::unread(missing.name, "nothing", missing.about.en)),
            None => Ok(Self(given)),
        }
    }

    /// Everything that was given, by name.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// What was given for a parameter.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The same, on its own.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.get(name).map(str::to_owned)
    }

    /// A number.
    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        self.get(name)?.parse().ok()
    }

    /// Whether it was given and is true.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.get(name) == Some("true")
    }
}

impl Parameter {
    /// Whether the value is what the parameter holds.
    fn check(&self, value: &str) -> Result<(), Problem> {
        let (fits, accepted) = match self.value {
            Value::Text | Value::File | Value::Files => (true, String::new()),
            Value::Number => (value.parse::<u64>().is_ok(), "a whole number, 0 or more".to_owned()),
            Value::Flag => (matches!(value, "true" | "false"), "true, false".to_owned()),
            Value::OneOf(words) => (words.contains(&value), words.join(", ")),
        };
        if fits { Ok(()) } else { Err(Problem::unread(self.name, shortened(value), accepted)) }
    }
}

//! The ids in a path.

use std::str::FromStr;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

use crate::error::Error;

/// The only parameter of the path. What is no id is the id of nothing.
#[derive(Clone, Copy, Debug)]
pub struct Id<T>(pub T);

/// Both parameters of the path, as [`Id`].
#[derive(Clone, Copy, Debug)]
pub struct Ids<A, B>(pub A, pub B);

impl<S: Send + Sync, T: FromStr> FromRequestParts<S> for Id<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        let Path(text) = path.map_err(|_| NOT_FOUND)?;
        Ok(Self(parse(&text)?))
    }
}

impl<S: Send + Sync, A: FromStr, B: FromStr> FromRequestParts<S> for Ids<A, B> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let path = Path::<(String, String)>::from_request_parts(parts, state).await;
        let Path((first, second)) = path.map_err(|_| NOT_FOUND)?;
        Ok(Self(parse(&first)?, parse(&second)?))
    }
}

const NOT_FOUND: Error = Error::Domain(domain::Error::NotFound);

/// Reads an id of a path; what is none names nothing.
///
/// # Errors
/// `NotFound`.
pub(crate) fn parse<T: FromStr>(text: &str) -> Result<T, Error> {
    text.parse().map_err(|_| NOT_FOUND)
}

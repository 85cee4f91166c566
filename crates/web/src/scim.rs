//! `/scim/v2`: what directories of people (Entra ID, Okta, Keycloak) enter, change and take out here, by SCIM 2.0 (RFC 7643,
//! RFC 7644). A directory has a token of its own, which opens nothing else; tokens of apps open nothing here.

mod discovery;
mod document;
mod error;
mod filter;
mod groups;
mod patch;
mod path;
mod person;
mod precondition;
mod query;
mod resource;
mod schema;
mod select;
mod users;
mod value;

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::HeaderValue;
use axum::http::request::Parts;
use axum::routing::{any, get, post};
use domain::scim::Directory;
use domain::scim::directory::authenticate;
use domain::throttle;

use error::{Error, Result};

use crate::extract::auth::secret;
use crate::state::State;

const MEDIA_TYPE: HeaderValue = HeaderValue::from_static("application/scim+json");

/// The routes.
pub fn router() -> Router<State> {
    Router::new()
        .route(
            "/scim/v2/ServiceProviderConfig",
            get(discovery::service_provider_config),
        )
        .route("/scim/v2/ResourceTypes", get(discovery::resource_types))
        .route("/scim/v2/ResourceTypes/{id}", get(discovery::resource_type))
        .route("/scim/v2/Schemas", get(discovery::schemas))
        .route("/scim/v2/Schemas/{id}", get(discovery::schema))
        .route("/scim/v2/Users", get(users::index).post(users::create))
        .route(
            "/scim/v2/Users/{id}",
            get(users::show)
                .put(users::replace)
                .patch(users::patch)
                .delete(users::destroy),
        )
        .route("/scim/v2/Groups", get(groups::index).post(groups::create))
        .route(
            "/scim/v2/Groups/{id}",
            get(groups::show)
                .put(groups::replace)
                .patch(groups::patch)
                .delete(groups::destroy),
        )
        .route("/scim/v2/.search", post(unsupported))
        .route("/scim/v2/Users/.search", post(unsupported))
        .route("/scim/v2/Groups/.search", post(unsupported))
        .route("/scim/v2/Bulk", post(unsupported))
        .route("/scim/v2/Me", any(unsupported))
        .route("/scim/v2/{*path}", any(nothing))
        .method_not_allowed_fallback(method)
}

async fn nothing() -> Error {
    Error::NotFound
}

async fn method() -> Error {
    Error::Method
}

async fn unsupported(_: Caller) -> Error {
    Error::Unsupported
}

/// The directory whose token came with the request.
struct Caller(Directory);

impl FromRequestParts<State> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self> {
        let secret = secret(&parts.headers).ok_or(Error::Unauthorized)?;
        let found = authenticate(&state.ctx, secret).await?;
        let directory = found.ok_or(Error::Unauthorized)?;
        throttle::count(&state.ctx, throttle::DIRECTORY, &directory.id.to_string())?;
        Ok(Self(directory))
    }
}

/// Reads an id of a path; what is none names nothing.
fn id<T: std::str::FromStr>(text: &str) -> Result<T> {
    text.parse().map_err(|_| Error::NotFound)
}

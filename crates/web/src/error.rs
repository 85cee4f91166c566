//! The only way in which a handler fails: Mastodon's error JSON. Details are logged here, once, and told to nobody.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// What an app is told.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The use-case refused.
    #[error(transparent)]
    Domain(#[from] domain::Error),
    /// A request that cannot be read.
    #[error("{0}")]
    BadRequest(String),
    /// No token, or one that is not valid (any more).
    #[error("The access token is invalid")]
    Unauthorized,
    /// The token is good for other things.
    #[error("This action is outside the authorized scopes")]
    Scope,
    /// The token's user may not act (yet): the words say why.
    #[error("{0}")]
    Inactive(&'static str),
    /// Parameters that Mastodon checks before anything else.
    #[error("Validation failed: {0}")]
    Unprocessable(String),
    /// The body is larger than allowed.
    #[error("The request is too large")]
    TooLarge,
    /// Too many of these; try again after so many seconds.
    #[error("Too many requests")]
    TooMany(u64),
}

impl Error {
    /// A refusal that names the parameter and the remedy.
    pub fn invalid(field: &'static str, reason: impl Into<String>) -> Self {
        Self::Domain(domain::Error::invalid(field, reason))
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Domain(domain::Error::NotFound) => StatusCode::NOT_FOUND,
            Self::Domain(domain::Error::Forbidden(_)) | Self::Scope | Self::Inactive(_) => {
                StatusCode::FORBIDDEN
            }
            Self::Domain(domain::Error::Invalid { .. }) | Self::Unprocessable(_) => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::Domain(domain::Error::Conflict(_)) => StatusCode::CONFLICT,
            Self::Domain(domain::Error::TooMany { .. }) => StatusCode::TOO_MANY_REQUESTS,
            Self::Domain(domain::Error::Internal(_)) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        if let Self::Domain(domain::Error::Internal(source)) = &self {
            tracing::error!(error = %source, "a request failed inside");
        }
        let status = self.status();
        let text = match status {
            StatusCode::INTERNAL_SERVER_ERROR => "Something went wrong on this server".to_owned(),
            _ => self.to_string(),
        };
        let mut response = (status, Json(json!({ "error": text }))).into_response();
        if let Self::TooMany(seconds) = self {
            response.headers_mut().insert("retry-after", seconds.into());
        }
        response
    }
}

/// The result of a handler.
pub type Result<T> = std::result::Result<T, Error>;

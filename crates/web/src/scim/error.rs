//! How a directory is refused (RFC 7644 section 3.12).

use axum::Json;
use axum::http::header::{CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::MEDIA_TYPE;

const SCHEMA: &str = "urn:ietf:params:scim:api:messages:2.0:Error";

/// Why a directory is refused.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No token, or none that opens anything.
    #[error("The token is invalid")]
    Unauthorized,
    /// There is nothing at the address.
    #[error("There is no such resource")]
    NotFound,
    /// The address does not take the method.
    #[error("The address does not take this method")]
    Method,
    /// It is not done here.
    #[error("This server does not support that")]
    Unsupported,
    /// The body is larger than allowed.
    #[error("The request is too large")]
    TooLarge,
    /// The resource is another version than `If-Match` says.
    #[error("The resource was changed meanwhile")]
    Version,
    /// The body is no JSON object, or is none of the expected shape.
    #[error("{0}")]
    Syntax(&'static str),
    /// A filter that is none, is too deep, or names what there is not.
    #[error("The filter cannot be used: {0}")]
    Filter(&'static str),
    /// A path that is none, or names what there is not.
    #[error("The path {0} names nothing that can be changed")]
    Path(String),
    /// What a path names has no values to be changed.
    #[error("Nothing is at the path")]
    NoTarget,
    /// An attribute that is not the directory's to write, or must be there.
    #[error("The attribute {0} cannot be changed so")]
    Mutability(&'static str),
    /// A value that the attribute cannot have.
    #[error("The attribute {0} cannot have this value")]
    Value(&'static str),
    /// More resources than can be looked through.
    #[error(
        "Too many resources would have to be looked through: filter by userName, externalId or id"
    )]
    TooMany,
    /// The use-case refused.
    #[error(transparent)]
    Domain(#[from] domain::Error),
}

/// The result of a handler.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    fn status(&self) -> StatusCode {
        match self {
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Unsupported => StatusCode::NOT_IMPLEMENTED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Version => StatusCode::PRECONDITION_FAILED,
            Self::Domain(domain::Error::Invalid { .. })
            | Self::Syntax(_)
            | Self::Filter(_)
            | Self::Path(_)
            | Self::NoTarget
            | Self::Mutability(_)
            | Self::Value(_)
            | Self::TooMany => StatusCode::BAD_REQUEST,
            Self::Domain(error) => crate::Error::status_of(error),
        }
    }

    fn scim_type(&self) -> Option<&'static str> {
        Some(match self {
            Self::Syntax(_) => "invalidSyntax",
            Self::Filter(_) => "invalidFilter",
            Self::Path(_) => "invalidPath",
            Self::NoTarget => "noTarget",
            Self::Mutability(_) => "mutability",
            Self::Value(_) | Self::Domain(domain::Error::Invalid { .. }) => "invalidValue",
            Self::TooMany => "tooMany",
            Self::Domain(domain::Error::Conflict(_)) => "uniqueness",
            _ => return None,
        })
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = self.status();
        let mut body = json!({
            "schemas": [SCHEMA],
            "status": status.as_str(),
            "detail": self.to_string(),
        });
        if let Some(kind) = self.scim_type() {
            body["scimType"] = kind.into();
        }
        let mut response = (status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, MEDIA_TYPE);
        if matches!(self, Self::Unauthorized) {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Self::Domain(error) = self {
            crate::Error::Domain(error).log();
        }
        response
    }
}

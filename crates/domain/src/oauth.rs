//! OAuth 2 (RFC 6749) with PKCE (RFC 7636, S256 alone): how an app gets a token.

mod authorize;
mod grant;

pub use authorize::{Asked, Request, Unasked, check, grant as grant_code};
pub use grant::{client_credentials, exchange, password, revoke};

use crate::error::Error;

/// Why an app gets no token (RFC 6749 sections 4.1.2.1 and 5.2).
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// A parameter is missing or does not fit.
    #[error("{0}")]
    InvalidRequest(&'static str),
    /// The client is unknown, or its secret is another one.
    #[error("The client is unknown, or its secret is not correct")]
    InvalidClient,
    /// The code or the password is not good for this client.
    #[error(
        "The authorization grant is invalid, expired, revoked, or was issued to another client"
    )]
    InvalidGrant,
    /// The scopes are unknown, or more than the client registered for.
    #[error("The requested scope is unknown, or more than the application registered for")]
    InvalidScope,
    /// The client may not do this.
    #[error("The client is not authorized to do this")]
    UnauthorizedClient,
    /// Another grant than those supported.
    #[error("The grant type is not supported")]
    UnsupportedGrantType,
    /// Another response type than `code`.
    #[error("The response type is not supported")]
    UnsupportedResponseType,
    /// The person said no.
    #[error("The resource owner denied the request")]
    AccessDenied,
    /// Anything else.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl Refusal {
    /// The `error` of the answer.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::InvalidRequest(_) => "invalid_request",
            Self::InvalidClient => "invalid_client",
            Self::InvalidGrant => "invalid_grant",
            Self::InvalidScope => "invalid_scope",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::UnsupportedResponseType => "unsupported_response_type",
            Self::AccessDenied => "access_denied",
            Self::Failed(_) => "server_error",
        }
    }
}

impl From<storage::Error> for Refusal {
    fn from(error: storage::Error) -> Self {
        Self::Failed(error.into())
    }
}

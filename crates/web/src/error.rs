//! The only way in which a handler fails: Mastodon's error JSON. Details are logged here, once, and told to nobody.

pub(crate) mod language;

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::reason::Reason;
use domain::{oauth, sign_up};

use crate::i18n::Lang;
use crate::rate_limit;

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
    /// The token is an application's own where somebody has to act.
    #[error("This method requires an authenticated user")]
    NoUser,
    /// An app gets no token (RFC 6749 section 5.2).
    #[error("{0}")]
    OAuth(oauth::Refusal),
    /// Somebody could not join; every wrong field is named.
    #[error("Validation failed: {}", language::sentences(.0))]
    SignUp(Vec<sign_up::Wrong>),
    /// Somebody's duties need a second factor, and there is none yet: to the page where it is set up.
    #[error("A second factor is needed first")]
    TwoFactorFirst,
    /// The token's user may not act (yet): the words say why.
    #[error("{0}")]
    Inactive(&'static str),
    /// Parameters that Mastodon checks before anything else.
    #[error("Validation failed: {0}")]
    Unprocessable(String),
    /// The body is larger than allowed.
    #[error("The request is too large")]
    TooLarge,
    /// Too many others are asking; nothing is wrong with the request.
    #[error("This server cannot answer right now")]
    Busy,
    /// What another server sent is not taken; the words are for its administrator.
    #[error("{0}")]
    Peer(protocol::Error),
}

/// Where a second factor is set up.
pub(crate) const TWO_FACTOR: &str = "/settings/two-factor";
/// Seconds after which a server whose key could not be had may come back.
const KEY_RETRY_AFTER: u32 = 300;
/// Seconds after which whoever met an absent database, or too many others, may come back.
const RETRY_AFTER: u32 = 30;

impl Error {
    /// A refusal that names the parameter and the remedy.
    pub fn invalid(field: &'static str, reason: impl Into<Reason>) -> Self {
        Self::Domain(domain::Error::invalid(field, reason))
    }

    /// Logs what failed inside; called once, where the answer is made.
    pub(crate) fn log(&self) {
        match self {
            Self::Domain(
                domain::Error::Internal(source)
                | domain::Error::Unavailable(source)
                | domain::Error::Full(source),
            ) => tracing::error!(error = %source, "a request failed inside"),
            Self::Peer(error) => tracing::info!(%error, "a request of another server was refused"),
            _ => {}
        }
    }

    /// The status of the answer.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::Domain(error) => Self::status_of(error),
            Self::Scope | Self::Inactive(_) => StatusCode::FORBIDDEN,
            Self::Unprocessable(_) | Self::SignUp(_) | Self::NoUser => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::OAuth(refusal) => oauth_status(refusal),
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::TwoFactorFirst => StatusCode::SEE_OTHER,
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Peer(error) => peer_status(error),
        }
    }

    /// The status of the answer to what a use-case refused.
    pub(crate) fn status_of(error: &domain::Error) -> StatusCode {
        match error {
            domain::Error::NotFound => StatusCode::NOT_FOUND,
            domain::Error::Forbidden(_) => StatusCode::FORBIDDEN,
            domain::Error::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            domain::Error::Conflict(_) => StatusCode::CONFLICT,
            domain::Error::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            domain::Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            domain::Error::Full(_) => StatusCode::INSUFFICIENT_STORAGE,
            domain::Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        self.log();
        if matches!(self, Self::TwoFactorFirst) {
            return Redirect::to(TWO_FACTOR).into_response();
        }
        let body = Json(self.body(Lang::english()));
        let mut response = (self.status(), body).into_response();
        if response.status() == StatusCode::SERVICE_UNAVAILABLE {
            let wait = match self {
                Self::Peer(_) => KEY_RETRY_AFTER,
                _ => RETRY_AFTER,
            };
            response.headers_mut().insert("retry-after", wait.into());
        }
        if let Self::Domain(domain::Error::TooMany(allowance)) = &self {
            rate_limit::tell(response.headers_mut(), *allowance);
        }
        language::enclose(&mut response, self);
        response
    }
}

impl From<protocol::Error> for Error {
    fn from(error: protocol::Error) -> Self {
        match error {
            protocol::Error::Domain(error) => Self::Domain(error),
            other => Self::Peer(other),
        }
    }
}

impl From<oauth::Refusal> for Error {
    fn from(refusal: oauth::Refusal) -> Self {
        match refusal {
            oauth::Refusal::Failed(error) => Self::Domain(error),
            other => Self::OAuth(other),
        }
    }
}

impl From<sign_up::Refusal> for Error {
    fn from(refusal: sign_up::Refusal) -> Self {
        match refusal {
            sign_up::Refusal::Failed(error) => Self::Domain(error),
            sign_up::Refusal::Wrong(fields) => Self::SignUp(fields),
            sign_up::Refusal::Closed => {
                Self::Domain(domain::Error::Forbidden("Registrations are closed"))
            }
        }
    }
}

/// Peers read the code: they come back after 503, and drop the delivery after anything else.
fn peer_status(error: &protocol::Error) -> StatusCode {
    match error {
        protocol::Error::Malformed(_) => StatusCode::BAD_REQUEST,
        protocol::Error::Refused(_) => StatusCode::FORBIDDEN,
        error if error.is_transient() => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::UNAUTHORIZED,
    }
}

/// The statuses of RFC 6749 section 5.2 and, for another client's token, of Mastodon.
fn oauth_status(refusal: &oauth::Refusal) -> StatusCode {
    match refusal {
        oauth::Refusal::InvalidClient => StatusCode::UNAUTHORIZED,
        oauth::Refusal::UnauthorizedClient | oauth::Refusal::AccessDenied => StatusCode::FORBIDDEN,
        _ => StatusCode::BAD_REQUEST,
    }
}

/// The result of a handler.
pub type Result<T> = std::result::Result<T, Error>;

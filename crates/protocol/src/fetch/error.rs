//! What can go wrong between asking and having an answer, in words for the operator.

use std::{error::Error as _, time::Duration};

use thiserror::Error;

/// Why an answer was not had. [`FetchError::is_transient`] says whether asking again later may help.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FetchError {
    /// We did not ask, or did not go on asking: a rule of ours forbids it.
    #[error("not asked: {0}")]
    Refused(#[from] Refusal),
    /// No complete answer: name not found, connection refused, certificate not accepted, timed out, broken off.
    #[error("could not be reached: {0}")]
    Unreachable(String),
    /// The server answered, but not with success. `retry_after` is its own wish.
    #[error("answered with status {code}")]
    Status {
        /// The HTTP status code, never 2xx and never 410.
        code: u16,
        /// From `Retry-After`, in either of its forms (RFC 9110 §10.2.3).
        retry_after: Option<Duration>,
    },
    /// 410: it was there and will not come back.
    #[error("gone for good (status 410)")]
    Gone,
    /// More bytes than allowed, after decompression.
    #[error("answer is larger than {limit} bytes")]
    TooLarge {
        /// The bound that was passed, in bytes.
        limit: usize,
    },
    /// The content type is not one that may speak for what was asked (GHSA-jhrq-qvrm-qr36).
    #[error("answer is of type \"{0}\", which is not what was asked for")]
    WrongType(String),
}

/// A rule of ours that forbids a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Neither `https:` nor, where the development switch allows it, `http:`.
    #[error("only https addresses are asked")]
    Scheme,
    /// `https://user:password@host/`: we carry nobody's credentials.
    #[error("the address carries a user name or password")]
    Credentials,
    /// An IP address instead of a name.
    #[error("the host is a bare IP address")]
    IpAddress,
    /// The name resolves only to addresses outside the public internet.
    #[error("the host has no address on the public internet")]
    PrivateAddress,
    /// A redirect from https to http.
    #[error("redirected from https to http")]
    Downgrade,
    /// A redirect without a usable `Location`.
    #[error("redirected to an address that cannot be read")]
    BadRedirect,
    /// More redirects than allowed.
    #[error("redirected too many times")]
    TooManyRedirects,
    /// The task's [`super::Budget`] is spent.
    #[error("this task has sent all the requests it may")]
    BudgetSpent,
    /// The id of our key cannot stand in a header.
    #[error("our own key id cannot be written in a header")]
    KeyId,
}

impl FetchError {
    /// Whether the same request may succeed later without anyone changing it.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Unreachable(_) => true,
            Self::Status { code, .. } => matches!(code, 408 | 425 | 429 | 500..=599),
            Self::Refused(_) | Self::Gone | Self::TooLarge { .. } | Self::WrongType(_) => false,
        }
    }

    pub(super) fn timed_out() -> Self {
        Self::Unreachable("it took too long".to_owned())
    }

    /// The innermost cause says most and, unlike the outer layers, never repeats the URL, which may hold a push secret.
    pub(super) fn from_http(error: &reqwest::Error) -> Self {
        if error.is_timeout() {
            return Self::timed_out();
        }
        let mut cause = error.source();
        let mut text = "no answer".to_owned();
        while let Some(inner) = cause {
            if let Some(refusal) = inner.downcast_ref::<Refusal>() {
                return Self::Refused(*refusal);
            }
            text = inner.to_string();
            cause = inner.source();
        }
        Self::Unreachable(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(code: u16) -> FetchError {
        FetchError::Status {
            code,
            retry_after: None,
        }
    }

    #[test]
    fn only_what_time_may_heal_is_transient() {
        for code in [408, 429, 500, 502, 503, 504] {
            assert!(status(code).is_transient(), "{code}");
        }
        for code in [301, 400, 401, 403, 404, 413] {
            assert!(!status(code).is_transient(), "{code}");
        }
        assert!(FetchError::timed_out().is_transient());
        assert!(!FetchError::Gone.is_transient());
        assert!(!FetchError::Refused(Refusal::PrivateAddress).is_transient());
    }
}

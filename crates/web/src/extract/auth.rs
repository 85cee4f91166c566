//! Who asks, by the access token in `Authorization: Bearer` (RFC 6750 section 2.1).

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use domain::Viewer;
use domain::id::{AccountId, ApplicationId, TokenId, UserId};
use domain::kinds::UserRole;
use domain::scope::Scopes;
use domain::token::{self, Bearer};
use domain::two_factor::SecondFactor;
use domain::user::{Holder, Standing};

use crate::error::{Error, Result};
use crate::state::State;

/// A token of someone who may act.
#[derive(Clone, Debug)]
pub struct User {
    /// The account that acts.
    pub account_id: AccountId,
    /// The login behind it.
    pub user_id: UserId,
    /// What the login may do on the instance.
    pub role: UserRole,
    /// Whether the login decides on requests for verification.
    pub is_verifier: bool,
    /// Whether the login has a second factor.
    pub second_factor: SecondFactor,
    /// The token.
    pub token_id: TokenId,
    /// The client that holds the token.
    pub application_id: ApplicationId,
    bearer: Arc<Bearer>,
}

/// A token of someone who may act, or nobody known: an application's own token counts as nobody.
#[derive(Clone, Debug)]
pub struct MaybeUser(pub Option<User>);

/// Any token: somebody's or the application's own.
#[derive(Clone, Debug)]
pub struct App {
    /// The client that holds the token.
    pub application_id: ApplicationId,
    bearer: Arc<Bearer>,
}

/// A token of someone who may still have to confirm their address, or to wait for a moderator.
#[derive(Clone, Debug)]
pub struct Newcomer {
    /// The login.
    pub user_id: UserId,
    bearer: Arc<Bearer>,
}

impl Newcomer {
    /// Refuses unless the token is good for one of `scopes`.
    ///
    /// # Errors
    /// `Scope`.
    pub fn require_any(&self, scopes: &[&str]) -> Result<()> {
        require(&self.bearer, scopes)
    }
}

impl User {
    /// The user of a token; `None` for an application's own.
    ///
    /// # Errors
    /// `Inactive`, with the reason, when they may not act.
    pub fn of(bearer: Arc<Bearer>) -> Result<Option<Self>> {
        let Some(holder) = bearer.holder else {
            return Ok(None);
        };
        if let Some(reason) = holder.standing.refusal() {
            return Err(Error::Inactive(reason));
        }
        let Holder {
            user_id,
            account_id,
            role,
            is_verifier,
            second_factor,
            ..
        } = holder;
        let (token_id, application_id) = (bearer.token_id, bearer.application_id);
        Ok(Some(Self {
            account_id,
            user_id,
            role,
            is_verifier,
            second_factor,
            token_id,
            application_id,
            bearer,
        }))
    }

    /// Refuses unless the token is good for `scope`, by itself or as a part of a wider one.
    ///
    /// # Errors
    /// `Scope`.
    pub fn require(&self, scope: &str) -> Result<()> {
        require(&self.bearer, &[scope])
    }

    /// Refuses unless the token is good for one of `scopes`.
    ///
    /// # Errors
    /// `Scope`.
    pub fn require_any(&self, scopes: &[&str]) -> Result<()> {
        require(&self.bearer, scopes)
    }

    /// As the one who looks.
    #[must_use]
    pub fn viewer(&self) -> Viewer {
        Viewer::Account(self.account_id)
    }
}

impl MaybeUser {
    /// As the one who looks.
    #[must_use]
    pub fn viewer(&self) -> Viewer {
        self.0.as_ref().map_or(Viewer::Anonymous, User::viewer)
    }

    /// Refuses a token that is not good for `scope`; nobody needs none.
    ///
    /// # Errors
    /// `Scope`.
    pub fn require(&self, scope: &str) -> Result<()> {
        self.0.as_ref().map_or(Ok(()), |user| user.require(scope))
    }
}

impl App {
    /// What the token is good for.
    #[must_use]
    pub fn scopes(&self) -> Scopes {
        self.bearer.scopes.clone()
    }

    /// Refuses unless the token is good for `scope`.
    ///
    /// # Errors
    /// `Scope`.
    pub fn require(&self, scope: &str) -> Result<()> {
        require(&self.bearer, &[scope])
    }
}

fn require(bearer: &Bearer, scopes: &[&str]) -> Result<()> {
    if scopes.iter().any(|scope| bearer.scopes.includes(scope)) {
        Ok(())
    } else {
        Err(Error::Scope)
    }
}

impl FromRequestParts<State> for User {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self> {
        let bearer = bearer(parts, state).await?.ok_or(Error::Unauthorized)?;
        Self::of(bearer)?.ok_or(Error::NoUser)
    }
}

impl FromRequestParts<State> for MaybeUser {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self> {
        match bearer(parts, state).await? {
            Some(bearer) => User::of(bearer).map(Self),
            None => Ok(Self(None)),
        }
    }
}

impl FromRequestParts<State> for Newcomer {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self> {
        let bearer = bearer(parts, state).await?.ok_or(Error::Unauthorized)?;
        let holder = bearer.holder.ok_or(Error::NoUser)?;
        if let (Standing::Disabled, Some(reason)) = (holder.standing, holder.standing.refusal()) {
            return Err(Error::Inactive(reason));
        }
        Ok(Self {
            user_id: holder.user_id,
            bearer,
        })
    }
}

impl FromRequestParts<State> for App {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self> {
        let bearer = bearer(parts, state).await?.ok_or(Error::Unauthorized)?;
        User::of(bearer.clone())?;
        Ok(Self {
            application_id: bearer.application_id,
            bearer,
        })
    }
}

/// The token of a request as it was sent, if it was.
pub(crate) fn secret(headers: &HeaderMap) -> Option<&str> {
    let (scheme, secret) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

/// The token of a request; `None` when it has none. One that is not valid (any more) is an error: the app must know.
async fn bearer(parts: &Parts, state: &State) -> Result<Option<Arc<Bearer>>> {
    let Some(secret) = secret(&parts.headers) else {
        return Ok(None);
    };
    let found = token::authenticate(&state.ctx, secret).await?;
    found.map(Some).ok_or(Error::Unauthorized)
}

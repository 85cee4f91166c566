//! A token of someone who moderates.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::moderation::{Administrator, Moderator};

use super::User;
use crate::error::{Error, Result};
use crate::state::State;

/// A token of someone who may decide on others. What they may do is a matter of their role, what the token is good for
/// one of its scopes: both are asked.
#[derive(Clone, Debug)]
pub struct Staff {
    user: User,
    moderator: Moderator,
}

impl Staff {
    /// The moderator, if the token is good for `scope`.
    ///
    /// # Errors
    /// `Scope`.
    pub fn moderator(&self, scope: &str) -> Result<&Moderator> {
        self.user.require(scope)?;
        Ok(&self.moderator)
    }

    /// The same, if they administer too.
    ///
    /// # Errors
    /// `Scope`, `Forbidden`.
    pub fn administrator(&self, scope: &str) -> Result<Administrator> {
        Ok(self.moderator(scope)?.administrator()?)
    }

    /// The same, for a token that is good for one of `scopes`.
    ///
    /// # Errors
    /// `Scope`, `Forbidden`.
    pub fn administrator_for_any(&self, scopes: &[&str]) -> Result<Administrator> {
        self.user.require_any(scopes)?;
        Ok(self.moderator.administrator()?)
    }
}

impl FromRequestParts<State> for Staff {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self> {
        let user = User::from_request_parts(parts, state).await?;
        let moderator = Moderator::of(user.account_id, user.role)?;
        user.second_factor.require()?;
        Ok(Self { user, moderator })
    }
}

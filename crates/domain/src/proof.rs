//! How somebody shows, before their own login changes, that it is them.

use storage::id::UserId;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::throttle;
use crate::user;

/// Who logs in through a provider alone has no password to show.
pub const CONFIRM_FIRST: &str =
    "Confirm first that it is you, with the service through which you log in";

/// What somebody shows.
#[derive(Clone, Copy)]
pub struct Proof<'a> {
    password: &'a str,
    proved: Option<UserId>,
}

impl<'a> Proof<'a> {
    /// `password`, or that `proved` has just shown a provider of logins again that it is them.
    pub(crate) fn new(password: &'a str, proved: Option<UserId>) -> Self {
        Self { password, proved }
    }
}

impl<'a> From<&'a str> for Proof<'a> {
    /// A password and nothing else.
    fn from(password: &'a str) -> Self {
        Self::new(password, None)
    }
}

/// Asks `id` to show that it is them.
///
/// # Errors
/// `Invalid` when the password is another one, or there is none and no provider was shown anything.
pub(crate) async fn demand(ctx: &Context, id: UserId, proof: Proof<'_>) -> Result<()> {
    if proof.proved == Some(id) {
        return Ok(());
    }
    throttle::count(ctx, throttle::CREDENTIALS, &id.to_string())?;
    let hash = user::show(ctx, id).await?.password_hash;
    let refused = |why| Err(Error::invalid("current_password", why));
    if hash.is_empty() {
        refused(CONFIRM_FIRST)
    } else if ctx.passwords.verify(proof.password, Some(&hash)).await? {
        Ok(())
    } else {
        refused("is not the current one")
    }
}

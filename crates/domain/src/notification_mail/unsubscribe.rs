//! The link at the end of a mail that ends such mails, without logging in (RFC 8058). Its secret is derived from the
//! instance secret, so that it works as long as the login exists.

use storage::id::UserId;

use super::Occasion;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::preference::{self, Preferences};
use crate::secret::hash_token;
use crate::user;

pub(super) fn link(ctx: &Context, user: UserId, occasion: Occasion) -> String {
    let (word, token) = (occasion.as_str(), token(ctx, user, occasion));
    ctx.uris.path(&format!(
        "/unsubscribe?user={user}&mail={word}&token={token}"
    ))
}

fn token(ctx: &Context, user: UserId, occasion: Occasion) -> String {
    let data = format!("{user}|{}", occasion.as_str());
    ctx.secret.derive_token("unsubscribe", data.as_bytes())
}

/// Whether a link is one of ours.
///
/// # Errors
/// `NotFound`.
pub fn check(ctx: &Context, user: UserId, occasion: Occasion, sent: &str) -> Result<()> {
    // Comparing digests leaks nothing by its time.
    if hash_token(sent) == hash_token(&token(ctx, user, occasion)) {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// Ends the mails that a link is about. May be repeated.
///
/// # Errors
/// `NotFound` when the link is none of ours, or the login is gone.
pub async fn unsubscribe(ctx: &Context, id: UserId, occasion: Occasion, sent: &str) -> Result<()> {
    check(ctx, id, occasion, sent)?;
    user::show(ctx, id).await?;
    let end = |set: &mut Preferences| match occasion {
        Occasion::Notifications => set.mails.clear(),
        Occasion::Digest => set.digest = false,
    };
    preference::update(ctx, id, end).await
}

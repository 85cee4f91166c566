//! The member acts as their pseudonym. Every way begins with their own login.

use std::time::Duration;

use storage::id::{AccountId, SessionId, UserId};
use storage::session::Session;

use super::{mapping, own};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::secret::{hash_token, random_token};
use crate::session::{self, Opened, SessionFactor};
use crate::user::{self, Holder};

/// How long a browser acts as a pseudonym before it is asked to choose again.
const LIFETIME: Duration = Duration::from_hours(12);

/// The login and the account as which `owner` acts through their pseudonym `id`: a token or a session with it says nothing
/// of them.
///
/// # Errors
/// `NotFound` when it is not theirs, `Forbidden` when it was shut out.
pub async fn holder(ctx: &Context, owner: UserId, id: AccountId) -> Result<Holder> {
    if !own(ctx, owner).await?.contains(&id) {
        return Err(Error::NotFound);
    }
    let user = storage::user::find_by_account(ctx.db.read(), id).await?;
    let holder = session::of_login(ctx, &user.ok_or(Error::NotFound)?).await?;
    holder.usable()
}

/// Lets a browser in which `owner` is logged in act as their pseudonym. From where that is, and with what, is not kept.
///
/// # Errors
/// As [`holder`].
pub async fn enter(ctx: &Context, owner: UserId, id: AccountId) -> Result<Opened> {
    let holder = holder(ctx, owner, id).await?;
    let now = ctx.clock.now();
    let secret = random_token();
    let session = Session {
        id: SessionId::generate(now),
        secret_hash: hash_token(&secret),
        user_id: holder.user_id,
        account_id: holder.account_id,
        user_agent: String::new(),
        ip: String::new(),
        created_at: now,
        expires_at: now.after(LIFETIME),
        factor: SessionFactor::Password,
        last_seen_at: Some(now),
        ceremony: None,
        proved_at: None,
    };
    let id = session.id;
    let tx = ctx.db.begin().await?;
    storage::session::insert(&*tx, session).await?;
    tx.commit().await?;
    Ok(Opened { secret, id })
}

/// Deletes a pseudonym of `owner` for ever, as accounts are deleted.
///
/// # Errors
/// `NotFound` when it is not theirs.
pub async fn delete(ctx: &Context, owner: UserId, id: AccountId) -> Result<()> {
    let found = storage::pseudonym::find_by_account(ctx.db.read(), id).await?;
    let found = found.ok_or(Error::NotFound)?;
    if mapping::owner(ctx, &found)? != owner {
        return Err(Error::NotFound);
    }
    user::erase(ctx, found.user_id).await
}

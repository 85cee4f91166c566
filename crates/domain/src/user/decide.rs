//! What moderators decide about a login. What the command line decides reaches a running server as an event.

use storage::id::{AccountId, SessionId, UserId};
use storage::kinds::ActorKind;
use storage::user::User;
use storage::{Transaction, access, account, authorization_code, moderation, session, token, user};

use super::keep_administrator;
use crate::audit::{self, Actor, Deed};
use crate::canonical_email_block;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::event::{self, Event};
use crate::job::{self, Job};
use crate::mail_link;
use crate::outgoing::{self, Outgoing};
use crate::secret::random_token;
use crate::{member_list, scim};

/// Lets someone in who waits for it, and tells them by mail.
pub async fn approve(ctx: &Context, by: &Actor, id: UserId) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let mut user = user::find_by_id(&*tx, id).await?.ok_or(Error::NotFound)?;
    if user.approved_at.is_none() {
        user::set_approved(&*tx, id, now).await?;
        user.approved_at = Some(now);
        admit(&tx, ctx, &user, now).await?;
        let own = own_account(&tx, id).await?;
        audit::record(&tx, by, Deed::new("sign_up.approve", "account", own), now).await?;
        job::enqueue(&tx, &Job::MailApproval { user_id: id }, now).await?;
        changed(&tx, id, now).await?;
    }
    tx.commit().await?;
    ctx.tokens.forget_user(id);
    Ok(())
}

/// Turns someone away who waits to be let in, and tells them by mail. Login and account go without a trace: nobody could
/// see them, and name and address are free again.
pub async fn reject(ctx: &Context, by: &Actor, id: UserId) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let user = user::find_by_id(&*tx, id).await?.ok_or(Error::NotFound)?;
    if user.approved_at.is_some() {
        return Err(Error::Conflict("This login was approved already"));
    }
    let own = own_account(&tx, id).await?;
    let account = account::find_by_id(&*tx, own).await?;
    let rejected = Job::MailRejection {
        name: account.ok_or(Error::NotFound)?.username,
        email: user.email,
        locale: user.locale,
    };
    account::delete_pending(&*tx, id).await?;
    user::delete(&*tx, id).await?;
    audit::record(&tx, by, Deed::new("sign_up.reject", "account", own), now).await?;
    job::enqueue(&tx, &rejected, now).await?;
    changed(&tx, id, now).await?;
    tx.commit().await?;
    ctx.tokens.forget_user(id);
    Ok(())
}

/// The account that a login acts as.
pub(crate) async fn own_account(tx: &Transaction, id: UserId) -> Result<AccountId> {
    let own = access::find_own_account(&**tx, id).await?;
    own.ok_or(Error::NotFound)
}

/// Makes the account of a login exist for others, with the transaction that fulfilled one of the two conditions: the
/// address is confirmed, and a moderator agreed.
pub(super) async fn admit(
    tx: &Transaction,
    ctx: &Context,
    user: &User,
    now: Timestamp,
) -> Result<()> {
    if user.confirmed_at.is_none() || user.approved_at.is_none() {
        return Ok(());
    }
    for id in account::admit(&**tx, user.id).await? {
        crate::account::changed(tx, id, now).await?;
    }
    scim::admitted(tx, ctx, user.id).await?;
    member_list::admitted(tx, ctx, user.id).await
}

/// Suspends an account on the operator's word: nobody sees it. The owner of one of ours is logged out everywhere and stays out, one of another
/// server is not heard any more. Nobody signs up with the owner's address meanwhile.
pub async fn suspend(ctx: &Context, id: AccountId) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let owner = write_suspended(&tx, id, now).await?;
    operated(&tx, "account.suspend", id, now).await?;
    tx.commit().await?;
    forget(ctx, id, owner);
    Ok(())
}

/// [`suspend`] within a use-case, which then calls [`forget`]. Returns the login that is shut out.
pub(crate) async fn write_suspended(
    tx: &Transaction,
    id: AccountId,
    now: Timestamp,
) -> Result<Option<UserId>> {
    account::set_suspended(&**tx, id, Some(now)).await?;
    tell(tx, id, now).await?;
    let owner = owner(tx, id).await?;
    if let Some(owner) = &owner {
        write_disabled(tx, owner.id, Some(now), now).await?;
        end_everything(tx, owner.id, None).await?;
        canonical_email_block::write_suspended(tx, id, &owner.email, now).await?;
    }
    Ok(owner.map(|owner| owner.id))
}

/// Takes a suspension back on the operator's word. The owner logs in anew.
pub async fn unsuspend(ctx: &Context, id: AccountId) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let owner = write_unsuspended(&tx, id, now).await?;
    operated(&tx, "account.unsuspend", id, now).await?;
    tx.commit().await?;
    forget(ctx, id, owner);
    Ok(())
}

/// [`unsuspend`] within a use-case, which then calls [`forget`].
pub(crate) async fn write_unsuspended(
    tx: &Transaction,
    id: AccountId,
    now: Timestamp,
) -> Result<Option<UserId>> {
    account::set_suspended(&**tx, id, None).await?;
    tell(tx, id, now).await?;
    let owner = owner(tx, id).await?;
    if let Some(owner) = &owner {
        let found = account::find_by_id(&**tx, id).await?;
        // Nobody logs in as who is remembered.
        if !found.is_some_and(|account| account.memorial) {
            write_disabled(tx, owner.id, None, now).await?;
        }
        canonical_email_block::write_unsuspended(tx, id).await?;
    }
    Ok(owner.map(|owner| owner.id))
}

/// Says that an account is seen no more, or again: here, and to the servers of those who follow one of ours.
async fn tell(tx: &Transaction, id: AccountId, now: Timestamp) -> Result<()> {
    let found = account::find_by_id(&**tx, id).await?;
    if found.is_some_and(|account| account.domain.is_none()) {
        outgoing::send(tx, Outgoing::UpdateActor { account_id: id }, now).await?;
    }
    crate::account::changed(tx, id, now).await
}

/// Makes an account one in memory of someone, on the operator's word: it stays as it is, and nobody logs in as its owner. With `false` they may
/// again.
///
/// # Errors
/// `NotFound`; `Forbidden` when it is no local person, or gone.
pub async fn memorialize(ctx: &Context, id: AccountId, memorial: bool) -> Result<()> {
    let found = crate::account::show(ctx, id).await?;
    if found.domain.is_some() || found.kind != ActorKind::Person {
        return Err(Error::Forbidden(
            "Only people of this server are remembered",
        ));
    }
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    account::set_memorial(&*tx, id, memorial).await?;
    let owner = owner(&tx, id).await?.map(|owner| owner.id);
    if let Some(owner) = owner {
        write_disabled(&tx, owner, memorial.then_some(now), now).await?;
        if memorial {
            end_everything(&tx, owner, None).await?;
        }
    }
    tell(&tx, id, now).await?;
    let action = if memorial {
        "account.memorialize"
    } else {
        "account.unmemorialize"
    };
    operated(&tx, action, id, now).await?;
    tx.commit().await?;
    forget(ctx, id, owner);
    Ok(())
}

/// Writes down what the operator did to an account.
pub(crate) async fn operated(
    tx: &Transaction,
    action: &'static str,
    id: AccountId,
    now: Timestamp,
) -> Result<()> {
    audit::record(tx, &Actor::Operator, Deed::new(action, "account", id), now).await
}

/// Shuts a login out within a use-case, or lets it in again with `None`, unless its person left the organisation; its
/// sessions and tokens stay and are of no use meanwhile.
///
/// # Errors
/// `NotFound`; `Forbidden` when nobody else administers.
pub(crate) async fn write_disabled(
    tx: &Transaction,
    id: UserId,
    mut at: Option<Timestamp>,
    now: Timestamp,
) -> Result<()> {
    let before = user::find_by_id(&**tx, id).await?.ok_or(Error::NotFound)?;
    at = at.or(before.deprovisioned_at);
    user::set_disabled(&**tx, id, at).await?;
    keep_administrator(tx, &before).await?;
    changed(tx, id, now).await
}

/// The login whose own account this is. Who owns a group or an organisation does not answer for it with their login.
async fn owner(tx: &Transaction, id: AccountId) -> Result<Option<User>> {
    Ok(moderation::owners_of(&**tx, &[id]).await?.remove(&id))
}

/// Makes this process forget what it knew of an account and of its owner, after the commit.
pub(crate) fn forget(ctx: &Context, id: AccountId, owner: Option<UserId>) {
    ctx.tokens.forget_account(id);
    ctx.signers.forget(id);
    if let Some(owner) = owner {
        ctx.tokens.forget_user(owner);
    }
}

/// Gives a login a new random password on the operator's word, which is returned, and logs it out everywhere.
pub async fn reset_password(ctx: &Context, id: UserId) -> Result<String> {
    let password = random_token();
    let hash = ctx.passwords.hash(&password).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    write_password(&tx, id, hash, None, now).await?;
    let own = own_account(&tx, id).await?;
    operated(&tx, "account.reset_password", own, now).await?;
    tx.commit().await?;
    ctx.tokens.forget_user(id);
    Ok(password)
}

/// Sets a new password and ends every token and every session but `keep`.
pub(super) async fn set_password(
    ctx: &Context,
    id: UserId,
    password: &str,
    keep: Option<SessionId>,
) -> Result<()> {
    let hash = ctx.passwords.hash(password).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    write_password(&tx, id, hash, keep, now).await?;
    tx.commit().await?;
    ctx.tokens.forget_user(id);
    Ok(())
}

/// Sets a new password within a use-case, which then makes the cache of tokens forget the login.
pub(super) async fn write_password(
    tx: &Transaction,
    id: UserId,
    hash: String,
    keep: Option<SessionId>,
    now: Timestamp,
) -> Result<()> {
    user::find_by_id(&**tx, id).await?.ok_or(Error::NotFound)?;
    user::set_password(&**tx, id, hash).await?;
    mail_link::forget_resets(tx, id).await?;
    end_everything(tx, id, keep).await?;
    changed(tx, id, now).await
}

/// Logs a login out everywhere but in the browser `keep`. With its tokens go the push subscriptions of its apps.
pub(crate) async fn end_everything(
    tx: &Transaction,
    id: UserId,
    keep: Option<SessionId>,
) -> Result<()> {
    session::delete_by_user(&**tx, id, keep).await?;
    token::delete_by_user(&**tx, id).await?;
    Ok(authorization_code::delete_by_user(&**tx, id).await?)
}

/// Says, with the transaction, that a login's rights changed: its streams close, caches forget it.
pub(crate) async fn changed(tx: &Transaction, id: UserId, now: Timestamp) -> Result<()> {
    event::announce(tx, &Event::UserChanged { user_id: id }, now).await
}

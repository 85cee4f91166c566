//! What people change about their own login. Everything here but the language asks them to show that it is them
//! ([`Proof`]) or for a link from their mailbox.

use std::time::Duration;

use storage::account::Account;
use storage::id::{SessionId, UserId};
use storage::kinds::{AccessRole, ActorKind, MailLinkPurpose};
use storage::mail_link::MailLink;
use storage::{Transaction, access, account, user};

use super::decide::{admit, changed, set_password, write_password};
use super::{User, keep_administrator};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::credential;
use crate::error::{Error, Result};
use crate::group_member;
use crate::job::{self, Job};
use crate::language;
use crate::mail_link;
use crate::member_list;
use crate::names::canonical_email;
use crate::outgoing::{self, Outgoing};
use crate::password;
use crate::proof::{self, Proof};
use crate::sign_up::{self, Verdict};
use crate::throttle;
use crate::verification;

/// The `Delete` goes to the followers, who must still be known when it is distributed.
const PURGE_AFTER: Duration = Duration::from_hours(1);

/// Changes the password and logs out everywhere but in the browser `here`.
pub async fn change_password(
    ctx: &Context,
    id: UserId,
    here: Option<SessionId>,
    current: Proof<'_>,
    new: &str,
) -> Result<()> {
    proof::demand(ctx, id, current).await?;
    check_new(new)?;
    set_password(ctx, id, new, here).await
}

/// Sets the language of pages and mails.
///
/// # Errors
/// `Invalid` when it is no language tag (BCP 47).
pub async fn set_locale(ctx: &Context, id: UserId, locale: &str) -> Result<()> {
    let known = language::canonical(locale);
    let locale = known.ok_or_else(|| Error::invalid("locale", "is not a language tag"))?;
    let tx = ctx.db.begin().await?;
    user::set_locale(&*tx, id, locale).await?;
    Ok(tx.commit().await?)
}

/// Sends a link to a new address; the address changes when the link is opened.
pub async fn change_email(
    ctx: &Context,
    id: UserId,
    current: Proof<'_>,
    email: &str,
) -> Result<()> {
    proof::demand(ctx, id, current).await?;
    let email = canonical_email(email).map_err(|error| Error::invalid("email", error))?;
    throttle::count(ctx, throttle::MAIL, &email)?;
    if let Verdict::Refused(wrong) = sign_up::on_email(ctx, &email).await? {
        return Err(Error::invalid(wrong.field, wrong.reason));
    }
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    if user::find_by_email(&*tx, &email).await?.is_some() {
        return Err(Error::invalid("email", "has already been taken"));
    }
    mail_link::create(ctx, &tx, id, MailLinkPurpose::Confirm, email, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Opens a link that confirms an address. Returns the login as it then is.
pub async fn confirm(ctx: &Context, token: &str) -> Result<User> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let link = mail_link::open(&tx, token, &[MailLinkPurpose::Confirm], now).await?;
    let user = set_email(&tx, ctx, link, now).await?;
    mail_link::forget_resets(&tx, user.id).await?;
    changed(&tx, user.id, now).await?;
    tx.commit().await?;
    ctx.tokens.forget_user(user.id);
    Ok(user)
}

/// Sends a link for a new password, if the address belongs to a login. Nobody is told whether it does.
pub async fn request_reset(ctx: &Context, email: &str) -> Result<()> {
    let email = canonical_email(email).map_err(|error| Error::invalid("email", error))?;
    throttle::count(ctx, throttle::MAIL, &email)?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    if let Some(user) = user::find_by_email(&*tx, &email).await? {
        mail_link::create(ctx, &tx, user.id, MailLinkPurpose::Reset, email, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Opens a link for a new password, or for the first one: sets it and logs out everywhere. The link works once. It came to
/// the login's address, which is thereby confirmed.
pub async fn reset(ctx: &Context, token: &str, new: &str) -> Result<()> {
    check_new(new)?;
    mail_link::find(ctx, token, mail_link::SETS_PASSWORD).await?;
    let hash = ctx.passwords.hash(new).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let link = mail_link::open(&tx, token, mail_link::SETS_PASSWORD, now).await?;
    write_password(&tx, link.user_id, hash, None, now).await?;
    let user = set_email(&tx, ctx, link, now).await?;
    tx.commit().await?;
    ctx.tokens.forget_user(user.id);
    Ok(())
}

/// Writes the address that a link has confirmed; it may have been all that was missing.
async fn set_email(
    tx: &Transaction,
    ctx: &Context,
    link: MailLink,
    now: Timestamp,
) -> Result<User> {
    user::set_email(&**tx, link.user_id, link.email, now).await?;
    let found = user::find_by_id(&**tx, link.user_id).await?;
    let user = found.ok_or(Error::NotFound)?;
    admit(tx, ctx, &user, now).await?;
    Ok(user)
}

/// Deletes the login and its own account for ever: its rows go step by step, other servers are asked to follow.
pub async fn delete_account(ctx: &Context, id: UserId, current: Proof<'_>) -> Result<()> {
    proof::demand(ctx, id, current).await?;
    erase(ctx, id).await
}

/// Deletes a login and its own account.
pub(crate) async fn erase(ctx: &Context, id: UserId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    write_erased(&tx, id, ctx.clock.now()).await?;
    tx.commit().await?;
    ctx.tokens.forget_user(id);
    Ok(())
}

/// [`erase`] within a use-case, whoever decided it.
///
/// # Errors
/// `NotFound`; `Forbidden` when nobody else administers.
pub(crate) async fn write_erased(tx: &Transaction, id: UserId, now: Timestamp) -> Result<()> {
    let before = user::find_by_id(&**tx, id).await?.ok_or(Error::NotFound)?;
    for owned in access::list_by_user(&**tx, id).await? {
        let found = account::find_by_id(&**tx, owned.account_id)
            .await?
            .ok_or(Error::NotFound)?;
        if found.kind == ActorKind::Person && owned.role == AccessRole::Owner {
            write_deleted(tx, &found, now).await?;
        }
    }
    member_list::forget(tx, id, now).await?;
    changed(tx, id, now).await?;
    user::delete(&**tx, id).await?;
    keep_administrator(tx, &before).await
}

/// Marks an account as gone within a use-case, and has what it leaves behind removed. Other servers hear it of ours.
pub(crate) async fn write_deleted(tx: &Transaction, gone: &Account, now: Timestamp) -> Result<()> {
    let account_id = gone.id;
    group_member::leave_all(tx, account_id, now).await?;
    verification::remove_all(tx, account_id, now).await?;
    credential::remove_all_of(tx, account_id, now).await?;
    account::set_deleted(&**tx, account_id, now).await?;
    if gone.domain.is_none() {
        outgoing::send(tx, Outgoing::DeleteActor { account_id }, now).await?;
    }
    let purge = Job::PurgeAccount { account_id };
    job::enqueue_at(tx, &purge, None, now.after(PURGE_AFTER), now).await?;
    crate::account::changed(tx, account_id, now).await
}

fn check_new(password: &str) -> Result<()> {
    password::refusal(password).map_or(Ok(()), |(_, reason)| {
        Err(Error::invalid("password", reason))
    })
}

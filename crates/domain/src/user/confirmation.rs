//! Asking again for the mail that confirms an address: the first one may be lost, or have gone to a mistyped address.

use storage::id::UserId;
use storage::kinds::MailLinkPurpose;
use storage::user;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::mail_link;
use crate::names::canonical_email;
use crate::throttle;

/// Sends the link again to the login with this address, if there is one and it waits to be confirmed. Nobody is told
/// whether there is.
///
/// # Errors
/// `Invalid` when it is no address, `TooMany`.
pub async fn request_confirmation(ctx: &Context, email: &str) -> Result<()> {
    let email = checked(ctx, email)?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let found = user::find_by_email(&*tx, &email).await?;
    if let Some(user) = found.filter(|user| user.confirmed_at.is_none()) {
        mail_link::create(ctx, &tx, user.id, MailLinkPurpose::Confirm, email, now).await?;
    }
    Ok(tx.commit().await?)
}

/// Sends the link again to a login that waits to be confirmed: to `email` if there is one, and then that becomes its
/// address, else to where the last one went.
///
/// # Errors
/// `Forbidden` when nothing is to be confirmed any more, `Invalid` when the address is none or taken, `TooMany`.
pub async fn resend_confirmation(ctx: &Context, id: UserId, email: Option<&str>) -> Result<()> {
    let user = super::show(ctx, id).await?;
    if user.confirmed_at.is_some() {
        return Err(Error::Forbidden(
            "This method is only available while the e-mail is awaiting confirmation",
        ));
    }
    let waiting = mail_link::unconfirmed_email(ctx, id).await?;
    let former = waiting.unwrap_or(user.email);
    let email = checked(ctx, email.unwrap_or(&former))?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let holder = user::find_by_email(&*tx, &email).await?;
    if holder.is_some_and(|holder| holder.id != id) {
        return Err(Error::invalid("email", "has already been taken"));
    }
    mail_link::create(ctx, &tx, id, MailLinkPurpose::Confirm, email, now).await?;
    Ok(tx.commit().await?)
}

/// An address in its one spelling, to which not too many mails were asked for.
fn checked(ctx: &Context, email: &str) -> Result<String> {
    let email = canonical_email(email).map_err(|error| Error::invalid("email", error))?;
    throttle::count(ctx, throttle::MAIL, &email)?;
    Ok(email)
}

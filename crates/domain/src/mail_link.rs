//! Links sent by mail. A link's secret is derived from the instance secret, so that neither the database nor the queue
//! of jobs holds what opens it.

use std::time::Duration;

use storage::Transaction;
use storage::id::UserId;
use storage::kinds::MailLinkPurpose;
use storage::mail_link::{self, MailLink};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::job::{self, Job};
use crate::pseudonym;
use crate::secret::hash_token;

const DAY: Duration = Duration::from_hours(24);

/// The purposes of links that open the page on which a password is chosen.
pub const SETS_PASSWORD: &[MailLinkPurpose] =
    &[MailLinkPurpose::Reset, MailLinkPurpose::Invitation];

/// What goes into a mail.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Where it goes.
    pub email: String,
    /// The language of the person.
    pub locale: String,
    /// The name of their account.
    pub name: String,
    /// The page that the link opens; the log-in page in a mail without a secret.
    pub link: String,
}

/// How long a link works.
fn lifetime(purpose: MailLinkPurpose) -> Duration {
    match purpose {
        MailLinkPurpose::Confirm => DAY.saturating_mul(7),
        MailLinkPurpose::Reset => Duration::from_hours(6),
        MailLinkPurpose::Invitation => DAY.saturating_mul(14),
    }
}

/// Makes a link in the place of earlier ones and enqueues its mail.
pub(crate) async fn create(
    ctx: &Context,
    tx: &Transaction,
    user_id: UserId,
    purpose: MailLinkPurpose,
    email: String,
    now: Timestamp,
) -> Result<()> {
    let link = MailLink {
        secret_hash: hash_token(&secret(ctx, user_id, purpose, now)),
        user_id,
        purpose,
        email,
        created_at: now,
        expires_at: now.after(lifetime(purpose)),
    };
    mail_link::replace(&**tx, link).await?;
    job::enqueue(tx, &Job::MailLink { user_id, purpose }, now).await
}

/// Takes a link out of the database: it works once.
pub(crate) async fn open(
    tx: &Transaction,
    token: &str,
    purposes: &[MailLinkPurpose],
    now: Timestamp,
) -> Result<MailLink> {
    let found = mail_link::find_by_hash(&**tx, &hash_token(token)).await?;
    let link = found
        .filter(|link| opens(link, purposes, now))
        .ok_or(Error::NotFound)?;
    mail_link::delete_by_user(&**tx, link.user_id, link.purpose).await?;
    Ok(link)
}

/// Makes links for a new password useless: the password or the address changed since they were sent.
pub(crate) async fn forget_resets(tx: &Transaction, user_id: UserId) -> Result<()> {
    for purpose in SETS_PASSWORD {
        mail_link::delete_by_user(&**tx, user_id, *purpose).await?;
    }
    Ok(())
}

/// Makes every link that a login was sent useless.
pub(crate) async fn forget_all(tx: &Transaction, user_id: UserId) -> Result<()> {
    Ok(mail_link::delete_all_by_user(&**tx, user_id).await?)
}

/// Whether there is such a link, without opening it.
pub async fn find(ctx: &Context, token: &str, purposes: &[MailLinkPurpose]) -> Result<()> {
    let now = ctx.clock.now();
    let found = mail_link::find_by_hash(ctx.db.read(), &hash_token(token)).await?;
    found
        .filter(|link| opens(link, purposes, now))
        .map(|_| ())
        .ok_or(Error::NotFound)
}

fn opens(link: &MailLink, purposes: &[MailLinkPurpose], now: Timestamp) -> bool {
    purposes.contains(&link.purpose) && link.expires_at > now
}

/// The address that waits to be confirmed, if there is one.
pub async fn unconfirmed_email(ctx: &Context, user_id: UserId) -> Result<Option<String>> {
    let now = ctx.clock.now();
    let link = mail_link::find_by_user(ctx.db.read(), user_id, MailLinkPurpose::Confirm).await?;
    Ok(link
        .filter(|link| link.expires_at > now)
        .map(|link| link.email))
}

/// What `Job::MailLink` sends; `None` when the link was opened or replaced in the meantime.
pub async fn letter(
    ctx: &Context,
    user_id: UserId,
    purpose: MailLinkPurpose,
) -> Result<Option<Letter>> {
    let Some(link) = mail_link::find_by_user(ctx.db.read(), user_id, purpose).await? else {
        return Ok(None);
    };
    let path = match purpose {
        MailLinkPurpose::Confirm => "/confirm",
        MailLinkPurpose::Reset | MailLinkPurpose::Invitation => "/password/reset",
    };
    let token = secret(ctx, user_id, purpose, link.created_at);
    addressed(
        ctx,
        user_id,
        Some(link.email),
        &format!("{path}?token={token}"),
    )
    .await
}

/// What `Job::MailApproval` sends; `None` when the login is gone.
pub async fn approval(ctx: &Context, user_id: UserId) -> Result<Option<Letter>> {
    addressed(ctx, user_id, None, "/login").await
}

/// Whom `Job::MailTwoFactor` goes to; `None` when the login is gone.
pub async fn two_factor(ctx: &Context, user_id: UserId) -> Result<Option<Letter>> {
    addressed(ctx, user_id, None, "/settings/two-factor").await
}

/// Whom `Job::MailDecision` goes to; `None` when the login is gone.
pub async fn decision(ctx: &Context, user_id: UserId) -> Result<Option<Letter>> {
    addressed(ctx, user_id, None, "/about").await
}

/// Whom a mail goes to and where its link leads; `None` when the login is gone, or that of a pseudonym.
pub(crate) async fn addressed(
    ctx: &Context,
    id: UserId,
    email: Option<String>,
    path: &str,
) -> Result<Option<Letter>> {
    let db = ctx.db.read();
    let found = storage::user::find_by_id(db, id).await?;
    let Some(user) = found.filter(|user| !pseudonym::is_login(user)) else {
        return Ok(None);
    };
    let account = match storage::access::find_own_account(db, id).await? {
        Some(account) => storage::account::find_by_id(db, account).await?,
        None => None,
    };
    Ok(Some(Letter {
        email: email.unwrap_or(user.email),
        locale: user.locale,
        name: account.map_or_else(String::new, |account| account.username),
        link: ctx.uris.path(path),
    }))
}

fn secret(
    ctx: &Context,
    user_id: UserId,
    purpose: MailLinkPurpose,
    created_at: Timestamp,
) -> String {
    let data = format!("{user_id}|{}|{}", purpose.as_str(), created_at.millis());
    ctx.secret.derive_token("mail link", data.as_bytes())
}

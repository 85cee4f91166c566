//! Web Push: telling apps that are not running (RFC 8030). A message is on its way from the transaction that makes its
//! notification until the app's push service took it.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use storage::id::{AccountId, PushSubscriptionId, TokenId, UserId};
use storage::kinds::{NotificationKind, PushPolicy};
use storage::push::{self, PushSubscription};
use url::Url;

use crate::account_view::{self, AccountView};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::notification::{self, Told};
use crate::status_view::{self, View};

pub use storage::push::Push;

const PURPOSE: &str = "push access token";
/// Bytes of an endpoint that are taken.
const ENDPOINT_BYTES: usize = 2048;
/// Bytes of an uncompressed point of P-256, and what it begins with.
const POINT: (usize, u8) = (65, 4);
/// Bytes of the secret that app and server share (RFC 8291 section 3.2).
const AUTH_BYTES: usize = 16;
/// How long a worker may take before its message is given to another.
const LEASE: Duration = Duration::from_mins(2);
/// How long a message is worth sending, as in Mastodon. Push services keep it for as long.
pub const LIFETIME: Duration = Duration::from_hours(48);

/// What an app asks for.
#[derive(Clone, Debug)]
pub struct NewSubscription {
    /// Where its push service takes messages.
    pub endpoint: String,
    /// Its public key, in base64url.
    pub p256dh: String,
    /// The secret that it shares with us, in base64url.
    pub auth: String,
    /// It understands RFC 8291; else the draft before it, as apps of before 2025 do.
    pub standard: bool,
    /// Of what it is told.
    pub alerts: Vec<NotificationKind>,
    /// By whom it is told.
    pub policy: PushPolicy,
}

/// A subscription, as its app sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// Its id.
    pub id: PushSubscriptionId,
    /// Where its push service takes messages.
    pub endpoint: String,
    /// The public key of the app: an uncompressed point of P-256.
    pub p256dh: Vec<u8>,
    /// The secret that the app shares with us.
    pub auth: Vec<u8>,
    /// It understands RFC 8291.
    pub standard: bool,
    /// Of what it is told.
    pub alerts: Vec<NotificationKind>,
    /// By whom it is told.
    pub policy: PushPolicy,
}

impl TryFrom<PushSubscription> for Subscription {
    type Error = Error;

    fn try_from(row: PushSubscription) -> Result<Self> {
        Ok(Self {
            id: row.id,
            alerts: serde_json::from_str(&row.alerts)?,
            endpoint: row.endpoint,
            p256dh: row.p256dh,
            auth: row.auth,
            standard: row.standard,
            policy: row.policy,
        })
    }
}

/// Who subscribes: a token and whose it is.
#[derive(Clone, Copy, Debug)]
pub struct Holder<'a> {
    /// The token.
    pub token_id: TokenId,
    /// Its login.
    pub user_id: UserId,
    /// Its account.
    pub account_id: AccountId,
    /// The token itself: apps with several accounts find the right one by it.
    pub access_token: &'a str,
}

/// Subscribes, in the place of what the token had subscribed to before.
///
/// # Errors
/// `Invalid` when a key or the endpoint is none.
pub async fn subscribe(
    ctx: &Context,
    holder: Holder<'_>,
    new: NewSubscription,
) -> Result<Subscription> {
    let now = ctx.clock.now();
    check_endpoint(ctx, &new.endpoint)?;
    let row = PushSubscription {
        id: PushSubscriptionId::generate(now),
        token_id: holder.token_id,
        user_id: holder.user_id,
        account_id: holder.account_id,
        p256dh: point(&new.p256dh)?,
        auth: auth(&new.auth)?,
        endpoint: new.endpoint,
        standard: new.standard,
        alerts: serde_json::to_string(&new.alerts)?,
        policy: new.policy,
        access_token: ctx.secret.wrap(PURPOSE, holder.access_token.as_bytes())?,
        created_at: now,
    };
    let tx = ctx.db.begin().await?;
    push::replace(&*tx, row.clone()).await?;
    tx.commit().await?;
    row.try_into()
}

fn check_endpoint(ctx: &Context, endpoint: &str) -> Result<()> {
    let url = Url::parse(endpoint).ok();
    let fits = url.filter(|_| endpoint.len() <= ENDPOINT_BYTES);
    let scheme = fits.as_ref().map(Url::scheme);
    match scheme {
        Some("https") => Ok(()),
        Some("http") if ctx.config.development => Ok(()),
        _ => Err(Error::invalid(
            "subscription[endpoint]",
            "is not an https address",
        )),
    }
}

/// Browsers leave padding away, and old apps do not.
fn decode(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=').replace('+', "-");
    URL_SAFE_NO_PAD.decode(text.replace('/', "_")).ok()
}

fn point(text: &str) -> Result<Vec<u8>> {
    let (length, first) = POINT;
    decode(text)
        .filter(|bytes| bytes.len() == length && bytes[0] == first)
        .ok_or_else(|| {
            Error::invalid(
                "subscription[keys][p256dh]",
                "is not a public key of P-256 in base64url",
            )
        })
}

fn auth(text: &str) -> Result<Vec<u8>> {
    decode(text)
        .filter(|bytes| bytes.len() == AUTH_BYTES)
        .ok_or_else(|| Error::invalid("subscription[keys][auth]", "is not 16 bytes in base64url"))
}

/// The subscription of a token.
///
/// # Errors
/// `NotFound`.
pub async fn show(ctx: &Context, token: TokenId) -> Result<Subscription> {
    let row = push::find_by_token(ctx.db.read(), token).await?;
    row.ok_or(Error::NotFound)?.try_into()
}

/// Changes of what and by whom the app is told.
///
/// # Errors
/// `NotFound`.
pub async fn update(
    ctx: &Context,
    token: TokenId,
    alerts: Option<Vec<NotificationKind>>,
    policy: Option<PushPolicy>,
) -> Result<Subscription> {
    let tx = ctx.db.begin().await?;
    let mut row = push::find_by_token(&*tx, token)
        .await?
        .ok_or(Error::NotFound)?;
    if let Some(alerts) = alerts {
        row.alerts = serde_json::to_string(&alerts)?;
    }
    row.policy = policy.unwrap_or(row.policy);
    push::update(&*tx, &row).await?;
    tx.commit().await?;
    row.try_into()
}

/// Tells the app no more.
///
/// # Errors
/// When the database refuses.
pub async fn unsubscribe(ctx: &Context, token: TokenId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    push::delete_by_token(&*tx, token).await?;
    Ok(tx.commit().await?)
}

/// Takes up to `limit` messages that are due.
///
/// # Errors
/// When the database refuses.
pub async fn claim(ctx: &Context, limit: u64) -> Result<Vec<Push>> {
    let now = ctx.clock.now();
    let due = push::next_due(ctx.db.read()).await?;
    if due.is_none_or(|due| due > now) {
        return Ok(Vec::new());
    }
    let tx = ctx.db.begin().await?;
    let claimed = push::claim(&*tx, limit, LEASE, now).await?;
    tx.commit().await?;
    Ok(claimed)
}

/// What goes into a message.
#[derive(Clone, Debug)]
pub struct Message {
    /// To whom.
    pub subscription: Subscription,
    /// The token that subscribed.
    pub access_token: String,
    /// The language of the person.
    pub locale: String,
    /// What happened.
    pub told: Told,
    /// Who did it.
    pub sender: AccountView,
    /// With which status, if with one.
    pub status: Option<View>,
}

/// What is to be sent; `None` when there is nothing to tell any more.
///
/// # Errors
/// When the database refuses.
pub async fn message(ctx: &Context, push: &Push) -> Result<Option<Message>> {
    let Some(row) = push::find_by_id(ctx.db.read(), push.subscription_id).await? else {
        return Ok(None);
    };
    let told = match notification::show(ctx, row.account_id, push.notification_id).await {
        Ok(told) => told,
        Err(Error::NotFound) => return Ok(None),
        Err(other) => return Err(other),
    };
    let mut senders = account_view::load(ctx, &[told.from]).await?;
    let Some(sender) = senders.remove(&told.from.id) else {
        return Ok(None);
    };
    let entries: Vec<_> = told.status.into_iter().collect();
    let status = status_view::views(ctx, &entries).await?.pop();
    let user = crate::user::show(ctx, row.user_id).await?;
    let token = ctx.secret.unwrap(PURPOSE, &row.access_token)?;
    Ok(Some(Message {
        access_token: String::from_utf8(token).map_err(Error::internal)?,
        locale: user.locale,
        subscription: row.try_into()?,
        told,
        sender,
        status,
    }))
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The push service took it, or there was nothing to tell any more.
    Done,
    /// No answer, or one that asks for patience.
    Postponed(String),
    /// The subscription is gone.
    Gone,
    /// It cannot be sent at all.
    Impossible(String),
}

/// Notes how an attempt ended.
///
/// # Errors
/// When the database refuses.
pub async fn settle(ctx: &Context, push: &Push, outcome: &Outcome) -> Result<()> {
    let now = ctx.clock.now();
    let again = now.after(pause(push.attempts));
    let tx = ctx.db.begin().await?;
    match outcome {
        Outcome::Postponed(error) if again < push.created_at.after(LIFETIME) => {
            push::postpone(&*tx, push.id, error, again).await?;
        }
        Outcome::Gone => push::delete(&*tx, push.subscription_id).await?,
        _ => push::finish(&*tx, push.id).await?,
    }
    Ok(tx.commit().await?)
}

/// The pause before the next try: 30 s, 1 min, 2 min … 4 h 16 min.
fn pause(attempts: i32) -> Duration {
    let doublings = u32::try_from(attempts.clamp(1, 10) - 1).unwrap_or(0);
    Duration::from_secs(30) * 2_u32.pow(doublings)
}

#[cfg(test)]
mod tests;

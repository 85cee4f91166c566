//! Codes of an app (RFC 6238): SHA-1, six digits, thirty seconds, which is what every app knows.

use std::time::Duration;

use qrcode::QrCode;
use qrcode::render::svg;
use storage::id::{SessionId, UserId};
use storage::kinds::SessionFactor;
use storage::two_factor::{self as rows, TotpSecret};
use storage::{Transaction, user};
use totp_rs::{Algorithm, Builder, Totp};

use super::{write_added, write_removed};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::proof::{self, Proof};
use crate::throttle;

const PURPOSE: &str = "totp secret";
/// Seconds of a code.
const STEP: u64 = 30;
/// Codes before and after the one of this moment that are taken too: clocks differ.
const SKEW: u16 = 1;
/// How long a secret waits for its first code.
const WAITS: Duration = Duration::from_hours(1);

/// A secret on its way into an app.
#[derive(Clone, Debug)]
pub struct NewTotp {
    /// To be typed in (base32).
    pub secret: String,
    /// To be opened or scanned (`otpauth:`).
    pub uri: String,
    /// The same as a picture.
    pub svg: String,
}

/// Draws a secret for an app. It counts once a code of it was shown.
///
/// # Errors
/// `Invalid` when the password is another one, `Conflict` when there is an app already.
pub async fn start(ctx: &Context, id: UserId, current: Proof<'_>) -> Result<()> {
    proof::demand(ctx, id, current).await?;
    let now = ctx.clock.now();
    let secret: [u8; 20] = rand::random();
    let secret = TotpSecret {
        user_id: id,
        secret: ctx.secret.wrap(PURPOSE, &secret)?,
        last_step: 0,
        confirmed_at: None,
        created_at: now,
    };
    let tx = ctx.db.begin().await?;
    let found = rows::find_totp(&*tx, id).await?;
    if found.is_some_and(|known| known.confirmed_at.is_some()) {
        return Err(Error::Conflict("An app shows codes for this login already"));
    }
    rows::replace_totp(&*tx, secret).await?;
    Ok(tx.commit().await?)
}

/// The secret that waits for its first code, if there is one.
///
/// # Errors
/// When the database refuses.
pub async fn started(ctx: &Context, id: UserId) -> Result<Option<NewTotp>> {
    let found = rows::find_totp(ctx.db.read(), id).await?;
    let now = ctx.clock.now();
    let Some(found) = found.filter(|secret| waits(secret, now)) else {
        return Ok(None);
    };
    let user = crate::user::show(ctx, id).await?;
    let totp = totp(ctx, &found, Some(&user.email))?;
    let uri = totp.to_url().map_err(Error::internal)?;
    let code = QrCode::new(&uri).map_err(Error::internal)?;
    let picture = code
        .render::<svg::Color<'_>>()
        .min_dimensions(240, 240)
        .build();
    Ok(Some(NewTotp {
        secret: totp.secret().to_base32(),
        svg: inline(&picture),
        uri,
    }))
}

/// Makes the app a second factor: it has shown a code. With the first factor come recovery codes.
///
/// # Errors
/// `NotFound` when no secret waits, `Invalid` when the code is not right.
pub async fn confirm(
    ctx: &Context,
    id: UserId,
    here: SessionId,
    code: &str,
) -> Result<Option<Vec<String>>> {
    throttle::count(ctx, throttle::SECOND_FACTOR, &id.to_string())?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let user = user::find_by_id(&*tx, id).await?.ok_or(Error::NotFound)?;
    let found = rows::find_totp(&*tx, id).await?;
    let secret = found.filter(|secret| waits(secret, now));
    let secret = secret.ok_or(Error::NotFound)?;
    if !accept(ctx, &tx, &secret, code, now).await? {
        return Err(super::log_in::wrong());
    }
    rows::confirm_totp(&*tx, id, now).await?;
    let codes = write_added(ctx, &tx, (&user, here), SessionFactor::Totp, now).await?;
    tx.commit().await?;
    ctx.tokens.forget_user(id);
    Ok(codes)
}

/// Takes the app away.
///
/// # Errors
/// `Invalid` when the password is another one, `NotFound` when there is none.
pub async fn remove(ctx: &Context, id: UserId, here: SessionId, current: Proof<'_>) -> Result<()> {
    proof::demand(ctx, id, current).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let user = user::find_by_id(&*tx, id).await?.ok_or(Error::NotFound)?;
    if !rows::delete_totp(&*tx, id).await? {
        return Err(Error::NotFound);
    }
    write_removed(&tx, (&user, here), SessionFactor::Totp, now).await?;
    tx.commit().await?;
    ctx.tokens.forget_user(id);
    Ok(())
}

/// Whether `code` is one of the app now, and none that was used before.
pub(super) async fn spend(
    ctx: &Context,
    tx: &Transaction,
    id: UserId,
    code: &str,
    now: Timestamp,
) -> Result<bool> {
    let found = rows::find_totp(&**tx, id).await?;
    match found.filter(|secret| secret.confirmed_at.is_some()) {
        Some(secret) => accept(ctx, tx, &secret, code, now).await,
        None => Ok(false),
    }
}

async fn accept(
    ctx: &Context,
    tx: &Transaction,
    secret: &TotpSecret,
    code: &str,
    now: Timestamp,
) -> Result<bool> {
    let totp = totp(ctx, secret, None)?;
    let seconds = u64::try_from(now.seconds()).unwrap_or_default();
    let Some(step) = totp.check(code, seconds) else {
        return Ok(false);
    };
    let step = i64::try_from(step).map_err(Error::internal)?;
    Ok(rows::use_totp(&**tx, secret.user_id, step).await?)
}

fn waits(secret: &TotpSecret, now: Timestamp) -> bool {
    secret.confirmed_at.is_none() && secret.created_at.after(WAITS) > now
}

/// The picture without the prologue of a file of its own.
fn inline(svg: &str) -> String {
    let start = svg.find("<svg").unwrap_or_default();
    svg[start..].to_owned()
}

/// `email` is what the app shows beside the codes; a colon parts it from the instance's name there.
fn totp(ctx: &Context, secret: &TotpSecret, email: Option<&str>) -> Result<Totp> {
    let key = ctx.secret.unwrap(PURPOSE, &secret.secret)?;
    let issuer = ctx.uris.domain().replace(':', " ");
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(SKEW)
        .with_step_duration(STEP)
        .with_secret(key)
        .with_issuer(Some(issuer))
        .with_account_name(email.unwrap_or_default().replace(':', " "))
        .build()
        .map_err(Error::internal)
}

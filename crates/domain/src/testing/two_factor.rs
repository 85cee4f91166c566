//! An app that shows codes.

use storage::id::{SessionId, UserId};

use super::PASSWORD;
use crate::context::Context;
use crate::two_factor::totp;

/// The code that an app with this secret (base32) shows now.
///
/// # Panics
/// When it is no secret.
#[must_use]
pub fn totp_code(ctx: &Context, secret: &str) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret).expect("base32");
    let app = totp_rs::Builder::new().with_secret(secret).build();
    let seconds = u64::try_from(ctx.clock.now().seconds()).expect("after 1970");
    let code = app.expect("a secret").generate(seconds);
    code.to_string()
}

/// Gives a login a second factor in the browser `here`. Returns the secret of the app, and the recovery codes.
///
/// # Panics
/// When the database refuses.
pub async fn second_factor(ctx: &Context, id: UserId, here: SessionId) -> (String, Vec<String>) {
    let started = totp::start(ctx, id, PASSWORD.into()).await;
    started.expect("begins");
    let new = totp::started(ctx, id).await.expect("reads");
    let secret = new.expect("waits").secret;
    let codes = totp::confirm(ctx, id, here, &totp_code(ctx, &secret)).await;
    (secret, codes.expect("confirms").expect("the first factor"))
}

//! What other servers understand.

use storage::host;

use crate::context::Context;
use crate::error::Result;

/// The signature profile that `host` is known to understand, by its name.
///
/// # Errors
/// When the database refuses.
pub async fn signature_profile(ctx: &Context, host: &str) -> Result<Option<String>> {
    let mut known = host::hosts_of(ctx.db.read(), &[host.to_owned()]).await?;
    Ok(known.remove(host).and_then(|host| host.signature_profile))
}

/// Remembers the signature profile that `host` understood.
///
/// # Errors
/// When the database refuses.
pub async fn learn_signature_profile(ctx: &Context, host: &str, profile: &str) -> Result<()> {
    let tx = ctx.db.begin().await?;
    host::learn(&*tx, host, profile, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

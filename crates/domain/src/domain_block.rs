//! Domains that the operator limits.

use storage::domain_block as rows;
pub use storage::domain_block::DomainBlock;
use storage::kinds::Severity;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::event::{self, Event};
use crate::names::canonical_domain;

/// Takes nothing from `domain` and everything below it from now on, and sends nothing there.
///
/// # Errors
/// `Invalid` when it is no domain, or ours.
pub async fn suspend(ctx: &Context, domain: &str) -> Result<()> {
    let domain = canonical(domain)?;
    if domain == host(ctx.uris.domain()) {
        return Err(Error::invalid("domain", "is this server"));
    }
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    rows::limit(&*tx, &domain, Severity::Suspend, now).await?;
    event::announce(&tx, &Event::DomainBlocksChanged, now).await?;
    tx.commit().await?;
    ctx.signers.forget_all();
    Ok(())
}

/// Limits `domain` no more.
///
/// # Errors
/// `NotFound` when it was not limited itself.
pub async fn lift(ctx: &Context, domain: &str) -> Result<()> {
    let domain = canonical(domain)?;
    let tx = ctx.db.begin().await?;
    if !rows::delete(&*tx, &domain).await? {
        return Err(Error::NotFound);
    }
    event::announce(&tx, &Event::DomainBlocksChanged, ctx.clock.now()).await?;
    tx.commit().await?;
    ctx.signers.forget_all();
    Ok(())
}

/// As limits are kept: without a port.
fn canonical(domain: &str) -> Result<String> {
    let domain = canonical_domain(domain).map_err(|_| Error::invalid("domain", "is no domain"))?;
    Ok(host(&domain).to_owned())
}

/// In development a port stands behind the name.
fn host(domain: &str) -> &str {
    match domain.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => host,
        _ => domain,
    }
}

/// Whether files of accounts of `domain` are neither fetched nor shown.
///
/// # Errors
/// When the database refuses.
pub async fn rejects_media(ctx: &Context, domain: &str) -> Result<bool> {
    let found = rows::find_covering(ctx.db.read(), domain).await?;
    Ok(found.is_some_and(|block| block.reject_media || block.severity == Severity::Suspend))
}

/// Whether nothing is taken from `domain` and nothing sent to it.
///
/// # Errors
/// When the database refuses.
pub async fn is_suspended(ctx: &Context, domain: &str) -> Result<bool> {
    let found = rows::find_covering(ctx.db.read(), host(domain)).await?;
    Ok(found.is_some_and(|block| block.severity == Severity::Suspend))
}

/// All of them, by name: what the instance limits is no secret, the private comments are.
///
/// # Errors
/// When the database refuses.
pub async fn list(ctx: &Context) -> Result<Vec<DomainBlock>> {
    Ok(rows::list(ctx.db.read()).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[tokio::test]
    async fn a_suspension_holds_for_everything_below_a_domain() {
        let test = testing::context().await;
        suspend(&test.ctx, "Evil.example").await.expect("suspends");
        for (domain, expected) in [
            ("evil.example", true),
            ("evil.example:3000", true),
            ("a.b.evil.example", true),
            ("notevil.example", false),
            ("example", false),
        ] {
            let found = is_suspended(&test.ctx, domain).await.expect("answers");
            assert_eq!(found, expected, "{domain}");
        }
        lift(&test.ctx, "evil.example").await.expect("lifts");
        let found = is_suspended(&test.ctx, "a.evil.example").await;
        assert!(!found.expect("answers"));
    }

    #[tokio::test]
    async fn only_other_servers_can_be_limited() {
        let test = testing::context().await;
        for domain in ["rounds.example", "ROUNDS.example:443", "no domain"] {
            let refused = suspend(&test.ctx, domain).await;
            assert!(matches!(refused, Err(Error::Invalid { .. })), "{domain}");
        }
        let unknown = lift(&test.ctx, "evil.example").await;
        assert!(matches!(unknown, Err(Error::NotFound)));
    }
}

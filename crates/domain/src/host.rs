//! Other servers: what the operator decided about them, and what they understand.

use storage::host;

use crate::context::Context;
use crate::error::Result;
use crate::kinds::Severity;

/// How much the operator limits `domain`: its own limit or that of a domain above it, whichever is stricter.
///
/// # Errors
/// When the database refuses.
pub async fn severity(ctx: &Context, domain: &str) -> Result<Option<Severity>> {
    let host = domain.split_once(':').map_or(domain, |(host, _)| host);
    let mut names = vec![domain];
    let above = host.match_indices('.').map(|(dot, _)| &host[dot + 1..]);
    names.extend(std::iter::once(host).chain(above));
    let severities = host::severities(ctx.db.read(), &names).await?;
    Ok(severities.into_iter().max())
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[tokio::test]
    async fn a_limit_holds_for_everything_below_a_domain() {
        let test = testing::context().await;
        let tx = test.ctx.db.begin().await.expect("begins");
        host::limit(&*tx, "evil.example", Severity::Suspend, testing::START)
            .await
            .expect("limits");
        tx.commit().await.expect("commits");
        for (domain, expected) in [
            ("evil.example", Some(Severity::Suspend)),
            ("evil.example:3000", Some(Severity::Suspend)),
            ("a.b.evil.example", Some(Severity::Suspend)),
            ("notevil.example", None),
            ("example", None),
        ] {
            let found = severity(&test.ctx, domain).await.expect("answers");
            assert_eq!(found, expected, "{domain}");
        }
    }
}

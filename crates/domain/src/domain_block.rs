//! Domains that the operator limits.

use storage::domain_block as rows;
pub use storage::domain_block::DomainBlock;
use storage::kinds::Severity;

use crate::context::Context;
use crate::error::Result;

/// Whether files of accounts of `domain` are neither fetched nor shown.
///
/// # Errors
/// When the database refuses.
pub async fn rejects_media(ctx: &Context, domain: &str) -> Result<bool> {
    let found = rows::find_covering(ctx.db.read(), domain).await?;
    Ok(found.is_some_and(|block| block.reject_media || block.severity == Severity::Suspend))
}

/// Whether nothing is taken from `domain` and nothing sent to it. In development a port stands behind the name.
///
/// # Errors
/// When the database refuses.
pub async fn is_suspended(ctx: &Context, domain: &str) -> Result<bool> {
    let host = domain.rsplit_once(':').map_or(domain, |(host, _)| host);
    let found = rows::find_covering(ctx.db.read(), host).await?;
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
        let tx = test.ctx.db.begin().await.expect("begins");
        rows::limit(&*tx, "evil.example", Severity::Suspend, testing::START)
            .await
            .expect("limits");
        rows::limit(&*tx, "loud.example", Severity::Silence, testing::START)
            .await
            .expect("limits");
        tx.commit().await.expect("commits");
        for (domain, expected) in [
            ("evil.example", true),
            ("evil.example:3000", true),
            ("a.b.evil.example", true),
            ("notevil.example", false),
            ("loud.example", false),
            ("example", false),
        ] {
            let found = is_suspended(&test.ctx, domain).await.expect("answers");
            assert_eq!(found, expected, "{domain}");
        }
    }
}

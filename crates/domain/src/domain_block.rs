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

/// All of them, by name: what the instance limits is no secret, the private comments are.
///
/// # Errors
/// When the database refuses.
pub async fn list(ctx: &Context) -> Result<Vec<DomainBlock>> {
    Ok(rows::list(ctx.db.read()).await?)
}

//! What members take along to another server, or keep: one file a kind, as Mastodon's exports hold it.

use storage::export;
pub use storage::export::{Blocked, Counts, Followed, Muted, OnList};
use storage::id::AccountId;

use crate::context::Context;
use crate::error::Result;

/// How much there is of each kind.
pub async fn counts(ctx: &Context, who: AccountId) -> Result<Counts> {
    Ok(export::counts(ctx.db.read(), who).await?)
}

/// Whom `who` follows.
pub async fn following(ctx: &Context, who: AccountId) -> Result<Vec<Followed>> {
    Ok(export::following(ctx.db.read(), who).await?)
}

/// Who is on the lists of `who`.
pub async fn lists(ctx: &Context, who: AccountId) -> Result<Vec<OnList>> {
    Ok(export::lists(ctx.db.read(), who).await?)
}

/// Whom `who` blocks.
pub async fn blocks(ctx: &Context, who: AccountId) -> Result<Vec<Blocked>> {
    Ok(export::blocks(ctx.db.read(), who).await?)
}

/// Whom `who` mutes.
pub async fn mutes(ctx: &Context, who: AccountId) -> Result<Vec<Muted>> {
    Ok(export::mutes(ctx.db.read(), who).await?)
}

/// Which servers `who` blocks.
pub async fn domain_blocks(ctx: &Context, who: AccountId) -> Result<Vec<String>> {
    Ok(export::domain_blocks(ctx.db.read(), who).await?)
}

/// The `ActivityPub` ids of the statuses that `who` keeps.
pub async fn bookmarks(ctx: &Context, who: AccountId) -> Result<Vec<String>> {
    Ok(export::bookmarks(ctx.db.read(), who).await?)
}

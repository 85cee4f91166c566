//! What the instance consists of, for those who look after it.

use storage::dimension as rows;
pub use storage::dimension::{Dimension, Part};

use crate::context::Context;
use crate::error::Result;
use crate::moderation::Moderator;
use crate::period::Period;

/// Parts that are told of one dimension, at most.
pub const MOST: u64 = 100;

/// The greatest parts within a period.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    ctx: &Context,
    _by: &Moderator,
    dimension: &Dimension,
    period: Period,
    limit: u64,
) -> Result<Vec<Part>> {
    let limit = limit.clamp(1, MOST);
    Ok(rows::list(ctx.db.read(), dimension, period.span(), limit).await?)
}

/// Bytes that are in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Space {
    /// By the database.
    pub database: i64,
    /// By files, ours and those kept of others.
    pub files: i64,
}

/// How much room everything takes.
///
/// # Errors
/// When the database refuses.
pub async fn space(ctx: &Context, _by: &Moderator) -> Result<Space> {
    let (database, files) = rows::space(ctx.db.read()).await?;
    Ok(Space { database, files })
}

/// The software that runs here, and its versions.
///
/// # Errors
/// When the database refuses.
pub async fn software(ctx: &Context, _by: &Moderator) -> Result<[(&'static str, String); 2]> {
    let database = rows::database_version(ctx.db.read()).await?;
    let own = ctx.config.instance.version.to_owned();
    Ok([("Rounds", own), database])
}

//! The rows that an outgoing activity is built from, and whom it goes to.

use storage::account::{self, Account};
use storage::block::{self, Block};
use storage::favourite::{self, Favourite};
use storage::follow::{self, Follow};
use storage::report::{self, Report};
use storage::status::{self, Status};

use crate::context::Context;
use crate::error::Result;
use crate::id::{AccountId, BlockId, FavouriteId, FollowId, ReportId, StatusId};

/// Who does something, and to whom.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Who does it.
    pub from: Account,
    /// To whom it is done.
    pub to: Account,
}

/// Both accounts; `None` when one is gone.
///
/// # Errors
/// When the database refuses.
pub async fn pair(ctx: &Context, from: AccountId, to: AccountId) -> Result<Option<Pair>> {
    let mut rows = account::accounts_of(ctx.db.read(), &[from, to]).await?;
    let from = rows.get(&from).cloned();
    Ok(from
        .zip(rows.remove(&to))
        .map(|(from, to)| Pair { from, to }))
}

/// A follow and its parties.
///
/// # Errors
/// When the database refuses.
pub async fn follow(ctx: &Context, id: FollowId) -> Result<Option<(Follow, Pair)>> {
    let Some(row) = follow::find_by_id(ctx.db.read(), id).await? else {
        return Ok(None);
    };
    let parties = pair(ctx, row.account_id, row.target_id).await?;
    Ok(parties.map(|parties| (row, parties)))
}

/// A block and its parties.
///
/// # Errors
/// When the database refuses.
pub async fn block(ctx: &Context, id: BlockId) -> Result<Option<(Block, Pair)>> {
    let Some(row) = block::find_by_id(ctx.db.read(), id).await? else {
        return Ok(None);
    };
    let parties = pair(ctx, row.account_id, row.target_id).await?;
    Ok(parties.map(|parties| (row, parties)))
}

/// A favourite, its status, and whose that is.
///
/// # Errors
/// When the database refuses.
pub async fn favourite(
    ctx: &Context,
    id: FavouriteId,
) -> Result<Option<(Favourite, Status, Pair)>> {
    let Some(row) = favourite::find_by_id(ctx.db.read(), id).await? else {
        return Ok(None);
    };
    let Some(status) = status::find_by_id(ctx.db.read(), row.status_id).await? else {
        return Ok(None);
    };
    let parties = pair(ctx, row.account_id, status.account_id).await?;
    Ok(parties.map(|parties| (row, status, parties)))
}

/// A report, its statuses, and whom it is about.
///
/// # Errors
/// When the database refuses.
pub async fn report(ctx: &Context, id: ReportId) -> Result<Option<(Report, Vec<Status>, Account)>> {
    let Some(row) = report::find_by_id(ctx.db.read(), id).await? else {
        return Ok(None);
    };
    let ids: Vec<StatusId> = serde_json::from_str(&row.status_ids)?;
    let statuses = status::statuses_of(ctx.db.read(), &ids).await?;
    let target = account::find_by_id(ctx.db.read(), row.target_id).await?;
    Ok(target.map(|target| (row, statuses.into_values().collect(), target)))
}

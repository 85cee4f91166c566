//! What administrators do about people who leave the organisation, where no directory says so.

use storage::id::{AccountId, UserId};

use super::action::find;
use super::{Administrator, Moderator, NOT_ALLOWED};
use crate::audit::Actor;
use crate::context::Context;
use crate::deprovision;
use crate::error::Result;

/// Closes the login of an account, as [`deprovision::deprovision`] does.
///
/// # Errors
/// `NotFound`, `Forbidden` when its owner stands no lower or nobody here owns it.
pub async fn deprovision(ctx: &Context, by: &Administrator, id: AccountId) -> Result<()> {
    let Administrator(by) = by;
    let owner = owner(ctx, by, id).await?;
    deprovision::deprovision(ctx, owner, &Actor::Account(by.account_id)).await
}

/// Opens it again.
///
/// # Errors
/// As [`deprovision`].
pub async fn reprovision(ctx: &Context, by: &Administrator, id: AccountId) -> Result<()> {
    let Administrator(by) = by;
    let owner = owner(ctx, by, id).await?;
    deprovision::reprovision(ctx, owner, &Actor::Account(by.account_id)).await
}

/// The login behind an account, if they may decide on it.
async fn owner(ctx: &Context, by: &Moderator, id: AccountId) -> Result<UserId> {
    let tx = ctx.db.begin().await?;
    let (_, owner) = find(&tx, by, id).await?;
    Ok(owner.ok_or(NOT_ALLOWED)?.id)
}

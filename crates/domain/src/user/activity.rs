//! That a login is in use.

use storage::id::UserId;
use storage::user;

use crate::activity;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;

/// Writes once a day that a login is in use: `NodeInfo` and the activity of the instance count those, and who is away gets
/// a digest.
pub(crate) async fn remember_activity(
    ctx: &Context,
    id: UserId,
    last: Option<Timestamp>,
    now: Timestamp,
) -> Result<()> {
    if last.is_some_and(|last| last.to_date() == now.to_date()) {
        return Ok(());
    }
    let tx = ctx.db.begin().await?;
    user::touch(&*tx, id, now).await?;
    activity::remember(&tx, id, now).await?;
    Ok(tx.commit().await?)
}

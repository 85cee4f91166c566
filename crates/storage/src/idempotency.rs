//! Keys that apps send with a post, so that sending it again makes no second one.

use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};

pub use crate::entity::idempotency_key::Model as IdempotencyKey;
use crate::entity::idempotency_key::{Column, Entity};
use crate::id::{AccountId, StatusId};
use crate::{Result, Timestamp};

/// What `account` posted with `key` since `since`.
pub async fn find<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    key: &str,
    since: Timestamp,
) -> Result<Option<StatusId>> {
    let row = Entity::find_by_id((account, key.to_owned()))
        .filter(Column::CreatedAt.gte(since))
        .one(connection)
        .await?;
    Ok(row.map(|row| row.status_id))
}

/// Remembers what was posted. `false` when something was posted with this key since `since`; an older one is forgotten.
pub async fn claim<C: ConnectionTrait>(
    connection: &C,
    row: IdempotencyKey,
    since: Timestamp,
) -> Result<bool> {
    let table = Entity;
    let replace_old = OnConflict::columns([Column::AccountId, Column::Key])
        .update_columns([Column::StatusId, Column::CreatedAt])
        .action_and_where(Expr::col((table, Column::CreatedAt)).lt(since))
        .to_owned();
    let rows = Entity::insert(row.into_active_model())
        .on_conflict(replace_old)
        .exec_without_returning(connection)
        .await?;
    Ok(rows == 1)
}

/// Forgets keys from before `time`.
pub async fn delete_before<C: ConnectionTrait>(connection: &C, time: Timestamp) -> Result<u64> {
    let gone = Entity::delete_many()
        .filter(Column::CreatedAt.lt(time))
        .exec(connection)
        .await?;
    Ok(gone.rows_affected)
}

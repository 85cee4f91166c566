//! Rows of private notes on accounts.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};

pub use crate::entity::account_note::Model as AccountNote;
use crate::entity::account_note::{Column, Entity};
use crate::id::AccountId;
use crate::{Result, Sql};

/// Writes a note in the place of the one before.
pub async fn upsert<C: ConnectionTrait>(connection: &C, note: AccountNote) -> Result<()> {
    let replace = OnConflict::columns([Column::AccountId, Column::TargetId])
        .update_columns([Column::Comment, Column::UpdatedAt])
        .to_owned();
    Entity::insert(note.into_active_model())
        .on_conflict(replace)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Removes the note of `account` on `target`.
pub async fn delete<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    target: AccountId,
) -> Result<()> {
    Entity::delete_by_id((account, target))
        .exec(connection)
        .await?;
    Ok(())
}

/// Copies every note on `target` to `other`, but of those who wrote something about it already.
pub async fn copy_all<C: ConnectionTrait>(
    connection: &C,
    target: AccountId,
    other: AccountId,
) -> Result<()> {
    Sql::new(
        connection,
        "INSERT INTO account_notes (account_id, target_id, comment, updated_at) SELECT n.account_id, CAST(",
    )
    .bind(other)
    .push(" AS BIGINT), n.comment, n.updated_at FROM account_notes n WHERE n.target_id = ")
    .bind(target)
    .push(" ON CONFLICT DO NOTHING")
    .execute(connection)
    .await?;
    Ok(())
}

/// The notes of `account` on those of `targets` that have one.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    targets: &[AccountId],
) -> Result<Vec<AccountNote>> {
    Sql::new(
        connection,
        "SELECT * FROM account_notes WHERE account_id = ",
    )
    .bind(account)
    .push(" AND target_id")
    .in_ids(targets.iter().copied())
    .all(connection)
    .await
}

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

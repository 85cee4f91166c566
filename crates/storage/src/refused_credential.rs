//! What was shown of accounts as credentials and refused.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};

pub use crate::entity::refused_credential::Model as RefusedCredential;
use crate::entity::refused_credential::{Column, Entity};
use crate::id::AccountId;
use crate::{Result, Sql};

/// Those of an account, by their addresses.
///
/// # Errors
/// When the database refuses.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
) -> Result<Vec<RefusedCredential>> {
    Sql::new(
        connection,
        "SELECT * FROM refused_credentials WHERE account_id = ",
    )
    .bind(account)
    .push(" ORDER BY uri")
    .all(connection)
    .await
}

/// Notes that one was refused, and why.
///
/// # Errors
/// When the database refuses.
pub async fn upsert<C: ConnectionTrait>(connection: &C, row: RefusedCredential) -> Result<()> {
    let again = OnConflict::columns([Column::AccountId, Column::Uri])
        .update_columns([Column::Refusal, Column::CheckedAt])
        .to_owned();
    Entity::insert(row.into_active_model())
        .on_conflict(again)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Forgets one.
///
/// # Errors
/// When the database refuses.
pub async fn delete<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    uri: &str,
) -> Result<()> {
    Entity::delete_many()
        .filter(Column::AccountId.eq(account))
        .filter(Column::Uri.eq(uri))
        .exec(connection)
        .await?;
    Ok(())
}

//! What issuers vouch for about accounts.

mod received;

use std::collections::HashMap;

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};

pub use crate::entity::credential::Model as Credential;
use crate::entity::credential::{Column, Entity};
use crate::id::{AccountId, CredentialId};
use crate::kinds::CredentialState;
use crate::{Result, Sql, Timestamp};
pub use received::{any_standing, list_due, list_standing_issuers, set_checked, update};

/// The credential with this id.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: CredentialId,
) -> Result<Option<Credential>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// The credential at this address.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_uri<C: ConnectionTrait>(
    connection: &C,
    uri: &str,
) -> Result<Option<Credential>> {
    let found = Entity::find().filter(Column::Uri.eq(uri));
    Ok(found.one(connection).await?)
}

/// All credentials about these accounts, the newest first; an account without one is missing.
///
/// # Errors
/// When the database refuses.
pub async fn credentials_of<C: ConnectionTrait>(
    connection: &C,
    accounts: &[AccountId],
) -> Result<HashMap<AccountId, Vec<Credential>>> {
    let rows: Vec<Credential> = Sql::new(connection, "SELECT * FROM credentials WHERE account_id")
        .in_ids(accounts.iter().copied())
        .push(" ORDER BY id DESC")
        .all(connection)
        .await?;
    let mut grouped: HashMap<AccountId, Vec<Credential>> = HashMap::new();
    for row in rows {
        grouped.entry(row.account_id).or_default().push(row);
    }
    Ok(grouped)
}

/// Removes a credential, and says whether it was there.
///
/// # Errors
/// When the database refuses.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: CredentialId) -> Result<bool> {
    let deleted = Entity::delete_by_id(id).exec(connection).await?;
    Ok(deleted.rows_affected > 0)
}

/// Adds a credential.
///
/// # Errors
/// `Conflict` when there is one at its address.
pub async fn insert<C: ConnectionTrait>(connection: &C, credential: Credential) -> Result<()> {
    Entity::insert(credential.into_active_model())
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Notes where a credential stands, and says whether it was there.
///
/// # Errors
/// When the database refuses.
pub async fn set_state<C: ConnectionTrait>(
    connection: &C,
    id: CredentialId,
    state: CredentialState,
    now: Timestamp,
) -> Result<bool> {
    let updated = Entity::update_many()
        .col_expr(Column::State, Expr::value(state))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(updated.rows_affected > 0)
}

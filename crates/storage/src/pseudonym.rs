//! Pseudonyms: accounts of which nobody can tell whose they are.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

pub use crate::entity::pseudonym::Model as Pseudonym;
use crate::entity::pseudonym::{Column, Entity};
use crate::id::AccountId;
use crate::{Result, row};

/// Adds a pseudonym.
///
/// # Errors
/// `Conflict` when its slot is taken.
pub async fn insert<C: ConnectionTrait>(connection: &C, pseudonym: Pseudonym) -> Result<()> {
    row::insert(connection, pseudonym).await
}

/// The pseudonym with this account.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_account<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
) -> Result<Option<Pseudonym>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// Those in these slots, by account.
///
/// # Errors
/// When the database refuses.
pub async fn list_by_slots<C: ConnectionTrait>(
    connection: &C,
    slots: &[String],
) -> Result<Vec<Pseudonym>> {
    Ok(Entity::find()
        .filter(Column::Slot.is_in(slots))
        .order_by_asc(Column::AccountId)
        .all(connection)
        .await?)
}

/// The pseudonyms with these accounts; other accounts are missing.
///
/// # Errors
/// When the database refuses.
pub async fn pseudonyms_of<C: ConnectionTrait>(
    connection: &C,
    ids: &[AccountId],
) -> Result<HashMap<AccountId, Pseudonym>> {
    let found = Entity::find().filter(Column::AccountId.is_in(ids.iter().copied()));
    let rows = found.all(connection).await?.into_iter();
    Ok(rows.map(|row| (row.account_id, row)).collect())
}

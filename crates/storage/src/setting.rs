//! Single values of the instance, by name.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};

pub use crate::entity::setting::Model as Setting;
use crate::entity::setting::{Column, Entity, Model};
use crate::{Result, Timestamp};

/// The value of this name.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_name<C: ConnectionTrait>(
    connection: &C,
    name: &str,
) -> Result<Option<String>> {
    Ok(find(connection, name).await?.map(|row| row.value))
}

/// The value of this name, and since when it is.
///
/// # Errors
/// When the database refuses.
pub async fn find<C: ConnectionTrait>(connection: &C, name: &str) -> Result<Option<Setting>> {
    Ok(Entity::find_by_id(name.to_owned()).one(connection).await?)
}

/// Removes a value; says whether there was one.
///
/// # Errors
/// When the database refuses.
pub async fn delete<C: ConnectionTrait>(connection: &C, name: &str) -> Result<bool> {
    let done = Entity::delete_by_id(name.to_owned())
        .exec(connection)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Writes a value.
///
/// # Errors
/// When the database refuses.
pub async fn upsert<C: ConnectionTrait>(
    connection: &C,
    name: &str,
    value: &str,
    now: Timestamp,
) -> Result<()> {
    let row = Model {
        name: name.to_owned(),
        value: value.to_owned(),
        updated_at: now,
    };
    let replace = OnConflict::column(Column::Name)
        .update_columns([Column::Value, Column::UpdatedAt])
        .to_owned();
    Entity::insert(row.into_active_model())
        .on_conflict(replace)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Writes a value unless there is one.
///
/// # Errors
/// When the database refuses.
pub async fn insert_new<C: ConnectionTrait>(
    connection: &C,
    name: &str,
    value: &str,
    now: Timestamp,
) -> Result<()> {
    let row = Model {
        name: name.to_owned(),
        value: value.to_owned(),
        updated_at: now,
    };
    let keep = OnConflict::column(Column::Name).do_nothing().to_owned();
    Entity::insert(row.into_active_model())
        .on_conflict(keep)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

//! Who stands in imported directories, and is no member yet.

mod number;
mod search;
mod source;

use std::collections::HashMap;

use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel};

use crate::entity::directory_stub::Entity;
pub use crate::entity::directory_stub::Model as DirectoryStub;
use crate::id::{AccountId, DirectoryStubId};
use crate::{Result, Sql, Timestamp, row};

pub use number::{list_by_numbers, numbers_of, set_numbers};
pub use search::{count, list, set_words};
pub use source::{Source, delete_source, exclude, excluded_of, list_sources};

/// The stub with this id, claimed or not.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: DirectoryStubId,
) -> Result<Option<DirectoryStub>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// Those with these keys, by key.
///
/// # Errors
/// When the database refuses.
pub async fn stubs_of<C: ConnectionTrait>(
    connection: &C,
    keys: &[String],
) -> Result<HashMap<String, DirectoryStub>> {
    let sql = Sql::new(connection, "SELECT * FROM directory_stubs WHERE key");
    let rows: Vec<DirectoryStub> = sql.in_texts(keys).all(connection).await?;
    Ok(rows.into_iter().map(|row| (row.key.clone(), row)).collect())
}

/// Those with these ids, claimed or not.
///
/// # Errors
/// When the database refuses.
pub async fn list_by_ids<C: ConnectionTrait>(
    connection: &C,
    ids: &[DirectoryStubId],
) -> Result<Vec<DirectoryStub>> {
    let sql = Sql::new(connection, "SELECT * FROM directory_stubs WHERE id");
    sql.in_ids(ids.iter().copied()).all(connection).await
}

/// Those above an id whom nobody claimed, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn list_after<C: ConnectionTrait>(
    connection: &C,
    id: DirectoryStubId,
    limit: u64,
) -> Result<Vec<DirectoryStub>> {
    let sql = "SELECT * FROM directory_stubs WHERE claimed_by IS NULL AND id > ";
    Sql::new(connection, sql)
        .bind(id)
        .push(&format!(" ORDER BY id LIMIT {limit}"))
        .all(connection)
        .await
}

/// Adds one.
///
/// # Errors
/// When the database refuses.
pub async fn insert<C: ConnectionTrait>(connection: &C, stub: DirectoryStub) -> Result<()> {
    row::insert(connection, stub).await
}

/// Writes every column of one that is there.
///
/// # Errors
/// When the database refuses.
pub async fn update<C: ConnectionTrait>(connection: &C, stub: DirectoryStub) -> Result<()> {
    let changed = stub.into_active_model().reset_all();
    Entity::update(changed).exec(connection).await?;
    Ok(())
}

/// Gives a stub to an account; `false` when somebody has it already, or it is gone. Nobody finds it any more, and its
/// numbers are forgotten.
///
/// # Errors
/// When the database refuses.
pub async fn claim<C: ConnectionTrait>(
    connection: &C,
    id: DirectoryStubId,
    account: AccountId,
    now: Timestamp,
) -> Result<bool> {
    let claimed = Sql::new(connection, "UPDATE directory_stubs SET claimed_by = ")
        .bind(account)
        .push(", claimed_at = ")
        .bind(now)
        .push(" WHERE claimed_by IS NULL AND id = ")
        .bind(id)
        .execute(connection)
        .await?;
    if claimed == 0 {
        return Ok(false);
    }
    search::delete_words(connection, id).await?;
    set_numbers(connection, id, &[]).await?;
    Ok(true)
}

/// Removes one with its words and numbers.
///
/// # Errors
/// When the database refuses.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: DirectoryStubId) -> Result<()> {
    Entity::delete_by_id(id).exec(connection).await?;
    Ok(())
}

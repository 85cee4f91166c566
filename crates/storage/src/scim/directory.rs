//! Directories, and the roles that they may give.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
};

pub use crate::entity::scim_directory::Model as Directory;
use crate::entity::scim_directory::{Column, Entity};
use crate::id::ScimDirectoryId;
use crate::kinds::{CredentialKind, ScimRole};
use crate::{Result, Sql, Timestamp, row};

/// All of them, by name.
pub async fn list<C: ConnectionTrait>(connection: &C) -> Result<Vec<Directory>> {
    let all = Entity::find().order_by_asc(Column::Name);
    Ok(all.all(connection).await?)
}

/// The one with this id.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: ScimDirectoryId,
) -> Result<Option<Directory>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// The one with this name.
pub async fn find_by_name<C: ConnectionTrait>(
    connection: &C,
    name: &str,
) -> Result<Option<Directory>> {
    let found = Entity::find().filter(Column::Name.eq(name));
    Ok(found.one(connection).await?)
}

/// The one whose token has this hash.
pub async fn find_by_token<C: ConnectionTrait>(
    connection: &C,
    hash: &str,
) -> Result<Option<Directory>> {
    let found = Entity::find().filter(Column::TokenHash.eq(hash));
    Ok(found.one(connection).await?)
}

/// Adds one. `Conflict` when its name is taken.
pub async fn insert<C: ConnectionTrait>(connection: &C, directory: Directory) -> Result<()> {
    row::insert(connection, directory).await
}

/// Gives it another token, or none.
pub async fn set_token<C: ConnectionTrait>(
    connection: &C,
    id: ScimDirectoryId,
    hash: Option<String>,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::TokenHash, Expr::value(hash))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Notes that it came.
///
/// # Errors
/// When the database refuses.
pub async fn set_used<C: ConnectionTrait>(
    connection: &C,
    id: ScimDirectoryId,
    at: Timestamp,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(at))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Sets what its active people are issued.
pub async fn set_vouches<C: ConnectionTrait>(
    connection: &C,
    id: ScimDirectoryId,
    kind: Option<CredentialKind>,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Vouches, Expr::value(kind))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// What the members of a group may do.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Grant {
    /// The group's name in lower case.
    pub group_key: String,
    /// What they may do.
    pub role: ScimRole,
}

/// What the groups of a directory may do, by name.
pub async fn grants<C: ConnectionTrait>(connection: &C, id: ScimDirectoryId) -> Result<Vec<Grant>> {
    Sql::new(
        connection,
        "SELECT group_key, role FROM scim_grants WHERE directory_id = ",
    )
    .bind(id)
    .push(" ORDER BY group_key, role")
    .all(connection)
    .await
}

/// Lets the members of a group do something.
pub async fn grant<C: ConnectionTrait>(
    connection: &C,
    id: ScimDirectoryId,
    grant: &Grant,
) -> Result<()> {
    Sql::new(
        connection,
        "INSERT INTO scim_grants (directory_id, group_key, role) VALUES (",
    )
    .bind(id)
    .push(", ")
    .bind(grant.group_key.as_str())
    .push(", ")
    .bind(grant.role.as_str())
    .push(") ON CONFLICT DO NOTHING")
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes from the members of a group what they may do; says whether there was anything.
pub async fn revoke<C: ConnectionTrait>(
    connection: &C,
    id: ScimDirectoryId,
    group_key: &str,
) -> Result<bool> {
    let gone = Sql::new(connection, "DELETE FROM scim_grants WHERE directory_id = ")
        .bind(id)
        .push(" AND group_key = ")
        .bind(group_key)
        .execute(connection)
        .await?;
    Ok(gone > 0)
}

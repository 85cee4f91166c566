//! People as directories describe them.

use std::collections::HashMap;

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::Which;
pub use crate::entity::scim_user::Model as ScimUser;
use crate::entity::scim_user::{Column, Entity};
use crate::id::{CredentialId, ScimDirectoryId, ScimUserId, UserId};
use crate::kinds::{ScimRole, UserRole};
use crate::{Result, Sql, row};

/// Those of a directory that `which` says, the oldest first.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    directory: ScimDirectoryId,
    which: Which<'_, ScimUserId>,
) -> Result<Vec<ScimUser>> {
    let all = Entity::find()
        .filter(Column::DirectoryId.eq(directory))
        .order_by_asc(Column::Id);
    let select = match which {
        Which::Page { skip, take } => all.offset(skip).limit(take),
        Which::Id(id) => all.filter(Column::Id.eq(id)),
        Which::External(id) => all.filter(Column::ExternalId.eq(id)),
        Which::Key(key) => all.filter(Column::UserKey.eq(key)),
    };
    Ok(select.all(connection).await?)
}

/// The row of a login, whichever directory it is of.
pub async fn find_by_user<C: ConnectionTrait>(
    connection: &C,
    user: UserId,
) -> Result<Option<ScimUser>> {
    let found = Entity::find().filter(Column::UserId.eq(user));
    Ok(found.one(connection).await?)
}

/// How many a directory has.
pub async fn count<C: ConnectionTrait>(connection: &C, directory: ScimDirectoryId) -> Result<u64> {
    let all = Entity::find().filter(Column::DirectoryId.eq(directory));
    Ok(all.count(connection).await?)
}

/// Which of these ids are people of the directory.
pub async fn known<C: ConnectionTrait>(
    connection: &C,
    directory: ScimDirectoryId,
    ids: &[ScimUserId],
) -> Result<Vec<ScimUserId>> {
    Sql::new(
        connection,
        "SELECT id FROM scim_users WHERE directory_id = ",
    )
    .bind(directory)
    .push(" AND id")
    .in_ids(ids.iter().copied())
    .column(connection)
    .await
}

/// Adds one. `Conflict` when the name is taken in the directory, or the login belongs to a row already.
pub async fn insert<C: ConnectionTrait>(connection: &C, user: ScimUser) -> Result<()> {
    row::insert(connection, user).await
}

/// Puts `user` in the place of the row with its id, if that still is one version older; says whether it was. `Conflict`
/// when the name is taken in the directory.
pub async fn update<C: ConnectionTrait>(connection: &C, user: &ScimUser) -> Result<bool> {
    let updated = Entity::update_many()
        .col_expr(Column::UserKey, Expr::value(user.user_key.clone()))
        .col_expr(Column::ExternalId, Expr::value(user.external_id.clone()))
        .col_expr(Column::Active, Expr::value(user.active))
        .col_expr(Column::Attributes, Expr::value(user.attributes.clone()))
        .col_expr(Column::Version, Expr::value(user.version))
        .col_expr(Column::Claims, Expr::value(user.claims.clone()))
        .col_expr(Column::ValidUntil, Expr::value(user.valid_until))
        .col_expr(Column::UpdatedAt, Expr::value(user.updated_at))
        .filter(Column::Id.eq(user.id))
        .filter(Column::Version.eq(user.version - 1))
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Notes what was issued because of a row.
pub async fn set_credential<C: ConnectionTrait>(
    connection: &C,
    id: ScimUserId,
    credential: Option<CredentialId>,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::CredentialId, Expr::value(credential))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Removes a row and keeps that the directory made the login.
pub async fn delete<C: ConnectionTrait>(connection: &C, user: &ScimUser) -> Result<()> {
    Entity::delete_by_id(user.id).exec(connection).await?;
    Sql::new(
        connection,
        "INSERT INTO scim_former_users (user_id, directory_id) VALUES (",
    )
    .bind(user.user_id)
    .push(", ")
    .bind(user.directory_id)
    .push(")")
    .execute(connection)
    .await?;
    Ok(())
}

/// Lets a directory take up a login that it made once; says whether it did make it.
pub async fn take_up<C: ConnectionTrait>(
    connection: &C,
    directory: ScimDirectoryId,
    user: UserId,
) -> Result<bool> {
    let taken = Sql::new(
        connection,
        "DELETE FROM scim_former_users WHERE directory_id = ",
    )
    .bind(directory)
    .push(" AND user_id = ")
    .bind(user)
    .execute(connection)
    .await?;
    Ok(taken > 0)
}

/// What a login may do, and what the groups of its directory say that it may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rights {
    /// What it may do.
    pub role: UserRole,
    /// Whether it decides on requests for verification.
    pub is_verifier: bool,
    /// What its groups say.
    pub granted: Vec<ScimRole>,
}

#[derive(FromQueryResult)]
struct RightsRow {
    user_id: UserId,
    role: UserRole,
    is_verifier: bool,
    granted: Option<ScimRole>,
}

/// The rights of the logins of these people.
pub async fn rights_of<C: ConnectionTrait>(
    connection: &C,
    ids: &[ScimUserId],
) -> Result<HashMap<UserId, Rights>> {
    let rows: Vec<RightsRow> = Sql::new(
        connection,
        "SELECT s.user_id, u.role, u.is_verifier, r.role AS granted FROM scim_users s \
         JOIN users u ON u.id = s.user_id \
         LEFT JOIN scim_members m ON m.scim_user_id = s.id \
         LEFT JOIN scim_groups g ON g.id = m.group_id \
         LEFT JOIN scim_grants r ON r.directory_id = g.directory_id AND r.group_key = g.group_key \
         WHERE s.id",
    )
    .in_ids(ids.iter().copied())
    .all(connection)
    .await?;
    let mut rights: HashMap<UserId, Rights> = HashMap::new();
    for row in rows {
        let of = rights.entry(row.user_id).or_insert_with(|| Rights {
            role: row.role,
            is_verifier: row.is_verifier,
            granted: Vec::new(),
        });
        of.granted.extend(row.granted);
    }
    Ok(rights)
}

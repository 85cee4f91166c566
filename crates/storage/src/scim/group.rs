//! Groups of directories.

use std::collections::HashMap;

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::Which;
pub use crate::entity::scim_group::Model as ScimGroup;
use crate::entity::scim_group::{Column, Entity};
use crate::id::{ScimDirectoryId, ScimGroupId, ScimUserId};
use crate::{Result, Sql, row};

/// Those of a directory that `which` says, the oldest first.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    directory: ScimDirectoryId,
    which: Which<'_, ScimGroupId>,
) -> Result<Vec<ScimGroup>> {
    let all = Entity::find()
        .filter(Column::DirectoryId.eq(directory))
        .order_by_asc(Column::Id);
    let select = match which {
        Which::Page { skip, take } => all.offset(skip).limit(take),
        Which::Id(id) => all.filter(Column::Id.eq(id)),
        Which::External(id) => all.filter(Column::ExternalId.eq(id)),
        Which::Key(key) => all.filter(Column::GroupKey.eq(key)),
    };
    Ok(select.all(connection).await?)
}

/// How many a directory has.
pub async fn count<C: ConnectionTrait>(connection: &C, directory: ScimDirectoryId) -> Result<u64> {
    let all = Entity::find().filter(Column::DirectoryId.eq(directory));
    Ok(all.count(connection).await?)
}

/// Adds one. `Conflict` when the name is taken in the directory.
pub async fn insert<C: ConnectionTrait>(connection: &C, group: ScimGroup) -> Result<()> {
    row::insert(connection, group).await
}

/// As [`super::user::update`].
pub async fn update<C: ConnectionTrait>(connection: &C, group: &ScimGroup) -> Result<bool> {
    let updated = Entity::update_many()
        .col_expr(Column::GroupKey, Expr::value(group.group_key.clone()))
        .col_expr(Column::ExternalId, Expr::value(group.external_id.clone()))
        .col_expr(Column::DisplayName, Expr::value(group.display_name.clone()))
        .col_expr(Column::Version, Expr::value(group.version))
        .col_expr(Column::UpdatedAt, Expr::value(group.updated_at))
        .filter(Column::Id.eq(group.id))
        .filter(Column::Version.eq(group.version - 1))
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Removes one.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: ScimGroupId) -> Result<()> {
    Entity::delete_by_id(id).exec(connection).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Member {
    group_id: ScimGroupId,
    scim_user_id: ScimUserId,
}

/// Who is in these groups, by id; a group without anybody is missing.
pub async fn members_of<C: ConnectionTrait>(
    connection: &C,
    groups: &[ScimGroupId],
) -> Result<HashMap<ScimGroupId, Vec<ScimUserId>>> {
    let rows: Vec<Member> = Sql::new(
        connection,
        "SELECT group_id, scim_user_id FROM scim_members WHERE group_id",
    )
    .in_ids(groups.iter().copied())
    .push(" ORDER BY group_id, scim_user_id")
    .all(connection)
    .await?;
    let mut members: HashMap<ScimGroupId, Vec<ScimUserId>> = HashMap::new();
    for row in rows {
        members
            .entry(row.group_id)
            .or_default()
            .push(row.scim_user_id);
    }
    Ok(members)
}

/// A group that somebody is in.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Belonging {
    /// Who.
    pub scim_user_id: ScimUserId,
    /// The group.
    pub id: ScimGroupId,
    /// Its name.
    pub display_name: String,
}

/// The groups that these people are in.
pub async fn groups_of<C: ConnectionTrait>(
    connection: &C,
    users: &[ScimUserId],
) -> Result<Vec<Belonging>> {
    Sql::new(
        connection,
        "SELECT m.scim_user_id, g.id, g.display_name FROM scim_members m \
         JOIN scim_groups g ON g.id = m.group_id WHERE m.scim_user_id",
    )
    .in_ids(users.iter().copied())
    .push(" ORDER BY g.id")
    .all(connection)
    .await
}

/// Adds people to a group; who is in it already stays.
pub async fn add<C: ConnectionTrait>(
    connection: &C,
    group: ScimGroupId,
    users: &[ScimUserId],
) -> Result<()> {
    Sql::new(
        connection,
        "INSERT INTO scim_members (group_id, scim_user_id) SELECT CAST(",
    )
    .bind(group)
    .push(" AS BIGINT), s.id FROM scim_users s WHERE s.id")
    .in_ids(users.iter().copied())
    .push(" ON CONFLICT DO NOTHING")
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes people out of a group.
pub async fn remove<C: ConnectionTrait>(
    connection: &C,
    group: ScimGroupId,
    users: &[ScimUserId],
) -> Result<()> {
    Sql::new(connection, "DELETE FROM scim_members WHERE group_id = ")
        .bind(group)
        .push(" AND scim_user_id")
        .in_ids(users.iter().copied())
        .execute(connection)
        .await?;
    Ok(())
}

//! Groups, who belongs to them, and the statuses offered to them.

mod post;

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};

pub use crate::entity::group::Model as Group;
pub use crate::entity::group_post::Model as GroupPost;
pub use crate::entity::membership::Model as Membership;
pub use post::{
    count_announced, decide, find_post, insert_post, list_announced_by, list_announcing,
    list_boosts_of, list_posts,
};

use crate::entity::{group, membership};
use crate::id::AccountId;
use crate::kinds::{MembershipRole, MembershipState};
use crate::{Page, Result, Sql, Timestamp, row};

/// Adds the rules of a group whose actor was added before.
///
/// # Errors
/// When the database refuses.
pub async fn insert<C: ConnectionTrait>(connection: &C, row: Group) -> Result<()> {
    row::insert(connection, row).await
}

/// The rules of a local group.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
) -> Result<Option<Group>> {
    Ok(group::Entity::find_by_id(id).one(connection).await?)
}

/// The rules of those of `ids` that are local groups.
///
/// # Errors
/// When the database refuses.
pub async fn groups_of<C: ConnectionTrait>(
    connection: &C,
    ids: &[AccountId],
) -> Result<HashMap<AccountId, Group>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<Group> = Sql::new(connection, "SELECT * FROM groups WHERE account_id")
        .in_ids(ids.iter().copied())
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|group| (group.account_id, group))
        .collect())
}

/// Says whether only those who run a group start threads in it.
///
/// # Errors
/// When the database refuses.
pub async fn set_restricted<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
    restricted: bool,
) -> Result<()> {
    let change = group::ActiveModel {
        restricted: Set(restricted),
        ..Default::default()
    };
    group::Entity::update_many()
        .set(change)
        .filter(group::Column::AccountId.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Every local group, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list<C: ConnectionTrait>(connection: &C, page: Page) -> Result<Vec<AccountId>> {
    let rows = page
        .apply(group::Entity::find(), group::Column::AccountId)
        .all(connection)
        .await?;
    Ok(page
        .newest_first(rows)
        .into_iter()
        .map(|group| group.account_id)
        .collect())
}

/// Freezes a group: nothing is announced any more.
///
/// # Errors
/// When the database refuses.
pub async fn freeze<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
    now: Timestamp,
) -> Result<()> {
    let change = group::ActiveModel {
        frozen_at: Set(Some(now)),
        ..Default::default()
    };
    group::Entity::update_many()
        .set(change)
        .filter(group::Column::AccountId.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Thaws a group; says whether it was frozen.
///
/// # Errors
/// When the database refuses.
pub async fn thaw<C: ConnectionTrait>(connection: &C, id: AccountId) -> Result<bool> {
    let change = group::ActiveModel {
        frozen_at: Set(None),
        ..Default::default()
    };
    let done = group::Entity::update_many()
        .set(change)
        .filter(group::Column::AccountId.eq(id))
        .filter(group::Column::FrozenAt.is_not_null())
        .exec(connection)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Writes a membership, whole.
///
/// # Errors
/// When the database refuses.
pub async fn upsert_membership<C: ConnectionTrait>(connection: &C, row: Membership) -> Result<()> {
    use membership::Column as M;
    let replace = sea_orm::sea_query::OnConflict::columns([M::GroupId, M::AccountId])
        .update_columns([M::Role, M::State, M::BannedUntil, M::UpdatedAt])
        .to_owned();
    membership::Entity::insert(row.into_active_model())
        .on_conflict(replace)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// The membership of an account, in any state.
///
/// # Errors
/// When the database refuses.
pub async fn find_membership<C: ConnectionTrait>(
    connection: &C,
    group_id: AccountId,
    account_id: AccountId,
) -> Result<Option<Membership>> {
    Ok(membership::Entity::find_by_id((group_id, account_id))
        .one(connection)
        .await?)
}

/// The memberships of an account in these groups, in any state; one that it is not in is missing.
///
/// # Errors
/// When the database refuses.
pub async fn memberships_of<C: ConnectionTrait>(
    connection: &C,
    account_id: AccountId,
    groups: &[AccountId],
) -> Result<HashMap<AccountId, Membership>> {
    let rows: Vec<Membership> =
        Sql::new(connection, "SELECT * FROM memberships WHERE account_id = ")
            .bind(account_id)
            .push(" AND group_id")
            .in_ids(groups.iter().copied())
            .all(connection)
            .await?;
    let by_group = rows.into_iter().map(|row| (row.group_id, row));
    Ok(by_group.collect())
}

/// Removes a membership.
///
/// # Errors
/// When the database refuses.
pub async fn delete_membership<C: ConnectionTrait>(
    connection: &C,
    group_id: AccountId,
    account_id: AccountId,
) -> Result<()> {
    membership::Entity::delete_by_id((group_id, account_id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Removes a ban whose time is over by `now`; one that was renewed meanwhile stays.
///
/// # Errors
/// When the database refuses.
pub async fn delete_ended_ban<C: ConnectionTrait>(
    connection: &C,
    group_id: AccountId,
    account_id: AccountId,
    now: Timestamp,
) -> Result<()> {
    membership::Entity::delete_by_id((group_id, account_id))
        .filter(membership::Column::State.eq(MembershipState::Banned))
        .filter(membership::Column::BannedUntil.lte(now))
        .exec(connection)
        .await?;
    Ok(())
}

/// The approved members with one of `roles`, those who came first standing first.
///
/// # Errors
/// When the database refuses.
pub async fn list_members<C: ConnectionTrait>(
    connection: &C,
    group_id: AccountId,
    roles: &[MembershipRole],
) -> Result<Vec<Membership>> {
    Ok(membership::Entity::find()
        .filter(membership::Column::GroupId.eq(group_id))
        .filter(membership::Column::State.eq(MembershipState::Approved))
        .filter(membership::Column::Role.is_in(roles.iter().copied()))
        .order_by_asc(membership::Column::CreatedAt)
        .all(connection)
        .await?)
}

/// The groups in which an account is an approved member with this role.
///
/// # Errors
/// When the database refuses.
pub async fn list_by_member<C: ConnectionTrait>(
    connection: &C,
    account_id: AccountId,
    role: MembershipRole,
) -> Result<Vec<AccountId>> {
    let rows = membership::Entity::find()
        .filter(membership::Column::AccountId.eq(account_id))
        .filter(membership::Column::State.eq(MembershipState::Approved))
        .filter(membership::Column::Role.eq(role))
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| row.group_id).collect())
}

/// The accounts that are banned from a group, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list_banned<C: ConnectionTrait>(
    connection: &C,
    group_id: AccountId,
    page: Page,
) -> Result<Vec<AccountId>> {
    let select = membership::Entity::find()
        .filter(membership::Column::GroupId.eq(group_id))
        .filter(membership::Column::State.eq(MembershipState::Banned));
    let rows = page
        .apply(select, membership::Column::AccountId)
        .all(connection)
        .await?;
    let ids = rows.into_iter().map(|row| row.account_id);
    Ok(page.newest_first(ids.collect()))
}

/// Takes their roles from those who run a group, but for `keep`.
///
/// # Errors
/// When the database refuses.
pub async fn dismiss_others<C: ConnectionTrait>(
    connection: &C,
    group_id: AccountId,
    keep: &[AccountId],
) -> Result<()> {
    membership::Entity::delete_many()
        .filter(membership::Column::GroupId.eq(group_id))
        .filter(membership::Column::State.eq(MembershipState::Approved))
        .filter(membership::Column::Role.ne(MembershipRole::Member))
        .filter(membership::Column::AccountId.is_not_in(keep.iter().copied()))
        .exec(connection)
        .await?;
    Ok(())
}

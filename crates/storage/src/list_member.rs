//! Who is on a list. Pages of them are in [`crate::account_list`].

use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};

use crate::Result;
pub use crate::entity::list_member::Model as Member;
use crate::entity::list_member::{Column, Entity};
use crate::id::{AccountId, FollowId, ListId};

/// Adds members; says how many were not on the list yet.
pub async fn insert<C: ConnectionTrait>(connection: &C, members: Vec<Member>) -> Result<u64> {
    if members.is_empty() {
        return Ok(0);
    }
    let known = OnConflict::columns([Column::ListId, Column::AccountId])
        .do_nothing()
        .to_owned();
    let rows = members.into_iter().map(IntoActiveModel::into_active_model);
    Ok(Entity::insert_many(rows)
        .on_conflict(known)
        .exec_without_returning(connection)
        .await?)
}

/// Takes accounts off a list.
pub async fn delete<C: ConnectionTrait>(
    connection: &C,
    list: ListId,
    accounts: &[AccountId],
) -> Result<()> {
    Entity::delete_many()
        .filter(Column::ListId.eq(list))
        .filter(Column::AccountId.is_in(accounts.iter().copied()))
        .exec(connection)
        .await?;
    Ok(())
}

/// The places on lists that come of a follow.
pub async fn list_by_follow<C: ConnectionTrait>(
    connection: &C,
    follow: FollowId,
) -> Result<Vec<Member>> {
    Ok(Entity::find()
        .filter(Column::FollowId.eq(follow))
        .all(connection)
        .await?)
}

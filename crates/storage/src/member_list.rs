//! Who was on a list of members, and the logins that a list may be about.

mod known;

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder,
};

pub use crate::entity::listed_member::Model as ListedMember;
use crate::entity::listed_member::{ActiveModel, Column, Entity};
use crate::id::UserId;
use crate::kinds::{CredentialKind, ListedMembership};
use crate::user::User;
use crate::{Result, Sql, Timestamp};
pub use known::{Asked, Known, known};

/// Those with these hashes of addresses.
///
/// # Errors
/// When the database refuses.
pub async fn list_by_hashes<C: ConnectionTrait>(
    connection: &C,
    hashes: &[String],
) -> Result<Vec<ListedMember>> {
    Sql::new(
        connection,
        "SELECT * FROM listed_members WHERE address_hash",
    )
    .in_texts(hashes)
    .all(connection)
    .await
}

/// Those behind these logins.
///
/// # Errors
/// When the database refuses.
pub async fn list_by_users<C: ConnectionTrait>(
    connection: &C,
    users: &[UserId],
) -> Result<Vec<ListedMember>> {
    Sql::new(connection, "SELECT * FROM listed_members WHERE user_id")
        .in_ids(users.iter().copied())
        .all(connection)
        .await
}

/// Those whose membership stands.
///
/// # Errors
/// When the database refuses.
pub async fn list_active<C: ConnectionTrait>(connection: &C) -> Result<Vec<ListedMember>> {
    let active = Entity::find()
        .filter(Column::Membership.eq(ListedMembership::Active))
        .order_by_asc(Column::AddressHash);
    Ok(active.all(connection).await?)
}

/// How many there are whose membership stands.
///
/// # Errors
/// When the database refuses.
pub async fn count_active<C: ConnectionTrait>(connection: &C) -> Result<u64> {
    let active = Entity::find().filter(Column::Membership.eq(ListedMembership::Active));
    Ok(active.count(connection).await?)
}

/// Adds a row.
///
/// # Errors
/// `Conflict` when the address or the login has one.
pub async fn insert<C: ConnectionTrait>(connection: &C, row: ListedMember) -> Result<()> {
    crate::row::insert(connection, row).await
}

/// Puts `row` in the place of the one with its hash.
///
/// # Errors
/// `Conflict` when the login has another row.
pub async fn update<C: ConnectionTrait>(connection: &C, row: ListedMember) -> Result<()> {
    let change: ActiveModel = row.clone().into_active_model().reset_all();
    Entity::update_many()
        .set(change)
        .filter(Column::AddressHash.eq(row.address_hash))
        .exec(connection)
        .await?;
    Ok(())
}

/// Keeps of somebody who leaves no more than that they were on a list.
///
/// # Errors
/// When the database refuses.
pub async fn forget<C: ConnectionTrait>(
    connection: &C,
    user: UserId,
    now: Timestamp,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::UserId, Expr::value(None::<UserId>))
        .col_expr(Column::Written, Expr::value("{}"))
        .col_expr(Column::Membership, Expr::value(None::<ListedMembership>))
        .col_expr(Column::MemberUntil, Expr::value(None::<Timestamp>))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(Column::UserId.eq(user))
        .exec(connection)
        .await?;
    Ok(())
}

/// The logins with these addresses, and those with these ids.
///
/// # Errors
/// When the database refuses.
pub async fn logins<C: ConnectionTrait>(
    connection: &C,
    emails: &[String],
    ids: &[UserId],
) -> Result<Vec<User>> {
    Sql::new(connection, "SELECT * FROM users WHERE email")
        .in_texts(emails)
        .push(" OR id")
        .in_ids(ids.iter().copied())
        .all(connection)
        .await
}

/// Which of these logins come from a directory of people (SCIM) that has this instance vouch for their membership.
///
/// # Errors
/// When the database refuses.
pub async fn vouched_by_directory<C: ConnectionTrait>(
    connection: &C,
    users: &[UserId],
) -> Result<Vec<UserId>> {
    Sql::new(
        connection,
        "SELECT s.user_id FROM scim_users s JOIN scim_directories d ON d.id = s.directory_id WHERE d.vouches = ",
    )
    .bind(CredentialKind::Membership.as_str())
    .push(" AND s.user_id")
    .in_ids(users.iter().copied())
    .column(connection)
    .await
}

/// Which of these names, in lower case, accounts of this server have.
///
/// # Errors
/// When the database refuses.
pub async fn taken<C: ConnectionTrait>(connection: &C, names: &[String]) -> Result<Vec<String>> {
    Sql::new(
        connection,
        "SELECT username_lower FROM accounts WHERE coalesce(domain, '') = '' AND username_lower",
    )
    .in_texts(names)
    .column(connection)
    .await
}

/// The logins behind `after` that stand in an export: those that may act, and those on a list who have not come yet.
///
/// # Errors
/// When the database refuses.
pub async fn page<C: ConnectionTrait>(
    connection: &C,
    after: UserId,
    limit: u64,
) -> Result<Vec<User>> {
    Sql::new(
        connection,
        "SELECT u.* FROM users u LEFT JOIN listed_members l ON l.user_id = u.id \
         WHERE u.disabled_at IS NULL AND (l.user_id IS NOT NULL OR (u.confirmed_at IS NOT NULL AND u.approved_at IS NOT NULL)) \
         AND NOT EXISTS (SELECT 1 FROM pseudonyms p WHERE p.user_id = u.id) AND u.id > ",
    )
    .bind(after)
    .push(" ORDER BY u.id LIMIT ")
    .bind(i64::try_from(limit).unwrap_or(i64::MAX))
    .all(connection)
    .await
}

//! Rows of follows and of requests to follow.

pub mod synchronization;

use std::collections::HashMap;
use std::time::Duration;

use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

pub use crate::entity::follow::Model as Follow;
use crate::entity::follow::{ActiveModel, Column, Entity};
use crate::id::{AccountId, FollowId};
use crate::{Result, Sql, Timestamp, row};

/// The follow or request of `account` for `target`.
pub async fn find<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    target: AccountId,
) -> Result<Option<Follow>> {
    Ok(Entity::find()
        .filter(Column::AccountId.eq(account))
        .filter(Column::TargetId.eq(target))
        .one(connection)
        .await?)
}

/// The follow with this id.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: FollowId,
) -> Result<Option<Follow>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// The follow whose activity has this id.
pub async fn find_by_uri<C: ConnectionTrait>(connection: &C, uri: &str) -> Result<Option<Follow>> {
    Ok(Entity::find()
        .filter(Column::Uri.eq(uri))
        .one(connection)
        .await?)
}

/// The ids of the follows and requests of `account` for each of `targets`; whom it neither follows nor asked is missing.
pub async fn follows_of<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    targets: &[AccountId],
) -> Result<HashMap<AccountId, FollowId>> {
    let rows = Entity::find()
        .filter(Column::AccountId.eq(account))
        .filter(Column::TargetId.is_in(targets.iter().copied()))
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.target_id, row.id))
        .collect())
}

/// The follows between `account` and each of `others` that were agreed to, either way: who follows whom.
///
/// # Errors
/// When the database refuses.
pub async fn list_between<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    others: &[AccountId],
) -> Result<Vec<(AccountId, AccountId)>> {
    let rows: Vec<Follow> = Sql::new(
        connection,
        "SELECT * FROM follows WHERE accepted_at IS NOT NULL AND ((account_id = ",
    )
    .bind_once(account)
    .push(" AND target_id")
    .in_ids(others.iter().copied())
    .push(") OR (target_id = ")
    .bind_once(account)
    .push(" AND account_id")
    .in_ids(others.iter().copied())
    .push("))")
    .all(connection)
    .await?;
    let pairs = rows.into_iter();
    Ok(pairs.map(|row| (row.account_id, row.target_id)).collect())
}

/// Adds a follow unless there is one between the two; says whether it was added.
/// `Conflict` when its id or uri is another's.
pub async fn insert<C: ConnectionTrait>(connection: &C, follow: Follow) -> Result<bool> {
    row::insert_once(connection, follow, [Column::AccountId, Column::TargetId]).await
}

/// What the follower wants to see of the followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Boosts too.
    pub show_reblogs: bool,
    /// A notification for each status.
    pub notify: bool,
    /// Only these languages, a JSON array; all when it is empty.
    pub languages: String,
}

/// Gives a follow other settings.
pub async fn set<C: ConnectionTrait>(
    connection: &C,
    id: FollowId,
    settings: Settings,
) -> Result<()> {
    let change = ActiveModel {
        show_reblogs: Set(settings.show_reblogs),
        notify: Set(settings.notify),
        languages: Set(settings.languages),
        ..Default::default()
    };
    update(connection, id, change).await
}

/// Gives a follow the id of a newer Follow. `Conflict` when that is another's.
pub async fn set_uri<C: ConnectionTrait>(connection: &C, id: FollowId, uri: &str) -> Result<()> {
    let change = ActiveModel {
        uri: Set(Some(uri.to_owned())),
        ..Default::default()
    };
    update(connection, id, change).await
}

/// Remembers that a request was sent again, as the Follow `uri`.
pub async fn set_sent<C: ConnectionTrait>(
    connection: &C,
    id: FollowId,
    uri: String,
    now: Timestamp,
) -> Result<()> {
    let change = ActiveModel {
        uri: Set(Some(uri)),
        sent_at: Set(Some(now)),
        ..Default::default()
    };
    update(connection, id, change).await
}

async fn update<C: ConnectionTrait>(
    connection: &C,
    id: FollowId,
    change: ActiveModel,
) -> Result<()> {
    Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Makes a request a follow; says whether it was still a request.
pub async fn accept<C: ConnectionTrait>(
    connection: &C,
    id: FollowId,
    now: Timestamp,
) -> Result<bool> {
    let change = ActiveModel {
        accepted_at: Set(Some(now)),
        ..Default::default()
    };
    let done = Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(id))
        .filter(Column::AcceptedAt.is_null())
        .exec(connection)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Removes the follow or request of `account` for `target` and yields what it was.
pub async fn delete<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    target: AccountId,
) -> Result<Option<Follow>> {
    Sql::new(connection, "DELETE FROM follows WHERE account_id = ")
        .bind(account)
        .push(" AND target_id = ")
        .bind(target)
        .push(" RETURNING *")
        .one(connection)
        .await
}

/// Up to `limit` follows and requests, either way, between `account` and the accounts of `domain`.
pub async fn list_with_domain<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    domain: &str,
    limit: u64,
) -> Result<Vec<Follow>> {
    Sql::new(
        connection,
        "SELECT f.* FROM follows f JOIN accounts a ON a.id = f.target_id WHERE f.account_id = ",
    )
    .bind(account)
    .push(" AND a.domain = ")
    .bind(domain)
    .push(" UNION ALL SELECT f.* FROM follows f JOIN accounts a ON a.id = f.account_id WHERE f.target_id = ")
    .bind(account)
    .push(" AND a.domain = ")
    .bind(domain)
    .push(&format!(" LIMIT {limit}"))
    .all(connection)
    .await
}

/// Up to `limit` requests of local accounts, made after `since`, that no remote account has answered for so long that they
/// are due again: for `pause` after the first time, then each time for as long as they have waited altogether.
pub async fn list_unanswered<C: ConnectionTrait>(
    connection: &C,
    since: Timestamp,
    pause: Duration,
    now: Timestamp,
    limit: u64,
) -> Result<Vec<Follow>> {
    let (pause, waited) = (pause.as_millis(), "f.sent_at - f.created_at");
    Sql::new(
        connection,
        "SELECT f.* FROM follows f JOIN accounts a ON a.id = f.account_id JOIN accounts t ON t.id = f.target_id \
         WHERE f.accepted_at IS NULL AND a.domain IS NULL AND t.domain IS NOT NULL AND f.created_at > ",
    )
    .bind(since)
    .push(&format!(
        " AND f.sent_at + CASE WHEN {waited} > {pause} THEN {waited} ELSE {pause} END <= "
    ))
    .bind(now)
    .push(&format!(" ORDER BY f.id LIMIT {limit}"))
    .all(connection)
    .await
}

/// Up to `limit` follows of local accounts for `target` that were agreed to, in their order, behind `after`.
pub async fn list_of_locals<C: ConnectionTrait>(
    connection: &C,
    target: AccountId,
    after: FollowId,
    limit: u64,
) -> Result<Vec<Follow>> {
    Sql::new(
        connection,
        "SELECT f.* FROM follows f JOIN accounts a ON a.id = f.account_id WHERE f.accepted_at IS NOT NULL \
         AND a.domain IS NULL AND f.target_id = ",
    )
    .bind(target)
    .push(" AND f.id > ")
    .bind(after)
    .push(&format!(" ORDER BY f.id LIMIT {limit}"))
    .all(connection)
    .await
}

/// How many requests wait for `target`'s answer.
pub async fn count_requests<C: ConnectionTrait>(connection: &C, target: AccountId) -> Result<i64> {
    let rows = Sql::new(
        connection,
        "SELECT count(*) FROM follows WHERE accepted_at IS NULL AND target_id = ",
    )
    .bind(target)
    .rows(connection)
    .await?;
    Ok(match rows.first() {
        Some(row) => row.try_get_by_index(0)?,
        None => 0,
    })
}

/// The accounts that `viewer` follows among the followers of each of `targets`, as (target, follower). Targets that
/// hide their collections are left out.
pub async fn list_familiar<C: ConnectionTrait>(
    connection: &C,
    viewer: AccountId,
    targets: &[AccountId],
) -> Result<Vec<(AccountId, AccountId)>> {
    let rows = Sql::new(
        connection,
        "SELECT f.target_id, f.account_id FROM follows f \
         JOIN follows mine ON mine.target_id = f.account_id AND mine.accepted_at IS NOT NULL \
         JOIN accounts t ON t.id = f.target_id AND NOT t.hide_collections AND t.suspended_at IS NULL \
         WHERE f.accepted_at IS NOT NULL AND mine.account_id = ",
    )
    .bind(viewer)
    .push(" AND f.target_id")
    .in_ids(targets.iter().copied())
    .push(" ORDER BY f.id DESC")
    .rows(connection)
    .await?;
    rows.iter()
        .map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?)))
        .collect()
}

/// Forgets the follows of all remote accounts that are reached at `inbox`, for it is gone.
pub async fn forget_at<C: ConnectionTrait>(connection: &C, inbox: &str) -> Result<u64> {
    const GONE: &str = "(SELECT g.id FROM accounts g WHERE g.domain IS NOT NULL \
                        AND coalesce(g.shared_inbox_url, g.inbox_url) = ";
    Sql::new(
        connection,
        "UPDATE accounts SET revision = revision + 1, followers_count = followers_count - \
         (SELECT count(*) FROM follows f WHERE f.target_id = accounts.id AND f.accepted_at IS NOT NULL AND f.account_id IN ",
    )
    .push(GONE)
    .bind(inbox)
    .push(")) WHERE id IN (SELECT f.target_id FROM follows f WHERE f.account_id IN ")
    .push(GONE)
    .bind(inbox)
    .push("))")
    .execute(connection)
    .await?;
    Sql::new(connection, "DELETE FROM follows WHERE account_id IN ")
        .push(GONE)
        .bind(inbox)
        .push(")")
        .execute(connection)
        .await
}

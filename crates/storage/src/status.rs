//! Rows of statuses and boosts, their counts and their former versions.

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

use crate::entity::status::Column;
pub use crate::entity::status::{ActiveModel as Change, Model as Status};
pub use crate::entity::status_edit::Model as Edit;
use crate::entity::{home_entry, status as entity, status_edit};
use crate::entry::{self, Entry};
use crate::id::{AccountId, StatusId};
use crate::row;
use crate::visibility::Audience;
use crate::{Result, Sql};

/// Adds a status or a boost. `false` when its id, its uri or its boost (one an account) is there already; then nothing
/// was changed, and the transaction can go on.
pub async fn insert<C: ConnectionTrait>(connection: &C, status: Status) -> Result<bool> {
    let rows = entity::Entity::insert(status.into_active_model())
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(connection)
        .await?;
    Ok(rows == 1)
}

/// The status with this id, whoever may see it.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: StatusId,
) -> Result<Option<Status>> {
    Ok(entity::Entity::find_by_id(id).one(connection).await?)
}

/// The status with this `ActivityPub` id, whoever may see it.
pub async fn find_by_uri<C: ConnectionTrait>(connection: &C, uri: &str) -> Result<Option<Status>> {
    Ok(entity::Entity::find()
        .filter(Column::Uri.eq(uri))
        .one(connection)
        .await?)
}

/// The status with this id, if `audience` may see it.
pub async fn find_visible<C: ConnectionTrait>(
    connection: &C,
    id: StatusId,
    audience: &Audience,
) -> Result<Option<Status>> {
    Sql::new(
        connection,
        "SELECT s.* FROM statuses s JOIN accounts sa ON sa.id = s.account_id WHERE s.id = ",
    )
    .bind(id)
    .push(" AND ")
    .visible(audience, entry::STATUS)
    .one(connection)
    .await
}

/// `account`'s boost of `original`.
pub async fn find_boost<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    original: StatusId,
) -> Result<Option<Status>> {
    Ok(entity::Entity::find()
        .filter(Column::ReblogOfId.eq(original))
        .filter(Column::AccountId.eq(account))
        .one(connection)
        .await?)
}

/// The statuses with these ids, whoever may see them; unknown ids are missing.
pub async fn statuses_of<C: ConnectionTrait>(
    connection: &C,
    ids: &[StatusId],
) -> Result<HashMap<StatusId, Status>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<Status> = Sql::new(connection, "SELECT * FROM statuses WHERE id")
        .in_ids(ids.iter().copied())
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The entry of the status with this id, if `audience` may see it.
pub async fn find_entry<C: ConnectionTrait>(
    connection: &C,
    id: StatusId,
    audience: &Audience,
) -> Result<Option<Entry>> {
    let sql = entry::select(connection, audience.viewer, "statuses s", "s.id")
        .push(" WHERE s.id = ")
        .bind(id)
        .push(" AND ");
    let sql = entry::admitted(sql, audience, audience);
    let found = entry::all(connection, audience.viewer, sql).await?;
    Ok(found.into_iter().next())
}

/// Entries of those of `ids` that `audience` may see, in no order.
pub async fn list_entries<C: ConnectionTrait>(
    connection: &C,
    ids: &[StatusId],
    audience: &Audience,
) -> Result<Vec<Entry>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = entry::select(connection, audience.viewer, "statuses s", "s.id")
        .push(" WHERE s.id")
        .in_ids(ids.iter().copied())
        .push(" AND ");
    let sql = entry::admitted(sql, audience, audience);
    entry::all(connection, audience.viewer, sql).await
}

/// Writes the columns that are set in `change`, and raises the revision.
pub async fn update<C: ConnectionTrait>(
    connection: &C,
    id: StatusId,
    change: Change,
) -> Result<()> {
    entity::Entity::update_many()
        .set(change)
        .col_expr(Column::Revision, Expr::col(Column::Revision).add(1))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Raises the revision: something that is kept beside the row and shown with it changed. Whoever does the same to the
/// status waits for the end of this transaction.
pub async fn touch<C: ConnectionTrait>(connection: &C, id: StatusId) -> Result<()> {
    update(connection, id, Change::default()).await
}

/// A number that stands below a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Answers.
    Replies,
    /// Boosts.
    Reblogs,
    /// Favourites.
    Favourites,
    /// Quotes that were agreed to.
    Quotes,
}

/// Adds `by` to a count of a status and raises its revision.
pub async fn add<C: ConnectionTrait>(
    connection: &C,
    id: StatusId,
    count: Count,
    by: i64,
) -> Result<()> {
    let column = match count {
        Count::Replies => Column::RepliesCount,
        Count::Reblogs => Column::ReblogsCount,
        Count::Favourites => Column::FavouritesCount,
        Count::Quotes => Column::QuotesCount,
    };
    entity::Entity::update_many()
        .col_expr(column, Expr::col(column).add(by))
        .col_expr(Column::Revision, Expr::col(Column::Revision).add(1))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Lets nobody else write a status at one of these addresses, or an answer to it, before this transaction ends: of a parent
/// and an answer that come at the same moment neither would see the other. SQLite has one writer anyway.
///
/// # Errors
/// When the database refuses.
pub async fn hold_addresses<C: ConnectionTrait>(connection: &C, uris: &[&str]) -> Result<()> {
    if connection.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    // In their order, so that two transactions never wait for each other.
    Sql::new(
        connection,
        "SELECT pg_advisory_xact_lock(k) FROM (SELECT hashtextextended(value, 0) AS k FROM json_array_elements_text(",
    )
    .bind(serde_json::to_string(uris)?)
    .push("::json) ORDER BY 1) held")
    .rows(connection)
    .await?;
    Ok(())
}

/// Links the answers to `parent` that came before it, moves their threads into its own, and says how many there are.
pub async fn adopt_answers<C: ConnectionTrait>(connection: &C, parent: &Status) -> Result<u64> {
    let adopted = Sql::new(connection, "UPDATE statuses SET in_reply_to_id = ")
        .bind(parent.id)
        .push(", in_reply_to_account_id = ")
        .bind(parent.account_id)
        .push(", revision = revision + 1 WHERE in_reply_to_id IS NULL AND in_reply_to_uri = ")
        .bind(parent.uri.as_str())
        .execute(connection)
        .await?;
    if adopted > 0 {
        move_threads(connection, parent).await?;
    }
    Ok(adopted)
}

/// Moves the threads that the answers to `parent` stand in into its own.
async fn move_threads<C: ConnectionTrait>(connection: &C, parent: &Status) -> Result<()> {
    Sql::new(connection, "UPDATE statuses SET conversation_id = ")
        .bind(parent.conversation_id)
        .push(
            " WHERE conversation_id IN (SELECT c.conversation_id FROM statuses c WHERE c.in_reply_to_id = ",
        )
        .bind(parent.id)
        .push(")")
        .execute(connection)
        .await?;
    Ok(())
}

/// Lets the answers to a status that is about to go stand alone; the address of their parent stays with them.
pub async fn orphan_answers<C: ConnectionTrait>(connection: &C, parent: StatusId) -> Result<u64> {
    Sql::new(
        connection,
        "UPDATE statuses SET in_reply_to_id = NULL, revision = revision + 1 WHERE in_reply_to_id = ",
    )
    .bind(parent)
    .execute(connection)
    .await
}

/// Who boosted a status: the boosts themselves go with it.
pub async fn list_boosters<C: ConnectionTrait>(
    connection: &C,
    original: StatusId,
) -> Result<Vec<AccountId>> {
    let boosts = entity::Entity::find()
        .filter(Column::ReblogOfId.eq(original))
        .all(connection)
        .await?;
    Ok(boosts.into_iter().map(|boost| boost.account_id).collect())
}

/// Local accounts that have a status, or a boost of it, in their home timeline.
pub async fn list_home_owners<C: ConnectionTrait>(
    connection: &C,
    id: StatusId,
) -> Result<Vec<AccountId>> {
    let rows: Vec<home_entry::Model> = Sql::new(
        connection,
        "SELECT h.account_id, h.status_id FROM home_entries h JOIN statuses s ON s.id = h.status_id WHERE s.id = ",
    )
    .bind(id)
    .push(" OR s.reblog_of_id = ")
    .bind(id)
    .all(connection)
    .await?;
    let mut owners: Vec<AccountId> = rows.into_iter().map(|row| row.account_id).collect();
    owners.sort_unstable();
    owners.dedup();
    Ok(owners)
}

/// Removes a status with everything that refers to it. `false` when it was gone already.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: StatusId) -> Result<bool> {
    let gone = entity::Entity::delete_by_id(id).exec(connection).await?;
    Ok(gone.rows_affected == 1)
}

/// Hides the media of everything that an account posted.
pub async fn mark_media_sensitive<C: ConnectionTrait>(
    connection: &C,
    author: AccountId,
) -> Result<()> {
    Sql::new(
        connection,
        "UPDATE statuses SET sensitive = TRUE, revision = revision + 1 WHERE NOT sensitive \
         AND EXISTS (SELECT 1 FROM media m WHERE m.status_id = statuses.id) AND account_id = ",
    )
    .bind(author)
    .execute(connection)
    .await?;
    Ok(())
}

/// Keeps what a status said before an edit.
pub async fn insert_edit<C: ConnectionTrait>(connection: &C, edit: Edit) -> Result<()> {
    row::insert(connection, edit).await
}

/// What a status said before each of its edits, the oldest first.
pub async fn list_edits<C: ConnectionTrait>(connection: &C, id: StatusId) -> Result<Vec<Edit>> {
    Ok(status_edit::Entity::find()
        .filter(status_edit::Column::StatusId.eq(id))
        .order_by_asc(status_edit::Column::Id)
        .all(connection)
        .await?)
}

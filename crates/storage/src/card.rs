//! Rows of cards: one a link, however many statuses name it.

use std::collections::HashMap;

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult,
    IntoActiveModel, QueryFilter,
};

pub use crate::entity::card::{ActiveModel as Change, Model as Card};
use crate::entity::{card, status_card};
use crate::id::{CardId, StatusId};
use crate::{Error, Result, Sql, Timestamp};

/// The card of the link `url`, made when there is none. Until the end of the transaction nobody writes into it what is at
/// the link; who else names the link does not wait.
///
/// # Errors
/// When the database refuses.
pub async fn claim<C: ConnectionTrait>(connection: &C, url: &str, now: Timestamp) -> Result<Card> {
    let lock = match connection.get_database_backend() {
        DbBackend::Postgres => " FOR SHARE",
        _ => "",
    };
    let known = Sql::new(connection, "SELECT * FROM cards WHERE url = ")
        .bind(url)
        .push(lock)
        .one(connection)
        .await?;
    match known {
        Some(card) => Ok(card),
        None => make(connection, url, now).await,
    }
}

/// As [`claim`], and somebody else may have made it since it was looked for.
async fn make<C: ConnectionTrait>(connection: &C, url: &str, now: Timestamp) -> Result<Card> {
    let row = Sql::new(
        connection,
        "INSERT INTO cards (id, url, created_at) VALUES (",
    )
    .bind(CardId::generate(now))
    .push(", ")
    .bind(url)
    .push(", ")
    .bind(now)
    .push(") ON CONFLICT (url) DO UPDATE SET url = excluded.url RETURNING *")
    .one(connection)
    .await?;
    row.ok_or(Error::Conflict)
}

/// The card with this id.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_id<C: ConnectionTrait>(connection: &C, id: CardId) -> Result<Option<Card>> {
    Ok(card::Entity::find_by_id(id).one(connection).await?)
}

/// The card of the link `url`, if something is shown of it.
///
/// # Errors
/// When the database refuses.
pub async fn find_shown<C: ConnectionTrait>(connection: &C, url: &str) -> Result<Option<Card>> {
    Ok(card::Entity::find()
        .filter(card::Column::Url.eq(url))
        .filter(card::Column::Shown.eq(true))
        .one(connection)
        .await?)
}

/// Lets a status stand for the link of a card, and for no other. The caller raises the revision of the status.
///
/// # Errors
/// When the database refuses.
pub async fn attach<C: ConnectionTrait>(connection: &C, row: CardOf) -> Result<()> {
    let other = OnConflict::column(status_card::Column::StatusId)
        .update_column(status_card::Column::CardId)
        .to_owned();
    status_card::Entity::insert(row.into_active_model())
        .on_conflict(other)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Which card a status shows.
pub use crate::entity::status_card::Model as CardOf;

/// Takes the card off a status. The caller raises the revision of the status.
///
/// # Errors
/// When the database refuses.
pub async fn detach<C: ConnectionTrait>(connection: &C, status: StatusId) -> Result<()> {
    status_card::Entity::delete_by_id(status)
        .exec(connection)
        .await?;
    Ok(())
}

/// What these statuses show of their links; those with no card, or one of which nothing is known, are missing.
///
/// # Errors
/// When the database refuses.
pub async fn cards_of<C: ConnectionTrait>(
    connection: &C,
    ids: &[StatusId],
) -> Result<HashMap<StatusId, Card>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = Sql::new(
        connection,
        "SELECT c.*, sc.status_id FROM status_cards sc JOIN cards c ON c.id = sc.card_id AND c.shown \
         WHERE sc.status_id",
    )
    .in_ids(ids.iter().copied())
    .rows(connection)
    .await?;
    let read = |row: &sea_orm::QueryResult| {
        let status = StatusId(row.try_get("", "status_id")?);
        Ok((status, Card::from_query_result(row, "")?))
    };
    rows.iter().map(read).collect()
}

/// Writes the columns that are set in `change`, and raises the revision of every status that shows the card.
///
/// # Errors
/// When the database refuses.
pub async fn update<C: ConnectionTrait>(connection: &C, id: CardId, change: Change) -> Result<()> {
    if change.is_changed() {
        card::Entity::update_many()
            .set(change)
            .filter(card::Column::Id.eq(id))
            .exec(connection)
            .await?;
    }
    Sql::new(
        connection,
        "UPDATE statuses SET revision = revision + 1 \
         WHERE id IN (SELECT sc.status_id FROM status_cards sc WHERE sc.card_id = ",
    )
    .bind(id)
    .push(")")
    .execute(connection)
    .await?;
    Ok(())
}

/// Up to `limit` statuses that show a card, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list_statuses<C: ConnectionTrait>(
    connection: &C,
    id: CardId,
    limit: u64,
) -> Result<Vec<StatusId>> {
    let rows: Vec<CardOf> = Sql::new(connection, "SELECT * FROM status_cards WHERE card_id = ")
        .bind(id)
        .push(&format!(" ORDER BY status_id DESC LIMIT {limit}"))
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| row.status_id).collect())
}

/// Removes up to `limit` cards from before `time` that no status shows, and says what they were.
///
/// # Errors
/// When the database refuses.
pub async fn delete_unused<C: ConnectionTrait>(
    connection: &C,
    time: Timestamp,
    limit: u64,
) -> Result<Vec<Card>> {
    let unused = " NOT EXISTS (SELECT 1 FROM status_cards sc WHERE sc.card_id = c.id)";
    Sql::new(
        connection,
        "DELETE FROM cards WHERE id IN (SELECT c.id FROM cards c WHERE c.created_at < ",
    )
    .bind(time)
    .push(" AND")
    .push(unused)
    .push(&format!(
        " ORDER BY c.created_at LIMIT {limit}) RETURNING *"
    ))
    .all(connection)
    .await
}

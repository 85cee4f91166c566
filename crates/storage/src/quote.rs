//! Rows of quotes, and what is quoted as its viewers may see it.

use std::collections::HashMap;

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel,
    QueryFilter, QueryResult,
};

pub use crate::entity::quote::Model as Quote;
use crate::entity::quote::{Column, Entity};
use crate::entry::{self, Entry};
use crate::id::{AccountId, QuoteId, StatusId};
use crate::visibility::{self, Audience, Denial, Eye};
use crate::{Page, Result, Sql, row};

/// Adds a quote.
///
/// # Errors
/// `Conflict` when the status quotes something already.
pub async fn insert<C: ConnectionTrait>(connection: &C, quote: Quote) -> Result<()> {
    row::insert(connection, quote).await
}

/// The quote with this id.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_id<C: ConnectionTrait>(connection: &C, id: QuoteId) -> Result<Option<Quote>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// What the status quotes.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_status<C: ConnectionTrait>(
    connection: &C,
    status: StatusId,
) -> Result<Option<Quote>> {
    let found = Entity::find().filter(Column::StatusId.eq(status));
    Ok(found.one(connection).await?)
}

/// The quote for which the `QuoteRequest` with this id asks.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_request<C: ConnectionTrait>(
    connection: &C,
    uri: &str,
) -> Result<Option<Quote>> {
    let found = Entity::find().filter(Column::RequestUri.eq(uri));
    Ok(found.one(connection).await?)
}

/// The quote that the stamp with this id admits.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_authorization<C: ConnectionTrait>(
    connection: &C,
    uri: &str,
) -> Result<Option<Quote>> {
    let found = Entity::find().filter(Column::AuthorizationUri.eq(uri));
    Ok(found.one(connection).await?)
}

/// What these statuses quote, each with the page of what is quoted; those that quote nothing are missing.
///
/// # Errors
/// When the database refuses.
pub async fn quotes_of<C: ConnectionTrait>(
    connection: &C,
    ids: &[StatusId],
) -> Result<HashMap<StatusId, (Quote, Option<String>)>> {
    #[derive(FromQueryResult)]
    struct PageOfQuoted {
        url: Option<String>,
    }
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = Sql::new(
        connection,
        "SELECT q.*, s.url FROM quotes q LEFT JOIN statuses s ON s.id = q.quoted_id WHERE q.status_id",
    )
    .in_ids(ids.iter().copied())
    .rows(connection)
    .await?;
    let read = |row: &QueryResult| {
        let quote = Quote::from_query_result(row, "")?;
        let page = PageOfQuoted::from_query_result(row, "")?;
        Ok((quote.status_id, (quote, page.url)))
    };
    rows.iter().map(read).collect()
}

/// Writes all columns of a quote that is there. The caller raises the revision of the status.
///
/// # Errors
/// When the database refuses.
pub async fn update<C: ConnectionTrait>(connection: &C, quote: Quote) -> Result<()> {
    let id = quote.id;
    Entity::update_many()
        .set(quote.into_active_model().reset_all())
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Removes a quote.
///
/// # Errors
/// When the database refuses.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: QuoteId) -> Result<()> {
    Entity::delete_by_id(id).exec(connection).await?;
    Ok(())
}

/// What is quoted is about to go: its quotes say so, and the statuses that show them are rendered anew.
///
/// # Errors
/// When the database refuses.
pub async fn bereave<C: ConnectionTrait>(connection: &C, quoted: StatusId) -> Result<()> {
    let touched = Sql::new(
        connection,
        "UPDATE statuses SET revision = revision + 1 WHERE id IN (SELECT q.status_id FROM quotes q WHERE q.quoted_id = ",
    )
    .bind(quoted)
    .push(")")
    .execute(connection)
    .await?;
    if touched > 0 {
        Sql::new(
            connection,
            "UPDATE quotes SET state = 'deleted' WHERE quoted_id = ",
        )
        .bind(quoted)
        .execute(connection)
        .await?;
    }
    Ok(())
}

/// Local accounts that quote a status with its author's consent.
///
/// # Errors
/// When the database refuses.
pub async fn list_local_quoters<C: ConnectionTrait>(
    connection: &C,
    quoted: StatusId,
) -> Result<Vec<AccountId>> {
    let rows = Sql::new(
        connection,
        "SELECT DISTINCT s.account_id FROM quotes q JOIN statuses s ON s.id = q.status_id \
         WHERE s.local AND q.state = 'accepted' AND q.quoted_id = ",
    )
    .bind(quoted)
    .rows(connection)
    .await?;
    let id = |row: &QueryResult| Ok(AccountId(row.try_get_by_index(0)?));
    rows.iter().map(id).collect()
}

/// A page of the statuses that quote `quoted` with its author's consent, as `audience` may see them, by the quotes.
///
/// # Errors
/// When the database refuses.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    quoted: StatusId,
    audience: &Audience,
    page: Page,
) -> Result<Vec<Entry>> {
    let from = "quotes k JOIN statuses s ON s.id = k.status_id";
    let sql = entry::select(connection, audience.viewer, from, "k.id")
        .push(" WHERE k.state = 'accepted' AND k.quoted_id = ")
        .bind(quoted)
        .push(" AND ")
        .visible(audience, entry::STATUS);
    entry::page(connection, audience.viewer, sql, page, "k.id").await
}

/// A status that another one quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The status.
    pub entry: Entry,
    /// Why the viewer would not want to see it at first.
    pub aside: Option<Denial>,
}

/// Those of `ids` that `audience` may see, and those that they quote in turn: one query. The first of `aside` that holds
/// is told.
///
/// # Errors
/// When the database refuses.
pub async fn quoted_of<C: ConnectionTrait>(
    connection: &C,
    ids: &[StatusId],
    audience: &Audience,
    aside: &[Denial],
) -> Result<HashMap<StatusId, Quoted>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let viewer = audience.viewer;
    let spared = |sql: Sql, denial: &Denial| {
        let eye = viewer.map(Eye::Account);
        visibility::spares(sql.push(", "), *denial, eye, entry::STATUS)
    };
    let rows = entry::select_with(connection, viewer, "statuses s", "s.id", |sql| {
        aside.iter().fold(sql, spared)
    })
    .push(" WHERE s.reblog_of_id IS NULL AND (s.id")
    .in_ids(ids.iter().copied())
    .push(" OR s.id")
    .in_query(|sql| {
        sql.push("SELECT q.quoted_id FROM quotes q WHERE q.state = 'accepted' AND q.status_id")
            .in_ids(ids.iter().copied())
    })
    .push(") AND ")
    .visible(audience, entry::STATUS)
    .rows(connection)
    .await?;
    let first = entry::columns(viewer.is_some());
    let read = |row: &QueryResult| {
        let entry = entry::read(row, viewer)?;
        let mut holding = None;
        for (denial, column) in aside.iter().zip(first..) {
            let spared: bool = row.try_get_by_index(column)?;
            holding = holding.or((!spared).then_some(*denial));
        }
        let quoted = Quoted {
            entry,
            aside: holding,
        };
        Ok((entry.status.id, quoted))
    };
    rows.iter().map(read).collect()
}

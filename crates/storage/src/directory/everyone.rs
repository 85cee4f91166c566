//! The directory in the order of the Mastodon API.

use sea_orm::{ConnectionTrait, DbBackend};

use super::{LISTED, Query, Word, list, unhidden};
use crate::account::PRESENT;
use crate::entity::account::Model as Account;
use crate::id::AccountId;
use crate::{Page, Result, Sql, Timestamp};

/// By what the directory of the API is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Who posted last.
    Active,
    /// Who is new here.
    New,
}

/// What is asked of the directory of the API, which holds people of other instances too.
#[derive(Clone, Debug)]
pub struct Everyone {
    /// The word of those of this instance, if only they are asked for.
    pub local: Option<Word>,
    /// Whom first.
    pub order: Order,
    /// Who looks: with whom they have a block or mute, they are not shown.
    pub viewer: Option<AccountId>,
    /// How many.
    pub limit: u64,
    /// How many to pass over.
    pub offset: u64,
    /// When it is.
    pub now: Timestamp,
}

/// Everyone known here who wants to be found.
///
/// # Errors
/// When the database refuses.
pub async fn list_everyone<C: ConnectionTrait>(
    connection: &C,
    asked: &Everyone,
) -> Result<Vec<Account>> {
    if asked.order == Order::New {
        let query = Query {
            words: asked.local.iter().cloned().collect(),
            issuer: None,
            viewer: asked.viewer,
            now: asked.now,
        };
        return list(connection, &query, (Page::first(asked.limit), asked.offset)).await;
    }
    let mut sql = Sql::new(
        connection,
        &format!(
            "SELECT a.* FROM accounts a WHERE {PRESENT} AND {LISTED} \
             AND EXISTS (SELECT 1 FROM directory_entries e WHERE e.account_id = a.id)"
        ),
    );
    if asked.local.is_some() {
        sql = sql.push(match connection.get_database_backend() {
            DbBackend::Postgres => " AND a.domain IS NULL",
            // By its statistics SQLite takes this for a rare case, and would sort everybody of this server anew.
            _ => " AND likely(a.domain IS NULL)",
        });
    }
    if let Some(viewer) = asked.viewer {
        sql = unhidden(sql, viewer);
    }
    sql.push(&format!(
        " ORDER BY coalesce(a.last_status_at, 0) DESC, a.id DESC LIMIT {} OFFSET {}",
        asked.limit, asked.offset
    ))
    .all(connection)
    .await
}

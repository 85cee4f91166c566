//! Direct statuses as conversations: each person has rows of their own.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::id::{AccountConversationId, AccountId, ConversationId, StatusId};
use crate::{Page, Result, Sql, Timestamp};

/// A conversation as one person has it.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Conversation {
    /// Its id.
    pub id: AccountConversationId,
    /// Whose.
    pub account_id: AccountId,
    /// Of which thread.
    pub conversation_id: ConversationId,
    /// The others: a JSON array of their ids, sorted.
    pub participants: String,
    /// The newest status, by which pages run.
    pub last_status_id: StatusId,
    /// Whether it is news.
    pub unread: bool,
}

/// Statuses that are new in a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrived {
    /// Whose conversation.
    pub account_id: AccountId,
    /// Of which thread.
    pub conversation_id: ConversationId,
    /// The others: a JSON array of their ids, sorted.
    pub participants: String,
    /// Which statuses; at least one.
    pub status_ids: Vec<StatusId>,
    /// Whether they are news.
    pub unread: bool,
}

impl Arrived {
    fn newest(&self) -> StatusId {
        self.status_ids.iter().copied().max().unwrap_or(StatusId(0))
    }
}

/// Adds statuses to conversations, which are made where there are none. No conversation may be there twice.
///
/// # Errors
/// When the database refuses.
pub async fn upsert<C: ConnectionTrait>(
    connection: &C,
    arrived: &[Arrived],
    now: Timestamp,
) -> Result<Vec<Conversation>> {
    if arrived.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(
        connection,
        "INSERT INTO account_conversations (id, account_id, conversation_id, participants, last_status_id, unread) VALUES ",
    );
    for (place, row) in arrived.iter().enumerate() {
        sql = sql
            .push(if place == 0 { "(" } else { ", (" })
            .bind(AccountConversationId::generate(now))
            .push(", ")
            .bind(row.account_id)
            .push(", ")
            .bind(row.conversation_id)
            .push(", ")
            .bind(row.participants.as_str())
            .push(", ")
            .bind(row.newest())
            .push(", ")
            .bind(row.unread)
            .push(")");
    }
    let conversations: Vec<Conversation> = sql
        .push(
            " ON CONFLICT (account_id, conversation_id, participants) DO UPDATE SET unread = excluded.unread, \
             last_status_id = CASE WHEN excluded.last_status_id > account_conversations.last_status_id \
             THEN excluded.last_status_id ELSE account_conversations.last_status_id END RETURNING *",
        )
        .all(connection)
        .await?;
    link(connection, &conversations, arrived).await?;
    Ok(conversations)
}

async fn link<C: ConnectionTrait>(
    connection: &C,
    conversations: &[Conversation],
    arrived: &[Arrived],
) -> Result<()> {
    let key = |row: &Arrived| {
        (
            row.account_id,
            row.conversation_id,
            row.participants.clone(),
        )
    };
    let statuses: HashMap<_, _> = arrived
        .iter()
        .map(|row| (key(row), &row.status_ids))
        .collect();
    let mut sql = Sql::new(
        connection,
        "INSERT INTO conversation_statuses (account_conversation_id, status_id) VALUES ",
    );
    let mut between = "(";
    for row in conversations {
        let key = (
            row.account_id,
            row.conversation_id,
            row.participants.clone(),
        );
        for status in statuses.get(&key).into_iter().copied().flatten() {
            sql = sql
                .push(between)
                .bind(row.id)
                .push(", ")
                .bind(*status)
                .push(")");
            between = ", (";
        }
    }
    sql.push(" ON CONFLICT (account_conversation_id, status_id) DO NOTHING")
        .execute(connection)
        .await?;
    Ok(())
}

/// A page of the conversations of `account`, the one with the newest status first.
///
/// # Errors
/// When the database refuses.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    page: Page,
) -> Result<Vec<Conversation>> {
    let rows = Sql::new(
        connection,
        "SELECT * FROM account_conversations WHERE account_id = ",
    )
    .bind(account)
    .page(page, "last_status_id")
    .all(connection)
    .await?;
    Ok(page.newest_first(rows))
}

/// One conversation of `account`.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    id: AccountConversationId,
) -> Result<Option<Conversation>> {
    Sql::new(
        connection,
        "SELECT * FROM account_conversations WHERE account_id = ",
    )
    .bind(account)
    .push(" AND id = ")
    .bind(id)
    .one(connection)
    .await
}

/// Marks a conversation of `account` as read; says whether there is one.
///
/// # Errors
/// When the database refuses.
pub async fn read<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    id: AccountConversationId,
) -> Result<bool> {
    one(
        connection,
        "UPDATE account_conversations SET unread = FALSE",
        account,
        id,
    )
    .await
}

/// Removes a conversation of `account`; says whether there was one. Its statuses stay.
///
/// # Errors
/// When the database refuses.
pub async fn delete<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    id: AccountConversationId,
) -> Result<bool> {
    one(connection, "DELETE FROM account_conversations", account, id).await
}

async fn one<C: ConnectionTrait>(
    connection: &C,
    change: &str,
    account: AccountId,
    id: AccountConversationId,
) -> Result<bool> {
    let changed = Sql::new(connection, change)
        .push(" WHERE account_id = ")
        .bind(account)
        .push(" AND id = ")
        .bind(id)
        .execute(connection)
        .await?;
    Ok(changed > 0)
}

/// Takes a status that is about to go out of every conversation; one that it was alone in goes with it. The others now
/// end with the status before.
///
/// # Errors
/// When the database refuses.
pub async fn withdraw<C: ConnectionTrait>(
    connection: &C,
    status: StatusId,
) -> Result<Vec<Conversation>> {
    let ids: Vec<i64> = Sql::new(
        connection,
        "DELETE FROM conversation_statuses WHERE status_id = ",
    )
    .bind(status)
    .push(" RETURNING account_conversation_id")
    .column(connection)
    .await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Sql::new(connection, "DELETE FROM account_conversations WHERE id")
        .in_ids(ids.iter().copied())
        .push(
            " AND NOT EXISTS (SELECT 1 FROM conversation_statuses l \
             WHERE l.account_conversation_id = account_conversations.id)",
        )
        .execute(connection)
        .await?;
    Sql::new(
        connection,
        "UPDATE account_conversations SET last_status_id = (SELECT max(l.status_id) FROM conversation_statuses l \
         WHERE l.account_conversation_id = account_conversations.id) WHERE id",
    )
    .in_ids(ids)
    .push(" RETURNING *")
    .all(connection)
    .await
}

//! Threads of which someone wants no notifications.

use sea_orm::ConnectionTrait;

use crate::id::{AccountId, ConversationId};
use crate::{Result, Sql, Timestamp};

/// Lets `account` hear of a thread no more; doing so again changes nothing.
///
/// # Errors
/// When the database refuses.
pub async fn insert<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    thread: ConversationId,
    now: Timestamp,
) -> Result<()> {
    Sql::new(
        connection,
        "INSERT INTO conversation_mutes (account_id, conversation_id, created_at) VALUES (",
    )
    .bind(account)
    .push(", ")
    .bind(thread)
    .push(", ")
    .bind(now)
    .push(") ON CONFLICT (account_id, conversation_id) DO NOTHING")
    .execute(connection)
    .await?;
    Ok(())
}

/// Lets `account` hear of a thread again.
///
/// # Errors
/// When the database refuses.
pub async fn delete<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    thread: ConversationId,
) -> Result<()> {
    Sql::new(
        connection,
        "DELETE FROM conversation_mutes WHERE account_id = ",
    )
    .bind(account)
    .push(" AND conversation_id = ")
    .bind(thread)
    .execute(connection)
    .await?;
    Ok(())
}

//! Who is in the directory, by which words.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use sea_orm::{ConnectionTrait, DbBackend};

use crate::entity::account::Model as Account;
use crate::id::AccountId;
use crate::{Result, Sql};

/// Enters an account by these words; what was kept of it before goes.
///
/// # Errors
/// When the database refuses.
pub async fn upsert<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
    words: &BTreeSet<String>,
) -> Result<()> {
    let insert = "INSERT INTO directory_entries (id, account_id";
    if connection.get_database_backend() == DbBackend::Postgres {
        Sql::new(connection, &format!("{insert}, words) VALUES ("))
            .bind(id)
            .push(", ")
            .bind(id)
            .push(", ")
            .bind(quoted(words))
            .push("::tsvector) ON CONFLICT (id) DO UPDATE SET words = excluded.words")
            .execute(connection)
            .await?;
        return Ok(());
    }
    Sql::new(connection, &format!("{insert}) VALUES ("))
        .bind(id)
        .push(", ")
        .bind(id)
        .push(") ON CONFLICT (id) DO NOTHING")
        .execute(connection)
        .await?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    Sql::new(
        connection,
        "INSERT OR REPLACE INTO directory_words (rowid, words) VALUES (",
    )
    .bind(id)
    .push(", ")
    .bind(words.join(" "))
    .push(")")
    .execute(connection)
    .await?;
    Ok(())
}

/// The words as a `tsvector`.
pub(crate) fn quoted(words: &BTreeSet<String>) -> String {
    words.iter().fold(String::new(), |mut text, word| {
        let _ = write!(text, "'{word}' ");
        text
    })
}

/// Takes an account out of the directory, if it is there.
///
/// # Errors
/// When the database refuses.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: AccountId) -> Result<()> {
    Sql::new(
        connection,
        "DELETE FROM directory_entries WHERE account_id = ",
    )
    .bind(id)
    .execute(connection)
    .await?;
    Ok(())
}

/// Accounts above an id that want to be found, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn list_after<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
    limit: u64,
) -> Result<Vec<Account>> {
    Sql::new(
        connection,
        "SELECT * FROM accounts WHERE discoverable AND id > ",
    )
    .bind(id)
    .push(&format!(" ORDER BY id LIMIT {limit}"))
    .all(connection)
    .await
}

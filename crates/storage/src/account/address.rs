//! What is read of an actor to say where it is, without its long row.

use sea_orm::{ConnectionTrait, FromQueryResult};

use super::Account;
use crate::{Result, Sql, Timestamp};

/// Where an actor is found.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Address {
    /// As it is written.
    pub username: String,
    /// The `ActivityPub` id.
    pub uri: String,
    /// The page.
    pub url: Option<String>,
    /// When it went for good.
    pub deleted_at: Option<Timestamp>,
}

impl From<Account> for Address {
    fn from(account: Account) -> Self {
        Self {
            username: account.username,
            uri: account.uri,
            url: account.url,
            deleted_at: account.deleted_at,
        }
    }
}

/// Where the local actor of this name is found, once it was let in.
///
/// # Errors
/// When the database refuses.
pub async fn find_local_address<C: ConnectionTrait>(
    connection: &C,
    username: &str,
) -> Result<Option<Address>> {
    Sql::new(
        connection,
        "SELECT username, uri, url, deleted_at FROM accounts \
         WHERE NOT pending AND coalesce(domain, '') = '' AND username_lower = ",
    )
    .bind(username.to_lowercase())
    .one(connection)
    .await
}

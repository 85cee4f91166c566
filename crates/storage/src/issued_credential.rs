//! What this instance issued: the entries in its status lists, and who asked for a credential.

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

pub use crate::entity::issued_credential::Model as IssuedCredential;
use crate::entity::issued_credential::{Column, Entity};
use crate::entity::status_list;
pub use crate::entity::status_list::Model as StatusList;
use crate::id::{AccountId, CredentialId};
use crate::{Result, Sql, row};

/// The pair of lists that new credentials get their entries in.
///
/// # Errors
/// When the database refuses.
pub async fn newest_list<C: ConnectionTrait>(connection: &C) -> Result<Option<StatusList>> {
    let newest = status_list::Entity::find().order_by_desc(status_list::Column::Number);
    Ok(newest.one(connection).await?)
}

/// The pair of lists with this number.
///
/// # Errors
/// When the database refuses.
pub async fn find_list<C: ConnectionTrait>(
    connection: &C,
    number: i64,
) -> Result<Option<StatusList>> {
    let found = status_list::Entity::find_by_id(number);
    Ok(found.one(connection).await?)
}

/// Adds an empty pair of lists, unless it is there.
///
/// # Errors
/// When the database refuses.
pub async fn insert_list<C: ConnectionTrait>(connection: &C, number: i64) -> Result<()> {
    let list = StatusList {
        number,
        taken: 0,
        revision: 0,
    };
    row::insert_once(connection, list, [status_list::Column::Number]).await?;
    Ok(())
}

/// Adds an entry, unless its place is taken; says whether it was added.
///
/// # Errors
/// `Conflict` when the credential has an entry.
pub async fn insert_once<C: ConnectionTrait>(
    connection: &C,
    issued: IssuedCredential,
) -> Result<bool> {
    let number = issued.list_number;
    let key = [Column::ListNumber, Column::Position];
    let added = row::insert_once(connection, issued, key).await?;
    if added {
        status_list::Entity::update_many()
            .col_expr(
                status_list::Column::Taken,
                Expr::col(status_list::Column::Taken).add(1),
            )
            .filter(status_list::Column::Number.eq(number))
            .exec(connection)
            .await?;
    }
    Ok(added)
}

/// The entry of a credential; also of one that is gone.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: CredentialId,
) -> Result<Option<IssuedCredential>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// Sets the bits of `issued` as it says, and raises the revision of its lists.
///
/// # Errors
/// When the database refuses.
pub async fn set_bits<C: ConnectionTrait>(connection: &C, issued: &IssuedCredential) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(issued.revoked_at))
        .col_expr(Column::SuspendedAt, Expr::value(issued.suspended_at))
        .filter(Column::CredentialId.eq(issued.credential_id))
        .exec(connection)
        .await?;
    status_list::Entity::update_many()
        .col_expr(
            status_list::Column::Revision,
            Expr::col(status_list::Column::Revision).add(1),
        )
        .filter(status_list::Column::Number.eq(issued.list_number))
        .exec(connection)
        .await?;
    Ok(())
}

/// The places of what was revoked in a pair of lists.
///
/// # Errors
/// When the database refuses.
pub async fn list_revoked<C: ConnectionTrait>(connection: &C, number: i64) -> Result<Vec<i64>> {
    positions(connection, number, "revoked_at").await
}

/// The places of what is suspended in a pair of lists.
///
/// # Errors
/// When the database refuses.
pub async fn list_suspended<C: ConnectionTrait>(connection: &C, number: i64) -> Result<Vec<i64>> {
    positions(connection, number, "suspended_at").await
}

async fn positions<C: ConnectionTrait>(
    connection: &C,
    number: i64,
    column: &str,
) -> Result<Vec<i64>> {
    let sql = "SELECT position FROM issued_credentials WHERE list_number = ";
    Sql::new(connection, sql)
        .bind(number)
        .push(&format!(" AND {column} IS NOT NULL ORDER BY position"))
        .column(connection)
        .await
}

/// Remembers that an actor of another server asked for a credential.
///
/// # Errors
/// When the database refuses.
pub async fn insert_reader<C: ConnectionTrait>(
    connection: &C,
    id: CredentialId,
    reader: AccountId,
) -> Result<()> {
    Sql::new(
        connection,
        "INSERT INTO credential_readers (credential_id, account_id) VALUES (",
    )
    .bind(id)
    .push(", ")
    .bind(reader)
    .push(") ON CONFLICT DO NOTHING")
    .execute(connection)
    .await?;
    Ok(())
}

/// What was issued about accounts of other servers, or was asked for by others: what somebody else may have a copy of.
///
/// # Errors
/// When the database refuses.
pub async fn list_known_elsewhere<C: ConnectionTrait>(connection: &C) -> Result<Vec<CredentialId>> {
    let sql = "SELECT c.id FROM issued_credentials i JOIN credentials c ON c.id = i.credential_id \
               JOIN accounts a ON a.id = c.account_id WHERE a.domain IS NOT NULL OR EXISTS \
               (SELECT 1 FROM credential_readers r WHERE r.credential_id = c.id) ORDER BY c.id";
    Sql::new(connection, sql).column(connection).await
}

/// The domains of those that asked for a credential, each once.
///
/// # Errors
/// When the database refuses.
pub async fn list_reader_domains<C: ConnectionTrait>(
    connection: &C,
    id: CredentialId,
) -> Result<Vec<String>> {
    let sql = "SELECT DISTINCT a.domain FROM credential_readers r \
               JOIN accounts a ON a.id = r.account_id WHERE a.domain IS NOT NULL AND r.credential_id = ";
    Sql::new(connection, sql).bind(id).column(connection).await
}

/// Who asked for a credential.
///
/// # Errors
/// When the database refuses.
pub async fn list_readers<C: ConnectionTrait>(
    connection: &C,
    id: CredentialId,
) -> Result<Vec<AccountId>> {
    let sql = "SELECT account_id FROM credential_readers WHERE credential_id = ";
    Sql::new(connection, sql)
        .bind(id)
        .push(" ORDER BY account_id")
        .column(connection)
        .await
}

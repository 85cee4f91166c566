//! Issuers whose word counts here, each for a kind of claim.

use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};

pub use crate::entity::credential_issuer::Model as CredentialIssuer;
use crate::entity::credential_issuer::{Column, Entity};
use crate::id::{AccountId, CredentialIssuerId};
use crate::kinds::CredentialKind;
use crate::{Result, Sql, row};

/// The one with this id.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: CredentialIssuerId,
) -> Result<Option<CredentialIssuer>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// All of them, by their addresses.
///
/// # Errors
/// When the database refuses.
pub async fn list<C: ConnectionTrait>(connection: &C) -> Result<Vec<CredentialIssuer>> {
    let ordered = Entity::find()
        .order_by_asc(Column::IssuerUri)
        .order_by_asc(Column::Kind);
    Ok(ordered.all(connection).await?)
}

/// Adds one unless it is there; says whether it was added.
///
/// # Errors
/// When the database refuses.
pub async fn insert_once<C: ConnectionTrait>(
    connection: &C,
    new: CredentialIssuer,
) -> Result<bool> {
    row::insert_once(connection, new, [Column::IssuerUri, Column::Kind]).await
}

/// Removes one; says whether it was there.
///
/// # Errors
/// When the database refuses.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: CredentialIssuerId) -> Result<bool> {
    let done = Entity::delete_by_id(id).exec(connection).await?;
    Ok(done.rows_affected > 0)
}

/// Raises the revisions of all whom `issuer` vouches for so.
///
/// # Errors
/// When the database refuses.
pub async fn touch_subjects<C: ConnectionTrait>(
    connection: &C,
    issuer: &str,
    kind: CredentialKind,
) -> Result<()> {
    Sql::new(
        connection,
        "UPDATE accounts SET revision = revision + 1 WHERE id",
    )
    .in_query(|sql| {
        sql.push("SELECT account_id FROM credentials WHERE issuer_uri = ")
            .bind(issuer)
            .push(" AND kind = ")
            .bind(kind)
    })
    .execute(connection)
    .await?;
    Ok(())
}

/// The local accounts that `issuer` vouches for so.
///
/// # Errors
/// When the database refuses.
pub async fn list_local_subjects<C: ConnectionTrait>(
    connection: &C,
    issuer: &str,
    kind: CredentialKind,
) -> Result<Vec<AccountId>> {
    Sql::new(
        connection,
        "SELECT DISTINCT a.id FROM credentials c JOIN accounts a ON a.id = c.account_id \
         WHERE a.domain IS NULL AND a.deleted_at IS NULL AND c.issuer_uri = ",
    )
    .bind(issuer)
    .push(" AND c.kind = ")
    .bind(kind)
    .push(" ORDER BY a.id")
    .column(connection)
    .await
}

//! Credentials of other issuers: those with a document.

use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel};

use super::Credential;
use crate::entity::credential::Entity;
use crate::id::CredentialId;
use crate::{Result, Sql, Timestamp};

/// Writes the whole row of a credential that is there.
///
/// # Errors
/// When the database refuses.
pub async fn update<C: ConnectionTrait>(connection: &C, credential: Credential) -> Result<()> {
    Entity::update(credential.into_active_model().reset_all())
        .exec(connection)
        .await?;
    Ok(())
}

/// The credentials of `issuer` behind `after` which count here, can stand and were last asked about at `before` or earlier.
///
/// # Errors
/// When the database refuses.
pub async fn list_due<C: ConnectionTrait>(
    connection: &C,
    issuer: &str,
    before: Timestamp,
    (after, limit): (CredentialId, u64),
) -> Result<Vec<Credential>> {
    Sql::new(connection, &format!("SELECT c.* {STANDING}"))
        .bind(issuer)
        .push(" AND c.checked_at <= ")
        .bind(before)
        .push(" AND c.id > ")
        .bind(after)
        .push(&format!(" ORDER BY c.id LIMIT {limit}"))
        .all(connection)
        .await
}

/// Whether a credential of `issuer` counts here and can stand, so that it is to be looked at again.
///
/// # Errors
/// When the database refuses.
pub async fn any_standing<C: ConnectionTrait>(connection: &C, issuer: &str) -> Result<bool> {
    let rows = Sql::new(connection, &format!("SELECT c.id {STANDING}"))
        .bind(issuer)
        .push(" LIMIT 1")
        .rows(connection)
        .await?;
    Ok(!rows.is_empty())
}

/// The issuers of which [`any_standing`] is so.
///
/// # Errors
/// When the database refuses.
pub async fn list_standing_issuers<C: ConnectionTrait>(connection: &C) -> Result<Vec<String>> {
    Sql::new(
        connection,
        "SELECT DISTINCT c.issuer_uri FROM credentials c \
         JOIN credential_issuers i ON i.issuer_uri = c.issuer_uri AND i.kind = c.kind \
         WHERE c.document IS NOT NULL AND c.state <> 'revoked'",
    )
    .column(connection)
    .await
}

/// What was revoked is so for good.
const STANDING: &str = "FROM credentials c JOIN credential_issuers i ON i.issuer_uri = c.issuer_uri AND i.kind = c.kind \
    WHERE c.document IS NOT NULL AND c.state <> 'revoked' AND c.issuer_uri = ";

/// Notes when the issuer of these was asked about them, of which nothing else changed.
///
/// # Errors
/// When the database refuses.
pub async fn set_checked<C: ConnectionTrait>(
    connection: &C,
    ids: &[CredentialId],
    at: Timestamp,
) -> Result<()> {
    Sql::new(connection, "UPDATE credentials SET checked_at = ")
        .bind(at)
        .push(" WHERE id")
        .in_ids(ids.iter().copied())
        .execute(connection)
        .await?;
    Ok(())
}

//! Second factors of logins.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

pub use crate::entity::passkey::Model as Passkey;
pub use crate::entity::totp_secret::Model as TotpSecret;
use crate::entity::{passkey, totp_secret};
use crate::id::{PasskeyId, UserId};
use crate::{Result, Sql, Timestamp, row};

/// What a login has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sea_orm::FromQueryResult)]
pub struct Factors {
    /// Apps that show codes, of which there is one at most.
    pub totp: i64,
    /// Passkeys.
    pub passkeys: i64,
    /// Recovery codes that were not used.
    pub recovery_codes: i64,
}

/// What a login has, in one query.
///
/// # Errors
/// When the database refuses.
pub async fn factors<C: ConnectionTrait>(connection: &C, user: UserId) -> Result<Factors> {
    let found = Sql::new(
        connection,
        "SELECT (SELECT COUNT(*) FROM totp_secrets WHERE confirmed_at IS NOT NULL AND user_id = ",
    )
    .bind_once(user)
    .push(") AS totp, (SELECT COUNT(*) FROM passkeys WHERE user_id = ")
    .bind_once(user)
    .push(") AS passkeys, (SELECT COUNT(*) FROM recovery_codes WHERE user_id = ")
    .bind_once(user)
    .push(") AS recovery_codes")
    .one(connection)
    .await?;
    Ok(found.unwrap_or_default())
}

/// The secret of a login's app.
///
/// # Errors
/// When the database refuses.
pub async fn find_totp<C: ConnectionTrait>(
    connection: &C,
    user: UserId,
) -> Result<Option<TotpSecret>> {
    Ok(totp_secret::Entity::find_by_id(user)
        .one(connection)
        .await?)
}

/// Puts a secret in the place of a login's other one.
///
/// # Errors
/// When the database refuses.
pub async fn replace_totp<C: ConnectionTrait>(connection: &C, secret: TotpSecret) -> Result<()> {
    delete_totp(connection, secret.user_id).await?;
    row::insert(connection, secret).await
}

/// Notes that a code of this step was used, and says whether it was good: of a later step than all before.
///
/// # Errors
/// When the database refuses.
pub async fn use_totp<C: ConnectionTrait>(connection: &C, user: UserId, step: i64) -> Result<bool> {
    let updated = totp_secret::Entity::update_many()
        .col_expr(totp_secret::Column::LastStep, Expr::value(step))
        .filter(totp_secret::Column::UserId.eq(user))
        .filter(totp_secret::Column::LastStep.lt(step))
        .exec(connection)
        .await?;
    Ok(updated.rows_affected > 0)
}

/// Notes that an app knows the secret.
///
/// # Errors
/// When the database refuses.
pub async fn confirm_totp<C: ConnectionTrait>(
    connection: &C,
    user: UserId,
    now: Timestamp,
) -> Result<()> {
    totp_secret::Entity::update_many()
        .col_expr(totp_secret::Column::ConfirmedAt, Expr::value(now))
        .filter(totp_secret::Column::UserId.eq(user))
        .exec(connection)
        .await?;
    Ok(())
}

/// Removes the secret of a login's app; says whether there was one.
///
/// # Errors
/// When the database refuses.
pub async fn delete_totp<C: ConnectionTrait>(connection: &C, user: UserId) -> Result<bool> {
    let done = totp_secret::Entity::delete_by_id(user)
        .exec(connection)
        .await?;
    Ok(done.rows_affected > 0)
}

/// The passkeys of a login, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn list_passkeys<C: ConnectionTrait>(
    connection: &C,
    user: UserId,
) -> Result<Vec<Passkey>> {
    Ok(passkey::Entity::find()
        .filter(passkey::Column::UserId.eq(user))
        .order_by_asc(passkey::Column::Id)
        .all(connection)
        .await?)
}

/// Adds a passkey.
///
/// # Errors
/// `Conflict` when somebody has it already.
pub async fn insert_passkey<C: ConnectionTrait>(connection: &C, passkey: Passkey) -> Result<()> {
    row::insert(connection, passkey).await
}

/// Notes that a passkey was used, and its counter.
///
/// # Errors
/// When the database refuses.
pub async fn use_passkey<C: ConnectionTrait>(
    connection: &C,
    id: PasskeyId,
    passkey: String,
    now: Timestamp,
) -> Result<()> {
    passkey::Entity::update_many()
        .col_expr(passkey::Column::Passkey, Expr::value(passkey))
        .col_expr(passkey::Column::LastUsedAt, Expr::value(now))
        .filter(passkey::Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Removes a passkey of a login; says whether there was one.
///
/// # Errors
/// When the database refuses.
pub async fn delete_passkey<C: ConnectionTrait>(
    connection: &C,
    user: UserId,
    id: PasskeyId,
) -> Result<bool> {
    let done = passkey::Entity::delete_by_id(id)
        .filter(passkey::Column::UserId.eq(user))
        .exec(connection)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Puts recovery codes in the place of all that a login had.
///
/// # Errors
/// When the database refuses.
pub async fn replace_recovery_codes<C: ConnectionTrait>(
    connection: &C,
    user: UserId,
    hashes: &[String],
) -> Result<()> {
    Sql::new(connection, "DELETE FROM recovery_codes WHERE user_id = ")
        .bind(user)
        .execute(connection)
        .await?;
    Sql::new(
        connection,
        "INSERT INTO recovery_codes (code_hash, user_id) SELECT value, ",
    )
    .bind(user)
    .push(" FROM ")
    .texts(hashes)
    .execute(connection)
    .await?;
    Ok(())
}

/// Uses a recovery code up; says whether there was one.
///
/// # Errors
/// When the database refuses.
pub async fn use_recovery_code<C: ConnectionTrait>(
    connection: &C,
    user: UserId,
    hash: &str,
) -> Result<bool> {
    let gone = Sql::new(connection, "DELETE FROM recovery_codes WHERE user_id = ")
        .bind(user)
        .push(" AND code_hash = ")
        .bind(hash)
        .execute(connection)
        .await?;
    Ok(gone > 0)
}

/// Removes everything that a login has.
///
/// # Errors
/// When the database refuses.
pub async fn delete_all<C: ConnectionTrait>(connection: &C, user: UserId) -> Result<()> {
    for table in [
        "totp_secrets",
        "passkeys",
        "recovery_codes",
        "pending_log_ins",
    ] {
        let text = format!("DELETE FROM {table} WHERE user_id = ");
        Sql::new(connection, &text)
            .bind(user)
            .execute(connection)
            .await?;
    }
    Ok(())
}

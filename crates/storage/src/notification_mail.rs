//! Who is written to about notifications, and up to where they were.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};

pub use crate::entity::notification_mail::Model as NotificationMail;
use crate::entity::notification_mail::{Column, Entity};
use crate::id::UserId;
use crate::{Result, Sql, Timestamp};

/// Up to where a login was written to; `None` when it never was.
pub async fn find<C: ConnectionTrait>(
    connection: &C,
    user: UserId,
) -> Result<Option<NotificationMail>> {
    Ok(Entity::find_by_id(user).one(connection).await?)
}

/// Writes up to where a login was written to.
pub async fn upsert<C: ConnectionTrait>(connection: &C, row: NotificationMail) -> Result<()> {
    let replace = OnConflict::column(Column::UserId)
        .update_columns([
            Column::MailedId,
            Column::MailedAt,
            Column::DigestAt,
            Column::RequestsAt,
        ])
        .to_owned();
    Entity::insert(row.into_active_model())
        .on_conflict(replace)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Up to `limit` logins that were last used before `away`, want digests, and whose next one is due.
pub async fn list_absent<C: ConnectionTrait>(
    connection: &C,
    away: Timestamp,
    now: Timestamp,
    limit: u64,
) -> Result<Vec<UserId>> {
    let rows = Sql::new(
        connection,
        "SELECT u.id FROM users u LEFT JOIN preferences p ON p.user_id = u.id \
         LEFT JOIN notification_mails m ON m.user_id = u.id \
         WHERE u.disabled_at IS NULL AND u.confirmed_at IS NOT NULL AND u.approved_at IS NOT NULL \
         AND (p.user_id IS NULL OR p.digest) AND u.last_active_at < ",
    )
    .bind(away)
    .push(" AND (m.digest_at IS NULL OR m.digest_at <= ")
    .bind(now)
    .push(&format!(") ORDER BY u.id LIMIT {limit}"))
    .rows(connection)
    .await?;
    rows.iter()
        .map(|row| Ok(row.try_get_by_index(0)?))
        .collect()
}

//! Rows of custom emoji. Their files are rows of `media`.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

pub use crate::entity::custom_emoji::Model as CustomEmoji;
use crate::entity::custom_emoji::{Column, Entity};
use crate::{Result, Sql, row};

/// Ours, by their shortcodes.
pub async fn list_local<C: ConnectionTrait>(connection: &C) -> Result<Vec<CustomEmoji>> {
    Ok(Entity::find()
        .filter(Column::Domain.is_null())
        .order_by_asc(Column::Shortcode)
        .all(connection)
        .await?)
}

/// Those of `domain`, or ours, with these shortcodes, in their order; unknown ones are missing.
pub async fn list_by_shortcodes<C: ConnectionTrait>(
    connection: &C,
    domain: Option<&str>,
    shortcodes: &[String],
) -> Result<Vec<CustomEmoji>> {
    if shortcodes.is_empty() {
        return Ok(Vec::new());
    }
    Sql::new(
        connection,
        "SELECT * FROM custom_emojis WHERE coalesce(domain, '') = ",
    )
    .bind(domain.unwrap_or_default())
    .push(" AND shortcode")
    .in_texts(shortcodes)
    .push(" ORDER BY shortcode")
    .all(connection)
    .await
}

/// Adds an emoji.
///
/// # Errors
/// `Conflict` when its shortcode is taken.
pub async fn insert<C: ConnectionTrait>(connection: &C, emoji: CustomEmoji) -> Result<()> {
    row::insert(connection, emoji).await
}

/// Removes the emoji of `domain`, or ours, with this shortcode; `false` when there is none. Its file stays for what was
/// written with it.
pub async fn delete<C: ConnectionTrait>(
    connection: &C,
    domain: Option<&str>,
    shortcode: &str,
) -> Result<bool> {
    let rows = Sql::new(
        connection,
        "DELETE FROM custom_emojis WHERE coalesce(domain, '') = ",
    )
    .bind(domain.unwrap_or_default())
    .push(" AND shortcode = ")
    .bind(shortcode)
    .execute(connection)
    .await?;
    Ok(rows == 1)
}

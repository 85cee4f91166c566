//! Rows of what members set by page.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};

use crate::Result;
pub use crate::entity::preference::Model as Preferences;
use crate::entity::preference::{Column, Entity};
use crate::id::UserId;

/// What a login set; `None` when it never did.
pub async fn find<C: ConnectionTrait>(connection: &C, user: UserId) -> Result<Option<Preferences>> {
    Ok(Entity::find_by_id(user).one(connection).await?)
}

/// Writes everything that a login set.
pub async fn upsert<C: ConnectionTrait>(connection: &C, row: Preferences) -> Result<()> {
    let replace = OnConflict::column(Column::UserId)
        .update_columns([
            Column::ExpandMedia,
            Column::ExpandSpoilers,
            Column::AutoplayGifs,
            Column::Mails,
            Column::Digest,
            Column::RequestMails,
        ])
        .to_owned();
    Entity::insert(row.into_active_model())
        .on_conflict(replace)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

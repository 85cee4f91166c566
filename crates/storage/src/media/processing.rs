//! Files that are made ready after their upload was answered.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set};

use crate::Result;
use crate::entity::media::{ActiveModel, Column, Entity, Model};
use crate::id::MediaId;
use crate::kinds::MediaState;

/// Writes over a row that is being processed what was made of its upload; `false` when it is not processed any more.
///
/// # Errors
/// When the database refuses.
pub async fn finish<C: ConnectionTrait>(connection: &C, file: Model) -> Result<bool> {
    let change = ActiveModel {
        state: Set(MediaState::Ready),
        source_key: Set(None),
        kind: Set(file.kind),
        mime: Set(file.mime),
        key: Set(file.key),
        preview_key: Set(file.preview_key),
        blurhash: Set(file.blurhash),
        width: Set(file.width),
        height: Set(file.height),
        preview_width: Set(file.preview_width),
        preview_height: Set(file.preview_height),
        bytes: Set(file.bytes),
        playback: Set(file.playback),
        ..Default::default()
    };
    change_processed(connection, file.id, change).await
}

/// Says of a row that is being processed that nothing can be made of its upload; `false` when it is not processed any
/// more.
///
/// # Errors
/// When the database refuses.
pub async fn fail<C: ConnectionTrait>(connection: &C, id: MediaId) -> Result<bool> {
    let change = ActiveModel {
        state: Set(MediaState::Failed),
        source_key: Set(None),
        ..Default::default()
    };
    change_processed(connection, id, change).await
}

/// Puts another preview, under another secret, since the bytes behind an address never change.
///
/// # Errors
/// When the database refuses.
pub async fn set_preview<C: ConnectionTrait>(connection: &C, file: Model) -> Result<()> {
    let change = ActiveModel {
        secret: Set(file.secret),
        preview_key: Set(file.preview_key),
        preview_width: Set(file.preview_width),
        preview_height: Set(file.preview_height),
        blurhash: Set(file.blurhash),
        bytes: Set(file.bytes),
        ..Default::default()
    };
    Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(file.id))
        .exec(connection)
        .await?;
    Ok(())
}

async fn change_processed<C: ConnectionTrait>(
    connection: &C,
    id: MediaId,
    change: ActiveModel,
) -> Result<bool> {
    let result = Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(MediaState::Processing))
        .exec(connection)
        .await?;
    Ok(result.rows_affected == 1)
}

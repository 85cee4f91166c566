//! Custom emoji, ours and those of other servers.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // `domain` is NULL for ours. The file belongs to the instance's own actor: whoever used the emoji first may go.
    "CREATE TABLE custom_emojis (
        id BIGINT PRIMARY KEY,
        shortcode TEXT NOT NULL,
        domain TEXT,
        category TEXT,
        media_id BIGINT NOT NULL REFERENCES media (id) ON DELETE CASCADE,
        created_at BIGINT NOT NULL
    )",
    "CREATE UNIQUE INDEX custom_emojis_shortcode ON custom_emojis (coalesce(domain, ''), shortcode)",
    "CREATE INDEX custom_emojis_media ON custom_emojis (media_id)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["custom_emojis"]).await
    }
}

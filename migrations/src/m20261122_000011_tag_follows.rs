//! Hashtags that accounts follow.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // Public statuses with the hashtag stand in `account_id`'s home timeline.
    "CREATE TABLE tag_follows (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        tag_id BIGINT NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
        created_at BIGINT NOT NULL,
        UNIQUE (tag_id, account_id)
    )",
    "CREATE INDEX tag_follows_account ON tag_follows (account_id, id)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["tag_follows"]).await
    }
}

//! Private notes on accounts, and the way from a file to its row.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // What `account_id` wrote about `target_id`, for nobody else.
    "CREATE TABLE account_notes (
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        target_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        comment TEXT NOT NULL,
        updated_at BIGINT NOT NULL,
        PRIMARY KEY (account_id, target_id)
    )",
    "CREATE INDEX account_notes_target ON account_notes (target_id)",
    // Files of the store are looked up by name, to find those that no row has.
    "CREATE INDEX media_key ON media (key) WHERE key IS NOT NULL",
    "CREATE INDEX media_preview_key ON media (preview_key) WHERE preview_key IS NOT NULL",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = ["DROP INDEX media_preview_key", "DROP INDEX media_key"];
        crate::run(manager, &indexes).await?;
        crate::drop(manager, &["account_notes"]).await
    }
}

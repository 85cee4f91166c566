//! Statuses to be posted later, and the files that wait with them.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // `draft` is what shall be posted, as JSON. `idempotency_key` is a hash of the key that the app sent.
    "CREATE TABLE scheduled_statuses (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        scheduled_at BIGINT NOT NULL,
        draft TEXT NOT NULL,
        idempotency_key TEXT,
        created_at BIGINT NOT NULL,
        UNIQUE (account_id, idempotency_key)
    )",
    "CREATE INDEX scheduled_statuses_account ON scheduled_statuses (account_id, id)",
    // A file that waits belongs to nothing else, and is not removed as one that nobody uses.
    "CREATE TABLE scheduled_media (
        media_id BIGINT PRIMARY KEY REFERENCES media (id) ON DELETE CASCADE,
        scheduled_id BIGINT NOT NULL REFERENCES scheduled_statuses (id) ON DELETE CASCADE
    )",
    "CREATE INDEX scheduled_media_status ON scheduled_media (scheduled_id)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["scheduled_media", "scheduled_statuses"]).await
    }
}

//! What becomes of actors: when they moved, whether their own server shut them out, and what was fetched beside them.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // When the actor last moved, also after it came back: the next move has to wait.
    "ALTER TABLE accounts ADD COLUMN moved_at BIGINT",
    // `suspended_at` was set because the actor's own server says so, which also takes it back.
    "ALTER TABLE accounts ADD COLUMN suspended_elsewhere BOOLEAN NOT NULL DEFAULT FALSE",
    // Hashtags that a remote actor features.
    "ALTER TABLE accounts ADD COLUMN featured_tags_url TEXT",
    // When counts, pins and hashtags of a remote actor were last asked for.
    "ALTER TABLE accounts ADD COLUMN collections_fetched_at BIGINT",
    // Who wrote a linked page, if its website names them and they name the website.
    "ALTER TABLE cards ADD COLUMN author_account_id BIGINT",
];

const DOWN: &[&str] = &[
    "ALTER TABLE cards DROP COLUMN author_account_id",
    "ALTER TABLE accounts DROP COLUMN collections_fetched_at",
    "ALTER TABLE accounts DROP COLUMN featured_tags_url",
    "ALTER TABLE accounts DROP COLUMN suspended_elsewhere",
    "ALTER TABLE accounts DROP COLUMN moved_at",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, DOWN).await
    }
}

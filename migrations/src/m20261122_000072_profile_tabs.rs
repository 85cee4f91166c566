//! What a profile shows beside posts, and which websites may name its owner as an author.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    "ALTER TABLE accounts ADD COLUMN show_media BOOLEAN NOT NULL DEFAULT TRUE",
    "ALTER TABLE accounts ADD COLUMN show_media_replies BOOLEAN NOT NULL DEFAULT TRUE",
    "ALTER TABLE accounts ADD COLUMN show_featured BOOLEAN NOT NULL DEFAULT TRUE",
    // A JSON array of domains.
    "ALTER TABLE accounts ADD COLUMN attribution_domains TEXT NOT NULL DEFAULT '[]'",
];

const DOWN: &[&str] = &[
    "ALTER TABLE accounts DROP COLUMN attribution_domains",
    "ALTER TABLE accounts DROP COLUMN show_featured",
    "ALTER TABLE accounts DROP COLUMN show_media_replies",
    "ALTER TABLE accounts DROP COLUMN show_media",
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

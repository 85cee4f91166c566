//! What the operator decides.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // A domain that the whole instance limits. `severity`: `silence` or `suspend`.
    "CREATE TABLE domain_blocks (
        id BIGINT PRIMARY KEY,
        domain TEXT NOT NULL UNIQUE,
        severity TEXT NOT NULL,
        reject_media BOOLEAN NOT NULL DEFAULT FALSE,
        reject_reports BOOLEAN NOT NULL DEFAULT FALSE,
        public_comment TEXT NOT NULL DEFAULT '',
        private_comment TEXT NOT NULL DEFAULT '',
        created_at BIGINT NOT NULL
    )",
    "CREATE TABLE rules (
        id BIGINT PRIMARY KEY,
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        hint TEXT NOT NULL DEFAULT '',
        created_at BIGINT NOT NULL
    )",
    // Single values of the instance, by name.
    "CREATE TABLE settings (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL,
        updated_at BIGINT NOT NULL
    )",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["settings", "rules", "domain_blocks"]).await
    }
}

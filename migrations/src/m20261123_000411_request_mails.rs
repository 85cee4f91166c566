//! Mails that tell verifiers that requests wait.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // Whether a verifier gets them.
    "ALTER TABLE preferences ADD COLUMN request_mails BOOLEAN NOT NULL DEFAULT TRUE",
    // When they last got one.
    "ALTER TABLE notification_mails ADD COLUMN requests_at BIGINT",
];

const DOWN: &[&str] = &[
    "ALTER TABLE notification_mails DROP COLUMN requests_at",
    "ALTER TABLE preferences DROP COLUMN request_mails",
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

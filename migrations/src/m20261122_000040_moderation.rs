//! What moderators decide about accounts and reports.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // Media of what the account posts are hidden at first.
    "ALTER TABLE accounts ADD COLUMN sensitized_at BIGINT",
    // Who looks after a report, and who settled it. `rule_ids` is a JSON array.
    "ALTER TABLE reports ADD COLUMN assigned_id BIGINT",
    "ALTER TABLE reports ADD COLUMN resolved_by_id BIGINT",
    "ALTER TABLE reports ADD COLUMN rule_ids TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE reports ADD COLUMN updated_at BIGINT NOT NULL DEFAULT 0",
    "UPDATE reports SET updated_at = coalesce(resolved_at, created_at)",
];

const DOWN: &[&str] = &[
    "ALTER TABLE reports DROP COLUMN updated_at",
    "ALTER TABLE reports DROP COLUMN rule_ids",
    "ALTER TABLE reports DROP COLUMN resolved_by_id",
    "ALTER TABLE reports DROP COLUMN assigned_id",
    "ALTER TABLE accounts DROP COLUMN sensitized_at",
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

//! What moderators of groups decide beyond letting posts through: locks, bans with an end, who may start a thread.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // Only those who run the group start threads; what others post waits for them.
    "ALTER TABLE groups ADD COLUMN restricted BOOLEAN NOT NULL DEFAULT FALSE",
    // When a ban ends; NULL for never.
    "ALTER TABLE memberships ADD COLUMN banned_until BIGINT",
    // A status below which only those who run the group answer. The group may be of another server.
    "CREATE TABLE group_locks (
        status_id BIGINT NOT NULL REFERENCES statuses (id) ON DELETE CASCADE,
        group_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        created_at BIGINT NOT NULL,
        PRIMARY KEY (status_id, group_id)
    )",
    "CREATE INDEX group_locks_group ON group_locks (group_id)",
    // Which servers have groups themselves is asked with every vote.
    "CREATE INDEX accounts_groups ON accounts (domain) WHERE kind = 'Group'",
];

const DOWN: &[&str] = &[
    "DROP INDEX accounts_groups",
    "DROP TABLE group_locks",
    "ALTER TABLE memberships DROP COLUMN banned_until",
    "ALTER TABLE groups DROP COLUMN restricted",
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

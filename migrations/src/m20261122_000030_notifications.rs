//! Notifications in groups, and what is done with those from people one does not know.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // `group_key` joins notifications that are shown as one; NULL stands alone. `filtered` waits behind a request.
    "ALTER TABLE notifications ADD COLUMN group_key TEXT",
    "ALTER TABLE notifications ADD COLUMN filtered BOOLEAN NOT NULL DEFAULT FALSE",
    "CREATE INDEX notifications_group ON notifications (account_id, group_key, id) WHERE group_key IS NOT NULL",
    "CREATE INDEX notifications_filtered ON notifications (account_id, from_account_id) WHERE filtered",
    // Each column is `accept`, `filter` or `drop`. Without a row everything is accepted, but for limited accounts.
    "CREATE TABLE notification_policies (
        account_id BIGINT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
        for_not_following TEXT NOT NULL,
        for_not_followers TEXT NOT NULL,
        for_new_accounts TEXT NOT NULL,
        for_private_mentions TEXT NOT NULL,
        for_limited_accounts TEXT NOT NULL
    )",
    // Whose notifications `account_id` wants, whatever the policy says.
    "CREATE TABLE notification_permissions (
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        from_account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        created_at BIGINT NOT NULL,
        PRIMARY KEY (account_id, from_account_id)
    ) WITHOUT ROWID",
    "CREATE INDEX notification_permissions_from ON notification_permissions (from_account_id)",
    // Someone mentioned `account_id` and was filtered: shall they be heard?
    "CREATE TABLE notification_requests (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        from_account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        last_status_id BIGINT NOT NULL,
        created_at BIGINT NOT NULL,
        updated_at BIGINT NOT NULL,
        UNIQUE (account_id, from_account_id)
    )",
    "CREATE INDEX notification_requests_from ON notification_requests (from_account_id)",
];

const DOWN: &[&str] = &[
    "DROP TABLE notification_requests",
    "DROP TABLE notification_permissions",
    "DROP TABLE notification_policies",
    "DROP INDEX notifications_filtered",
    "DROP INDEX notifications_group",
    "ALTER TABLE notifications DROP COLUMN filtered",
    "ALTER TABLE notifications DROP COLUMN group_key",
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

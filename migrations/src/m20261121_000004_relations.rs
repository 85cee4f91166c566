//! Between accounts: follows, blocks, mutes, notifications, reports.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // `account_id` follows `target_id`. `accepted_at` IS NULL while the target has not agreed. `uri` is the Follow's id.
    "CREATE TABLE follows (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        target_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        uri TEXT UNIQUE,
        show_reblogs BOOLEAN NOT NULL DEFAULT TRUE,
        notify BOOLEAN NOT NULL DEFAULT FALSE,
        languages TEXT NOT NULL DEFAULT '[]',
        accepted_at BIGINT,
        sent_at BIGINT,
        created_at BIGINT NOT NULL,
        UNIQUE (account_id, target_id)
    )",
    "CREATE INDEX follows_target ON follows (target_id, id)",
    "CREATE INDEX follows_account ON follows (account_id, id)",
    "CREATE TABLE blocks (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        target_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        uri TEXT UNIQUE,
        created_at BIGINT NOT NULL,
        UNIQUE (account_id, target_id)
    )",
    "CREATE INDEX blocks_target ON blocks (target_id, account_id)",
    "CREATE TABLE mutes (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        target_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        notifications BOOLEAN NOT NULL DEFAULT TRUE,
        expires_at BIGINT,
        created_at BIGINT NOT NULL,
        UNIQUE (account_id, target_id)
    )",
    // A domain that one account does not want to see.
    "CREATE TABLE account_domain_blocks (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        domain TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        UNIQUE (account_id, domain)
    )",
    // `kind` is the type of the Mastodon API. `status_id` is 0 when the notification is of no status, so that the key holds.
    "CREATE TABLE notifications (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        from_account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        status_id BIGINT NOT NULL DEFAULT 0,
        created_at BIGINT NOT NULL,
        UNIQUE (account_id, kind, from_account_id, status_id)
    )",
    "CREATE INDEX notifications_account ON notifications (account_id, id)",
    "CREATE INDEX notifications_status ON notifications (status_id)",
    // `status_ids` is a JSON array. `uri` is the Flag's id when it came from elsewhere.
    "CREATE TABLE reports (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        target_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        status_ids TEXT NOT NULL DEFAULT '[]',
        comment TEXT NOT NULL DEFAULT '',
        category TEXT NOT NULL DEFAULT 'other',
        forwarded BOOLEAN NOT NULL DEFAULT FALSE,
        uri TEXT UNIQUE,
        resolved_at BIGINT,
        created_at BIGINT NOT NULL
    )",
    "CREATE INDEX reports_target ON reports (target_id)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(
            manager,
            &[
                "reports",
                "notifications",
                "account_domain_blocks",
                "mutes",
                "blocks",
                "follows",
            ],
        )
        .await
    }
}

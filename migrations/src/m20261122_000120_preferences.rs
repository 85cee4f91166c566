//! What members set by page: how apps are to show posts, and which mails they get.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // Without a row everything is as at first. `mails` is a JSON array of kinds of notifications.
    "CREATE TABLE preferences (
        user_id BIGINT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
        expand_media TEXT NOT NULL,
        expand_spoilers BOOLEAN NOT NULL,
        autoplay_gifs BOOLEAN NOT NULL,
        mails TEXT NOT NULL,
        digest BOOLEAN NOT NULL
    )",
    // Up to which notification a login was written to, and when; when a digest is due, at the earliest.
    "CREATE TABLE notification_mails (
        user_id BIGINT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
        mailed_id BIGINT NOT NULL DEFAULT 0,
        mailed_at BIGINT,
        digest_at BIGINT
    )",
    "CREATE INDEX users_last_active ON users (last_active_at)",
    // What moderators write to each other about a report.
    "CREATE TABLE report_notes (
        id BIGINT PRIMARY KEY,
        report_id BIGINT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        text TEXT NOT NULL,
        created_at BIGINT NOT NULL
    )",
    "CREATE INDEX report_notes_report ON report_notes (report_id, id)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        connection
            .execute_unprepared("DROP INDEX users_last_active")
            .await?;
        crate::drop(
            manager,
            &["report_notes", "notification_mails", "preferences"],
        )
        .await
    }
}

//! What the operators tell everyone here.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // `text` is as it was written. A draft has no `published_at`. `starts_at` and `ends_at` are of what it is about; when
    // that is over it is not shown any more.
    "CREATE TABLE announcements (
        id BIGINT PRIMARY KEY,
        text TEXT NOT NULL,
        starts_at BIGINT,
        ends_at BIGINT,
        all_day BOOLEAN NOT NULL,
        published_at BIGINT,
        created_at BIGINT NOT NULL,
        updated_at BIGINT NOT NULL
    )",
    // Who has read it and put it away.
    "CREATE TABLE announcement_dismissals (
        announcement_id BIGINT NOT NULL REFERENCES announcements (id) ON DELETE CASCADE,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        created_at BIGINT NOT NULL,
        PRIMARY KEY (announcement_id, account_id)
    ) WITHOUT ROWID",
    "CREATE INDEX announcement_dismissals_account ON announcement_dismissals (account_id)",
    // `name` is an emoji, or the shortcode of one of ours.
    "CREATE TABLE announcement_reactions (
        announcement_id BIGINT NOT NULL REFERENCES announcements (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        created_at BIGINT NOT NULL,
        PRIMARY KEY (announcement_id, name, account_id)
    ) WITHOUT ROWID",
    "CREATE INDEX announcement_reactions_account ON announcement_reactions (account_id)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "announcement_reactions",
            "announcement_dismissals",
            "announcements",
        ];
        crate::drop(manager, &tables).await
    }
}

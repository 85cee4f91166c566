//! Polls that statuses carry, and who voted for what.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // A remote poll may have no end, and no number of voters. `fetched_at` is when its home last told us the numbers.
    // `ended_at` is when those concerned were told that it is over.
    "CREATE TABLE polls (
        id BIGINT PRIMARY KEY,
        status_id BIGINT NOT NULL UNIQUE REFERENCES statuses (id) ON DELETE CASCADE,
        multiple BOOLEAN NOT NULL,
        hide_totals BOOLEAN NOT NULL DEFAULT FALSE,
        expires_at BIGINT,
        voters_count BIGINT,
        fetched_at BIGINT,
        ended_at BIGINT,
        created_at BIGINT NOT NULL
    )",
    "CREATE TABLE poll_options (
        poll_id BIGINT NOT NULL REFERENCES polls (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        title TEXT NOT NULL,
        votes_count BIGINT NOT NULL DEFAULT 0,
        PRIMARY KEY (poll_id, position)
    ) WITHOUT ROWID",
    // `choice` is the position of an option. `uri` is the id of a vote that another server sent.
    "CREATE TABLE poll_votes (
        id BIGINT PRIMARY KEY,
        poll_id BIGINT NOT NULL REFERENCES polls (id) ON DELETE CASCADE,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        choice INTEGER NOT NULL,
        uri TEXT,
        created_at BIGINT NOT NULL,
        UNIQUE (poll_id, account_id, choice)
    )",
    "CREATE INDEX poll_votes_account ON poll_votes (account_id)",
    // The options of a poll that an edit changed or took away: a JSON array of titles.
    "ALTER TABLE status_edits ADD COLUMN poll_options TEXT",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = "ALTER TABLE status_edits DROP COLUMN poll_options";
        crate::run(manager, &[column]).await?;
        crate::drop(manager, &["poll_votes", "poll_options", "polls"]).await
    }
}

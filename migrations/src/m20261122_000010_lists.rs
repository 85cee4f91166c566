//! Lists: timelines of some of those whom an account follows.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // `replies_policy` says whose answers are shown. Statuses of the members of an `exclusive` list are not in `account_id`'s
    // home timeline.
    "CREATE TABLE lists (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        title TEXT NOT NULL,
        replies_policy TEXT NOT NULL,
        exclusive BOOLEAN NOT NULL DEFAULT FALSE,
        created_at BIGINT NOT NULL
    )",
    "CREATE INDEX lists_account ON lists (account_id, id)",
    // Who is on a list, by the follow of its owner, with which the membership ends. Only the owner needs none.
    "CREATE TABLE list_members (
        id BIGINT PRIMARY KEY,
        list_id BIGINT NOT NULL REFERENCES lists (id) ON DELETE CASCADE,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        follow_id BIGINT REFERENCES follows (id) ON DELETE CASCADE,
        created_at BIGINT NOT NULL,
        UNIQUE (list_id, account_id)
    )",
    "CREATE INDEX list_members_account ON list_members (account_id)",
    "CREATE INDEX list_members_follow ON list_members (follow_id)",
    // What stands in a list, as `home_entries`: read newest first in one index range.
    "CREATE TABLE list_entries (
        list_id BIGINT NOT NULL REFERENCES lists (id) ON DELETE CASCADE,
        status_id BIGINT NOT NULL REFERENCES statuses (id) ON DELETE CASCADE,
        PRIMARY KEY (list_id, status_id)
    ) WITHOUT ROWID",
    "CREATE INDEX list_entries_status ON list_entries (status_id)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["list_entries", "list_members", "lists"]).await
    }
}

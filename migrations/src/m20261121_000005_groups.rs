//! Groups: who belongs to one, and what waits to be announced.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // The rules of a local group; the actor is in `accounts`. `frozen_at` is set when its last owner went and no one could take over.
    "CREATE TABLE groups (
        account_id BIGINT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
        posts_per_author_hour INTEGER NOT NULL,
        posts_per_hour INTEGER NOT NULL,
        frozen_at BIGINT,
        created_at BIGINT NOT NULL
    )",
    // Belonging, apart from following. `role`: `owner`, `moderator`, `member`; `state`: `approved`, `pending`, `banned`.
    "CREATE TABLE memberships (
        group_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        role TEXT NOT NULL,
        state TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        updated_at BIGINT NOT NULL,
        PRIMARY KEY (group_id, account_id)
    )",
    "CREATE INDEX memberships_account ON memberships (account_id)",
    // A status offered to a group. `state`: `pending`, `announced`, `rejected`, `removed`.
    // `activity` is the received activity, byte for byte, for the wrapped Announce (FEP-1b12).
    "CREATE TABLE group_posts (
        group_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        status_id BIGINT NOT NULL REFERENCES statuses (id) ON DELETE CASCADE,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        state TEXT NOT NULL,
        activity TEXT,
        decided_by_id BIGINT,
        announced_at BIGINT,
        created_at BIGINT NOT NULL,
        PRIMARY KEY (group_id, status_id)
    )",
    "CREATE INDEX group_posts_state ON group_posts (group_id, state, status_id)",
    "CREATE INDEX group_posts_status ON group_posts (status_id)",
    "CREATE INDEX group_posts_author ON group_posts (group_id, account_id, created_at)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["group_posts", "memberships", "groups"]).await
    }
}

//! What people do not want to read: filters, their keywords and single statuses.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // `contexts` is a JSON array of words; `action` is that of the Mastodon API. It ends at `expires_at`, if ever.
    "CREATE TABLE filters (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        title TEXT NOT NULL,
        contexts TEXT NOT NULL,
        action TEXT NOT NULL,
        expires_at BIGINT,
        created_at BIGINT NOT NULL
    )",
    "CREATE INDEX filters_account ON filters (account_id, id)",
    "CREATE TABLE filter_keywords (
        id BIGINT PRIMARY KEY,
        filter_id BIGINT NOT NULL REFERENCES filters (id) ON DELETE CASCADE,
        keyword TEXT NOT NULL,
        whole_word BOOLEAN NOT NULL
    )",
    "CREATE INDEX filter_keywords_filter ON filter_keywords (filter_id, id)",
    "CREATE TABLE filter_statuses (
        id BIGINT PRIMARY KEY,
        filter_id BIGINT NOT NULL REFERENCES filters (id) ON DELETE CASCADE,
        status_id BIGINT NOT NULL REFERENCES statuses (id) ON DELETE CASCADE,
        UNIQUE (filter_id, status_id)
    )",
    "CREATE INDEX filter_statuses_status ON filter_statuses (status_id)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["filter_statuses", "filter_keywords", "filters"]).await
    }
}

//! The words of statuses, for those who look for them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// FTS5 keeps the index alone, for the words stand in the statuses; `rowid` is the id of the status. A virtual table has
/// no foreign keys, so a trigger takes the words away with the status.
const SQLITE: &[&str] = &[
    "CREATE VIRTUAL TABLE status_search USING fts5 (
        words, content = '', contentless_delete = 1, tokenize = \"unicode61 remove_diacritics 0 categories 'L* M* N* Co'\"
    )",
    "CREATE TRIGGER statuses_unsearch AFTER DELETE ON statuses WHEN OLD.reblog_of_id IS NULL
        BEGIN DELETE FROM status_search WHERE rowid = OLD.id; END",
];

const POSTGRES: &[&str] = &[
    "CREATE TABLE status_search (
        status_id BIGINT PRIMARY KEY REFERENCES statuses (id) ON DELETE CASCADE,
        words TSVECTOR NOT NULL
    )",
    "CREATE INDEX status_search_words ON status_search USING gin (words)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        match manager.get_database_backend() {
            DbBackend::Postgres => crate::run(manager, POSTGRES).await,
            _ => crate::run(manager, SQLITE).await,
        }
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() != DbBackend::Postgres {
            crate::run(manager, &["DROP TRIGGER statuses_unsearch"]).await?;
        }
        crate::drop(manager, &["status_search"]).await
    }
}

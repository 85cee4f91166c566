//! The directory: who wants to be found, and the words by which they are.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// An entry is somebody who wants to be found; its id is that of the account. Its words are made by `domain::directory`.
/// FTS5 keeps the index of them alone, under the id of the entry. A virtual table has no foreign keys, so a trigger takes
/// the words away with the entry.
const SQLITE: &[&str] = &[
    "CREATE TABLE directory_entries (
        id INTEGER PRIMARY KEY,
        account_id BIGINT UNIQUE REFERENCES accounts (id) ON DELETE CASCADE
    )",
    "CREATE VIRTUAL TABLE directory_words USING fts5 (
        words, content = '', contentless_delete = 1, detail = none, prefix = '3 4',
        tokenize = \"unicode61 remove_diacritics 0 categories 'L* M* N* Co'\"
    )",
    "CREATE TRIGGER directory_entries_unsearch AFTER DELETE ON directory_entries
        BEGIN DELETE FROM directory_words WHERE rowid = OLD.id; END",
];

const POSTGRES: &[&str] = &[
    "CREATE TABLE directory_entries (
        id BIGINT PRIMARY KEY,
        account_id BIGINT UNIQUE REFERENCES accounts (id) ON DELETE CASCADE,
        words TSVECTOR NOT NULL
    )",
    "CREATE INDEX directory_entries_words ON directory_entries USING gin (words)",
    // By how a handle begins, whatever the order of words in the language of the database; SQLite has that in its unique
    // index of handles.
    "CREATE INDEX accounts_username ON accounts (username_lower text_pattern_ops)",
];

const BOTH: &[&str] = &[
    // The order of the directory of the Mastodon API: who posted last. Of this server alone it is asked for most.
    "CREATE INDEX accounts_directory ON accounts ((coalesce(last_status_at, 0)), id) WHERE discoverable",
    "CREATE INDEX accounts_directory_local ON accounts ((coalesce(last_status_at, 0)), id)
        WHERE discoverable AND domain IS NULL",
    // Who agreed before there was a directory enters it by a job. No drawn id is as low as this one.
    "INSERT INTO jobs (id, kind, key, payload, state, run_at, created_at)
        SELECT 360, 'index_directory', 'directory:0', '{\"kind\":\"index_directory\",\"of\":{\"after\":0}}', 'queued', 0, 0
        WHERE EXISTS (SELECT 1 FROM accounts WHERE discoverable)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        match manager.get_database_backend() {
            DbBackend::Postgres => crate::run(manager, POSTGRES).await?,
            _ => crate::run(manager, SQLITE).await?,
        }
        crate::run(manager, BOTH).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let both = [
            "DELETE FROM jobs WHERE kind = 'index_directory'",
            "DROP INDEX accounts_directory",
            "DROP INDEX accounts_directory_local",
        ];
        crate::run(manager, &both).await?;
        if manager.get_database_backend() == DbBackend::Postgres {
            crate::run(manager, &["DROP INDEX accounts_username"]).await?;
        } else {
            crate::run(manager, &["DROP TRIGGER directory_entries_unsearch"]).await?;
            crate::drop(manager, &["directory_words"]).await?;
        }
        crate::drop(manager, &["directory_entries"]).await
    }
}

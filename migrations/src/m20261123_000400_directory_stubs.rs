//! Who stands in a directory that an administrator imported, and is no member yet.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

const BOTH: &[&str] = &[
    // `source` is what the administrator calls the list. `key` is a keyed hash of it and of what the list calls the entry, so
    // that the next file finds it again and a copy of the table tells nothing more. `specialties` and `languages` are JSON.
    "CREATE TABLE directory_stubs (
        id BIGINT PRIMARY KEY,
        source TEXT NOT NULL,
        key TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        profession TEXT,
        specialties TEXT NOT NULL,
        region TEXT,
        languages TEXT NOT NULL,
        workplace TEXT,
        claimed_by BIGINT REFERENCES accounts (id) ON DELETE CASCADE,
        claimed_at BIGINT,
        created_at BIGINT NOT NULL,
        updated_at BIGINT NOT NULL
    )",
    "CREATE INDEX directory_stubs_source ON directory_stubs (source)",
    "CREATE INDEX directory_stubs_unclaimed ON directory_stubs (id) WHERE claimed_by IS NULL",
    "CREATE INDEX directory_stubs_claimed ON directory_stubs (claimed_by) WHERE claimed_by IS NOT NULL",
    // Numbers of registers, as keyed hashes: whether somebody has one can be asked, which one they have cannot.
    "CREATE TABLE directory_stub_numbers (
        number_hash TEXT NOT NULL,
        stub_id BIGINT NOT NULL REFERENCES directory_stubs (id) ON DELETE CASCADE,
        PRIMARY KEY (number_hash, stub_id)
    )",
    "CREATE INDEX directory_stub_numbers_stub ON directory_stub_numbers (stub_id)",
    // Who wants to be in none of the next files; the key of the entry that was there.
    "CREATE TABLE directory_stub_exclusions (
        key TEXT PRIMARY KEY,
        source TEXT NOT NULL,
        created_at BIGINT NOT NULL
    )",
    "CREATE INDEX directory_stub_exclusions_source ON directory_stub_exclusions (source)",
    // What the claim of a stub is found by: the number as above, and the stub that the member says is theirs.
    "ALTER TABLE verification_requests ADD COLUMN number_hash TEXT",
    "ALTER TABLE verification_requests ADD COLUMN directory_stub_id BIGINT",
    "CREATE INDEX verification_requests_number ON verification_requests (number_hash) WHERE number_hash IS NOT NULL",
];

/// The words of those that can be found, as `directory_words` has those of members.
const SQLITE: &[&str] = &[
    "CREATE VIRTUAL TABLE directory_stub_words USING fts5 (
        words, content = '', contentless_delete = 1, detail = none, prefix = '3 4',
        tokenize = \"unicode61 remove_diacritics 0 categories 'L* M* N* Co'\"
    )",
    "CREATE TRIGGER directory_stubs_unsearch AFTER DELETE ON directory_stubs
        BEGIN DELETE FROM directory_stub_words WHERE rowid = OLD.id; END",
];

const POSTGRES: &[&str] = &[
    "CREATE TABLE directory_stub_words (
        id BIGINT PRIMARY KEY REFERENCES directory_stubs (id) ON DELETE CASCADE,
        words TSVECTOR NOT NULL
    )",
    "CREATE INDEX directory_stub_words_words ON directory_stub_words USING gin (words)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, BOTH).await?;
        match manager.get_database_backend() {
            DbBackend::Postgres => crate::run(manager, POSTGRES).await,
            _ => crate::run(manager, SQLITE).await,
        }
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let added = [
            "DROP INDEX verification_requests_number",
            "ALTER TABLE verification_requests DROP COLUMN directory_stub_id",
            "ALTER TABLE verification_requests DROP COLUMN number_hash",
        ];
        crate::run(manager, &added).await?;
        if manager.get_database_backend() != DbBackend::Postgres {
            crate::run(manager, &["DROP TRIGGER directory_stubs_unsearch"]).await?;
        }
        let tables = [
            "directory_stub_words",
            "directory_stub_exclusions",
            "directory_stub_numbers",
            "directory_stubs",
        ];
        crate::drop(manager, &tables).await
    }
}

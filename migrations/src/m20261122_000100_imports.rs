//! Files of follows, lists, blocks, mutes and bookmarks that members bring along, line by line.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // `overwrite`: what is not in the file goes; `cleared` once it has.
    "CREATE TABLE imports (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        overwrite BOOLEAN NOT NULL,
        cleared BOOLEAN NOT NULL,
        created_at BIGINT NOT NULL,
        finished_at BIGINT
    )",
    "CREATE INDEX imports_account ON imports (account_id, id)",
    // `line` counts as an editor does. `entry` is what is to be done, as JSON; absent in a line that cannot be read.
    // `subject` is what the line is about, spelled as `domain::import::subject` spells it; `list_title` on which list.
    "CREATE TABLE import_lines (
        import_id BIGINT NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
        line BIGINT NOT NULL,
        text TEXT NOT NULL,
        entry TEXT,
        subject TEXT,
        list_title TEXT,
        state TEXT NOT NULL,
        problem TEXT,
        tries INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (import_id, line)
    ) WITHOUT ROWID",
    "CREATE INDEX import_lines_state ON import_lines (import_id, state, tries, line)",
    "CREATE INDEX import_lines_subject ON import_lines (import_id, subject)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["import_lines", "imports"]).await
    }
}

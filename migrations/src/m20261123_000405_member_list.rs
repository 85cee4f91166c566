//! The list of members that an association brings as a file: who stands on it, and the files.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // Who was on a list. `address_hash` is an HMAC of the address under the instance secret, so that somebody who left is
    // known when a later list names them, without their address; `user_id` is empty from then on. `written` (JSON) is what
    // lists wrote into name and profile. `membership` is `active` or `ended`, empty when no list said; `member_until` the end
    // of an active one.
    "CREATE TABLE listed_members (
        address_hash TEXT PRIMARY KEY,
        user_id BIGINT UNIQUE REFERENCES users (id) ON DELETE SET NULL,
        written TEXT NOT NULL,
        membership TEXT,
        member_until BIGINT,
        updated_at BIGINT NOT NULL
    ) WITHOUT ROWID",
    "CREATE INDEX listed_members_membership ON listed_members (membership)",
    // A file. `account_id` is the administrator who brought it, empty for the command line; `unknown` a JSON array of the
    // columns that nobody knows; `started_at` is empty until it is confirmed.
    "CREATE TABLE member_imports (
        id BIGINT PRIMARY KEY,
        account_id BIGINT REFERENCES accounts (id) ON DELETE CASCADE,
        unknown TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        started_at BIGINT,
        finished_at BIGINT
    )",
    "CREATE INDEX member_imports_account ON member_imports (account_id)",
    // A line of a file, or a member who is missing in it, who has no `line`. `who` is their address or name for the report,
    // `entry` (JSON) what is to be done, empty once it is; `report` (JSON) what comes or came of it, `outcome` its word.
    "CREATE TABLE member_import_lines (
        import_id BIGINT NOT NULL REFERENCES member_imports (id) ON DELETE CASCADE,
        position BIGINT NOT NULL,
        line BIGINT,
        who TEXT NOT NULL,
        entry TEXT,
        report TEXT NOT NULL,
        outcome TEXT NOT NULL,
        done BOOLEAN NOT NULL,
        PRIMARY KEY (import_id, position)
    ) WITHOUT ROWID",
];

const DOWN: &[&str] = &[
    "DROP TABLE member_import_lines",
    "DROP TABLE member_imports",
    "DROP TABLE listed_members",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, DOWN).await
    }
}

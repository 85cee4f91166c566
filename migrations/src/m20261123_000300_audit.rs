//! What people with duties did, in a chain that shows whether a link was altered or taken out.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // `actor` is `account:ID`, `operator`, `system` or `directory:NAME`; `detail` is JSON of ids and words of closed lists,
    // never what somebody wrote. `hash` is SHA-256, as hex, of all that stands before it; the first one follows ''.
    "CREATE TABLE audit_entries (
        seq BIGINT PRIMARY KEY,
        at BIGINT NOT NULL,
        actor TEXT NOT NULL,
        action TEXT NOT NULL,
        subject TEXT NOT NULL,
        detail TEXT NOT NULL,
        previous_hash TEXT NOT NULL,
        hash TEXT NOT NULL
    )",
    "CREATE INDEX audit_entries_action ON audit_entries (action, seq)",
    "CREATE INDEX audit_entries_subject ON audit_entries (subject, seq)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["audit_entries"]).await
    }
}

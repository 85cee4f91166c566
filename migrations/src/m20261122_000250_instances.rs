//! What operators keep about other servers.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // What administrators write to each other about a server; nobody else reads it.
    "CREATE TABLE domain_notes (
        domain TEXT PRIMARY KEY,
        text TEXT NOT NULL,
        updated_at BIGINT NOT NULL
    )",
    // What a server says of itself (NodeInfo), and when it was last asked.
    "ALTER TABLE hosts ADD COLUMN software TEXT",
    "ALTER TABLE hosts ADD COLUMN software_version TEXT",
    "ALTER TABLE hosts ADD COLUMN described_at BIGINT",
    // What is kept for the operator.
    "CREATE INDEX deliveries_given_up ON deliveries (host, id) WHERE state = 'failed'",
    "CREATE INDEX inbox_failed ON inbox (id) WHERE state = 'failed'",
    "CREATE INDEX jobs_failed ON jobs (id) WHERE state = 'failed'",
];

const DOWN: &[&str] = &[
    "DROP INDEX jobs_failed",
    "DROP INDEX inbox_failed",
    "DROP INDEX deliveries_given_up",
    "ALTER TABLE hosts DROP COLUMN described_at",
    "ALTER TABLE hosts DROP COLUMN software_version",
    "ALTER TABLE hosts DROP COLUMN software",
    "DROP TABLE domain_notes",
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

//! Lanes: which host is due is read from `hosts`, and within one the senders take turns. So a claim costs the same
//! whatever waits.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // Whose activity it is, for turns.
    "ALTER TABLE deliveries ADD COLUMN account_id BIGINT NOT NULL DEFAULT 0",
    "UPDATE deliveries SET account_id = (SELECT o.account_id FROM outbox o WHERE o.id = deliveries.outbox_id)",
    // Deliveries of one sender about one object to one host have the same strand, and go one after the other.
    "ALTER TABLE deliveries ADD COLUMN strand BIGINT",
    // A queued one is parked until `run_at`: it is under way, failed a moment ago, or stands behind another of its strand.
    "ALTER TABLE deliveries ADD COLUMN parked BOOLEAN NOT NULL DEFAULT FALSE",
    "UPDATE deliveries SET parked = TRUE, lease_until = 0,
        run_at = CASE WHEN lease_until > run_at THEN lease_until ELSE run_at END WHERE state = 'queued'",
    "DROP INDEX deliveries_due",
    "DROP INDEX deliveries_host",
    "CREATE INDEX deliveries_ready ON deliveries (host, account_id, id) WHERE state = 'queued' AND NOT parked",
    "CREATE INDEX deliveries_parked ON deliveries (host, run_at) WHERE state = 'queued' AND parked",
    "CREATE INDEX deliveries_leased ON deliveries (host, lease_until) WHERE state = 'queued' AND lease_until > 0",
    "CREATE INDEX deliveries_strand ON deliveries (strand, outbox_id) WHERE state = 'queued' AND strand IS NOT NULL",
    "CREATE INDEX deliveries_failed ON deliveries (created_at) WHERE state = 'failed'",
    // When something can be sent to it: NULL while nothing is queued for it.
    "ALTER TABLE hosts ADD COLUMN due_at BIGINT",
    // Whose delivery was taken last.
    "ALTER TABLE hosts ADD COLUMN served_id BIGINT NOT NULL DEFAULT 0",
    "CREATE INDEX hosts_due ON hosts (due_at) WHERE due_at IS NOT NULL",
    "INSERT INTO hosts (host, due_at) SELECT d.host, 0 FROM deliveries d WHERE d.state = 'queued' GROUP BY d.host
        ON CONFLICT (host) DO UPDATE SET due_at = 0",
];

const DOWN: &[&str] = &[
    "DROP INDEX hosts_due",
    "ALTER TABLE hosts DROP COLUMN served_id",
    "ALTER TABLE hosts DROP COLUMN due_at",
    "DROP INDEX deliveries_failed",
    "DROP INDEX deliveries_strand",
    "DROP INDEX deliveries_leased",
    "DROP INDEX deliveries_parked",
    "DROP INDEX deliveries_ready",
    "CREATE INDEX deliveries_host ON deliveries (host, run_at) WHERE state = 'queued'",
    "CREATE INDEX deliveries_due ON deliveries (run_at, id) WHERE state = 'queued'",
    // What stood behind another one has no time of its own.
    "UPDATE deliveries SET run_at = created_at WHERE run_at = 253402300799000",
    "ALTER TABLE deliveries DROP COLUMN parked",
    "ALTER TABLE deliveries DROP COLUMN strand",
    "ALTER TABLE deliveries DROP COLUMN account_id",
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

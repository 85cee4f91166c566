//! What came in, what goes out, and what is to be done.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // An activity that was verified and stored; the unique key makes a re-delivery harmless.
    // `state`: `queued`, `done`, `failed`. A failed one stays for the operator.
    "CREATE TABLE inbox (
        id BIGINT PRIMARY KEY,
        activity_uri TEXT NOT NULL UNIQUE,
        actor_id BIGINT NOT NULL,
        recipient_id BIGINT,
        body TEXT NOT NULL,
        state TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        run_at BIGINT NOT NULL,
        lease_until BIGINT NOT NULL DEFAULT 0,
        last_error TEXT,
        received_at BIGINT NOT NULL
    )",
    "CREATE INDEX inbox_due ON inbox (run_at, id) WHERE state = 'queued'",
    "CREATE INDEX inbox_received ON inbox (received_at)",
    // An activity that was built once and is delivered to many.
    "CREATE TABLE outbox (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        activity_uri TEXT NOT NULL,
        body TEXT NOT NULL,
        created_at BIGINT NOT NULL
    )",
    "CREATE INDEX outbox_created ON outbox (created_at)",
    // One inbox that an activity goes to. `state`: `queued`, `done`, `dead`. `host` (with its port) is the lane.
    "CREATE TABLE deliveries (
        id BIGINT PRIMARY KEY,
        outbox_id BIGINT NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
        inbox_url TEXT NOT NULL,
        host TEXT NOT NULL,
        state TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        run_at BIGINT NOT NULL,
        lease_until BIGINT NOT NULL DEFAULT 0,
        last_error TEXT,
        created_at BIGINT NOT NULL,
        UNIQUE (outbox_id, inbox_url)
    )",
    "CREATE INDEX deliveries_due ON deliveries (run_at, id) WHERE state = 'queued'",
    "CREATE INDEX deliveries_host ON deliveries (host, run_at) WHERE state = 'queued'",
    // What is known of another server. While `closed_until` lies ahead nothing is sent to it.
    "CREATE TABLE hosts (
        host TEXT PRIMARY KEY,
        signature_profile TEXT,
        signature_learned_at BIGINT,
        failures INTEGER NOT NULL DEFAULT 0,
        closed_until BIGINT NOT NULL DEFAULT 0,
        last_success_at BIGINT,
        last_failure_at BIGINT,
        last_error TEXT
    )",
    // Work to do once, at `run_at` or later. `payload` is JSON with ids; `key` makes a second one of the same work impossible.
    "CREATE TABLE jobs (
        id BIGINT PRIMARY KEY,
        kind TEXT NOT NULL,
        key TEXT UNIQUE,
        payload TEXT NOT NULL,
        state TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        run_at BIGINT NOT NULL,
        lease_until BIGINT NOT NULL DEFAULT 0,
        last_error TEXT,
        created_at BIGINT NOT NULL
    )",
    "CREATE INDEX jobs_due ON jobs (run_at, id) WHERE state = 'queued'",
    // What other processes must hear of: ids only, tailed in the order of `id`, kept an hour.
    "CREATE TABLE events (
        id SERIAL,
        kind TEXT NOT NULL,
        payload TEXT NOT NULL,
        created_at BIGINT NOT NULL
    )",
    "CREATE INDEX events_created ON events (created_at)",
    // A uri that was deleted, so that a late Create or Announce does not bring it back.
    "CREATE TABLE tombstones (
        uri TEXT PRIMARY KEY,
        account_id BIGINT,
        created_at BIGINT NOT NULL
    )",
    "CREATE INDEX tombstones_created ON tombstones (created_at)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(
            manager,
            &[
                "tombstones",
                "events",
                "jobs",
                "hosts",
                "deliveries",
                "outbox",
                "inbox",
            ],
        )
        .await
    }
}

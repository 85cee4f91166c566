//! Requests for verification: what a member says of themselves, what proves it, and what was done about it.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // `account_id` asks for a credential about `subject_id`, which is the same or another account of theirs elsewhere.
    // `number` is wrapped under the instance secret. `doubtful`: its check digit does not fit, in a register where that
    // happens. `moved_at` is when the last step was; `decided_at` when it was approved, refused or expired.
    "CREATE TABLE verification_requests (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        subject_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        profession TEXT,
        specialty TEXT,
        jurisdiction TEXT,
        register TEXT,
        number BYTES,
        doubtful BOOLEAN NOT NULL,
        state TEXT NOT NULL,
        assurance TEXT,
        credential_id BIGINT REFERENCES credentials (id) ON DELETE SET NULL,
        moved_at BIGINT NOT NULL,
        decided_at BIGINT,
        created_at BIGINT NOT NULL
    )",
    "CREATE INDEX verification_requests_account ON verification_requests (account_id, id)",
    "CREATE INDEX verification_requests_subject ON verification_requests (subject_id)",
    "CREATE INDEX verification_requests_state ON verification_requests (state, id)",
    "CREATE INDEX verification_requests_credential ON verification_requests (credential_id)
        WHERE credential_id IS NOT NULL",
    // What was done, in order. `account_id` is who did it; NULL for the server itself. `text` is what they said to it.
    "CREATE TABLE verification_steps (
        id BIGINT PRIMARY KEY,
        request_id BIGINT NOT NULL REFERENCES verification_requests (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        account_id BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
        text TEXT NOT NULL,
        created_at BIGINT NOT NULL
    )",
    "CREATE INDEX verification_steps_request ON verification_steps (request_id, id)",
    // A file in the store that is encrypted with a key of its own; `secret` is that key, wrapped under the instance secret.
    "CREATE TABLE verification_evidence (
        id BIGINT PRIMARY KEY,
        request_id BIGINT NOT NULL REFERENCES verification_requests (id) ON DELETE CASCADE,
        mime TEXT NOT NULL,
        bytes BIGINT NOT NULL,
        key TEXT NOT NULL UNIQUE,
        secret BYTES NOT NULL,
        created_at BIGINT NOT NULL
    )",
    "CREATE INDEX verification_evidence_request ON verification_evidence (request_id)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "verification_evidence",
            "verification_steps",
            "verification_requests",
        ];
        crate::drop(manager, &tables).await
    }
}

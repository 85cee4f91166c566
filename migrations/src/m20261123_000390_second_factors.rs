//! Second factors of logins, and log-ins that wait for one.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // `second_factor_at` is when the login got its first second factor; empty while it has none.
    "ALTER TABLE users ADD COLUMN second_factor_at BIGINT",
    // What the browser was logged in with last, when it was last used, and the state of a ceremony with an authenticator
    // that it began (encrypted with the instance secret).
    "ALTER TABLE sessions ADD COLUMN factor TEXT NOT NULL DEFAULT 'password'",
    "ALTER TABLE sessions ADD COLUMN last_seen_at BIGINT",
    "ALTER TABLE sessions ADD COLUMN ceremony BYTES",
    // RFC 6238. `secret` is encrypted with the instance secret. Without `confirmed_at` nobody has shown yet that an app knows
    // it. A code is good for a step after `last_step` alone.
    "CREATE TABLE totp_secrets (
        user_id BIGINT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
        secret BYTES NOT NULL,
        last_step BIGINT NOT NULL,
        confirmed_at BIGINT,
        created_at BIGINT NOT NULL
    )",
    // WebAuthn. `credential_id` is base64url; `passkey` is JSON with the public key and the counter.
    "CREATE TABLE passkeys (
        id BIGINT PRIMARY KEY,
        user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        credential_id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        passkey TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        last_used_at BIGINT
    )",
    "CREATE INDEX passkeys_user ON passkeys (user_id)",
    // Each works once: it is removed when it is used.
    "CREATE TABLE recovery_codes (
        code_hash TEXT PRIMARY KEY,
        user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE
    )",
    "CREATE INDEX recovery_codes_user ON recovery_codes (user_id)",
    // Somebody showed a first factor; there is no session yet. `ceremony` as above.
    "CREATE TABLE pending_log_ins (
        secret_hash TEXT PRIMARY KEY,
        user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        attempts INTEGER NOT NULL,
        ceremony BYTES,
        expires_at BIGINT NOT NULL
    )",
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
                "pending_log_ins",
                "recovery_codes",
                "passkeys",
                "totp_secrets",
            ],
        )
        .await?;
        let columns = [
            "ALTER TABLE sessions DROP COLUMN ceremony",
            "ALTER TABLE sessions DROP COLUMN last_seen_at",
            "ALTER TABLE sessions DROP COLUMN factor",
            "ALTER TABLE users DROP COLUMN second_factor_at",
        ];
        crate::run(manager, &columns).await
    }
}

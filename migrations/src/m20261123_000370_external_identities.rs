//! People whom a provider of logins (OpenID Connect) knows, and logins through one that are under way.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // `issuer` and `subject` are the provider's own words (`iss`, `sub`), and together one person for ever; `provider` is
    // the name that the operator gave it when they were last seen. The roles are those that the claims gave at the last
    // log-in, and those that the person had by hand before any claim.
    "CREATE TABLE external_identities (
        issuer TEXT NOT NULL,
        subject TEXT NOT NULL,
        provider TEXT NOT NULL,
        user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        claimed_role TEXT NOT NULL,
        claimed_verifier BOOLEAN NOT NULL,
        own_role TEXT NOT NULL,
        own_verifier BOOLEAN NOT NULL,
        created_at BIGINT NOT NULL,
        last_used_at BIGINT NOT NULL,
        PRIMARY KEY (issuer, subject)
    )",
    "CREATE INDEX external_identities_user ON external_identities (user_id)",
    // A browser that was sent to a provider. `state_hash` and `browser_hash` are of the parameter `state` and of a cookie;
    // what else the provider is asked with is derived from the state. `user_id` is absent from a log-in.
    "CREATE TABLE oidc_requests (
        state_hash TEXT PRIMARY KEY,
        browser_hash TEXT NOT NULL,
        provider TEXT NOT NULL,
        purpose TEXT NOT NULL,
        user_id BIGINT REFERENCES users (id) ON DELETE CASCADE,
        return_to TEXT NOT NULL,
        expires_at BIGINT NOT NULL
    )",
    "CREATE INDEX oidc_requests_end ON oidc_requests (expires_at)",
    // When who is logged in last showed a provider again that it is them.
    "ALTER TABLE sessions ADD COLUMN proved_at BIGINT",
];

const DOWN: &[&str] = &[
    "ALTER TABLE sessions DROP COLUMN proved_at",
    "DROP TABLE oidc_requests",
    "DROP TABLE external_identities",
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

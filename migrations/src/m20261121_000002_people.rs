//! Who logs in, with which app, as which account.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // A login. It acts through the accounts that `access` gives it.
    "CREATE TABLE users (
        id BIGINT PRIMARY KEY,
        email TEXT NOT NULL UNIQUE,
        password_hash TEXT NOT NULL,
        role TEXT NOT NULL,
        locale TEXT NOT NULL DEFAULT 'en',
        reason TEXT NOT NULL DEFAULT '',
        default_visibility TEXT NOT NULL DEFAULT 'public',
        default_sensitive BOOLEAN NOT NULL DEFAULT FALSE,
        default_language TEXT,
        confirmed_at BIGINT,
        approved_at BIGINT,
        disabled_at BIGINT,
        last_active_at BIGINT,
        created_at BIGINT NOT NULL
    )",
    // Joins a login and an actor. A group or an organisation has several; `role` is `owner` or `editor`.
    "CREATE TABLE access (
        user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        role TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        PRIMARY KEY (user_id, account_id)
    )",
    "CREATE INDEX access_account ON access (account_id)",
    // A browser that is logged in. Only a hash of the cookie is kept.
    "CREATE TABLE sessions (
        id BIGINT PRIMARY KEY,
        secret_hash TEXT NOT NULL UNIQUE,
        user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        user_agent TEXT NOT NULL DEFAULT '',
        ip TEXT NOT NULL DEFAULT '',
        created_at BIGINT NOT NULL,
        expires_at BIGINT NOT NULL
    )",
    "CREATE INDEX sessions_user ON sessions (user_id)",
    // A link sent by mail: confirms an address (`confirm`) or sets a password (`reset`).
    "CREATE TABLE mail_links (
        secret_hash TEXT PRIMARY KEY,
        user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        purpose TEXT NOT NULL,
        email TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        expires_at BIGINT NOT NULL
    )",
    "CREATE INDEX mail_links_user ON mail_links (user_id)",
    // An OAuth client. `redirect_uris` is a JSON array, `scopes` is separated by spaces (RFC 6749 section 3.3).
    "CREATE TABLE applications (
        id BIGINT PRIMARY KEY,
        client_id TEXT NOT NULL UNIQUE,
        secret_hash TEXT NOT NULL,
        name TEXT NOT NULL,
        website TEXT,
        redirect_uris TEXT NOT NULL,
        scopes TEXT NOT NULL,
        created_at BIGINT NOT NULL
    )",
    // An authorization code waits to be exchanged, once. `token_id` is set when it was: using it again revokes that token.
    "CREATE TABLE authorization_codes (
        secret_hash TEXT PRIMARY KEY,
        application_id BIGINT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
        user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        redirect_uri TEXT NOT NULL,
        scopes TEXT NOT NULL,
        code_challenge TEXT,
        token_id BIGINT,
        created_at BIGINT NOT NULL,
        expires_at BIGINT NOT NULL
    )",
    // An access token. Without user and account it is the application's own (client credentials).
    "CREATE TABLE tokens (
        id BIGINT PRIMARY KEY,
        secret_hash TEXT NOT NULL UNIQUE,
        application_id BIGINT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
        user_id BIGINT REFERENCES users (id) ON DELETE CASCADE,
        account_id BIGINT REFERENCES accounts (id) ON DELETE CASCADE,
        scopes TEXT NOT NULL,
        created_at BIGINT NOT NULL
    )",
    "CREATE INDEX tokens_user ON tokens (user_id)",
    "CREATE INDEX tokens_application ON tokens (application_id)",
    "CREATE TABLE markers (
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        timeline TEXT NOT NULL,
        last_read_id BIGINT NOT NULL,
        version BIGINT NOT NULL,
        updated_at BIGINT NOT NULL,
        PRIMARY KEY (account_id, timeline)
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
                "markers",
                "tokens",
                "authorization_codes",
                "applications",
                "mail_links",
                "sessions",
                "access",
                "users",
            ],
        )
        .await
    }
}

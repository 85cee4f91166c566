//! What issuers vouch for about accounts (W3C Verifiable Credentials 2.0), this instance among them.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // A credential about `account_id`, which may be of another server. `claims` is JSON (`domain::credential::Claims`).
    // `document` is what another issuer signed, as it came; of our own it is made when somebody asks.
    // `state`: `valid`, `suspended`, `revoked`, `unchecked` (its status list could not be had) or `refused` (`refusal` says
    // why). That its time is over follows from `valid_until`. `checked_at` is when a status list was last asked.
    "CREATE TABLE credentials (
        id BIGINT PRIMARY KEY,
        uri TEXT NOT NULL UNIQUE,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        issuer_uri TEXT NOT NULL,
        kind TEXT NOT NULL,
        claims TEXT NOT NULL,
        valid_from BIGINT NOT NULL,
        valid_until BIGINT,
        state TEXT NOT NULL,
        refusal TEXT,
        document TEXT,
        checked_at BIGINT,
        created_at BIGINT NOT NULL,
        updated_at BIGINT NOT NULL
    )",
    "CREATE INDEX credentials_account ON credentials (account_id)",
    "CREATE INDEX credentials_issuer ON credentials (issuer_uri, account_id)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["credentials"]).await
    }
}

//! Whose word counts here for what, and what was shown of an account without proving what it says.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // `issuer_uri` is the id of an issuer's actor, `kind` a word of `credentials.kind`. This instance itself has no row.
    "CREATE TABLE credential_issuers (
        id BIGINT PRIMARY KEY,
        issuer_uri TEXT NOT NULL,
        kind TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        UNIQUE (issuer_uri, kind)
    )",
    // What `account_id` shows as a credential at `uri`, which was refused with the word `refusal` (`domain::credential::Refusal`).
    "CREATE TABLE refused_credentials (
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        uri TEXT NOT NULL,
        refusal TEXT NOT NULL,
        checked_at BIGINT NOT NULL,
        PRIMARY KEY (account_id, uri)
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
        crate::drop(manager, &["refused_credentials", "credential_issuers"]).await
    }
}

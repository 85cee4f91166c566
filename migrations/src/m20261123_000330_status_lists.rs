//! What this instance issued: where the bits of each credential stand in its Bitstring Status Lists, and who fetched it.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // `number` n stands for two lists of the same entries: 2n-1 says what was revoked, 2n what is suspended. `taken` is
    // how many entries are; `revision` rises with every bit.
    "CREATE TABLE status_lists (
        number BIGINT PRIMARY KEY,
        taken BIGINT NOT NULL,
        revision BIGINT NOT NULL
    )",
    // There are lists before there is a credential, so that whoever looks sees a server that can revoke.
    "INSERT INTO status_lists (number, taken, revision) VALUES (1, 0, 0)",
    // `credential_id` names a row of `credentials` that may be gone: an entry is never given to another, and what was
    // revoked stays so.
    "CREATE TABLE issued_credentials (
        credential_id BIGINT PRIMARY KEY,
        list_number BIGINT NOT NULL REFERENCES status_lists (number),
        position BIGINT NOT NULL,
        revoked_at BIGINT,
        suspended_at BIGINT,
        UNIQUE (list_number, position)
    )",
    // Actors of other servers that asked for a credential of ours; they are told what becomes of it.
    "CREATE TABLE credential_readers (
        credential_id BIGINT NOT NULL REFERENCES credentials (id) ON DELETE CASCADE,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        PRIMARY KEY (credential_id, account_id)
    )",
    "CREATE INDEX credential_readers_account ON credential_readers (account_id)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = ["credential_readers", "issued_credentials", "status_lists"];
        crate::drop(manager, &tables).await
    }
}

//! Ed25519 keys of actors (FEP-521a), beside the RSA key that stands in their row.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // `id` is the key's own address. `public_key` has 32 bytes; `private_key`, of local actors alone, is the seed, wrapped
    // by the instance secret. A local actor has one, made when it is first needed; of a remote one all that it lists.
    "CREATE TABLE assertion_keys (
        id TEXT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        public_key BYTES NOT NULL,
        private_key BYTES,
        created_at BIGINT NOT NULL
    )",
    "CREATE INDEX assertion_keys_account ON assertion_keys (account_id)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["assertion_keys"]).await
    }
}

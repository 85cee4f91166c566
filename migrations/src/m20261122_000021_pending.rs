//! People who wait to be let in.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // Until its owner has confirmed the address and was approved, an account does not exist for anybody else.
    "ALTER TABLE accounts ADD COLUMN pending BOOLEAN NOT NULL DEFAULT FALSE",
    "UPDATE accounts SET pending = TRUE WHERE kind = 'Person' AND deleted_at IS NULL AND id IN (
        SELECT x.account_id FROM access x JOIN users u ON u.id = x.user_id
        WHERE x.role = 'owner' AND (u.confirmed_at IS NULL OR u.approved_at IS NULL)
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
        crate::run(manager, &["ALTER TABLE accounts DROP COLUMN pending"]).await
    }
}

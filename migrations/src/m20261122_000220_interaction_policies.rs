//! Interaction policies: what others may do with a status, as its author says.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // JSON with `favourite`, `reply` and `boost`, each with `automatic` and `manual`. What is missing everybody may.
        let column =
            "ALTER TABLE statuses ADD COLUMN interaction_policy TEXT NOT NULL DEFAULT '{}'";
        crate::run(manager, &[column]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = "ALTER TABLE statuses DROP COLUMN interaction_policy";
        crate::run(manager, &[column]).await
    }
}

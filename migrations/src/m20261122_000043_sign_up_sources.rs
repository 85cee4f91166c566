//! With which apps people join.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Without one they joined on the pages of the server, or before this was kept.
        let add = "ALTER TABLE users ADD COLUMN application_id BIGINT";
        crate::run(manager, &[add]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, &["ALTER TABLE users DROP COLUMN application_id"]).await
    }
}

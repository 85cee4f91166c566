//! When a directory of people last came.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &["ALTER TABLE scim_directories ADD COLUMN used_at BIGINT"];

const DOWN: &[&str] = &["ALTER TABLE scim_directories DROP COLUMN used_at"];

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

//! What an account of industry discloses.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // Plain text: for whom an account speaks, and what it gains. NULL where nothing is disclosed.
    "ALTER TABLE profiles ADD COLUMN interests TEXT",
];

const DOWN: &[&str] = &["ALTER TABLE profiles DROP COLUMN interests"];

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

//! Which other servers the instance limits and which it lets in.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // Whether the public list shows the domain with stars in it.
    "ALTER TABLE domain_blocks ADD COLUMN obfuscate BOOLEAN NOT NULL DEFAULT FALSE",
    // A domain that an instance with limited federation speaks to.
    "CREATE TABLE domain_allows (
        id BIGINT PRIMARY KEY,
        domain TEXT NOT NULL UNIQUE,
        created_at BIGINT NOT NULL
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
        crate::drop(manager, &["domain_allows"]).await?;
        crate::run(
            manager,
            &["ALTER TABLE domain_blocks DROP COLUMN obfuscate"],
        )
        .await
    }
}

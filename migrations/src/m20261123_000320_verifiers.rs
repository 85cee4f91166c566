//! Who decides on requests for verification: a duty of its own, beside the role.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    "ALTER TABLE users ADD COLUMN is_verifier BOOLEAN NOT NULL DEFAULT FALSE",
    // Whoever set an installation up has the duty, until they give it away.
    "UPDATE users SET is_verifier = TRUE WHERE id = (SELECT min(id) FROM users WHERE role = 'admin')",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = "ALTER TABLE users DROP COLUMN is_verifier";
        crate::run(manager, &[column]).await
    }
}

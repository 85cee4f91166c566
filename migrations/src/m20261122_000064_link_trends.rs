//! Links that are much used at the moment, and what moderators said of them.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // As the hashtags and statuses of the file before.
    "CREATE TABLE card_trends (
        card_id BIGINT PRIMARY KEY REFERENCES cards (id) ON DELETE CASCADE,
        score DOUBLE PRECISION NOT NULL
    )",
    "CREATE TABLE card_reviews (
        card_id BIGINT PRIMARY KEY REFERENCES cards (id) ON DELETE CASCADE,
        allowed BOOLEAN NOT NULL,
        reviewed_at BIGINT NOT NULL
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
        crate::drop(manager, &["card_reviews", "card_trends"]).await
    }
}

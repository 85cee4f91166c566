//! What is much used at the moment, and what moderators said of it.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // Computed anew every hour; the highest score first.
    "CREATE TABLE tag_trends (
        tag_id BIGINT PRIMARY KEY REFERENCES tags (id) ON DELETE CASCADE,
        score DOUBLE PRECISION NOT NULL
    )",
    "CREATE TABLE status_trends (
        status_id BIGINT PRIMARY KEY REFERENCES statuses (id) ON DELETE CASCADE,
        score DOUBLE PRECISION NOT NULL
    )",
    // Whether a hashtag, or a status, may be recommended; without a row nobody has looked at it.
    "CREATE TABLE tag_reviews (
        tag_id BIGINT PRIMARY KEY REFERENCES tags (id) ON DELETE CASCADE,
        allowed BOOLEAN NOT NULL,
        reviewed_at BIGINT NOT NULL
    )",
    "CREATE TABLE status_reviews (
        status_id BIGINT PRIMARY KEY REFERENCES statuses (id) ON DELETE CASCADE,
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
        let tables = [
            "status_reviews",
            "tag_reviews",
            "status_trends",
            "tag_trends",
        ];
        crate::drop(manager, &tables).await
    }
}

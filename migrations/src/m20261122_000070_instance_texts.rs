//! What the operator publishes: versions of the terms of service, and rules in other languages.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // `effective_date` is `YYYY-MM-DD`, so that it sorts; `text` is Markdown.
    "CREATE TABLE terms_of_service (
        effective_date TEXT PRIMARY KEY,
        text TEXT NOT NULL,
        created_at BIGINT NOT NULL
    )",
    "CREATE TABLE rule_translations (
        rule_id BIGINT NOT NULL REFERENCES rules (id) ON DELETE CASCADE,
        language TEXT NOT NULL,
        text TEXT NOT NULL,
        hint TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (rule_id, language)
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
        crate::drop(manager, &["rule_translations", "terms_of_service"]).await
    }
}

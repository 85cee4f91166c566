//! Quotes: a status that shows another one, as far as the author of that one agrees (FEP-044f).

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // Kept when what is quoted is not known here, was refused or is gone. `legacy` when it was said in a way that knows no
    // agreement. `request_uri` is the id of the QuoteRequest, `authorization_uri` that of the quoted author's stamp.
    "CREATE TABLE quotes (
        id BIGINT PRIMARY KEY,
        status_id BIGINT NOT NULL UNIQUE REFERENCES statuses (id) ON DELETE CASCADE,
        quoted_id BIGINT REFERENCES statuses (id) ON DELETE SET NULL,
        quoted_uri TEXT NOT NULL,
        state TEXT NOT NULL,
        legacy BOOLEAN NOT NULL DEFAULT FALSE,
        request_uri TEXT UNIQUE,
        authorization_uri TEXT,
        created_at BIGINT NOT NULL
    )",
    "CREATE INDEX quotes_quoted ON quotes (quoted_id, id)",
    "CREATE INDEX quotes_authorization ON quotes (authorization_uri) WHERE authorization_uri IS NOT NULL",
    "ALTER TABLE statuses ADD COLUMN quotes_count BIGINT NOT NULL DEFAULT 0",
    // Who may quote it at once, and who when the author agrees: JSON with `automatic` and `manual`. What is missing is nobody.
    "ALTER TABLE statuses ADD COLUMN quote_approval TEXT NOT NULL DEFAULT '{}'",
    "ALTER TABLE users ADD COLUMN default_quote_policy TEXT NOT NULL DEFAULT 'public'",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["quotes"]).await?;
        let columns = [
            "ALTER TABLE statuses DROP COLUMN quotes_count",
            "ALTER TABLE statuses DROP COLUMN quote_approval",
            "ALTER TABLE users DROP COLUMN default_quote_policy",
        ];
        crate::run(manager, &columns).await
    }
}

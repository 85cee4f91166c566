//! Collections: accounts that an account recommends together, and who agreed to be in one.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    "CREATE TABLE collections (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        description TEXT NOT NULL DEFAULT '',
        language TEXT,
        tag_id BIGINT REFERENCES tags (id) ON DELETE SET NULL,
        sensitive BOOLEAN NOT NULL,
        discoverable BOOLEAN NOT NULL,
        created_at BIGINT NOT NULL,
        updated_at BIGINT NOT NULL
    )",
    "CREATE INDEX collections_account ON collections (account_id, id)",
    "CREATE INDEX collections_tag ON collections (tag_id) WHERE tag_id IS NOT NULL",
    // A revoked row stays, so that nobody is put back who took themselves out.
    "CREATE TABLE collection_items (
        id BIGINT PRIMARY KEY,
        collection_id BIGINT NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        state TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        UNIQUE (collection_id, account_id)
    )",
    "CREATE INDEX collection_items_account ON collection_items (account_id, id)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["collection_items", "collections"]).await
    }
}

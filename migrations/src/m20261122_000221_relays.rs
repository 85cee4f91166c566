//! Relays: servers that pass public statuses on to everyone who asked them to.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // `url` is what the operator named: an inbox (Mastodon's way) or an actor (LitePub's), as `kind` says. `account_id` is
    // the relay's actor as soon as it is known, `follow_uri` the id of the Follow that it was asked with.
    "CREATE TABLE relays (
        id BIGINT PRIMARY KEY,
        url TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        account_id BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
        follow_uri TEXT NOT NULL UNIQUE,
        state TEXT NOT NULL,
        created_at BIGINT NOT NULL
    )",
    "CREATE INDEX relays_account ON relays (account_id) WHERE account_id IS NOT NULL",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["relays"]).await
    }
}

//! Actors of every server: people, groups, organisations, the instance itself.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // An actor, local (domain IS NULL) or remote. `private_key` is wrapped by the instance secret.
    // `revision` rises with every change that a rendered account shows.
    "CREATE TABLE accounts (
        id BIGINT PRIMARY KEY,
        uri TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        username TEXT NOT NULL,
        username_lower TEXT NOT NULL,
        domain TEXT,
        url TEXT,
        display_name TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '',
        note_source TEXT NOT NULL DEFAULT '',
        fields TEXT NOT NULL DEFAULT '[]',
        emojis TEXT NOT NULL DEFAULT '[]',
        avatar_id BIGINT,
        header_id BIGINT,
        locked BOOLEAN NOT NULL DEFAULT FALSE,
        bot BOOLEAN NOT NULL DEFAULT FALSE,
        discoverable BOOLEAN NOT NULL DEFAULT FALSE,
        indexable BOOLEAN NOT NULL DEFAULT FALSE,
        hide_collections BOOLEAN NOT NULL DEFAULT FALSE,
        memorial BOOLEAN NOT NULL DEFAULT FALSE,
        inbox_url TEXT NOT NULL,
        shared_inbox_url TEXT,
        outbox_url TEXT,
        followers_url TEXT,
        following_url TEXT,
        featured_url TEXT,
        moderators_url TEXT,
        key_id TEXT,
        public_key TEXT,
        private_key BYTES,
        also_known_as TEXT NOT NULL DEFAULT '[]',
        moved_to_id BIGINT,
        followers_count BIGINT NOT NULL DEFAULT 0,
        following_count BIGINT NOT NULL DEFAULT 0,
        statuses_count BIGINT NOT NULL DEFAULT 0,
        last_status_at BIGINT,
        silenced_at BIGINT,
        suspended_at BIGINT,
        deleted_at BIGINT,
        created_at BIGINT NOT NULL,
        updated_at BIGINT NOT NULL,
        fetched_at BIGINT,
        revision BIGINT NOT NULL DEFAULT 0
    )",
    "CREATE UNIQUE INDEX accounts_acct ON accounts (username_lower, coalesce(domain, ''))",
    "CREATE UNIQUE INDEX accounts_key ON accounts (key_id)",
    "CREATE INDEX accounts_domain ON accounts (domain)",
    // The professional profile (docs/federation/terms.md). Lists are JSON arrays of strings.
    "CREATE TABLE profiles (
        account_id BIGINT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
        profession TEXT,
        specialties TEXT NOT NULL DEFAULT '[]',
        workplace TEXT,
        region TEXT,
        languages TEXT NOT NULL DEFAULT '[]',
        account_kind TEXT,
        updated_at BIGINT NOT NULL
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
        crate::drop(manager, &["profiles", "accounts"]).await
    }
}

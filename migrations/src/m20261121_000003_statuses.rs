//! Statuses, what they carry and what is done to them.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // A status, or a boost of one (`reblog_of_id`). Its audience is `visibility`; with `group` it is `group_id`'s members.
    // `in_reply_to_uri` is kept while the parent is unknown. `revision` rises with every change that a rendered status shows.
    "CREATE TABLE statuses (
        id BIGINT PRIMARY KEY,
        uri TEXT NOT NULL UNIQUE,
        url TEXT,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        local BOOLEAN NOT NULL,
        kind TEXT NOT NULL DEFAULT 'Note',
        visibility TEXT NOT NULL,
        group_id BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
        reblog_of_id BIGINT REFERENCES statuses (id) ON DELETE CASCADE,
        in_reply_to_id BIGINT,
        in_reply_to_account_id BIGINT,
        in_reply_to_uri TEXT,
        conversation_id BIGINT NOT NULL,
        title TEXT NOT NULL DEFAULT '',
        content TEXT NOT NULL DEFAULT '',
        source_text TEXT,
        spoiler_text TEXT NOT NULL DEFAULT '',
        sensitive BOOLEAN NOT NULL DEFAULT FALSE,
        language TEXT,
        emojis TEXT NOT NULL DEFAULT '[]',
        application_id BIGINT,
        replies_count BIGINT NOT NULL DEFAULT 0,
        reblogs_count BIGINT NOT NULL DEFAULT 0,
        favourites_count BIGINT NOT NULL DEFAULT 0,
        created_at BIGINT NOT NULL,
        edited_at BIGINT,
        fetched_at BIGINT,
        revision BIGINT NOT NULL DEFAULT 0
    )",
    "CREATE INDEX statuses_account ON statuses (account_id, id)",
    "CREATE INDEX statuses_reply ON statuses (in_reply_to_id) WHERE in_reply_to_id IS NOT NULL",
    "CREATE INDEX statuses_reply_uri ON statuses (in_reply_to_uri) WHERE in_reply_to_uri IS NOT NULL",
    "CREATE INDEX statuses_conversation ON statuses (conversation_id)",
    "CREATE UNIQUE INDEX statuses_reblog ON statuses (reblog_of_id, account_id) WHERE reblog_of_id IS NOT NULL",
    "CREATE INDEX statuses_public ON statuses (id) WHERE visibility = 'public' AND reblog_of_id IS NULL",
    "CREATE INDEX statuses_public_local ON statuses (id) WHERE visibility = 'public' AND reblog_of_id IS NULL AND local",
    "CREATE INDEX statuses_group ON statuses (group_id, id) WHERE group_id IS NOT NULL",
    // What a status said before an edit. `media` is a JSON array of the attachments then shown.
    "CREATE TABLE status_edits (
        id BIGINT PRIMARY KEY,
        status_id BIGINT NOT NULL REFERENCES statuses (id) ON DELETE CASCADE,
        content TEXT NOT NULL,
        spoiler_text TEXT NOT NULL,
        sensitive BOOLEAN NOT NULL,
        media TEXT NOT NULL,
        created_at BIGINT NOT NULL
    )",
    "CREATE INDEX status_edits_status ON status_edits (status_id, id)",
    // Who is named in a status. `silent` names no one in the text: addressed only.
    "CREATE TABLE mentions (
        status_id BIGINT NOT NULL REFERENCES statuses (id) ON DELETE CASCADE,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        silent BOOLEAN NOT NULL DEFAULT FALSE,
        PRIMARY KEY (status_id, account_id)
    ) WITHOUT ROWID",
    "CREATE INDEX mentions_account ON mentions (account_id, status_id)",
    "CREATE TABLE tags (
        id BIGINT PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        display_name TEXT NOT NULL,
        created_at BIGINT NOT NULL
    )",
    "CREATE TABLE status_tags (
        tag_id BIGINT NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
        status_id BIGINT NOT NULL REFERENCES statuses (id) ON DELETE CASCADE,
        PRIMARY KEY (tag_id, status_id)
    ) WITHOUT ROWID",
    "CREATE INDEX status_tags_status ON status_tags (status_id)",
    // A file: an attachment, an avatar or a header. `key` is its opaque name in the store, NULL while it is only remote.
    "CREATE TABLE media (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        status_id BIGINT REFERENCES statuses (id) ON DELETE CASCADE,
        position INTEGER NOT NULL DEFAULT 0,
        purpose TEXT NOT NULL,
        kind TEXT NOT NULL,
        mime TEXT NOT NULL DEFAULT '',
        secret TEXT NOT NULL UNIQUE,
        key TEXT,
        preview_key TEXT,
        remote_url TEXT,
        description TEXT NOT NULL DEFAULT '',
        blurhash TEXT,
        focus_x DOUBLE PRECISION NOT NULL DEFAULT 0,
        focus_y DOUBLE PRECISION NOT NULL DEFAULT 0,
        width INTEGER,
        height INTEGER,
        preview_width INTEGER,
        preview_height INTEGER,
        bytes BIGINT NOT NULL DEFAULT 0,
        cached_at BIGINT,
        created_at BIGINT NOT NULL
    )",
    "CREATE INDEX media_status ON media (status_id) WHERE status_id IS NOT NULL",
    "CREATE INDEX media_account ON media (account_id)",
    // Uploads that no status carries go after a day.
    "CREATE INDEX media_unattached ON media (created_at) WHERE status_id IS NULL AND purpose = 'attachment'",
    "CREATE INDEX media_cached ON media (cached_at) WHERE cached_at IS NOT NULL",
    // `uri` is the id of the Like activity.
    "CREATE TABLE favourites (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        status_id BIGINT NOT NULL REFERENCES statuses (id) ON DELETE CASCADE,
        uri TEXT,
        created_at BIGINT NOT NULL,
        UNIQUE (status_id, account_id)
    )",
    "CREATE INDEX favourites_account ON favourites (account_id, id)",
    "CREATE TABLE bookmarks (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        status_id BIGINT NOT NULL REFERENCES statuses (id) ON DELETE CASCADE,
        created_at BIGINT NOT NULL,
        UNIQUE (status_id, account_id)
    )",
    "CREATE INDEX bookmarks_account ON bookmarks (account_id, id)",
    "CREATE TABLE pins (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        status_id BIGINT NOT NULL REFERENCES statuses (id) ON DELETE CASCADE,
        created_at BIGINT NOT NULL,
        UNIQUE (status_id, account_id)
    )",
    "CREATE INDEX pins_account ON pins (account_id, id)",
    // What stands in an account's home timeline; read newest first in one index range.
    "CREATE TABLE home_entries (
        account_id BIGINT NOT NULL,
        status_id BIGINT NOT NULL REFERENCES statuses (id) ON DELETE CASCADE,
        PRIMARY KEY (account_id, status_id)
    ) WITHOUT ROWID",
    "CREATE INDEX home_entries_status ON home_entries (status_id)",
    // A key that a client sent with a post, so that sending it again makes no second one. Kept an hour, as Mastodon does.
    "CREATE TABLE idempotency_keys (
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        key TEXT NOT NULL,
        status_id BIGINT NOT NULL REFERENCES statuses (id) ON DELETE CASCADE,
        created_at BIGINT NOT NULL,
        PRIMARY KEY (account_id, key)
    )",
    "CREATE INDEX idempotency_keys_created ON idempotency_keys (created_at)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(
            manager,
            &[
                "idempotency_keys",
                "home_entries",
                "pins",
                "bookmarks",
                "favourites",
                "media",
                "status_tags",
                "tags",
                "mentions",
                "status_edits",
                "statuses",
            ],
        )
        .await
    }
}

//! Directories of people that provision logins here (SCIM 2.0, RFC 7643 and 7644), and that a login was closed because its
//! person left.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // When the person left the organisation; `disabled_at` is set too, for that or for a moderator's reason.
    "ALTER TABLE users ADD COLUMN deprovisioned_at BIGINT",
    // A directory has one token at most; of it only the hash is kept (SHA-256). `vouches` is the kind of credential that
    // this instance issues to its active people, if any.
    "CREATE TABLE scim_directories (
        id BIGINT PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        token_hash TEXT UNIQUE,
        vouches TEXT,
        created_at BIGINT NOT NULL
    )",
    // The role that the members of a group of the directory have here: `moderator`, `admin` or `verifier`.
    // `group_key` is the group's name in lower case.
    "CREATE TABLE scim_grants (
        directory_id BIGINT NOT NULL REFERENCES scim_directories (id) ON DELETE CASCADE,
        group_key TEXT NOT NULL,
        role TEXT NOT NULL,
        PRIMARY KEY (directory_id, group_key, role)
    ) WITHOUT ROWID",
    // A person as the directory describes them. `user_key` is `user_name` in lower case, `attributes` the JSON object that
    // the directory gets back, `version` its entity tag. `claims` (JSON, `domain::credential::Claims`) and `valid_until` are what
    // the directory says that can be vouched for, `credential_id` is what was issued because of that.
    "CREATE TABLE scim_users (
        id BIGINT PRIMARY KEY,
        directory_id BIGINT NOT NULL REFERENCES scim_directories (id) ON DELETE CASCADE,
        user_id BIGINT NOT NULL UNIQUE REFERENCES users (id) ON DELETE CASCADE,
        user_key TEXT NOT NULL,
        external_id TEXT,
        active BOOLEAN NOT NULL,
        attributes TEXT NOT NULL,
        version BIGINT NOT NULL,
        claims TEXT NOT NULL,
        valid_until BIGINT,
        credential_id BIGINT REFERENCES credentials (id) ON DELETE SET NULL,
        created_at BIGINT NOT NULL,
        updated_at BIGINT NOT NULL,
        UNIQUE (directory_id, user_key)
    )",
    "CREATE INDEX scim_users_external ON scim_users (directory_id, external_id)",
    "CREATE INDEX scim_users_page ON scim_users (directory_id, id)",
    // A login that a directory made and has removed from itself since: the same directory may take it up again.
    "CREATE TABLE scim_former_users (
        user_id BIGINT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
        directory_id BIGINT NOT NULL REFERENCES scim_directories (id) ON DELETE CASCADE
    )",
    "CREATE TABLE scim_groups (
        id BIGINT PRIMARY KEY,
        directory_id BIGINT NOT NULL REFERENCES scim_directories (id) ON DELETE CASCADE,
        group_key TEXT NOT NULL,
        external_id TEXT,
        display_name TEXT NOT NULL,
        version BIGINT NOT NULL,
        created_at BIGINT NOT NULL,
        updated_at BIGINT NOT NULL,
        UNIQUE (directory_id, group_key)
    )",
    "CREATE INDEX scim_groups_external ON scim_groups (directory_id, external_id)",
    "CREATE INDEX scim_groups_page ON scim_groups (directory_id, id)",
    "CREATE TABLE scim_members (
        group_id BIGINT NOT NULL REFERENCES scim_groups (id) ON DELETE CASCADE,
        scim_user_id BIGINT NOT NULL REFERENCES scim_users (id) ON DELETE CASCADE,
        PRIMARY KEY (group_id, scim_user_id)
    ) WITHOUT ROWID",
    "CREATE INDEX scim_members_user ON scim_members (scim_user_id)",
];

const DOWN: &[&str] = &[
    "DROP TABLE scim_members",
    "DROP TABLE scim_groups",
    "DROP TABLE scim_former_users",
    "DROP TABLE scim_users",
    "DROP TABLE scim_grants",
    "DROP TABLE scim_directories",
    "ALTER TABLE users DROP COLUMN deprovisioned_at",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, DOWN).await
    }
}

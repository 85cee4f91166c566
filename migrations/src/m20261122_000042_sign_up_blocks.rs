//! Whom the instance keeps from signing up, and from more.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // A domain, with everything below it, of addresses with which nobody signs up, or only those whom a moderator approves.
    "CREATE TABLE email_domain_blocks (
        id BIGINT PRIMARY KEY,
        domain TEXT NOT NULL UNIQUE,
        allow_with_approval BOOLEAN NOT NULL DEFAULT FALSE,
        created_at BIGINT NOT NULL
    )",
    // Who tried nevertheless. `day` counts from 1970; `who` tells addresses apart and names none.
    "CREATE TABLE email_domain_block_uses (
        block_id BIGINT NOT NULL REFERENCES email_domain_blocks (id) ON DELETE CASCADE,
        day BIGINT NOT NULL,
        who TEXT NOT NULL,
        uses BIGINT NOT NULL,
        PRIMARY KEY (block_id, day, who)
    )",
    // A network, in CIDR notation, from which less is possible.
    "CREATE TABLE ip_blocks (
        id BIGINT PRIMARY KEY,
        network TEXT NOT NULL UNIQUE,
        severity TEXT NOT NULL,
        comment TEXT NOT NULL DEFAULT '',
        expires_at BIGINT,
        created_at BIGINT NOT NULL
    )",
    // An address with which nobody signs up any more. Only its hash is kept. `account_id` is whose suspension led to it.
    "CREATE TABLE canonical_email_blocks (
        id BIGINT PRIMARY KEY,
        hash TEXT NOT NULL UNIQUE,
        account_id BIGINT,
        created_at BIGINT NOT NULL
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
            "canonical_email_blocks",
            "ip_blocks",
            "email_domain_block_uses",
            "email_domain_blocks",
        ];
        crate::drop(manager, &tables).await
    }
}

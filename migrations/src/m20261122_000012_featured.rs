//! What an account shows on its profile beside its pins, and whom it does not want to be suggested.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    "CREATE TABLE featured_tags (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        tag_id BIGINT NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
        created_at BIGINT NOT NULL,
        UNIQUE (account_id, tag_id)
    )",
    "CREATE INDEX featured_tags_account ON featured_tags (account_id, id)",
    // `account_id` recommends `target_id`, as long as it follows it.
    "CREATE TABLE endorsements (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        target_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        follow_id BIGINT NOT NULL REFERENCES follows (id) ON DELETE CASCADE,
        created_at BIGINT NOT NULL,
        UNIQUE (account_id, target_id)
    )",
    "CREATE INDEX endorsements_account ON endorsements (account_id, id)",
    "CREATE INDEX endorsements_target ON endorsements (target_id)",
    "CREATE INDEX endorsements_follow ON endorsements (follow_id)",
    // `target_id` is suggested to `account_id` no more.
    "CREATE TABLE dismissed_suggestions (
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        target_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        created_at BIGINT NOT NULL,
        PRIMARY KEY (account_id, target_id)
    ) WITHOUT ROWID",
    "CREATE INDEX dismissed_suggestions_target ON dismissed_suggestions (target_id)",
    // Who may be found, the newest first.
    "CREATE INDEX accounts_discoverable ON accounts (id) WHERE discoverable",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .get_connection()
            .execute_unprepared("DROP INDEX accounts_discoverable")
            .await?;
        crate::drop(
            manager,
            &["dismissed_suggestions", "endorsements", "featured_tags"],
        )
        .await
    }
}

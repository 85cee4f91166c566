//! Direct statuses as conversations, and threads of which someone wants to hear no more.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // A thread (`statuses.conversation_id`) of which `account_id` wants no notifications.
    "CREATE TABLE conversation_mutes (
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        conversation_id BIGINT NOT NULL,
        created_at BIGINT NOT NULL,
        PRIMARY KEY (account_id, conversation_id)
    ) WITHOUT ROWID",
    // The direct statuses of a thread between `account_id` and `participants`, a JSON array of the others' ids, sorted.
    "CREATE TABLE account_conversations (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        conversation_id BIGINT NOT NULL,
        participants TEXT NOT NULL,
        last_status_id BIGINT NOT NULL,
        unread BOOLEAN NOT NULL,
        UNIQUE (account_id, conversation_id, participants)
    )",
    "CREATE INDEX account_conversations_page ON account_conversations (account_id, last_status_id)",
    "CREATE TABLE conversation_statuses (
        account_conversation_id BIGINT NOT NULL REFERENCES account_conversations (id) ON DELETE CASCADE,
        status_id BIGINT NOT NULL REFERENCES statuses (id) ON DELETE CASCADE,
        PRIMARY KEY (account_conversation_id, status_id)
    ) WITHOUT ROWID",
    "CREATE INDEX conversation_statuses_status ON conversation_statuses (status_id)",
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
                "conversation_statuses",
                "account_conversations",
                "conversation_mutes",
            ],
        )
        .await
    }
}

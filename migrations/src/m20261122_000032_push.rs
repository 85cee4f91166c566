//! Web Push: where apps want to be told, and what is on its way to them.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // One a token. `p256dh` and `auth` are the app's keys (RFC 8291), `standard` says whether it understands RFC 8188.
    // `alerts` is a JSON array of kinds. `access_token` is wrapped by the instance secret: apps find the account by it.
    "CREATE TABLE push_subscriptions (
        id BIGINT PRIMARY KEY,
        token_id BIGINT NOT NULL UNIQUE REFERENCES tokens (id) ON DELETE CASCADE,
        user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        endpoint TEXT NOT NULL,
        p256dh BYTES NOT NULL,
        auth BYTES NOT NULL,
        standard BOOLEAN NOT NULL,
        alerts TEXT NOT NULL,
        policy TEXT NOT NULL,
        access_token BYTES NOT NULL,
        created_at BIGINT NOT NULL
    )",
    "CREATE INDEX push_subscriptions_account ON push_subscriptions (account_id)",
    "CREATE INDEX push_subscriptions_user ON push_subscriptions (user_id)",
    // The queue of messages. What is dismissed or unsubscribed is not sent any more.
    "CREATE TABLE pushes (
        id SERIAL,
        subscription_id BIGINT NOT NULL REFERENCES push_subscriptions (id) ON DELETE CASCADE,
        notification_id BIGINT NOT NULL REFERENCES notifications (id) ON DELETE CASCADE,
        state TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        run_at BIGINT NOT NULL,
        lease_until BIGINT NOT NULL DEFAULT 0,
        last_error TEXT,
        created_at BIGINT NOT NULL
    )",
    "CREATE INDEX pushes_due ON pushes (run_at, id) WHERE state = 'queued'",
    "CREATE INDEX pushes_subscription ON pushes (subscription_id)",
    "CREATE INDEX pushes_notification ON pushes (notification_id)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["pushes", "push_subscriptions"]).await
    }
}

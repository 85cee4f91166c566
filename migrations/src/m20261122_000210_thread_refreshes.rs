//! Threads of other servers that are looked through for more.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // The last look at a thread, which somebody began by opening `status_id`. While `finished_at` IS NULL it goes on, and
    // `frontier` (JSON) says where. `found` counts the statuses that were new here.
    "CREATE TABLE thread_refreshes (
        conversation_id BIGINT PRIMARY KEY,
        status_id BIGINT NOT NULL REFERENCES statuses (id) ON DELETE CASCADE,
        frontier TEXT NOT NULL,
        found BIGINT NOT NULL DEFAULT 0,
        started_at BIGINT NOT NULL,
        finished_at BIGINT
    )",
    "CREATE INDEX thread_refreshes_status ON thread_refreshes (status_id)",
    "CREATE INDEX thread_refreshes_started ON thread_refreshes (started_at)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["thread_refreshes"]).await
    }
}

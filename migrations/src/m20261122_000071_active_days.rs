//! Who used the instance when, to count them by the week.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // `day` counts days since 1970 (UTC). The day alone is kept, and no longer than it is counted.
    "CREATE TABLE active_days (
        day BIGINT NOT NULL,
        user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        PRIMARY KEY (day, user_id)
    ) WITHOUT ROWID",
    "CREATE INDEX active_days_user ON active_days (user_id)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["active_days"]).await
    }
}

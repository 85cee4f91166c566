//! Home entries go with their status by a trigger instead of a foreign key on PostgreSQL.
//!
//! There a foreign key is checked by a query for each row that is written, and a status is written into as many homes as
//! its author has followers: the check cost more than the entries. SQLite looks the key up in passing and keeps it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

const UP: &[&str] = &[
    "ALTER TABLE home_entries DROP CONSTRAINT home_entries_status_id_fkey",
    "CREATE FUNCTION forget_home_entries() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            DELETE FROM home_entries WHERE status_id IN (SELECT id FROM gone);
            RETURN NULL;
        END
    $$",
    "CREATE TRIGGER statuses_gone AFTER DELETE ON statuses REFERENCING OLD TABLE AS gone
        FOR EACH STATEMENT EXECUTE FUNCTION forget_home_entries()",
];

const DOWN: &[&str] = &[
    "DROP TRIGGER statuses_gone ON statuses",
    "DROP FUNCTION forget_home_entries()",
    "ALTER TABLE home_entries ADD FOREIGN KEY (status_id) REFERENCES statuses (id) ON DELETE CASCADE",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        on_postgres(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        on_postgres(manager, DOWN).await
    }
}

async fn on_postgres(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    match manager.get_database_backend() {
        DbBackend::Postgres => crate::run(manager, statements).await,
        _ => Ok(()),
    }
}

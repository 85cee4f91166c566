//! The database itself refuses to change the log of deeds: entries are appended, one after the other.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

// `INSERT OR REPLACE` removes a row without asking the trigger of DELETE: hence the one of INSERT.
const SQLITE: &[&str] = &[
    "CREATE TRIGGER audit_entries_update BEFORE UPDATE ON audit_entries
        BEGIN SELECT RAISE(ABORT, 'audit_entries is append-only'); END",
    "CREATE TRIGGER audit_entries_delete BEFORE DELETE ON audit_entries
        BEGIN SELECT RAISE(ABORT, 'audit_entries is append-only'); END",
    "CREATE TRIGGER audit_entries_insert BEFORE INSERT ON audit_entries
        WHEN NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM audit_entries)
        BEGIN SELECT RAISE(ABORT, 'audit_entries is append-only'); END",
];

const POSTGRES: &[&str] = &[
    "CREATE FUNCTION audit_entries_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'audit_entries is append-only'; END $$",
    "CREATE TRIGGER audit_entries_change BEFORE UPDATE OR DELETE ON audit_entries
        FOR EACH ROW EXECUTE FUNCTION audit_entries_refuse()",
    "CREATE TRIGGER audit_entries_truncate BEFORE TRUNCATE ON audit_entries
        FOR EACH STATEMENT EXECUTE FUNCTION audit_entries_refuse()",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let statements = match manager.get_database_backend() {
            DbBackend::Postgres => POSTGRES,
            _ => SQLITE,
        };
        crate::run(manager, statements).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let statements: &[&str] = match manager.get_database_backend() {
            DbBackend::Postgres => &[
                "DROP TRIGGER audit_entries_truncate ON audit_entries",
                "DROP TRIGGER audit_entries_change ON audit_entries",
                "DROP FUNCTION audit_entries_refuse()",
            ],
            _ => &[
                "DROP TRIGGER audit_entries_insert",
                "DROP TRIGGER audit_entries_delete",
                "DROP TRIGGER audit_entries_update",
            ],
        };
        crate::run(manager, statements).await
    }
}

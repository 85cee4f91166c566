//! Videos and sound: files that are made ready after their upload was answered.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // `processing` until a worker has made of the upload what is served, `failed` when that could not be done.
    "ALTER TABLE media ADD COLUMN state TEXT NOT NULL DEFAULT 'ready'",
    // The name in the store of what was uploaded, while it is processed. It is never served.
    "ALTER TABLE media ADD COLUMN source_key TEXT",
    // What is known of a video or of sound: a JSON object.
    "ALTER TABLE media ADD COLUMN playback TEXT",
    // They stand in a queue of their own: each takes minutes.
    "CREATE INDEX jobs_slow ON jobs (run_at, id) WHERE state = 'queued' AND kind = 'process_media'",
];

const DOWN: &[&str] = &[
    "DROP INDEX jobs_slow",
    "DELETE FROM media WHERE state <> 'ready'",
    "ALTER TABLE media DROP COLUMN playback",
    "ALTER TABLE media DROP COLUMN source_key",
    "ALTER TABLE media DROP COLUMN state",
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

//! Cards: what is shown of the page that a status links to.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // One row a link, however many statuses name it. `shown` once a page with a title was found there. `fetched_at` is when
    // it was last asked, NULL before the first time. The picture is a remote file of the instance actor.
    "CREATE TABLE cards (
        id BIGINT PRIMARY KEY,
        url TEXT NOT NULL UNIQUE,
        shown BOOLEAN NOT NULL DEFAULT FALSE,
        title TEXT NOT NULL DEFAULT '',
        description TEXT NOT NULL DEFAULT '',
        language TEXT,
        author_name TEXT NOT NULL DEFAULT '',
        author_url TEXT NOT NULL DEFAULT '',
        provider_name TEXT NOT NULL DEFAULT '',
        provider_url TEXT NOT NULL DEFAULT '',
        media_id BIGINT REFERENCES media (id) ON DELETE SET NULL,
        published_at BIGINT,
        fetched_at BIGINT,
        created_at BIGINT NOT NULL
    )",
    "CREATE INDEX cards_media ON cards (media_id) WHERE media_id IS NOT NULL",
    "CREATE TABLE status_cards (
        status_id BIGINT PRIMARY KEY REFERENCES statuses (id) ON DELETE CASCADE,
        card_id BIGINT NOT NULL REFERENCES cards (id) ON DELETE CASCADE
    )",
    "CREATE INDEX status_cards_card ON status_cards (card_id, status_id)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // What is fetched anew when it is needed.
        crate::run(manager, &["DELETE FROM media WHERE purpose = 'card'"]).await?;
        crate::drop(manager, &["status_cards", "cards"]).await
    }
}

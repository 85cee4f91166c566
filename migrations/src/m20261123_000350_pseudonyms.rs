//! Verified members who also act under a name that nobody can tell is theirs, and what two administrators disclose.

use sea_orm_migration::prelude::*;

const UP: &[&str] = &[
    // A pseudonym: an account with a login of its own, through which nobody logs in. `owner` is the member's login, wrapped
    // by the instance secret; `slot` is an HMAC of that login and a number, so that without the secret nothing here tells
    // whose it is, nor that two are the same person's. No column says when it was made.
    "CREATE TABLE pseudonyms (
        account_id BIGINT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
        user_id BIGINT NOT NULL UNIQUE REFERENCES users (id) ON DELETE CASCADE,
        owner BYTES NOT NULL,
        slot TEXT NOT NULL UNIQUE
    )",
    // An administrator asks who stands behind a pseudonym (`reason` is of a closed list) and, until `ends_at`, another one
    // may agree: from then until `ends_at`, as it is then, the two see it. Both are accounts; whose it is stands nowhere.
    "CREATE TABLE disclosures (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        asked_by BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        agreed_by BIGINT REFERENCES accounts (id) ON DELETE CASCADE,
        reason TEXT NOT NULL,
        agreed_at BIGINT,
        ends_at BIGINT NOT NULL,
        created_at BIGINT NOT NULL
    )",
    "CREATE INDEX disclosures_account ON disclosures (account_id)",
];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["disclosures", "pseudonyms"]).await
    }
}

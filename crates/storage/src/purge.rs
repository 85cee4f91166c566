//! What a deleted account leaves behind, and how it goes.

use sea_orm::{ActiveValue::Set, ConnectionTrait};

use crate::entity::account::ActiveModel;
use crate::entity::status::Model as Status;
use crate::id::AccountId;
use crate::{Result, Sql, account};

/// What an account did to others, and others to it: `(table, column)`, to be deleted where the column is the account.
/// `reports` stay: they are the moderators' own.
const RELATIONS: &[(&str, &str)] = &[
    ("follows", "account_id"),
    ("follows", "target_id"),
    ("blocks", "account_id"),
    ("blocks", "target_id"),
    ("mutes", "account_id"),
    ("mutes", "target_id"),
    ("account_domain_blocks", "account_id"),
    ("account_notes", "account_id"),
    ("account_notes", "target_id"),
    ("notifications", "account_id"),
    ("notifications", "from_account_id"),
    ("favourites", "account_id"),
    ("bookmarks", "account_id"),
    ("pins", "account_id"),
    ("mentions", "account_id"),
    ("home_entries", "account_id"),
    ("lists", "account_id"),
    ("list_members", "account_id"),
    ("tag_follows", "account_id"),
    ("featured_tags", "account_id"),
    ("collections", "account_id"),
    ("collection_items", "account_id"),
    ("endorsements", "account_id"),
    ("endorsements", "target_id"),
    ("dismissed_suggestions", "account_id"),
    ("dismissed_suggestions", "target_id"),
    ("memberships", "account_id"),
    ("memberships", "group_id"),
    ("group_locks", "group_id"),
    ("markers", "account_id"),
    ("filters", "account_id"),
    ("poll_votes", "account_id"),
    ("scheduled_statuses", "account_id"),
    ("imports", "account_id"),
    ("profiles", "account_id"),
    ("access", "account_id"),
];

/// Some of the account's statuses and boosts, the newest first.
pub async fn list_statuses<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
    limit: u64,
) -> Result<Vec<Status>> {
    Sql::new(connection, "SELECT * FROM statuses WHERE account_id = ")
        .bind(id)
        .push(&format!(" ORDER BY id DESC LIMIT {limit}"))
        .all(connection)
        .await
}

/// Removes what the account did to others and others to it, and takes it out of their counts.
pub async fn delete_relations<C: ConnectionTrait>(connection: &C, id: AccountId) -> Result<()> {
    let counts = [
        (
            "accounts",
            "followers_count",
            "SELECT target_id FROM follows WHERE accepted_at IS NOT NULL AND account_id = ",
        ),
        (
            "accounts",
            "following_count",
            "SELECT account_id FROM follows WHERE accepted_at IS NOT NULL AND target_id = ",
        ),
        (
            "statuses",
            "favourites_count",
            "SELECT status_id FROM favourites WHERE account_id = ",
        ),
    ];
    for (table, count, whose) in counts {
        let change = format!(
            "UPDATE {table} SET {count} = {count} - 1, revision = revision + 1 WHERE id IN ({whose}"
        );
        Sql::new(connection, &change)
            .bind(id)
            .push(")")
            .execute(connection)
            .await?;
    }
    for (table, column) in RELATIONS {
        Sql::new(
            connection,
            &format!("DELETE FROM {table} WHERE {column} = "),
        )
        .bind(id)
        .execute(connection)
        .await?;
    }
    Ok(())
}

/// Empties the account's row of everything personal but its name, which nobody else gets, and its key, which signs the
/// `Delete`.
pub async fn blank<C: ConnectionTrait>(connection: &C, id: AccountId) -> Result<()> {
    let change = ActiveModel {
        display_name: Set(String::new()),
        note: Set(String::new()),
        note_source: Set(String::new()),
        fields: Set("[]".into()),
        emojis: Set("[]".into()),
        also_known_as: Set("[]".into()),
        avatar_id: Set(None),
        header_id: Set(None),
        followers_count: Set(0),
        following_count: Set(0),
        statuses_count: Set(0),
        last_status_at: Set(None),
        ..Default::default()
    };
    account::update(connection, id, change).await
}

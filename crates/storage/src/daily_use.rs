//! How much hashtags and links were used in public, day by day.

use std::collections::HashMap;
use std::hash::Hash;

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::id::{CardId, TagId};
use crate::{Result, Sql, Timestamp};

/// How often something was used on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayUse {
    /// Days since 1970, in UTC.
    pub day: i64,
    /// Public statuses with it.
    pub uses: i64,
    /// Who wrote them.
    pub accounts: i64,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    day: i64,
    uses: i64,
    accounts: i64,
}

/// The uses of these hashtags since a time; a day without any is missing.
pub async fn of_tags<C: ConnectionTrait>(
    connection: &C,
    tags: &[TagId],
    since: Timestamp,
) -> Result<HashMap<TagId, Vec<DayUse>>> {
    let ids = tags.iter().map(|tag| tag.0);
    uses(connection, ("status_tags", "tag_id"), ids, since, TagId).await
}

/// The uses of the links of these cards since a time; a day without any is missing.
pub async fn of_cards<C: ConnectionTrait>(
    connection: &C,
    cards: &[CardId],
    since: Timestamp,
) -> Result<HashMap<CardId, Vec<DayUse>>> {
    let ids = cards.iter().map(|card| card.0);
    uses(connection, ("status_cards", "card_id"), ids, since, CardId).await
}

async fn uses<C: ConnectionTrait, Id: Eq + Hash>(
    connection: &C,
    (table, column): (&str, &str),
    ids: impl Iterator<Item = i64>,
    since: Timestamp,
    id: impl Fn(i64) -> Id,
) -> Result<HashMap<Id, Vec<DayUse>>> {
    // The id of a status carries its time: one range of the index, and the day comes without another look.
    let rows: Vec<Row> = Sql::new(
        connection,
        &format!(
            "SELECT t.{column} AS id, (s.id >> 16) / 86400000 AS day, count(*) AS uses, \
             count(DISTINCT s.account_id) AS accounts FROM {table} t JOIN statuses s ON s.id = t.status_id \
             WHERE s.visibility = 'public' AND t.{column}"
        ),
    )
    .in_ids(ids)
    .push(" AND t.status_id >= ")
    .bind(since.millis() << 16)
    .push(&format!(" GROUP BY t.{column}, (s.id >> 16) / 86400000"))
    .all(connection)
    .await?;
    let mut of: HashMap<Id, Vec<DayUse>> = HashMap::new();
    for row in rows {
        of.entry(id(row.id)).or_default().push(DayUse {
            day: row.day,
            uses: row.uses,
            accounts: row.accounts,
        });
    }
    Ok(of)
}

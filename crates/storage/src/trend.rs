//! Hashtags, statuses and links that are much used at the moment, and what moderators said of them.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::account::PRESENT;
use crate::card::Card;
use crate::entry::{self, Entry};
use crate::id::{AccountId, CardId, StatusId, TagId};
use crate::tag::Tag;
use crate::visibility::Audience;
use crate::{Result, Sql, Timestamp};

/// How many wrote with something in two spans of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use<Id> {
    /// With what.
    pub id: Id,
    /// Authors of public statuses in the later span.
    pub lately: i64,
    /// In the earlier one.
    pub earlier: i64,
}

#[derive(FromQueryResult)]
struct UseRow {
    id: i64,
    lately: i64,
    earlier: i64,
}

/// The hashtags that at least `least` present, not silenced authors used in public since `middle`, with how many did
/// between `start` and `middle`.
pub async fn list_tag_uses<C: ConnectionTrait>(
    connection: &C,
    spans: (Timestamp, Timestamp),
    least: i64,
) -> Result<Vec<Use<TagId>>> {
    let condition = "s.visibility = 'public'";
    uses(
        connection,
        ("status_tags", "tag_id"),
        condition,
        spans,
        least,
        TagId,
    )
    .await
}

/// The same of what is linked to, except behind a click.
pub async fn list_link_uses<C: ConnectionTrait>(
    connection: &C,
    spans: (Timestamp, Timestamp),
    least: i64,
) -> Result<Vec<Use<CardId>>> {
    let condition = "s.visibility = 'public' AND NOT s.sensitive";
    uses(
        connection,
        ("status_cards", "card_id"),
        condition,
        spans,
        least,
        CardId,
    )
    .await
}

async fn uses<C: ConnectionTrait, Id>(
    connection: &C,
    (table, column): (&str, &str),
    condition: &str,
    (start, middle): (Timestamp, Timestamp),
    least: i64,
    id: impl Fn(i64) -> Id,
) -> Result<Vec<Use<Id>>> {
    // The id of a status carries its time.
    let middle = middle.millis() << 16;
    let rows: Vec<UseRow> = Sql::new(
        connection,
        &format!("SELECT * FROM (SELECT t.{column} AS id, count(DISTINCT CASE WHEN s.id >= "),
    )
    .bind(middle)
    .push(" THEN s.account_id END) AS lately, count(DISTINCT CASE WHEN s.id < ")
    .bind(middle)
    .push(&format!(
        " THEN s.account_id END) AS earlier FROM statuses s JOIN {table} t ON t.status_id = s.id \
         JOIN accounts a ON a.id = s.account_id \
         WHERE {condition} AND s.reblog_of_id IS NULL AND a.silenced_at IS NULL AND {PRESENT} AND s.id >= "
    ))
    .bind(start.millis() << 16)
    .push(&format!(" GROUP BY t.{column}) u WHERE u.lately >= "))
    .bind(least)
    .all(connection)
    .await?;
    let used = rows.into_iter().map(|row| Use {
        id: id(row.id),
        lately: row.lately,
        earlier: row.earlier,
    });
    Ok(used.collect())
}

/// How people liked a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct StatusUse {
    /// Which.
    pub id: StatusId,
    /// Who wrote it.
    pub account_id: AccountId,
    /// Boosts and favourites.
    pub uses: i64,
}

/// Public statuses since a time with at least `least` boosts and favourites, of present, not silenced authors who want to
/// be recommended; neither answers nor what is hidden behind a click.
pub async fn list_status_uses<C: ConnectionTrait>(
    connection: &C,
    since: Timestamp,
    least: i64,
) -> Result<Vec<StatusUse>> {
    Sql::new(
        connection,
        &format!(
            "SELECT s.id, s.account_id, s.reblogs_count + s.favourites_count AS uses \
             FROM statuses s JOIN accounts a ON a.id = s.account_id \
             WHERE s.visibility = 'public' AND s.reblog_of_id IS NULL AND s.in_reply_to_uri IS NULL \
             AND NOT s.sensitive AND a.discoverable AND a.silenced_at IS NULL AND {PRESENT} AND s.id >= "
        ),
    )
    .bind(since.millis() << 16)
    .push(" AND s.reblogs_count + s.favourites_count >= ")
    .bind(least)
    .push(" ORDER BY s.id DESC")
    .all(connection)
    .await
}

/// Puts `scores` in the place of all before.
pub async fn replace_tags<C: ConnectionTrait>(
    connection: &C,
    scores: &[(TagId, f64)],
) -> Result<()> {
    let scores = scores.iter().map(|(tag, score)| (tag.0, *score));
    replace(connection, ("tag_trends", "tag_id"), scores).await
}

/// Puts `scores` in the place of all before.
pub async fn replace_statuses<C: ConnectionTrait>(
    connection: &C,
    scores: &[(StatusId, f64)],
) -> Result<()> {
    let scores = scores.iter().map(|(status, score)| (status.0, *score));
    replace(connection, ("status_trends", "status_id"), scores).await
}

/// Puts `scores` in the place of all before.
pub async fn replace_links<C: ConnectionTrait>(
    connection: &C,
    scores: &[(CardId, f64)],
) -> Result<()> {
    let scores = scores.iter().map(|(card, score)| (card.0, *score));
    replace(connection, ("card_trends", "card_id"), scores).await
}

async fn replace<C: ConnectionTrait>(
    connection: &C,
    (table, column): (&str, &str),
    scores: impl Iterator<Item = (i64, f64)>,
) -> Result<()> {
    Sql::new(connection, &format!("DELETE FROM {table}"))
        .execute(connection)
        .await?;
    let insert = format!("INSERT INTO {table} ({column}, score) VALUES ");
    let mut sql = Sql::new(connection, &insert);
    let mut separator = "(";
    for (id, score) in scores {
        sql = sql
            .push(separator)
            .bind(id)
            .push(", ")
            .bind(score)
            .push(")");
        separator = ", (";
    }
    if separator != "(" {
        sql.execute(connection).await?;
    }
    Ok(())
}

/// Which trends are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reviewed {
    /// Those that a moderator allowed.
    Allowed,
    /// Those that no moderator refused.
    NotRefused,
    /// All of them.
    Any,
}

impl Reviewed {
    fn condition(self) -> &'static str {
        match self {
            Self::Allowed => "r.allowed",
            Self::NotRefused => "coalesce(r.allowed, TRUE)",
            Self::Any => "TRUE",
        }
    }
}

/// The hashtags that trend, the first first.
pub async fn list_tags<C: ConnectionTrait>(
    connection: &C,
    reviewed: Reviewed,
    (limit, offset): (u64, u64),
) -> Result<Vec<Tag>> {
    Sql::new(
        connection,
        &format!(
            "SELECT t.* FROM tag_trends x JOIN tags t ON t.id = x.tag_id \
             LEFT JOIN tag_reviews r ON r.tag_id = x.tag_id WHERE {} \
             ORDER BY x.score DESC, x.tag_id LIMIT {limit} OFFSET {offset}",
            reviewed.condition()
        ),
    )
    .all(connection)
    .await
}

/// The statuses that trend and that `audience` may see, the first first.
pub async fn list_statuses<C: ConnectionTrait>(
    connection: &C,
    audience: &Audience,
    reviewed: Reviewed,
    (limit, offset): (u64, u64),
) -> Result<Vec<Entry>> {
    let from = "status_trends x JOIN statuses s ON s.id = x.status_id \
                LEFT JOIN status_reviews r ON r.status_id = x.status_id";
    let sql = entry::select(connection, audience.viewer, from, "s.id")
        .push(&format!(" WHERE {} AND ", reviewed.condition()))
        .visible(audience, entry::STATUS)
        .push(&format!(
            " ORDER BY x.score DESC, x.status_id LIMIT {limit} OFFSET {offset}"
        ));
    entry::all(connection, audience.viewer, sql).await
}

/// The links that trend and of which something is shown, the first first.
pub async fn list_links<C: ConnectionTrait>(
    connection: &C,
    reviewed: Reviewed,
    (limit, offset): (u64, u64),
) -> Result<Vec<Card>> {
    Sql::new(
        connection,
        &format!(
            "SELECT c.* FROM card_trends x JOIN cards c ON c.id = x.card_id AND c.shown \
             LEFT JOIN card_reviews r ON r.card_id = x.card_id WHERE {} \
             ORDER BY x.score DESC, x.card_id LIMIT {limit} OFFSET {offset}",
            reviewed.condition()
        ),
    )
    .all(connection)
    .await
}

/// What a moderator says of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Of a hashtag.
    Tag(TagId),
    /// Of a status.
    Status(StatusId),
    /// Of a link.
    Link(CardId),
}

/// Which kind of thing was reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Hashtags.
    Tags,
    /// Statuses.
    Statuses,
    /// Links.
    Links,
}

/// Whether those of `ids` may be recommended; what nobody looked at is missing.
pub async fn reviews_of<C: ConnectionTrait>(
    connection: &C,
    kind: Kind,
    ids: impl IntoIterator<Item = i64>,
) -> Result<HashMap<i64, bool>> {
    let (table, column) = match kind {
        Kind::Tags => ("tag_reviews", "tag_id"),
        Kind::Statuses => ("status_reviews", "status_id"),
        Kind::Links => ("card_reviews", "card_id"),
    };
    let sql = format!("SELECT {column}, allowed FROM {table} WHERE {column}");
    let rows = Sql::new(connection, &sql)
        .in_ids(ids)
        .rows(connection)
        .await?;
    rows.iter()
        .map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?)))
        .collect()
}

/// Writes whether it may be recommended.
pub async fn review<C: ConnectionTrait>(
    connection: &C,
    subject: Subject,
    allowed: bool,
    now: Timestamp,
) -> Result<()> {
    let (table, column, id) = match subject {
        Subject::Tag(id) => ("tag_reviews", "tag_id", id.0),
        Subject::Status(id) => ("status_reviews", "status_id", id.0),
        Subject::Link(id) => ("card_reviews", "card_id", id.0),
    };
    Sql::new(
        connection,
        &format!("INSERT INTO {table} ({column}, allowed, reviewed_at) VALUES ("),
    )
    .bind(id)
    .push(", ")
    .bind(allowed)
    .push(", ")
    .bind(now)
    .push(&format!(
        ") ON CONFLICT ({column}) DO UPDATE SET allowed = excluded.allowed, reviewed_at = excluded.reviewed_at"
    ))
    .execute(connection)
    .await?;
    Ok(())
}

//! To whom of those who listen a status is shown: one query for all of them, through the one visibility filter.

use sea_orm::{ConnectionTrait, QueryResult};

use crate::entry::{self, Entry};
use crate::id::{AccountId, ListId, StatusId};
use crate::visibility::Audience;
use crate::{Result, Sql, tag};

/// A status, and who may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The status or boost, without anybody's marks.
    pub entry: Entry,
    /// Those of the viewers that were asked about.
    pub to: Vec<AccountId>,
}

/// In which public timelines a status stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// It was written on this instance.
    pub local: bool,
    /// It answers nobody but its author: hashtag timelines hold answers to others too.
    pub own_accord: bool,
    /// It has attachments.
    pub has_media: bool,
    /// Normalised names of its hashtags.
    pub tags: Vec<String>,
}

/// Which of `viewers` have the status in their home timeline. `audience` says what may be offered to each.
pub async fn home<C: ConnectionTrait>(
    connection: &C,
    status: StatusId,
    viewers: &[AccountId],
    audience: &Audience,
) -> Result<Option<Shown>> {
    let sql = select(connection, status, viewers, "").push(
        " AND EXISTS (SELECT 1 FROM home_entries h WHERE h.account_id = v.id AND h.status_id = s.id)",
    );
    shown(connection, sql, audience).await
}

/// In which of `lists` the status stands, and to which of their owners it is shown.
pub async fn lists<C: ConnectionTrait>(
    connection: &C,
    status: StatusId,
    lists: &[ListId],
    audience: &Audience,
) -> Result<Option<(Shown, Vec<ListId>)>> {
    let from =
        "list_entries e JOIN lists l ON l.id = e.list_id JOIN statuses s ON s.id = e.status_id";
    let sql = entry::select_with(connection, None, from, "l.account_id", |sql| {
        sql.push(", l.id")
    })
    .push(" WHERE e.status_id = ")
    .bind(status)
    .push(" AND l.id")
    .in_ids(lists.iter().copied());
    let rows = admitted(sql, audience, "l.account_id")
        .rows(connection)
        .await?;
    let Some(mut shown) = read(&rows)? else {
        return Ok(None);
    };
    // One account may own several of them.
    shown.to.sort_unstable();
    shown.to.dedup();
    let list = |row: &QueryResult| Ok(ListId(row.try_get_by_index(entry::columns(false))?));
    Ok(Some((shown, rows.iter().map(list).collect::<Result<_>>()?)))
}

/// Which of `viewers` are shown the status in public timelines, and in which.
pub async fn listed<C: ConnectionTrait>(
    connection: &C,
    status: StatusId,
    viewers: &[AccountId],
    audience: &Audience,
) -> Result<Option<(Shown, Listing)>> {
    let columns = ", s.local, (s.in_reply_to_uri IS NULL OR coalesce(s.in_reply_to_account_id, 0) = s.account_id), \
         EXISTS (SELECT 1 FROM media am WHERE am.status_id = s.id)";
    let sql = select(connection, status, viewers, columns)
        .push(" AND s.visibility = 'public' AND s.reblog_of_id IS NULL");
    let rows = admitted(sql, audience, "v.id").rows(connection).await?;
    let (Some(row), Some(shown)) = (rows.first(), read(&rows)?) else {
        return Ok(None);
    };
    let first = entry::columns(false);
    let tags = tag::tags_of(connection, &[status]).await?.remove(&status);
    let listing = Listing {
        local: row.try_get_by_index(first)?,
        own_accord: row.try_get_by_index(first + 1)?,
        has_media: row.try_get_by_index(first + 2)?,
        tags: tags
            .unwrap_or_default()
            .into_iter()
            .map(|tag| tag.name)
            .collect(),
    };
    Ok(Some((shown, listing)))
}

/// A row for each viewer `v`; the caller goes on inside the `WHERE`.
fn select<C: ConnectionTrait>(
    connection: &C,
    status: StatusId,
    viewers: &[AccountId],
    columns: &str,
) -> Sql {
    let from = "statuses s CROSS JOIN accounts v";
    entry::select_with(connection, None, from, "v.id", |sql| sql.push(columns))
        .push(" WHERE s.id = ")
        .bind(status)
        .push(" AND v.id")
        .in_ids(viewers.iter().copied())
}

/// Goes on inside the `WHERE`: the account whose id stands in the column `viewer` may see the status.
fn admitted(sql: Sql, audience: &Audience, viewer: &'static str) -> Sql {
    sql.push(" AND ")
        .visible_to_each(viewer, audience, entry::STATUS)
        .push(" AND (s.reblog_of_id IS NULL OR ")
        .visible_to_each(viewer, audience, entry::BOOSTED)
        .push(")")
}

async fn shown<C: ConnectionTrait>(
    connection: &C,
    sql: Sql,
    audience: &Audience,
) -> Result<Option<Shown>> {
    read(&admitted(sql, audience, "v.id").rows(connection).await?)
}

fn read(rows: &[QueryResult]) -> Result<Option<Shown>> {
    let mut shown: Option<Shown> = None;
    for row in rows {
        let entry = entry::read(row, None)?;
        let viewer = AccountId(entry.cursor);
        match &mut shown {
            Some(shown) => shown.to.push(viewer),
            None => {
                shown = Some(Shown {
                    entry: Entry {
                        cursor: entry.status.id.0,
                        ..entry
                    },
                    to: vec![viewer],
                });
            }
        }
    }
    Ok(shown)
}

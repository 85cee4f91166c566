//! Notifications that are shown as one: of the same kind and about the same thing, within some hours.

use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryResult};

use super::{Filter, Notification, WITH_SENDER, shown, with_sender};
use crate::account_list::Listed;
use crate::entity::notification::{Column, Entity};
use crate::entry::AccountRef;
use crate::id::{AccountId, NotificationId};
use crate::kinds::NotificationKind;
use crate::visibility::Audience;
use crate::{Page, Result, Sql, Timestamp};

/// A page of groups, each by the notification through which it stands there: its newest one of the page or, upwards from
/// `min_id`, its oldest. Of kinds that are not `grouped` each is a group of its own.
///
/// # Errors
/// When the database refuses.
pub async fn list_heads<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    audience: &Audience,
    (filter, grouped): (&Filter, &[NotificationKind]),
    page: Page,
) -> Result<Vec<(Notification, AccountRef)>> {
    let sql = shown(connection, WITH_SENDER, account, audience).narrowed(filter);
    let rows = heads(sql, filter, grouped, page)
        .page(page, "n.id")
        .rows(connection)
        .await?;
    let rows: Result<Vec<_>> = rows.iter().map(with_sender).collect();
    Ok(page.newest_first(rows?))
}

/// How many groups have a notification newer than `after`, counted up to `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn count_heads<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    audience: &Audience,
    (filter, grouped): (&Filter, &[NotificationKind]),
    (after, limit): (i64, u64),
) -> Result<usize> {
    let page = Page {
        since_id: Some(after),
        ..Page::first(limit)
    };
    let sql = shown(connection, "n.id", account, audience).narrowed(filter);
    let rows = heads(sql, filter, grouped, page)
        .page(page, "n.id")
        .rows(connection)
        .await?;
    Ok(rows.len())
}

/// Leaves those out before which another of the same group stands on the page. All of a group are of one kind and about
/// one status, so only the sender can make a difference to whether they are shown.
fn heads(sql: Sql, filter: &Filter, grouped: &[NotificationKind], page: Page) -> Sql {
    if grouped.is_empty() {
        return sql;
    }
    let mut sql = sql
        .push(" AND (n.group_key IS NULL")
        .kinds(" OR n.kind NOT IN ", grouped)
        .push(
            " OR NOT EXISTS (SELECT 1 FROM notifications m JOIN accounts mf ON mf.id = m.from_account_id \
             WHERE mf.suspended_at IS NULL AND mf.deleted_at IS NULL AND m.account_id = n.account_id \
             AND m.group_key = n.group_key",
        );
    if let Some(from) = filter.from {
        sql = sql.push(" AND m.from_account_id = ").bind(from);
    }
    sql = match (page.min_id, page.max_id) {
        (Some(min), _) => sql.push(" AND m.id < n.id AND m.id > ").bind(min),
        (None, Some(max)) => sql.push(" AND m.id > n.id AND m.id < ").bind(max),
        (None, None) => sql.push(" AND m.id > n.id"),
    };
    sql.push("))")
}

/// One of the newest notifications of a group, with what is known of the whole group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Of which group.
    pub group_key: String,
    /// Which notification.
    pub id: NotificationId,
    /// When.
    pub created_at: Timestamp,
    /// By whom.
    pub from: AccountRef,
    /// How many there are in the group.
    pub total: i64,
    /// The oldest of the group within the bounds that were asked for.
    pub oldest: Option<NotificationId>,
}

/// Bounds of ids, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Nothing newer belongs to a group.
    pub newest: i64,
    /// The page ends here; older ones count nevertheless.
    pub oldest: i64,
}

/// The newest `samples` of each of these groups, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list_members<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    keys: &[String],
    bounds: Bounds,
    samples: u32,
) -> Result<Vec<Member>> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let rows = Sql::new(
        connection,
        "SELECT * FROM (SELECT m.group_key, m.id, m.created_at, m.from_account_id, f.revision, \
         count(*) OVER (PARTITION BY m.group_key) AS total, min(CASE WHEN m.id >= ",
    )
    .bind(bounds.oldest)
    .push(
        " THEN m.id END) OVER (PARTITION BY m.group_key) AS oldest, \
         row_number() OVER (PARTITION BY m.group_key ORDER BY m.id DESC) AS place \
         FROM notifications m JOIN accounts f ON f.id = m.from_account_id \
         WHERE f.suspended_at IS NULL AND f.deleted_at IS NULL AND m.group_key IS NOT NULL AND m.account_id = ",
    )
    .bind(account)
    .push(" AND m.id <= ")
    .bind(bounds.newest)
    .push(" AND m.group_key")
    .in_texts(keys)
    .push(&format!(") w WHERE w.place <= {samples} ORDER BY w.id DESC"))
    .rows(connection)
    .await?;
    rows.iter().map(member).collect()
}

fn member(row: &QueryResult) -> Result<Member> {
    Ok(Member {
        group_key: row.try_get_by_index(0)?,
        id: row.try_get_by_index(1)?,
        created_at: row.try_get_by_index(2)?,
        from: AccountRef {
            id: row.try_get_by_index(3)?,
            revision: row.try_get_by_index(4)?,
        },
        total: row.try_get_by_index(5)?,
        oldest: row.try_get_by_index(6)?,
    })
}

/// A group, or a notification that stands alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Group {
    /// All with this key.
    Key(String),
    /// One.
    Alone(NotificationId),
}

/// The notifications of a group of `account`, of which pages run by their ids.
///
/// # Errors
/// When the database refuses.
pub async fn list_group<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    audience: &Audience,
    group: &Group,
    page: Page,
) -> Result<Vec<(Notification, AccountRef)>> {
    let sql = shown(connection, WITH_SENDER, account, audience);
    let sql = match group {
        Group::Key(key) => sql
            .push(" AND n.group_key IS NOT NULL AND n.group_key = ")
            .bind(key.as_str()),
        Group::Alone(id) => sql.push(" AND n.id = ").bind(*id),
    };
    let rows = sql.page(page, "n.id").rows(connection).await?;
    let rows: Result<Vec<_>> = rows.iter().map(with_sender).collect();
    Ok(page.newest_first(rows?))
}

/// As [`list_group`], who caused them.
///
/// # Errors
/// When the database refuses.
pub async fn list_senders<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    audience: &Audience,
    group: &Group,
    page: Page,
) -> Result<Vec<Listed>> {
    let rows = list_group(connection, account, audience, group, page).await?;
    let listed = rows.into_iter().map(|(row, from)| Listed {
        cursor: row.id.into(),
        account_id: from.id,
        revision: from.revision,
    });
    Ok(listed.collect())
}

/// Removes a group of `account`.
///
/// # Errors
/// When the database refuses.
pub async fn delete_group<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    group: &Group,
) -> Result<()> {
    let which = match group {
        Group::Key(key) => Condition::all()
            .add(Column::GroupKey.is_not_null())
            .add(Column::GroupKey.eq(key.as_str())),
        Group::Alone(id) => Condition::all().add(Column::Id.eq(*id)),
    };
    Entity::delete_many()
        .filter(Column::AccountId.eq(account))
        .filter(which)
        .exec(connection)
        .await?;
    Ok(())
}

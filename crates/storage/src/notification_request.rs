//! Those whose mentions were filtered, and ask by them to be heard. A request stands as long as a notification does.

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::entry::AccountRef;
use crate::id::{AccountId, NotificationRequestId, StatusId};
use crate::status::Status;
use crate::{Page, Result, Sql, Timestamp};

/// A request, with what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotificationRequest {
    /// Its id, by which pages run.
    pub id: NotificationRequestId,
    /// Who asks.
    pub from: AccountRef,
    /// The latest status that was filtered.
    pub last_status_id: StatusId,
    /// How many of their notifications wait.
    pub notifications_count: i64,
    /// When the first one came.
    pub created_at: Timestamp,
    /// When the latest one came.
    pub updated_at: Timestamp,
}

#[derive(FromQueryResult)]
struct Row {
    id: NotificationRequestId,
    from_account_id: AccountId,
    revision: i64,
    last_status_id: StatusId,
    pending: i64,
    created_at: Timestamp,
    updated_at: Timestamp,
}

impl From<Row> for NotificationRequest {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            from: AccountRef {
                id: row.from_account_id,
                revision: row.revision,
            },
            last_status_id: row.last_status_id,
            notifications_count: row.pending,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// Notes that a mention by `from` in `status` waits for `account`.
///
/// # Errors
/// When the database refuses.
pub async fn upsert<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    from: AccountId,
    status: StatusId,
    now: Timestamp,
) -> Result<()> {
    Sql::new(
        connection,
        "INSERT INTO notification_requests (id, account_id, from_account_id, last_status_id, created_at, updated_at) \
         VALUES (",
    )
    .bind(NotificationRequestId::generate(now))
    .push(", ")
    .bind(account)
    .push(", ")
    .bind(from)
    .push(", ")
    .bind(status)
    .push(", ")
    .bind(now)
    .push(", ")
    .bind(now)
    .push(
        ") ON CONFLICT (account_id, from_account_id) DO UPDATE SET last_status_id = excluded.last_status_id, \
         updated_at = excluded.updated_at",
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// What waits for `q.account_id` of `q.from_account_id`.
const WAITING: &str = " FROM notifications n WHERE n.account_id = q.account_id \
    AND n.from_account_id = q.from_account_id AND n.filtered";

fn select(sql: Sql, columns: &str, account: AccountId) -> Sql {
    sql.push("SELECT ")
        .push(columns)
        .push("(SELECT count(*)")
        .push(WAITING)
        .push(
            ") AS pending FROM notification_requests q JOIN accounts f ON f.id = q.from_account_id \
             WHERE f.suspended_at IS NULL AND f.deleted_at IS NULL AND EXISTS (SELECT 1",
        )
        .push(WAITING)
        .push(") AND q.account_id = ")
        .bind(account)
}

const COLUMNS: &str =
    "q.id, q.from_account_id, f.revision, q.last_status_id, q.created_at, q.updated_at, ";

/// A page of the requests to `account`.
///
/// # Errors
/// When the database refuses.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    page: Page,
) -> Result<Vec<NotificationRequest>> {
    let rows: Vec<Row> = select(Sql::new(connection, ""), COLUMNS, account)
        .page(page, "q.id")
        .all(connection)
        .await?;
    let rows = rows.into_iter().map(Into::into).collect();
    Ok(page.newest_first(rows))
}

/// One request to `account`.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    id: NotificationRequestId,
) -> Result<Option<NotificationRequest>> {
    let row: Option<Row> = select(Sql::new(connection, ""), COLUMNS, account)
        .push(" AND q.id = ")
        .bind(id)
        .one(connection)
        .await?;
    Ok(row.map(Into::into))
}

/// How much waits for someone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Pending {
    /// People.
    pub requests: i64,
    /// Their notifications.
    pub notifications: i64,
}

/// How much waits for `account`.
///
/// # Errors
/// When the database refuses.
pub async fn count<C: ConnectionTrait>(connection: &C, account: AccountId) -> Result<Pending> {
    // PostgreSQL sums up to a type of its own.
    let counts = "SELECT count(*) AS requests, CAST(coalesce(sum(w.pending), 0) AS BIGINT) AS notifications FROM (";
    let counted = select(Sql::new(connection, counts), "", account).push(") w");
    Ok(counted.one(connection).await?.unwrap_or_default())
}

/// Removes requests to `account` and says who asked in them.
///
/// # Errors
/// When the database refuses.
pub async fn take<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    ids: &[NotificationRequestId],
) -> Result<Vec<AccountId>> {
    Sql::new(
        connection,
        "DELETE FROM notification_requests WHERE account_id = ",
    )
    .bind(account)
    .push(" AND id")
    .in_ids(ids.iter().copied())
    .push(" RETURNING from_account_id")
    .column(connection)
    .await
}

/// The direct statuses by which `senders` mention `account` and which wait.
///
/// # Errors
/// When the database refuses.
pub async fn list_direct<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    senders: &[AccountId],
) -> Result<Vec<Status>> {
    Sql::new(
        connection,
        "SELECT s.* FROM notifications n JOIN statuses s ON s.id = n.status_id \
         WHERE n.filtered AND n.kind = 'mention' AND s.visibility = 'direct' AND n.account_id = ",
    )
    .bind(account)
    .push(" AND n.from_account_id")
    .in_ids(senders.iter().copied())
    .all(connection)
    .await
}

/// Shows `account` what waits of `senders`.
///
/// # Errors
/// When the database refuses.
pub async fn unfilter<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    senders: &[AccountId],
) -> Result<()> {
    waiting(
        connection,
        "UPDATE notifications SET filtered = FALSE",
        account,
        senders,
    )
    .await
}

/// Removes what waits for `account` of `senders`.
///
/// # Errors
/// When the database refuses.
pub async fn delete_waiting<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    senders: &[AccountId],
) -> Result<()> {
    waiting(connection, "DELETE FROM notifications", account, senders).await
}

async fn waiting<C: ConnectionTrait>(
    connection: &C,
    change: &str,
    account: AccountId,
    senders: &[AccountId],
) -> Result<()> {
    Sql::new(connection, change)
        .push(" WHERE filtered AND account_id = ")
        .bind(account)
        .push(" AND from_account_id")
        .in_ids(senders.iter().copied())
        .execute(connection)
        .await?;
    Ok(())
}

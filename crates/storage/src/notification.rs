//! Rows of notifications.

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryResult,
};

pub use crate::entity::notification::Model as Notification;
use crate::entity::notification::{Column, Entity};
use crate::entry::{self, AccountRef};
use crate::id::{AccountId, NotificationId, StatusId};
use crate::kinds::NotificationKind;
use crate::visibility::Audience;
use crate::{Page, Result, Sql, Timestamp};

/// Adds a notification unless it is there already, or its recipient is not local or does not want to hear from its
/// sender. One statement, so that nothing can change between the question and the answer. Says whether it was added.
///
/// # Errors
/// `Conflict` when the id is taken.
pub async fn insert_wanted<C: ConnectionTrait>(connection: &C, row: &Notification) -> Result<bool> {
    let added = Sql::new(
        connection,
        "INSERT INTO notifications (id, account_id, kind, from_account_id, status_id, created_at) SELECT ",
    )
    .bind(row.id)
    .push(", r.id, ")
    .bind(row.kind.as_str())
    .push(", f.id, ")
    .bind(row.status_id)
    .push(", ")
    .bind(row.created_at)
    .push(" FROM accounts r JOIN accounts f ON f.id = ")
    .bind(row.from_account_id)
    .push(" WHERE r.id = ")
    .bind(row.account_id)
    .push(WANTED)
    .push(if row.kind == NotificationKind::Poll { "" } else { " AND r.id <> f.id" })
    .push(" AND NOT EXISTS (SELECT 1 FROM mutes m WHERE m.account_id = r.id AND m.target_id = f.id AND m.notifications \
           AND (m.expires_at IS NULL OR m.expires_at > ")
    .bind(row.created_at)
    .push(")) ON CONFLICT (account_id, kind, from_account_id, status_id) DO NOTHING")
    .execute(connection)
    .await?;
    Ok(added > 0)
}

/// `r` is the recipient, `f` the sender. Only of the end of a poll people are told by themselves. A silenced stranger is heard by nobody who does not follow them.
const WANTED: &str = " AND r.domain IS NULL AND r.suspended_at IS NULL AND r.deleted_at IS NULL \
    AND f.suspended_at IS NULL AND f.deleted_at IS NULL \
    AND NOT EXISTS (SELECT 1 FROM blocks b WHERE (b.account_id = r.id AND b.target_id = f.id) \
                    OR (b.account_id = f.id AND b.target_id = r.id)) \
    AND NOT EXISTS (SELECT 1 FROM account_domain_blocks d WHERE d.account_id = r.id AND d.domain = f.domain) \
    AND (f.silenced_at IS NULL OR EXISTS (SELECT 1 FROM follows s \
         WHERE s.account_id = r.id AND s.target_id = f.id AND s.accepted_at IS NOT NULL))";

/// Which notifications are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only of these kinds; every kind when empty.
    pub kinds: Vec<NotificationKind>,
    /// None of these kinds.
    pub except: Vec<NotificationKind>,
    /// Only from this account.
    pub from: Option<AccountId>,
}

/// A page of the notifications of `account`. `audience` is what it may be offered: a notification of a status outside
/// of it is left out.
///
/// # Errors
/// When the database refuses.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    audience: &Audience,
    filter: &Filter,
    page: Page,
) -> Result<Vec<(Notification, AccountRef)>> {
    let rows = shown(connection, WITH_SENDER, account, audience)
        .kinds(" IN ", &filter.kinds)
        .kinds(" NOT IN ", &filter.except)
        .from(filter.from)
        .page(page, "n.id")
        .rows(connection)
        .await?;
    let rows: Result<Vec<_>> = rows.iter().map(with_sender).collect();
    Ok(page.newest_first(rows?))
}

const WITH_SENDER: &str = "n.*, f.revision";

/// A notification and, in the version that `revision` names, who caused it.
fn with_sender(row: &QueryResult) -> Result<(Notification, AccountRef)> {
    let notification = Notification::from_query_result(row, "")?;
    let sender = AccountRef {
        id: notification.from_account_id,
        revision: row.try_get("", "revision")?,
    };
    Ok((notification, sender))
}

/// One notification of `account`, if it may be shown.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    audience: &Audience,
    id: NotificationId,
) -> Result<Option<(Notification, AccountRef)>> {
    let rows = shown(connection, WITH_SENDER, account, audience)
        .push(" AND n.id = ")
        .bind(id)
        .rows(connection)
        .await?;
    rows.first().map(with_sender).transpose()
}

/// How many notifications of `account` are newer than `after`, counted up to `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn count_after<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    audience: &Audience,
    after: i64,
    limit: u64,
) -> Result<usize> {
    let page = Page {
        since_id: Some(after),
        ..Page::first(limit)
    };
    let rows = shown(connection, "n.id", account, audience)
        .page(page, "n.id")
        .rows(connection)
        .await?;
    Ok(rows.len())
}

fn shown<C: ConnectionTrait>(
    connection: &C,
    columns: &str,
    account: AccountId,
    audience: &Audience,
) -> Sql {
    Sql::new(connection, "SELECT ")
        .push(columns)
        .push(
            " FROM notifications n JOIN accounts f ON f.id = n.from_account_id LEFT JOIN statuses s ON s.id = n.status_id \
             LEFT JOIN accounts sa ON sa.id = s.account_id \
             WHERE f.suspended_at IS NULL AND f.deleted_at IS NULL AND n.account_id = ",
        )
        .bind(account)
        .push(" AND (n.status_id = 0 OR ")
        .visible(audience, entry::STATUS)
        .push(")")
}

impl Sql {
    fn kinds(self, operator: &str, kinds: &[NotificationKind]) -> Self {
        if kinds.is_empty() {
            return self;
        }
        let words: Vec<String> = kinds
            .iter()
            .map(|kind| format!("'{}'", kind.as_str()))
            .collect();
        self.push(" AND n.kind")
            .push(operator)
            .push(&format!("({})", words.join(", ")))
    }

    fn from(self, account: Option<AccountId>) -> Self {
        match account {
            Some(id) => self.push(" AND n.from_account_id = ").bind(id),
            None => self,
        }
    }
}

/// Removes one notification of `account`; says whether there was one.
///
/// # Errors
/// When the database refuses.
pub async fn delete<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    id: NotificationId,
) -> Result<bool> {
    let done = Entity::delete_many()
        .filter(Column::AccountId.eq(account))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Removes every notification of `account`.
///
/// # Errors
/// When the database refuses.
pub async fn delete_all<C: ConnectionTrait>(connection: &C, account: AccountId) -> Result<()> {
    Entity::delete_many()
        .filter(Column::AccountId.eq(account))
        .exec(connection)
        .await?;
    Ok(())
}

/// Removes what `from` made `account` be told: all of it, or what is of one kind.
///
/// # Errors
/// When the database refuses.
pub async fn delete_from<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    from: AccountId,
    kind: Option<NotificationKind>,
) -> Result<()> {
    let mut delete = Entity::delete_many()
        .filter(Column::AccountId.eq(account))
        .filter(Column::FromAccountId.eq(from));
    if let Some(kind) = kind {
        delete = delete.filter(Column::Kind.eq(kind));
    }
    delete.exec(connection).await?;
    Ok(())
}

/// Removes what was told of a status: all of it, or one kind from one account, when that was taken back.
///
/// # Errors
/// When the database refuses.
pub async fn delete_of_status<C: ConnectionTrait>(
    connection: &C,
    status: StatusId,
    only: Option<(NotificationKind, AccountId)>,
) -> Result<()> {
    let mut delete = Entity::delete_many().filter(Column::StatusId.eq(status));
    if let Some((kind, from)) = only {
        delete = delete
            .filter(Column::Kind.eq(kind))
            .filter(Column::FromAccountId.eq(from));
    }
    delete.exec(connection).await?;
    Ok(())
}

/// Removes what was told of `account` and by `account`, when it is deleted.
///
/// # Errors
/// When the database refuses.
pub async fn delete_of_account<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
) -> Result<()> {
    let of = Condition::any()
        .add(Column::AccountId.eq(account))
        .add(Column::FromAccountId.eq(account));
    Entity::delete_many().filter(of).exec(connection).await?;
    Ok(())
}

/// Builds the row of a notification that happens `now`.
#[must_use]
pub fn row(
    account: AccountId,
    kind: NotificationKind,
    from: AccountId,
    status: Option<StatusId>,
    now: Timestamp,
) -> Notification {
    Notification {
        id: NotificationId::generate(now),
        account_id: account,
        kind,
        from_account_id: from,
        status_id: status.unwrap_or(StatusId(0)),
        created_at: now,
    }
}

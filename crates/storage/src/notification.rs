//! Rows of notifications.

mod group;
mod insert;

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

pub use group::{
    Bounds, Group, Member, count_heads, delete_group, list_group, list_heads, list_members,
    list_senders,
};
pub use insert::{Made, insert_wanted};

/// Which notifications are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only of these kinds; every kind when empty.
    pub kinds: Vec<NotificationKind>,
    /// None of these kinds.
    pub except: Vec<NotificationKind>,
    /// Only from this account.
    pub from: Option<AccountId>,
    /// Those too that wait behind a request.
    pub include_filtered: bool,
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
        .narrowed(filter)
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
    filter: &Filter,
    (after, limit): (i64, u64),
) -> Result<usize> {
    let page = Page {
        since_id: Some(after),
        ..Page::first(limit)
    };
    let rows = shown(connection, "n.id", account, audience)
        .narrowed(filter)
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
    fn narrowed(self, filter: &Filter) -> Self {
        let mut sql = self;
        if !filter.include_filtered {
            sql = sql.push(" AND NOT n.filtered");
        }
        sql = sql
            .kinds(" AND n.kind IN ", &filter.kinds)
            .kinds(" AND n.kind NOT IN ", &filter.except);
        match filter.from {
            Some(id) => sql.push(" AND n.from_account_id = ").bind(id),
            None => sql,
        }
    }

    fn kinds(self, condition: &str, kinds: &[NotificationKind]) -> Self {
        if kinds.is_empty() {
            return self;
        }
        let words: Vec<String> = kinds
            .iter()
            .map(|kind| format!("'{}'", kind.as_str()))
            .collect();
        self.push(condition)
            .push(&format!("({})", words.join(", ")))
    }
}

/// Whom a mention in `status` was told.
///
/// # Errors
/// When the database refuses.
pub async fn list_mentioned<C: ConnectionTrait>(
    connection: &C,
    status: StatusId,
) -> Result<Vec<AccountId>> {
    Sql::new(
        connection,
        "SELECT account_id FROM notifications WHERE kind = 'mention' AND NOT filtered AND status_id = ",
    )
    .bind(status)
    .column(connection)
    .await
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

/// Builds the row of a notification that happens `now`, alone so far.
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
        group_key: None,
        filtered: false,
    }
}

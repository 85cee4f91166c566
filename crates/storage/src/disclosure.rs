//! What administrators asked about pseudonyms.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

pub use crate::entity::disclosure::Model as Disclosure;
use crate::entity::disclosure::{Column, Entity};
use crate::id::{AccountId, DisclosureId};
use crate::{Page, Result, Timestamp, row};

/// Adds one.
///
/// # Errors
/// When the database refuses.
pub async fn insert<C: ConnectionTrait>(connection: &C, disclosure: Disclosure) -> Result<()> {
    row::insert(connection, disclosure).await
}

/// The one with this id.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: DisclosureId,
) -> Result<Option<Disclosure>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// A page of them, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list<C: ConnectionTrait>(connection: &C, page: Page) -> Result<Vec<Disclosure>> {
    let select = page.apply(Entity::find(), Column::Id);
    Ok(page.newest_first(select.all(connection).await?))
}

/// Those about `accounts` that two administrators agreed to, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list_agreed<C: ConnectionTrait>(
    connection: &C,
    accounts: &[AccountId],
) -> Result<Vec<Disclosure>> {
    Ok(Entity::find()
        .filter(Column::AccountId.is_in(accounts.iter().copied()))
        .filter(Column::AgreedAt.is_not_null())
        .order_by_desc(Column::Id)
        .all(connection)
        .await?)
}

/// Whether somebody asks about `account`, and nobody has agreed by `now`.
///
/// # Errors
/// When the database refuses.
pub async fn is_asked<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    now: Timestamp,
) -> Result<bool> {
    let open = Entity::find()
        .filter(Column::AccountId.eq(account))
        .filter(Column::AgreedAt.is_null())
        .filter(Column::EndsAt.gt(now));
    Ok(open.one(connection).await?.is_some())
}

/// Notes that `by` agrees, and until when the two see the answer. Says whether nobody was faster and it was time.
///
/// # Errors
/// When the database refuses.
pub async fn agree<C: ConnectionTrait>(
    connection: &C,
    id: DisclosureId,
    by: AccountId,
    ends_at: Timestamp,
    now: Timestamp,
) -> Result<bool> {
    let updated = Entity::update_many()
        .col_expr(Column::AgreedBy, Expr::value(by))
        .col_expr(Column::AgreedAt, Expr::value(now))
        .col_expr(Column::EndsAt, Expr::value(ends_at))
        .filter(Column::Id.eq(id))
        .filter(Column::AgreedAt.is_null())
        .filter(Column::EndsAt.gt(now))
        .exec(connection)
        .await?;
    Ok(updated.rows_affected > 0)
}

//! Who is named in a status.

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter,
};

pub use crate::entity::mention::Model as Mention;
use crate::entity::mention::{Column, Entity};
use crate::id::{AccountId, StatusId};
use crate::{Result, Sql};

/// A mention with what is shown of the account.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Mentioned {
    /// In which status.
    pub status_id: StatusId,
    /// Addressed only, not named in the text.
    pub silent: bool,
    /// Who.
    pub id: AccountId,
    /// Their `ActivityPub` id.
    pub uri: String,
    /// Their name.
    pub username: String,
    /// Their instance; `None` for this one.
    pub domain: Option<String>,
    /// Their page.
    pub url: Option<String>,
}

/// Adds mentions; one that is there already is silent or not as this one says.
pub async fn upsert<C: ConnectionTrait>(connection: &C, mentions: Vec<Mention>) -> Result<()> {
    if mentions.is_empty() {
        return Ok(());
    }
    let replace = OnConflict::columns([Column::StatusId, Column::AccountId])
        .update_column(Column::Silent)
        .to_owned();
    Entity::insert_many(mentions.into_iter().map(IntoActiveModel::into_active_model))
        .on_conflict(replace)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Makes every mention of a status silent, before an edit writes anew who is named: whom it was sent to may still see it.
pub async fn silence<C: ConnectionTrait>(connection: &C, status: StatusId) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Silent, Expr::value(true))
        .filter(Column::StatusId.eq(status))
        .exec(connection)
        .await?;
    Ok(())
}

/// Raises the revision of every status that names `account`, whose name or page is another one now.
pub async fn touch<C: ConnectionTrait>(connection: &C, account: AccountId) -> Result<()> {
    Sql::new(
        connection,
        "UPDATE statuses SET revision = revision + 1 WHERE id IN (SELECT m.status_id FROM mentions m WHERE m.account_id = ",
    )
    .bind(account)
    .push(")")
    .execute(connection)
    .await?;
    Ok(())
}

/// Who is named in these statuses.
pub async fn mentions_of<C: ConnectionTrait>(
    connection: &C,
    ids: &[StatusId],
) -> Result<HashMap<StatusId, Vec<Mentioned>>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<Mentioned> = Sql::new(
        connection,
        "SELECT m.status_id, m.silent, a.id, a.uri, a.username, a.domain, a.url \
         FROM mentions m JOIN accounts a ON a.id = m.account_id WHERE m.status_id",
    )
    .in_ids(ids.iter().copied())
    .push(" ORDER BY m.status_id, a.id")
    .all(connection)
    .await?;
    let mut of: HashMap<StatusId, Vec<Mentioned>> = HashMap::new();
    for row in rows {
        of.entry(row.status_id).or_default().push(row);
    }
    Ok(of)
}

//! Lists of accounts. Their pages run by the row that puts an account into the list, not by the account: who followed
//! last stands first.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::account::PRESENT;
use crate::entry::AccountRef;
use crate::id::{AccountId, ListId, StatusId};
use crate::{Page, Result, Sql};

/// An account in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Listed {
    /// The id of the row that lists it: what a page is bounded by.
    pub cursor: i64,
    /// The account.
    pub account_id: AccountId,
    /// Its revision.
    pub revision: i64,
}

impl Listed {
    /// The account in its version.
    #[must_use]
    pub fn account(&self) -> AccountRef {
        AccountRef {
            id: self.account_id,
            revision: self.revision,
        }
    }
}

/// Those of these accounts that may be shown: the suspended and the gone are missing.
pub async fn present<C: ConnectionTrait>(
    connection: &C,
    ids: &[AccountId],
) -> Result<HashMap<AccountId, AccountRef>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let listed: Vec<Listed> = Sql::new(
        connection,
        "SELECT a.id AS cursor, a.id AS account_id, a.revision FROM accounts a \
         WHERE a.suspended_at IS NULL AND a.deleted_at IS NULL AND a.id",
    )
    .in_ids(ids.iter().copied())
    .all(connection)
    .await?;
    let pair = |row: &Listed| (row.account_id, row.account());
    Ok(listed.iter().map(pair).collect())
}

/// Which accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Those who favourited a status.
    FavouritersOf(StatusId),
    /// Those who boosted a status.
    BoostersOf(StatusId),
    /// Those who follow an account.
    FollowersOf(AccountId),
    /// Those whom an account follows.
    FollowedBy(AccountId),
    /// Those who wait for an account to let them follow.
    RequestersOf(AccountId),
    /// Those whom an account blocks.
    BlockedBy(AccountId),
    /// Those whom an account mutes.
    MutedBy(AccountId),
    /// Those who are on a list.
    MembersOf(ListId),
    /// Those whom an account recommends.
    EndorsedBy(AccountId),
}

impl List {
    /// The table, the column whose value is the id that follows, and the column with the accounts.
    fn rows(self) -> (&'static str, &'static str, i64, &'static str) {
        match self {
            Self::FavouritersOf(id) => ("favourites", "status_id", id.0, "account_id"),
            Self::BoostersOf(id) => ("statuses", "reblog_of_id", id.0, "account_id"),
            Self::FollowersOf(id) | Self::RequestersOf(id) => {
                ("follows", "target_id", id.0, "account_id")
            }
            Self::FollowedBy(id) => ("follows", "account_id", id.0, "target_id"),
            Self::BlockedBy(id) => ("blocks", "account_id", id.0, "target_id"),
            Self::MutedBy(id) => ("mutes", "account_id", id.0, "target_id"),
            Self::MembersOf(id) => ("list_members", "list_id", id.0, "account_id"),
            Self::EndorsedBy(id) => ("endorsements", "account_id", id.0, "target_id"),
        }
    }

    /// What else a row has to fulfil.
    fn condition(self) -> &'static str {
        match self {
            Self::FollowersOf(_) | Self::FollowedBy(_) => " AND l.accepted_at IS NOT NULL",
            Self::RequestersOf(_) => " AND l.accepted_at IS NULL",
            _ => "",
        }
    }
}

/// A page of `list`. Those with whom `viewer` has a block either way are left out.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    list: List,
    viewer: Option<AccountId>,
    page: Page,
) -> Result<Vec<Listed>> {
    let (table, owner, id, listed) = list.rows();
    let condition = list.condition();
    let mut sql = Sql::new(
        connection,
        &format!(
            "SELECT l.id AS cursor, l.{listed} AS account_id, a.revision FROM {table} l JOIN accounts a ON a.id = l.{listed} \
             WHERE {PRESENT}{condition} AND l.{owner} = "
        ),
    )
    .bind(id);
    if let Some(viewer) = viewer {
        sql = sql
            .push(" AND NOT EXISTS (SELECT 1 FROM blocks b WHERE (b.account_id = ")
            .bind(viewer)
            .push(" AND b.target_id = a.id) OR (b.account_id = a.id AND b.target_id = ")
            .bind(viewer)
            .push("))");
    }
    let rows = sql.page(page, "l.id").all(connection).await?;
    Ok(page.newest_first(rows))
}

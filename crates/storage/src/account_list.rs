//! Lists of accounts. Their pages run by the row that puts an account into the list, not by the account: who followed
//! last stands first.

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::entry::AccountRef;
use crate::id::{AccountId, StatusId};
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

/// Those who favourited `status`, as [`followers`].
pub async fn favouriters<C: ConnectionTrait>(
    connection: &C,
    status: StatusId,
    viewer: Option<AccountId>,
    page: Page,
) -> Result<Vec<Listed>> {
    let list = List {
        table: "favourites",
        owner: "status_id",
        listed: "account_id",
        only: "",
    };
    list.page(connection, status.0, viewer, page).await
}

/// Those who boosted `status`, as [`followers`].
pub async fn boosters<C: ConnectionTrait>(
    connection: &C,
    status: StatusId,
    viewer: Option<AccountId>,
    page: Page,
) -> Result<Vec<Listed>> {
    let list = List {
        table: "statuses",
        owner: "reblog_of_id",
        listed: "account_id",
        only: "",
    };
    list.page(connection, status.0, viewer, page).await
}

/// Those who follow `target`. Those with whom `viewer` has a block either way are left out.
pub async fn followers<C: ConnectionTrait>(
    connection: &C,
    target: AccountId,
    viewer: Option<AccountId>,
    page: Page,
) -> Result<Vec<Listed>> {
    let list = List {
        table: "follows",
        owner: "target_id",
        listed: "account_id",
        only: " AND l.accepted_at IS NOT NULL",
    };
    list.page(connection, target.0, viewer, page).await
}

/// Those whom `account` follows, as [`followers`].
pub async fn following<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    viewer: Option<AccountId>,
    page: Page,
) -> Result<Vec<Listed>> {
    let list = List {
        table: "follows",
        owner: "account_id",
        listed: "target_id",
        only: " AND l.accepted_at IS NOT NULL",
    };
    list.page(connection, account.0, viewer, page).await
}

/// Those who wait for `target` to let them follow.
pub async fn follow_requests<C: ConnectionTrait>(
    connection: &C,
    target: AccountId,
    page: Page,
) -> Result<Vec<Listed>> {
    let list = List {
        table: "follows",
        owner: "target_id",
        listed: "account_id",
        only: " AND l.accepted_at IS NULL",
    };
    list.page(connection, target.0, None, page).await
}

/// Those whom `account` blocks.
pub async fn blocks<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    page: Page,
) -> Result<Vec<Listed>> {
    let list = List {
        table: "blocks",
        owner: "account_id",
        listed: "target_id",
        only: "",
    };
    list.page(connection, account.0, None, page).await
}

/// Those whom `account` mutes.
pub async fn mutes<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    page: Page,
) -> Result<Vec<Listed>> {
    let list = List {
        table: "mutes",
        owner: "account_id",
        listed: "target_id",
        only: "",
    };
    list.page(connection, account.0, None, page).await
}

/// Where a list stands: rows of `table` whose `owner` column is the account or status and whose `listed` column is an
/// account.
struct List {
    table: &'static str,
    owner: &'static str,
    listed: &'static str,
    only: &'static str,
}

impl List {
    async fn page<C: ConnectionTrait>(
        &self,
        connection: &C,
        owner: i64,
        viewer: Option<AccountId>,
        page: Page,
    ) -> Result<Vec<Listed>> {
        let Self {
            table,
            owner: owner_column,
            listed,
            only,
        } = self;
        let mut sql = Sql::new(
            connection,
            &format!(
                "SELECT l.id AS cursor, l.{listed} AS account_id, a.revision FROM {table} l JOIN accounts a ON a.id = l.{listed} \
                 WHERE a.suspended_at IS NULL AND a.deleted_at IS NULL{only} AND l.{owner_column} = "
            ),
        )
        .bind(owner);
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
}

//! What stands between one account and others: a fixed number of queries, however many others there are.

use sea_orm::ConnectionTrait;

use crate::account_note::{self, AccountNote};
use crate::block::Block;
use crate::follow::Follow;
use crate::id::AccountId;
use crate::mute::Mute;
use crate::{Result, Sql};

/// Every row between one account and the others that were asked about.
#[derive(Clone, Debug, Default)]
pub struct Relations {
    /// Follows and requests, either way.
    pub follows: Vec<Follow>,
    /// Blocks, either way.
    pub blocks: Vec<Block>,
    /// Mutes by the one.
    pub mutes: Vec<Mute>,
    /// What the one wrote down.
    pub notes: Vec<AccountNote>,
    /// Those whose domain the one blocks.
    pub domain_blocked: Vec<AccountId>,
    /// Those whom the one recommends.
    pub endorsed: Vec<AccountId>,
}

/// The rows between `account` and each of `others`.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    others: &[AccountId],
) -> Result<Relations> {
    Ok(Relations {
        follows: either_way(connection, "follows", account, others)
            .all(connection)
            .await?,
        blocks: either_way(connection, "blocks", account, others)
            .all(connection)
            .await?,
        mutes: Sql::new(connection, "SELECT * FROM mutes WHERE account_id = ")
            .bind(account)
            .push(" AND target_id")
            .in_ids(others.iter().copied())
            .all(connection)
            .await?,
        notes: account_note::list(connection, account, others).await?,
        domain_blocked: domain_blocked(connection, account, others).await?,
        endorsed: endorsed(connection, account, others).await?,
    })
}

fn either_way<C: ConnectionTrait>(
    connection: &C,
    table: &str,
    account: AccountId,
    others: &[AccountId],
) -> Sql {
    // Two ranges of two indexes, which OR would not always use.
    let select = format!("SELECT * FROM {table} WHERE ");
    Sql::new(connection, &select)
        .push("account_id = ")
        .bind(account)
        .push(" AND target_id")
        .in_ids(others.iter().copied())
        .push(" UNION ALL ")
        .push(&select)
        .push("target_id = ")
        .bind(account)
        .push(" AND account_id")
        .in_ids(others.iter().copied())
}

async fn domain_blocked<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    others: &[AccountId],
) -> Result<Vec<AccountId>> {
    Sql::new(
        connection,
        "SELECT a.id FROM accounts a JOIN account_domain_blocks d ON d.domain = a.domain WHERE d.account_id = ",
    )
    .bind(account)
    .push(" AND a.id")
    .in_ids(others.iter().copied())
    .column(connection)
    .await
}

async fn endorsed<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    others: &[AccountId],
) -> Result<Vec<AccountId>> {
    Sql::new(
        connection,
        "SELECT e.target_id FROM endorsements e WHERE e.account_id = ",
    )
    .bind(account)
    .push(" AND e.target_id")
    .in_ids(others.iter().copied())
    .column(connection)
    .await
}

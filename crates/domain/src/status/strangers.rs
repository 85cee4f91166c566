//! Whom a status of another server names and nobody here knew: looked up once it is stored, so that it never waits for
//! them and is not lost with them.

use storage::Transaction;
use storage::id::{AccountId, StatusId};
use storage::mention::{self, Mention};
use storage::status::{self, Change};

use super::RemoteStatus;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;
use crate::job::{self, Job};

/// Has them looked up, with the transaction that stores the status.
pub(super) async fn look_for(
    tx: &Transaction,
    id: StatusId,
    remote: &RemoteStatus,
    now: Timestamp,
) -> Result<()> {
    if remote.strangers.is_empty() {
        return Ok(());
    }
    let job = Job::FetchMentions {
        status_id: id,
        uris: remote.strangers.clone(),
    };
    job::enqueue(tx, &job, now).await
}

/// Names `accounts`, which were found, in a status of another server. A status that went in the meantime stays away.
///
/// # Errors
/// When the database refuses.
pub async fn name(ctx: &Context, id: StatusId, accounts: &[AccountId]) -> Result<()> {
    let tx = ctx.db.begin().await?;
    if accounts.is_empty() || status::find_by_id(&*tx, id).await?.is_none() {
        return Ok(());
    }
    let mentions = accounts.iter().map(|account| Mention {
        status_id: id,
        account_id: *account,
        silent: false,
    });
    mention::upsert(&*tx, mentions.collect()).await?;
    // What is shown of it changed.
    status::update(&*tx, id, Change::default()).await?;
    Ok(tx.commit().await?)
}

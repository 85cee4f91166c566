//! What another server keeps beside one of its actors: counts, pins and hashtags. It is asked for when somebody here looks
//! at the account, once a day.

use storage::account::{self, Account, Counts};
use storage::id::{AccountId, StatusId};

use super::STALE;
use crate::account::changed;
use crate::context::Context;
use crate::error::Result;
use crate::job::{self, Job};
use crate::{featured_tag, pin};

/// What was found; what could not be had is `None` and stays as it was.
#[derive(Clone, Debug, Default)]
pub struct Collections {
    /// Followers, as its server counts them.
    pub followers: Option<u64>,
    /// Accounts that it follows.
    pub following: Option<u64>,
    /// Statuses and boosts.
    pub statuses: Option<u64>,
    /// Whether its server shows nobody whom it follows and who follows it.
    pub hidden: Option<bool>,
    /// What it pinned, as far as that was had.
    pub pins: Option<Vec<StatusId>>,
    /// Hashtags that it features, as they are written.
    pub tags: Option<Vec<String>>,
}

/// Somebody looks at an account: what stands beside a remote one is asked for soon, unless it was a day ago at most.
///
/// # Errors
/// When the database refuses.
pub async fn look(ctx: &Context, account: &Account) -> Result<()> {
    let now = ctx.clock.now();
    let asked = account.collections_fetched_at;
    if account.domain.is_none() || asked.is_some_and(|at| at.after(STALE) > now) {
        return Ok(());
    }
    let account_id = account.id;
    let key = Some(format!("collections:{account_id}"));
    let tx = ctx.db.begin().await?;
    let job = Job::FetchCollections { account_id };
    job::enqueue_at(&tx, &job, key, now, now).await?;
    Ok(tx.commit().await?)
}

/// The account whose collections are to be asked for now (`Job::FetchCollections`); `None` when that was done meanwhile.
/// Whatever comes of it, it is not asked again before a day is over.
///
/// # Errors
/// When the database refuses.
pub async fn due(ctx: &Context, id: AccountId) -> Result<Option<Account>> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let found = account::find_by_id(&*tx, id).await?;
    let due = found.filter(|account| {
        let asked = account.collections_fetched_at;
        crate::account::is_present(account) && asked.is_none_or(|at| at.after(STALE) <= now)
    });
    if due.is_some() {
        account::set_collections_fetched(&*tx, id, now).await?;
    }
    tx.commit().await?;
    Ok(due)
}

/// Keeps what was found beside an account.
///
/// # Errors
/// When the database refuses.
pub async fn keep(ctx: &Context, id: AccountId, found: Collections) -> Result<()> {
    let now = ctx.clock.now();
    let counts = Counts {
        followers: found.followers.map(bounded),
        following: found.following.map(bounded),
        statuses: found.statuses.map(bounded),
        hide_collections: found.hidden,
    };
    let tx = ctx.db.begin().await?;
    account::set_counts(&*tx, id, counts).await?;
    if let Some(pins) = &found.pins {
        pin::keep_remote(&tx, id, pins, now).await?;
    }
    if let Some(tags) = found.tags {
        featured_tag::keep_remote(&tx, id, &tags, now).await?;
    }
    changed(&tx, id, now).await?;
    Ok(tx.commit().await?)
}

/// A number that a stranger wrote, as the database holds it.
fn bounded(count: u64) -> i64 {
    const MOST: u64 = 1 << 40;
    i64::try_from(count.min(MOST)).unwrap_or(0)
}

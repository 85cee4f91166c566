//! Sending activities: every inbox is a row that outlives a crash, every host a lane of its own.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::digest::{SHA256, digest};
use storage::account::Account;
use storage::delivery::{self, BREAKER, Sending};
pub use storage::delivery::{Delivery, Target};
use storage::kinds::Visibility;
use storage::outbox::{self, Outbox};
use storage::status::Status;
use storage::{Topic, Transaction, account, follow, host};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;
use crate::group_commit::GroupCommit;
use crate::id::{AccountId, OutboxId};
use crate::pseudonym;

/// Longer than the slowest request, shorter than people wait.
const LEASE: Duration = Duration::from_mins(1);
/// Waits between attempts; from then on a day.
const RETRIES: [Duration; 7] = [
    Duration::from_mins(1),
    Duration::from_mins(5),
    Duration::from_mins(15),
    Duration::from_hours(1),
    Duration::from_hours(3),
    Duration::from_hours(6),
    Duration::from_hours(12),
];
const DAY: Duration = Duration::from_hours(24);
/// After this a delivery is given up.
const GIVE_UP: Duration = Duration::from_hours(7 * 24);
/// A no that may be a slip on the other side (401, 403, 404) is believed when it was said so often.
const REFUSALS: i32 = 3;
/// How long what was given up on stays for the operator, and a silent host is remembered.
const KEPT: Duration = Duration::from_hours(30 * 24);
/// How long a failing host is left alone, at first and at most.
const CLOSED: (Duration, Duration) = (Duration::from_mins(1), Duration::from_hours(1));

/// An activity for one inbox, with what is needed to send it.
#[derive(Clone, Debug)]
pub struct Parcel {
    /// The row.
    pub delivery: Delivery,
    /// The activity.
    pub body: Arc<str>,
    /// Who signs it.
    pub sender: Arc<Account>,
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The inbox took it.
    Delivered,
    /// No answer, or one that asks for patience; `retry_after` is the host's own wish.
    Postponed {
        /// Why, for the operator.
        error: String,
        /// How long the host wants to be left alone.
        retry_after: Option<Duration>,
    },
    /// The host answered no. It may be a slip.
    Refused(String),
    /// The inbox is gone for good.
    Gone(String),
    /// It cannot be sent at all: the address is none that we ask.
    Impossible(String),
}

/// Whom an activity goes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// The accepted followers of this account.
    pub followers_of: Option<AccountId>,
    /// These accounts.
    pub accounts: Vec<AccountId>,
}

impl Reach {
    /// These accounts alone.
    #[must_use]
    pub fn accounts(accounts: impl IntoIterator<Item = AccountId>) -> Self {
        Self {
            followers_of: None,
            accounts: accounts.into_iter().collect(),
        }
    }

    /// Who hears of a status: followers of what is for them; the named, the answered and the group of everything.
    #[must_use]
    pub fn of_status(status: &Status, mentioned: impl IntoIterator<Item = AccountId>) -> Self {
        let (followers, answered) = match status.visibility {
            Visibility::Public | Visibility::Unlisted => (true, status.in_reply_to_account_id),
            Visibility::Private => (true, None),
            Visibility::Direct | Visibility::Group => (false, None),
        };
        let others = answered.into_iter().chain(status.group_id);
        Self {
            followers_of: followers.then_some(status.account_id),
            accounts: mentioned.into_iter().chain(others).collect(),
        }
    }

    /// The followers of `account` alone.
    #[must_use]
    pub fn followers(account: AccountId) -> Self {
        Self {
            followers_of: Some(account),
            accounts: Vec::new(),
        }
    }
}

/// Whether `reach` comes to anyone on another server.
///
/// # Errors
/// When the database refuses.
pub async fn is_for_others(tx: &Transaction, reach: &Reach) -> Result<bool> {
    Ok(delivery::has_inbox(&**tx, reach.followers_of, &reach.accounts).await?)
}

/// The inboxes of remote accounts that `reach` comes to, the shared ones where there are any, each once.
///
/// # Errors
/// When the database refuses.
pub async fn inboxes(ctx: &Context, reach: &Reach) -> Result<Vec<String>> {
    let (followers_of, accounts) = (reach.followers_of, &reach.accounts);
    Ok(delivery::list_inboxes(ctx.db.read(), followers_of, accounts).await?)
}

/// An activity to be sent.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Whose it is.
    pub sender: AccountId,
    /// Its id.
    pub activity_uri: String,
    /// The object that it is about in the end. To one host, what a sender says about one object goes in its order: no
    /// Delete overtakes its Create.
    pub about: Option<String>,
    /// The JSON.
    pub body: String,
    /// When it may leave; at once when nothing is said.
    pub leaves_at: Option<Timestamp>,
}

/// When what `sender` says now leaves, if that is not at once: what a pseudonym says waits for others, so that no server
/// can tell by the hour whose it is.
///
/// # Errors
/// When the database refuses.
pub async fn leaves_at(ctx: &Context, sender: AccountId) -> Result<Option<Timestamp>> {
    let waits = pseudonym::is_pseudonym(ctx, sender).await?;
    Ok(waits.then(|| pseudonym::release(ctx, sender, ctx.clock.now())))
}

/// Puts an activity in the queue, once for each of `targets`.
///
/// # Errors
/// When the database refuses.
pub async fn queue(
    tx: &Transaction,
    letter: Letter,
    targets: &[Target],
    now: Timestamp,
) -> Result<()> {
    if targets.is_empty() {
        return Ok(());
    }
    let sending = Sending {
        outbox_id: OutboxId::generate(now),
        account_id: letter.sender,
        run_at: letter.leaves_at.unwrap_or(now),
    };
    let row = Outbox {
        id: sending.outbox_id,
        account_id: letter.sender,
        activity_uri: letter.activity_uri,
        body: letter.body,
        created_at: now,
    };
    outbox::insert(&**tx, row).await?;
    tx.concerns(Topic::Deliveries);
    let strand = |target: &Target| {
        let about = letter.about.as_deref()?;
        Some(strand(letter.sender, about, &target.host))
    };
    Ok(delivery::insert_all(&**tx, sending, targets, strand, now).await?)
}

/// The first bytes of a digest: should two meet by chance, one waits for the other without need.
fn strand(sender: AccountId, about: &str, host: &str) -> i64 {
    let digest = digest(&SHA256, format!("{sender} {host} {about}").as_bytes());
    let first = digest.as_ref().first_chunk().expect("32 bytes are eight");
    i64::from_be_bytes(*first)
}

/// Takes up to `limit` due deliveries, no more of a host than its lane is wide.
///
/// # Errors
/// When the database refuses.
pub async fn claim(ctx: &Context, limit: usize) -> Result<Vec<Parcel>> {
    let now = ctx.clock.now();
    if next_due(ctx).await?.is_none_or(|due| due > now) {
        return Ok(Vec::new());
    }
    let tx = ctx.db.begin().await?;
    let claimed = delivery::claim(&*tx, limit, LEASE, now).await?;
    tx.commit().await?;
    parcels(ctx, claimed).await
}

async fn parcels(ctx: &Context, deliveries: Vec<Delivery>) -> Result<Vec<Parcel>> {
    let ids: BTreeSet<OutboxId> = deliveries.iter().map(|row| row.outbox_id).collect();
    let ids: Vec<OutboxId> = ids.into_iter().collect();
    let activities = outbox::outboxes_of(ctx.db.read(), &ids).await?;
    let senders: Vec<AccountId> = activities.values().map(|row| row.account_id).collect();
    let senders: HashMap<AccountId, Arc<Account>> = account::accounts_of(ctx.db.read(), &senders)
        .await?
        .into_iter()
        .map(|(id, account)| (id, Arc::new(account)))
        .collect();
    let packed: HashMap<OutboxId, (Arc<str>, Arc<Account>)> = activities
        .into_iter()
        .filter_map(|(id, row)| {
            let sender = senders.get(&row.account_id)?.clone();
            Some((id, (Arc::from(row.body), sender)))
        })
        .collect();
    let pack = |delivery: Delivery| {
        let (body, sender) = packed.get(&delivery.outbox_id)?.clone();
        Some(Parcel {
            delivery,
            body,
            sender,
        })
    };
    Ok(deliveries.into_iter().filter_map(pack).collect())
}

/// When the next delivery is due, if there is one.
///
/// # Errors
/// When the database refuses.
pub async fn next_due(ctx: &Context) -> Result<Option<Timestamp>> {
    Ok(delivery::next_due(ctx.db.read()).await?)
}

/// The door for outcomes: attempts that end at the same moment are committed together.
#[must_use]
pub fn outcomes(ctx: &Context) -> GroupCommit<(Delivery, Outcome)> {
    let ctx = ctx.clone();
    GroupCommit::start(move |group: Vec<(Delivery, Outcome)>| {
        let ctx = ctx.clone();
        async move { settle(&ctx, group).await }
    })
}

async fn settle(ctx: &Context, group: Vec<(Delivery, Outcome)>) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let rows: Vec<&Delivery> = group.iter().map(|(row, _)| row).collect();
    delivery::lock(&*tx, &rows).await?;
    let mut delivered = Vec::new();
    let mut answered = BTreeSet::new();
    let mut ended = Vec::new();
    for (row, outcome) in &group {
        let again = match outcome {
            Outcome::Delivered => {
                delivered.push(row.id);
                answered.insert(row.host.clone());
                None
            }
            Outcome::Postponed { error, retry_after } => {
                postpone(&tx, row, error, *retry_after, now).await?
            }
            Outcome::Refused(error) => {
                let again = retry_at(row, now).filter(|_| row.attempts < REFUSALS);
                delivery::fail(&*tx, row.id, error, again).await?;
                again
            }
            Outcome::Gone(error) => {
                delivery::fail(&*tx, row.id, error, None).await?;
                follow::forget_at(&*tx, &row.inbox_url).await?;
                None
            }
            Outcome::Impossible(error) => {
                delivery::fail(&*tx, row.id, error, None).await?;
                None
            }
        };
        if again.is_none() {
            ended.push(row);
        }
    }
    delivery::finish(&*tx, &delivered).await?;
    host::succeed(&*tx, answered, now).await?;
    delivery::move_on(&*tx, &rows, &ended, now).await?;
    Ok(tx.commit().await?)
}

/// Says when it is tried again.
async fn postpone(
    tx: &Transaction,
    row: &Delivery,
    error: &str,
    wish: Option<Duration>,
    now: Timestamp,
) -> Result<Option<Timestamp>> {
    let failures = host::fail(&**tx, &row.host, error, now).await?;
    let wish = wish.map(|wish| wish.min(DAY));
    if let Some(closed) = wish.into_iter().chain(closed_for(failures)).max() {
        host::close(&**tx, &row.host, now.after(closed)).await?;
    }
    let again = retry_at(row, now).map(|at| at.max(wish.map_or(at, |wish| now.after(wish))));
    delivery::fail(&**tx, row.id, error, again).await?;
    Ok(again)
}

/// From the tenth failure in a row on a host is closed, for twice as long each time.
fn closed_for(failures: i32) -> Option<Duration> {
    let beyond = u32::try_from(failures.checked_sub(BREAKER)?).ok()?;
    let (first, most) = CLOSED;
    Some(first.saturating_mul(1 << beyond.min(10)).min(most))
}

/// The wait is spread by a fifth either way, so that what failed together does not come back together.
fn retry_at(row: &Delivery, now: Timestamp) -> Option<Timestamp> {
    let tried = usize::try_from(row.attempts).unwrap_or_default();
    let wait = RETRIES.get(tried.saturating_sub(1)).unwrap_or(&DAY);
    let at = now.after(wait.mul_f64(rand::random_range(0.8..=1.2)));
    (at <= row.created_at.after(GIVE_UP)).then_some(at)
}

/// Forgets activities that all their inboxes took, what was given up on a month ago and hosts that were silent for as
/// long, and puts the lanes right.
///
/// # Errors
/// When the database refuses.
pub async fn prune(ctx: &Context) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    delivery::delete_failed(&*tx, now.before(KEPT)).await?;
    outbox::delete_before(&*tx, now.before(DAY)).await?;
    delivery::mend(&*tx, now).await?;
    host::delete_idle(&*tx, now.before(KEPT)).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests;

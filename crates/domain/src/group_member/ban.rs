//! Those who were shut out of a group: they neither follow nor post any more.

use storage::account::Account;
use storage::group::{self, Membership};
use storage::id::AccountId;
use storage::kinds::{MembershipRole, MembershipState};
use storage::{Page, Transaction, account};

use super::{RUNS, require, row, runs};
use crate::account as accounts;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::follow::{self, Told};
use crate::group_decision::{Decision, Moderator, tell};
use crate::job::{self, Job};

/// How someone is shut out.
#[derive(Clone, Debug, Default)]
pub struct Ban {
    /// When it ends; `None` for never.
    pub until: Option<Timestamp>,
    /// Why; may be empty.
    pub reason: String,
    /// Takes out of the group what they posted.
    pub with_posts: bool,
}

/// Those who were shut out, the newest account first.
///
/// # Errors
/// `Forbidden` or `NotFound`.
pub async fn banned(
    ctx: &Context,
    id: AccountId,
    moderator: AccountId,
    page: Page,
) -> Result<Vec<Account>> {
    require(ctx, id, moderator, RUNS).await?;
    let ids = group::list_banned(ctx.db.read(), id, page).await?;
    let mut found = account::accounts_of(ctx.db.read(), &ids).await?;
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// Shuts someone out. Who runs the group cannot be shut out.
///
/// # Errors
/// `Forbidden` or `NotFound`, `Invalid` when the ban would be over already.
pub async fn ban(
    ctx: &Context,
    id: AccountId,
    by: Moderator<'_>,
    who: AccountId,
    ban: Ban,
) -> Result<()> {
    require(ctx, id, by.id, RUNS).await?;
    let (banned, group) = accounts::pair(ctx, who, id).await?;
    let now = ctx.clock.now();
    if ban.until.is_some_and(|until| until <= now) {
        return Err(Error::invalid("ends_at", "must be in the future"));
    }
    let tx = ctx.db.begin().await?;
    if runs(&tx, id, who).await? {
        let remedy = "Someone who runs the group cannot be banned: take the role away first";
        return Err(Error::Forbidden(remedy));
    }
    write(&tx, id, who, ban.until, now).await?;
    follow::end(&tx, &banned, &group, Told::Server, now).await?;
    if ban.with_posts {
        let job = Job::EmptyGroupOf {
            group_id: id,
            moderator_id: by.id,
            account_id: who,
        };
        job::enqueue(&tx, &job, now).await?;
    }
    let decision = Decision::Ban {
        account_id: who,
        until: ban.until,
        reason: ban.reason,
        with_posts: ban.with_posts,
    };
    tell(&tx, id, by, decision, now).await?;
    Ok(tx.commit().await?)
}

/// Writes a ban and plans its end, within a use-case that checked that it may be.
pub(crate) async fn write(
    tx: &Transaction,
    id: AccountId,
    who: AccountId,
    until: Option<Timestamp>,
    now: Timestamp,
) -> Result<()> {
    let row = Membership {
        state: MembershipState::Banned,
        banned_until: until,
        ..row(id, who, MembershipRole::Member, now)
    };
    group::upsert_membership(&**tx, row).await?;
    if let Some(at) = until {
        let end = Job::EndBan {
            group_id: id,
            account_id: who,
        };
        job::enqueue_at(tx, &end, None, at, now).await?;
    }
    Ok(())
}

/// Lets someone in again; they may follow anew.
///
/// # Errors
/// `Forbidden` or `NotFound`.
pub async fn unban(ctx: &Context, id: AccountId, by: Moderator<'_>, who: AccountId) -> Result<()> {
    require(ctx, id, by.id, RUNS).await?;
    let tx = ctx.db.begin().await?;
    if lift(&tx, id, who).await? {
        let decision = Decision::Unban { account_id: who };
        tell(&tx, id, by, decision, ctx.clock.now()).await?;
    }
    Ok(tx.commit().await?)
}

/// Removes a ban; says whether there was one.
pub(crate) async fn lift(tx: &Transaction, id: AccountId, who: AccountId) -> Result<bool> {
    let banned = is_banned(tx, id, who).await?;
    if banned {
        group::delete_membership(&**tx, id, who).await?;
    }
    Ok(banned)
}

/// Ends a ban whose time is over ([`Job::EndBan`]). Nobody is told: all who heard of the ban know when it ends.
///
/// # Errors
/// When the database refuses.
pub async fn end_ban(ctx: &Context, id: AccountId, who: AccountId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    group::delete_ended_ban(&*tx, id, who, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Whether `who` is banned from the group `id`.
pub(crate) async fn is_banned(tx: &Transaction, id: AccountId, who: AccountId) -> Result<bool> {
    let found = group::find_membership(&**tx, id, who).await?;
    Ok(found.is_some_and(|member| member.state == MembershipState::Banned))
}

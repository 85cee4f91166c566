//! Who has a part in a group: its owners and moderators, its members, and those who were shut out.

mod ban;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use storage::account::Account;
use storage::group::{self, Membership};
use storage::id::AccountId;
use storage::kinds::{AccessRole, ActorKind, MembershipRole, MembershipState};
use storage::{Transaction, access, account};

use crate::account as accounts;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::group_decision::{Decision, Moderator, tell};
use crate::outgoing::{self, Outgoing};

pub use ban::{Ban, ban, banned, end_ban, unban};
pub(crate) use ban::{is_banned, lift, write as write_ban};

/// The roles that decide on posts and people.
pub(crate) const RUNS: &[MembershipRole] = &[MembershipRole::Owner, MembershipRole::Moderator];

/// Owners and moderators of a group, owners first: its moderators collection (FEP-1b12).
///
/// # Errors
/// When the database refuses.
pub async fn moderators(ctx: &Context, id: AccountId) -> Result<Vec<(Account, MembershipRole)>> {
    let mut members = group::list_members(ctx.db.read(), id, RUNS).await?;
    members.sort_by_key(|member| (member.role != MembershipRole::Owner, member.created_at));
    let ids: Vec<AccountId> = members.iter().map(|member| member.account_id).collect();
    let mut found = account::accounts_of(ctx.db.read(), &ids).await?;
    let known = members
        .iter()
        .filter_map(|member| Some((found.remove(&member.account_id)?, member.role)));
    Ok(known.collect())
}

/// The role of `who` in a group; `None` for everyone who is no approved member.
///
/// # Errors
/// When the database refuses.
pub async fn role(ctx: &Context, id: AccountId, who: AccountId) -> Result<Option<MembershipRole>> {
    Ok(approved(
        group::find_membership(ctx.db.read(), id, who).await?,
    ))
}

/// Whether `who` runs a group, of ours or of another server as far as that is known here.
///
/// # Errors
/// When the database refuses.
pub async fn is_moderator(ctx: &Context, id: AccountId, who: AccountId) -> Result<bool> {
    let role = role(ctx, id, who).await?;
    Ok(role.is_some_and(|role| RUNS.contains(&role)))
}

/// Those of `groups` that `who` runs.
pub(crate) async fn run_of(
    ctx: &Context,
    who: AccountId,
    groups: &[AccountId],
) -> Result<HashSet<AccountId>> {
    let memberships = group::memberships_of(ctx.db.read(), who, groups).await?;
    let run = memberships.into_iter().filter(|(_, membership)| {
        membership.state == MembershipState::Approved && RUNS.contains(&membership.role)
    });
    Ok(run.map(|(group, _)| group).collect())
}

fn approved(membership: Option<Membership>) -> Option<MembershipRole> {
    let approved = membership.filter(|member| member.state == MembershipState::Approved);
    approved.map(|member| member.role)
}

/// Demands that `who` has one of `roles` in the local group `id`. A group is public, so the refusal may say why.
pub(crate) async fn require(
    ctx: &Context,
    id: AccountId,
    who: AccountId,
    roles: &[MembershipRole],
) -> Result<()> {
    group::find_by_id(ctx.db.read(), id)
        .await?
        .ok_or(Error::NotFound)?;
    match role(ctx, id, who).await? {
        Some(role) if roles.contains(&role) => Ok(()),
        _ => Err(Error::Forbidden("Only those who run the group may do this")),
    }
}

/// Gives someone a role, or another one. Owners alone may; the last owner stays one.
///
/// # Errors
/// `Forbidden`, `NotFound`, or `Invalid` when no owner would be left.
pub async fn set_role(
    ctx: &Context,
    id: AccountId,
    by: Moderator<'_>,
    member: AccountId,
    role: MembershipRole,
) -> Result<()> {
    require(ctx, id, by.id, &[MembershipRole::Owner]).await?;
    accounts::show(ctx, member).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    if is_banned(&tx, id, member).await? {
        return Err(Error::invalid(
            "account_id",
            "is banned from the group: lift the ban first",
        ));
    }
    let owners = group::list_members(&*tx, id, &[MembershipRole::Owner]).await?;
    if role != MembershipRole::Owner && owners.len() == 1 && owners[0].account_id == member {
        let remedy = "cannot be taken from the last owner: appoint another one first";
        return Err(Error::invalid("role", remedy));
    }
    let ran = runs(&tx, id, member).await?;
    appoint(&tx, id, member, role, now).await?;
    accounts::changed(&tx, id, now).await?;
    outgoing::send(&tx, Outgoing::UpdateActor { account_id: id }, now).await?;
    let account_id = member;
    match (ran, RUNS.contains(&role)) {
        (false, true) => tell(&tx, id, by, Decision::Appoint { account_id }, now).await?,
        (true, false) => tell(&tx, id, by, Decision::Dismiss { account_id }, now).await?,
        _ => {}
    }
    Ok(tx.commit().await?)
}

/// Writes a role within a use-case that checked that it may be given. Whoever owns a group may act as its actor, which
/// has no login of its own.
pub(crate) async fn appoint(
    tx: &Transaction,
    id: AccountId,
    member: AccountId,
    role: MembershipRole,
    now: Timestamp,
) -> Result<()> {
    let row = row(id, member, role, now);
    group::upsert_membership(&**tx, row).await?;
    if role == MembershipRole::Owner {
        Ok(access::share(&**tx, member, id, AccessRole::Owner, now).await?)
    } else {
        Ok(access::unshare(&**tx, member, id).await?)
    }
}

/// An approved membership.
pub(crate) fn row(
    id: AccountId,
    member: AccountId,
    role: MembershipRole,
    now: Timestamp,
) -> Membership {
    Membership {
        group_id: id,
        account_id: member,
        role,
        state: MembershipState::Approved,
        banned_until: None,
        created_at: now,
        updated_at: now,
    }
}

/// Whether `who` runs the group `id`.
pub(crate) async fn runs(tx: &Transaction, id: AccountId, who: AccountId) -> Result<bool> {
    let role = approved(group::find_membership(&**tx, id, who).await?);
    Ok(role.is_some_and(|role| RUNS.contains(&role)))
}

/// An account goes: each group that it owned alone passes to its longest-serving moderator, or freezes.
pub(crate) async fn leave_all(tx: &Transaction, who: AccountId, now: Timestamp) -> Result<()> {
    for id in group::list_by_member(&**tx, who, MembershipRole::Owner).await? {
        access::unshare(&**tx, who, id).await?;
        group::delete_membership(&**tx, id, who).await?;
        if group::list_members(&**tx, id, &[MembershipRole::Owner])
            .await?
            .is_empty()
        {
            pass_on(tx, id, now).await?;
        }
        accounts::changed(tx, id, now).await?;
        outgoing::send(tx, Outgoing::UpdateActor { account_id: id }, now).await?;
    }
    Ok(())
}

/// Gives a group that lost its last owner a new one: it announces again. The operator of the instance decides this, and
/// nobody in the group.
///
/// # Errors
/// `NotFound`, `Conflict` when the group is not frozen, or `Invalid` when `owner` cannot own it.
pub async fn thaw(ctx: &Context, id: AccountId, owner: AccountId) -> Result<()> {
    accounts::show(ctx, id).await?;
    let heir = accounts::show(ctx, owner).await?;
    if heir.domain.is_some() || heir.kind != ActorKind::Person {
        return Err(Error::invalid("owner", "must be a person of this server"));
    }
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    if is_banned(&tx, id, owner).await? {
        return Err(Error::invalid("owner", "is banned from the group"));
    }
    if !group::thaw(&*tx, id).await? {
        return Err(Error::Conflict("This group is not frozen"));
    }
    appoint(&tx, id, owner, MembershipRole::Owner, now).await?;
    accounts::changed(&tx, id, now).await?;
    outgoing::send(&tx, Outgoing::UpdateActor { account_id: id }, now).await?;
    Ok(tx.commit().await?)
}

async fn pass_on(tx: &Transaction, id: AccountId, now: Timestamp) -> Result<()> {
    match group::list_members(&**tx, id, &[MembershipRole::Moderator])
        .await?
        .first()
    {
        Some(heir) => appoint(tx, id, heir.account_id, MembershipRole::Owner, now).await,
        None => Ok(group::freeze(&**tx, id, now).await?),
    }
}

//! Who has a part in a group: its owners and moderators, its members, and those who were shut out.

#[cfg(test)]
mod tests;

use storage::account::Account;
use storage::group::{self, Membership};
use storage::id::AccountId;
use storage::kinds::{AccessRole, ActorKind, MembershipRole, MembershipState};
use storage::{Page, Transaction, access, account};

use crate::account as accounts;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::follow::{self, Told};
use crate::outgoing::{self, Outgoing};

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

/// The role of `who` in a group; `None` for everyone who is no approved member.
///
/// # Errors
/// When the database refuses.
pub async fn role(ctx: &Context, id: AccountId, who: AccountId) -> Result<Option<MembershipRole>> {
    Ok(approved(
        group::find_membership(ctx.db.read(), id, who).await?,
    ))
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
    owner: AccountId,
    member: AccountId,
    role: MembershipRole,
) -> Result<()> {
    require(ctx, id, owner, &[MembershipRole::Owner]).await?;
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
    appoint(&tx, id, member, role, now).await?;
    accounts::changed(&tx, id, now).await?;
    outgoing::send(&tx, Outgoing::UpdateActor { account_id: id }, now).await?;
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
    write(tx, id, member, role, MembershipState::Approved, now).await?;
    if role == MembershipRole::Owner {
        Ok(access::share(&**tx, member, id, AccessRole::Owner, now).await?)
    } else {
        Ok(access::unshare(&**tx, member, id).await?)
    }
}

async fn write(
    tx: &Transaction,
    id: AccountId,
    member: AccountId,
    role: MembershipRole,
    state: MembershipState,
    now: Timestamp,
) -> Result<()> {
    let row = Membership {
        group_id: id,
        account_id: member,
        role,
        state,
        created_at: now,
        updated_at: now,
    };
    Ok(group::upsert_membership(&**tx, row).await?)
}

/// Shuts someone out: they neither follow nor post any more. Who runs the group cannot be shut out.
///
/// # Errors
/// `Forbidden` or `NotFound`.
pub async fn ban(ctx: &Context, id: AccountId, moderator: AccountId, who: AccountId) -> Result<()> {
    require(ctx, id, moderator, RUNS).await?;
    let (banned, group) = accounts::pair(ctx, who, id).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let role = approved(group::find_membership(&*tx, id, who).await?);
    if role.is_some_and(|role| RUNS.contains(&role)) {
        let remedy = "Someone who runs the group cannot be banned: take the role away first";
        return Err(Error::Forbidden(remedy));
    }
    write(
        &tx,
        id,
        who,
        MembershipRole::Member,
        MembershipState::Banned,
        now,
    )
    .await?;
    follow::end(&tx, &banned, &group, Told::Server, now).await?;
    Ok(tx.commit().await?)
}

/// Lets someone in again; they may follow anew.
///
/// # Errors
/// `Forbidden` or `NotFound`.
pub async fn unban(
    ctx: &Context,
    id: AccountId,
    moderator: AccountId,
    who: AccountId,
) -> Result<()> {
    require(ctx, id, moderator, RUNS).await?;
    let tx = ctx.db.begin().await?;
    if is_banned(&tx, id, who).await? {
        group::delete_membership(&*tx, id, who).await?;
    }
    Ok(tx.commit().await?)
}

/// Whether `who` is banned from the local group `id`.
pub(crate) async fn is_banned(tx: &Transaction, id: AccountId, who: AccountId) -> Result<bool> {
    let found = group::find_membership(&**tx, id, who).await?;
    Ok(found.is_some_and(|member| member.state == MembershipState::Banned))
}

/// Whether `who` runs the local group `id`.
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

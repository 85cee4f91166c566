//! Accounts of industry speak to nobody who did not ask for it: they mention, in public or directly, only those who follow
//! them, or who named them in what they answer. Groups decide for themselves what they take.

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use storage::account::Account;
use storage::id::AccountId;
use storage::kinds::{ActorKind, Visibility};
use storage::mention;
use storage::status::Status;

use crate::account_kind::AccountKind;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::profile;
use crate::quote::ties;
use crate::reason::Reason;
use crate::status::RemoteStatus;

/// Refuses what `author`, one of ours, would say to people who did not ask for it.
///
/// # Errors
/// `Invalid`, which names the first of them.
pub(crate) async fn check(
    ctx: &Context,
    author: AccountId,
    named: &[Account],
    parent: Option<&Status>,
) -> Result<()> {
    let people = named
        .iter()
        .filter(|account| account.kind != ActorKind::Group);
    let ids: Vec<AccountId> = people.map(|account| account.id).collect();
    let spared = spared(ctx, author, &ids, parent).await?;
    match named.iter().find(|account| spared.contains(&account.id)) {
        None => Ok(()),
        Some(account) => Err(Error::invalid(
            "status",
            Reason::new(
                "names @{name}, who does not follow you: accounts of industry write only to their followers",
            )
            .with("name", crate::account::acct(account)),
        )),
    }
}

/// Takes those of our people out of what another server's account of industry sends who did not ask for it. Says whether
/// anything is left for anyone: a direct status without addressees is not.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn spare(
    ctx: &Context,
    remote: &mut RemoteStatus,
    parent: Option<&Status>,
) -> Result<bool> {
    let named: Vec<AccountId> = remote.mentions.iter().map(|it| it.account_id).collect();
    let known = storage::account::accounts_of(ctx.db.read(), &named).await?;
    let ours = known
        .values()
        .filter(|account| account.domain.is_none() && account.kind != ActorKind::Group);
    let ours: Vec<AccountId> = ours.map(|account| account.id).collect();
    let spared = spared(ctx, remote.author, &ours, parent).await?;
    if spared.is_empty() {
        return Ok(true);
    }
    remote
        .mentions
        .retain(|mention| !spared.contains(&mention.account_id));
    Ok(remote.visibility != Visibility::Direct || ours.len() > spared.len())
}

/// Those of `named` to whom `author` may not speak: nobody, unless it is an account of industry.
async fn spared(
    ctx: &Context,
    author: AccountId,
    named: &[AccountId],
    parent: Option<&Status>,
) -> Result<HashSet<AccountId>> {
    let mut spared: HashSet<AccountId> = named.iter().copied().filter(|id| *id != author).collect();
    if spared.is_empty() || !is_industry(ctx, author).await? {
        return Ok(HashSet::new());
    }
    for (id, ties) in ties(ctx, author, named).await? {
        if ties.followed {
            spared.remove(&id);
        }
    }
    if let Some(parent) = parent.filter(|parent| spared.contains(&parent.account_id))
        && asks(ctx, parent, author).await?
    {
        spared.remove(&parent.account_id);
    }
    Ok(spared)
}

async fn is_industry(ctx: &Context, id: AccountId) -> Result<bool> {
    let profile = profile::profiles_of(ctx, &[id]).await?.remove(&id);
    let kind = profile.and_then(|profile| profile.account_kind);
    Ok(kind == Some(AccountKind::Industry))
}

/// Whether whoever wrote `parent` named `author` in it.
async fn asks(ctx: &Context, parent: &Status, author: AccountId) -> Result<bool> {
    let named = mention::mentions_of(ctx.db.read(), &[parent.id]).await?;
    let mut named = named.into_values().flatten();
    Ok(named.any(|mentioned| mentioned.id == author))
}

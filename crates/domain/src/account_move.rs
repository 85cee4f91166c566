//! Accounts that move: the new one names the old one as an alias, the old one says where it went, and who follows the old
//! one follows the new one from then on.

mod carry;
#[cfg(test)]
mod tests;

use std::time::Duration;

use storage::Transaction;
use storage::account::{self, Account};
use storage::id::{AccountId, UserId};

pub use carry::carry_over;

use crate::account::{acct, changed, is_present, show};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::job::{self, Job};
use crate::outgoing::{self, Outgoing};
use crate::proof::{self, Proof};
use crate::pseudonym;
use crate::reason::Reason;

/// The time between two moves of an account, ours or another server's; Mastodon's figure for what it receives.
pub const COOLDOWN: Duration = Duration::from_hours(7 * 24);
/// Aliases of one account.
const ALIASES: usize = 10;

/// Another account of the same person, as the person said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// Its id on the wire.
    pub uri: String,
    /// Its handle, if it is known here.
    pub acct: Option<String>,
}

/// Whether `account` names the actor `uri` as another account of the same person.
#[must_use]
pub fn names(account: &Account, uri: &str) -> bool {
    aliases_of(account).iter().any(|alias| alias == uri)
}

/// Whether an account moved so lately that it does not move again.
#[must_use]
pub fn is_cooling(account: &Account, now: Timestamp) -> bool {
    account.moved_at.is_some_and(|at| at.after(COOLDOWN) > now)
}

/// An account that moved does nothing new here: it was left.
///
/// # Errors
/// `Forbidden` when it moved.
pub fn check_here(account: &Account) -> Result<()> {
    match account.moved_to_id {
        Some(_) => Err(Error::Forbidden(
            "This account moved: take the move back in the settings first",
        )),
        None => Ok(()),
    }
}

/// The aliases of `who`.
///
/// # Errors
/// `NotFound`.
pub async fn aliases(ctx: &Context, who: AccountId) -> Result<Vec<Alias>> {
    let uris = aliases_of(&show(ctx, who).await?);
    let known = account::list_by_uris(ctx.db.read(), &uris).await?;
    let name = |uri: String| {
        let known = known.iter().find(|account| account.uri == uri);
        Alias {
            acct: known.map(acct),
            uri,
        }
    };
    Ok(uris.into_iter().map(name).collect())
}

/// `who` says that `other` is the same person, so that it can move here. One that is named already stays.
///
/// # Errors
/// `Invalid` when it is the account itself or there are too many, `Forbidden` when one of them is a pseudonym.
pub async fn add_alias(ctx: &Context, who: AccountId, other: AccountId) -> Result<()> {
    pseudonym::refuse(ctx, who).await?;
    pseudonym::refuse(ctx, other).await?;
    if who == other {
        return Err(Error::invalid("alias", "is this account"));
    }
    let uri = show(ctx, other).await?.uri;
    let mut aliases = aliases_of(&show(ctx, who).await?);
    if aliases.contains(&uri) {
        return Ok(());
    }
    if aliases.len() >= ALIASES {
        let reason = Reason::new("has too many accounts (maximum is {most})").with("most", ALIASES);
        return Err(Error::invalid("alias", reason));
    }
    aliases.push(uri);
    write_aliases(ctx, who, &aliases).await
}

/// `who` names the actor `uri` no more; one that is not named is no error.
///
/// # Errors
/// `NotFound`.
pub async fn remove_alias(ctx: &Context, who: AccountId, uri: &str) -> Result<()> {
    let mut aliases = aliases_of(&show(ctx, who).await?);
    let before = aliases.len();
    aliases.retain(|alias| alias != uri);
    if aliases.len() == before {
        return Ok(());
    }
    write_aliases(ctx, who, &aliases).await
}

async fn write_aliases(ctx: &Context, who: AccountId, aliases: &[String]) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    account::set_aliases(&*tx, who, serde_json::to_string(aliases)?).await?;
    tell(&tx, who, now).await?;
    Ok(tx.commit().await?)
}

/// `who`, which `user` logged in for, moves to `target`: followers elsewhere are told, those here follow the new account.
///
/// # Errors
/// `Invalid` when the password is another one, the last move was too lately, or `target` is no place to go: it must name
/// `who` as an alias, be here and not have moved itself.
pub async fn depart(
    ctx: &Context,
    user: UserId,
    who: AccountId,
    target: AccountId,
    password: Proof<'_>,
) -> Result<()> {
    pseudonym::refuse(ctx, who).await?;
    proof::demand(ctx, user, password).await?;
    let (source, target) = (show(ctx, who).await?, show(ctx, target).await?);
    let now = ctx.clock.now();
    if is_cooling(&source, now) {
        return Err(Error::invalid(
            "target",
            "can be named seven days after the last move",
        ));
    }
    if !is_destination(&source, &target) {
        return Err(Error::invalid(
            "target",
            "must name this account as an alias and must not have moved itself",
        ));
    }
    let tx = ctx.db.begin().await?;
    leave(&tx, who, target.id, now).await?;
    let told = Outgoing::Move { account_id: who };
    outgoing::send(&tx, Outgoing::UpdateActor { account_id: who }, now).await?;
    outgoing::send(&tx, told, now).await?;
    Ok(tx.commit().await?)
}

/// `who` is back. Those who followed it elsewhere follow the other account now; the time until the next move goes on.
///
/// # Errors
/// `NotFound`.
pub async fn stay(ctx: &Context, who: AccountId) -> Result<()> {
    let source = show(ctx, who).await?;
    if source.moved_to_id.is_none() {
        return Ok(());
    }
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    account::set_moved(&*tx, who, None).await?;
    tell(&tx, who, now).await?;
    Ok(tx.commit().await?)
}

/// A remote `source` says that it moved to `target`, which was asked for at its home just now. The same move again, one
/// too many, and one to an account that does not know of it are let go.
///
/// # Errors
/// `Forbidden` when nothing comes of it.
pub async fn receive(ctx: &Context, source: AccountId, target: AccountId) -> Result<()> {
    let (source, target) = crate::account::pair(ctx, source, target).await?;
    let now = ctx.clock.now();
    if !is_present(&source) || !is_destination(&source, &target) {
        return Err(Error::Forbidden(
            "The new account does not name the old one",
        ));
    }
    if is_cooling(&source, now) {
        return Err(Error::Forbidden("This account moved a few days ago"));
    }
    let tx = ctx.db.begin().await?;
    leave(&tx, source.id, target.id, now).await?;
    Ok(tx.commit().await?)
}

/// Whether `source` may move to `target`.
fn is_destination(source: &Account, target: &Account) -> bool {
    source.id != target.id
        && is_present(target)
        && target.moved_to_id.is_none()
        && names(target, &source.uri)
}

/// Marks the account as moved, within a use-case, and has its followers here follow the new one.
async fn leave(
    tx: &Transaction,
    source: AccountId,
    target: AccountId,
    now: Timestamp,
) -> Result<()> {
    account::set_moved(&**tx, source, Some((target, now))).await?;
    changed(tx, source, now).await?;
    let carry = Job::CarryOver {
        account_id: source,
        target_id: target,
    };
    job::enqueue(tx, &carry, now).await
}

/// Says, here and elsewhere, that a local account shows something else than before.
async fn tell(tx: &Transaction, who: AccountId, now: Timestamp) -> Result<()> {
    changed(tx, who, now).await?;
    outgoing::send(tx, Outgoing::UpdateActor { account_id: who }, now).await
}

/// What an account says its other names are.
pub(crate) fn aliases_of(account: &Account) -> Vec<String> {
    serde_json::from_str(&account.also_known_as).unwrap_or_default()
}

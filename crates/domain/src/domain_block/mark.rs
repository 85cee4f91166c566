//! A block holds for the accounts of its domain: those that are known are marked when it is decided, others when they
//! become known. The time of the block is the mark, as in Mastodon, so that lifting it leaves alone what was decided about
//! a single account.

use std::collections::{HashMap, HashSet};

use storage::Transaction;
use storage::account::{self, Account, Mark};
use storage::domain_block::{self as rows, DomainBlock};
use storage::kinds::Severity;

use super::host;
use crate::clock::Timestamp;
use crate::error::Result;
use crate::names::domain_and_above;

/// Marks every known account of `names` and of everything below them as the nearest block now says. `former` are blocks
/// that hold no more.
pub(super) async fn renew(
    tx: &Transaction,
    names: &[String],
    former: &[DomainBlock],
) -> Result<()> {
    let names: HashSet<&str> = names.iter().map(String::as_str).collect();
    let known = account::list_domains(&**tx).await?;
    let is_below = |domain: &&str| above(domain).any(|name| names.contains(name));
    let concerned: Vec<&str> = known.iter().map(String::as_str).filter(is_below).collect();
    if concerned.is_empty() {
        return Ok(());
    }
    let blocks = rows::list(&**tx).await?;
    let times: Vec<Timestamp> = blocks.iter().chain(former).map(|b| b.created_at).collect();
    for mark in [Mark::Silenced, Mark::Suspended] {
        account::unmark(&**tx, &concerned, mark, &times).await?;
    }
    for (block, domains) in by_nearest(&blocks, &concerned) {
        if let Some(mark) = mark_of(block) {
            account::mark(&**tx, &domains, mark, block.created_at).await?;
        }
    }
    Ok(())
}

/// The domains for which each block holds.
fn by_nearest<'a>(
    blocks: &'a [DomainBlock],
    domains: &[&'a str],
) -> Vec<(&'a DomainBlock, Vec<&'a str>)> {
    let by_name: HashMap<&str, &DomainBlock> = blocks.iter().map(|it| (&*it.domain, it)).collect();
    let mut held: HashMap<&str, Vec<&str>> = HashMap::new();
    for domain in domains {
        if let Some(name) = above(domain).find(|name| by_name.contains_key(name)) {
            held.entry(name).or_default().push(domain);
        }
    }
    let pairs = held.into_iter();
    pairs
        .map(|(name, domains)| (by_name[name], domains))
        .collect()
}

/// A domain without its port and every domain above it, the nearest first.
fn above(domain: &str) -> impl Iterator<Item = &str> {
    domain_and_above(host(domain)).into_iter()
}

/// Marks an account that was not known before.
pub(crate) fn set(newcomer: &mut Account, block: Option<&DomainBlock>) {
    let Some((block, mark)) = block.and_then(|block| Some((block, mark_of(block)?))) else {
        return;
    };
    match mark {
        Mark::Silenced => newcomer.silenced_at = Some(block.created_at),
        Mark::Suspended => newcomer.suspended_at = Some(block.created_at),
    }
}

fn mark_of(block: &DomainBlock) -> Option<Mark> {
    match block.severity {
        Severity::Noop => None,
        Severity::Silence => Some(Mark::Silenced),
        Severity::Suspend => Some(Mark::Suspended),
    }
}

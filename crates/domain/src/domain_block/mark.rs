//! A block holds for the accounts of its domain: those that are known are marked when it is decided, others when they
//! become known. The time of the block is the mark, as in Mastodon, so that lifting it leaves alone what was decided about
//! a single account.

use storage::Transaction;
use storage::account::{self, Account, Mark};
use storage::domain_block::{self as rows, DomainBlock};
use storage::kinds::Severity;

use super::host;
use crate::clock::Timestamp;
use crate::error::Result;

/// Marks every known account of `name` and of everything below it as the nearest block now says. `former` are blocks that
/// hold no more.
pub(super) async fn renew(tx: &Transaction, name: &str, former: &[DomainBlock]) -> Result<()> {
    let known = account::list_domains(&**tx).await?;
    let concerned = known.iter().map(String::as_str);
    let concerned: Vec<&str> = concerned
        .filter(|domain| is_within(host(domain), name))
        .collect();
    if concerned.is_empty() {
        return Ok(());
    }
    let blocks = rows::list(&**tx).await?;
    let times: Vec<Timestamp> = blocks.iter().chain(former).map(|b| b.created_at).collect();
    for mark in [Mark::Silenced, Mark::Suspended] {
        account::unmark(&**tx, &concerned, mark, &times).await?;
    }
    for block in &blocks {
        let nearest = |domain: &&&str| nearest(&blocks, domain).is_some_and(|one| one == block);
        let domains: Vec<&str> = concerned.iter().filter(nearest).copied().collect();
        if let (Some(mark), false) = (mark_of(block), domains.is_empty()) {
            account::mark(&**tx, &domains, mark, block.created_at).await?;
        }
    }
    Ok(())
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

fn nearest<'a>(blocks: &'a [DomainBlock], domain: &str) -> Option<&'a DomainBlock> {
    let covering = blocks.iter();
    let covering = covering.filter(|block| is_within(host(domain), &block.domain));
    covering.max_by_key(|block| block.domain.len())
}

fn is_within(domain: &str, name: &str) -> bool {
    let rest = domain.strip_suffix(name);
    rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

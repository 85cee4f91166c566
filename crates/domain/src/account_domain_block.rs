//! Servers that one person does not want to see.

use storage::follow::Follow;
use storage::id::AccountId;
use storage::{Page, Transaction, account_domain_block};

pub use storage::account_domain_block::AccountDomainBlock;

use crate::account;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::follow::{self, Told};
use crate::names::canonical_domain;

/// Follows that are ended in one transaction.
const BATCH: u64 = 100;

/// A page of the domains that `who` blocks.
pub async fn list(ctx: &Context, who: AccountId, page: Page) -> Result<Vec<AccountDomainBlock>> {
    Ok(account_domain_block::list(ctx.db.read(), who, page).await?)
}

/// Blocks a domain: nothing of it is shown to `who`, and follows with its accounts end, either way.
pub async fn block(ctx: &Context, who: AccountId, domain: &str) -> Result<()> {
    let domain = canonical(domain)?;
    if domain == ctx.uris.domain() {
        return Err(Error::invalid("domain", "is this server"));
    }
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    account_domain_block::insert(&*tx, who, &domain, now).await?;
    tx.commit().await?;
    while part(ctx, who, &domain, now).await? > 0 {}
    Ok(())
}

async fn part(ctx: &Context, who: AccountId, domain: &str, now: Timestamp) -> Result<usize> {
    let tx = ctx.db.begin().await?;
    let follows = storage::follow::list_with_domain(&*tx, who, domain, BATCH).await?;
    for follow in &follows {
        end(&tx, follow, now).await?;
    }
    tx.commit().await?;
    Ok(follows.len())
}

async fn end(tx: &Transaction, follow: &Follow, now: Timestamp) -> Result<()> {
    let (follower, target) = account::pair_on(&**tx, follow.account_id, follow.target_id).await?;
    follow::end(tx, &follower, &target, Told::Server, now).await?;
    Ok(())
}

/// Blocks a domain no more.
pub async fn unblock(ctx: &Context, who: AccountId, domain: &str) -> Result<()> {
    let domain = canonical(domain)?;
    let tx = ctx.db.begin().await?;
    account_domain_block::delete(&*tx, who, &domain).await?;
    Ok(tx.commit().await?)
}

fn canonical(domain: &str) -> Result<String> {
    canonical_domain(domain).map_err(|error| Error::invalid("domain", error))
}

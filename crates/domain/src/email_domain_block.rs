//! Domains of addresses with which nobody signs up, or only those whom a moderator approves.

use storage::Page;
use storage::email_domain_block as rows;
pub use storage::email_domain_block::EmailDomainBlock;
use storage::id::EmailDomainBlockId;

use crate::audit::{self, Deed};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::moderation::Administrator;
use crate::names::{canonical_domain, domain_and_above};
use crate::usage::{self, Day};

/// A block, and how often somebody tried nevertheless.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// The block.
    pub block: EmailDomainBlock,
    /// The last days, today first.
    pub history: Vec<Day>,
}

/// A page of them, the newest first.
pub async fn index(ctx: &Context, _by: &Administrator, page: Page) -> Result<Vec<Counted>> {
    let blocks = rows::list(ctx.db.read(), page).await?;
    counted(ctx, blocks).await
}

/// One of them.
///
/// # Errors
/// `NotFound`.
pub async fn show(ctx: &Context, _by: &Administrator, id: EmailDomainBlockId) -> Result<Counted> {
    let found = rows::find_by_id(ctx.db.read(), id).await?;
    let mut counted = counted(ctx, vec![found.ok_or(Error::NotFound)?]).await?;
    counted.pop().ok_or(Error::NotFound)
}

async fn counted(ctx: &Context, blocks: Vec<EmailDomainBlock>) -> Result<Vec<Counted>> {
    let now = ctx.clock.now();
    let ids: Vec<EmailDomainBlockId> = blocks.iter().map(|block| block.id).collect();
    let mut uses = rows::uses_of(ctx.db.read(), &ids, usage::first_day(now)).await?;
    let counted = blocks.into_iter().map(|block| Counted {
        history: usage::history(now, &uses.remove(&block.id).unwrap_or_default()),
        block,
    });
    Ok(counted.collect())
}

/// Keeps out addresses of `domain` and of everything below it, or with `allow_with_approval` lets a moderator decide.
///
/// # Errors
/// `Invalid` when it is no domain, or is kept out already.
pub async fn create(
    ctx: &Context,
    by: &Administrator,
    domain: &str,
    allow_with_approval: bool,
) -> Result<Counted> {
    let now = ctx.clock.now();
    let domain = canonical_domain(domain).map_err(|_| Error::invalid("domain", "is no domain"))?;
    let block = EmailDomainBlock {
        id: EmailDomainBlockId::generate(now),
        domain,
        allow_with_approval,
        created_at: now,
    };
    let id = block.id;
    let tx = ctx.db.begin().await?;
    rows::insert(&*tx, block)
        .await
        .map_err(|error| Error::taken("domain", error))?;
    let deed = Deed::new("email_domain_block.create", "email_domain_block", id);
    audit::record(&tx, &by.into(), deed, now).await?;
    tx.commit().await?;
    let made = show(ctx, by, id).await?;
    tracing::info!(administrator = %by, domain = made.block.domain, "a domain of addresses was blocked");
    Ok(made)
}

/// Lets addresses of a domain in again.
///
/// # Errors
/// `NotFound`.
pub async fn delete(ctx: &Context, by: &Administrator, id: EmailDomainBlockId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    if !rows::delete(&*tx, id).await? {
        return Err(Error::NotFound);
    }
    let deed = Deed::new("email_domain_block.delete", "email_domain_block", id);
    audit::record(&tx, &by.into(), deed, ctx.clock.now()).await?;
    tx.commit().await?;
    tracing::info!(administrator = %by, email_domain_block = %id, "a domain of addresses is blocked no more");
    Ok(())
}

/// The block that covers an address in its one spelling, if there is one; the attempt is counted.
pub(crate) async fn covering(ctx: &Context, email: &str) -> Result<Option<EmailDomainBlock>> {
    let (_, domain) = email.rsplit_once('@').unwrap_or_default();
    let names = domain_and_above(domain);
    let Some(block) = rows::find_nearest(ctx.db.read(), &names).await? else {
        return Ok(None);
    };
    let day = usage::day(ctx.clock.now());
    let who = ctx.secret.derive_token("blocked e-mail", email.as_bytes());
    let tx = ctx.db.begin().await?;
    rows::count_use(&*tx, block.id, day, &who).await?;
    tx.commit().await?;
    Ok(Some(block))
}

/// Forgets attempts that are shown no more.
pub(crate) async fn prune(ctx: &Context) -> Result<()> {
    let tx = ctx.db.begin().await?;
    rows::forget_uses(&*tx, usage::first_day(ctx.clock.now())).await?;
    Ok(tx.commit().await?)
}

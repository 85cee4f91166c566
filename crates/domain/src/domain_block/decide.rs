//! Limiting other servers.

use serde_json::{Value, json};
use storage::Transaction;
use storage::domain_block::{self as rows, DomainBlock};
use storage::id::DomainBlockId;
use storage::kinds::Severity;

use super::{limitable, mark};
use crate::audit::{self, Deed};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::event::{self, Event};
use crate::moderation::Authority;
use crate::text::clean;

/// Characters of a comment.
const COMMENT: usize = 1000;

/// What is decided; what is `None` stays, or is what Mastodon takes where nothing was decided yet.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// How much is refused.
    pub severity: Option<Severity>,
    /// Whether files are neither fetched nor shown.
    pub reject_media: Option<bool>,
    /// Whether reports are ignored.
    pub reject_reports: Option<bool>,
    /// Whether the public list hides a part of the name.
    pub obfuscate: Option<bool>,
    /// Why, for everyone.
    pub public_comment: Option<String>,
    /// Why, for those who administer.
    pub private_comment: Option<String>,
}

impl Change {
    pub(super) fn apply(self, block: DomainBlock) -> Result<DomainBlock> {
        let comment = |field, new: Option<String>, old| match new {
            Some(text) => {
                clean::paragraphs(&text, COMMENT).map_err(|error| Error::invalid(field, error))
            }
            None => Ok(old),
        };
        Ok(DomainBlock {
            severity: self.severity.unwrap_or(block.severity),
            reject_media: self.reject_media.unwrap_or(block.reject_media),
            reject_reports: self.reject_reports.unwrap_or(block.reject_reports),
            obfuscate: self.obfuscate.unwrap_or(block.obfuscate),
            public_comment: comment("public_comment", self.public_comment, block.public_comment)?,
            private_comment: comment(
                "private_comment",
                self.private_comment,
                block.private_comment,
            )?,
            ..block
        })
    }
}

/// Limits `domain` and everything below it; unless another severity is said, it is silenced.
///
/// # Errors
/// `Invalid` when it is no domain, a top-level one, ours or limited already, or when a comment is too long.
pub async fn create(
    ctx: &Context,
    by: Authority,
    domain: &str,
    change: Change,
) -> Result<DomainBlock> {
    let domain = limitable(ctx, domain)?;
    let now = ctx.clock.now();
    let block = change.apply(blank(domain, now))?;
    let tx = ctx.db.begin().await?;
    rows::insert(&*tx, block.clone())
        .await
        .map_err(|error| Error::taken("domain", error))?;
    let name = block.domain.clone();
    let deed = Deed::new("domain_block.create", "domain", &name).with(detail(&block));
    audit::record(&tx, &by.into(), deed, now).await?;
    settle(ctx, tx, std::slice::from_ref(&name), &[]).await?;
    tracing::info!(%by, domain = %name, severity = block.severity.as_str(), "a domain was limited");
    Ok(block)
}

pub(super) fn blank(domain: String, now: Timestamp) -> DomainBlock {
    DomainBlock {
        id: DomainBlockId::generate(now),
        domain,
        severity: Severity::Silence,
        reject_media: false,
        reject_reports: false,
        obfuscate: false,
        public_comment: String::new(),
        private_comment: String::new(),
        created_at: now,
    }
}

/// What the audit log keeps of a block; comments are no part of it.
pub(super) fn detail(block: &DomainBlock) -> Value {
    json!({
        "severity": block.severity.as_str(),
        "reject_media": block.reject_media,
        "reject_reports": block.reject_reports,
    })
}

/// Limits a domain otherwise.
///
/// # Errors
/// `NotFound`, `Invalid` when a comment is too long.
pub async fn update(
    ctx: &Context,
    by: Authority,
    id: DomainBlockId,
    change: Change,
) -> Result<DomainBlock> {
    let tx = ctx.db.begin().await?;
    let old = rows::find_by_id(&*tx, id).await?.ok_or(Error::NotFound)?;
    let block = change.apply(old)?;
    rows::update(&*tx, block.clone()).await?;
    let name = block.domain.clone();
    let deed = Deed::new("domain_block.update", "domain", &name).with(detail(&block));
    audit::record(&tx, &by.into(), deed, ctx.clock.now()).await?;
    settle(ctx, tx, std::slice::from_ref(&name), &[]).await?;
    tracing::info!(%by, domain = %name, severity = block.severity.as_str(), "a domain was limited otherwise");
    Ok(block)
}

/// Limits a domain no more.
///
/// # Errors
/// `NotFound`.
pub async fn lift(ctx: &Context, by: Authority, id: DomainBlockId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let block = rows::find_by_id(&*tx, id).await?.ok_or(Error::NotFound)?;
    rows::delete(&*tx, id).await?;
    let name = block.domain.clone();
    let deed = Deed::new("domain_block.lift", "domain", &name);
    audit::record(&tx, &by.into(), deed, ctx.clock.now()).await?;
    settle(ctx, tx, std::slice::from_ref(&name), &[block]).await?;
    tracing::info!(%by, domain = %name, "a domain is limited no more");
    Ok(())
}

/// Makes what is decided true of the accounts that are known, and commits.
pub(super) async fn settle(
    ctx: &Context,
    tx: Transaction,
    names: &[String],
    former: &[DomainBlock],
) -> Result<()> {
    mark::renew(&tx, names, former).await?;
    event::announce(&tx, &Event::DomainBlocksChanged, ctx.clock.now()).await?;
    tx.commit().await?;
    ctx.signers.forget_all();
    Ok(())
}

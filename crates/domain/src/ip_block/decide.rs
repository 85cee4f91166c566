//! Limiting networks.

use std::time::Duration;

use serde_json::json;
use storage::Transaction;
use storage::id::IpBlockId;
use storage::ip_block::{self as rows, IpBlock};
use storage::kinds::IpSeverity;

use super::Network;
use crate::audit::{self, Deed};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::event::{self, Event};
use crate::moderation::Administrator;
use crate::text::clean;

/// Characters of a comment.
const COMMENT: usize = 1000;

/// What is said of a block; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// An address, or a network in CIDR notation.
    pub ip: Option<String>,
    /// What is not possible.
    pub severity: Option<IpSeverity>,
    /// Why.
    pub comment: Option<String>,
    /// Seconds from now after which it ends; `Some(None)` for never.
    pub expires_in: Option<Option<u32>>,
}

impl Change {
    fn apply(self, mut block: IpBlock, now: Timestamp) -> Result<IpBlock> {
        if let Some(ip) = self.ip {
            let network: Network = ip.parse().map_err(|()| {
                Error::invalid("ip", "is neither an address nor a network in CIDR notation")
            })?;
            block.network = network.to_string();
        }
        if let Some(comment) = self.comment {
            block.comment = clean::paragraphs(&comment, COMMENT)
                .map_err(|error| Error::invalid("comment", error))?;
        }
        if let Some(seconds) = self.expires_in {
            let end = |seconds: u32| now.after(Duration::from_secs(seconds.into()));
            block.expires_at = seconds.map(end);
        }
        block.severity = self.severity.unwrap_or(block.severity);
        Ok(block)
    }
}

/// Limits a network from now on.
///
/// # Errors
/// `Invalid` when it is none, or is limited already.
pub async fn create(ctx: &Context, by: &Administrator, new: Change) -> Result<IpBlock> {
    let blank = |field| Error::invalid(field, "can't be blank");
    if new.ip.is_none() {
        return Err(blank("ip"));
    }
    let now = ctx.clock.now();
    let row = IpBlock {
        id: IpBlockId::generate(now),
        network: String::new(),
        severity: new.severity.ok_or_else(|| blank("severity"))?,
        comment: String::new(),
        expires_at: None,
        created_at: now,
    };
    let block = new.apply(row, now)?;
    let tx = ctx.db.begin().await?;
    rows::insert(&*tx, block.clone())
        .await
        .map_err(|error| Error::taken("ip", error))?;
    write_down(&tx, by, "ip_block.create", &block, now).await?;
    settle(ctx, tx, now).await?;
    log(by, &block, "a network was limited");
    Ok(block)
}

/// Limits a network otherwise.
///
/// # Errors
/// `NotFound`, and as [`create`].
pub async fn update(
    ctx: &Context,
    by: &Administrator,
    id: IpBlockId,
    change: Change,
) -> Result<IpBlock> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let old = rows::find_by_id(&*tx, id).await?.ok_or(Error::NotFound)?;
    let block = change.apply(old, now)?;
    rows::update(&*tx, block.clone())
        .await
        .map_err(|error| Error::taken("ip", error))?;
    write_down(&tx, by, "ip_block.update", &block, now).await?;
    settle(ctx, tx, now).await?;
    log(by, &block, "a network was limited otherwise");
    Ok(block)
}

/// Limits a network no more.
///
/// # Errors
/// `NotFound`.
pub async fn delete(ctx: &Context, by: &Administrator, id: IpBlockId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let block = rows::find_by_id(&*tx, id).await?.ok_or(Error::NotFound)?;
    rows::delete(&*tx, id).await?;
    let now = ctx.clock.now();
    write_down(&tx, by, "ip_block.delete", &block, now).await?;
    settle(ctx, tx, now).await?;
    log(by, &block, "a network is limited no more");
    Ok(())
}

/// The audit log, which forgets nothing, keeps no addresses.
async fn write_down(
    tx: &Transaction,
    by: &Administrator,
    action: &'static str,
    block: &IpBlock,
    now: Timestamp,
) -> Result<()> {
    let detail = json!({"severity": block.severity.as_str()});
    let deed = Deed::new(action, "ip_block", block.id).with(detail);
    audit::record(tx, &by.into(), deed, now).await
}

/// Says, with the transaction, that other networks are limited than before.
async fn settle(ctx: &Context, tx: Transaction, now: Timestamp) -> Result<()> {
    event::announce(&tx, &Event::IpBlocksChanged, now).await?;
    tx.commit().await?;
    ctx.ip_blocks.forget();
    Ok(())
}

fn log(by: &Administrator, block: &IpBlock, what: &str) {
    let severity = block.severity.as_str();
    tracing::info!(administrator = %by, network = block.network, severity, "{what}");
}

//! Other servers that the operator limits. The nearest block holds: that of a domain itself, or of one above it.

mod decide;
mod import;
mod mark;
mod published;
#[cfg(test)]
mod tests;

use storage::Page;
use storage::account::Account;
use storage::domain_block as rows;
pub use storage::domain_block::DomainBlock;
use storage::id::DomainBlockId;
use storage::kinds::{MediaKind, Severity};

pub use decide::{Change, create, lift, update};
pub use import::import;
pub(crate) use mark::set as mark_newcomer;
pub use published::{Published, digest, published};

use crate::audit;
use crate::config::FederationMode;
use crate::context::Context;
use crate::domain_allow;
use crate::error::{Error, Result};
use crate::media::RemoteMedia;
use crate::moderation::{Administrator, Authority};
use crate::names::{canonical_domain, domain_and_above};

/// As limits are kept: without a port.
pub(crate) fn canonical(domain: &str) -> Result<String> {
    let domain = canonical_domain(domain).map_err(|_| Error::invalid("domain", "is no domain"))?;
    Ok(host(&domain).to_owned())
}

/// The one spelling of a domain that may be limited: neither ours nor one above it, nor everything under a top-level domain.
pub(crate) fn limitable(ctx: &Context, domain: &str) -> Result<String> {
    let domain = canonical(domain)?;
    let own = [ctx.uris.domain(), ctx.uris.authority()].map(host);
    if own
        .iter()
        .any(|own| domain_and_above(own).contains(&domain.as_str()))
    {
        return Err(Error::invalid("domain", "is this server"));
    }
    // Others hide a part of the names on their lists behind stars, which an address may hold.
    if domain.contains('*') {
        return Err(Error::invalid("domain", "is no domain"));
    }
    let is_address = domain.starts_with('[');
    if !domain.contains('.') && !is_address && domain != "localhost" {
        return Err(Error::invalid("domain", "is a whole top-level domain"));
    }
    Ok(domain)
}

/// In development a port stands behind the name.
pub(crate) fn host(domain: &str) -> &str {
    match domain.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => host,
        _ => domain,
    }
}

/// The block that holds for `domain`.
pub(crate) async fn covering(ctx: &Context, domain: &str) -> Result<Option<DomainBlock>> {
    Ok(rows::find_covering(ctx.db.read(), host(domain)).await?)
}

/// Whether nothing is taken from `domain` and nothing sent to it: it is suspended or, where only some are spoken to, not
/// one of them.
///
/// # Errors
/// When the database refuses.
pub async fn is_refused(ctx: &Context, domain: &str) -> Result<bool> {
    if ctx.config.federation.mode == FederationMode::AllowList
        && !domain_allow::includes(ctx, domain).await?
    {
        return Ok(true);
    }
    let found = covering(ctx, domain).await?;
    Ok(found.is_some_and(|block| block.severity == Severity::Suspend))
}

/// Whether files of accounts of `domain` are neither fetched nor shown.
///
/// # Errors
/// When the database refuses.
pub async fn rejects_media(ctx: &Context, domain: &str) -> Result<bool> {
    let found = covering(ctx, domain).await?;
    Ok(found.as_ref().is_some_and(refuses_media))
}

pub(crate) fn refuses_media(block: &DomainBlock) -> bool {
    block.reject_media || block.severity == Severity::Suspend
}

/// Leaves links alone of what `author` attached where files are not taken from their domain.
pub(crate) async fn admit_media(
    ctx: &Context,
    author: &Account,
    files: &mut [RemoteMedia],
) -> Result<()> {
    if let (Some(domain), false) = (&author.domain, files.is_empty())
        && rejects_media(ctx, domain).await?
    {
        for file in files {
            file.kind = MediaKind::Unknown;
            file.blurhash = None;
        }
    }
    Ok(())
}

/// Whether nobody here hears what moderators of `domain` report.
///
/// # Errors
/// When the database refuses.
pub async fn rejects_reports(ctx: &Context, domain: &str) -> Result<bool> {
    let found = covering(ctx, domain).await?;
    Ok(found.is_some_and(|block| block.reject_reports))
}

/// All of them, by name.
///
/// # Errors
/// When the database refuses.
pub async fn list(ctx: &Context) -> Result<Vec<DomainBlock>> {
    Ok(rows::list(ctx.db.read()).await?)
}

/// All of them, to be handed on, which is written down.
///
/// # Errors
/// When the database refuses.
pub async fn export(ctx: &Context, by: Authority) -> Result<Vec<DomainBlock>> {
    audit::record_export(ctx, &by.into(), "domain_block.export").await?;
    list(ctx).await
}

/// A page of them, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn index(ctx: &Context, _by: &Administrator, page: Page) -> Result<Vec<DomainBlock>> {
    Ok(rows::list_page(ctx.db.read(), page).await?)
}

/// One of them.
///
/// # Errors
/// `NotFound`.
pub async fn show(ctx: &Context, _by: &Administrator, id: DomainBlockId) -> Result<DomainBlock> {
    let found = rows::find_by_id(ctx.db.read(), id).await?;
    found.ok_or(Error::NotFound)
}

/// The one of `domain` itself.
///
/// # Errors
/// `NotFound`, `Invalid` when it is no domain.
pub async fn find(ctx: &Context, domain: &str) -> Result<DomainBlock> {
    let found = rows::find_by_domain(ctx.db.read(), &canonical(domain)?).await?;
    found.ok_or(Error::NotFound)
}

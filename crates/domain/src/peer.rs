//! Other servers as an operator sees them: how they are spoken to, what is known of them, what was decided about them.

use std::collections::HashMap;
use std::time::Duration;

use storage::dead_letter::{self, Backlog};
use storage::delivery::BREAKER;
use storage::domain_allow as allows;
use storage::domain_block as blocks;
use storage::host::{self, Host};
pub use storage::peer::{Filter, Ties};
use storage::{domain_note, peer as rows};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::domain_block::{self, DomainBlock};
use crate::error::{Error, Result};
use crate::job::{self, Job};
use crate::moderation::Authority;
use crate::names::{canonical_domain, domain_and_above};
use crate::search::Slice;

/// How often a server is asked what software it is.
const DESCRIBED: Duration = Duration::from_hours(7 * 24);
/// Servers asked in an hour.
const AT_ONCE: u64 = 50;
/// Characters of a software's name or version.
const WORDS: usize = 100;

/// Another server.
#[derive(Clone, Debug)]
pub struct Peer {
    /// Its name, with its port if that is not the scheme's own.
    pub name: String,
    /// What is known of it from speaking to it; `None` when nothing was ever sent there.
    pub host: Option<Host>,
    /// What waits for it or was given up.
    pub backlog: Backlog,
    /// Who of it is known, and who follows whom.
    pub ties: Ties,
    /// The limit that holds for it.
    pub block: Option<DomainBlock>,
    /// Whether it is on the list of those that are let in.
    pub allowed: bool,
    /// What administrators wrote about it.
    pub note: Option<String>,
}

/// Whether a server is sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breaker {
    /// It is.
    Closed,
    /// It is left alone until then.
    Open(Timestamp),
    /// It failed often: one delivery is tried, the others wait for how that ends.
    HalfOpen,
}

impl Peer {
    /// Whether it is sent to at `now`.
    #[must_use]
    pub fn breaker(&self, now: Timestamp) -> Breaker {
        match &self.host {
            Some(host) if host.closed_until > now => Breaker::Open(host.closed_until),
            Some(host) if host.failures >= BREAKER => Breaker::HalfOpen,
            _ => Breaker::Closed,
        }
    }

    /// Why the last attempt failed, unless one succeeded since.
    #[must_use]
    pub fn trouble(&self) -> Option<&str> {
        let host = self.host.as_ref().filter(|host| host.failures > 0)?;
        host.last_error.as_deref()
    }
}

/// Some of them, in the order of the alphabet.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    ctx: &Context,
    _by: Authority,
    filter: &Filter,
    slice: Slice,
) -> Result<Vec<Peer>> {
    let names = rows::names(ctx.db.read(), filter, slice.limit, slice.offset).await?;
    views(ctx, names).await
}

/// One of them.
///
/// # Errors
/// `NotFound` when nothing is known of it, `Invalid` when it is no name of a server.
pub async fn show(ctx: &Context, _by: Authority, name: &str) -> Result<Peer> {
    let name = canonical_domain(name).map_err(|_| Error::invalid("domain", "is no domain"))?;
    let peer = views(ctx, vec![name]).await?.remove(0);
    let is_known = peer.host.is_some()
        || peer.block.is_some()
        || peer.note.is_some()
        || peer.allowed
        || peer.ties != Ties::default()
        || peer.backlog != Backlog::default();
    is_known.then_some(peer).ok_or(Error::NotFound)
}

async fn views(ctx: &Context, names: Vec<String>) -> Result<Vec<Peer>> {
    let reader = ctx.db.read();
    let bare: Vec<String> = names
        .iter()
        .map(|it| domain_block::host(it).to_owned())
        .collect();
    let mut hosts = host::hosts_of(reader, &names).await?;
    let lanes = dead_letter::lanes(reader, Some(&names)).await?;
    let mut backlogs: HashMap<String, Backlog> = lanes
        .into_iter()
        .map(|lane| (lane.host, lane.backlog))
        .collect();
    let mut ties = rows::ties_of(reader, &names).await?;
    let above: Vec<&str> = bare.iter().flat_map(|it| domain_and_above(it)).collect();
    let limits = blocks::list_of(reader, &above).await?;
    let limits: HashMap<&str, &DomainBlock> = limits.iter().map(|it| (&*it.domain, it)).collect();
    let allowed = allows::list_of(reader, &bare).await?;
    let notes = domain_note::list(reader, &bare).await?;
    let view = |(name, bare): (String, &String)| Peer {
        host: hosts.remove(&name),
        backlog: backlogs.remove(&name).unwrap_or_default(),
        ties: ties.remove(&name).unwrap_or_default(),
        block: domain_and_above(bare)
            .into_iter()
            .find_map(|name| limits.get(name).copied().cloned()),
        allowed: allowed.iter().any(|row| row.domain == *bare),
        note: notes
            .iter()
            .find(|note| note.domain == *bare)
            .map(|note| note.text.clone()),
        name,
    };
    Ok(names.into_iter().zip(&bare).map(view).collect())
}

/// The names of those that took something last, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn recent(ctx: &Context, limit: u64) -> Result<Vec<String>> {
    Ok(rows::recent(ctx.db.read(), limit).await?)
}

/// Has servers asked what software they are that were not for a week.
///
/// # Errors
/// When the database refuses.
pub async fn plan_descriptions(ctx: &Context) -> Result<()> {
    let now = ctx.clock.now();
    let before = now.before(DESCRIBED);
    let due = rows::list_undescribed(ctx.db.read(), before, before, AT_ONCE).await?;
    let tx = ctx.db.begin().await?;
    for host in due {
        let key = format!("describe {host}");
        let job = Job::DescribeHost { host };
        job::enqueue_at(&tx, &job, Some(key), now, now).await?;
    }
    Ok(tx.commit().await?)
}

/// Notes what a server says of its software: name and version. `None` when it says nothing; it is asked again in a week.
///
/// # Errors
/// When the database refuses.
pub async fn describe(ctx: &Context, host: &str, software: Option<(&str, &str)>) -> Result<()> {
    let short = |text: &str| text.chars().take(WORDS).collect::<String>();
    let software = software.map(|(name, version)| (short(name), short(version)));
    let software = software
        .as_ref()
        .map(|(name, version)| (&**name, &**version));
    let tx = ctx.db.begin().await?;
    rows::describe(&*tx, host, software, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests;

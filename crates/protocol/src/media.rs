//! Files of other servers: fetched when someone looks, unsigned as everywhere, and passed on only as our own files.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use domain::Timestamp;
use domain::id::MediaId;
use domain::kinds::MediaKind;
use domain::media::{self, ByteRange, File, Opened, Variant};
use moka::sync::Cache;
use tokio::sync::{Mutex, Semaphore};
use url::Url;

use crate::federation::Federation;
use crate::fetch::{Budget, Expect, FetchError};

/// After a failure the other server is left alone for this long, however often someone looks.
const REST: Duration = Duration::from_mins(10);
/// Files fetched at a time.
const MOST_FETCHES: usize = 16;
/// Videos and sound fetched at a time.
const MOST_CLIPS: usize = 2;
/// Files whose last attempt is remembered.
const MOST_ATTEMPTS: u64 = 10_000;
/// Requests for one file: redirects cost one each.
const REQUESTS: u32 = 4;
/// Room is made when this part of the cache's bound was added since the last time.
const PRUNE_PART: u64 = 64;

/// Why a file is not to be had.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// It does not exist, or not for people here; or something failed inside.
    #[error(transparent)]
    Domain(#[from] domain::Error),
    /// Its server does not have it, does not answer, or answers with something else.
    #[error("the file cannot be had from its server")]
    Unavailable,
}

/// What is known in this process of files on their way here.
#[derive(Clone)]
pub(crate) struct Fetches {
    /// When the last attempt for a file failed; held locked during an attempt, so that there is one at a time.
    attempts: Cache<MediaId, Arc<Mutex<Option<Timestamp>>>>,
    lanes: Arc<Semaphore>,
    /// Of those that are a hundred times larger.
    clip_lanes: Arc<Semaphore>,
    /// Bytes kept since room was last made.
    added: Arc<AtomicU64>,
}

impl Default for Fetches {
    fn default() -> Self {
        Self {
            attempts: Cache::new(MOST_ATTEMPTS),
            lanes: Arc::new(Semaphore::new(MOST_FETCHES)),
            clip_lanes: Arc::new(Semaphore::new(MOST_CLIPS)),
            // Nothing is known of the cache at start: the first file makes room.
            added: Arc::new(AtomicU64::new(u64::MAX / 2)),
        }
    }
}

/// The file with this secret, or a part of it, fetched if it is not here.
///
/// # Errors
/// [`MediaError`].
pub async fn open(
    federation: &Federation,
    secret: &str,
    variant: Variant,
    range: Option<ByteRange>,
) -> Result<File, MediaError> {
    let (id, url, kind) = match media::open(&federation.ctx, secret, variant, range).await? {
        Opened::Here(file) => return Ok(file),
        Opened::Elsewhere(id, url, kind) => (id, url, kind),
    };
    let attempt = federation.fetches.attempts.get_with(id, Arc::default);
    let mut failed_at = attempt.lock().await;
    // Another request may have fetched it while this one waited.
    if let Opened::Here(file) = media::open(&federation.ctx, secret, variant, range).await? {
        return Ok(file);
    }
    let now = federation.ctx.clock.now();
    if failed_at.is_some_and(|at| at.after(REST) > now) {
        return Err(MediaError::Unavailable);
    }
    if let Err(error) = fetch(federation, id, &url, kind).await {
        *failed_at = Some(now);
        return Err(error);
    }
    match media::open(&federation.ctx, secret, variant, range).await? {
        Opened::Here(file) => Ok(file),
        Opened::Elsewhere(..) => Err(MediaError::Unavailable),
    }
}

async fn fetch(
    federation: &Federation,
    id: MediaId,
    url: &str,
    kind: MediaKind,
) -> Result<(), MediaError> {
    let unavailable = |error: &dyn std::fmt::Display| {
        tracing::info!(media = id.0, %error, "a remote file is not to be had");
        MediaError::Unavailable
    };
    let address = Url::parse(url).map_err(|error| unavailable(&error))?;
    let (lanes, expect) = match kind {
        MediaKind::Image => (&federation.fetches.lanes, Expect::Image),
        _ => (&federation.fetches.clip_lanes, Expect::Clip),
    };
    let permit = lanes.acquire().await;
    let fetched = get(federation, &address, expect).await;
    let bytes = fetched.map_err(|error| unavailable(&error))?;
    let kept = media::keep_remote(&federation.ctx, id, bytes).await;
    drop(permit);
    match kept {
        Ok(kept) => Ok(make_room(federation, kept).await?),
        Err(refusal @ domain::Error::Invalid { .. }) => Err(unavailable(&refusal)),
        Err(other) => Err(other.into()),
    }
}

async fn get(
    federation: &Federation,
    url: &Url,
    expect: Expect,
) -> Result<bytes::Bytes, FetchError> {
    let mut budget = Budget::new(REQUESTS);
    let fetched = federation.client.get(url, expect, &mut budget).await?;
    Ok(fetched.body)
}

/// Keeps the cache within its bound, and a sixty-fourth, without counting it at every file.
async fn make_room(federation: &Federation, kept: u64) -> domain::Result<()> {
    let bound = federation.ctx.config.limits.media_cache_bytes;
    let added = federation.fetches.added.fetch_add(kept, Ordering::Relaxed);
    if added.saturating_add(kept) < bound / PRUNE_PART {
        return Ok(());
    }
    federation.fetches.added.store(0, Ordering::Relaxed);
    let pruned = media::prune(&federation.ctx, bound, None).await?;
    if pruned.files > 0 {
        tracing::info!(
            files = pruned.files,
            bytes = pruned.bytes,
            "made room in the cache of remote files"
        );
    }
    Ok(())
}

//! Who gets a file: everyone who knows its secret, while its status is there and its account may be shown. Peers and
//! apps fetch files unsigned, so there is nobody to ask for more.

use std::ops::Range;
use std::time::Duration;

use futures::StreamExt as _;
use storage::id::MediaId;
use storage::kinds::{MediaKind, MediaState, Visibility};
use storage::media::{self as rows, Media, Reachable};
use storage::store::Body;

use super::{file, has_preview, is_served};
use crate::context::Context;
use crate::domain_block;
use crate::error::{Error, Result};

/// A kept file that was asked for is written down as such only this often.
const TOUCH_EVERY: Duration = Duration::from_hours(24);

/// Which of the two files of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// At full size.
    Original,
    /// For a timeline.
    Preview,
}

impl Variant {
    /// The word in its address.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Original => "original",
            Self::Preview => "preview",
        }
    }

    /// Reads the word; `None` when it is neither.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Original, Self::Preview]
            .into_iter()
            .find(|variant| variant.as_str() == word)
    }
}

/// A part of a file as players ask for it (RFC 9110 section 14.1.2), before its length is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteRange {
    /// From the first to the last, both included.
    Between(u64, u64),
    /// From there to the end.
    From(u64),
    /// So many at the end.
    Last(u64),
}

impl ByteRange {
    /// The bytes of a file of `length`; `None` when there are none of them in it.
    #[must_use]
    pub fn within(self, length: u64) -> Option<Range<u64>> {
        let part = match self {
            Self::Between(first, last) => first..last.saturating_add(1).min(length),
            Self::From(first) => first..length,
            Self::Last(count) => length.saturating_sub(count)..length,
        };
        (!part.is_empty()).then_some(part)
    }
}

/// How much of a file is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// Some bytes.
    Bytes(Range<u64>),
    /// Nothing: it was asked for bytes behind its end.
    Beyond,
}

/// A file to be served.
pub struct File {
    /// What we wrote it as.
    pub content_type: &'static str,
    /// Bytes of the whole file.
    pub length: u64,
    /// What `body` has of it.
    pub part: Part,
    /// The bytes.
    pub body: Body,
    /// Whether caches that are shared may keep it: not if its status is for some people only.
    pub public: bool,
}

/// What is behind a secret.
pub enum Opened {
    /// A file that is here.
    Here(File),
    /// One that has to be fetched first, from this address.
    Elsewhere(MediaId, String, MediaKind),
}

/// Finds the file, or the part of it that is asked for.
///
/// # Errors
/// `NotFound` for an unknown secret, a status that is gone, an account that is suspended or gone, and a domain whose
/// files the instance does not take.
pub async fn open(
    ctx: &Context,
    secret: &str,
    variant: Variant,
    range: Option<ByteRange>,
) -> Result<Opened> {
    let found = rows::find_reachable(ctx.db.read(), secret).await?;
    let found = found
        .filter(|found| is_there(ctx, &found.media, variant))
        .ok_or(Error::NotFound)?;
    if let Some(domain) = &found.domain
        && domain_block::rejects_media(ctx, domain).await?
    {
        return Err(Error::NotFound);
    }
    if let Some(file) = read(ctx, &found, variant, range).await? {
        touch(ctx, &found.media).await?;
        return Ok(Opened::Here(file));
    }
    let media = found.media;
    let url = media.remote_url.clone().ok_or(Error::NotFound)?;
    if media.key.is_some() {
        lose(ctx, &media).await?;
    }
    Ok(Opened::Elsewhere(media.id, url, media.kind))
}

/// Whether there is such a file, here or elsewhere.
fn is_there(ctx: &Context, media: &Media, variant: Variant) -> bool {
    let has_variant = variant == Variant::Original || has_preview(media);
    media.state == MediaState::Ready && is_served(ctx, media) && has_variant
}

async fn read(
    ctx: &Context,
    found: &Reachable,
    variant: Variant,
    range: Option<ByteRange>,
) -> Result<Option<File>> {
    let media = &found.media;
    let key = match variant {
        Variant::Original => media.key.as_ref(),
        Variant::Preview => media.preview_key.as_ref().or(media.key.as_ref()),
    };
    let Some(key) = key else { return Ok(None) };
    let public = [None, Some(Visibility::Public), Some(Visibility::Unlisted)];
    let body = match range {
        None => whole(ctx, key).await?,
        Some(range) => part(ctx, key, range).await?,
    };
    Ok(body.map(|(length, part, body)| File {
        content_type: file::content_type(key),
        length,
        part,
        body,
        public: public.contains(&found.visibility),
    }))
}

async fn whole(ctx: &Context, key: &str) -> Result<Option<(u64, Part, Body)>> {
    let found = ctx.store.get(key).await?;
    Ok(found.map(|(length, body)| (length, Part::Whole, body)))
}

async fn part(ctx: &Context, key: &str, range: ByteRange) -> Result<Option<(u64, Part, Body)>> {
    let Some(length) = ctx.store.size(key).await? else {
        return Ok(None);
    };
    let Some(range) = range.within(length) else {
        let nothing = futures::stream::empty().boxed();
        return Ok(Some((length, Part::Beyond, nothing)));
    };
    let body = ctx.store.get_part(key, range.clone()).await?;
    Ok(body.map(|body| (length, Part::Bytes(range), body)))
}

/// What is asked for goes last when room is made.
async fn touch(ctx: &Context, media: &Media) -> Result<()> {
    let now = ctx.clock.now();
    let long_ago = now.before(TOUCH_EVERY);
    if media.cached_at.is_some_and(|at| at < long_ago) {
        let tx = ctx.db.begin().await?;
        rows::touch(&*tx, media.id, now).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// A kept file is not in the store any more: it was pruned half-way, or someone removed it by hand.
async fn lose(ctx: &Context, media: &Media) -> Result<()> {
    let tx = ctx.db.begin().await?;
    rows::clear_cached(&*tx, &[media.id]).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_cut_to_the_file() {
        assert_eq!(ByteRange::Between(0, 0).within(10), Some(0..1));
        assert_eq!(ByteRange::Between(2, 99).within(10), Some(2..10));
        assert_eq!(ByteRange::Between(5, 4).within(10), None);
        assert_eq!(ByteRange::Between(0, u64::MAX).within(10), Some(0..10));
        assert_eq!(ByteRange::From(9).within(10), Some(9..10));
        assert_eq!(ByteRange::From(10).within(10), None);
        assert_eq!(ByteRange::Last(3).within(10), Some(7..10));
        assert_eq!(ByteRange::Last(30).within(10), Some(0..10));
        assert_eq!(ByteRange::Last(0).within(10), None);
        assert_eq!(ByteRange::Last(1).within(0), None);
    }
}

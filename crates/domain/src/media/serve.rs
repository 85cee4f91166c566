//! Who gets a file: everyone who knows its secret, while its status is there and its account may be shown. Peers and
//! apps fetch files unsigned, so there is nobody to ask for more.

use std::time::Duration;

use storage::id::MediaId;
use storage::kinds::{MediaKind, Visibility};
use storage::media::{self as rows, Media, Reachable};
use storage::store::Body;

use super::file;
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

/// A file to be served.
pub struct File {
    /// What we wrote it as.
    pub content_type: &'static str,
    /// In bytes.
    pub length: u64,
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
    Elsewhere(MediaId, String),
}

/// Finds the file.
///
/// # Errors
/// `NotFound` for an unknown secret, a status that is gone, an account that is suspended or gone, and a domain whose
/// files the instance does not take.
pub async fn open(ctx: &Context, secret: &str, variant: Variant) -> Result<Opened> {
    let found = rows::find_reachable(ctx.db.read(), secret).await?;
    let found = found
        .filter(|found| found.media.kind == MediaKind::Image)
        .ok_or(Error::NotFound)?;
    if let Some(domain) = &found.domain
        && domain_block::rejects_media(ctx, domain).await?
    {
        return Err(Error::NotFound);
    }
    if let Some(file) = read(ctx, &found, variant).await? {
        touch(ctx, &found.media).await?;
        return Ok(Opened::Here(file));
    }
    let media = found.media;
    let url = media.remote_url.clone().ok_or(Error::NotFound)?;
    if media.key.is_some() {
        lose(ctx, &media).await?;
    }
    Ok(Opened::Elsewhere(media.id, url))
}

async fn read(ctx: &Context, found: &Reachable, variant: Variant) -> Result<Option<File>> {
    let media = &found.media;
    let key = match variant {
        Variant::Original => media.key.as_ref(),
        Variant::Preview => media.preview_key.as_ref().or(media.key.as_ref()),
    };
    let Some(key) = key else { return Ok(None) };
    let public = [None, Some(Visibility::Public), Some(Visibility::Unlisted)];
    Ok(ctx.store.get(key).await?.map(|(length, body)| File {
        content_type: file::content_type(key),
        length,
        body,
        public: public.contains(&found.visibility),
    }))
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

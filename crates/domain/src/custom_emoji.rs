//! Custom emoji: pictures of ours and of other servers, written as `:shortcode:`.

mod received;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use bytes::Bytes;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use storage::custom_emoji as rows;
use storage::id::{CustomEmojiId, MediaId};
use storage::kinds::MediaPurpose;
use storage::media::{self as files, Media};

use crate::account;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::media;
use crate::text::clean;

pub use received::{RemoteEmoji, receive};

/// Characters of a shortcode, as in Mastodon.
const SHORTCODE: std::ops::RangeInclusive<usize> = 2..=128;
/// Characters of a category's name.
const CATEGORY: usize = 100;
/// Emoji of one text.
const MOST: usize = 100;

/// An emoji as the columns `emojis` keep it: what was written with it shows it even when it is gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CustomEmoji")]
pub struct Shown {
    /// What stands between the colons.
    pub shortcode: String,
    /// Where it is served here.
    #[schemars(extend("format" = "uri"))]
    pub url: String,
    /// Where it is served without motion.
    #[schemars(extend("format" = "uri"))]
    pub static_url: String,
    /// Whether people here choose it from a list.
    pub visible_in_picker: bool,
    /// Under which head of that list.
    #[schemars(with = "String")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
}

/// Adds an emoji of ours, from a picture.
///
/// # Errors
/// `Invalid` when the shortcode is none or the picture cannot be used, `Conflict` when the shortcode is taken.
pub async fn add(
    ctx: &Context,
    shortcode: &str,
    category: Option<&str>,
    picture: Bytes,
) -> Result<()> {
    if !is_shortcode(shortcode) {
        let reason = "must have 2 to 128 letters without accents, digits and _";
        return Err(Error::invalid("shortcode", reason));
    }
    let category = category
        .map(|name| clean::line(name, CATEGORY))
        .transpose()
        .map_err(|error| Error::invalid("category", error))?;
    let owner = account::instance_actor(ctx).await?;
    let picture = media::read_picture(ctx, MediaPurpose::Emoji, picture).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let file = media::replace_picture(&tx, owner.id, None, Some(picture), now).await?;
    let row = rows::CustomEmoji {
        id: CustomEmojiId::generate(now),
        shortcode: shortcode.to_owned(),
        domain: None,
        category,
        media_id: file.ok_or(Error::NotFound)?,
        created_at: now,
    };
    rows::insert(&*tx, row).await?;
    Ok(tx.commit().await?)
}

/// Removes an emoji of ours: nobody can write it any more, and what was written with it stays as it is.
///
/// # Errors
/// `NotFound`.
pub async fn remove(ctx: &Context, shortcode: &str) -> Result<()> {
    let tx = ctx.db.begin().await?;
    if !rows::delete(&*tx, None, shortcode).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Those that people here can write.
pub async fn list(ctx: &Context) -> Result<Vec<Shown>> {
    let known = rows::list_local(ctx.db.read()).await?;
    shown(ctx, known).await
}

/// Those of ours that these texts are written with, as the columns `emojis` keep them. A text without colons costs no query.
pub(crate) async fn used_in(ctx: &Context, texts: &[&str]) -> Result<String> {
    let shown = of_shortcodes(ctx, &shortcodes(texts)).await?;
    Ok(serde_json::to_string(&shown)?)
}

/// Those of ours with these shortcodes.
pub(crate) async fn of_shortcodes(ctx: &Context, shortcodes: &[String]) -> Result<Vec<Shown>> {
    let known = rows::list_by_shortcodes(ctx.db.read(), None, shortcodes).await?;
    shown(ctx, known).await
}

/// The emoji in a column.
///
/// # Errors
/// `Internal` when the column holds something else.
pub fn read(column: &str) -> Result<Vec<Shown>> {
    Ok(serde_json::from_str(column)?)
}

async fn shown(ctx: &Context, known: Vec<rows::CustomEmoji>) -> Result<Vec<Shown>> {
    let ids: Vec<MediaId> = known.iter().map(|emoji| emoji.media_id).collect();
    let files = files::media_of(ctx.db.read(), &ids).await?;
    Ok(known
        .into_iter()
        .filter_map(|emoji| show(ctx, emoji, &files))
        .collect())
}

fn show(ctx: &Context, emoji: rows::CustomEmoji, files: &HashMap<MediaId, Media>) -> Option<Shown> {
    let file = media::view(ctx, files.get(&emoji.media_id)?.clone());
    Some(Shown {
        shortcode: emoji.shortcode,
        static_url: file.preview_url.unwrap_or_else(|| file.url.clone()),
        url: file.url,
        visible_in_picker: emoji.domain.is_none(),
        category: emoji.category,
    })
}

/// What stands between two colons and may be a shortcode, each once.
pub(crate) fn shortcodes(texts: &[&str]) -> Vec<String> {
    let between = texts.iter().flat_map(|text| {
        let mut parts: Vec<&str> = text.split(':').collect();
        parts.pop();
        parts.into_iter().skip(1)
    });
    let mut found: Vec<String> = between
        .filter(|word| is_shortcode(word))
        .map(str::to_owned)
        .collect();
    found.sort_unstable();
    found.dedup();
    found.truncate(MOST);
    found
}

fn is_shortcode(word: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_';
    SHORTCODE.contains(&word.len()) && word.chars().all(fits)
}

//! Emoji of other servers.

use storage::Transaction;
use storage::custom_emoji::{self as rows, CustomEmoji};
use storage::id::{AccountId, CustomEmojiId, MediaId};
use storage::kinds::MediaPurpose;
use storage::media as files;

use super::{MOST, is_shortcode, shown};
use crate::account;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::domain_block;
use crate::error::{Error, Result};
use crate::media::{self, RemoteMedia};

/// Bytes of an address that is kept.
const URL_BYTES: usize = 2048;

/// An emoji as another server names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteEmoji {
    /// What stands between the colons.
    pub shortcode: String,
    /// Where the picture is: `http:` or `https:`.
    pub url: String,
}

/// Keeps what `domain` says of its emoji, and yields them as the columns `emojis` keep them. A picture is fetched when
/// someone looks. Of a domain whose files the instance does not take, nothing is kept.
pub async fn receive(ctx: &Context, domain: &str, emojis: &[RemoteEmoji]) -> Result<String> {
    let mut named: Vec<&RemoteEmoji> = emojis
        .iter()
        .filter(|emoji| is_shortcode(&emoji.shortcode) && emoji.url.len() <= URL_BYTES)
        .take(MOST)
        .collect();
    named.sort_by(|a, b| a.shortcode.cmp(&b.shortcode));
    named.dedup_by(|a, b| a.shortcode == b.shortcode);
    if named.is_empty() || domain_block::rejects_media(ctx, domain).await? {
        return Ok("[]".to_owned());
    }
    let shortcodes: Vec<String> = named.iter().map(|emoji| emoji.shortcode.clone()).collect();
    let known = rows::list_by_shortcodes(ctx.db.read(), Some(domain), &shortcodes).await?;
    let ids: Vec<MediaId> = known.iter().map(|emoji| emoji.media_id).collect();
    let pictures = files::media_of(ctx.db.read(), &ids).await?;
    named.retain(|emoji| {
        let known = known
            .iter()
            .find(|known| known.shortcode == emoji.shortcode);
        let picture = known.and_then(|known| pictures.get(&known.media_id));
        picture.and_then(|picture| picture.remote_url.as_deref()) != Some(&*emoji.url)
    });
    if !named.is_empty() {
        keep(ctx, domain, &named).await?;
    }
    let known = rows::list_by_shortcodes(ctx.db.read(), Some(domain), &shortcodes).await?;
    Ok(serde_json::to_string(&shown(ctx, known).await?)?)
}

/// Writes those that are new or have another picture than before.
async fn keep(ctx: &Context, domain: &str, named: &[&RemoteEmoji]) -> Result<()> {
    let owner = account::instance_actor(ctx).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    for emoji in named {
        match replace(&tx, owner.id, domain, emoji, now).await {
            // Another worker reads the same emoji in the same moment.
            Err(Error::Conflict(_)) => return Ok(()),
            replaced => replaced?,
        }
    }
    Ok(tx.commit().await?)
}

async fn replace(
    tx: &Transaction,
    owner: AccountId,
    domain: &str,
    emoji: &RemoteEmoji,
    now: Timestamp,
) -> Result<()> {
    rows::delete(&**tx, Some(domain), &emoji.shortcode).await?;
    let file = RemoteMedia::picture(emoji.url.clone());
    let purpose = MediaPurpose::Emoji;
    let media_id =
        media::replace_remote_picture(tx, owner, purpose, None, Some(&file), now).await?;
    let row = CustomEmoji {
        id: CustomEmojiId::generate(now),
        shortcode: emoji.shortcode.clone(),
        domain: Some(domain.to_owned()),
        category: None,
        media_id: media_id.ok_or(Error::NotFound)?,
        created_at: now,
    };
    Ok(rows::insert(&**tx, row).await?)
}

//! How people react to announcements.

use storage::announcement as rows;
use storage::custom_emoji;
use storage::id::{AccountId, AnnouncementId};
use unicode_segmentation::UnicodeSegmentation;

use super::find_current;
use crate::context::Context;
use crate::custom_emoji::{self as emojis, Shown};
use crate::error::{Error, Result};
use crate::event::{self, Event};

/// Different reactions to an announcement, as in Mastodon.
const DIFFERENT: usize = 8;
/// Bytes of an emoji: a family of four with their skin tones.
const BYTES: usize = 64;

/// How many reacted in the same way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reaction {
    /// An emoji, or the shortcode of one of ours.
    pub name: String,
    /// How many.
    pub count: i64,
    /// Whether the one who looks is among them; `None` when nobody known looks.
    pub me: Option<bool>,
    /// The picture behind a shortcode.
    pub emoji: Option<Shown>,
}

/// `who` reacts with an emoji, or with the shortcode of one of ours. May be repeated.
///
/// # Errors
/// `NotFound` when it is not shown now; `Invalid` when the name is no emoji, or there are too many different ones already.
pub async fn react(ctx: &Context, who: AccountId, id: AnnouncementId, name: &str) -> Result<()> {
    find_current(ctx, id).await?;
    let known = custom_emoji::list_by_shortcodes(ctx.db.read(), None, &[name.to_owned()]).await?;
    if known.is_empty() && !is_emoji(name) {
        return Err(Error::invalid("name", "is not a recognized emoji"));
    }
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    rows::react(&*tx, id, (who, name), now).await?;
    if rows::list_reactions(&*tx, &[id], None).await?.len() > DIFFERENT {
        return Err(Error::invalid(
            "name",
            "is one too many different reactions",
        ));
    }
    let name = name.to_owned();
    let reacted = Event::AnnouncementReaction {
        announcement_id: id,
        name,
    };
    event::announce(&tx, &reacted, now).await?;
    Ok(tx.commit().await?)
}

/// `who` takes a reaction back. May be repeated.
///
/// # Errors
/// `NotFound` when the announcement is not shown now.
pub async fn unreact(ctx: &Context, who: AccountId, id: AnnouncementId, name: &str) -> Result<()> {
    find_current(ctx, id).await?;
    let tx = ctx.db.begin().await?;
    if rows::unreact(&*tx, id, (who, name)).await? {
        let name = name.to_owned();
        let reacted = Event::AnnouncementReaction {
            announcement_id: id,
            name,
        };
        event::announce(&tx, &reacted, ctx.clock.now()).await?;
    }
    Ok(tx.commit().await?)
}

/// How many react in this way by now, whoever looks; with 0 when nobody does any more.
///
/// # Errors
/// `NotFound` when the announcement is not shown now.
pub async fn reaction(ctx: &Context, id: AnnouncementId, name: &str) -> Result<Reaction> {
    find_current(ctx, id).await?;
    let found = rows::list_reactions(ctx.db.read(), &[id], None).await?;
    let found = found.into_iter().find(|reaction| reaction.name == name);
    let pictures = emojis::of_shortcodes(ctx, &[name.to_owned()]).await?;
    Ok(Reaction {
        name: name.to_owned(),
        count: found.map_or(0, |reaction| reaction.count),
        me: None,
        emoji: pictures.into_iter().next(),
    })
}

/// One character as people see it, of those that Unicode gives a picture.
fn is_emoji(name: &str) -> bool {
    let mut graphemes = name.graphemes(true);
    let one = graphemes.next().is_some() && graphemes.next().is_none();
    one && name.len() <= BYTES && name.chars().any(has_picture)
}

fn has_picture(c: char) -> bool {
    matches!(
        c,
        '\u{a9}'
            | '\u{ae}'
            | '\u{203c}'
            | '\u{2049}'
            | '\u{20e3}'
            | '\u{2122}'
            | '\u{2139}'
            | '\u{2194}'..='\u{2bff}'
            | '\u{3030}'
            | '\u{303d}'
            | '\u{3297}'
            | '\u{3299}'
            | '\u{1f000}'..='\u{1faff}'
    )
}

//! Announcements: what the operators tell everyone here, and how people react.

mod reaction;
#[cfg(test)]
mod tests;
mod view;

use storage::announcement as rows;
pub use storage::announcement::Announcement;
use storage::id::{AccountId, AnnouncementId};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::event::{self, Event};
use crate::text::clean;

pub use reaction::{Reaction, react, reaction, unreact};
pub use view::{AnnouncementView, list, show};

/// Characters of an announcement.
const CHARACTERS: usize = 5000;

/// What is to be announced.
#[derive(Clone, Debug)]
pub struct NewAnnouncement {
    /// As a status is written: links, hashtags, names and custom emoji are shown as such.
    pub text: String,
    /// When what it is about begins.
    pub starts_at: Option<Timestamp>,
    /// When that ends; then it is not shown any more.
    pub ends_at: Option<Timestamp>,
    /// Of these times the days alone are meant.
    pub all_day: bool,
    /// At once, or as a draft.
    pub publish: bool,
}

/// Writes an announcement, and shows it to everyone if it is to be published at once.
///
/// # Errors
/// `Invalid` when the text is blank or too long, or the end is not behind the beginning.
pub async fn create(ctx: &Context, new: NewAnnouncement) -> Result<AnnouncementId> {
    let text = clean::paragraphs(&new.text, CHARACTERS)
        .and_then(clean::required)
        .map_err(|error| Error::invalid("text", error))?;
    if let (Some(starts), Some(ends)) = (new.starts_at, new.ends_at)
        && ends <= starts
    {
        return Err(Error::invalid("ends_at", "must be later than starts_at"));
    }
    let now = ctx.clock.now();
    let id = AnnouncementId::generate(now);
    let row = Announcement {
        id,
        text,
        starts_at: new.starts_at,
        ends_at: new.ends_at,
        all_day: new.all_day,
        published_at: new.publish.then_some(now),
        created_at: now,
        updated_at: now,
    };
    let tx = ctx.db.begin().await?;
    rows::insert(&*tx, row).await?;
    if new.publish {
        let published = Event::AnnouncementPublished {
            announcement_id: id,
        };
        event::announce(&tx, &published, now).await?;
    }
    tx.commit().await?;
    Ok(id)
}

/// Shows a draft to everyone.
///
/// # Errors
/// `NotFound` when there is no such draft.
pub async fn publish(ctx: &Context, id: AnnouncementId) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    if !rows::publish(&*tx, id, now).await? {
        return Err(Error::NotFound);
    }
    let published = Event::AnnouncementPublished {
        announcement_id: id,
    };
    event::announce(&tx, &published, now).await?;
    Ok(tx.commit().await?)
}

/// Takes an announcement away for good.
///
/// # Errors
/// `NotFound`.
pub async fn delete(ctx: &Context, id: AnnouncementId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    if !rows::delete(&*tx, id).await? {
        return Err(Error::NotFound);
    }
    let deleted = Event::AnnouncementDeleted {
        announcement_id: id,
    };
    event::announce(&tx, &deleted, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Drafts, those that are shown and those that are over, the newest first: for operators.
pub async fn list_all(ctx: &Context) -> Result<Vec<Announcement>> {
    Ok(rows::list(ctx.db.read()).await?)
}

/// `who` has read it. May be repeated.
///
/// # Errors
/// `NotFound` when it is not published or over.
pub async fn dismiss(ctx: &Context, who: AccountId, id: AnnouncementId) -> Result<()> {
    find_current(ctx, id).await?;
    let tx = ctx.db.begin().await?;
    rows::dismiss(&*tx, id, who, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// One that everyone is shown now.
async fn find_current(ctx: &Context, id: AnnouncementId) -> Result<Announcement> {
    let now = ctx.clock.now();
    let is_current = |row: &Announcement| {
        row.published_at.is_some() && row.ends_at.is_none_or(|ends_at| ends_at > now)
    };
    rows::find_by_id(ctx.db.read(), id)
        .await?
        .filter(is_current)
        .ok_or(Error::NotFound)
}
